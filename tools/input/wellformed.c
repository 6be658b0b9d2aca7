/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks that bytes are UTF-8 without NUL.
 *
 * Every byte of the input passes here once, so plain ASCII goes eight bytes at a time: for bytes
 * below 0x80, subtracting 1 sets the high bit only of a zero (H. S. Warren, Hacker's Delight, 6-1),
 * so one test finds both NUL and anything that is not ASCII. What is not ASCII is compared with
 * table 3-7 of the Unicode standard, which leaves out overlong forms, surrogates and everything
 * above U+10FFFF.
 */
#include "input/wellformed.h"

#include <stdint.h>
#include <string.h>

static int is_continuation(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

/* Length that the first byte promises, and the range its second byte must be in. */
static size_t lead_byte(unsigned char lead, unsigned char *low, unsigned char *high) {
  *low = 0x80;
  *high = 0xBF;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return 2;
  if (lead == 0xE0) *low = 0xA0;
  if (lead == 0xED) *high = 0x9F;
  if (lead == 0xF0) *low = 0x90;
  if (lead == 0xF4) *high = 0x8F;
  return lead < 0xF0 ? 3 : 4;
}

size_t wellformed_char(const char *data, size_t left) {
  const unsigned char *bytes = (const unsigned char *)data;
  unsigned char low, high;
  size_t length = lead_byte(bytes[0], &low, &high);

  if (length > left) return 0;
  if (length > 1 && (bytes[1] < low || bytes[1] > high)) return 0;
  for (size_t i = 2; i < length; i++)
    if (!is_continuation(bytes[i])) return 0;
  return length;
}

/* How many bytes from `at` on are certainly ASCII and not NUL, in steps of eight. */
static size_t skip_ascii(const char *data, size_t size, size_t at) {
  const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;

  while (size - at >= sizeof(uint64_t)) {
    uint64_t word;
    memcpy(&word, data + at, sizeof word);
    if (((word - ones) | word) & highs) break;
    at += sizeof word;
  }
  return at;
}

size_t wellformed_prefix(const char *data, size_t size) {
  size_t at = 0;

  while (at < size) {
    at = skip_ascii(data, size, at);
    /* Then characters one by one, a word's worth, until ASCII may run on. */
    for (size_t stop = at + sizeof(uint64_t); at < size && at < stop;) {
      size_t length = data[at] == '\0' ? 0 : wellformed_char(data + at, size - at);
      if (length == 0) return at;
      at += length;
    }
  }
  return size;
}
