/* SPDX-License-Identifier: Apache-2.0 */
/* The lightest fold is found by looking at all: folds are few, and a heap would not pay. */
#include "learn/folds.h"

#include <stdlib.h>

#include "base/rng.h"

typedef struct fold_group {
  size_t id, size;
  size_t turn; /* place in the shuffle: the order among groups of one size */
  uint32_t fold;
} fold_group;

static int compare_size(const void *left, const void *right) {
  const fold_group *a = left, *b = right;
  if (a->size != b->size) return a->size < b->size ? 1 : -1;
  return a->turn < b->turn ? -1 : 1;
}

static int compare_id(const void *left, const void *right) {
  const fold_group *a = left, *b = right;
  return (a->id > b->id) - (a->id < b->id);
}

/* Fisher & Yates; `turn` must hold 0 .. n - 1 when it begins. */
static void shuffle(fold_group *groups, size_t n, uint64_t seed) {
  tenor_rng rng = {seed};
  for (size_t i = n; i > 1; i--) {
    const size_t j = (size_t)rng_below(&rng, i);
    const size_t turn = groups[i - 1].turn;
    groups[i - 1].turn = groups[j].turn;
    groups[j].turn = turn;
  }
}

/* Packs groups, largest first, into folds of weight[0 .. n_folds), which begin at 0. */
static void pack(fold_group *groups, size_t n, size_t *weight, uint32_t n_folds) {
  for (size_t i = 0; i < n; i++) {
    uint32_t lightest = 0;
    for (uint32_t f = 1; f < n_folds; f++)
      if (weight[f] < weight[lightest]) lightest = f;
    groups[i].fold = lightest;
    weight[lightest] += groups[i].size;
  }
}

static tenor_status count_sizes(const uint32_t *group, size_t n, fold_group *groups,
                                size_t n_groups, size_t *n_present) {
  for (size_t i = 0; i < n_groups; i++) groups[i] = (fold_group){i, 0, i, 0};
  *n_present = 0;
  for (size_t i = 0; i < n; i++) {
    if (group[i] >= n_groups) return TENOR_ERR_ARG;
    *n_present += groups[group[i]].size++ == 0;
  }
  return TENOR_OK;
}

tenor_status folds_assign(const uint32_t *group, size_t n, size_t n_groups, uint32_t n_folds,
                          uint64_t seed, uint32_t *fold) {
  if (n_folds == 0 || n_groups < n_folds) return TENOR_ERR_ARG;
  tenor_status status = TENOR_ERR_MEMORY;
  size_t n_present;
  fold_group *groups = calloc(n_groups, sizeof *groups);
  size_t *weight = calloc(n_folds, sizeof *weight);
  if (!groups || !weight) goto done;
  TRY_GOTO(status, count_sizes(group, n, groups, n_groups, &n_present), done);
  if (n_present < n_folds) {
    status = TENOR_ERR_ARG;
    goto done;
  }
  shuffle(groups, n_groups, seed);
  qsort(groups, n_groups, sizeof *groups, compare_size);
  pack(groups, n_present, weight, n_folds);
  qsort(groups, n_groups, sizeof *groups, compare_id);
  for (size_t i = 0; i < n; i++) fold[i] = groups[group[i]].fold;
done:
  free(groups);
  free(weight);
  return status;
}
