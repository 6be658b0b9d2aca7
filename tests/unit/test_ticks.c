/* SPDX-License-Identifier: Apache-2.0 */
/* Round numbers on axes. */
#include "page/ticks.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdint.h>

static void expect_ticks(ticks t, double first, double step, int n, int places) {
  cr_expect_float_eq(t.first, first, 1e-9 * fabs(step), "first %g, expected %g", t.first, first);
  cr_expect_float_eq(t.step, step, 1e-9 * fabs(step), "step %g, expected %g", t.step, step);
  cr_expect_eq(t.n, n, "%d ticks, expected %d", t.n, n);
  cr_expect_eq(t.places, places, "%d places, expected %d", t.places, places);
}

Test(ticks, cover_a_range) {
  expect_ticks(ticks_cover(0, 1, 6), 0, 0.2, 6, 1);
  expect_ticks(ticks_cover(0.13, 0.87, 5), 0, 0.2, 6, 1);
  expect_ticks(ticks_cover(-3, 17, 5), -5, 5, 6, 0);
  expect_ticks(ticks_cover(1990, 2024, 5), 1990, 10, 5, 0);
  expect_ticks(ticks_cover(0.001, 0.004, 4), 0.001, 0.001, 4, 3);
}

Test(ticks, lie_within_a_range) {
  expect_ticks(ticks_within(0, 1, 6), 0, 0.2, 6, 1);
  expect_ticks(ticks_within(0.13, 0.87, 5), 0.2, 0.2, 4, 1);
  expect_ticks(ticks_within(1991, 2024, 5), 2000, 10, 3, 0);
}

Test(ticks, take_what_is_no_range) {
  expect_ticks(ticks_cover(0.5, 0.5, 5), 0, 0.2, 6, 1);
  expect_ticks(ticks_cover(NAN, NAN, 5), 0, 0.2, 6, 1);
  expect_ticks(ticks_cover(NAN, 3, 3), 2, 0.5, 3, 1);
  expect_ticks(ticks_cover(2, 1, 3), 1, 0.5, 3, 1);
}

/* Whatever comes in, there are at least two ticks, not too many, and they cover what they can. */
Test(ticks, are_sound_for_any_numbers) {
  static const double values[] = {0,        1,        -1,      1e-300, 1e300,    -1e300,
                                  DBL_MAX,  -DBL_MAX, 1e-12,   1e15,   1e15 + 1, 123456789,
                                  INFINITY, NAN,      DBL_MIN, 0.1};
  const size_t n = sizeof values / sizeof *values;
  for (size_t i = 0; i < n * n; i++)
    for (int wanted = 0; wanted < 20; wanted += 3) {
      const ticks t = ticks_cover(values[i / n], values[i % n], wanted);
      cr_assert_geq(t.n, 2, "%g .. %g", values[i / n], values[i % n]);
      cr_assert_lt(t.n, 100, "%g .. %g: %d", values[i / n], values[i % n], t.n);
      cr_assert_leq(ticks_within(values[i / n], values[i % n], wanted).n, t.n);
    }
}

Test(ticks, zero_is_zero) {
  const ticks t = ticks_cover(-0.3, 0.3, 7);
  cr_expect_eq(ticks_value(&t, 3), 0.0);
  cr_expect_not(signbit(ticks_value(&t, 3)));
}

Test(scale, places_values) {
  const scale s = {0, 2, 100, 300};
  cr_expect_eq(scale_place(&s, 0), 100);
  cr_expect_eq(scale_place(&s, 1), 200);
  cr_expect_eq(scale_place(&s, -5), 100);
  cr_expect_eq(scale_place(&s, 5), 300);
  cr_expect_eq(scale_place(&(scale){1, 1, 100, 300}, 1), 200);
}
