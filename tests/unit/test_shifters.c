/* SPDX-License-Identifier: Apache-2.0 */
/* Each rule in numbers: what a word's weight becomes, and where the rule's reach ends. */
#include "feature/shifters.h"

#include <math.h>

#include "base/rng.h"
#include "feature/analysis.h"
#include "shifter_lexicon.h"
#include "work_ratio.h"

typedef struct fixture {
  tenor_lexicon *lexicon;
  analysis analysis;
} fixture;

static fixture start(void) {
  fixture f = {.lexicon = shifter_lexicon()};
  cr_assert_eq(analysis_init(&f.analysis, f.lexicon, NULL, NULL), TENOR_OK);
  return f;
}

static void stop(fixture *f) {
  analysis_finish(&f->analysis);
  tenor_lexicon_free(&f->lexicon);
}

/* The match that begins with `form`, the first of them. */
static const match *find(fixture *f, const char *text, const char *form) {
  cr_assert_eq(analysis_read(&f->analysis, tenor_text_of(text)), TENOR_OK);
  for (size_t i = 0; i < f->analysis.matches.n; i++) {
    const match *m = &f->analysis.matches.matches[i];
    const token *t = &f->analysis.tokens.tokens[m->begin];
    if (t->size == strlen(form) &&
        memcmp(token_form(&f->analysis.tokens, m->begin), form, t->size) == 0)
      return m;
  }
  cr_assert(false, "'%s' has no match for '%s'", text, form);
  return NULL;
}

static void expect_effect(fixture *f, const char *text, const char *form, double effective,
                          uint32_t rules) {
  const match *m = find(f, text, form);
  cr_expect(fabs(m->effective - effective) < 1e-6, "'%s': '%s' counts %.6f, expected %.6f", text,
            form, m->effective, effective);
  cr_expect_eq(m->rules, rules, "'%s': '%s' has rules %#x, expected %#x", text, form, m->rules,
               rules);
}

Test(shifters, leaves_a_word_by_itself_alone) {
  fixture f = start();
  expect_effect(&f, "it is good", "good", 2, 0);
  expect_effect(&f, "we attack", "attack", 3, 0);
  expect_effect(&f, "it is glorious", "glorious", 2, 0);
  stop(&f);
}

Test(shifters, negation_turns_valence_and_dampens_the_rest) {
  fixture f = start();
  expect_effect(&f, "it is not good", "good", 2 * -0.74, TENOR_RULE_NEGATION);
  expect_effect(&f, "it is not bad", "bad", -2 * -0.74, TENOR_RULE_NEGATION);
  expect_effect(&f, "it isn't good", "good", 2 * -0.74, TENOR_RULE_NEGATION);
  expect_effect(&f, "it is not great", "great", -1.5,
                TENOR_RULE_NEGATION); /* strong words lose less */
  expect_effect(&f, "it is not awful", "awful", 1.5, TENOR_RULE_NEGATION);
  expect_effect(&f, "we do not attack", "attack", 3 * 0.3, TENOR_RULE_NEGATION);
  expect_effect(&f, "it is not glorious", "glorious", 2 * 0.3, TENOR_RULE_NEGATION);
  stop(&f);
}

Test(shifters, two_negations_undo_each_other_in_part) {
  fixture f = start();
  expect_effect(&f, "it is never not good", "good", 2 * 0.74 * 0.74, TENOR_RULE_NEGATION);
  expect_effect(&f, "it is never not great", "great", 3 * 0.74 * 0.74, TENOR_RULE_NEGATION);
  expect_effect(&f, "we never do not attack", "attack", 3, TENOR_RULE_NEGATION);
  stop(&f);
}

Test(shifters, negation_ends_with_its_scope) {
  fixture f = start();
  expect_effect(&f, "not a b c d e good", "good", 2 * -0.74, TENOR_RULE_NEGATION);
  expect_effect(&f, "not a b c d e f good", "good", 2, 0);
  expect_effect(&f, "good is not it", "good", 2, 0);
  expect_effect(&f, "no, it is not, good", "good", 2, 0);
  expect_effect(&f, "it is not. good", "good", 2, 0);
  expect_effect(&f, "we do not stop because good", "good", 2, 0);
  expect_effect(&f, "we do not stop until good", "good", 2, 0);
  stop(&f);
}

Test(shifters, a_blocked_negator_negates_nothing) {
  fixture f = start();
  expect_effect(&f, "it is not only good", "good", 2, 0);
  stop(&f);
}

