/* SPDX-License-Identifier: Apache-2.0 */
/* Clauses: where they begin, what is skipped before them, where they end. */
#include "extract/clause.h"

#include "extract_fixture.h"

/* What follows the first "said", up to where the clause ends. */
static void expect_clause(const char *article, const char *wanted) {
  extract_fixture f = extract_fixture_new(article);
  const reading *r = &f.article;
  const uint32_t said = extract_find(r, "said", 0);
  extract_expect(r, said + 1, clause_end(r, said + 1, (uint32_t)r->n, said), wanted);
  extract_fixture_finish(&f);
}

Test(clause, ends_before_another_report) {
  expect_clause("Bell said it was closed, but Keld said it was open", "it was closed");
  expect_clause("Bell said it was closed, adding that it was old", "it was closed");
  expect_clause("Bell said it was closed and warned of ice", "it was closed");
  expect_clause("Bell said it was closed, state media said on Friday", "it was closed");
  expect_clause("Bell said it was closed according to Keld", "it was closed");
}

Test(clause, ends_before_the_reporters_remark) {
  expect_clause("Bell said it was closed, apparently for good", "it was closed");
  expect_clause("Bell said it was closed, an apparent reference to the inn", "it was closed");
  expect_clause("Bell said it came from Russia, the country that built it", "it came from Russia");
}

Test(clause, keeps_commas_and_verbs_of_its_own) {
  expect_clause("Bell said the road, the bridge and the inn were closed",
                "the road, the bridge and the inn were closed");
  expect_clause("Bell said it was closed and cold", "it was closed and cold");
  expect_clause("Bell said \"it is closed, he said\" again", "it is closed, he said\" again");
}

Test(clause, starts_after_a_dateline) {
  extract_fixture f = extract_fixture_new("PORT VELM (Velm News) - It is closed.");
  const reading *r = &f.article;
  cr_expect_eq(clause_start(r, r->sentences[0]), extract_find(r, "it", 0));
  extract_fixture_finish(&f);
  f = extract_fixture_new("NATO said it is closed.");
  cr_expect_eq(clause_start(&f.article, f.article.sentences[0]), 0u);
  extract_fixture_finish(&f);
}

Test(clause, skips_times_and_places) {
  extract_fixture f = extract_fixture_new("said on Monday in an interview with a paper that");
  const reading *r = &f.article;
  cr_expect_eq(clause_skip(r, 1, (uint32_t)r->n), extract_find(r, "that", 0));
  extract_fixture_finish(&f);
}

Test(clause, knows_a_verb) {
  extract_fixture f = extract_fixture_new("the road is closed; a long road; it's closed");
  const reading *r = &f.article;
  const uint32_t second = extract_find(r, "a", 0), third = extract_find(r, "it", 0);
  cr_expect(clause_has_verb(r, 0, second));
  cr_expect_not(clause_has_verb(r, second, third));
  cr_expect(clause_has_verb(r, third, (uint32_t)r->n));
  extract_fixture_finish(&f);
}
