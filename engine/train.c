/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From labelled texts to a model: vocabulary, design matrix, a search for C over folds of whole documents, what is
 * learnt from the decisions out of fold (choose.c), a last fit on everything, and the weights collapsed into a file.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "feature/vocabulary.h"
#include "fitting.h"
#include "learn/folds.h"
#include "learn/order.h"

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

/* ---- weights ------------------------------------------------------------------------------------------ */

/* What each label of the head weighs, into factor [n_labels]. Balanced: so that each label has the same weight in
 * all. */
static void weigh_labels(const tenor_trainer *t, size_t head, double *factor) {
  const model_head *h = &t->heads[head];
  double sums[TENOR_MAX_CLASSES] = {0}, total = 0, n_present = 0;
  for (uint32_t k = 0; k < h->n_labels; k++) factor[k] = t->label_weights[h->first_label + k];
  if (!t->options.balanced) return;
  for (size_t row = 0; row < t->n_examples; row++) {
    const double label = t->targets[row * t->n_heads + head];
    if (isnan(label)) continue;
    sums[(size_t)label] += t->examples[row].weight;
    total += t->examples[row].weight;
  }
  for (uint32_t k = 0; k < h->n_labels; k++) n_present += sums[k] > 0;
  for (uint32_t k = 0; k < h->n_labels; k++)
    if (sums[k] > 0) factor[k] = total / n_present / sums[k];
}

/* Whether no row weighs unlike another: then the libraries take them as they are. */
static bool all_weigh_one(const tenor_trainer *t, size_t head) {
  const model_head *h = &t->heads[head];
  if (t->weighted) return false;
  if (t->options.balanced && h->n_labels > 0) return false;
  for (uint32_t k = 0; k < h->n_labels; k++)
    if (fabs(t->label_weights[h->first_label + k] - 1) > 0) return false;
  return true;
}

static tenor_status fill_weights(fitting *f, size_t head) {
  const tenor_trainer *t = f->trainer;
  double factor[TENOR_MAX_CLASSES];
  if (all_weigh_one(t, head)) return TENOR_OK;
  double *weights = f->weights[head] = malloc(t->n_examples * sizeof *weights);
  if (!weights) return TENOR_ERR_MEMORY;
  weigh_labels(t, head, factor);
  for (size_t row = 0; row < t->n_examples; row++) {
    const double label = t->targets[row * t->n_heads + head];
    weights[row] = t->examples[row].weight;
    if (t->heads[head].n_labels > 0 && !isnan(label)) weights[row] *= factor[(size_t)label];
  }
  return TENOR_OK;
}

/* ---- candidates --------------------------------------------------------------------------------------- */

tenor_solver tenor_trainer_solver(const tenor_trainer *t) {
  const tenor_train_options *o = &t->options;
  if (o->solver != TENOR_SOLVER_AUTO) return o->solver;
  if (o->kernel == TENOR_KERNEL_RBF || o->n_nu > 0) return TENOR_SOLVER_LIBSVM;
  for (size_t i = 0; i < t->n_heads; i++)
    if (!all_weigh_one(t, i)) return TENOR_SOLVER_LIBLINEAR;
  return t->n_examples <= TENOR_AUTO_LIBSVM ? TENOR_SOLVER_LIBSVM : TENOR_SOLVER_LIBLINEAR;
}