Test(shifters, intensity_fades_with_distance) {
  fixture f = start();
  expect_effect(&f, "very good", "good", 2 * 1.3, TENOR_RULE_INTENSIFIER);
  expect_effect(&f, "very x good", "good", 2 * 1.27, TENOR_RULE_INTENSIFIER);
  expect_effect(&f, "very x y good", "good", 2 * 1.243, TENOR_RULE_INTENSIFIER);
  expect_effect(&f, "very x y z good", "good", 2, 0);
  expect_effect(&f, "very, good", "good", 2, 0);
  expect_effect(&f, "slightly good", "good", 2 * 0.7, TENOR_RULE_DAMPENER);
  expect_effect(&f, "slightly x good", "good", 2 * 0.73, TENOR_RULE_DAMPENER);
  expect_effect(&f, "very attack", "attack", 3 * 1.3, TENOR_RULE_INTENSIFIER);
  expect_effect(&f, "very glorious", "glorious", 2 * 1.3, TENOR_RULE_INTENSIFIER);
  expect_effect(&f, "not very good", "good", 2 * 1.3 * -0.74,
                TENOR_RULE_NEGATION | TENOR_RULE_INTENSIFIER);
  stop(&f);
}

Test(shifters, intensity_has_bounds) {
  fixture f = start();
  expect_effect(&f, "extremely extremely extremely good", "good", 2 * 3, TENOR_RULE_INTENSIFIER);
  expect_effect(&f, "hardly hardly good", "good", 2 * 0.1, TENOR_RULE_DAMPENER);
  stop(&f);
}

Test(shifters, but_divides_a_sentence) {
  fixture f = start();
  expect_effect(&f, "it is good but bad", "good", 2 / 1.5, TENOR_RULE_CONTRAST);
  expect_effect(&f, "it is good but bad", "bad", -2 * 1.5, TENOR_RULE_CONTRAST);
  expect_effect(&f, "it is good but we attack", "attack", 3 * sqrt(1.5), TENOR_RULE_CONTRAST);
  expect_effect(&f, "good but x but bad", "good", 2 / 1.5, TENOR_RULE_CONTRAST);
  expect_effect(&f, "x but good but bad", "good", 2 / 1.5,
                TENOR_RULE_CONTRAST); /* the last one divides */
  expect_effect(&f, "it is good. but bad", "good", 2, 0);
  stop(&f);
}

Test(shifters, a_concession_weakens_its_own_clause) {
  fixture f = start();
  expect_effect(&f, "although it is good, it is bad", "good", 2 * 0.5, TENOR_RULE_CONTRAST);
  expect_effect(&f, "although it is good, it is bad", "bad", -2, 0);
  expect_effect(&f, "although we attack", "attack", 3 * sqrt(0.5), TENOR_RULE_CONTRAST);
  stop(&f);
}

Test(shifters, what_is_not_real_counts_less) {
  fixture f = start();
  expect_effect(&f, "it would be good", "good", 2 * 0.6, TENOR_RULE_IRREALIS);
  expect_effect(&f, "if it would be good", "good", 2 * 0.5, TENOR_RULE_IRREALIS);
  expect_effect(&f, "if so, it is good", "good", 2, 0);
  expect_effect(&f, "we would attack", "attack", 3 * sqrt(0.6), TENOR_RULE_IRREALIS);
  expect_effect(&f, "is it good?", "good", 2 * 0.7, TENOR_RULE_QUESTION);
  expect_effect(&f, "would it be good?", "good", 2 * 0.6,
                TENOR_RULE_QUESTION | TENOR_RULE_IRREALIS);
  expect_effect(&f, "is it so? it is good", "good", 2, 0);
  stop(&f);
}

Test(shifters, form_strengthens) {
  fixture f = start();
  expect_effect(&f, "it is good!", "good", 2 * 1.15, TENOR_RULE_MARKS);
  expect_effect(&f, "so! it is good", "good", 2, 0);
  expect_effect(&f, "it is a GOOD day", "good", 2 * 1.2, TENOR_RULE_CAPITALS);
  expect_effect(&f, "IT IS A GOOD day", "good", 2, 0); /* who shouts all of it stresses none */
  stop(&f);
}

