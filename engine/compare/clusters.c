/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/clusters.h"

#include <stdlib.h>
#include <string.h>

static bool is_in(const cell_key *key, const tenor_slice *slice) {
  if (slice->target != TENOR_NO_TARGET && key->target != slice->target) return false;
  if (slice->first_period == TENOR_NO_PERIOD && slice->last_period == TENOR_NO_PERIOD) return true;
  return key->period != TENOR_NO_PERIOD && key->period >= slice->first_period &&
         key->period <= slice->last_period;
}

/* Cells of one document follow each other. */
static void gather(clusters *c, const tenor_comparison *comparison, const tenor_slice *slice) {
  const size_t end = comparison->group_cells[slice->group + 1];
  for (size_t i = comparison->group_cells[slice->group]; i < end; i++) {
    const cell_key *key = &comparison->keys[i];
    if (!is_in(key, slice)) continue;
    if (c->n == 0 || key->document == NO_DOCUMENT || c->documents[c->n - 1] != key->document)
      c->documents[c->n++] = key->document;
    int64_t *sums = c->sums + (c->n - 1) * c->stride;
    for (size_t k = 0; k < c->stride; k++) sums[k] += comparison->sums[i * c->stride + k];
  }
}

tenor_status clusters_init(clusters *c, const tenor_comparison *comparison,
                           const tenor_slice *slice) {
  if (slice->group >= comparison->groups.n ||
      (slice->target != TENOR_NO_TARGET && slice->target >= comparison->targets.n))
    return TENOR_ERR_ARG;
  const size_t most = comparison->group_cells[slice->group + 1] -
                      comparison->group_cells[slice->group] + 1; /* never 0 */
  *c = (clusters){.stride = comparison->stride};
  c->sums = calloc(most * c->stride, sizeof *c->sums);
  c->documents = malloc(most * sizeof *c->documents);
  c->y = malloc(2 * most * sizeof *c->y);
  if (!c->sums || !c->documents || !c->y) {
    clusters_finish(c);
    return TENOR_ERR_MEMORY;
  }
  c->size = c->y + most;
  gather(c, comparison, slice);
  return TENOR_OK;
}

void clusters_finish(clusters *c) {
  free(c->sums);
  free(c->documents);
  free(c->y);
  memset(c, 0, sizeof *c);
}

int64_t clusters_sum(const clusters *c, size_t which) {
  int64_t sum = 0;
  for (size_t d = 0; d < c->n; d++) sum += c->sums[d * c->stride + which];
  return sum;
}

/* How many statements of a document the mean is taken over. */
static int64_t statements(const int64_t *sums, size_t stride, size_t which) {
  int64_t n = 0;
  if (which < SUM_CLASSES) return sums[which == SUM_COVERAGE ? SUM_COVERED : SUM_N];
  for (size_t k = SUM_CLASSES; k < stride; k++) n += sums[k];
  return n;
}

ratio_sample clusters_sample(clusters *c, size_t which) {
  const double unit = which == SUM_SCORE || which == SUM_COVERAGE ? STEPS : 1;
  size_t size = 0;
  for (size_t d = 0; d < c->n; d++) {
    const int64_t *sums = c->sums + d * c->stride;
    const int64_t n = statements(sums, c->stride, which);
    if (n == 0) continue;
    c->y[size] = (double)sums[which] / unit;
    c->size[size++] = (double)n;
  }
  return (ratio_sample){c->y, c->size, size};
}
