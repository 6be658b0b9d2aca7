/* SPDX-License-Identifier: Apache-2.0 */
/* A double in 17 digits: as many as it takes to read the same double back. For files that other programs read. */
#ifndef TENOR_EXACT_H
#define TENOR_EXACT_H

#include <stddef.h>

enum { EXACT_BYTES = 32 };

/* Writes `value` and a terminator, without zeros at the end: "0.5", "-1.0000000000000001e-20"; returns the length. What
 * is not finite gives the empty string. */
size_t exact_write(char text[EXACT_BYTES], double value);

#endif
