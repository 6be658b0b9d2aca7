/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The model's feature space as one numbered list: dense features (layout.h), then n-grams, then words with a vector.
 *
 * A model file has idf multiplied into the weights of n-grams; here it goes back into the values, so that the vectors
 * are the usual ones (idf, length 1) and other machines can be trained on them as they are.
 */
#include "tenor_export.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "scratch.h"

struct tenor_export {
  const tenor_model *model; /* borrowed */
  uint32_t (*pairs)[2];     /* [vocabulary.n_pairs] stems */
  uint32_t first_ngram, first_word, n_features;
};

/* ---- the list ------------------------------------------------------------------------------------------ */

/* The value of an n-gram before the vector is brought to length 1. Models that tenor makes have no idf of 0. */
static double ngram_unit(const tenor_model *model, size_t ngram) {
  const double idf = (double)model->ngram_rows[ngram * model->stride];
  return idf > 0 || idf < 0 ? idf : 1;
}

static tenor_status list_pairs(tenor_export *e) {
  const ngram_vocabulary *v = &e->model->vocabulary;
  e->pairs = calloc((size_t)v->n_pairs + 1, sizeof *e->pairs);
  if (!e->pairs) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < v->n_pair_slots; i++) {
    const ngram_pair *pair = &v->pairs[i];
    if (pair->feature == 0) continue;
    e->pairs[pair->feature - v->stems.n][0] = pair->first;
    e->pairs[pair->feature - v->stems.n][1] = pair->second;
  }
  return TENOR_OK;
}

tenor_status tenor_export_new(tenor_export **export_, const tenor_model *model,
                              tenor_error *error) {
  *export_ = NULL;
  if (!tenor_model_is_additive(model))
    return tenor_error_set(
        error, TENOR_ERR_FORMAT, NULL, 0, 0,
        "the model is a kernel machine: its decisions are no sums over features");
  tenor_export *made = calloc(1, sizeof *made);
  if (!made) return tenor_error_memory(error);
  made->model = model;
  made->first_ngram = (uint32_t)model->n_dense;
  made->first_word = made->first_ngram + model->vocabulary.n_features;
  made->n_features = made->first_word + (uint32_t)model->vocabulary.words.n;
  if (list_pairs(made) < 0) {
    tenor_export_free(&made);
    return tenor_error_memory(error);
  }
  *export_ = made;
  return TENOR_OK;
}

void tenor_export_free(tenor_export **export_) {
  if (!export_ || !*export_) return;
  free((*export_)->pairs);
  free(*export_);
  *export_ = NULL;
}

uint32_t tenor_export_n_features(const tenor_export *e) {
  return e->n_features;
}

/* ---- names --------------------------------------------------------------------------------------------- */

static tenor_text string_of(const string_table *table, uint32_t id) {
  tenor_text text;
  text.data = string_table_get(table, id, &text.size);
  return text;
}

static void name_dense(const tenor_model *model, uint32_t index, tenor_feature *feature) {
  const uint32_t n_categories = (uint32_t)model->lexicon.n_categories;
  const uint32_t form = layout_form(n_categories, 0), block = index / N_STATS;
  if (index >= form) {
    feature->kind = TENOR_FEATURE_FORM;
    feature->name = tenor_text_of(layout_form_name((feature_form)(index - form)));
    return;
  }
  feature->kind = TENOR_FEATURE_LEXICON;
  feature->second = tenor_text_of(layout_stat_name((feature_stat)(index % N_STATS)));
  feature->name = tenor_text_of(block < n_categories
                                    ? lexicon_category_name(&model->lexicon, block)
                                    : layout_group_name((feature_group)(block - n_categories)));
}

