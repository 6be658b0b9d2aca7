/* SPDX-License-Identifier: Apache-2.0 */
/* Whether bytes are text that a row may hold: UTF-8 (RFC 3629) without NUL. */
#ifndef TENOR_WELLFORMED_H
#define TENOR_WELLFORMED_H

#include <stddef.h>

/* Bytes of the character at the start of `data`, 1 to 4; 0 if it is not well-formed UTF-8. NUL is
 * a character here. `left` must be at least 1. */
size_t wellformed_char(const char *data, size_t left);

/* How many bytes of `data` come before the first NUL or malformed byte; `size` if there is none. */
size_t wellformed_prefix(const char *data, size_t size);

#endif
