/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences: exact offsets, paragraph numbers, kept memory; any bytes, in linear time. What is cut stands in
 * tests/spec/sentences.txt. */
#include "text/sentence.h"

#include "random_text.h"
#include "text/paragraph.h"
#include "work_ratio.h"

static void expect_sentence(const sentence_list *list, size_t i, size_t begin, size_t end,
                            uint32_t paragraph_number) {
  cr_assert_lt(i, list->n);
  const sentence *s = &list->sentences[i];
  cr_expect(s->begin == begin && s->end == end && s->paragraph == paragraph_number,
            "sentence %zu: %zu to %zu in %u", i, s->begin, s->end, s->paragraph);
}

Test(sentence, has_exact_offsets) {
  sentence_list list;
  sentence_list_init(&list);
  const char *text = "\uFEFFHe said: “Go.”\u00A0\u00A0She did.\r\n\r\n\t• É tarde…\r\n";
  cr_assert_eq(sentence_split(text, strlen(text), &list), TENOR_OK);
  cr_assert_eq(list.n, 3);
  expect_sentence(&list, 0, 3, 21, 0);
  expect_sentence(&list, 1, 25, 33, 0);
  expect_sentence(&list, 2, 42, 53, 1);
  sentence_list_finish(&list);
}

Test(sentence, reuses_its_list) {
  sentence_list list;
  sentence_list_init(&list);
  cr_assert_eq(sentence_split("One. Two. Three.", 16, &list), TENOR_OK);
  cr_expect_eq(list.n, 3);
  const sentence *kept = list.sentences;
  cr_assert_eq(sentence_split("Four.", 5, &list), TENOR_OK);
  cr_expect_eq(list.n, 1);
  cr_expect_eq(list.sentences, kept);
  cr_assert_eq(sentence_split(NULL, 0, &list), TENOR_OK);
  cr_expect_eq(list.n, 0);
  sentence_list_finish(&list);
}

Test(sentence, keeps_its_bounds_and_covers_the_text_on_random_bytes) {
  tenor_rng rng = {6};
  sentence_list list;
  sentence_list_init(&list);
  for (int i = 0; i < 20000; i++) {
    size_t size, last = 0;
    char *text = random_text(&rng, &size);
    cr_assert_eq(sentence_split(text, size, &list), TENOR_OK);
    for (size_t k = 0; k < list.n; k++) {
      const sentence *s = &list.sentences[k];
      cr_assert(s->begin >= last && s->begin < s->end && s->end <= size);
      cr_assert(k == 0 || s->paragraph >= list.sentences[k - 1].paragraph);
      for (; last < s->begin; last++) /* between two there are no letters */
        cr_assert((unsigned char)((text[last] | 0x20) - 'a') >= 26);
      last = s->end;
    }
    free(text);
  }
  sentence_list_finish(&list);
}

static void split_again(void *list, tenor_text text) {
  cr_assert_eq(sentence_split(text.data, text.size, list), TENOR_OK);
}

Test(sentence, takes_linear_time_for_any_pattern) {
  static const char *const bodies[] = {
      ".",
      ". ",
      ".a",
      ". .",
      "a.",
      "A.",
      "A. ",
      "a.a",
      "!\"",
      "\"",
      ".\"",
      ").",
      ".[1]",
      "[",
      "(",
      ". (",
      "…",
      "。",
      "Mr.",
      "Mr. A ",
      "1. ",
      "\n",
      ".\n",
      "• ",
      "- - ",
      "\xFF",
      "\u00A0",
      ".  ",
      "p.m. ",
      "A. (",
      "\"Why?\" Kim ",
      "They said \"no\" to the U.S. in 2024. Mr. Lee, 41, did not... "};
  sentence_list list;
  sentence_list_init(&list);
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    expect_linear(split_again, &list, bodies[i], "b", 1 << 17);
  sentence_list_finish(&list);
}
