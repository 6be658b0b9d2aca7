/* SPDX-License-Identifier: Apache-2.0 */
/* What a trainer holds: private to train.c, choose.c and meta.c. */
#ifndef TENOR_TRAINER_H
#define TENOR_TRAINER_H

#include "base/intern.h"
#include "feature/lexicon_builder.h"
#include "learn/modelfile.h"
#include "tenor_train.h"

typedef struct trainer_example {
  size_t offset, size; /* of the text in bytes */
  uint32_t group;
  double weight, time;
  bool learn_only;
} trainer_example;

struct tenor_trainer {
  tenor_train_options options;
  const tenor_lexicon *lexicon; /* borrowed, or empty_lexicon */
  tenor_lexicon *empty_lexicon;
  model_head heads[TENOR_MAX_HEADS]; /* [n_heads] */
  size_t n_heads;
  char *labels; /* [labels_size] terminated strings */
  size_t labels_size, labels_capacity;
  uint32_t n_labels;
  size_t n_outputs;
  /* examples */
  char *bytes; /* [n_bytes] the texts */
  size_t n_bytes, bytes_capacity;
  trainer_example *examples; /* [n_examples] */
  size_t n_examples, examples_capacity;
  double *targets; /* [n_examples][n_heads] labels as given */
  size_t targets_capacity;
  tenor_intern groups;
  double label_weights[TENOR_MAX_CLASSES]; /* [n_labels] */
  bool weighted;                           /* some example does not weigh 1 */
  /* word vectors */
  tenor_intern vector_words;
  float *vectors;     /* [vector_words.n][n_dimensions] */
  int8_t *directions; /* [vector_words.n][embedding_stride(n_dimensions)] what a fit made of them */
  size_t vectors_capacity;
  uint32_t n_dimensions;
  /* the fit */
  bool fitted;
  bool mask_names;           /* as it was asked for when this was fitted */
  unsigned char *vocabulary; /* [vocabulary_size] a blob */
  size_t vocabulary_size;
  model_output outputs[TENOR_MAX_OUTPUTS]; /* [n_outputs] */
  isotonic curves[TENOR_MAX_OUTPUTS];      /* [n_outputs] */
  kernel_pool kernel;
  conformal intervals[TENOR_MAX_HEADS];         /* [n_heads] */
  tenor_fit_report reports[TENOR_MAX_HEADS];    /* [n_heads] */
  tenor_evaluator *held_out[TENOR_MAX_HEADS];   /* [n_heads] what was said out of fold */
  float *ngram_rows, *vector_rows, *dense_rows; /* as in tenor_model */
  size_t n_ngram_rows, n_vector_rows, n_dense;
};

#endif
