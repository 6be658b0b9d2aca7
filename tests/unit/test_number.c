/* SPDX-License-Identifier: Apache-2.0 */
/* Decimal numbers, against strtod of the C locale on random input, and what is no number. */
#include "base/number.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

/* Writes a random decimal: sign, up to `digits` digits with a point somewhere, perhaps an exponent. */
static void random_decimal(tenor_rng *rng, int digits, int exponent, char text[64]) {
  size_t n = 0;
  const uint64_t count = 1 + rng_below(rng, (uint64_t)digits), point = rng_below(rng, count + 2);
  if (rng_below(rng, 3) == 0) text[n++] = rng_below(rng, 2) ? '-' : '+';
  for (uint64_t i = 0; i < count; i++) {
    if (i == point) text[n++] = '.';
    text[n++] = (char)('0' + rng_below(rng, 10));
  }
  text[n] = '\0';
  if (exponent > 0 && rng_below(rng, 2))
    (void)snprintf(text + n, 16, "e%d", (int)rng_below(rng, 2 * (uint64_t)exponent + 1) - exponent);
}

static void expect_close_to_strtod(int digits, int exponent, size_t n) {
  tenor_rng rng = {11};
  for (size_t i = 0; i < n; i++) {
    char text[64];
    double value = NAN;
    random_decimal(&rng, digits, exponent, text);
    const double expected = strtod(text, NULL);
    cr_assert(number_parse(text, strlen(text), &value), "'%s'", text);
    cr_assert(fabs(value - expected) <= 1e-14 * fabs(expected), "'%s': %.17g, strtod %.17g", text,
              value, expected);
  }
}

Test(number, agrees_with_strtod_on_what_people_write) {
  expect_close_to_strtod(9, 6, 100000);
}
Test(number, agrees_with_strtod_on_seventeen_digits) {
  expect_close_to_strtod(17, 0, 100000);
}
Test(number, agrees_with_strtod_on_many_digits) {
  expect_close_to_strtod(30, 0, 100000);
}
Test(number, agrees_with_strtod_on_large_exponents) {
  expect_close_to_strtod(17, 250, 100000);
}

Test(number, reads_short_decimals_exactly) {
  tenor_rng rng = {3};
  for (size_t i = 0; i < 100000; i++) {
    char text[64];
    double value = NAN;
    random_decimal(&rng, 15, 0, text);
    cr_assert(number_parse(text, strlen(text), &value), "'%s'", text);
    cr_assert_eq(memcmp(&value, &(double){strtod(text, NULL)}, sizeof value), 0, "'%s': %.17g",
                 text, value);
  }
}

Test(number, takes_blanks_around_and_nothing_else) {
  static const char *const good[] = {"1",   " 1",    "1 ",    "\t1\r", "+1", "1.",
                                     "1.0", "10e-1", "0.1E1", ".1e1",  "1e0"};
  static const char *const bad[] = {"",    " ",     "-",     "+",   ".",   "e1",  "1e",
                                    "1e+", "1,5",   "1.5.2", "--1", "0x1", "nan", "inf",
                                    "1 2", "1e1.5", "1d1",   "½",   "١"};
  double value;
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    value = NAN;
    cr_expect(number_parse(good[i], strlen(good[i]), &value), "'%s'", good[i]);
    cr_expect(fabs(value - 1) < DBL_EPSILON, "'%s': %g", good[i], value);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    cr_expect_not(number_parse(bad[i], strlen(bad[i]), &value), "'%s' is no number", bad[i]);
  cr_expect_not(number_parse("1\0", 2, &value), "a NUL is no blank");
}

Test(number, reads_no_further_than_told) {
  double value = NAN;
  cr_expect(number_parse("12345", 2, &value));
  cr_expect(fabs(value - 12) < DBL_EPSILON);
}

Test(number, survives_exponents_beyond_all_measure) {
  double value = NAN;
  cr_expect(number_parse("1e-99999999999999999999", 23, &value));
  cr_expect(fabs(value) < DBL_MIN);
  cr_expect(number_parse("0e99999999999999999999", 22, &value));
  cr_expect(fabs(value) < DBL_MIN, "%g", value);
  cr_expect(number_parse("1e99999999999999999999", 22, &value));
  cr_expect(value > DBL_MAX);
}
