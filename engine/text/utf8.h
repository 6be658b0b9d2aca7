/* SPDX-License-Identifier: Apache-2.0 */
/* Decoding UTF-8 that may be broken: each maximal broken run is one U+FFFD (Unicode 15, table 3-8). */
#ifndef TENOR_TEXT_UTF8_H
#define TENOR_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD };

/* Decodes the code point at data[0 .. size), size > 0, and returns how many bytes it takes (1..4). A broken
 * sequence gives *code = UTF8_REPLACEMENT and *valid = 0. */
static inline size_t utf8_decode(const char *data, size_t size, uint32_t *code, int *valid) {
  const unsigned char *s = (const unsigned char *)data;
  *valid = 1;
  if (s[0] < 0x80) {
    *code = s[0];
    return 1;
  }
  size_t length;
  uint32_t low = 0x80, high = 0xBF,
           value; /* bounds of the second byte: no overlong, no surrogate */
  if (s[0] >= 0xC2 && s[0] <= 0xDF) {
    length = 2, value = s[0] & 0x1Fu;
  } else if (s[0] >= 0xE0 && s[0] <= 0xEF) {
    length = 3, value = s[0] & 0x0Fu;
    if (s[0] == 0xE0) low = 0xA0;
    if (s[0] == 0xED) high = 0x9F;
  } else if (s[0] >= 0xF0 && s[0] <= 0xF4) {
    length = 4, value = s[0] & 0x07u;
    if (s[0] == 0xF0) low = 0x90;
    if (s[0] == 0xF4) high = 0x8F;
  } else {
    length = 1, value = 0;
  }
  size_t i = 1;
  for (; i < length && i < size && s[i] >= low && s[i] <= high; i++) {
    value = value << 6 | (s[i] & 0x3Fu);
    low = 0x80, high = 0xBF;
  }
  if (length > 1 && i == length) {
    *code = value;
    return length;
  }
  *code = UTF8_REPLACEMENT;
  *valid = 0;
  return i;
}

#endif
