/* SPDX-License-Identifier: Apache-2.0 */
/* Changes of level: found where they are, seldom marked where there are none. */
#include "compare_sample.h"

#include "compare/level_shift.h"
#include "compare/student.h"

static double noise(tenor_rng *rng) {
  return normal_quantile(0.001 + 0.998 * rng_unit(rng));
}

static void add_year(tenor_comparison *c, int32_t year, double level, tenor_rng *rng) {
  for (int d = 0; d < 3; d++)
    for (int i = 0; i < 4; i++) {
      char document[16];
      (void)snprintf(document, sizeof document, "%d-%d", year, d);
      tenor_observation o = sample_row("g", document, fmin(1, fmax(0, level + 0.05 * noise(rng))));
      o.period = year;
      if (i == 0) o.target = tenor_text_of("t");
      cr_assert_eq(tenor_comparison_add(c, &o), TENOR_OK);
    }
}

static size_t changes_of(tenor_comparison *c, const tenor_slice *slice, tenor_change **changes) {
  tenor_compare_options options;
  size_t n;
  tenor_compare_options_default(&options);
  options.permutations = 999;
  cr_assert_eq(tenor_comparison_changes(c, slice, 0.05, &options, changes, &n), TENOR_OK);
  return n;
}

Test(compare_trend, finds_two_steps_and_what_the_level_was) {
  tenor_comparison *c = sample_new(0);
  tenor_rng rng = {1};
  tenor_change *changes;
  for (int32_t year = 1990; year < 2020; year++)
    add_year(c, year, year < 2001 ? 0.2 : year < 2010 ? 0.6 : 0.4, &rng);
  tenor_slice slice = tenor_slice_of(0);
  cr_assert_eq(changes_of(c, &slice, &changes), 2);
  cr_expect_eq(changes[0].period, 2001);
  cr_expect_eq(changes[1].period, 2010);
  expect_close(changes[0].before, 0.2, 0.02, "before the first");
  expect_close(changes[0].after, 0.6, 0.02, "after the first");
  expect_close(changes[1].before, changes[0].after, 0, "between them");
  expect_close(changes[1].after, 0.4, 0.02, "after the second");
  cr_expect(changes[0].p < 0.01 && changes[1].p < 0.01);
  tenor_changes_free(&changes);
  slice.target = 0;
  cr_expect_eq(changes_of(c, &slice, &changes), 2, "at one target");
  tenor_changes_free(&changes);
  slice = tenor_slice_of(0);
  slice.first_period = 1990;
  slice.last_period = 2000;
  cr_expect_eq(changes_of(c, &slice, &changes), 0, "before all changes");
  tenor_changes_free(&changes);
  tenor_comparison_free(&c);
}

Test(compare_trend, is_quiet_about_too_little_and_about_nothing) {
  tenor_comparison *c = sample_new(0);
  tenor_rng rng = {2};
  tenor_change *changes;
  sample_fill(c, "a"); /* at no known time */
  for (int32_t year = 2000; year < 2005; year++) add_year(c, year, 0.1 * (year - 2000), &rng);
  tenor_slice slice = tenor_slice_of(0);
  cr_expect_eq(changes_of(c, &slice, &changes), 0, "no periods");
  tenor_changes_free(&changes);
  slice = tenor_slice_of(1);
  cr_expect_eq(changes_of(c, &slice, &changes), 0, "five periods");
  tenor_changes_free(&changes);
  tenor_comparison_free(&c);
  c = sample_new(0);
  for (int32_t year = 2000; year < 2020; year++) {
    tenor_observation o = sample_row("g", "", 0.3);
    o.period = year;
    cr_assert_eq(tenor_comparison_add(c, &o), TENOR_OK);
  }
  slice = tenor_slice_of(0);
  cr_expect_eq(changes_of(c, &slice, &changes), 0, "a constant");
  tenor_changes_free(&changes);
  tenor_comparison_free(&c);
}

/* 400 series each: false alarms within what chance allows, 5 % and three standard errors. */
Test(compare_trend, false_alarms_are_as_rare_as_promised) {
  enum { ROUNDS = 400, PERIODS = 24 };
  int marked = 0;
  for (int round = 0; round < ROUNDS; round++) {
    tenor_rng rng = {1000 + (uint64_t)round};
    level_point points[PERIODS];
    level_shift shifts[PERIODS];
    size_t n;
    for (int t = 0; t < PERIODS; t++) points[t] = (level_point){noise(&rng), 1 + t % 3};
    const level_search search = {0.05, 199, (uint64_t)round};
    cr_assert_eq(level_shifts_find(points, PERIODS, &search, shifts, &n), TENOR_OK);
    marked += n > 0;
  }
  cr_expect(marked > 0.017 * ROUNDS && marked < 0.083 * ROUNDS, "%d of %d", marked, ROUNDS);
}

Test(compare_trend, weights_count) {
  /* One wild point of little weight makes no level. */
  enum { PERIODS = 20 };
  level_point points[PERIODS];
  level_shift shifts[PERIODS];
  tenor_rng rng = {5};
  size_t n;
  for (int t = 0; t < PERIODS; t++) points[t] = (level_point){(t >= 10) + 0.1 * noise(&rng), 5};
  points[3] = (level_point){9, 0.001};
  const level_search search = {0.05, 499, 1};
  cr_assert_eq(level_shifts_find(points, PERIODS, &search, shifts, &n), TENOR_OK);
  cr_assert_eq(n, 1);
  cr_expect_eq(shifts[0].at, 10);
}
