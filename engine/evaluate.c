/* SPDX-License-Identifier: Apache-2.0 */
/* Collects what a head said and what was true, and says how well they agree. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "evaluator.h"
#include "learn/confusion.h"
#include "learn/head.h"
#include "learn/metrics.h"

/* ---- collecting --------------------------------------------------------------------------------------- */

tenor_status tenor_evaluator_new(tenor_evaluator **evaluator, const tenor_head *head) {
  *evaluator = NULL;
  if (head->n_labels > TENOR_MAX_CLASSES) return TENOR_ERR_ARG;
  tenor_evaluator *made = calloc(1, sizeof *made);
  if (!made) return TENOR_ERR_MEMORY;
  made->head = *head;
  if (head->kind == TENOR_HEAD_BINARY) made->head.positive = 1;
  intern_init(&made->groups);
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
  free((*evaluator)->rows);
  free((*evaluator)->confusion);
  intern_finish(&(*evaluator)->groups);
  free(*evaluator);
  *evaluator = NULL;
}

static bool label_is_allowed(const tenor_head *h, const tenor_head_score *score, double label) {
  if (h->kind == TENOR_HEAD_REGRESSION) return true;
  return label >= 0 && label < h->n_labels &&
         (score->label < h->n_labels || score->label == TENOR_NO_LABEL);
}

/* Squared distance of the classes' probabilities from what was true (Brier 1950). */
static double class_brier(const double *p, uint32_t n, uint32_t label) {
  double sum = 0;
  for (uint32_t k = 0; k < n; k++) {
    const double miss = p[k] - (k == label ? 1 : 0);
    sum += miss * miss;
  }
  return sum;
}

/* What the figures need of a row that has a score and a label. */
static assessed_row assess(const tenor_head *h, const tenor_head_score *score, const double *p,
                           double label) {
  const double truth = head_label_value(h->kind, h->n_labels, h->low, h->high, label);
  assessed_row r = {.value = score->value,
                    .truth = truth,
                    .p = score->p,
                    .p_truth = NAN,
                    .brier = NAN,
                    .width = score->hi - score->lo,
                    .predicted = score->label,
                    .covered = truth >= score->lo && truth <= score->hi};
  if (h->kind == TENOR_HEAD_REGRESSION) return r;
  r.label = (uint32_t)label;
  if (h->kind == TENOR_HEAD_CLASS) {
    r.positive = r.label == r.predicted;
    if (p) r.p_truth = p[r.label], r.brier = class_brier(p, h->n_labels, r.label);
  } else {
    r.positive = label >= h->positive;
    r.p_truth = r.positive ? score->p : 1 - score->p;
    r.brier = (1 - r.p_truth) * (1 - r.p_truth);
  }
  return r;
}

/* A row without a document is one of its own; its name is one that no document can have. */
static tenor_status find_group(tenor_evaluator *e, const char *group, uint32_t *id) {
  char own[1 + sizeof e->n] = {0};
  memcpy(own + 1, &e->n, sizeof e->n);
  return group ? intern_add(&e->groups, group, strlen(group), id)
               : intern_add(&e->groups, own, sizeof own, id);
}

tenor_status tenor_evaluator_add(tenor_evaluator *e, const tenor_head_score *score, const double *p,
                                 double label, const char *group) {
  if (isnan(label) || isnan(score->value)) return TENOR_OK;
  if (!label_is_allowed(&e->head, score, label)) return TENOR_ERR_ARG;
  assessed_row row = assess(&e->head, score, p, label);
  TRY(tenor_grow(&e->rows, &e->capacity, e->n + 1, sizeof *e->rows));
  TRY(find_group(e, group, &row.group));
  e->rows[e->n++] = row;
  if (e->head.kind != TENOR_HEAD_REGRESSION && row.predicted != TENOR_NO_LABEL)
    e->confusion[(size_t)row.label * e->head.n_labels + row.predicted]++;
  return TENOR_OK;
}

/* ---- figures ------------------------------------------------------------------------------------------ */

static tenor_status figures_of_rows(const tenor_evaluator *e, const assessed_row *rows,
                                    tenor_figures *f) {
  assessment a;
  const tenor_status status = assessment_init(&a, &e->head, rows, e->n);
  if (status >= 0) assessment_figures(&a, NULL, f);
  assessment_finish(&a);
  f->n_groups = e->groups.n;
  return status;
}

tenor_status tenor_evaluator_figures(const tenor_evaluator *e, tenor_figures *f) {
  return figures_of_rows(e, e->rows, f);
}

/* ---- the best constant -------------------------------------------------------------------------------- */

/* What would be said of every row. */
typedef struct constant {
  double value, p;                 /* median of the truths; share of positives */
  double share[TENOR_MAX_CLASSES]; /* [n_labels] */
  uint32_t label;                  /* the commonest */
} constant;