/* Every setting that means something to this kind of head; C rises last, so that each fit begins near its end. */
static tenor_status list_candidates(fitting *f, size_t head) {
  const tenor_train_options *o = &f->trainer->options;
  const bool regression = f->trainer->heads[head].kind == TENOR_HEAD_REGRESSION;
  const bool nu = !regression && o->n_nu > 0, rbf = o->kernel == TENOR_KERNEL_RBF;
  const uint32_t n_gamma = rbf ? o->n_gamma : 1, n_epsilon = regression ? o->n_epsilon : 1;
  const uint32_t n_last = nu ? o->n_nu : o->n_c, n = n_gamma * n_epsilon * n_last;
  if (n > MAX_CANDIDATES) return TENOR_ERR_LIMIT;
  svm_options *list = f->candidates[head] = malloc(n * sizeof *list);
  if (!list) return TENOR_ERR_MEMORY;
  for (uint32_t i = 0; i < n; i++) {
    const uint32_t last = i % n_last;
    list[i] = (svm_options){.solver = tenor_trainer_solver(f->trainer) == TENOR_SOLVER_LIBSVM
                                          ? SVM_LIBSVM
                                          : SVM_LIBLINEAR,
                            .task = regression ? SVM_REGRESS : SVM_CLASSIFY,
                            .c = nu ? 1 : o->c[last],
                            .nu = nu ? o->nu[last] : 0,
                            .epsilon = regression ? o->epsilon[i / n_last % n_epsilon] : 0,
                            .gamma = rbf ? o->gamma[i / n_last / n_epsilon] : 0};
  }
  f->n_candidates[head] = n;
  return TENOR_OK;
}

/* ---- folds -------------------------------------------------------------------------------------------- */

/* Blocks of time: documents in order of their first date are cut into as many runs of about as many rows, not within a
 * date. Each block is held out in turn and learnt from all others, later ones too: what is measured is whether the
 * model carries over to a time that it has not seen. */
static tenor_status cut_by_time(const tenor_trainer *t, uint32_t *fold) {
  const size_t n = t->n_examples, n_groups = t->groups.n;
  double *first = malloc((n_groups + n + 1) * sizeof *first);
  if (!first) return TENOR_ERR_MEMORY;
  double *time = first + n_groups;
  for (size_t i = 0; i < n_groups; i++) first[i] = INFINITY;
  for (size_t i = 0; i < n; i++)
    first[t->examples[i].group] = fmin(first[t->examples[i].group], t->examples[i].time);
  for (size_t i = 0; i < n; i++) time[i] = first[t->examples[i].group];
  order_item *order = NULL;
  tenor_status status = order_make(time, NULL, n, &order);
  if (status >= 0 && isinf(order[n - 1].key))
    status = TENOR_ERR_ARG; /* a document without a date */
  uint32_t block = 0;
  for (size_t begin = 0, end; status >= 0 && begin < n; begin = end) {
    end = order_tie_end(order, begin, n);
    for (size_t i = begin; i < end; i++) fold[order[i].row] = block;
    if (end >= n * (block + 1) / t->options.n_folds && end < n) block++;
  }
  free(order);
  free(first);
  if (status < 0) return status;
  return block + 1 == t->options.n_folds ? TENOR_OK : TENOR_ERR_ARG;
}

static tenor_status assign_folds(fitting *f) {
  const tenor_trainer *t = f->trainer;
  const size_t n = t->n_examples;
  if (t->options.time_blocks) return cut_by_time(t, f->fold);
  uint32_t *group = malloc((n + 1) * sizeof *group);
  if (!group) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < n; i++) group[i] = t->examples[i].group;
  const tenor_status status =
      folds_assign(group, n, t->groups.n, t->options.n_folds, t->options.seed, f->fold);
  free(group);
  return status;
}

/* Documents drawn by the seed; a larger share holds those of a smaller one. */
static tenor_status draw_share(fitting *f) {
  const tenor_trainer *t = f->trainer;
  if (t->options.learn_share >= 1) return TENOR_OK;
  double *draw = malloc((t->groups.n + 1) * sizeof *draw);
  f->learnt = malloc(t->n_examples + 1);
  tenor_rng rng = {~t->options.seed};
  for (size_t i = 0; draw && i < t->groups.n; i++) draw[i] = rng_unit(&rng);
  for (size_t i = 0; draw && f->learnt && i < t->n_examples; i++)
    f->learnt[i] = draw[t->examples[i].group] < t->options.learn_share;
  const bool fine = draw && f->learnt;
  free(draw);
  return fine ? TENOR_OK : TENOR_ERR_MEMORY;
}

/* ---- fit ---------------------------------------------------------------------------------------------- */

