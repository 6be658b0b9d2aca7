/* SPDX-License-Identifier: Apache-2.0 */
/* Two groups side by side: how far their means lie apart, how often the scores of one are above the other's, and
 * whether chance does as much. */
#include <math.h>
#include <stdlib.h>

#include "base/bytes.h"
#include "compare/compare_options.h"
#include "compare/estimate.h"
#include "compare/interval.h"
#include "compare/permutation.h"
#include "compare/score_counts.h"

/* ---- the documents of both ------------------------------------------------------------------------------ */

static void put(pair_document *to, size_t side, const clusters *c, size_t d) {
  const int64_t *sums = c->sums + d * c->stride;
  to->y[side] = (double)sums[SUM_SCORE] / STEPS;
  to->n[side] = (double)sums[SUM_N];
}

static bool is_same_document(const clusters *a, size_t i, const clusters *b, size_t j) {
  return i < a->n && j < b->n && a->documents[i] != NO_DOCUMENT &&
         a->documents[i] == b->documents[j];
}

static size_t count_shared(const clusters *a, const clusters *b) {
  size_t n = 0;
  for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
    n += is_same_document(a, i, b, j);
    if (a->documents[i] <= b->documents[j])
      i++;
    else
      j++;
  }
  return n;
}

/* Room for all documents is at `documents`. */
static pair_sample join(const tenor_comparison *comparison, const clusters *a, const clusters *b,
                        pair_document *documents) {
  const size_t n_both = count_shared(a, b);
  const pair_sample sample = {documents,     n_both,          a->n - n_both,
                              b->n - n_both, comparison->low, comparison->high};
  pair_document *both = documents, *first = both + n_both, *second = first + sample.n_first;
  for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
    if (is_same_document(a, i, b, j)) {
      put(both, 0, a, i++);
      put(both++, 1, b, j++);
    } else if (j == b->n || (i < a->n && a->documents[i] <= b->documents[j])) {
      put(first++, 0, a, i++);
    } else {
      put(second++, 0, b, j++);
    }
  }
  return sample;
}

/* ---- the difference ------------------------------------------------------------------------------------- */

/* The correlation of two means, which comes of the documents that they share. */
static double correlation(const pair_sample *sample, clusters *a, const ratio *mean_a, clusters *b,
                          const ratio *mean_b) {
  double sum = 0;
  const ratio_sample in_a = clusters_sample(a, SUM_SCORE), in_b = clusters_sample(b, SUM_SCORE);
  const double total_a = ratio_total(&in_a), total_b = ratio_total(&in_b);
  for (size_t i = 0, j = 0; sample->n_both > 0 && i < a->n && j < b->n;) {
    if (is_same_document(a, i, b, j))
      sum += ratio_influence(&in_a, mean_a->value, total_a, i) *
             ratio_influence(&in_b, mean_b->value, total_b, j);
    if (a->documents[i] <= b->documents[j])
      i++;
    else
      j++;
  }
  return sum == 0 ? 0 : fmax(-1, fmin(1, sum / (mean_a->se * mean_b->se)));
}

static tenor_status tell(const tenor_comparison *comparison, const tenor_slice slices[2],
                         clusters documents[2], pair_document *room,
                         const tenor_compare_options *options, tenor_pair *pair) {
  estimate mean[2];
  const pair_sample sample = join(comparison, &documents[0], &documents[1], room);
  for (size_t i = 0; i < 2; i++)
    TRY(estimate_make(comparison, &slices[i], &documents[i], SUM_SCORE, options, &mean[i]));
  const double r =
      options->interval == TENOR_INTERVAL_NAIVE
          ? 0
          : correlation(&sample, &documents[0], &mean[0].ratio, &documents[1], &mean[1].ratio);
  const score_counts a = score_counts_of(comparison, slices[0].group);
  const score_counts b = score_counts_of(comparison, slices[1].group);
  const uint64_t seeds[] = {compare_seed(comparison, &slices[0], options->seed, 0),
                            compare_seed(comparison, &slices[1], options->seed, 0)};
  pair->difference = interval_difference(&mean[0].interval, &mean[1].interval, r);
  pair->cliffs_delta = score_counts_delta(&a, &b);
  pair->n_shared = sample.n_both;
  pair->warnings =
      estimate_warnings(&documents[0], options) | estimate_warnings(&documents[1], options);
  return permutation_test(&sample, options->permutations, bytes_hash(seeds, sizeof seeds),
                          &pair->p);
}

static tenor_status compare(const tenor_comparison *comparison, uint32_t a, uint32_t b,
                            const tenor_compare_options *options, tenor_pair *pair) {
  const tenor_slice slices[2] = {tenor_slice_of(a), tenor_slice_of(b)};
  clusters documents[2] = {0};
  pair_document *room = NULL;
  tenor_status status = clusters_init(&documents[0], comparison, &slices[0]);
  if (status >= 0) status = clusters_init(&documents[1], comparison, &slices[1]);
  if (status >= 0) {
    room = calloc(documents[0].n + documents[1].n + 1, sizeof *room);
    status = room ? tell(comparison, slices, documents, room, options, pair) : TENOR_ERR_MEMORY;
  }
  free(room);
  clusters_finish(&documents[0]);
  clusters_finish(&documents[1]);
  return status;
}

/* Asked the other way round, the answer is the same but for its sign. */
tenor_status tenor_comparison_pair(tenor_comparison *comparison, uint32_t a, uint32_t b,
                                   const tenor_compare_options *options, tenor_pair *pair) {
  TRY(compare_options_check(options));
  TRY(comparison_arrange(comparison));
  if (a == b) return TENOR_ERR_ARG;
  TRY(compare(comparison, a < b ? a : b, a < b ? b : a, options, pair));
  if (a < b) return TENOR_OK;
  const tenor_interval d = pair->difference;
  pair->difference = (tenor_interval){0 - d.value, 0 - d.hi, 0 - d.lo};
  pair->cliffs_delta = 0 - pair->cliffs_delta;
  return TENOR_OK;
}
