/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/assessment.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn/confusion.h"
#include "learn/metrics.h"
#include "learn/ranking.h"

static tenor_status allocate(assessment *a, size_t n) {
  const size_t room = n + 1; /* so that no size is 0 */
  const size_t k = a->head.n_labels;
  double *numbers = calloc(9 * room, sizeof *numbers);
  uint32_t *ids = calloc(3 * room, sizeof *ids);
  a->value = numbers;
  a->label = ids;
  a->positive = calloc(room, 1);
  a->tree = calloc(room, sizeof *a->tree);
  a->cells = calloc(k * k + 1, sizeof *a->cells);
  if (!numbers || !ids || !a->positive || !a->tree || !a->cells) return TENOR_ERR_MEMORY;
  a->truth = numbers + room;
  a->p = numbers + 2 * room;
  a->p_truth = numbers + 3 * room;
  a->brier = numbers + 4 * room;
  a->width = numbers + 5 * room;
  a->covered = numbers + 6 * room;
  a->work = numbers + 7 * room;
  a->predicted = ids + room;
  a->level = ids + 2 * room;
  return TENOR_OK;
}

static void fill_row(assessment *a, size_t i, const assessed_row *r) {
  a->value[i] = r->value;
  a->truth[i] = r->truth;
  a->p[i] = r->p;
  a->p_truth[i] = r->p_truth;
  a->brier[i] = r->brier;
  a->width[i] = r->width;
  a->covered[i] = r->covered;
  a->label[i] = r->label;
  a->predicted[i] = r->predicted;
  a->positive[i] = r->positive;
  a->has_p &= !isnan(r->p);
  a->has_p_truth &= !isnan(r->p_truth);
  a->has_brier &= !isnan(r->brier);
  a->has_width &= !isnan(r->width);
  a->has_predicted &= r->predicted != UINT32_MAX;
}

tenor_status assessment_init(assessment *a, const tenor_head *head, const assessed_row *rows,
                             size_t n) {
  const bool some = n > 0;
  *a = (assessment){.head = *head,
                    .n = n,
                    .has_p = some,
                    .has_p_truth = some,
                    .has_brier = some,
                    .has_width = some,
                    .has_predicted = some};
  TRY(allocate(a, n));
  for (size_t i = 0; i < n; i++) fill_row(a, i, &rows[i]);
  TRY(order_make(a->value, NULL, n, &a->by_value));
  TRY(order_make(a->truth, NULL, n, &a->by_truth));
  a->n_levels = ranking_levels(a->by_truth, n, a->level);
  return TENOR_OK;
}

void assessment_finish(assessment *a) {
  free(a->value);
  free(a->label);
  free(a->positive);
  free(a->tree);
  free(a->cells);
  free(a->by_value);
  free(a->by_truth);
  memset(a, 0, sizeof *a);
}

/* ---- figures --------------------------------------------------------------------------------- */

static void rank_figures(const assessment *a, const uint32_t *weight, tenor_figures *f) {
  f->auc = ranking_auc(a->by_value, a->positive, weight, a->n);
  f->average_precision = ranking_average_precision(a->by_value, a->positive, weight, a->n);
}

double assessment_unit(const tenor_head *h) {
  return h->kind == TENOR_HEAD_ORDINAL ? h->n_labels - 1 : fmax(fabs(h->low), fabs(h->high));
}

static void number_figures(assessment *a, const uint32_t *weight, tenor_figures *f) {
  const double unit = assessment_unit(&a->head);
  f->spearman = ranking_spearman(a->by_value, a->by_truth, weight, a->n, a->work);
  f->kendall = ranking_kendall(a->by_value, a->level, a->n_levels, weight, a->n, a->tree);
  f->pearson = metrics_pearson(a->value, a->truth, weight, a->n);
  f->mae = unit * metrics_mae(a->value, a->truth, weight, a->n);
  f->rmse = unit * metrics_rmse(a->value, a->truth, weight, a->n);
}

static void class_figures(assessment *a, const uint32_t *weight, tenor_figures *f) {
  const size_t k = a->head.n_labels;
  confusion_count(a->label, a->predicted, weight, a->n, k, a->cells);
  f->accuracy = confusion_accuracy(a->cells, k);
  f->macro_f1 = confusion_macro_f1(a->cells, k);
  f->mcc = confusion_mcc(a->cells, k);
  f->kappa = confusion_kappa(a->cells, k);
  if (a->head.kind == TENOR_HEAD_ORDINAL) f->qwk = confusion_qwk(a->cells, k);
}

static void probability_figures(const assessment *a, const uint32_t *weight, tenor_figures *f) {
  reliability_bin bins[ASSESSMENT_BINS];
  if (a->has_p) {
    metrics_reliability(a->p, a->positive, weight, a->n, ASSESSMENT_BINS, bins);
    f->ece = metrics_ece(bins, ASSESSMENT_BINS);
  }
  if (a->has_p_truth) f->log_loss = metrics_log_loss(a->p_truth, weight, a->n);
  if (a->has_brier) f->brier = metrics_mean(a->brier, weight, a->n);
}

void assessment_figures(assessment *a, const uint32_t *weight, tenor_figures *f) {
  const tenor_head_kind kind = a->head.kind;
  const bool number = kind == TENOR_HEAD_ORDINAL || kind == TENOR_HEAD_REGRESSION;
  tenor_figures_clear(f);
  for (size_t i = 0; i < a->n; i++) f->n += metrics_times(weight, i);
  if (kind == TENOR_HEAD_ORDINAL || kind == TENOR_HEAD_BINARY) rank_figures(a, weight, f);
  if (number) number_figures(a, weight, f);
  if (a->has_predicted && kind != TENOR_HEAD_REGRESSION) class_figures(a, weight, f);
  if (kind != TENOR_HEAD_REGRESSION) probability_figures(a, weight, f);
  if (!a->has_width) return;
  f->coverage = metrics_mean(a->covered, weight, a->n);
  f->width = metrics_mean(a->width, weight, a->n);
}
