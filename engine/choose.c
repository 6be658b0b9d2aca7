/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is learnt from decisions out of fold: which candidate is best, what its decisions mean (calibration), and how
 * far they miss (intervals).
 *
 * Calibration and intervals are learnt from the same decisions that the figures are made of, and would flatter
 * themselves: an isotonic curve fits any sample. So for the figures they are learnt again without each fold in turn,
 * and that fold is read with them. The model gets those of all folds.
 */
#include <math.h>
#include <stdlib.h>

#include "fitting.h"

enum { INTERVAL_BINS = 12, NO_FOLD = -1 };
static const double INTERVAL_LEVEL = 0.9;

/* The settings that turn one head's decisions into scores. */
typedef struct reading {
  model_output outputs[TENOR_MAX_OUTPUTS]; /* [h->n_outputs] */
  isotonic curves[TENOR_MAX_OUTPUTS];      /* [h->n_outputs] */
  conformal interval;
} reading;

typedef struct choice {
  fitting *fitting;
  size_t head;
  uint32_t candidate;
  reading reading;
  double *decisions, *weights, *values, *truths; /* [n_examples] work */
  double *targets;                               /* [n_examples] work */
  uint8_t *positive;                             /* [n_examples] work */
} choice;

static const model_head *head_of(const choice *c) {
  return &c->fitting->trainer->heads[c->head];
}

/* The label of a row that is to be learnt from or measured, NaN for others. */
static double label_of(const choice *c, size_t row) {
  const tenor_trainer *t = c->fitting->trainer;
  return t->targets[row * t->n_heads + c->head];
}

static bool in_fold(const choice *c, size_t row, int fold) {
  return fold != NO_FOLD && c->fitting->fold[row] == (uint32_t)fold;
}

/* Whether calibration and intervals, learnt without that fold, heed the row. */
static bool counts(const choice *c, size_t row, int without) {
  return !isnan(label_of(c, row)) && !c->fitting->trainer->examples[row].learn_only &&
         !in_fold(c, row, without);
}

static double weight_of(const choice *c, size_t row) {
  const double *weights = c->fitting->weights[c->head];
  return weights ? weights[row] : 1;
}

/* ---- calibration -------------------------------------------------------------------------------------- */

/* Fits the sigmoid of output k, and its curve if asked for, to all folds but one. */
static tenor_status calibrate_output(choice *c, uint32_t k, int without) {
  const tenor_trainer *t = c->fitting->trainer;
  const size_t output = head_of(c)->first_output + k;
  const double *held_out = search_decisions(&c->fitting->search, output, c->candidate);
  const double *targets = c->fitting->targets + output * t->n_examples;
  size_t n = 0;
  for (size_t row = 0; row < t->n_examples; row++) {
    if (!counts(c, row, without)) continue;
    c->decisions[n] = held_out[row];
    c->positive[n] = targets[row] > 0;
    c->targets[n] = targets[row] > 0;
    c->weights[n++] = weight_of(c, row);
  }
  TRY(platt_fit(c->decisions, c->positive, c->weights, n, &c->reading.outputs[k].calibration));
  if (t->options.calibration != TENOR_CALIBRATION_ISOTONIC) return TENOR_OK;
  return isotonic_fit(&c->reading.curves[k], c->decisions, c->targets, c->weights, n);
}

/* A class is favoured by its share of the rows to the power -options.favour_rare. */
static void favour_classes(choice *c, int without) {
  const tenor_trainer *t = c->fitting->trainer;
  const model_head *h = head_of(c);
  double total = 0, share[TENOR_MAX_OUTPUTS] = {0};
  for (size_t row = 0; row < t->n_examples; row++) {
    if (!counts(c, row, without)) continue;
    share[(uint32_t)label_of(c, row)] += weight_of(c, row);
    total += weight_of(c, row);
  }
  for (uint32_t k = 0; k < h->n_outputs; k++)
    c->reading.outputs[k].favour =
        share[k] > 0 ? pow(share[k] / total, -t->options.favour_rare) : 1;
}