static tenor_status build_vocabulary(tenor_trainer *t, const tenor_text *texts,
                                     vocabulary_choice *choice) {
  vocabulary_counter counter;
  tenor_status status =
      vocabulary_counter_init(&counter, t->options.mask_names ? t->lexicon : NULL);
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

static tenor_status quantise_vectors(tenor_trainer *t) {
  free(t->directions);
  t->directions = malloc(t->vector_words.n * embedding_stride(t->n_dimensions) + 1);
  if (!t->directions) return TENOR_ERR_MEMORY;
  embedding_quantise(t->vectors, t->vector_words.n, t->n_dimensions, t->directions);
  return TENOR_OK;
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

typedef struct reporting {
  const tenor_trainer *trainer;
  tenor_progress_fn *on_progress;
  void *user;
} reporting;

/* The name of the head that is being fitted goes along. */
static int pass_on(void *user, size_t output, uint64_t done, uint64_t total) {
  const reporting *r = user;
  for (size_t i = 0; i < r->trainer->n_heads; i++) {
    const model_head *h = &r->trainer->heads[i];
    if (output - h->first_output < h->n_outputs)
      return r->on_progress(r->user, h->name, done, total);
  }
  return r->on_progress(r->user, "", done, total);
}

/* The trained machines as rows of weights, or as a pool of support vectors. */
static tenor_status collapse(fitting *f, const svm_machine *machines) {
  tenor_trainer *t = f->trainer;
  TRY(allocate_rows(t, &f->design));
  for (size_t k = 0; k < t->n_outputs; k++) {
    t->outputs[k].bias = machines[k].bias;
    design_collapse(&f->design, machines[k].w, k, weight_stride(t->n_outputs), t->dense_rows,
                    t->ngram_rows, t->vector_rows);
  }
  kernel_pool_finish(&t->kernel);
  if (t->options.kernel != TENOR_KERNEL_RBF) return TENOR_OK;
  return kernel_pool_init(&t->kernel, &f->design.rows, f->design.scale, f->design.n_dense, machines,
                          t->n_outputs);
}

/* The last fits, on all rows. */
static tenor_status fit_all(fitting *f, search_progress_fn *on_progress, void *user,
                            tenor_error *error) {
  const size_t n = f->trainer->n_outputs;
  svm_machine machines[TENOR_MAX_OUTPUTS] = {{.w = NULL}};
  tenor_status status = TENOR_OK;
  for (size_t k = 0; status >= 0 && k < n; k++)
    status = svm_machine_init(&machines[k], &f->design.rows);
  if (status < 0) tenor_error_memory(error);
  if (status >= 0) status = search_fit(&f->search, f->chosen, machines, on_progress, user, error);
  if (status == TENOR_OK && collapse(f, machines) < 0) status = tenor_error_memory(error);
  for (size_t k = 0; k < n; k++) svm_machine_finish(&machines[k]);
  return status;
}

static tenor_status prepare_search(fitting *f) {
  tenor_trainer *t = f->trainer;
  const size_t n = t->n_examples;
  f->targets = malloc((t->n_outputs * n + 1) * sizeof *f->targets);
  f->fold = malloc((n + 1) * sizeof *f->fold);
  if (!f->targets || !f->fold) return TENOR_ERR_MEMORY;
  fill_targets(t, f->targets);
  TRY(assign_folds(f));
  TRY(draw_share(f));
  for (size_t i = 0; i < t->n_heads; i++) {
    const model_head *h = &t->heads[i];
    TRY(fill_weights(f, i));
    TRY(list_candidates(f, i));
    for (size_t k = h->first_output; k < h->first_output + h->n_outputs; k++)
      f->outputs[k] = (search_output){
          .targets = f->targets + k * n,
          .weight = f->weights[i],
          .candidates = f->candidates[i],
          .n_candidates = f->n_candidates[i],
          .ratios = t->options.ratios && t->options.ngrams && h->kind != TENOR_HEAD_REGRESSION};
  }
  f->search = (search){.rows = &f->design.rows,
                       .fold = f->fold,
                       .learnt = f->learnt,
                       .n_folds = t->options.n_folds,
                       .n_threads = t->options.n_threads,
                       .outputs = f->outputs,
                       .n_outputs = t->n_outputs,
                       .ratio_first = f->design.n_dense,
                       .ratio_last = f->design.first_vector};
  return TENOR_OK;
}

static tenor_status run_fitting(fitting *f, tenor_progress_fn *on_progress, void *user,
                                tenor_error *error) {
  reporting r = {f->trainer, on_progress, user};
  search_progress_fn *report = on_progress ? pass_on : NULL;
  const tenor_status status = search_run(&f->search, report, &r, error);
  if (status != TENOR_OK) return status;
  tenor_status chosen = TENOR_OK;
  for (size_t i = 0; chosen >= 0 && i < f->trainer->n_heads; i++) chosen = choose_candidate(f, i);
  if (chosen == TENOR_ERR_ARG) return bad(error, "a head has no examples to be calibrated on");
  if (chosen < 0) return tenor_error_memory(error);
  return fit_all(f, report, &r, error);
}

static void fitting_finish(fitting *f) {
  search_finish(&f->search);
  design_finish(&f->design);
  for (size_t i = 0; i < TENOR_MAX_HEADS; i++) {
    free(f->candidates[i]);
    free(f->weights[i]);
  }
  free(f->targets);
  free(f->fold);
  free(f->learnt);
}

static tenor_status explain_preparation(const tenor_trainer *t, tenor_status status,
                                        tenor_error *error) {
  if (status == TENOR_ERR_LIMIT)
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0,
                           "more than %d combinations of C, nu, epsilon and gamma", MAX_CANDIDATES);
  if (status == TENOR_ERR_ARG && t->options.time_blocks)
    return bad(error, "the rows lack dates, or have too few different ones for the blocks of time");
  if (status == TENOR_ERR_ARG)
    return tenor_error_set(error, status, NULL, 0, 0, "%zu documents are too few for %u folds",
                           t->groups.n, t->options.n_folds);
  return tenor_error_memory(error);
}

static tenor_status fit_texts(tenor_trainer *t, const tenor_text *texts,
                              tenor_progress_fn *on_progress, void *user, tenor_error *error) {
  vocabulary_choice choice = {0};
  ngram_vocabulary vocabulary;
  fitting f = {.trainer = t};
  const design_options scales = {t->options.lexicon_scale, t->options.form_scale,
                                 t->options.vector_scale, t->options.mask_names != 0};
  embedding vectors = {NULL, t->vector_words.n, t->n_dimensions};
  tenor_status status = build_vocabulary(t, texts, &choice);
  if (status >= 0) status = quantise_vectors(t);
  vectors.values = t->directions;
  if (status >= 0) status = ngram_open(&vocabulary, t->vocabulary, t->vocabulary_size, error);
  if (status >= 0)
    status = design_init(&f.design, t->lexicon, &vocabulary, choice.idf, vectors, &scales, texts,
                         t->n_examples);
  if (status >= 0) status = prepare_search(&f);
  if (status < 0)
    status = explain_preparation(t, status, error);
  else
    status = run_fitting(&f, on_progress, user, error);
  fitting_finish(&f);
  vocabulary_choice_finish(&choice);
  return status;
}

tenor_status tenor_trainer_fit(tenor_trainer *t, tenor_progress_fn *on_progress, void *user,
                               tenor_error *error) {
  t->fitted = false;
  if (t->n_examples < 2 * (size_t)t->options.n_folds)
    return bad(error, "there are too few examples to learn from");
  if (t->options.kernel == TENOR_KERNEL_RBF && t->vector_words.n > 0)
    return bad(error, "an RBF kernel cannot use word vectors");
  tenor_text *texts = malloc(t->n_examples * sizeof *texts);
  if (!texts) return tenor_error_memory(error);
  for (size_t i = 0; i < t->n_examples; i++)
    texts[i] = (tenor_text){t->bytes + t->examples[i].offset, t->examples[i].size};
  const tenor_status status = fit_texts(t, texts, on_progress, user, error);
  free(texts);
  t->fitted = status == TENOR_OK;
  t->mask_names = t->options.mask_names != 0;
  return status;
}
