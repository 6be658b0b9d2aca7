/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From labelled texts to a model: vocabulary, design matrix, a search for C over folds of whole documents, calibration
 * and intervals from the decisions out of fold, a last fit on everything, and the weights collapsed into a file.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "feature/vocabulary.h"
#include "learn/design.h"
#include "learn/folds.h"
#include "learn/search.h"
#include "trainer.h"

enum { AUTO_LIBSVM_ROWS = 1500, INTERVAL_BINS = 12 };
static const double INTERVAL_LEVEL = 0.9;

static tenor_status bad(tenor_error *error, const char *message) {
  return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "%s", message);
}

/* ---- targets ------------------------------------------------------------------------------------------ */

/* What output k of a head is to say about a label. */
static double output_target(const model_head *h, uint32_t k, double label) {
  if (isnan(label)) return NAN;
  switch ((tenor_head_kind)h->kind) {
    case TENOR_HEAD_ORDINAL: return label >= k + 1 ? 1 : -1;
    case TENOR_HEAD_CLASS: return fabs(label - k) < 0.5 ? 1 : -1;
    case TENOR_HEAD_BINARY: return label > 0.5 ? 1 : -1;
    case TENOR_HEAD_REGRESSION: break;
  }
  return label;
}

static void fill_targets(const tenor_trainer *t, double *targets /* [n_outputs][n_examples] */) {
  for (size_t i = 0; i < t->n_heads; i++)
    for (uint32_t k = 0; k < t->heads[i].n_outputs; k++)
      for (size_t row = 0; row < t->n_examples; row++)
        targets[(t->heads[i].first_output + k) * t->n_examples + row] =
            output_target(&t->heads[i], k, t->targets[row * t->n_heads + i]);
}

static tenor_solver choose_solver(const tenor_trainer *t) {
  if (t->options.solver != TENOR_SOLVER_AUTO) return t->options.solver;
  return t->n_examples <= AUTO_LIBSVM_ROWS ? TENOR_SOLVER_LIBSVM : TENOR_SOLVER_LIBLINEAR;
}

/* ---- calibration -------------------------------------------------------------------------------------- */

typedef struct fitting {
  tenor_trainer *trainer;
  design design;
  search search;
  search_output outputs[TENOR_MAX_OUTPUTS];
  double *targets;   /* [n_outputs][n_examples] */
  uint32_t *fold;    /* [n_examples] */
  double *decisions; /* [n_examples] work */
  uint8_t *positive; /* [n_examples] work */
} fitting;

/* Fits the sigmoid of one output to its decisions out of fold. */
static tenor_status calibrate_output(fitting *f, size_t output, uint32_t c, platt *result) {
  const double *held_out = search_decisions(&f->search, output, c);
  const double *targets = f->targets + output * f->trainer->n_examples;
  size_t n = 0;
  for (size_t i = 0; i < f->trainer->n_examples; i++) {
    if (isnan(targets[i])) continue;
    f->decisions[n] = held_out[i];
    f->positive[n++] = targets[i] > 0;
  }
  return platt_fit(f->decisions, f->positive, NULL, n, result);
}

/* The document of a row; NULL: one of its own, whose made-up name begins with a NUL. */
static const char *group_of(const tenor_trainer *t, size_t row) {
  size_t size;
  const char *group = intern_string(&t->groups, t->examples[row].group, &size);
  return size > 0 && group[0] == '\0' ? NULL : group;
}

