/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/ratios.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SMOOTHING = 1;

tenor_status ratios_find(const svm_sample *s, uint32_t first, uint32_t last, double *factor) {
  const size_t n = last - first;
  double *counts[2] = {calloc(n + 1, sizeof(double)), calloc(n + 1, sizeof(double))};
  double sums[2] = {SMOOTHING * (double)n, SMOOTHING * (double)n};
  const bool fine = counts[0] && counts[1];
  for (size_t i = 0; fine && i < s->n; i++) {
    const size_t row = s->subset[i];
    const bool positive = s->y[row] > 0;
    const double weight = s->weight ? s->weight[row] : 1;
    for (size_t k = s->rows->starts[row]; k < s->rows->starts[row + 1]; k++) {
      const uint32_t column = (uint32_t)s->rows->entries[k].index;
      if (column < first || column >= last) continue;
      counts[positive][column - first] += weight;
      sums[positive] += weight;
    }
  }
  for (size_t k = 0; fine && k < n; k++)
    factor[k] = log((SMOOTHING + counts[1][k]) / sums[1] * sums[0] / (SMOOTHING + counts[0][k]));
  free(counts[0]);
  free(counts[1]);
  return fine ? TENOR_OK : TENOR_ERR_MEMORY;
}

tenor_status ratios_apply(const svm_rows *rows, uint32_t first, uint32_t last, const double *factor,
                          svm_rows *scaled) {
  const size_t n_entries = rows->starts[rows->n];
  *scaled = *rows;
  scaled->entries = malloc((n_entries + 1) * sizeof *scaled->entries);
  scaled->starts = malloc((rows->n + 1) * sizeof *scaled->starts);
  if (!scaled->entries || !scaled->starts) {
    svm_rows_finish(scaled);
    return TENOR_ERR_MEMORY;
  }
  memcpy(scaled->starts, rows->starts, (rows->n + 1) * sizeof *scaled->starts);
  for (size_t i = 0; i < n_entries; i++) {
    const svm_entry e = rows->entries[i];
    const uint32_t column = (uint32_t)e.index;
    const bool ratio = column >= first && column < last;
    scaled->entries[i] = (svm_entry){e.index, ratio ? e.value * factor[column - first] : e.value};
  }
  return TENOR_OK;
}