static tenor_status calibrate(choice *c, int without) {
  const model_head *h = head_of(c);
  if (h->kind == TENOR_HEAD_CLASS) favour_classes(c, without);
  for (uint32_t k = 0; h->kind != TENOR_HEAD_REGRESSION && k < h->n_outputs; k++)
    TRY(calibrate_output(c, k, without));
  return TENOR_OK;
}

static tenor_head_score read_row(const choice *c, size_t row, const conformal *interval,
                                 double p[TENOR_MAX_CLASSES]) {
  const model_head *h = head_of(c);
  double decisions[TENOR_MAX_OUTPUTS];
  for (uint32_t k = 0; k < h->n_outputs; k++)
    decisions[k] = search_decisions(&c->fitting->search, h->first_output + k, c->candidate)[row];
  tenor_head_score score = {.first = 0};
  head_read(h, c->reading.outputs, c->reading.curves, interval, decisions, &score, p);
  return score;
}

/* Learns the intervals of a calibrated head from all folds but one. */
static tenor_status learn_interval(choice *c, int without) {
  static const conformal none;
  const model_head *h = head_of(c);
  double p[TENOR_MAX_CLASSES];
  size_t n = 0;
  c->reading.interval = none;
  if (h->kind != TENOR_HEAD_ORDINAL && h->kind != TENOR_HEAD_REGRESSION) return TENOR_OK;
  for (size_t row = 0; row < c->fitting->trainer->n_examples; row++) {
    if (!counts(c, row, without)) continue;
    c->values[n] = read_row(c, row, &none, p).value;
    c->truths[n] = head_label_value(h->kind, h->n_labels, h->low, h->high, label_of(c, row));
    c->weights[n++] = weight_of(c, row);
  }
  return conformal_fit(c->values, c->truths, c->weights, n, INTERVAL_LEVEL, INTERVAL_BINS,
                       &c->reading.interval);
}

/* ---- figures ------------------------------------------------------------------------------------------ */

/* The document of a row; NULL: one of its own, whose made-up name begins with a NUL. */
static const char *group_of(const tenor_trainer *t, size_t row) {
  size_t size;
  const char *group = intern_string(&t->groups, t->examples[row].group, &size);
  return size > 0 && group[0] == '\0' ? NULL : group;
}

/* Adds the rows of a fold, or all. */
static tenor_status add_rows(const choice *c, int fold, tenor_evaluator *evaluator) {
  const tenor_trainer *t = c->fitting->trainer;
  double p[TENOR_MAX_CLASSES];
  for (size_t row = 0; row < t->n_examples; row++) {
    if (!counts(c, row, NO_FOLD) || (fold != NO_FOLD && !in_fold(c, row, fold))) continue;
    const tenor_head_score score = read_row(c, row, &c->reading.interval, p);
    TRY(tenor_evaluator_add(evaluator, &score, p, label_of(c, row), group_of(t, row)));
  }
  return TENOR_OK;
}

static tenor_status new_evaluator(const choice *c, tenor_evaluator **evaluator) {
  const model_head *h = head_of(c);
  const tenor_head face = {
      h->name, (tenor_head_kind)h->kind, h->n_labels, NULL, h->positive, h->low, h->high};
  tenor_evaluator_free(evaluator);
  return tenor_evaluator_new(evaluator, &face);
}

/* The figure by which a candidate is chosen. */
static tenor_status judge(choice *c, tenor_evaluator **evaluator, double *merit) {
  tenor_figures figures;
  TRY(calibrate(c, NO_FOLD));
  TRY(new_evaluator(c, evaluator));
  TRY(add_rows(c, NO_FOLD, *evaluator));
  TRY(tenor_evaluator_figures(*evaluator, &figures));
  *merit = figures.macro_f1;
  if (head_of(c)->kind == TENOR_HEAD_ORDINAL) *merit = figures.spearman;
  if (head_of(c)->kind == TENOR_HEAD_REGRESSION) *merit = figures.pearson;
  if (head_of(c)->kind == TENOR_HEAD_BINARY) *merit = figures.auc;
  if (isnan(*merit)) *merit = -1;
  return TENOR_OK;
}

