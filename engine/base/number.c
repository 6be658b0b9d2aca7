/* SPDX-License-Identifier: Apache-2.0 */
#include "base/number.h"

#include <math.h>
#include <stdint.h>

typedef struct cursor {
  const char *at, *end;
} cursor;

static bool is_digit(const cursor *c) {
  return c->at < c->end && *c->at >= '0' && *c->at <= '9';
}

static void skip_blanks(cursor *c) {
  while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '\r')) c->at++;
}

static bool take_sign(cursor *c) {
  if (c->at < c->end && (*c->at == '-' || *c->at == '+')) return *c->at++ == '-';
  return false;
}

/* Appends digits to *mantissa while it has room; returns how many digits were seen, and in *dropped how many
 * did not fit. */
static int take_digits(cursor *c, uint64_t *mantissa, int *dropped) {
  int n = 0;
  for (; is_digit(c); c->at++, n++) {
    if (*mantissa < UINT64_C(100000000000000000))
      *mantissa = *mantissa * 10 + (uint64_t)(*c->at - '0');
    else
      ++*dropped;
  }
  return n;
}

static bool take_exponent(cursor *c, int *exponent) {
  if (c->at >= c->end || (*c->at != 'e' && *c->at != 'E')) return true;
  c->at++;
  const bool negative = take_sign(c);
  if (!is_digit(c)) return false;
  int value = 0;
  for (; is_digit(c); c->at++)
    if (value < 10000) value = value * 10 + (*c->at - '0');
  *exponent += negative ? -value : value;
  return true;
}

/* value x 10^exponent by powers of ten that are exact: pow() differs from machine to machine. */
static double scale(double value, int exponent) {
  enum { LARGEST = 22 };
  static const double powers[LARGEST + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                             1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                             1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  for (; exponent > LARGEST && isfinite(value); exponent -= LARGEST) value *= powers[LARGEST];
  for (; exponent < -LARGEST && value > 0; exponent += LARGEST) value /= powers[LARGEST];
  if (exponent > LARGEST || exponent < -LARGEST) return value; /* infinite, or 0 */
  return exponent < 0 ? value / powers[-exponent] : value * powers[exponent];
}

bool number_parse(const char *data, size_t size, double *value) {
  cursor c = {data, data + size};
  skip_blanks(&c);
  const bool negative = take_sign(&c);
  uint64_t mantissa = 0;
  int dropped = 0, dropped_fraction = 0, fraction = 0;
  const int whole = take_digits(&c, &mantissa, &dropped);
  if (c.at < c.end && *c.at == '.') {
    c.at++;
    fraction = take_digits(&c, &mantissa, &dropped_fraction);
  }
  int exponent = dropped - (fraction - dropped_fraction);
  if (whole + fraction == 0 || !take_exponent(&c, &exponent)) return false;
  skip_blanks(&c);
  if (c.at != c.end) return false;
  const double result = mantissa != 0 ? scale((double)mantissa, exponent) : 0;
  *value = negative ? -result : result;
  return true;
}