void tenor_export_feature(const tenor_export *e, uint32_t index, tenor_feature *feature) {
  const ngram_vocabulary *v = &e->model->vocabulary;
  *feature = (tenor_feature){TENOR_FEATURE_STEM, {"", 0}, {"", 0}};
  if (index < e->first_ngram) {
    name_dense(e->model, index, feature);
  } else if (index - e->first_ngram < v->stems.n) {
    feature->name = string_of(&v->stems, index - e->first_ngram);
  } else if (index < e->first_word) {
    const uint32_t *pair = e->pairs[index - e->first_ngram - v->stems.n];
    feature->kind = TENOR_FEATURE_PAIR;
    feature->name = string_of(&v->stems, pair[0]);
    feature->second = string_of(&v->stems, pair[1]);
  } else {
    feature->kind = TENOR_FEATURE_WORD;
    feature->name = string_of(&v->words, index - e->first_word);
  }
}

/* ---- weights ------------------------------------------------------------------------------------------- */

uint32_t tenor_export_n_machines(const tenor_export *e, uint32_t head) {
  return head < e->model->n_heads ? e->model->file_heads[head].n_outputs : 0;
}

void tenor_export_weights(const tenor_export *e, uint32_t head, uint32_t machine, double *weights,
                          double *bias) {
  const tenor_model *model = e->model;
  const uint32_t k = model->file_heads[head].first_output + machine;
  const model_output *output = &model->outputs[k];
  const bool odds = model->file_heads[head].kind != TENOR_HEAD_REGRESSION;
  const double factor = odds ? -output->calibration.a : 1;
  *bias = factor * output->bias - (odds ? output->calibration.b : 0);
  for (uint32_t i = 0; i < e->first_ngram; i++)
    weights[i] = factor * (double)model->dense_rows[i * model->stride + 1 + k];
  for (uint32_t i = e->first_ngram; i < e->first_word; i++) {
    const size_t ngram = i - e->first_ngram;
    weights[i] = factor * (double)model->ngram_rows[ngram * model->stride + 1 + k] /
                 ngram_unit(model, ngram);
  }
  for (uint32_t i = e->first_word; i < e->n_features; i++)
    weights[i] = factor * (double)model->vector_rows[(i - e->first_word) * model->stride + 1 + k];
}

/* ---- values -------------------------------------------------------------------------------------------- */

static tenor_status add_value(tenor_scratch *s, size_t feature, double value) {
  TRY(tenor_grow(&s->features, &s->features_capacity, s->n_features + 1, sizeof *s->features));
  s->features[s->n_features++] = (tenor_feature_value){(uint32_t)feature, value};
  return TENOR_OK;
}

static int compare_values(const void *x, const void *y) {
  const tenor_feature_value *a = x, *b = y;
  return (a->feature > b->feature) - (a->feature < b->feature);
}

/* Sorts, adds up what stands twice (a word that is repeated), and leaves out zeros. */
static void settle(tenor_scratch *s) {
  size_t n = 0;
  if (s->n_features > 0) qsort(s->features, s->n_features, sizeof *s->features, compare_values);
  for (size_t i = 0; i < s->n_features; i++) {
    if (n > 0 && s->features[n - 1].feature == s->features[i].feature)
      s->features[n - 1].value += s->features[i].value;
    else
      s->features[n++] = s->features[i];
  }
  s->n_features = n;
}

tenor_status tenor_features(tenor_scratch *s, const tenor_feature_value **values, size_t *n) {
  const analysis *a = &s->analysis;
  const tenor_model *model = s->model;
  const size_t first_ngram = model->n_dense;
  const size_t first_word = first_ngram + model->vocabulary.n_features;
  const double norm = scratch_ngram_norm(s);
  s->n_features = 0;
  for (size_t i = 0; i < a->n_dense; i++)
    TRY(add_value(s, a->dense[i].feature, (double)a->dense[i].value));
  for (size_t i = 0; i < a->n_ngrams; i++) {
    const uint32_t ngram = a->ngrams[i].feature;
    TRY(add_value(s, first_ngram + ngram, norm * ngram_unit(model, ngram)));
  }
  for (size_t i = 0; s->vector_norm > 0 && i < a->tokens.n; i++) {
    const uint32_t vector = analysis_word(a, i)->vector;
    if (vector != NGRAM_NONE) TRY(add_value(s, first_word + vector, s->vector_norm));
  }
  settle(s);
  *values = s->features;
  *n = s->n_features;
  return TENOR_OK;
}
