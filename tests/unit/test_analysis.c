/* SPDX-License-Identifier: Apache-2.0 */
/* Features: what they are for texts counted by hand, and that a text said twice has the same ones. */
#include "feature/analysis.h"

#include <math.h>

#include "base/rng.h"
#include "feature/vocabulary.h"
#include "shifter_lexicon.h"

typedef struct fixture {
  tenor_lexicon *lexicon;
  ngram_vocabulary vocabulary;
  unsigned char *blob;
  analysis analysis;
} fixture;

/* With a vocabulary of all stems and pairs of the text. */
static fixture start(const char *vocabulary_text) {
  fixture f = {.lexicon = shifter_lexicon()};
  vocabulary_counter counter;
  vocabulary_choice choice;
  size_t size;
  cr_assert_eq(vocabulary_counter_init(&counter, NULL), TENOR_OK);
  cr_assert_eq(vocabulary_counter_add(&counter, tenor_text_of(vocabulary_text)), TENOR_OK);
  cr_assert_eq(vocabulary_choose(&counter, 1, 1, &choice), TENOR_OK);
  cr_assert_eq(ngram_build(&choice.stems, (const uint32_t(*)[2])choice.pairs, choice.n_pairs, NULL,
                           &f.blob, &size),
               TENOR_OK);
  cr_assert_eq(ngram_open(&f.vocabulary, f.blob, size, NULL), TENOR_OK);
  vocabulary_choice_finish(&choice);
  vocabulary_counter_finish(&counter);
  return f;
}

static void begin(fixture *f) {
  cr_assert_eq(analysis_init(&f->analysis, f->lexicon, NULL, &f->vocabulary), TENOR_OK);
}

static void stop(fixture *f) {
  analysis_finish(&f->analysis);
  tenor_lexicon_free(&f->lexicon);
  free(f->blob);
}

static double dense(const fixture *f, uint32_t feature) {
  for (size_t i = 0; i < f->analysis.n_dense; i++)
    if (f->analysis.dense[i].feature == feature) return (double)f->analysis.dense[i].value;
  return 0;
}

static double stat_of(const fixture *f, const char *category, feature_stat stat) {
  return dense(f, layout_stat(lexicon_category_find(f->lexicon, category), stat));
}

static double group_of(const fixture *f, feature_group group, feature_stat stat) {
  return dense(f, layout_group((uint32_t)f->lexicon->n_categories, group, stat));
}

static double form_of(const fixture *f, feature_form form) {
  return dense(f, layout_form((uint32_t)f->lexicon->n_categories, form));
}

static void expect_near(double found, double expected, const char *what) {
  cr_expect(fabs(found - expected) < 1e-6, "%s: %.9g, expected %.9g", what, found, expected);
}

static void read_text(fixture *f, const char *text) {
  cr_assert_eq(analysis_read(&f->analysis, tenor_text_of(text)), TENOR_OK);
}

Test(analysis, sums_categories_and_groups) {
  fixture f = start("");
  begin(&f);
  read_text(&f, "it is a great day, not bad, x y z"); /* great 3; bad -2 negated */
  const double n = 10, sum = 3 + 2 * 0.74;
  cr_assert_eq(f.analysis.tokens.n, 10);
  expect_near(stat_of(&f, "valence", STAT_RATE), 10 * sum / n, "rate");
  expect_near(stat_of(&f, "valence", STAT_ROOT), sqrt(sum / n), "root");
  expect_near(stat_of(&f, "valence", STAT_PEAK), 3, "peak");
  expect_near(stat_of(&f, "valence", STAT_NEGATED), 2.0 / 5, "negated");
  expect_near(stat_of(&f, "valence", STAT_QUOTED), 0, "quoted");
  for (feature_stat k = 0; k < N_STATS; k++)
    expect_near(group_of(&f, GROUP_VALENCE, k), stat_of(&f, "valence", k), layout_stat_name(k));
  expect_near(group_of(&f, GROUP_HOSTILITY, STAT_RATE), 0, "no hostility");
  read_text(&f, "he said: \"it is awful now\" and bad"); /* awful -3 quoted; bad -2 */
  expect_near(stat_of(&f, "valence", STAT_QUOTED), 3.0 / 5, "quoted");
  expect_near(stat_of(&f, "valence", STAT_ROOT), -sqrt(5.0 / 8), "a negative root");
  expect_near(stat_of(&f, "valence", STAT_PEAK), -3, "a negative peak");
  stop(&f);
}

