/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing a vocabulary: counted by texts, not by places; kept in order of appearance; weighed by rarity. */
#include "feature/vocabulary.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "tsv_folder.h"

static vocabulary_counter count(const char *const *texts, size_t n) {
  vocabulary_counter counter;
  cr_assert_eq(vocabulary_counter_init(&counter, NULL), TENOR_OK);
  for (size_t i = 0; i < n; i++)
    cr_assert_eq(vocabulary_counter_add(&counter, tenor_text_of(texts[i])), TENOR_OK);
  return counter;
}

static const char *const texts[] = {"We threaten them. We pay.", "they threatened us",
                                    "WE pay 12 we pay", "", "13"};
enum { TEXTS = sizeof texts / sizeof *texts };

Test(vocabulary, counts_texts) {
  vocabulary_counter c = count(texts, TEXTS);
  const uint32_t we = intern_find(&c.stems, "we", 2),
                 threaten = intern_find(&c.stems, "threaten", 8),
                 number = intern_find(&c.stems, "0", 1);
  cr_assert_neq(we, INTERN_NONE);
  cr_assert_neq(threaten, INTERN_NONE);
  cr_assert_neq(number, INTERN_NONE);
  cr_expect_eq(c.stem_texts[we], 2);
  cr_expect_eq(c.stem_texts[threaten], 2);
  cr_expect_eq(c.stem_texts[number], 2, "all numbers are one");
  cr_expect_eq(c.n_texts, TEXTS);
  vocabulary_counter_finish(&c);
}

Test(vocabulary, keeps_what_is_common_enough) {
  vocabulary_counter c = count(texts, TEXTS);
  vocabulary_choice choice;
  cr_assert_eq(vocabulary_choose(&c, 2, 2, &choice), TENOR_OK);
  cr_expect_eq(choice.stems.n, 4); /* we threaten pay 0 */
  cr_expect_str_eq(intern_string(&choice.stems, 0, NULL), "we");
  cr_expect_str_eq(intern_string(&choice.stems, 1, NULL), "threaten");
  cr_expect_str_eq(intern_string(&choice.stems, 2, NULL), "pay");
  cr_expect_str_eq(intern_string(&choice.stems, 3, NULL), "0");
  cr_assert_eq(choice.n_pairs, 1); /* we pay */
  cr_expect(choice.pairs[0][0] == 0 && choice.pairs[0][1] == 2);
  for (size_t i = 0; i < 5; i++)
    cr_expect(fabs((double)choice.idf[i] - (log(6.0 / 3) + 1)) < 1e-6, "idf %zu: %g", i,
              (double)choice.idf[i]);
  vocabulary_choice_finish(&choice);
  vocabulary_counter_finish(&c);
}

Test(vocabulary, does_not_count_masked_names_nor_pairs_with_them) {
  tenor_lexicon *names =
      tsv_compile("actors.tsv",
                  "# role: actor\n"
                  "North Ruritania\tNRU\tstate\nopposition\topposition\tgroup\n");
  vocabulary_counter c;
  vocabulary_choice choice;
  cr_assert_eq(vocabulary_counter_init(&c, names), TENOR_OK);
  cr_assert_eq(
      vocabulary_counter_add(&c, tenor_text_of("The opposition in North Ruritania turned north.")),
      TENOR_OK);
  cr_assert_eq(vocabulary_choose(&c, 1, 1, &choice), TENOR_OK);
  cr_expect_eq(intern_find(&choice.stems, "ruritania", 9), INTERN_NONE);
  cr_expect_neq(intern_find(&choice.stems, "north", 5), INTERN_NONE, "where it is no name");
  cr_expect_neq(intern_find(&choice.stems, "opposit", 7), INTERN_NONE, "says how, not who");
  cr_expect_eq(choice.n_pairs, 3, "the opposition, opposition in, turned north; none over the gap");
  vocabulary_choice_finish(&choice);
  vocabulary_counter_finish(&c);
  tenor_lexicon_free(&names);
}

Test(vocabulary, weighs_rare_stems_more) {
  vocabulary_counter c = count(texts, TEXTS);
  vocabulary_choice choice;
  cr_assert_eq(vocabulary_choose(&c, 1, 0, &choice), TENOR_OK);
  cr_expect_eq(choice.n_pairs, 0);
  const uint32_t we = intern_find(&choice.stems, "we", 2), us = intern_find(&choice.stems, "us", 2);
  cr_assert(we != INTERN_NONE && us != INTERN_NONE);
  cr_expect_gt(choice.idf[us], choice.idf[we]);
  vocabulary_choice_finish(&choice);
  vocabulary_counter_finish(&c);
}

Test(vocabulary, makes_no_pairs_over_sentences) {
  vocabulary_counter c = count(texts, 1);
  const uint32_t key[2] = {intern_find(&c.stems, "them", 4), intern_find(&c.stems, "we", 2)};
  cr_expect_eq(intern_find(&c.pairs, (const char *)key, sizeof key), INTERN_NONE);
  vocabulary_counter_finish(&c);
}

Test(vocabulary, can_be_left_out) {
  vocabulary_counter c = count(texts, TEXTS);
  vocabulary_choice choice;
  cr_assert_eq(vocabulary_choose(&c, 0, 0, &choice), TENOR_OK);
  cr_expect_eq(choice.stems.n, 0);
  cr_expect_eq(choice.n_pairs, 0);
  vocabulary_choice_finish(&choice);
  vocabulary_counter_finish(&c);
}
