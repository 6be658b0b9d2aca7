/* SPDX-License-Identifier: Apache-2.0 */
/* The trainer: collects heads, examples and word vectors, and hands out what train.c made of them. */
#include "trainer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/grow.h"
#include "feature/lexicon_builder.h"
#include "meta.h"

void tenor_train_options_default(tenor_train_options *options) {
  *options = (tenor_train_options){.seed = 1,
                                   .n_folds = 5,
                                   .n_threads = 1,
                                   .min_stem = 2,
                                   .min_pair = 3,
                                   .lexicon_scale = 0.05,
                                   .form_scale = 0.02,
                                   .vector_scale = 0.05,
                                   .ngrams = 1,
                                   .learn_share = 1,
                                   .c = {0.02, 0.05, 0.1, 0.2, 0.5, 1, 2},
                                   .n_c = 7,
                                   .epsilon = {0.1},
                                   .n_epsilon = 1,
                                   .gamma = {0.1, 0.3, 1},
                                   .n_gamma = 3,
                                   .solver = TENOR_SOLVER_AUTO};
}

/* ---- heads -------------------------------------------------------------------------------------------- */

static tenor_status bad(tenor_error *error, const char *message) {
  return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "%s", message);
}

static bool list_lies(const double *list, uint32_t n, uint32_t least, double low, double high) {
  if (n < least || n > TENOR_MAX_C) return false;
  for (uint32_t i = 0; i < n; i++)
    if (!(list[i] >= low && list[i] <= high)) return false;
  return true;
}

static tenor_status check_options(const tenor_train_options *o, tenor_error *error) {
  if (o->n_folds < 2 || o->n_folds > 20) return bad(error, "the number of folds must be 2 to 20");
  if (!list_lies(o->c, o->n_c, 1, 1e-9, 1e9)) return bad(error, "give 1 to 16 values of C above 0");
  if (!list_lies(o->epsilon, o->n_epsilon, 1, 0, 1e9))
    return bad(error, "give 1 to 16 values of epsilon, none below 0");
  if (!list_lies(o->gamma, o->n_gamma, o->kernel == TENOR_KERNEL_RBF, 1e-9, 1e9))
    return bad(error, "give 1 to 16 values of gamma above 0");
  if (!list_lies(o->nu, o->n_nu, 0, 1e-9, 1)) return bad(error, "nu must be above 0, at most 1");
  if (!(o->learn_share > 0 && o->learn_share <= 1))
    return bad(error, "the share to learn from must be above 0, at most 1");
  if (!(o->lexicon_scale >= 0) || !(o->form_scale >= 0) || !(o->vector_scale >= 0))
    return bad(error, "the scales must not be below 0");
  if ((unsigned)o->solver > TENOR_SOLVER_LIBLINEAR) return bad(error, "there is no such solver");
  if ((unsigned)o->kernel > TENOR_KERNEL_RBF) return bad(error, "there is no such kernel");
  if (!(o->favour_rare >= 0 && o->favour_rare <= 1))
    return bad(error, "rare classes can be favoured by 0 to 1");
  if ((unsigned)o->calibration > TENOR_CALIBRATION_ISOTONIC)
    return bad(error, "there is no such calibration");
  if (o->solver == TENOR_SOLVER_LIBLINEAR && (o->kernel == TENOR_KERNEL_RBF || o->n_nu > 0))
    return bad(error, "liblinear has neither an RBF kernel nor nu");
  if (o->kernel == TENOR_KERNEL_RBF && o->ratios)
    return bad(error, "log-count ratios are for linear machines");
  return TENOR_OK;
}

static uint32_t count_outputs(const tenor_head_spec *spec) {
  if (spec->kind == TENOR_HEAD_ORDINAL) return spec->n_labels - 1;
  return spec->kind == TENOR_HEAD_CLASS ? spec->n_labels : 1;
}

