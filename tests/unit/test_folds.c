/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold of folds, whatever the groups: whole, balanced, none empty, repeatable. */
#include "learn/folds.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/rng.h"

enum { ROWS = 1000, GROUPS = 80, FOLDS = 5 };

/* Groups of unequal size; each id occurs. */
static void make_groups(uint32_t *group, uint64_t seed) {
  tenor_rng rng = {seed};
  for (uint32_t i = 0; i < ROWS; i++)
    group[i] = i < GROUPS ? i : (uint32_t)rng_below(&rng, 1 + rng_below(&rng, GROUPS));
}

Test(folds, whole_balanced_groups) {
  for (uint64_t seed = 0; seed < 50; seed++) {
    uint32_t group[ROWS], fold[ROWS], of_group[GROUPS];
    size_t group_size[GROUPS] = {0}, fold_size[FOLDS] = {0}, largest = 0;
    make_groups(group, seed);
    cr_assert_eq(folds_assign(group, ROWS, GROUPS, FOLDS, seed, fold), TENOR_OK);
    for (size_t i = 0; i < ROWS; i++) of_group[group[i]] = fold[i];
    for (size_t i = 0; i < ROWS; i++) {
      cr_assert_lt(fold[i], FOLDS);
      cr_assert_eq(fold[i], of_group[group[i]], "a group is torn");
      fold_size[fold[i]]++;
      if (++group_size[group[i]] > largest) largest = group_size[group[i]];
    }
    for (size_t f = 0; f < FOLDS; f++)
      for (size_t g = 0; g < FOLDS; g++)
        cr_assert(fold_size[f] <= fold_size[g] + largest, "unbalanced: %zu and %zu", fold_size[f],
                  fold_size[g]);
  }
}

Test(folds, rows_of_their_own_differ_by_one) {
  uint32_t group[103], fold[103], size[10] = {0};
  for (uint32_t i = 0; i < 103; i++) group[i] = i;
  cr_assert_eq(folds_assign(group, 103, 103, 10, 1, fold), TENOR_OK);
  for (size_t i = 0; i < 103; i++) size[fold[i]]++;
  for (size_t f = 0; f < 10; f++) cr_expect(size[f] == 10 || size[f] == 11, "%u rows", size[f]);
}

Test(folds, depend_on_the_seed_only) {
  uint32_t group[ROWS], once[ROWS], again[ROWS], other[ROWS];
  make_groups(group, 3);
  cr_assert_eq(folds_assign(group, ROWS, GROUPS, FOLDS, 42, once), TENOR_OK);
  cr_assert_eq(folds_assign(group, ROWS, GROUPS, FOLDS, 42, again), TENOR_OK);
  cr_assert_eq(folds_assign(group, ROWS, GROUPS, FOLDS, 43, other), TENOR_OK);
  cr_expect_eq(memcmp(once, again, sizeof once), 0);
  cr_expect_neq(memcmp(once, other, sizeof once), 0);
}

/* One giant, three dwarfs and many ids without a row. */
Test(folds, every_fold_gets_a_group) {
  uint32_t group[103] = {0}, fold[103];
  bool seen[4] = {false};
  for (uint32_t i = 0; i < 3; i++) group[100 + i] = 500 + i;
  cr_assert_eq(folds_assign(group, 103, 1000, 4, 9, fold), TENOR_OK);
  for (size_t i = 0; i < 103; i++) seen[fold[i]] = true;
  for (size_t f = 0; f < 4; f++) cr_expect(seen[f], "fold %zu is empty", f);
}

Test(folds, refuses) {
  const uint32_t group[] = {0, 1, 1, 2};
  uint32_t fold[] = {9, 9, 9, 9};
  cr_expect_eq(folds_assign(group, 4, 3, 4, 1, fold), TENOR_ERR_ARG, "fewer groups than folds");
  cr_expect_eq(folds_assign(group, 4, 50, 4, 1, fold), TENOR_ERR_ARG, "fewer groups with rows");
  cr_expect_eq(folds_assign(group, 4, 2, 2, 1, fold), TENOR_ERR_ARG, "an id too large");
  cr_expect_eq(folds_assign(group, 4, 3, 0, 1, fold), TENOR_ERR_ARG, "no folds");
  cr_expect_eq(folds_assign(group, 0, 3, 1, 1, fold), TENOR_ERR_ARG, "no rows");
  for (size_t i = 0; i < 4; i++) cr_expect_eq(fold[i], 9, "touched");
  cr_expect_eq(folds_assign(group, 4, 3, 1, 1, fold), TENOR_OK);
  for (size_t i = 0; i < 4; i++) cr_expect_eq(fold[i], 0);
}
