/* SPDX-License-Identifier: Apache-2.0 */
/* Proper names: which of a lexicon's terms they are, and that an analysis can be blind to them. */
#include "feature/proper_name.h"

#include "feature/analysis.h"
#include "tsv_folder.h"

static tenor_lexicon *actors(void) {
  return tsv_compile("actors.tsv",
                     "# role: actor\n"
                     "Ruritania\tRUR\tstate\nStrelsau\tRUR\tcapital\nruritanians\tRUR\tdemonym\n"
                     "Rudolf Rassendyll\tRassendyll\tperson\n"
                     "opposition\topposition\tgroup\nBlues\tBlues\tparty\nRuritania "
                     "lobby\tlobby\tgroup\nStrelsau accord\tnone\tnone\n");
}

/* How many of the text's words are masked. */
static size_t masked(const char *text, bool mask_names) {
  tenor_lexicon *lexicon = actors();
  analysis a;
  size_t n = 0;
  cr_assert_eq(analysis_init(&a, lexicon, lexicon, NULL), TENOR_OK);
  a.mask_names = mask_names;
  for (int again = 0; again < 2; again++) {
    cr_assert_eq(analysis_read(&a, tenor_text_of(text)), TENOR_OK);
    n = 0;
    for (size_t i = 0; i < a.tokens.n; i++) n += analysis_masked(&a, i);
  }
  analysis_finish(&a);
  tenor_lexicon_free(&lexicon);
  return n;
}

Test(proper_name, states_capitals_peoples_and_persons_are_names) {
  cr_expect_eq(masked("Ruritania, or Strelsau, or all RURITANIANS", true), 3);
  cr_expect_eq(masked("As Rudolf Rassendyll said", true), 2, "both words of a name");
  cr_expect_eq(masked("As Rudolf said", true), 0, "half a name is none");
}

Test(proper_name, words_that_say_how_one_speaks_are_none) {
  cr_expect_eq(masked("The opposition met the Blues.", true), 0);
}

Test(proper_name, names_inside_longer_actors_are_masked_and_the_rest_stays) {
  cr_expect_eq(masked("The Ruritania lobby met.", true), 1);
}

Test(proper_name, what_only_looks_like_a_name_is_none) {
  cr_expect_eq(masked("The Strelsau accord holds.", true), 0);
}

Test(proper_name, nothing_is_masked_unasked) {
  cr_expect_eq(masked("Rudolf Rassendyll is in Ruritania.", false), 0);
}

Test(proper_name, terms_of_other_categories_are_none) {
  tenor_lexicon *lexicon = tsv_compile("insult.tsv", "# role: hostility\nliar\t2\n");
  cr_assert_eq(lexicon->n_patterns, 1);
  cr_expect_eq(proper_name_of(lexicon, &lexicon->patterns[0]), PROPER_NAME_NONE);
  tenor_lexicon_free(&lexicon);
}