Test(shifters, praise_held_at_arms_length_is_no_praise) {
  fixture f = start();
  const uint32_t quoted = TENOR_RULE_QUOTED | TENOR_RULE_SCARE_QUOTE;
  expect_effect(&f, "their \"good\" plan is here now", "good", 2 * 0.3, quoted);
  expect_effect(&f, "their “good” plan is here now", "good", 2 * 0.3, quoted);
  expect_effect(&f, "their \"bad\" plan is here now", "bad", -2, quoted);
  expect_effect(&f, "he said: \"good\" and went away", "good", 2, TENOR_RULE_QUOTED);
  expect_effect(&f, "their \"good plan of the day\" is here now and then", "good", 2,
                TENOR_RULE_QUOTED);
  expect_effect(&f, "their so-called good plan", "good", 2 * -0.6, TENOR_RULE_SCARE_QUOTE);
  expect_effect(&f, "their so-called bad plan", "bad", -2, TENOR_RULE_SCARE_QUOTE);
  expect_effect(&f, "their so-called x y good plan", "good", 2, 0);
  stop(&f);
}

Test(shifters, fighting_a_cause_or_a_match_is_no_war) {
  fixture f = start();
  expect_effect(&f, "we attack poverty", "attack", 3 * 0.25, TENOR_RULE_CAUSE);
  expect_effect(&f, "we attack a b c poverty", "attack", 3 * 0.25, TENOR_RULE_CAUSE);
  expect_effect(&f, "we attack a b c d poverty", "attack", 3, 0);
  expect_effect(&f, "we attack, poverty", "attack", 3, 0);
  expect_effect(&f, "poverty is why we attack", "attack", 3, 0);
  expect_effect(&f, "we attack their poverty", "attack", 3,
                0); /* it is theirs: an enemy after all */
  expect_effect(&f, "the liars preach poverty", "liars", 2, 0);
  expect_effect(&f, "the team will attack", "attack", 3, 0);
  expect_effect(&f, "the team will attack as a team", "attack", 3 * 0.4, TENOR_RULE_CAUSE);
  expect_effect(&f, "they attack early in football", "attack", 3 * 0.4, TENOR_RULE_CAUSE);
  expect_effect(&f, "they attack. it is football", "attack", 3, 0);
  expect_effect(&f, "it is good football", "good", 2, 0);
  stop(&f);
}

Test(shifters, actors_and_shifters_count_as_they_are) {
  fixture f = start();
  expect_effect(&f, "not russia", "russia", 1, 0);
  expect_effect(&f, "not very good", "very", 1.3, 0);
  stop(&f);
}

Test(shifters, every_effect_is_finite) {
  static const char *const words[] = {
      "not",      "never", "very",   "extremely", "slightly", "hardly",   "but",
      "although", "would", "if",     "so-called", "poverty",  "football", "good",
      "great",    "bad",   "attack", "GOOD",      "russia",   "x",        ",",
      ".",        "!",     "?",      "\"",        "🔥"};
  fixture f = start();
  tenor_rng rng = {4};
  for (int i = 0; i < 3000; i++) {
    char text[1024];
    size_t n = 0;
    for (size_t k = 1 + rng_below(&rng, 60); k > 0; k--)
      n += (size_t)snprintf(text + n, sizeof text - n, "%s ",
                            words[rng_below(&rng, sizeof words / sizeof *words)]);
    cr_assert_eq(analysis_read(&f.analysis, (tenor_text){text, n}), TENOR_OK);
    for (size_t k = 0; k < f.analysis.matches.n; k++) {
      const match *m = &f.analysis.matches.matches[k];
      cr_assert(fabs(m->effective) <= 15 * fabs(m->weight), "'%s': %g", text, m->effective);
    }
  }
  stop(&f);
}

static void read_again(void *a, tenor_text text) {
  cr_assert_eq(analysis_read(a, text), TENOR_OK);
}

Test(shifters, takes_linear_time_for_any_pattern) {
  static const char *const bodies[] = {
      "not ",      "not only ",  "very ",    "but ",    "although ",
      "would ",    "so-called ", "poverty ", "attack ", "russia attack ",
      "football ", "\"",         "\"good",   "“good",   "(",
      ") ",        "🔥",          "sea of ",  "sea ",    "good! ",
      "good? ",    "not. ",      "GOOD ",    "\xFF",    "'good "};
  fixture f = start();
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    expect_linear(read_again, &f.analysis, bodies[i], "fire", 1 << 16);
  expect_linear(read_again, &f.analysis, "not ", "good", 400000); /* 100,000 negators */
  expect_linear(read_again, &f.analysis, "🔥", "good", 100000);
  expect_linear(read_again, &f.analysis, "[", "good", 100000);
  stop(&f);
}
