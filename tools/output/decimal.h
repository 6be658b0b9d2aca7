/* SPDX-License-Identifier: Apache-2.0 */
/* Decimal numbers without printf, strtod or a locale: the same bytes on every machine. */
#ifndef TENOR_DECIMAL_H
#define TENOR_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

enum { DECIMAL_BYTES = 32, DECIMAL_MAX_PLACES = 9 };

/* Writes `value` with `places` decimals, 0 to 9, and a terminator; returns the length. A half,
 * which a double must hold exactly to count as one, is rounded away from zero; there is no minus
 * zero. What is not a number, infinite, or 2^63 and more gives the empty string. */
size_t decimal_write(char text[DECIMAL_BYTES], double value, int places);

/* The same without zeros at the end: "1.5", "2". */
size_t decimal_write_short(char text[DECIMAL_BYTES], double value, int places);

typedef struct decimal {
  char text[DECIMAL_BYTES];
} decimal;

/* decimal_write as a value, for sentences with several numbers. */
decimal decimal_of(double value, int places);

/* Reads a number that is the whole of `data`, blanks around it apart: sign, digits, a point, an
 * exponent. False, with *value as it was, when it is no number or too large for a double. Correctly
 * rounded up to 15 digits, else within one unit in the last place. */
bool decimal_read(const char *data, size_t size, double *value);

#endif
