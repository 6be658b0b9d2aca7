/* SPDX-License-Identifier: Apache-2.0 */
/* The roster: who a mention means. */
#include "extract/resolve.h"

#include "extract_fixture.h"

typedef struct cast {
  extract_fixture f;
  roster people;
} cast;

static cast cast_new(const char *article) {
  cast c = {.f = extract_fixture_new(article)};
  roster_init(&c.people);
  cr_assert_eq(roster_read(&c.people, &c.f.article), TENOR_OK);
  return c;
}

static void cast_finish(cast *c) {
  roster_finish(&c->people);
  extract_fixture_finish(&c->f);
}

/* Who the mention before the n-th "said" is. */
static void expect(cast *c, unsigned n, const char *name) {
  const reading *r = &c->f.article;
  const uint32_t said = extract_find(r, "said", n);
  mention m;
  source who;
  cr_assert(mention_before(r, said, r->sentences[r->lexemes[said].sentence].begin, &m));
  cr_assert_eq(resolve_mention(&c->people, r, &m, &who), TENOR_OK);
  cr_expect_str_eq(roster_string(&c->people, who.name), name);
  who.sentence = r->lexemes[said].sentence;
  c->people.latest = who;
}

Test(roster, knows_a_surname_before_and_after_the_full_name) {
  cast c = cast_new("Bell said so. Anna Bell came. Bell said more. Anna said it too.");
  expect(&c, 0, "Anna Bell");
  expect(&c, 1, "Anna Bell");
  expect(&c, 2, "Anna Bell");
  cast_finish(&c);
}

Test(roster, takes_the_namesake_that_the_title_fits) {
  cast c = cast_new("Anna Bell met Paul Bell. Mr. Bell said so. Mrs. Bell said so.");
  expect(&c, 0, "Paul Bell");
  expect(&c, 1, "Anna Bell");
  cast_finish(&c);
}

Test(roster, gives_actors_their_canonical_name) {
  cast c = cast_new(
      "North Korean leader Kim Jong-un came. Kim said so. Moscow said so. Xinhua said "
      "so. The North Korean leader said so.");
  expect(&c, 0, "Kim Jong Un");
  expect(&c, 1, "RUS");
  expect(&c, 2, "Xinhua");
  expect(&c, 3, "Kim Jong Un");
  cast_finish(&c);
}

Test(roster, follows_pronouns_by_sex_and_salience) {
  cast c = cast_new("Anna Bell met Paul Keld. She said so. He said so.");
  expect(&c, 0, "Anna Bell");
  expect(&c, 1, "Paul Keld");
  cast_finish(&c);
  c = cast_new("Oru Tamm sold his boat. She said so.");
  expect(&c, 0, "");
  cast_finish(&c);
}

Test(roster, follows_pronouns_of_several_and_of_institutions) {
  cast c = cast_new("Officials said so. They said more. The ministry said so. It said more.");
  expect(&c, 0, "officials");
  expect(&c, 1, "officials");
  expect(&c, 2, "ministry");
  expect(&c, 3, "ministry");
  cast_finish(&c);
}

Test(roster, does_not_guess_between_two_of_one_role) {
  cast c = cast_new("President Anna Bell met President Paul Keld. The president said so.");
  expect(&c, 0, "president");
  cast_finish(&c);
}

Test(roster, forgets_the_article_before) {
  cast c = cast_new("Anna Bell came.");
  cr_assert_eq(reading_read(&c.f.article, c.f.words, tenor_text_of("Bell said so.")), TENOR_OK);
  cr_assert_eq(roster_read(&c.people, &c.f.article), TENOR_OK);
  expect(&c, 0, "Bell");
  cast_finish(&c);
}