static tenor_status add_labels(tenor_trainer *t, const tenor_head_spec *spec) {
  for (uint32_t i = 0; i < spec->n_labels; i++) {
    const size_t size = strlen(spec->labels[i]) + 1;
    TRY(tenor_grow(&t->labels, &t->labels_capacity, t->labels_size + size, 1));
    memcpy(t->labels + t->labels_size, spec->labels[i], size);
    t->labels_size += size;
  }
  return TENOR_OK;
}

static tenor_status add_head(tenor_trainer *t, const tenor_head_spec *spec, tenor_error *error) {
  const bool labelled = spec->kind != TENOR_HEAD_REGRESSION;
  model_head *h = &t->heads[t->n_heads];
  if (!spec->name || strlen(spec->name) == 0 || strlen(spec->name) >= sizeof h->name)
    return bad(error, "a head needs a name of 1 to 47 bytes");
  if ((unsigned)spec->kind > TENOR_HEAD_BINARY) return bad(error, "there is no such kind of head");
  for (size_t i = 0; i < t->n_heads; i++)
    if (strcmp(t->heads[i].name, spec->name) == 0) return bad(error, "two heads have one name");
  if (labelled && (spec->n_labels < 2 || !spec->labels))
    return bad(error, "a head needs two labels or more");
  if (spec->kind == TENOR_HEAD_BINARY && spec->n_labels != 2)
    return bad(error, "a binary head has two labels");
  if (spec->kind == TENOR_HEAD_ORDINAL && (spec->positive < 1 || spec->positive >= spec->n_labels))
    return bad(error, "the positive level must be one of the levels above the first");
  if (!labelled && (!(spec->low < spec->high) || isinf(spec->low) || isinf(spec->high)))
    return bad(error, "the labels of a regression have no range");
  memset(h, 0, sizeof *h);
  memcpy(h->name, spec->name, strlen(spec->name));
  h->kind = spec->kind;
  h->n_labels = labelled ? spec->n_labels : 0;
  h->first_label = t->n_labels;
  h->n_outputs = count_outputs(spec);
  h->first_output = (uint32_t)t->n_outputs;
  h->positive = spec->positive;
  h->low = spec->low;
  h->high = spec->high;
  if (t->n_labels + h->n_labels > TENOR_MAX_CLASSES ||
      t->n_outputs + h->n_outputs > TENOR_MAX_OUTPUTS)
    return bad(error, "too many labels in all");
  for (uint32_t i = 0; i < h->n_labels; i++) t->label_weights[h->first_label + i] = 1;
  t->n_labels += h->n_labels;
  t->n_outputs += h->n_outputs;
  t->n_heads++;
  return labelled && add_labels(t, spec) < 0 ? tenor_error_memory(error) : TENOR_OK;
}

tenor_status tenor_trainer_new(tenor_trainer **trainer, const tenor_train_options *options,
                               const tenor_head_spec *heads, uint32_t n_heads,
                               const tenor_lexicon *lexicon, tenor_error *error) {
  *trainer = NULL;
  TRY(check_options(options, error));
  if (n_heads == 0 || n_heads > TENOR_MAX_HEADS) return bad(error, "give 1 to 16 heads");
  if (options->mask_names && !lexicon) return bad(error, "without a lexicon no names are known");
  tenor_trainer *t = calloc(1, sizeof *t);
  if (!t) return tenor_error_memory(error);
  t->options = *options;
  t->lexicon = lexicon;
  intern_init(&t->groups);
  tenor_status status = TENOR_OK;
  for (uint32_t i = 0; status >= 0 && i < n_heads; i++) status = add_head(t, &heads[i], error);
  if (status >= 0 && !lexicon) {
    lexicon_builder empty;
    status = lexicon_builder_init(&empty);
    if (status >= 0) status = lexicon_builder_build(&empty, &t->empty_lexicon, error);
    lexicon_builder_finish(&empty);
    t->lexicon = t->empty_lexicon;
  }
  if (status == TENOR_ERR_MEMORY) tenor_error_memory(error);
  if (status < 0) {
    tenor_trainer_free(&t);
    return status;
  }
  *trainer = t;
  return TENOR_OK;
}

