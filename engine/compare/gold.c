/* SPDX-License-Identifier: Apache-2.0 */
/* The corrected mean and share of a group: brings its documents and its labelled statements together. */
#include <math.h>
#include <stdlib.h>

#include "compare/clusters.h"
#include "compare/compare_options.h"
#include "compare/correction.h"
#include "compare/interval.h"

/* below these a variance is a guess */
enum { MIN_GOLD = 10, MIN_GOLD_DOCUMENTS = 5 };

typedef struct gold_sample {
  const gold_row *rows; /* [n_rows] of the group; borrowed */
  size_t n_rows;
  size_t *documents;  /* [n_rows] where in the clusters the row belongs */
  bool *has_gold;     /* [clusters] */
  size_t n_documents; /* with labels */
} gold_sample;

static void gold_sample_finish(gold_sample *s) {
  free(s->documents);
  free(s->has_gold);
}

/* Rows lie in order of their groups. */
static void find_rows(const tenor_comparison *comparison, uint32_t group, gold_sample *s) {
  size_t begin = 0, end;
  while (begin < comparison->n_gold && comparison->gold[begin].group < group) begin++;
  for (end = begin; end < comparison->n_gold && comparison->gold[end].group == group;) end++;
  s->rows = comparison->gold + begin;
  s->n_rows = end - begin;
}

/* The document of a labelled statement. One without a name is its own document, and any such that has its score and has
 * no label yet is as good as another: their sums are the same. */
static bool find_document(const clusters *c, const gold_row *row, const bool *has_gold,
                          size_t *document) {
  for (size_t d = 0; d < c->n; d++) {
    const int64_t *sums = c->sums + d * c->stride;
    if (c->documents[d] != row->document) continue;
    if (row->document == NO_DOCUMENT &&
        (has_gold[d] || sums[SUM_SCORE] != row->score || sums[SUM_POSITIVE] != row->positive))
      continue;
    *document = d;
    return true;
  }
  return false;
}

/* Errors: ARG for a label of a statement that was not added, or if only some probabilities are known. */
static tenor_status gold_sample_init(gold_sample *s, const tenor_comparison *comparison,
                                     uint32_t group, const clusters *c) {
  find_rows(comparison, group, s);
  s->documents = malloc((s->n_rows + 1) * sizeof *s->documents);
  s->has_gold = calloc(c->n + 1, sizeof *s->has_gold);
  if (!s->documents || !s->has_gold) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < s->n_rows; i++) {
    if (!find_document(c, &s->rows[i], s->has_gold, &s->documents[i]) ||
        (s->rows[i].probability > 0) != (s->rows[0].probability > 0))
      return TENOR_ERR_ARG;
    s->n_documents += !s->has_gold[s->documents[i]];
    s->has_gold[s->documents[i]] = true;
  }
  return TENOR_OK;
}

/* ---- the two estimates ----------------------------------------------------------------------------------- */

/* Fills documents [c->n] for the mean or for the share of positive statements. */
static void fill(const clusters *c, const gold_sample *s, size_t which, gold_document *documents) {
  const bool is_score = which == SUM_SCORE;
  const double unit = is_score ? STEPS : 1;
  for (size_t d = 0; d < c->n; d++) {
    const int64_t *sums = c->sums + d * c->stride;
    documents[d] = (gold_document){.n = (double)sums[SUM_N], .scores = (double)sums[which] / unit};
  }
  for (size_t i = 0; i < s->n_rows; i++) {
    const gold_row *row = &s->rows[i];
    gold_document *d = &documents[s->documents[i]];
    /* Equal probabilities cancel, whatever they are. */
    const double weight = row->probability > 0 ? 1 / row->probability : 1;
    d->weight += weight;
    d->gold_scores += weight * (double)(is_score ? row->score : row->positive) / unit;
    d->golds += weight * (double)(is_score ? row->gold : row->gold_positive) / unit;
  }
}

/* What the labelled documents are worth. */
static double degrees(clusters *c, const gold_document *documents) {
  ratio_sample sample = {c->y, c->size, 0};
  for (size_t d = 0; d < c->n; d++)
    if (documents[d].weight > 0) c->size[sample.size++] = documents[d].weight;
  return ratio_degrees(&sample, ratio_total(&sample));
}

static tenor_interval correct(const tenor_comparison *comparison, clusters *c, const gold_sample *s,
                              size_t which, const tenor_compare_options *options,
                              gold_document *room, double *model_weight) {
  const bool is_score = which == SUM_SCORE;
  const interval_plan plan = {.level = options->level,
                              .low = is_score ? comparison->low : 0,
                              .high = is_score ? comparison->high : 1};
  fill(c, s, which, room);
  correction made = correction_make(room, c->n);
  if (plan.low < plan.high) made.value = fmin(plan.high, fmax(plan.low, made.value));
  *model_weight = made.model_weight;
  return interval_robust(made.value, made.se, degrees(c, room), s->n_documents, &plan);
}

static tenor_status tell(const tenor_comparison *comparison, clusters *c, const gold_sample *s,
                         const tenor_compare_options *options, tenor_correction *told) {
  const tenor_interval unknown = {NAN, NAN, NAN};
  *told = (tenor_correction){s->n_rows, s->n_documents, unknown, unknown, NAN, NAN, 0};
  if (s->n_rows < MIN_GOLD || s->n_documents < MIN_GOLD_DOCUMENTS) {
    told->warnings |= TENOR_WARN_FEW_GOLD;
    return TENOR_OK;
  }
  gold_document *room = malloc(c->n * sizeof *room);
  if (!room) return TENOR_ERR_MEMORY;
  told->mean = correct(comparison, c, s, SUM_SCORE, options, room, &told->mean_weight);
  told->positive = correct(comparison, c, s, SUM_POSITIVE, options, room, &told->positive_weight);
  free(room);
  return TENOR_OK;
}

tenor_status tenor_comparison_correct(tenor_comparison *comparison, uint32_t group,
                                      const tenor_compare_options *options,
                                      tenor_correction *told) {
  const tenor_slice slice = tenor_slice_of(group);
  clusters documents;
  gold_sample sample = {0};
  TRY(compare_options_check(options));
  TRY(comparison_arrange(comparison));
  TRY(clusters_init(&documents, comparison, &slice));
  tenor_status status = gold_sample_init(&sample, comparison, group, &documents);
  if (status >= 0) status = tell(comparison, &documents, &sample, options, told);
  gold_sample_finish(&sample);
  clusters_finish(&documents);
  return status;
}
