/* SPDX-License-Identifier: Apache-2.0 */
/* Doubles written in full: read back by the C library they are the same to the last bit. */
#include "output/exact.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

static void expect_text(double value, const char *wanted) {
  char text[EXACT_BYTES];
  const size_t n = exact_write(text, value);
  cr_expect_str_eq(text, wanted, "%a: %s, should be %s", value, text, wanted);
  cr_expect_eq(n, strlen(wanted));
}

Test(exact, writes_what_a_person_would) {
  expect_text(0, "0");
  expect_text(-0.0, "0");
  expect_text(1, "1");
  expect_text(-0.5, "-0.5");
  expect_text(0.1, "0.10000000000000001");
  expect_text(1200, "1200");
  expect_text(0.000015, "0.000015");
  expect_text(1e16, "10000000000000000");
  expect_text(1e17, "1e17");
  expect_text(1e-6, "9.9999999999999995e-7");
  expect_text(0.99999999999999994, "0.99999999999999989"); /* the double below 1 */
  expect_text(99999999999999999999.0, "1e20");
  expect_text(DBL_MAX, "1.7976931348623157e308");
  expect_text(-DBL_MIN, "-2.2250738585072014e-308");
  expect_text(5e-324, "4.9406564584124654e-324");
  expect_text(INFINITY, "");
  expect_text(NAN, "");
}

Test(exact, is_read_back_to_the_last_bit) {
  tenor_rng rng = {11};
  for (int i = 0; i < 100000; i++) {
    char text[EXACT_BYTES];
    const uint64_t bits = rng_next(&rng);
    double value = rng_unit(&rng) - 0.5;
    if (i % 2) memcpy(&value, &bits, sizeof value);
    if (!isfinite(value)) continue;
    cr_assert_eq(exact_write(text, value), strlen(text));
    const double back = strtod(text, NULL);
    cr_assert(memcmp(&back, &value, sizeof value) == 0, "%a was written %s", value, text);
  }
}
