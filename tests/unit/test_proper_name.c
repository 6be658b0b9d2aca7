/* SPDX-License-Identifier: Apache-2.0 */
/* Proper names of a lexicon: which of its actors are words that a trainer may leave out. */
#include "feature/proper_name.h"

#include "tsv_folder.h"

static tenor_intern collect(const char *file, const char *content) {
  tenor_lexicon *lexicon = tsv_compile(file, content);
  tenor_intern names;
  intern_init(&names);
  cr_assert_eq(proper_names_collect(lexicon, &names), TENOR_OK);
  tenor_lexicon_free(&lexicon);
  return names;
}

Test(proper_name, states_capitals_peoples_and_persons_are_names) {
  tenor_intern names = collect("actors.tsv",
                               "# role: actor\n"
                               "Ruritania\tRUR\tstate\nStrelsau\tRUR\tcapital\n"
                               "ruritanians\tRUR\tdemonym\nRassendyll\tRassendyll\tperson\n");
  cr_expect_eq(names.n, 4);
  cr_expect_neq(intern_find(&names, "ruritania", 9), INTERN_NONE, "folded as tokens are");
  cr_expect_neq(intern_find(&names, "rassendyll", 10), INTERN_NONE);
  intern_finish(&names);
}

Test(proper_name, words_that_say_how_one_speaks_are_none) {
  tenor_intern names = collect("actors.tsv",
                               "# role: actor\n"
                               "opposition\topposition\tgroup\nBlues\tBlues\tparty\n"
                               "unkind\tunkind\nPolish up\tnone\tnone\n");
  cr_expect_eq(names.n, 0);
  intern_finish(&names);
}

Test(proper_name, names_of_several_words_are_none) {
  tenor_intern names = collect("actors.tsv", "# role: actor\nNorth Ruritania\tNRU\tstate\n");
  cr_expect_eq(names.n, 0, "'north' alone names nobody");
  intern_finish(&names);
}

Test(proper_name, other_categories_have_none) {
  tenor_intern names = collect("insult.tsv", "# role: hostility\nliar\t2\n");
  cr_expect_eq(names.n, 0);
  intern_finish(&names);
}
