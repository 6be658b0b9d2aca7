/* SPDX-License-Identifier: Apache-2.0 */
/* Stems: the Snowball stemmer behind our bounds. */
#include "text/stem.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_stem(tenor_stemmer *stemmer, const char *form, const char *expected) {
  size_t size = 0;
  const char *stem = stemmer_stem(stemmer, form, strlen(form), &size);
  cr_expect(size == strlen(expected) && memcmp(stem, expected, size) == 0,
            "'%s': '%.*s', expected '%s'", form, (int)size, stem, expected);
}

Test(stem, gives_words_of_one_family_one_stem) {
  tenor_stemmer *stemmer = NULL;
  cr_assert_eq(stemmer_new(&stemmer), TENOR_OK);
  expect_stem(stemmer, "threaten", "threaten");
  expect_stem(stemmer, "threatened", "threaten");
  expect_stem(stemmer, "threatening", "threaten");
  expect_stem(stemmer, "provocations", "provoc");
  expect_stem(stemmer, "provocation", "provoc");
  expect_stem(stemmer, "are", "are");
  expect_stem(stemmer, "", "");
  stemmer_free(&stemmer);
  cr_expect_null(stemmer);
  stemmer_free(&stemmer);
}

Test(stem, leaves_words_too_long_as_they_are) {
  tenor_stemmer *stemmer = NULL;
  char word[66];
  cr_assert_eq(stemmer_new(&stemmer), TENOR_OK);
  memset(word, 'a', 65);
  strcpy(word + 62, "ing");
  expect_stem(stemmer, word, word);
  strcpy(word + 61, "ing");
  size_t size = 0;
  (void)stemmer_stem(stemmer, word, 64, &size);
  cr_expect_eq(size, 61);
  stemmer_free(&stemmer);
}

Test(stem, takes_other_scripts) {
  tenor_stemmer *stemmer = NULL;
  cr_assert_eq(stemmer_new(&stemmer), TENOR_OK);
  expect_stem(stemmer, "путин", "путин");
  expect_stem(stemmer, "東京", "東京");
  expect_stem(stemmer, "\xF0\x9F\x94\xA5", "\xF0\x9F\x94\xA5");
  stemmer_free(&stemmer);
}
