/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing: the fraction of a double becomes a binary fixed-point number of 128 bits, which holds it
 * exactly as far as nine decimals can see; multiplied by ten it puts out a digit at a time, and
 * what is left at the end says whether to round up. Integers only, so nothing depends on the
 * machine.
 *
 * Reading: up to 18 digits are exact in an integer. That is scaled by powers of ten as a pair of
 * doubles, high and low part, with the error of each product found by fma() (T. J. Dekker, A
 * floating-point technique for extending the available precision, 1971), and rounded once.
 */
#include "output/decimal.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* *limb = *limb * 10 + carry; returns what overflows. */
static uint64_t times_ten(uint64_t *limb, uint64_t carry) {
  uint64_t low = (*limb & UINT32_MAX) * 10 + carry;
  uint64_t high = (*limb >> 32) * 10 + (low >> 32);
  *limb = high << 32 | (low & UINT32_MAX);
  return high >> 32;
}

/* Splits a magnitude below 2^63 into its whole part and its decimals as an integer, rounded. */
static void split(double magnitude, int places, uint64_t *whole, uint64_t *decimals) {
  *whole = (uint64_t)magnitude;
  double scaled = ldexp(magnitude - (double)*whole, 64);
  uint64_t high = (uint64_t)scaled, one = 1;
  uint64_t low = (uint64_t)ldexp(scaled - (double)high, 64);

  *decimals = 0;
  for (int i = 0; i < places; i++) {
    uint64_t carry = times_ten(&low, 0);
    *decimals = *decimals * 10 + times_ten(&high, carry);
    one *= 10;
  }
  *decimals += high >> 63;
  if (*decimals == one) {
    *decimals = 0;
    ++*whole;
  }
}

/* Writes the last `n` digits of the number, or all when n is 0, ending at `end`; returns the
 * start. */
static char *write_digits(char *end, uint64_t number, int n) {
  do {
    *--end = (char)('0' + number % 10);
    number /= 10;
    n--;
  } while (n > 0 || (n < 0 && number > 0));
  return end;
}

size_t decimal_write(char text[DECIMAL_BYTES], double value, int places) {
  char digits[DECIMAL_BYTES], *end = digits + sizeof digits, *at = end;
  uint64_t whole, decimals;

  text[0] = '\0';
  if (!(fabs(value) < 0x1p63)) return 0;
  if (places < 0) places = 0;
  if (places > DECIMAL_MAX_PLACES) places = DECIMAL_MAX_PLACES;

  split(fabs(value), places, &whole, &decimals);
  if (places > 0) {
    at = write_digits(at, decimals, places);
    *--at = '.';
  }
  at = write_digits(at, whole, 0);
  if (value < 0 && (whole > 0 || decimals > 0)) *--at = '-';
  size_t length = (size_t)(end - at);
  memcpy(text, at, length);
  text[length] = '\0';
  return length;
}

size_t decimal_write_short(char text[DECIMAL_BYTES], double value, int places) {
  size_t n = decimal_write(text, value, places);
  while (n > 0 && places > 0 && text[n - 1] == '0') n--;
  if (n > 0 && text[n - 1] == '.') n--;
  text[n] = '\0';
  return n;
}

decimal decimal_of(double value, int places) {
  decimal d;
  (void)decimal_write(d.text, value, places);
  return d;
}

typedef struct scanner {
  const char *at, *end;
  uint64_t digits; /* the first 18 that matter, as a number */
  int64_t exponent;
  bool any;
} scanner;

static bool take(scanner *s, char wanted) {
  if (s->at == s->end || *s->at != wanted) return false;
  s->at++;
  return true;
}

static void skip_blanks(scanner *s) {
  while (take(s, ' ') || take(s, '\t') || take(s, '\r') || take(s, '\n')) continue;
}

static bool next_digit(scanner *s, unsigned *digit) {
  if (s->at == s->end || *s->at < '0' || *s->at > '9') return false;
  *digit = (unsigned)(*s->at++ - '0');
  return true;
}

/* Each digit moves the exponent by `step` (-1 after the point), or by one more if there is no
 * room. */
static void scan_digits(scanner *s, int step) {
  for (unsigned digit; next_digit(s, &digit); s->any = true) {
    bool room = s->digits < 100000000000000000u;
    if (room) s->digits = s->digits * 10 + digit;
    s->exponent += step + !room;
  }
}

static bool scan_exponent(scanner *s) {
  int64_t exponent = 0;
  bool negative, any = false;

  if (!take(s, 'e') && !take(s, 'E')) return true;
  negative = take(s, '-');
  if (!negative) (void)take(s, '+');
  for (unsigned digit; next_digit(s, &digit); any = true)
    if (exponent < INT32_MAX) exponent = exponent * 10 + digit;
  s->exponent += negative ? -exponent : exponent;
  return any;
}

/* digits * 10^exponent; infinite when that is too large. */
static double scale(uint64_t digits, int64_t exponent) {
  static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}; /* all exact */
  int shift = exponent > 0 ? 64 : 0; /* room above, so that only the result can overflow */
  double high = (double)digits;
  double low = ldexp((double)(int64_t)(digits - (uint64_t)high), -shift);

  if (digits == 0 || exponent < -345) return 0.0;
  if (exponent > 310) return INFINITY;
  high = ldexp(high, -shift);
  while (exponent != 0) {
    int64_t distance = exponent < 0 ? -exponent : exponent;
    int64_t step = distance < 22 ? distance : 22;
    double ten = tens[step], result;
    if (exponent > 0) {
      result = high * ten;
      low = fma(low, ten, fma(high, ten, -result));
    } else {
      result = high / ten;
      low = (fma(-result, ten, high) + low) / ten;
    }
    high = result + low;
    low -= high - result;
    exponent += exponent < 0 ? step : -step;
  }
  return ldexp(high, shift);
}

bool decimal_read(const char *data, size_t size, double *value) {
  if (size == 0) return false;
  scanner s = {.at = data, .end = data + size};

  skip_blanks(&s);
  bool negative = take(&s, '-');
  if (!negative) (void)take(&s, '+');
  scan_digits(&s, 0);
  if (take(&s, '.')) scan_digits(&s, -1);
  if (!s.any || !scan_exponent(&s)) return false;
  skip_blanks(&s);
  double magnitude = scale(s.digits, s.exponent);
  if (s.at != s.end || !isfinite(magnitude)) return false;
  *value = negative ? -magnitude : magnitude;
  return true;
}
