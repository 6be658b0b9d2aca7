/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a text to its score: one analysis, one row of weights added for each feature, then each head reads its
 * decision values. Nothing is allocated once the scratch has seen texts as large as those to come.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"

/* ---- scratch ------------------------------------------------------------------------------------------ */

tenor_status tenor_scratch_new_lexicon(tenor_scratch **scratch, const tenor_model *model,
                                       const tenor_lexicon *lexicon, tenor_error *error) {
  *scratch = NULL;
  tenor_scratch *made = calloc(1, sizeof *made);
  if (!made) return tenor_error_memory(error);
  made->model = model;
  made->lexicon = lexicon;
  const tenor_status status =
      analysis_init(&made->analysis, lexicon, &model->lexicon, &model->vocabulary);
  made->analysis.mask_names = model->mask_names;
  if (model->kernel.n_support > 0)
    made->point = malloc((model->kernel.n_columns + 1) * sizeof *made->point);
  if (status < 0 || (model->kernel.n_support > 0 && !made->point)) {
    tenor_scratch_free(&made);
    return tenor_error_memory(error);
  }
  *scratch = made;
  return TENOR_OK;
}

tenor_status tenor_scratch_new(tenor_scratch **scratch, const tenor_model *model,
                               tenor_error *error) {
  return tenor_scratch_new_lexicon(scratch, model, &model->lexicon, error);
}

void tenor_scratch_free(tenor_scratch **scratch) {
  if (!scratch || !*scratch) return;
  analysis_finish(&(*scratch)->analysis);
  free((*scratch)->reasons);
  free((*scratch)->point);
  free((*scratch)->features);
  free(*scratch);
  *scratch = NULL;
}

/* ---- decisions ---------------------------------------------------------------------------------------- */

double scratch_ngram_norm(const tenor_scratch *scratch) {
  const analysis *a = &scratch->analysis;
  double squares = 0;
  for (size_t i = 0; i < a->n_ngrams; i++) {
    const double idf =
        (double)scratch->model->ngram_rows[a->ngrams[i].feature * scratch->model->stride];
    squares += idf * idf;
  }
  return squares > 0 ? 1 / sqrt(squares) : 0;
}

static void add_ngrams(const tenor_scratch *scratch, double *sums) {
  const analysis *a = &scratch->analysis;
  const size_t stride = scratch->model->stride;
  const float *rows = scratch->model->ngram_rows;
  for (size_t i = 0; i < a->n_ngrams; i++) BYTES_PREFETCH(rows + a->ngrams[i].feature * stride);
  const double norm = scratch_ngram_norm(scratch);
  for (size_t block = 0; block < stride; block += 8) { /* so that the sums stay in registers */
    double sum[8] = {0};
    for (size_t i = 0; i < a->n_ngrams; i++) {
      const float *row = rows + a->ngrams[i].feature * stride + block;
      for (size_t k = 0; k < 8; k++) sum[k] += (double)row[k];
    }
    for (size_t k = 0; k < 8; k++) sums[block + k] += norm * sum[k];
  }
}

static void add_dense(const tenor_scratch *scratch, double *sums) {
  const analysis *a = &scratch->analysis;
  const size_t stride = scratch->model->stride;
  const float *rows = scratch->model->dense_rows;
  for (size_t block = 0; block < stride; block += 8) {
    double sum[8] = {0};
    for (size_t i = 0; i < a->n_dense; i++) {
      const float *row = rows + a->dense[i].feature * stride + block;
      const double value = (double)a->dense[i].value;
      for (size_t k = 0; k < 8; k++) sum[k] += value * (double)row[k];
    }
    for (size_t k = 0; k < 8; k++) sums[block + k] += sum[k];
  }
}