Test(analysis, knows_at_whom_hostility_is_directed) {
  fixture f = start("");
  begin(&f);
  read_text(&f, "attack on russia");
  expect_near(group_of(&f, GROUP_DIRECTED, STAT_PEAK), 3, "beside");
  read_text(&f, "russia a b c attack");
  expect_near(group_of(&f, GROUP_DIRECTED, STAT_PEAK), 3, "four words before");
  read_text(&f, "attack a b c russia");
  expect_near(group_of(&f, GROUP_DIRECTED, STAT_PEAK), 3, "four words after");
  read_text(&f, "russia a b c d attack");
  expect_near(group_of(&f, GROUP_DIRECTED, STAT_PEAK), 0, "five words before");
  read_text(&f, "attack a b c d russia");
  expect_near(group_of(&f, GROUP_DIRECTED, STAT_PEAK), 0, "five words after");
  read_text(&f, "we attack. Russia is here");
  expect_near(group_of(&f, GROUP_DIRECTED, STAT_PEAK), 0, "in the next sentence");
  expect_near(group_of(&f, GROUP_HOSTILITY, STAT_PEAK), 3, "hostile all the same");
  stop(&f);
}

Test(analysis, measures_form) {
  fixture f = start("");
  begin(&f);
  read_text(&f, "Wow!! @you see #THIS 12 sooo? www.x.org \"a b\" 🔥 ...");
  const double n = 10;
  cr_assert_eq(f.analysis.tokens.n, 10);
  expect_near(form_of(&f, FORM_EXCLAMATIONS), sqrt(2 / n), "exclamations");
  expect_near(form_of(&f, FORM_QUESTIONS), sqrt(1 / n), "questions");
  expect_near(form_of(&f, FORM_ELLIPSES), sqrt(1 / n), "ellipses");
  expect_near(form_of(&f, FORM_QUOTED), 2 / n, "quoted");
  expect_near(form_of(&f, FORM_CAPITALS), 1 / n, "capitals");
  expect_near(form_of(&f, FORM_CAPITALISED), 2 / n, "capitalised");
  expect_near(form_of(&f, FORM_NUMBERS), 1 / n, "numbers");
  expect_near(form_of(&f, FORM_MENTIONS), 1 / n, "mentions");
  expect_near(form_of(&f, FORM_URLS), 1 / n, "links");
  expect_near(form_of(&f, FORM_HASHTAGS), 1 / n, "hashtags");
  expect_near(form_of(&f, FORM_EMOJI), 1 / n, "emoji");
  expect_near(form_of(&f, FORM_ELONGATED), 1 / n, "elongated");
  read_text(&f, "One two. Three four.");
  expect_near(form_of(&f, FORM_SENTENCE_LENGTH), log2(3) / 5, "words a sentence");
  expect_near(form_of(&f, FORM_WORD_LENGTH), (3 + 3 + 5 + 4) / 4.0 / 10, "word length");
  stop(&f);
}

Test(analysis, finds_each_ngram_once) {
  fixture f = start("we will attack them");
  begin(&f);
  read_text(&f, "We will attack. We will attacks them, they will attack them");
  cr_expect_eq(f.vocabulary.n_features, 7);
  /* we, will, we+will, attack, will+attack, them, attack+them */
  cr_expect_eq(f.analysis.n_ngrams, 7);
  for (size_t i = 0; i < f.analysis.n_ngrams; i++) {
    const ngram_place *p = &f.analysis.ngrams[i];
    cr_expect(p->end > p->begin && p->end <= f.analysis.tokens.n);
    for (size_t k = 0; k < i; k++) cr_expect_neq(p->feature, f.analysis.ngrams[k].feature);
  }
  read_text(&f, "attack. Them");
  cr_expect_eq(f.analysis.n_ngrams, 2, "a pair over the end of a sentence");
  stop(&f);
}

