/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* place [rows->n]: 1 + a row's place in the pool, 0 for a row that supports nothing. */
static void find_support(kernel_pool *pool, const svm_rows *rows, const svm_machine *machines,
                         size_t *place, size_t *n_entries) {
  for (size_t k = 0; k < pool->n_outputs; k++)
    for (size_t i = 0; i < machines[k].n_support; i++) place[machines[k].support[i]] = 1;
  for (size_t row = 0; row < rows->n; row++) {
    if (!place[row]) continue;
    place[row] = ++pool->n_support;
    *n_entries += rows->starts[row + 1] - rows->starts[row];
  }
}

static void copy_rows(const svm_rows *rows, const size_t *place, uint64_t *starts,
                      kernel_entry *entries) {
  size_t n = 0;
  for (size_t row = 0; row < rows->n; row++) {
    if (!place[row]) continue;
    for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++)
      entries[n++] = (kernel_entry){(uint32_t)rows->entries[k].index, 0, rows->entries[k].value};
    starts[place[row]] = n;
  }
}

tenor_status kernel_pool_init(kernel_pool *pool, const svm_rows *rows, const double *scale,
                              size_t n_dense, const svm_machine *machines, size_t n_outputs) {
  *pool = (kernel_pool){.n_outputs = n_outputs, .n_dense = n_dense, .n_columns = rows->n_features};
  size_t n_entries = 0;
  size_t *place = calloc(rows->n + 1, sizeof *place);
  if (!place) return TENOR_ERR_MEMORY;
  find_support(pool, rows, machines, place, &n_entries);
  double *gamma = calloc(n_outputs + 1, sizeof *gamma);
  double *scales = calloc(n_dense + 1, sizeof *scales);
  uint64_t *starts = calloc(pool->n_support + 1, sizeof *starts);
  kernel_entry *entries = calloc(n_entries + 1, sizeof *entries);
  double *coefficients = calloc(pool->n_support * n_outputs + 1, sizeof *coefficients);
  pool->gamma = gamma, pool->scale = scales, pool->starts = starts;
  pool->entries = entries, pool->coefficients = coefficients;
  const bool fine = gamma && scales && starts && entries && coefficients;
  if (fine) {
    memcpy(scales, scale, n_dense * sizeof *scales);
    copy_rows(rows, place, starts, entries);
    for (size_t k = 0; k < n_outputs; k++) {
      gamma[k] = machines[k].gamma;
      for (size_t i = 0; i < machines[k].n_support; i++)
        coefficients[(place[machines[k].support[i]] - 1) * n_outputs + k] =
            machines[k].coefficient[i];
    }
  }
  free(place);
  return fine ? TENOR_OK : TENOR_ERR_MEMORY;
}

void kernel_pool_finish(kernel_pool *pool) {
  free((void *)(uintptr_t)pool->gamma);
  free((void *)(uintptr_t)pool->scale);
  free((void *)(uintptr_t)pool->starts);
  free((void *)(uintptr_t)pool->entries);
  free((void *)(uintptr_t)pool->coefficients);
  memset(pool, 0, sizeof *pool);
}

/* Small enough that no sum of products overflows; false for NaN. */
static bool is_tame(double x) {
  return fabs(x) <= 1e12;
}

static bool are_tame(const double *x, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!is_tame(x[i])) return false;
  return true;
}

bool kernel_pool_is_sound(const kernel_pool *pool, size_t n_entries) {
  if (pool->starts[0] != 0 || pool->starts[pool->n_support] != n_entries) return false;
  for (size_t i = 0; i < pool->n_support; i++)
    if (pool->starts[i] > pool->starts[i + 1]) return false;
  for (size_t i = 0; i < n_entries; i++)
    if (pool->entries[i].column >= pool->n_columns || !is_tame(pool->entries[i].value))
      return false;
  for (size_t k = 0; k < pool->n_outputs; k++)
    if (!(pool->gamma[k] >= 0)) return false;
  return are_tame(pool->gamma, pool->n_outputs) && are_tame(pool->scale, pool->n_dense) &&
         are_tame(pool->coefficients, pool->n_support * pool->n_outputs);
}

void kernel_pool_add(const kernel_pool *pool, const double *x, double *sums) {
  double length = 0;
  for (size_t k = 0; k < pool->n_columns; k++) length += x[k] * x[k];
  for (size_t i = 0; i < pool->n_support; i++) {
    double distance = length; /* |x|^2, and what each entry changes of it */
    for (uint64_t k = pool->starts[i]; k < pool->starts[i + 1]; k++) {
      const kernel_entry e = pool->entries[k];
      distance += e.value * (e.value - 2 * x[e.column]);
    }
    const double *coefficients = pool->coefficients + i * pool->n_outputs;
    double value = 0;
    for (size_t k = 0; k < pool->n_outputs; k++) {
      if (k == 0 || pool->gamma[k] < pool->gamma[k - 1] || pool->gamma[k] > pool->gamma[k - 1])
        value = exp(-pool->gamma[k] * fmax(distance, 0)); /* heads share theirs */
      sums[k] += coefficients[k] * value;
    }
  }
}
