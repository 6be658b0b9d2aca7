/* SPDX-License-Identifier: Apache-2.0 */
/* Collects what a head said and what was true, and says how well they agree. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "learn/head.h"
#include "learn/metrics.h"
#include "tenor_evaluate.h"

enum { ECE_BINS = 10 };

struct tenor_evaluator {
  tenor_head_kind kind;
  uint32_t n_labels, positive;
  double low, high;
  size_t n, capacity;
  double *value, *truth; /* [n] on the scale of tenor_head_score.value */
  double *p;             /* [n] */
  uint8_t *is_positive;  /* [n] */
  size_t value_capacity, truth_capacity, p_capacity, positive_capacity;
  uint64_t covered; /* truths inside their interval */
  double width;     /* sum of the intervals' widths */
  uint64_t n_intervals;
  uint64_t *confusion; /* [n_labels * n_labels] */
};

tenor_status tenor_evaluator_new(tenor_evaluator **evaluator, const tenor_head *head) {
  *evaluator = NULL;
  tenor_evaluator *made = calloc(1, sizeof *made);
  if (!made) return TENOR_ERR_MEMORY;
  made->kind = head->kind;
  made->n_labels = head->n_labels;
  made->positive = head->kind == TENOR_HEAD_BINARY ? 1 : head->positive;
  made->low = head->low;
  made->high = head->high;
  made->confusion = calloc((size_t)head->n_labels * head->n_labels + 1, sizeof *made->confusion);
  if (!made->confusion) {
    free(made);
    return TENOR_ERR_MEMORY;
  }
  *evaluator = made;
  return TENOR_OK;
}

void tenor_evaluator_free(tenor_evaluator **evaluator) {
  if (!evaluator || !*evaluator) return;
  free((*evaluator)->value);
  free((*evaluator)->truth);
  free((*evaluator)->p);
  free((*evaluator)->is_positive);
  free((*evaluator)->confusion);
  free(*evaluator);
  *evaluator = NULL;
}

tenor_status tenor_evaluator_add(tenor_evaluator *e, const tenor_head_score *score, double label) {
  if (isnan(label) || isnan(score->value)) return TENOR_OK;
  if (e->kind != TENOR_HEAD_REGRESSION &&
      (!(label >= 0 && label < e->n_labels) || score->label >= e->n_labels))
    return TENOR_ERR_ARG;
  const size_t n = e->n + 1;
  TRY(tenor_grow(&e->value, &e->value_capacity, n, sizeof *e->value));
  TRY(tenor_grow(&e->truth, &e->truth_capacity, n, sizeof *e->truth));
  TRY(tenor_grow(&e->p, &e->p_capacity, n, sizeof *e->p));
  TRY(tenor_grow(&e->is_positive, &e->positive_capacity, n, sizeof *e->is_positive));
  const double truth = head_label_value(e->kind, e->n_labels, e->low, e->high, label);
  e->value[e->n] = score->value;
  e->truth[e->n] = truth;
  e->p[e->n] = score->p;
  e->is_positive[e->n] = e->kind != TENOR_HEAD_REGRESSION && label >= e->positive;
  e->n++;
  if (!isnan(score->lo)) {
    e->n_intervals++;
    e->covered += truth >= score->lo && truth <= score->hi;
    e->width += score->hi - score->lo;
  }
  if (e->kind == TENOR_HEAD_REGRESSION) return TENOR_OK;
  e->confusion[(size_t)label * e->n_labels + score->label]++;
  return TENOR_OK;
}

const uint64_t *tenor_evaluator_confusion(const tenor_evaluator *e) {
  return e->kind == TENOR_HEAD_REGRESSION ? NULL : e->confusion;
}

static tenor_status rank_figures(const tenor_evaluator *e, tenor_figures *f) {
  TRY(metrics_auc(e->value, e->is_positive, e->n, &f->auc));
  TRY(metrics_average_precision(e->value, e->is_positive, e->n, &f->average_precision));
  return metrics_ece(e->p, e->is_positive, e->n, ECE_BINS, NULL, &f->ece);
}

static void class_figures(const tenor_evaluator *e, tenor_figures *f) {
  f->accuracy = metrics_accuracy(e->confusion, e->n_labels);
  f->macro_f1 = metrics_macro_f1(e->confusion, e->n_labels);
  f->mcc = metrics_mcc(e->confusion, e->n_labels);
}

tenor_status tenor_evaluator_figures(const tenor_evaluator *e, tenor_figures *f) {
  *f = (tenor_figures){e->n, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  if (e->n == 0) return TENOR_OK;
  if (e->kind == TENOR_HEAD_ORDINAL || e->kind == TENOR_HEAD_BINARY) TRY(rank_figures(e, f));
  if (e->kind != TENOR_HEAD_REGRESSION) class_figures(e, f);
  if (e->kind == TENOR_HEAD_ORDINAL) f->qwk = metrics_qwk(e->confusion, e->n_labels);
  if (e->kind == TENOR_HEAD_ORDINAL || e->kind == TENOR_HEAD_REGRESSION) {
    const double unit =
        e->kind == TENOR_HEAD_ORDINAL ? e->n_labels - 1 : fmax(fabs(e->low), fabs(e->high));
    TRY(metrics_spearman(e->value, e->truth, e->n, &f->spearman));
    f->pearson = metrics_pearson(e->value, e->truth, e->n);
    f->mae = unit * metrics_mae(e->value, e->truth, e->n);
  }
  if (e->n_intervals > 0) {
    f->coverage = (double)e->covered / (double)e->n_intervals;
    f->width = e->width / (double)e->n_intervals;
  }
  return TENOR_OK;
}