void tenor_trainer_free(tenor_trainer **trainer) {
  if (!trainer || !*trainer) return;
  tenor_trainer *t = *trainer;
  free(t->labels);
  free(t->bytes);
  free(t->examples);
  free(t->targets);
  intern_finish(&t->groups);
  intern_finish(&t->vector_words);
  free(t->vectors);
  free(t->directions);
  tenor_lexicon_free(&t->empty_lexicon);
  for (size_t i = 0; i < t->n_heads; i++) tenor_evaluator_free(&t->held_out[i]);
  for (size_t i = 0; i < t->n_outputs; i++) isotonic_finish(&t->curves[i]);
  kernel_pool_finish(&t->kernel);
  free(t->vocabulary);
  free(t->ngram_rows);
  free(t->vector_rows);
  free(t->dense_rows);
  free(t);
  *trainer = NULL;
}

tenor_status tenor_trainer_options(tenor_trainer *t, const tenor_train_options *options,
                                   tenor_error *error) {
  TRY(check_options(options, error));
  t->options = *options;
  return TENOR_OK;
}

tenor_status tenor_trainer_label_weights(tenor_trainer *t, uint32_t head, const double *weights,
                                         tenor_error *error) {
  if (head >= t->n_heads) return bad(error, "there is no such head");
  for (uint32_t i = 0; i < t->heads[head].n_labels; i++)
    if (!(weights[i] > 0 && weights[i] < 1e9))
      return bad(error, "the weight of a label must be above 0");
  memcpy(t->label_weights + t->heads[head].first_label, weights,
         t->heads[head].n_labels * sizeof *weights);
  return TENOR_OK;
}

static bool label_is_allowed(const model_head *h, double label) {
  if (isnan(label)) return true;
  if (h->kind == TENOR_HEAD_REGRESSION) return label >= h->low && label <= h->high;
  return label >= 0 && label < h->n_labels && floor(label) >= label;
}

static tenor_status add_example(tenor_trainer *t, const tenor_example *example) {
  const size_t n = t->n_examples;
  uint32_t group;
  char own[24];
  /* a row without a group is one of its own: a name that no document can have */
  own[0] = '\0';
  memcpy(own + 1, &n, sizeof n);
  TRY(tenor_grow(&t->examples, &t->examples_capacity, n + 1, sizeof *t->examples));
  TRY(tenor_grow(&t->targets, &t->targets_capacity, (n + 1) * t->n_heads, sizeof *t->targets));
  TRY(tenor_grow(&t->bytes, &t->bytes_capacity, t->n_bytes + example->text.size + 1, 1));
  TRY(example->group ? intern_add(&t->groups, example->group, strlen(example->group), &group)
                     : intern_add(&t->groups, own, 1 + sizeof n, &group));
  if (example->text.size > 0) memcpy(t->bytes + t->n_bytes, example->text.data, example->text.size);
  t->examples[n] = (trainer_example){t->n_bytes,      example->text.size, group,
                                     example->weight, example->time,      example->learn_only != 0};
  t->weighted = t->weighted || example->weight < 1 || example->weight > 1;
  t->n_bytes += example->text.size;
  memcpy(t->targets + n * t->n_heads, example->labels, t->n_heads * sizeof *t->targets);
  t->n_examples++;
  return TENOR_OK;
}

tenor_status tenor_trainer_add(tenor_trainer *t, const tenor_example *example, tenor_error *error) {
  for (size_t i = 0; i < t->n_heads; i++)
    if (!label_is_allowed(&t->heads[i], example->labels[i]))
      return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "a label of '%s' is out of range",
                             t->heads[i].name);
  if (!(example->weight > 0 && example->weight < 1e9))
    return bad(error, "the weight of an example must be above 0");
  return add_example(t, example) < 0 ? tenor_error_memory(error) : TENOR_OK;
}