/* Scores the head on all rows out of fold with C number c. */
static tenor_status score_held_out(fitting *f, size_t head, uint32_t c, const conformal *interval,
                                   tenor_evaluator *evaluator, double *values, double *truths,
                                   size_t *n) {
  const tenor_trainer *t = f->trainer;
  const model_head *h = &t->heads[head];
  double decisions[TENOR_MAX_OUTPUTS], p[TENOR_MAX_CLASSES];
  *n = 0;
  for (size_t row = 0; row < t->n_examples; row++) {
    const double label = t->targets[row * t->n_heads + head];
    if (isnan(label)) continue;
    for (uint32_t k = 0; k < h->n_outputs; k++)
      decisions[k] = search_decisions(&f->search, h->first_output + k, c)[row];
    tenor_head_score score = {.first = 0};
    head_read(h, t->outputs + h->first_output, interval, decisions, &score, p);
    TRY(tenor_evaluator_add(evaluator, &score, p, label, group_of(t, row)));
    values[*n] = score.value;
    truths[(*n)++] = head_label_value(h->kind, h->n_labels, h->low, h->high, label);
  }
  return TENOR_OK;
}

/* The figure by which C is chosen. */
static double merit(const model_head *h, const tenor_figures *figures) {
  double value = figures->macro_f1;
  if (h->kind == TENOR_HEAD_ORDINAL) value = figures->spearman;
  if (h->kind == TENOR_HEAD_REGRESSION) value = figures->pearson;
  if (h->kind == TENOR_HEAD_BINARY) value = figures->auc;
  return isnan(value) ? -1 : value;
}

static tenor_head public_head(const model_head *h) {
  return (tenor_head){h->name, (tenor_head_kind)h->kind, h->n_labels, NULL, h->positive, h->low,
                      h->high};
}

/* Calibrates the head for C number c and measures it; its figures go to *figures. */
static tenor_status try_c(fitting *f, size_t head, uint32_t c, conformal *interval, double *values,
                          double *truths, tenor_figures *figures) {
  tenor_trainer *t = f->trainer;
  model_head *h = &t->heads[head];
  static const conformal no_interval;
  size_t n;
  if (h->kind != TENOR_HEAD_REGRESSION)
    for (uint32_t k = 0; k < h->n_outputs; k++)
      TRY(calibrate_output(f, h->first_output + k, c,
                           &t->outputs[h->first_output + k].calibration));
  for (int pass = 0; pass < 2;
       pass++) { /* the intervals need the values, the figures need the intervals */
    tenor_evaluator **evaluator = &t->held_out[head];
    const tenor_head face = public_head(h);
    tenor_evaluator_free(evaluator);
    TRY(tenor_evaluator_new(evaluator, &face));
    tenor_status status = score_held_out(f, head, c, pass == 0 ? &no_interval : interval,
                                         *evaluator, values, truths, &n);
    if (status >= 0 && pass == 0 &&
        (h->kind == TENOR_HEAD_ORDINAL || h->kind == TENOR_HEAD_REGRESSION))
      status = conformal_fit(values, truths, NULL, n, INTERVAL_LEVEL, INTERVAL_BINS, interval);
    if (status >= 0 && pass == 1) status = tenor_evaluator_figures(*evaluator, figures);
    TRY(status);
  }
  return TENOR_OK;
}

static tenor_status choose_c(fitting *f, size_t head, double *values, double *truths) {
  tenor_trainer *t = f->trainer;
  uint32_t best = 0;
  double best_merit = -2;
  tenor_figures figures;
  for (uint32_t c = 0; c < t->options.n_c; c++) {
    TRY(try_c(f, head, c, &t->intervals[head], values, truths, &figures));
    if (merit(&t->heads[head], &figures) > best_merit + 1e-4) {
      best_merit = merit(&t->heads[head], &figures);
      best = c;
    }
  }
  tenor_fit_report *report = &t->reports[head];
  TRY(try_c(f, head, best, &t->intervals[head], values, truths, &report->figures));
  report->n_examples = report->figures.n;
  report->c = t->options.c[best];
  report->solver = choose_solver(t);
  return TENOR_OK;
}

/* ---- fit ---------------------------------------------------------------------------------------------- */

