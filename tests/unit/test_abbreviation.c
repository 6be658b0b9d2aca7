/* SPDX-License-Identifier: Apache-2.0 */
/* Abbreviations: each kind is found, also the first and the last of the table, and no other word is one. */
#include "text/abbreviation.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_kind(const char *words, abbreviation_kind kind) {
  for (const char *at = words; *at != '\0';) {
    const size_t n = strcspn(at, " ");
    cr_expect_eq(abbreviation_find(at, n), kind, "%.*s", (int)n, at);
    at += n + (at[n] == ' ');
  }
}

Test(abbreviation, is_of_a_kind) {
  expect_kind(
      "adm amb capt col dr gen gens gov hon lt maj messrs mr mrs ms prof reps rev sen sgt vs",
      ABBREVIATION_TITLE);
  expect_kind("apr aug dec feb jan nov oct sep sept res para", ABBREVIATION_DATE);
  expect_kind("art ch ed etc fig no nos pp sec vol mar", ABBREVIATION_NUMBER);
  expect_kind("al approx corp dept est inc jr ltd sr st univ", ABBREVIATION_TAIL);
  expect_kind("ariz co fri ill mass miss mon ore wash wyo", ABBREVIATION_NAME);
  expect_kind("a us mister generals minister mrz", ABBREVIATION_NONE);
  cr_expect_eq(abbreviation_find("", 0), ABBREVIATION_NONE);
  cr_expect_eq(abbreviation_find("mrs", 2), ABBREVIATION_TITLE);
}

Test(abbreviation, that_is_a_word_too_does_not_count_everywhere) {
  cr_expect(abbreviation_is("mr", 2) && abbreviation_is("feb", 3) && abbreviation_is("ltd", 3));
  cr_expect(!abbreviation_is("no", 2) && !abbreviation_is("art", 3) && !abbreviation_is("ill", 3));
}
