/* SPDX-License-Identifier: Apache-2.0 */
/* Folding: one form for all the ways to write a word. */
#include "text/fold.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>
#include <utf8proc.h>

#include "base/rng.h"

static void expect_folded(const char *word, const char *expected) {
  char form[FOLD_MAX];
  const size_t size = fold_word(word, strlen(word), form);
  cr_expect(size == strlen(expected) && memcmp(form, expected, size) == 0,
            "'%s': '%.*s', expected '%s'", word, (int)size, form, expected);
}

Test(fold, makes_small_letters) {
  expect_folded("", "");
  expect_folded("PAY", "pay");
  expect_folded("Don't", "don't");
  expect_folded("ÉLYSÉE", "élysée");
  expect_folded("ΚΥΠΡΟΣ", "κυπροσ");
  expect_folded("ПУТИН", "путин");
  expect_folded("21ST", "21st");
}

Test(fold, composes) {
  expect_folded("Mu\xCC\x88ller", "m\xC3\xBCller");
  expect_folded("M\xC3\x9Cller", "m\xC3\xBCller");
  expect_folded("e\xCC\x81", "\xC3\xA9");
  expect_folded("\xEA\xB0\x80", "\xEA\xB0\x80");             /* a Hangul syllable */
  expect_folded("\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80"); /* its letters */
}

Test(fold, writes_sharp_s_out) {
  expect_folded("Straße", "strasse");
  expect_folded("STRASSE", "strasse");
  expect_folded("STRAẞE", "strasse");
}

Test(fold, is_the_same_in_every_country) {
  (void)setlocale(LC_ALL, "tr_TR.UTF-8"); /* may be missing; then this tests less */
  expect_folded("IRAN", "iran");
  expect_folded("TITLE", "title");
  expect_folded("ı", "ı");
  expect_folded("İ", "i\xCC\x87");
  (void)setlocale(LC_ALL, "C");
}

Test(fold, straightens_apostrophes) {
  expect_folded("don’t", "don't");
  expect_folded("DONʼT", "don't");
  expect_folded("donʼt", "don't");
  expect_folded("don‘t", "don't");
  expect_folded("don`t", "don't");
  expect_folded("don´t", "don't");
  expect_folded("don＇t", "don't");
  expect_folded("été’s", "été's");
}

Test(fold, cuts_between_characters) {
  char word[3 * FOLD_MAX], form[FOLD_MAX];
  memset(word, 'A', sizeof word);
  cr_expect_eq(fold_word(word, sizeof word, form), FOLD_MAX);
  for (size_t i = 1; i + 1 < sizeof word; i += 2) memcpy(word + i, "\xC3\xA9", 2);
  const size_t size = fold_word(word, sizeof word, form);
  cr_expect_eq(size, FOLD_MAX - 1);
  cr_expect_gt(
      utf8proc_decompose((const utf8proc_uint8_t *)form, (utf8proc_ssize_t)size, NULL, 0, 0), 0);
}

Test(fold, stays_in_bounds_on_any_letters) {
  tenor_rng rng = {9};
  for (int i = 0; i < 20000; i++) {
    char word[FOLD_MAX + 8], form[FOLD_MAX];
    size_t size = 0;
    const size_t limit = 1 + rng_below(&rng, FOLD_MAX);
    while (size < limit) {
      uint32_t code = (uint32_t)rng_below(&rng, rng_below(&rng, 2) ? 0x2000 : 0x110000);
      if (code >= 0xD800 && code <= 0xDFFF) code = 0x390; /* folds to three */
      size += (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)word + size);
    }
    const size_t folded = fold_word(word, size, form);
    cr_assert_leq(folded, FOLD_MAX);
    utf8proc_int32_t code;
    for (size_t at = 0; at < folded;) {
      const utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)form + at,
                                                  (utf8proc_ssize_t)(folded - at), &code);
      cr_assert_gt(n, 0, "the form is not UTF-8");
      at += (size_t)n;
    }
  }
}

/* Folding what is folded changes nothing: forms can be looked up by their forms. */
Test(fold, is_stable) {
  for (uint32_t code = 0x41; code < 0x30000; code++) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    char word[8], once[FOLD_MAX], twice[FOLD_MAX];
    const size_t size =
        (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)word);
    const size_t n = fold_word(word, size, once), again = fold_word(once, n, twice);
    cr_assert(n > 0 && n == again && memcmp(once, twice, n) == 0, "U+%04X", code);
  }
}
