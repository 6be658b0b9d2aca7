/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The model file: an image that is mapped and used where it lies, framed as base/frame.h has it. Its magic is
 * "\x89TENOR\r\n": a text-mode transfer breaks it.
 *
 * Sections, each an array of base/blob.h:
 *
 *     META  the description, JSON                  HEAD  model_head [n_heads]
 *     LABL  labels, terminated, head after head    OUTP  model_output [n_outputs]
 *     INTV  conformal [n_heads]                    LEXI  a blob: the lexicon
 *     VOCA  a blob: stems, pairs, words            VECS  word vectors in bytes [n_words][embedding_stride]
 *     ROWN  float [n_ngrams][stride]               ROWV  float [n_words][stride]
 *     ROWD  float [n_dense][stride]                      with stride = weight_stride(n_outputs)
 *
 * Only in models with isotonic curves:
 *
 *     ISOS  u64 [n_outputs + 1] where an output's knots begin
 *     ISOK  double [n_knots][2] an output's x, then its y, output after output
 *
 * Only in models with a kernel machine, whose weights in the rows are 0:
 *
 *     KGAM  double [n_outputs]                     KSCA  double [n_dense]
 *     KSTA  u64 [n_support + 1]                    KENT  kernel_entry [n_entries]
 *     KWEI  double [n_support][n_outputs]
 *
 * Only in models that mask names (feature/analysis.h):
 *
 *     MASK  u8 [1] any
 *
 * Weights are collapsed: what training scaled (idf, the spread of a dense feature, the coordinates of a word vector) is
 * multiplied into them, so that scoring adds rows and nothing else.
 */
#ifndef TENOR_LEARN_MODELFILE_H
#define TENOR_LEARN_MODELFILE_H

#include "feature/embedding.h"
#include "feature/ngram.h"
#include "learn/head.h"
#include "learn/kernel.h"

struct tenor_model {
  const unsigned char *bytes; /* [size] the file */
  size_t size;
  bool mapped; /* else borrowed */
  uint64_t checksum;
  struct tenor_lexicon lexicon;
  ngram_vocabulary vocabulary;
  const char *meta;             /* terminated */
  const model_head *file_heads; /* [n_heads] */
  size_t n_heads;
  const model_output *outputs; /* [n_outputs] */
  size_t n_outputs;
  const conformal *intervals;         /* [n_heads] */
  isotonic curves[TENOR_MAX_OUTPUTS]; /* [n_outputs] without knots: the sigmoid is used */
  kernel_pool kernel;                 /* n_support 0: linear */
  bool mask_names;
  /* Collapsed weights, in rows of weight_stride(n_outputs); an n-gram's are multiplied by its idf. */
  size_t stride;
  const float *ngram_rows;  /* [vocabulary.n_features][stride] */
  const float *vector_rows; /* [vocabulary.words.n][stride] */
  embedding vectors;        /* the length of a text's sum is what its rows are divided by */
  const float *dense_rows;  /* [n_dense][stride] */
  size_t n_dense;
  tenor_head heads[TENOR_MAX_HEADS]; /* the public face of file_heads */
  const char *labels[TENOR_MAX_CLASSES];
};

/* What a model file is made from; all borrowed. */
typedef struct model_image {
  const char *meta; /* terminated JSON */
  const struct tenor_lexicon *lexicon;
  const unsigned char *vocabulary; /* a blob of ngram_build */
  size_t vocabulary_size;
  const model_head *heads; /* [n_heads] */
  size_t n_heads;
  const char *labels; /* [labels_size] terminated strings, one after the other */
  size_t labels_size;
  const model_output *outputs; /* [n_outputs] */
  size_t n_outputs;
  const isotonic *curves;     /* [n_outputs] NULL: none */
  const kernel_pool *kernel;  /* NULL: none */
  const conformal *intervals; /* [n_heads] */
  const float *ngram_rows, *vector_rows, *dense_rows;
  size_t n_ngram_rows, n_vector_rows, n_dense;
  embedding vectors; /* of n_vector_rows words */
  bool mask_names;
} model_image;

/* *bytes is owned by the caller. Errors: MEMORY. */
tenor_status modelfile_build(const model_image *image, unsigned char **bytes, size_t *size);

#endif