static tenor_status build_vocabulary(tenor_trainer *t, const tenor_text *texts,
                                     vocabulary_choice *choice) {
  vocabulary_counter counter;
  tenor_status status = vocabulary_counter_init(&counter);
  for (size_t i = 0; status >= 0 && i < t->n_examples; i++)
    status = vocabulary_counter_add(&counter, texts[i]);
  if (status >= 0)
    status = vocabulary_choose(&counter, t->options.ngrams ? t->options.min_stem : 0,
                               t->options.ngrams ? t->options.min_pair : 0, choice);
  vocabulary_counter_finish(&counter);
  if (status < 0) return status;
  free(t->vocabulary);
  t->vocabulary = NULL;
  return ngram_build(&choice->stems, (const uint32_t(*)[2])choice->pairs, choice->n_pairs,
                     &t->vector_words, &t->vocabulary, &t->vocabulary_size);
}

static tenor_status allocate_rows(tenor_trainer *t, const design *d) {
  const size_t stride = weight_stride(t->n_outputs);
  t->n_ngram_rows = d->vocabulary->n_features;
  t->n_vector_rows = d->vectors.n;
  t->n_dense = d->n_dense;
  free(t->ngram_rows);
  free(t->vector_rows);
  free(t->dense_rows);
  t->ngram_rows = calloc(t->n_ngram_rows * stride + 1, sizeof *t->ngram_rows);
  t->vector_rows = calloc(t->n_vector_rows * stride + 1, sizeof *t->vector_rows);
  t->dense_rows = calloc(t->n_dense * stride + 1, sizeof *t->dense_rows);
  return t->ngram_rows && t->vector_rows && t->dense_rows ? TENOR_OK : TENOR_ERR_MEMORY;
}

/* The last fits, on all rows, collapsed. */
static tenor_status fit_all(fitting *f, tenor_progress_fn *on_progress, void *user,
                            tenor_error *error) {
  tenor_trainer *t = f->trainer;
  double chosen[TENOR_MAX_OUTPUTS], bias[TENOR_MAX_OUTPUTS];
  for (size_t i = 0; i < t->n_heads; i++)
    for (uint32_t k = 0; k < t->heads[i].n_outputs; k++)
      chosen[t->heads[i].first_output + k] = t->reports[i].c;
  const size_t n_features = f->design.rows.n_features;
  double *w = calloc(t->n_outputs * n_features + 1, sizeof *w);
  tenor_status status = w ? allocate_rows(t, &f->design) : TENOR_ERR_MEMORY;
  if (status == TENOR_ERR_MEMORY) tenor_error_memory(error);
  if (status >= 0) status = search_fit(&f->search, chosen, w, bias, on_progress, user, error);
  for (size_t k = 0; status == TENOR_OK && k < t->n_outputs; k++) {
    t->outputs[k].bias = bias[k];
    design_collapse(&f->design, w + k * n_features, k, weight_stride(t->n_outputs), t->dense_rows,
                    t->ngram_rows, t->vector_rows);
  }
  free(w);
  return status;
}

static tenor_status prepare_search(fitting *f) {
  tenor_trainer *t = f->trainer;
  const size_t n = t->n_examples;
  f->targets = malloc((t->n_outputs * n + 1) * sizeof *f->targets);
  f->fold = malloc((n + 1) * sizeof *f->fold);
  f->decisions = malloc((2 * n + 1) * sizeof *f->decisions);
  f->positive = malloc(n + 1);
  uint32_t *group = malloc((n + 1) * sizeof *group);
  tenor_status status =
      f->targets && f->fold && f->decisions && f->positive && group ? TENOR_OK : TENOR_ERR_MEMORY;
  if (status >= 0) {
    fill_targets(t, f->targets);
    for (size_t i = 0; i < n; i++) group[i] = t->examples[i].group;
    status = folds_assign(group, n, t->groups.n, t->options.n_folds, t->options.seed, f->fold);
  }
  free(group);
  const svm_solver solver = choose_solver(t) == TENOR_SOLVER_LIBSVM ? SVM_LIBSVM : SVM_LIBLINEAR;
  for (size_t i = 0; i < t->n_heads; i++)
    for (uint32_t k = 0; k < t->heads[i].n_outputs; k++) {
      const size_t output = t->heads[i].first_output + k;
      const bool regression = t->heads[i].kind == TENOR_HEAD_REGRESSION;
      f->outputs[output].targets = f->targets ? f->targets + output * n : NULL;
      f->outputs[output].options =
          (svm_options){solver, regression ? SVM_REGRESS : SVM_CLASSIFY, 1, t->options.epsilon, 1};
    }
  f->search = (search){.rows = &f->design.rows,
                       .fold = f->fold,
                       .n_folds = t->options.n_folds,
                       .n_threads = t->options.n_threads,
                       .outputs = f->outputs,
                       .n_outputs = t->n_outputs,
                       .c = t->options.c,
                       .n_c = t->options.n_c};
  return status;
}