/* The direction's weights: the sum of the words' collapsed rows, over the length of the sum of their vectors. */
static void add_vectors(tenor_scratch *scratch, double *sums) {
  const analysis *a = &scratch->analysis;
  const size_t stride = scratch->model->stride;
  const double length = embedding_sum(&scratch->model->vectors, a, scratch->direction);
  scratch->vector_norm = length > 0 ? 1 / length : 0;
  if (length <= 0) return;
  for (size_t i = 0; i < a->tokens.n; i++) {
    const uint32_t vector = analysis_word(a, i)->vector;
    if (vector == NGRAM_NONE) continue;
    const float *row = scratch->model->vector_rows + vector * stride;
    for (size_t k = 0; k < stride; k++) sums[k] += scratch->vector_norm * (double)row[k];
  }
}

/* The text as a row of the design matrix, and its kernel sums. */
static void add_kernel(const tenor_scratch *scratch, double *sums) {
  const analysis *a = &scratch->analysis;
  const kernel_pool *pool = &scratch->model->kernel;
  const double norm = scratch_ngram_norm(scratch);
  memset(scratch->point, 0, pool->n_columns * sizeof *scratch->point);
  for (size_t i = 0; i < a->n_dense; i++)
    scratch->point[a->dense[i].feature] =
        (double)a->dense[i].value * pool->scale[a->dense[i].feature];
  for (size_t i = 0; i < a->n_ngrams; i++) {
    const size_t feature = a->ngrams[i].feature;
    scratch->point[pool->n_dense + feature] =
        norm * (double)scratch->model->ngram_rows[feature * scratch->model->stride];
  }
  kernel_pool_add(pool, scratch->point, sums);
}

tenor_status scratch_decide(tenor_scratch *scratch, tenor_text text) {
  const tenor_model *model = scratch->model;
  double sums[1 + TENOR_MAX_OUTPUTS + 7] = {0};
  TRY(analysis_read(&scratch->analysis, text));
  add_dense(scratch, sums);
  add_ngrams(scratch, sums);
  add_vectors(scratch, sums);
  if (scratch->point) add_kernel(scratch, sums + 1);
  for (size_t k = 0; k < model->n_outputs; k++)
    scratch->decisions[k] = model->outputs[k].bias + sums[1 + k];
  return TENOR_OK;
}

/* ---- public face -------------------------------------------------------------------------------------- */

tenor_status tenor_score_text(tenor_scratch *scratch, tenor_text text, tenor_score *score) {
  if (!text.data && text.size > 0) return TENOR_ERR_ARG;
  TRY(scratch_decide(scratch, text));
  const analysis *a = &scratch->analysis;
  score->n_heads = (uint32_t)scratch->model->n_heads;
  score->n_tokens = (uint32_t)a->tokens.n;
  score->n_replacements = a->tokens.n_replacements;
  score->coverage = a->tokens.n > 0 ? a->n_known / (double)a->tokens.n : 0;
  uint32_t next = 0;
  const tenor_model *model = scratch->model;
  for (size_t i = 0; i < model->n_heads; i++) {
    const model_head *h = &model->file_heads[i];
    score->heads[i].first = next;
    if (a->tokens.n > 0)
      head_read(h, model->outputs + h->first_output, model->curves + h->first_output,
                &model->intervals[i], scratch->decisions + h->first_output, &score->heads[i],
                score->p + next);
    else
      head_read_nothing(h, &score->heads[i], score->p + next);
    next += h->n_labels;
  }
  return TENOR_OK;
}

tenor_status tenor_score_batch(tenor_scratch *scratch, const tenor_text *texts, size_t n,
                               tenor_score *scores) {
  for (size_t i = 0; i < n; i++) TRY(tenor_score_text(scratch, texts[i], &scores[i]));
  return TENOR_OK;
}

const double *tenor_rates(tenor_scratch *scratch) {
  const analysis *a = &scratch->analysis;
  for (uint32_t c = 0; c < scratch->lexicon->n_categories; c++)
    scratch->rates[c] = a->active >> c & 1 ? a->sums[c].effective / (double)a->tokens.n : 0;
  return scratch->rates;
}