/* Reads each fold with what the others say. Where the others say nothing, with what all say. */
static tenor_status measure(choice *c, tenor_evaluator **evaluator) {
  TRY(new_evaluator(c, evaluator));
  for (int fold = 0; fold < (int)c->fitting->trainer->options.n_folds; fold++) {
    tenor_status status = calibrate(c, fold);
    if (status >= 0) status = learn_interval(c, fold);
    if (status == TENOR_ERR_ARG) {
      TRY(calibrate(c, NO_FOLD));
      status = learn_interval(c, NO_FOLD);
    }
    TRY(status);
    TRY(add_rows(c, fold, *evaluator));
  }
  return TENOR_OK;
}

/* ---- the choice --------------------------------------------------------------------------------------- */

/* Hands calibration and intervals to the model; the curves change hands. */
static void keep(choice *c) {
  tenor_trainer *t = c->fitting->trainer;
  const model_head *h = head_of(c);
  for (uint32_t k = 0; k < h->n_outputs; k++) {
    t->outputs[h->first_output + k].calibration = c->reading.outputs[k].calibration;
    t->outputs[h->first_output + k].favour = c->reading.outputs[k].favour;
    isotonic_finish(&t->curves[h->first_output + k]);
    t->curves[h->first_output + k] = c->reading.curves[k];
    isotonic_init(&c->reading.curves[k]);
    c->fitting->chosen[h->first_output + k] = c->candidate;
  }
  t->intervals[c->head] = c->reading.interval;
}

static tenor_status choose(choice *c, uint32_t n_candidates) {
  tenor_trainer *t = c->fitting->trainer;
  tenor_evaluator **evaluator = &t->held_out[c->head];
  tenor_fit_report *report = &t->reports[c->head];
  uint32_t best = 0;
  double best_merit = -2, merit;
  for (c->candidate = 0; n_candidates > 1 && c->candidate < n_candidates; c->candidate++) {
    TRY(judge(c, evaluator, &merit));
    if (merit <= best_merit + 1e-4) continue;
    best_merit = merit;
    best = c->candidate;
  }
  c->candidate = best;
  TRY(measure(c, evaluator));
  TRY(tenor_evaluator_figures(*evaluator, &report->figures));
  TRY(calibrate(c, NO_FOLD));
  TRY(learn_interval(c, NO_FOLD));
  keep(c);
  const svm_options *options = &c->fitting->candidates[c->head][best];
  report->n_examples = report->figures.n;
  report->c = options->c;
  report->gamma = options->gamma;
  report->nu = options->nu;
  report->epsilon = options->epsilon;
  report->solver = options->solver == SVM_LIBSVM ? TENOR_SOLVER_LIBSVM : TENOR_SOLVER_LIBLINEAR;
  return TENOR_OK;
}

tenor_status choose_candidate(fitting *f, size_t head) {
  const size_t n = f->trainer->n_examples + 1;
  choice c = {.fitting = f, .head = head};
  c.decisions = malloc(5 * n * sizeof *c.decisions);
  c.positive = malloc(n);
  tenor_status status = c.decisions && c.positive ? TENOR_OK : TENOR_ERR_MEMORY;
  if (status >= 0) {
    c.weights = c.decisions + n;
    c.values = c.decisions + 2 * n;
    c.truths = c.decisions + 3 * n;
    c.targets = c.decisions + 4 * n;
    status = choose(&c, f->n_candidates[head]);
  }
  for (size_t k = 0; k < TENOR_MAX_OUTPUTS; k++) isotonic_finish(&c.reading.curves[k]);
  free(c.decisions);
  free(c.positive);
  return status;
}
