/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/design.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

enum { MIN_ROWS = 5 }; /* a dense feature that fewer rows have is left out */

typedef struct filling {
  design *design;
  analysis analysis;
  size_t capacity;
  float *sum; /* [embedding_stride] of the words' vectors */
} filling;

static tenor_status add_entry(filling *f, size_t *n, uint32_t column, double value) {
  svm_rows *rows = &f->design->rows;
  TRY(tenor_grow(&rows->entries, &f->capacity, *n + 1, sizeof *rows->entries));
  rows->entries[(*n)++] = (svm_entry){(int32_t)column, value};
  return TENOR_OK;
}

static int compare_entries(const void *a, const void *b) {
  const svm_entry *x = a, *y = b;
  return (x->index > y->index) - (x->index < y->index);
}

static tenor_status add_ngrams(filling *f, size_t *n) {
  const design *d = f->design;
  double squares = 0;
  for (size_t i = 0; i < f->analysis.n_ngrams; i++) {
    const double idf = (double)d->idf[f->analysis.ngrams[i].feature];
    squares += idf * idf;
  }
  for (size_t i = 0; i < f->analysis.n_ngrams; i++) {
    const uint32_t feature = f->analysis.ngrams[i].feature;
    TRY(add_entry(f, n, d->n_dense + feature, (double)d->idf[feature] / sqrt(squares)));
  }
  return TENOR_OK;
}

static tenor_status add_vectors(filling *f, size_t *n) {
  const design *d = f->design;
  const double length = embedding_sum(&d->vectors, &f->analysis, f->sum);
  if (length > 0)
    for (uint32_t k = 0; k < d->vectors.n_dimensions; k++)
      TRY(add_entry(f, n, d->first_vector + k, (double)f->sum[k] / length));
  return TENOR_OK;
}

static tenor_status add_row(filling *f, size_t row, tenor_text text) {
  svm_rows *rows = &f->design->rows;
  size_t n = rows->starts[row];
  TRY(analysis_read(&f->analysis, text));
  for (size_t i = 0; i < f->analysis.n_dense; i++)
    TRY(add_entry(f, &n, f->analysis.dense[i].feature, (double)f->analysis.dense[i].value));
  TRY(add_ngrams(f, &n));
  TRY(add_vectors(f, &n));
  if (n > rows->starts[row])
    qsort(rows->entries + rows->starts[row], n - rows->starts[row], sizeof *rows->entries,
          compare_entries);
  rows->starts[row + 1] = n;
  rows->n = row + 1;
  return TENOR_OK;
}

/* ---- spread ------------------------------------------------------------------------------------------- */

/* The block's scale over the column's standard deviation; 0 for a column that is rare or constant. */
static double column_scale(const design *d, const design_options *options, uint32_t column,
                           double sum, double squares, size_t n_rows_with) {
  const double n = (double)d->rows.n, mean = sum / n;
  const double spread = sqrt(fmax(0, squares / n - mean * mean));
  double block = options->lexicon_scale;
  if (column >= d->first_vector)
    block = options->vector_scale;
  else if (column >= d->n_dense - N_FORM)
    block = options->form_scale;
  return n_rows_with >= MIN_ROWS && spread > 1e-9 ? block / spread : 0;
}

static tenor_status scale_columns(design *d, const design_options *options) {
  svm_rows *rows = &d->rows;
  double *sums = calloc(rows->n_features, sizeof *sums),
         *squares = calloc(rows->n_features, sizeof *squares);
  size_t *counts = calloc(rows->n_features, sizeof *counts);
  const bool fine = sums && squares && counts;
  const size_t n_entries = rows->starts[rows->n];
  if (fine) {
    for (size_t i = 0; i < n_entries; i++) {
      const svm_entry *e = &rows->entries[i];
      sums[e->index] += e->value;
      squares[e->index] += e->value * e->value;
      counts[e->index]++;
    }
    for (uint32_t k = 0; k < rows->n_features; k++)
      d->scale[k] = k >= d->n_dense && k < d->first_vector
                        ? 1
                        : column_scale(d, options, k, sums[k], squares[k], counts[k]);
    for (size_t i = 0; i < n_entries; i++)
      rows->entries[i].value *= d->scale[rows->entries[i].index];
    for (uint32_t k = 0; k < N_FORM; k++)
      d->form_means[k] = (float)(sums[d->n_dense - N_FORM + k] / (double)rows->n);
  }
  free(sums);
  free(squares);
  free(counts);
  return fine ? TENOR_OK : TENOR_ERR_MEMORY;
}

/* ---- whole -------------------------------------------------------------------------------------------- */

static tenor_status fill(filling *f, const tenor_lexicon *lexicon, bool mask_names,
                         const tenor_text *texts, size_t n) {
  design *d = f->design;
  TRY(analysis_init(&f->analysis, lexicon, lexicon, d->vocabulary));
  f->analysis.mask_names = mask_names;
  d->n_dense = layout_size(f->analysis.n_layout_categories);
  d->first_vector = d->n_dense + d->vocabulary->n_features;
  d->rows.n_features = d->first_vector + d->vectors.n_dimensions;
  d->rows.starts = calloc(n + 1, sizeof *d->rows.starts);
  d->scale = calloc(d->rows.n_features, sizeof *d->scale);
  f->sum = calloc(embedding_stride(d->vectors.n_dimensions) + 1, sizeof *f->sum);
  if (!d->rows.starts || !d->scale || !f->sum) return TENOR_ERR_MEMORY;
  TRY(tenor_grow(&d->rows.entries, &f->capacity, 1, sizeof *d->rows.entries));
  for (size_t i = 0; i < n; i++) TRY(add_row(f, i, texts[i]));
  return TENOR_OK;
}

tenor_status design_init(design *d, const tenor_lexicon *lexicon,
                         const ngram_vocabulary *vocabulary, const float *idf, embedding vectors,
                         const design_options *options, const tenor_text *texts, size_t n) {
  memset(d, 0, sizeof *d);
  d->vocabulary = vocabulary;
  d->idf = idf;
  d->vectors = vectors;
  filling f = {.design = d};
  tenor_status status = fill(&f, lexicon, options->mask_names, texts, n);
  if (status >= 0) status = scale_columns(d, options);
  analysis_finish(&f.analysis);
  free(f.sum);
  if (status < 0) design_finish(d);
  return status;
}

void design_finish(design *d) {
  svm_rows_finish(&d->rows);
  free(d->scale);
  memset(d, 0, sizeof *d);
}

void design_collapse(const design *d, const double *w, size_t output, size_t stride,
                     float *dense_rows, float *ngram_rows, float *vector_rows) {
  for (uint32_t i = 0; i < d->n_dense; i++) {
    float *row = dense_rows + i * stride;
    row[0] = i < d->n_dense - N_FORM ? 0 : d->form_means[i - (d->n_dense - N_FORM)];
    row[1 + output] = (float)(w[i] * d->scale[i]);
  }
  for (uint32_t i = 0; i < d->vocabulary->n_features; i++) {
    float *row = ngram_rows + i * stride;
    row[0] = d->idf[i];
    row[1 + output] = (float)(w[d->n_dense + i] * (double)d->idf[i]);
  }
  const size_t size = embedding_stride(d->vectors.n_dimensions);
  for (size_t i = 0; i < d->vectors.n; i++) {
    double sum = 0;
    for (uint32_t k = 0; k < d->vectors.n_dimensions; k++)
      sum += w[d->first_vector + k] * d->scale[d->first_vector + k] *
             (double)d->vectors.values[i * size + k];
    vector_rows[i * stride + 1 + output] = (float)sum;
  }
}
