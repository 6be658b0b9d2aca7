/* SPDX-License-Identifier: Apache-2.0 */
/* Decoding, against utf8proc on every pair of leading bytes, and Unicode's own examples of broken sequences. */
#include "text/utf8.h"

#include <criterion/criterion.h>
#include <string.h>
#include <utf8proc.h>

#include "base/rng.h"

static size_t encode(uint32_t code, char bytes[4]) {
  return (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)bytes);
}

Test(utf8, decodes_every_code_point) {
  for (uint32_t code = 0; code <= 0x10FFFF; code++) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    char bytes[4];
    uint32_t decoded = 0;
    int valid = 0;
    const size_t size = encode(code, bytes);
    cr_assert_eq(utf8_decode(bytes, size, &decoded, &valid), size, "U+%04X", code);
    cr_assert(valid && decoded == code, "U+%04X: U+%04X", code, decoded);
  }
}

Test(utf8, replaces_every_code_point_that_is_cut_once) {
  for (uint32_t code = 0x80; code <= 0x10FFFF; code += 7) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    char bytes[4];
    const size_t size = encode(code, bytes);
    for (size_t cut = 1; cut < size; cut++) {
      uint32_t decoded = 0;
      int valid = 1;
      cr_assert_eq(utf8_decode(bytes, cut, &decoded, &valid), cut, "U+%04X cut to %zu", code, cut);
      cr_assert(!valid && decoded == UTF8_REPLACEMENT, "U+%04X cut to %zu", code, cut);
    }
  }
}

/* Decodes into a string in which each replacement is a '?' . */
static void expect_decoded(const char *bytes, size_t size, const char *expected) {
  char found[32];
  size_t n = 0;
  for (size_t at = 0; at < size;) {
    uint32_t code;
    int valid;
    at += utf8_decode(bytes + at, size - at, &code, &valid);
    cr_assert_leq(at, size);
    cr_assert(valid || code == UTF8_REPLACEMENT);
    found[n++] = valid ? (char)code : '?';
  }
  found[n] = '\0';
  cr_expect_str_eq(found, expected);
}

#define EXPECT_DECODED(bytes, expected) expect_decoded(bytes, sizeof(bytes) - 1, expected)

Test(utf8, replaces_maximal_parts_as_the_standard_says) {
  EXPECT_DECODED("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "????????A"); /* table 3-8: overlong */
  EXPECT_DECODED("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "????????A"); /* 3-9: surrogates */
  EXPECT_DECODED("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "?????A??B"); /* 3-10: beyond U+10FFFF */
  EXPECT_DECODED("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "????A");     /* 3-11: cut short */
  EXPECT_DECODED("\x80\xBF\xFE\xFF", "????");
  EXPECT_DECODED(
      "a\xF0\x9F\x98"
      "b",
      "a?b");
  EXPECT_DECODED("\xF8\x88\x80\x80\x80", "?????"); /* the five bytes of old */
}

Test(utf8, agrees_with_utf8proc_on_what_is_valid) {
  tenor_rng rng = {5};
  for (unsigned first = 0; first < 256; first++)
    for (unsigned second = 0; second < 256; second++)
      for (int i = 0; i < 24; i++) {
        const char bytes[4] = {
            (char)first, (char)second,
            (char)(rng_below(&rng, 8) ? 0x80 + rng_below(&rng, 64) : rng_below(&rng, 256)),
            (char)(rng_below(&rng, 8) ? 0x80 + rng_below(&rng, 64) : rng_below(&rng, 256))};
        const size_t size = 1 + rng_below(&rng, 4);
        uint32_t code;
        int valid;
        utf8proc_int32_t expected;
        const size_t taken = utf8_decode(bytes, size, &code, &valid);
        const utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)size, &expected);
        cr_assert(taken >= 1 && taken <= size);
        cr_assert_eq(valid, n > 0, "%02x %02x (%zu bytes)", first, second, size);
        if (valid)
          cr_assert(taken == (size_t)n && code == (uint32_t)expected, "%02x %02x", first, second);
      }
}