static tenor_status run_fitting(fitting *f, tenor_progress_fn *on_progress, void *user,
                                tenor_error *error) {
  tenor_trainer *t = f->trainer;
  const tenor_status status = search_run(&f->search, on_progress, user, error);
  if (status != TENOR_OK) return status;
  double *values = malloc((2 * t->n_examples + 1) * sizeof *values);
  tenor_status chosen = values ? TENOR_OK : TENOR_ERR_MEMORY;
  for (size_t i = 0; chosen >= 0 && i < t->n_heads; i++)
    chosen = choose_c(f, i, values, values + t->n_examples);
  free(values);
  if (chosen == TENOR_ERR_ARG) return bad(error, "a head has no examples to be calibrated on");
  if (chosen < 0) return tenor_error_memory(error);
  return fit_all(f, on_progress, user, error);
}

static tenor_status fit_texts(tenor_trainer *t, const tenor_text *texts,
                              tenor_progress_fn *on_progress, void *user, tenor_error *error) {
  vocabulary_choice choice = {0};
  ngram_vocabulary vocabulary;
  fitting f = {.trainer = t};
  const design_options scales = {t->options.lexicon_scale, t->options.form_scale,
                                 t->options.vector_scale};
  const word_vectors vectors = {t->vectors, t->vector_words.n, t->n_dimensions};
  tenor_status status = build_vocabulary(t, texts, &choice);
  if (status >= 0) status = ngram_open(&vocabulary, t->vocabulary, t->vocabulary_size, error);
  if (status >= 0)
    status = design_init(&f.design, t->lexicon, &vocabulary, choice.idf, vectors, &scales, texts,
                         t->n_examples);
  if (status >= 0) status = prepare_search(&f);
  if (status == TENOR_ERR_ARG)
    tenor_error_set(error, status, NULL, 0, 0, "%zu documents are too few for %u folds",
                    t->groups.n, t->options.n_folds);
  else if (status < 0)
    tenor_error_memory(error);
  if (status >= 0) status = run_fitting(&f, on_progress, user, error);
  search_finish(&f.search);
  design_finish(&f.design);
  free(f.targets);
  free(f.fold);
  free(f.decisions);
  free(f.positive);
  vocabulary_choice_finish(&choice);
  return status;
}

tenor_status tenor_trainer_fit(tenor_trainer *t, tenor_progress_fn *on_progress, void *user,
                               tenor_error *error) {
  t->fitted = false;
  if (t->n_examples < 2 * (size_t)t->options.n_folds)
    return bad(error, "there are too few examples to learn from");
  tenor_text *texts = malloc(t->n_examples * sizeof *texts);
  if (!texts) return tenor_error_memory(error);
  for (size_t i = 0; i < t->n_examples; i++)
    texts[i] = (tenor_text){t->bytes + t->examples[i].offset, t->examples[i].size};
  const tenor_status status = fit_texts(t, texts, on_progress, user, error);
  free(texts);
  t->fitted = status == TENOR_OK;
  return status;
}