static tenor_status find_median(const tenor_evaluator *e, double *median) {
  double *truths = malloc((e->n + 1) * sizeof *truths);
  if (!truths) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < e->n; i++) truths[i] = e->rows[i].truth;
  order_values(truths, e->n);
  *median = e->n > 0 ? (truths[(e->n - 1) / 2] + truths[e->n / 2]) / 2 : NAN;
  free(truths);
  return TENOR_OK;
}

static tenor_status find_constant(const tenor_evaluator *e, constant *best) {
  *best = (constant){.label = 0};
  TRY(find_median(e, &best->value));
  if (e->head.kind == TENOR_HEAD_REGRESSION) return TENOR_OK;
  for (size_t i = 0; i < e->n; i++) best->share[e->rows[i].label] += 1 / (double)e->n;
  for (uint32_t k = 0; k < e->head.n_labels; k++) {
    if (best->share[k] > best->share[best->label]) best->label = k;
    if (k >= e->head.positive) best->p += best->share[k];
  }
  if (e->head.kind == TENOR_HEAD_CLASS) best->p = best->share[best->label];
  return TENOR_OK;
}

/* Among constants the mean has the smallest squared error. */
static double spread(const tenor_evaluator *e, double unit) {
  double sum = 0, squares = 0;
  for (size_t i = 0; i < e->n; i++) sum += e->rows[i].truth;
  const double mean = sum / (double)e->n;
  for (size_t i = 0; i < e->n; i++)
    squares += (e->rows[i].truth - mean) * (e->rows[i].truth - mean);
  return unit * sqrt(squares / (double)e->n);
}

tenor_status tenor_evaluator_constant(const tenor_evaluator *e, tenor_figures *f) {
  const tenor_head *h = &e->head;
  constant best;
  TRY(find_constant(e, &best));
  const double p = h->kind == TENOR_HEAD_REGRESSION ? NAN : best.p;
  const tenor_head_score said = {best.value, NAN, NAN, p, best.label, 0, h->n_labels};
  assessed_row *rows = malloc((e->n + 1) * sizeof *rows);
  if (!rows) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < e->n; i++) {
    rows[i] = assess(h, &said, best.share, e->rows[i].label);
    rows[i].truth = e->rows[i].truth;
  }
  const tenor_status status = figures_of_rows(e, rows, f);
  free(rows);
  if (!isnan(f->rmse)) f->rmse = spread(e, assessment_unit(h));
  return status;
}

/* ---- tables ------------------------------------------------------------------------------------------- */

const uint64_t *tenor_evaluator_confusion(const tenor_evaluator *e) {
  return e->head.kind == TENOR_HEAD_REGRESSION ? NULL : e->confusion;
}

void tenor_evaluator_class(const tenor_evaluator *e, uint32_t label, tenor_class_figures *f) {
  const uint32_t k = e->head.n_labels;
  *f = (tenor_class_figures){.precision = confusion_precision(e->confusion, k, label),
                             .recall = confusion_recall(e->confusion, k, label),
                             .f1 = confusion_f1(e->confusion, k, label)};
  for (uint32_t i = 0; i < k; i++) {
    f->n += e->confusion[label * k + i];
    f->n_predicted += e->confusion[i * k + label];
  }
}

/* Wilson's interval of a share (1927): unlike the usual one it does not shrink to nothing at 0 and 1. */
static void share_interval(double share, double n, double *lo, double *hi) {
  const double z = 1.959963984540054, zz = z * z;
  const double centre = (share + zz / (2 * n)) / (1 + zz / n);
  const double half = z * sqrt(share * (1 - share) / n + zz / (4 * n * n)) / (1 + zz / n);
  *lo = fmax(0, centre - half);
  *hi = fmin(1, centre + half);
}

tenor_status tenor_evaluator_reliability(const tenor_evaluator *e,
                                         tenor_reliability bins[TENOR_RELIABILITY_BINS]) {
  reliability_bin table[TENOR_RELIABILITY_BINS];
  assessment a;
  const tenor_status status = assessment_init(&a, &e->head, e->rows, e->n);
  if (status >= 0) metrics_reliability(a.p, a.positive, NULL, a.n, TENOR_RELIABILITY_BINS, table);
  for (size_t i = 0; status >= 0 && i < TENOR_RELIABILITY_BINS; i++) {
    bins[i] = (tenor_reliability){table[i].count, table[i].p, table[i].outcome, NAN, NAN};
    if (table[i].count > 0)
      share_interval(table[i].outcome, (double)table[i].count, &bins[i].lo, &bins[i].hi);
  }
  assessment_finish(&a);
  return status;
}

double tenor_head_error(const tenor_head *h, const tenor_head_score *score, const double *p,
                        double label) {
  if (isnan(label) || isnan(score->value)) return NAN;
  if (h->kind == TENOR_HEAD_CLASS || h->kind == TENOR_HEAD_BINARY) return 1 - p[(size_t)label];
  return fabs(score->value - head_label_value(h->kind, h->n_labels, h->low, h->high, label));
}
