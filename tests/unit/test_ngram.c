/* SPDX-License-Identifier: Apache-2.0 */
/* The vocabulary blob: what was put in is found, nothing else is, and a broken one does no harm. */
#include "feature/ngram.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

enum { STEMS = 300, PAIRS = 200, WORDS = 50 };

static uint32_t pairs[PAIRS][2];

static void name(char text[16], const char *prefix, uint32_t i) {
  (void)snprintf(text, 16, "%s%u", prefix, i);
}

static unsigned char *build(uint32_t n_stems, uint32_t n_pairs, uint32_t n_words, size_t *size) {
  tenor_intern stems, words;
  unsigned char *bytes = NULL;
  char text[16];
  uint32_t id;
  intern_init(&stems);
  intern_init(&words);
  for (uint32_t i = 0; i < n_stems; i++) {
    name(text, "s", i);
    cr_assert_eq(intern_add(&stems, text, strlen(text), &id), TENOR_OK);
  }
  for (uint32_t i = 0; i < n_words; i++) {
    name(text, "w", i);
    cr_assert_eq(intern_add(&words, text, strlen(text), &id), TENOR_OK);
  }
  for (uint32_t i = 0; i < n_pairs; i++) pairs[i][0] = i % n_stems, pairs[i][1] = i * 7 % n_stems;
  cr_assert_eq(ngram_build(&stems, (const uint32_t(*)[2])pairs, n_pairs, n_words ? &words : NULL,
                           &bytes, size),
               TENOR_OK);
  intern_finish(&stems);
  intern_finish(&words);
  return bytes;
}

Test(ngram, finds_what_was_put_in) {
  size_t size, length;
  unsigned char *bytes = build(STEMS, PAIRS, WORDS, &size);
  ngram_vocabulary v;
  char text[16];
  cr_assert_eq(ngram_open(&v, bytes, size, NULL), TENOR_OK);
  cr_expect_eq(v.stems.n, STEMS);
  cr_expect_eq(v.n_pairs, PAIRS);
  cr_expect_eq(v.words.n, WORDS);
  cr_expect_eq(v.n_features, STEMS + PAIRS);
  for (uint32_t i = 0; i < STEMS; i++) {
    name(text, "s", i);
    cr_expect_eq(string_table_find(&v.stems, text, strlen(text)), i);
    const char *stem = string_table_get(&v.stems, i, &length);
    cr_expect(length == strlen(text) && memcmp(stem, text, length) == 0);
  }
  for (uint32_t i = 0; i < PAIRS; i++) {
    uint32_t first, second;
    cr_expect_eq(ngram_pair_find(&v, pairs[i][0], pairs[i][1]), STEMS + i);
    cr_assert(ngram_pair_of(&v, STEMS + i, &first, &second));
    cr_expect(first == pairs[i][0] && second == pairs[i][1]);
  }
  cr_expect_eq(string_table_find(&v.words, "w7", 2), 7);
  free(bytes);
}

Test(ngram, finds_nothing_else) {
  size_t size;
  unsigned char *bytes = build(STEMS, PAIRS, WORDS, &size);
  ngram_vocabulary v;
  uint32_t first, second;
  cr_assert_eq(ngram_open(&v, bytes, size, NULL), TENOR_OK);
  cr_expect_eq(string_table_find(&v.stems, "s", 1), NGRAM_NONE);
  cr_expect_eq(string_table_find(&v.stems, "w7", 2), NGRAM_NONE);
  cr_expect_eq(string_table_find(&v.stems, "", 0), NGRAM_NONE);
  cr_expect_eq(ngram_pair_find(&v, 7, 0), NGRAM_NONE);
  cr_expect_not(ngram_pair_of(&v, 0, &first, &second));
  cr_expect_not(ngram_pair_of(&v, STEMS + PAIRS, &first, &second));
  free(bytes);
}

Test(ngram, can_be_empty) {
  size_t size;
  unsigned char *bytes = build(0, 0, 0, &size);
  ngram_vocabulary v;
  cr_assert_eq(ngram_open(&v, bytes, size, NULL), TENOR_OK);
  cr_expect_eq(v.n_features, 0);
  cr_expect_eq(string_table_find(&v.stems, "x", 1), NGRAM_NONE);
  cr_expect_eq(string_table_find(&v.words, "x", 1), NGRAM_NONE);
  cr_expect_eq(ngram_pair_find(&v, 0, 0), NGRAM_NONE);
  free(bytes);
}

/* Everything that reads a vocabulary that has opened must come to an end and give ids within it. */
static void use_bytes(const unsigned char *bytes, size_t size) {
  ngram_vocabulary v;
  if (ngram_open(&v, bytes, size, NULL) < 0) return;
  for (uint32_t i = 0; i < 10; i++) {
    char text[16];
    name(text, "s", i);
    uint32_t id = string_table_find(&v.stems, text, strlen(text));
    cr_assert(id == NGRAM_NONE || id < v.stems.n);
    name(text, "w", i);
    id = string_table_find(&v.words, text, strlen(text));
    cr_assert(id == NGRAM_NONE || id < v.words.n);
    id = ngram_pair_find(&v, i, i * 7 % 8);
    cr_assert(id == NGRAM_NONE || id < v.n_features);
  }
  for (uint32_t i = 0; i < v.stems.n; i++) {
    size_t length;
    const char *stem = string_table_get(&v.stems, i, &length);
    for (size_t k = 0; k < length; k++) (void)((const volatile char *)stem)[k];
  }
}

Test(ngram, survives_each_byte_being_wrong) {
  size_t size;
  unsigned char *bytes = build(8, 8, 4, &size), *copy = malloc(size);
  cr_assert_not_null(copy);
  for (size_t at = 0; at < size; at++)
    for (unsigned bit = 0; bit < 8; bit++) {
      memcpy(copy, bytes, size);
      copy[at] ^= (unsigned char)(1u << bit);
      use_bytes(copy, size);
    }
  free(copy);
  free(bytes);
}

Test(ngram, survives_numbers_that_lie) {
  static const uint32_t lies[] = {0, 1, 2, 8, 9, 16, 17, 0x7FFFFFFF, NGRAM_NONE};
  size_t size;
  unsigned char *bytes = build(8, 8, 4, &size), *copy = malloc(size);
  cr_assert_not_null(copy);
  tenor_rng rng = {2};
  for (int i = 0; i < 30000; i++) {
    memcpy(copy, bytes, size);
    for (size_t k = 1 + rng_below(&rng, 4); k > 0; k--) {
      const uint32_t lie = lies[rng_below(&rng, sizeof lies / sizeof *lies)];
      memcpy(copy + 4 * rng_below(&rng, size / 4), &lie, sizeof lie);
    }
    use_bytes(copy, size);
  }
  free(copy);
  free(bytes);
}
