/* SPDX-License-Identifier: Apache-2.0 */
/* Decimal numbers without a locale: strtod() reads "1,5" in one country and "1.5" in another. */
#ifndef TENOR_BASE_NUMBER_H
#define TENOR_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Reads data[0 .. size) as a whole: blanks, sign, digits, fraction, exponent. The nearest double
 * for up to 15 digits without an exponent, else within 1e-14 of the decimal; the same on every machine. */
bool number_parse(const char *data, size_t size, double *value);

#endif
