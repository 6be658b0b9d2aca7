/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/estimate.h"

#include <math.h>

#include "compare/compare_options.h"
#include "compare/interval.h"
#include "compare/score_counts.h"

/* Whether it is all of a group. */
static bool slice_is_whole(const tenor_slice *slice) {
  return slice->target == TENOR_NO_TARGET && slice->first_period == TENOR_NO_PERIOD &&
         slice->last_period == TENOR_NO_PERIOD;
}

/* Standard deviation of the statements: of scores only where their distribution is known. */
static double deviation(const tenor_comparison *comparison, const tenor_slice *slice, size_t which,
                        double share) {
  if (which != SUM_SCORE) return sqrt(share * (1 - share));
  if (!slice_is_whole(slice)) return NAN;
  const score_counts counts = score_counts_of(comparison, slice->group);
  return score_counts_deviation(&counts);
}

tenor_status estimate_make(const tenor_comparison *comparison, const tenor_slice *slice,
                           clusters *documents, size_t which, const tenor_compare_options *options,
                           estimate *e) {
  const ratio_sample sample = clusters_sample(documents, which);
  const bool is_score = which == SUM_SCORE;
  *e = (estimate){{NAN, NAN, NAN}, {NAN, NAN, NAN}, NAN};
  if (sample.size == 0) return TENOR_OK;
  e->ratio = ratio_estimate(&sample);
  e->naive_se = deviation(comparison, slice, which, e->ratio.value) / sqrt(ratio_total(&sample));
  const interval_plan plan = {.kind = options->interval,
                              .level = options->level,
                              .low = is_score ? comparison->low : 0,
                              .high = is_score ? comparison->high : 1,
                              .replicates = options->replicates,
                              .seed = compare_seed(comparison, slice, options->seed, which),
                              .naive_se = e->naive_se};
  return interval_make(&sample, &e->ratio, &plan, &e->interval);
}

/* ---- all that is told of a slice ------------------------------------------------------------------------ */

static int64_t largest_document(const clusters *documents) {
  int64_t most = 0;
  for (size_t d = 0; d < documents->n; d++) {
    const int64_t n = documents->sums[d * documents->stride + SUM_N];
    if (n > most) most = n;
  }
  return most;
}

static double divided(int64_t a, double b) {
  return b > 0 ? (double)a / b : NAN;
}

static double mean_coverage(const clusters *documents) {
  return divided(clusters_sum(documents, SUM_COVERAGE),
                 STEPS * (double)clusters_sum(documents, SUM_COVERED));
}

static double largest_share(const clusters *documents) {
  return divided(largest_document(documents), (double)clusters_sum(documents, SUM_N));
}

uint32_t estimate_warnings(const clusters *documents, const tenor_compare_options *options) {
  uint32_t warnings = 0;
  if (documents->n == 0) return 0;
  if (documents->n < options->few_documents) warnings |= TENOR_WARN_FEW_DOCUMENTS;
  if (documents->n == 1) warnings |= TENOR_WARN_ONE_DOCUMENT;
  if (documents->n > 1 && largest_share(documents) > options->large_document)
    warnings |= TENOR_WARN_LARGE_DOCUMENT;
  if (mean_coverage(documents) < options->low_coverage) warnings |= TENOR_WARN_LOW_COVERAGE;
  return warnings;
}

static void tell_quantiles(const tenor_comparison *comparison, const tenor_slice *slice,
                           tenor_estimate *told) {
  told->lower_quartile = told->median = told->upper_quartile = NAN;
  if (!slice_is_whole(slice)) return;
  const score_counts counts = score_counts_of(comparison, slice->group);
  told->lower_quartile = score_counts_quantile(&counts, 0.25);
  told->median = score_counts_quantile(&counts, 0.5);
  told->upper_quartile = score_counts_quantile(&counts, 0.75);
}

static tenor_status tell(tenor_comparison *comparison, const tenor_slice *slice,
                         clusters *documents, const tenor_compare_options *options,
                         tenor_estimate *told) {
  estimate e;
  *told = (tenor_estimate){.n_statements = (uint64_t)clusters_sum(documents, SUM_N),
                           .n_documents = documents->n,
                           .coverage = mean_coverage(documents),
                           .largest_document = largest_share(documents),
                           .warnings = estimate_warnings(documents, options)};
  tell_quantiles(comparison, slice, told);
  TRY(estimate_make(comparison, slice, documents, SUM_SCORE, options, &e));
  told->mean = e.interval;
  told->se = e.ratio.se;
  told->design_effect = e.ratio.se * e.ratio.se / (e.naive_se * e.naive_se);
  if (told->se <= 0) told->warnings |= TENOR_WARN_SAME_SCORES;
  TRY(estimate_make(comparison, slice, documents, SUM_POSITIVE, options, &e));
  told->positive = e.interval;
  for (uint32_t k = 0; k < comparison->n_classes; k++) {
    TRY(estimate_make(comparison, slice, documents, SUM_CLASSES + k, options, &e));
    told->classes[k] = e.interval;
  }
  return TENOR_OK;
}

tenor_status tenor_comparison_estimate(tenor_comparison *comparison, const tenor_slice *slice,
                                       const tenor_compare_options *options, tenor_estimate *told) {
  clusters documents;
  TRY(compare_options_check(options));
  TRY(comparison_arrange(comparison));
  TRY(clusters_init(&documents, comparison, slice));
  const tenor_status status = tell(comparison, slice, &documents, options, told);
  clusters_finish(&documents);
  return status;
}
