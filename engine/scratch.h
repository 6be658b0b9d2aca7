/* SPDX-License-Identifier: Apache-2.0 */
/* What one thread needs to score with a model: private to score.c, reasons.c and export.c. */
#ifndef TENOR_SCRATCH_H
#define TENOR_SCRATCH_H

#include "feature/analysis.h"
#include "learn/modelfile.h"
#include "tenor_export.h"

struct tenor_scratch {
  const tenor_model *model;     /* borrowed */
  const tenor_lexicon *lexicon; /* borrowed */
  analysis analysis;
  float direction[EMBEDDING_MAX_DIMENSIONS]; /* the sum of the last text's word vectors */
  double vector_norm;                        /* 1 / its length; 0: no word vectors */
  double decisions[TENOR_MAX_OUTPUTS];       /* [model->n_outputs] of the last text */
  double rates[LEXICON_MAX_CATEGORIES];
  double *point; /* [kernel.n_columns] the text for a kernel machine; NULL: the model is linear */
  tenor_reason *reasons; /* [n_reasons] */
  size_t n_reasons, reasons_capacity;
  tenor_feature_value *features; /* [n_features] */
  size_t n_features, features_capacity;
};

/* The factor on the sum of the text's n-gram rows: 1 / the length of its idf vector. 0: no n-grams. */
double scratch_ngram_norm(const tenor_scratch *scratch);

/* Analyses the text and computes scratch->decisions. */
tenor_status scratch_decide(tenor_scratch *scratch, tenor_text text);

#endif
