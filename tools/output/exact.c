/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A double is m x 2^e, and for e below 0 that is m x 5^-e / 10^-e: an integer in any case, and a place for its point.
 * The integer is worked out whole in limbs of nine digits, and rounded where it is cut. There are shorter ways (Steele
 * & White 1990; Adams 2018), and none as plain; weights are mostly near 1, where a handful of limbs do.
 */
#include "output/exact.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LIMB = 1000000000, LIMB_DIGITS = 9, MAX_LIMBS = 90, DIGITS = 17 };

typedef struct integer {
  uint32_t limbs[MAX_LIMBS]; /* [n] the lowest first */
  size_t n;
} integer;

static void multiply(integer *i, uint32_t factor) {
  uint64_t carry = 0;
  for (size_t k = 0; k < i->n; k++) {
    carry += (uint64_t)i->limbs[k] * factor;
    i->limbs[k] = (uint32_t)(carry % LIMB);
    carry /= LIMB;
  }
  if (carry > 0) i->limbs[i->n++] = (uint32_t)carry;
}

/* x base^exponent */
static void multiply_power(integer *i, uint32_t base, int exponent) {
  for (; exponent >= 8; exponent -= 8)
    multiply(i, base * base * base * base * base * base * base * base);
  for (; exponent > 0; exponent--) multiply(i, base);
}

/* magnitude = *i x 10^result */
static int integer_of(integer *i, double magnitude) {
  int exponent;
  uint64_t m = (uint64_t)ldexp(frexp(magnitude, &exponent), 53);
  exponent -= 53;
  for (i->n = 0; m > 0; m /= LIMB) i->limbs[i->n++] = (uint32_t)(m % LIMB);
  multiply_power(i, exponent < 0 ? 5 : 2, exponent < 0 ? -exponent : exponent);
  return exponent < 0 ? exponent : 0;
}

/* Writes the integer's digits without zeros before them; returns how many there are. */
static size_t write_digits(const integer *i, char digits[MAX_LIMBS * LIMB_DIGITS]) {
  size_t n = 0;
  for (size_t k = i->n; k-- > 0;)
    for (uint32_t unit = LIMB / 10; unit > 0; unit /= 10) {
      const char digit = (char)('0' + i->limbs[k] / unit % 10);
      if (n > 0 || digit != '0') digits[n++] = digit;
    }
  return n;
}

/* Cuts *n digits to DIGITS, rounded, and drops zeros at the end. True when the rounding made 999 into 1000: one digit,
 * for a number ten times as large. */
static bool round_digits(char *digits, size_t *n) {
  bool up = *n > DIGITS && digits[DIGITS] >= '5';
  if (*n > DIGITS) *n = DIGITS;
  while (up && *n > 0 && digits[*n - 1] == '9') --*n;
  const bool carried = up && *n == 0;
  if (carried) digits[0] = '0', *n = 1;
  if (up) digits[*n - 1]++;
  while (*n > 1 && digits[*n - 1] == '0') --*n;
  return carried;
}

static char *put(char *at, const char *text, size_t size) {
  memcpy(at, text, size);
  return at + size;
}

/* d.ddd x 10^exponent */
static char *put_scientific(char *at, const char *digits, size_t n, int exponent) {
  *at++ = digits[0];
  if (n > 1) *at++ = '.', at = put(at, digits + 1, n - 1);
  *at++ = 'e';
  if (exponent < 0) *at++ = '-', exponent = -exponent;
  if (exponent >= 100) *at++ = (char)('0' + exponent / 100);
  if (exponent >= 10) *at++ = (char)('0' + exponent / 10 % 10);
  *at++ = (char)('0' + exponent % 10);
  return at;
}

static char *put_plain(char *at, const char *digits, size_t n, int exponent) {
  if (exponent < 0) {
    at = put(at, "0.00000", (size_t)(1 - exponent));
    return put(at, digits, n);
  }
  const size_t whole = (size_t)exponent + 1;
  for (size_t i = 0; i < whole; i++) *at++ = i < n ? digits[i] : '0';
  if (n > whole) *at++ = '.', at = put(at, digits + whole, n - whole);
  return at;
}

size_t exact_write(char text[EXACT_BYTES], double value) {
  char digits[MAX_LIMBS * LIMB_DIGITS], *at = text;
  integer i;
  text[0] = '\0';
  if (!isfinite(value)) return 0;
  if (!(value > 0 || value < 0)) return (size_t)(put(text, "0", 2) - text) - 1;
  int exponent = integer_of(&i, fabs(value));
  size_t n = write_digits(&i, digits);
  exponent += (int)n - 1;
  exponent += round_digits(digits, &n);
  if (value < 0) *at++ = '-';
  at = exponent < -5 || exponent >= DIGITS ? put_scientific(at, digits, n, exponent)
                                           : put_plain(at, digits, n, exponent);
  *at = '\0';
  return (size_t)(at - text);
}
