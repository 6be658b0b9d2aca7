/* SPDX-License-Identifier: Apache-2.0 */
/* Decimal numbers, against known cases and against printf and strtod of the C locale. */
#include "output/decimal.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_written(double value, int places, const char *expected) {
  char text[DECIMAL_BYTES];
  size_t length = decimal_write(text, value, places);
  cr_expect_str_eq(text, expected, "%.17g with %d places: %s, expected %s", value, places, text,
                   expected);
  cr_expect_eq(length, strlen(expected));
}

Test(decimal, writes) {
  expect_written(0.0, 3, "0.000");
  expect_written(-0.0, 3, "0.000");
  expect_written(-0.0004, 3, "0.000");
  expect_written(-0.0005, 3, "-0.001");
  expect_written(0.5, 0, "1");
  expect_written(-2.5, 0, "-3");
  expect_written(0.125, 2, "0.13");
  expect_written(-0.125, 2, "-0.13");
  expect_written(1.005, 2, "1.00"); /* the double is a little less than 1.005 */
  expect_written(0.9996, 3, "1.000");
  expect_written(9.9999, 3, "10.000");
  expect_written(1e-300, 9, "0.000000000");
  expect_written(5e-324, 9, "0.000000000");
  expect_written(123456789.987654321, 9, "123456789.987654328");
  expect_written(9007199254740993.0, 0, "9007199254740992");
  expect_written(-9223372036854774784.0, 9, "-9223372036854774784.000000000");
  expect_written(1.0, -5, "1");
  expect_written(1.0, 50, "1.000000000");
}

Test(decimal, writes_nothing_for_what_is_no_number) {
  expect_written(NAN, 3, "");
  expect_written(INFINITY, 3, "");
  expect_written(-INFINITY, 3, "");
  expect_written(0x1p63, 3, "");
}

static uint64_t next_random(uint64_t *state) { /* splitmix64 */
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* printf rounds exact halves to even, which random doubles do not hit. */
Test(decimal, writes_as_printf_does) {
  uint64_t seed = 1;
  for (int i = 0; i < 200000; i++) {
    double value = ldexp((double)(int64_t)next_random(&seed), -(int)(next_random(&seed) % 120));
    int places = (int)(next_random(&seed) % 10);
    char expected[128], text[DECIMAL_BYTES];
    (void)snprintf(expected, sizeof expected, "%.*f", places, value);
    if (expected[0] == '-' && strspn(expected, "-0.") == strlen(expected))
      memmove(expected, expected + 1, strlen(expected));
    if (fabs(value) * pow(10, places) == floor(fabs(value) * pow(10, places)) + 0.5) continue;
    decimal_write(text, value, places);
    cr_assert_str_eq(text, expected, "%.17g: %s, expected %s", value, text, expected);
  }
}

static void expect_read(const char *text, double expected) {
  double value = -77;
  cr_expect(decimal_read(text, strlen(text), &value), "'%s' was refused", text);
  cr_expect_eq(value, expected, "'%s': %.17g, expected %.17g", text, value, expected);
}

Test(decimal, reads) {
  expect_read("0", 0);
  expect_read("-0", 0);
  expect_read(" 1.5\t", 1.5);
  expect_read("+.5", 0.5);
  expect_read("5.", 5);
  expect_read("-12.25e1", -122.5);
  expect_read("1E-3", 0.001);
  expect_read("0.1", 0.1);
  expect_read("1.7976931348623157e308", 1.7976931348623157e308);
  expect_read("2.2250738585072014e-308", 2.2250738585072014e-308);
  expect_read("1e-400", 0);
  expect_read("0e999999999999", 0);
  expect_read("00000000000000000000000001", 1);
  expect_read("0.00000000000000000000000000000000000000001", 1e-41);
  expect_read("100000000000000000000000000000", 1e29);
}

Test(decimal, refuses) {
  static const char *const bad[] = {"",    " ",     "-",    ".",   "e5",  "1e",  "1e+",   "1,5",
                                    "1 2", "1.2.3", "0x10", "nan", "inf", "--1", "1e999", "1a"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    double value = -77;
    cr_expect_not(decimal_read(bad[i], strlen(bad[i]), &value), "'%s' was taken", bad[i]);
    cr_expect_eq(value, -77.0);
  }
}

/* Against strtod, which is correct: equal up to 15 digits, else the same double or its
 * neighbour. */
Test(decimal, reads_as_strtod_does) {
  uint64_t seed = 2;
  size_t exact = 0, n = 200000;
  for (size_t i = 0; i < n; i++) {
    char text[64];
    double random, value = 0;
    uint64_t bits = next_random(&seed);
    memcpy(&random, &bits, sizeof random);
    if (!isfinite(random)) random = 1;
    if (i % 2 == 0) random = (double)(int64_t)bits / 1e18;
    bool is_short = i % 4 < 2;
    (void)snprintf(text, sizeof text, "%.*g", is_short ? 15 : 19, random);
    double expected = strtod(text, NULL);
    cr_assert(decimal_read(text, strlen(text), &value), "%s", text);
    bool near = value == expected || nextafter(value, expected) == expected;
    cr_assert(is_short && fabs(random) > 1e-290 ? value == expected : near, "%s: %.17g", text,
              value);
    exact += value == expected;
  }
  cr_expect_gt(exact, n - n / 100);
}