tenor_status tenor_trainer_add_vector(tenor_trainer *t, tenor_text form, const float *vector,
                                      uint32_t n, tenor_error *error) {
  if (n > EMBEDDING_MAX_DIMENSIONS)
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0,
                           "a word vector of %u dimensions; up to %d are possible", n,
                           EMBEDDING_MAX_DIMENSIONS);
  if (n == 0 || (t->n_dimensions > 0 && n != t->n_dimensions))
    return bad(error, "all word vectors must have the same number of dimensions");
  for (uint32_t i = 0; i < n; i++)
    if (!isfinite(vector[i])) return bad(error, "a word vector holds a number that is not finite");
  uint32_t id;
  const size_t known = t->vector_words.n;
  /* room first: a word must not be known without its vector */
  if (tenor_grow(&t->vectors, &t->vectors_capacity, (known + 1) * n, sizeof *t->vectors) < 0 ||
      intern_add(&t->vector_words, form.data, form.size, &id) < 0)
    return tenor_error_memory(error);
  if (id < known) return TENOR_OK;
  t->n_dimensions = n;
  memcpy(t->vectors + known * n, vector, n * sizeof *vector);
  return TENOR_OK;
}

/* ---- results ------------------------------------------------------------------------------------------ */

tenor_status tenor_trainer_report(const tenor_trainer *t, uint32_t index,
                                  tenor_fit_report *report) {
  if (!t->fitted || index >= t->n_heads) return TENOR_ERR_ARG;
  *report = t->reports[index];
  return TENOR_OK;
}

const tenor_evaluator *tenor_trainer_held_out(const tenor_trainer *t, uint32_t index) {
  return t->fitted && index < t->n_heads ? t->held_out[index] : NULL;
}

tenor_status tenor_trainer_model(tenor_trainer *t, const char *about, void **bytes, size_t *size,
                                 tenor_error *error) {
  if (!t->fitted) return bad(error, "the trainer has not been fitted");
  char *meta;
  unsigned char *image_bytes;
  if (meta_write(t, about, &meta) < 0) return tenor_error_memory(error);
  const model_image image = {.meta = meta,
                             .lexicon = t->lexicon,
                             .vocabulary = t->vocabulary,
                             .vocabulary_size = t->vocabulary_size,
                             .heads = t->heads,
                             .n_heads = t->n_heads,
                             .labels = t->labels,
                             .labels_size = t->labels_size,
                             .outputs = t->outputs,
                             .n_outputs = t->n_outputs,
                             .curves = t->curves,
                             .kernel = &t->kernel,
                             .intervals = t->intervals,
                             .ngram_rows = t->ngram_rows,
                             .vector_rows = t->vector_rows,
                             .dense_rows = t->dense_rows,
                             .vectors = {t->directions, t->n_vector_rows, t->n_dimensions},
                             .mask_names = t->mask_names,
                             .n_ngram_rows = t->n_ngram_rows,
                             .n_vector_rows = t->n_vector_rows,
                             .n_dense = t->n_dense};
  const tenor_status status = modelfile_build(&image, &image_bytes, size);
  free(meta);
  if (status < 0) return tenor_error_memory(error);
  *bytes = image_bytes;
  return TENOR_OK;
}

void tenor_bytes_free(void **bytes) {
  free(*bytes);
  *bytes = NULL;
}

tenor_status tenor_trainer_save(tenor_trainer *t, const char *about, const char *path,
                                tenor_error *error) {
  void *bytes;
  size_t size;
  TRY(tenor_trainer_model(t, about, &bytes, &size, error));
  const tenor_status status = file_write(path, bytes, size, error);
  tenor_bytes_free(&bytes);
  return status;
}
