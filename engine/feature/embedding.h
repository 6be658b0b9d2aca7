/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The direction of a text: the sum of its words' vectors, brought to length 1.
 *
 * Words count by the smooth inverse of their frequency (Arora, Liang & Ma 2017), so that "the" says next to nothing;
 * the frequency is estimated from the word's rank (Zipf 1935), since files of word vectors list the commonest words
 * first. Length 1 is what makes short and long statements alike: in a plain mean, the more words there are the more
 * they cancel out. Measured on statements from sources that were never seen: docs/accuracy.md.
 *
 * A model stores each word's weighted vector in bytes, on one scale for all, which cancels out. Sums of bytes are
 * exact, so that every machine finds the same direction.
 */
#ifndef TENOR_FEATURE_EMBEDDING_H
#define TENOR_FEATURE_EMBEDDING_H

#include "feature/analysis.h"

enum { EMBEDDING_MAX_DIMENSIONS = 1024 };

typedef struct embedding {
  /* [n][embedding_stride(n_dimensions)] in the order of the vocabulary's words; borrowed */
  const int8_t *values;
  size_t n;
  uint32_t n_dimensions;
} embedding;

/* Rows begin on a line of the cache; what is left over is 0. */
static inline size_t embedding_stride(uint32_t n_dimensions) {
  return ((size_t)n_dimensions + 63) & ~(size_t)63;
}

/* From word vectors [n][n_dimensions], the commonest word first, to bytes [n][stride]. */
void embedding_quantise(const float *vectors, size_t n, uint32_t n_dimensions, int8_t *values);

/* The sum over the text's words, [stride] floats, and its length; 0: none of them has a vector. */
double embedding_sum(const embedding *e, const analysis *a, float *sum);

#endif
