/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The design matrix: texts as the sparse rows that a machine learns from, and the way back from its weights to the
 * collapsed ones that scoring adds up.
 *
 * Columns: dense features, each divided by its spread over the texts; n-grams, idf divided by the length of the
 * row; the direction of the text (feature/embedding.h), each dimension divided by its spread.
 */
#ifndef TENOR_LEARN_DESIGN_H
#define TENOR_LEARN_DESIGN_H

#include "feature/embedding.h"
#include "learn/svm.h"

typedef struct design_options {
  double lexicon_scale, form_scale, vector_scale;
  bool mask_names; /* as analysis has it */
} design_options;

typedef struct design {
  const ngram_vocabulary *vocabulary; /* borrowed */
  const float *idf;                   /* [vocabulary->n_features] borrowed */
  embedding vectors;
  uint32_t n_dense,
      first_vector; /* columns: dense [0, n_dense), n-grams, vectors [first_vector, ...) */
  double *scale;    /* [rows.n_features] what a raw value was multiplied by; n-grams: unused */
  float form_means
      [N_FORM]; /* of the raw form features: every text has a form, and is explained by what sets it apart */
  svm_rows rows;
} design;

/* Errors: MEMORY, LIMIT. */
tenor_status design_init(design *d, const struct tenor_lexicon *lexicon,
                         const ngram_vocabulary *vocabulary, const float *idf, embedding vectors,
                         const design_options *options, const tenor_text *texts, size_t n);
void design_finish(design *d);

/* Writes one output's weights, collapsed, into the rows of a model file, which are `stride` long. */
void design_collapse(const design *d, const double *w, size_t output, size_t stride,
                     float *dense_rows, float *ngram_rows, float *vector_rows);

#endif
