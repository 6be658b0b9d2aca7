/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/embedding.h"

#include <math.h>
#include <string.h>

/* Arora, Liang & Ma's constant: words more frequent than this count for less than half. */
static const double SMOOTHING = 1e-3;

/* Zipf's law: the word of rank r makes up 1 / (r H) of the text, H the sum of 1 / r over all n words. */
static double rank_weight(size_t rank, double harmonic) {
  return SMOOTHING / (SMOOTHING + 1 / ((double)rank * harmonic));
}

/* What word `i`'s vector is to be multiplied by; 0 for a vector of length 0. */
static double word_factor(const float *vector, uint32_t n_dimensions, size_t i, double harmonic) {
  double squares = 0;
  for (uint32_t k = 0; k < n_dimensions; k++) squares += (double)vector[k] * (double)vector[k];
  return squares > 0 ? rank_weight(i + 1, harmonic) / sqrt(squares) : 0;
}

void embedding_quantise(const float *vectors, size_t n, uint32_t n_dimensions, int8_t *values) {
  const size_t stride = embedding_stride(n_dimensions);
  double harmonic = 0, largest = 0;
  for (size_t i = 0; i < n; i++) harmonic += 1 / (double)(i + 1);
  for (size_t i = 0; i < n; i++) {
    const float *vector = vectors + i * n_dimensions;
    const double factor = word_factor(vector, n_dimensions, i, harmonic);
    for (uint32_t k = 0; k < n_dimensions; k++)
      largest = fmax(largest, fabs(factor * (double)vector[k]));
  }
  const double scale = largest > 0 ? INT8_MAX / largest : 0;
  memset(values, 0, n * stride);
  for (size_t i = 0; i < n; i++) {
    const float *vector = vectors + i * n_dimensions;
    const double factor = scale * word_factor(vector, n_dimensions, i, harmonic);
    for (uint32_t k = 0; k < n_dimensions; k++)
      values[i * stride + k] = (int8_t)lround(factor * (double)vector[k]);
  }
}

double embedding_sum(const embedding *e, const analysis *a, float *sum) {
  const size_t stride = embedding_stride(e->n_dimensions);
  memset(sum, 0, stride * sizeof *sum);
  for (size_t i = 0; i < a->tokens.n; i++) {
    const uint32_t id = analysis_word(a, i)->vector;
    if (id == NGRAM_NONE) continue;
    const int8_t *value = e->values + id * stride;
    for (size_t k = 0; k < stride; k++) sum[k] += (float)value[k];
  }
  double squares = 0;
  for (size_t k = 0; k < stride; k++) squares += (double)sum[k] * (double)sum[k];
  return sqrt(squares);
}