Test(analysis, counts_the_words_it_knows) {
  fixture f = start("we will");
  begin(&f);
  read_text(&f, "We will attack the moon");
  cr_expect_eq(f.analysis.n_known, 3);
  stop(&f);
}

Test(analysis, finds_nothing_in_nothing) {
  fixture f = start("we will");
  begin(&f);
  read_text(&f, "good");
  read_text(&f, " ... ");
  cr_expect_eq(f.analysis.tokens.n, 0);
  cr_expect_eq(f.analysis.n_dense, 0);
  cr_expect_eq(f.analysis.n_ngrams, 0);
  cr_expect_eq(f.analysis.matches.n, 0);
  stop(&f);
}

/* ---- said twice --------------------------------------------------------------------------------------- */

static const char *const words[] = {
    "not",        "never",   "very",     "slightly", "but",         "although",   "would",
    "so-called",  "poverty", "good",     "great",    "bad",         "attack",     "GOOD",
    "russia",     "Iran",    "the west", "strikes",  "sea of fire", "invincible", "x",
    "the",        "don't",   "U.S.",     "12",       "@you",        "#this",      "\"good\"",
    "“very bad”", "🔥",       "y,",       "football", "Kim's",       "sooo",       "war - peace"};

/* One to three sentences, each with its end. */
static size_t random_text(tenor_rng *rng, char text[2048]) {
  static const char *const ends[] = {"they. ", "them! ", "us? ", "this?! "};
  size_t n = 0;
  for (size_t sentences = 1 + rng_below(rng, 3); sentences > 0; sentences--) {
    for (size_t k = rng_below(rng, 14); k > 0; k--)
      n += (size_t)snprintf(text + n, 2048 - n, "%s ",
                            words[rng_below(rng, sizeof words / sizeof *words)]);
    n += (size_t)snprintf(text + n, 2048 - n, "%s", ends[rng_below(rng, 4)]);
  }
  return n;
}

typedef struct features {
  double dense[256];
  unsigned char ngram[512];
} features;

static features read_features(fixture *f, const char *text) {
  features result = {{0}, {0}};
  cr_assert_leq(layout_size((uint32_t)f->lexicon->n_categories), 256);
  cr_assert_leq(f->vocabulary.n_features, 512);
  read_text(f, text);
  for (size_t i = 0; i < f->analysis.n_dense; i++)
    result.dense[f->analysis.dense[i].feature] = (double)f->analysis.dense[i].value;
  for (size_t i = 0; i < f->analysis.n_ngrams; i++) result.ngram[f->analysis.ngrams[i].feature] = 1;
  return result;
}

Test(analysis, a_text_said_twice_has_the_same_features) {
  fixture f = start(
      "not very good but never great. attack russia. the west strikes iran. they would attack "
      "them. so called us");
  begin(&f);
  tenor_rng rng = {6};
  for (int i = 0; i < 3000; i++) {
    char once[2048], twice[4096];
    random_text(&rng, once);
    (void)snprintf(twice, sizeof twice, "%s%s", once, once);
    const features a = read_features(&f, once), b = read_features(&f, twice);
    for (size_t k = 0; k < 256; k++)
      cr_assert(fabs(a.dense[k] - b.dense[k]) <= 1e-5 * (1 + fabs(a.dense[k])),
                "feature %zu of '%s': %g, twice %g", k, once, a.dense[k], b.dense[k]);
    cr_assert_eq(memcmp(a.ngram, b.ngram, sizeof a.ngram), 0, "n-grams of '%s'", once);
  }
  stop(&f);
}

Test(analysis, remembers_nothing_of_the_text_before) {
  fixture f = start("not good attack");
  begin(&f);
  tenor_rng rng = {8};
  char probe[2048], other[2048];
  for (int i = 0; i < 300; i++) {
    random_text(&rng, probe);
    random_text(&rng, other);
    const features before = read_features(&f, probe);
    read_text(&f, other);
    const features after = read_features(&f, probe);
    cr_assert_eq(memcmp(&before, &after, sizeof before), 0, "'%s' after '%s'", probe, other);
  }
  stop(&f);
}
