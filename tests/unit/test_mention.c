/* SPDX-License-Identifier: Apache-2.0 */
/* Mentions: how far a source's phrase reaches, its head, its name and its kind. */
#include "extract/mention.h"

#include "extract_fixture.h"

/* The mention before "said" in the article. */
static void expect_before(const char *article, const char *phrase, const char *head,
                          mention_kind kind) {
  extract_fixture f = extract_fixture_new(article);
  const reading *r = &f.article;
  mention m;
  cr_assert(mention_before(r, extract_find(r, "said", 0), 0, &m), "%s", article);
  extract_expect(r, m.begin, m.end, phrase);
  extract_expect(r, m.head, m.head + 1, head);
  cr_expect_eq(m.kind, kind, "%s: kind %d", article, (int)m.kind);
  extract_fixture_finish(&f);
}

static void expect_none_before(const char *article) {
  extract_fixture f = extract_fixture_new(article);
  mention m;
  cr_expect_not(mention_before(&f.article, extract_find(&f.article, "said", 0), 0, &m), "%s",
                article);
  extract_fixture_finish(&f);
}

Test(mention, takes_titles_and_names) {
  expect_before("Anna Bell said", "Anna Bell", "Bell", MENTION_NAME);
  expect_before("On Monday Dr. Anna K. Bell said", "Dr. Anna K. Bell", "Bell", MENTION_NAME);
  expect_before("The late Ludwig van der Berg said", "Ludwig van der Berg", "Berg", MENTION_NAME);
  expect_before("The town's spokeswoman Lenka Oster said", "The town's spokeswoman Lenka Oster",
                "Oster", MENTION_NAME);
}

Test(mention, tells_the_kinds_apart) {
  expect_before("he said", "he", "he", MENTION_PRONOUN);
  expect_before("the minister said", "the minister", "minister", MENTION_ROLE);
  expect_before("some analysts said", "some analysts", "analysts", MENTION_PEOPLE);
  expect_before("the ministry said", "the ministry", "ministry", MENTION_INSTITUTION);
  expect_before("the report said", "the report", "report", MENTION_PAPER);
  expect_before("the moon said", "the moon", "moon", MENTION_OTHER);
}

Test(mention, holds_what_is_tied_to_it) {
  expect_before("a spokesman for the ministry said", "a spokesman for the ministry", "spokesman",
                MENTION_ROLE);
  expect_before("two people familiar with the talks said", "two people familiar with the talks",
                "people", MENTION_PEOPLE);
  expect_before("eight of 10 voters said", "eight of 10 voters", "voters", MENTION_PEOPLE);
}

Test(mention, stops_at_what_is_not_its_own) {
  expect_before("After the storm Anna Bell said", "Anna Bell", "Bell", MENTION_NAME);
  expect_before("He laughed, and the mayor said", "the mayor", "mayor", MENTION_ROLE);
  expect_before("\"Enough.\" Bell said", "Bell", "Bell", MENTION_NAME);
  expect_none_before("of said");
  expect_none_before("said");
  expect_none_before("Bell's said");
}

Test(mention, joins_two_sources) {
  extract_fixture f = extract_fixture_new("Russia and its allies said");
  const reading *r = &f.article;
  mention m;
  cr_assert(mention_before(r, extract_find(r, "said", 0), 0, &m));
  extract_expect(r, m.begin, m.end, "Russia and its allies");
  cr_expect_eq(m.also, 2u);
  cr_expect_eq(m.head, 0u);
  extract_fixture_finish(&f);
}

Test(mention, reads_on_to_the_right) {
  extract_fixture f =
      extract_fixture_new("by the mayor of Port Velm on Monday, by American and Russian experts");
  const reading *r = &f.article;
  mention m;
  cr_assert(mention_after(r, extract_find(r, "by", 0) + 1, (uint32_t)r->n, &m));
  extract_expect(r, m.begin, m.end, "the mayor of Port Velm");
  extract_expect(r, m.head, m.head + 1, "mayor");
  cr_assert(mention_after(r, extract_find(r, "by", 1) + 1, (uint32_t)r->n, &m));
  extract_expect(r, m.begin, m.end, "American and Russian experts");
  cr_expect_not(mention_after(r, (uint32_t)r->n, (uint32_t)r->n, &m));
  extract_fixture_finish(&f);
}
