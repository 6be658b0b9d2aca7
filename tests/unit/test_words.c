/* SPDX-License-Identifier: Apache-2.0 */
/* Distinctive words: figures computed in Python, a slow count of everything, merging, ties, and what is no word. */
#include "tenor_words.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "counted_memory.h"

static tenor_words *start(void) {
  tenor_words *w;
  cr_assert_eq(tenor_words_new(&w, NULL), TENOR_OK);
  return w;
}

static void add(tenor_words *w, const char *group, const char *text) {
  cr_assert_eq(tenor_words_add(w, tenor_text_of(group), tenor_text_of(text)), TENOR_OK);
}

static size_t rank(tenor_words *w, const char *group, double prior, const tenor_word **top) {
  size_t n = SIZE_MAX;
  cr_assert_eq(tenor_words_rank(w, tenor_text_of(group), prior, SIZE_MAX, top, &n), TENOR_OK);
  return n;
}

static tenor_word find(tenor_words *w, const char *group, double prior, const char *form) {
  const tenor_word *top;
  const size_t n = rank(w, group, prior, &top);
  for (size_t i = 0; i < n; i++)
    if (strcmp(top[i].form, form) == 0) return top[i];
  return (tenor_word){.form = NULL, .z = NAN};
}

static tenor_words *three_birds(void) {
  tenor_words *w = start();
  add(w, "hawk", "We will strike the enemy.");
  add(w, "hawk", "The enemy must pay.");
  add(w, "hawk", "We strike!");
  add(w, "dove", "We want peace and the talks.");
  add(w, "dove", "The talks want peace.");
  add(w, "dove", "Peace");
  add(w, "owl", "The report is long.");
  add(w, "owl", "We read the report and the talks.");
  return w;
}

/* From the formula of the header in Python 3.11, math.log and math.sqrt, over the words as they are spelled. */
Test(words, agree_with_python) {
  static const struct {
    double prior;
    const char *group, *form;
    uint64_t n, n_rest;
    double log_odds, z;
  } known[] = {
      {NAN, "hawk", "strike", 2, 0, 0.9745596399981311, 1.1253245409885315},
      {NAN, "hawk", "the", 2, 5, -0.08183001824763236, -0.1855730383398109},
      {NAN, "dove", "peace", 3, 0, 1.0068047394149866, 1.4238369171421839},
      {NAN, "owl", "the", 3, 4, 0.1625189294977749, 0.37195521165101},
      {NAN, "owl", "report", 2, 0, 0.9745596399981311, 1.1253245409885315},
      {NAN, "dove", "we", 1, 3, -0.12883287184296877, -0.22002401580201392},
      {500, "hawk", "strike", 2, 0, 0.09070817112956586, 0.35867646805659364},
      {500, "hawk", "the", 2, 5, -0.007724235666426882, -0.05716458090140074},
      {500, "dove", "peace", 3, 0, 0.09373160460704666, 0.45392923616170644},
      {500, "owl", "the", 3, 4, 0.015447488889353878, 0.1143314164690055},
      {500, "dove", "we", 1, 3, -0.012119435762064645, -0.06779851527744901},
  };
  tenor_words *w = three_birds();
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    const tenor_word word = find(w, known[i].group, known[i].prior, known[i].form);
    cr_expect_eq(word.n, known[i].n, "%s of %s", known[i].form, known[i].group);
    cr_expect_eq(word.n_rest, known[i].n_rest, "%s of %s", known[i].form, known[i].group);
    cr_expect_float_eq(word.log_odds, known[i].log_odds, 1e-9);
    cr_expect_float_eq(word.z, known[i].z, 1e-9);
  }
  tenor_words_free(&w);
  cr_expect_null(w);
}

Test(words, are_stems_by_their_commonest_form) {
  tenor_words *w = start();
  add(w, "a", "Threats! A threat is a threat; they threaten nobody's threat.");
  add(w, "b", "threats threats threats threats 1994 @someone https://a.example 3,000");
  cr_expect_eq(find(w, "a", NAN, "threats").n, 4);
  cr_expect_eq(find(w, "b", NAN, "threats").n, 4);
  cr_expect_null(find(w, "a", NAN, "threat").form);
  cr_expect_null(find(w, "b", NAN, "1994").form);
  const tenor_word *top;
  cr_expect_eq(rank(w, "b", NAN, &top), 1, "numbers, mentions and addresses are no words");
  tenor_words_free(&w);
}

Test(words, stand_by_falling_z_and_then_by_name) {
  const tenor_word *top;
  size_t n;
  tenor_words *w = three_birds();
  cr_expect_eq(tenor_words_rank(w, tenor_text_of("hawk"), NAN, 3, &top, &n), TENOR_OK);
  cr_assert_eq(n, 3);
  cr_expect_str_eq(top[0].form, "enemy");
  cr_expect_str_eq(top[1].form, "strike");
  cr_expect_str_eq(top[2].form, "must");
  n = rank(w, "owl", NAN, &top);
  for (size_t i = 1; i < n; i++) cr_expect_leq(top[i].z, top[i - 1].z);
  tenor_words_free(&w);
}

Test(words, are_none_where_there_is_nothing_to_compare) {
  const tenor_word *top;
  size_t n;
  tenor_words *w = start();
  cr_expect_eq(rank(w, "a", NAN, &top), 0);
  add(w, "a", "peace");
  cr_expect_eq(rank(w, "a", NAN, &top), 0, "a group alone");
  add(w, "b", "");
  cr_expect_eq(rank(w, "b", NAN, &top), 0);
  add(w, "b", "peace peace");
  cr_assert_eq(rank(w, "b", NAN, &top), 1);
  cr_expect_float_eq(top[0].z, 0, 0, "one word alone");
  cr_expect_eq(rank(w, "c", NAN, &top), 0);
  cr_expect_eq(tenor_words_rank(w, tenor_text_of("a"), 0, 1, &top, &n), TENOR_ERR_ARG);
  cr_expect_eq(tenor_words_rank(w, tenor_text_of("a"), INFINITY, 1, &top, &n), TENOR_ERR_ARG);
  tenor_words_free(&w);
  tenor_words_free(NULL);
}

/* ---- against a slow count ------------------------------------------------------------------------------- */

enum { N_GROUPS = 5, N_FORMS = 40, N_TEXTS = 400 };

static void make_text(tenor_rng *rng, char text[256], uint64_t counts[N_FORMS]) {
  size_t n = 0;
  for (uint64_t k = rng_below(rng, 12); k > 0; k--) {
    const uint64_t word = rng_below(rng, 1 + rng_below(rng, N_FORMS)); /* the first are common */
    n += (size_t)snprintf(text + n, 256 - n, "x%c%c ", (char)('b' + word / 8),
                          (char)('b' + word % 8));
    counts[word]++;
  }
  text[n] = '\0';
}

/* Adds the texts first, first + step, ... of a fixed series. */
static void add_series(tenor_words *w, size_t first, size_t step,
                       uint64_t counts[N_GROUPS][N_FORMS]) {
  tenor_rng rng = {11};
  for (size_t i = 0; i < N_TEXTS; i++) {
    char text[256];
    uint64_t mine[N_FORMS] = {0};
    const size_t group = rng_below(&rng, N_GROUPS);
    make_text(&rng, text, mine);
    if (i % step != first) continue;
    add(w, (char[2]){(char)('A' + group), '\0'}, text);
    for (size_t k = 0; k < N_FORMS; k++) counts[group][k] += mine[k];
  }
}

static void expect_counts(tenor_words *w, uint64_t counts[N_GROUPS][N_FORMS]) {
  double total = 0, of_group[N_GROUPS] = {0}, of_word[N_FORMS] = {0};
  for (size_t g = 0; g < N_GROUPS; g++)
    for (size_t k = 0; k < N_FORMS; k++) {
      total += (double)counts[g][k];
      of_group[g] += (double)counts[g][k];
      of_word[k] += (double)counts[g][k];
    }
  for (size_t g = 0; g < N_GROUPS; g++)
    for (size_t k = 0; k < N_FORMS; k++) {
      const char group[2] = {(char)('A' + g), '\0'};
      const char form[4] = {'x', (char)('b' + k / 8), (char)('b' + k % 8), '\0'};
      const tenor_word word = find(w, group, NAN, form);
      if (counts[g][k] == 0) {
        cr_expect_null(word.form);
        continue;
      }
      const double here = (double)counts[g][k] + of_word[k];
      const double there = of_word[k] - (double)counts[g][k] + of_word[k];
      const double log_odds = log(here / (of_group[g] + total - here)) -
                              log(there / (total - of_group[g] + total - there));
      cr_assert_not_null(word.form, "%s of %s", form, group);
      cr_expect_eq(word.n, counts[g][k]);
      cr_expect_float_eq(word.log_odds, log_odds, 1e-9);
      cr_expect_float_eq(word.z, log_odds / sqrt(1 / here + 1 / there), 1e-9);
    }
}

Test(words, agree_with_a_slow_count) {
  uint64_t counts[N_GROUPS][N_FORMS] = {{0}};
  tenor_words *w = start();
  add_series(w, 0, 1, counts);
  expect_counts(w, counts);
  tenor_words_free(&w);
}

Test(words, are_the_same_when_shards_are_merged) {
  uint64_t counts[N_GROUPS][N_FORMS] = {{0}};
  tenor_words *whole = start(), *shards[3];
  for (size_t i = 0; i < 3; i++) {
    shards[i] = start();
    add_series(shards[i], i, 3, counts);
  }
  for (size_t i = 3; i-- > 0;) cr_assert_eq(tenor_words_merge(whole, shards[i]), TENOR_OK);
  expect_counts(whole, counts);
  for (size_t i = 0; i < 3; i++) tenor_words_free(&shards[i]);
  tenor_words_free(&whole);
}

/* ---- memory ------------------------------------------------------------------------------------------- */

static tenor_status live(void) {
  tenor_words *one = NULL, *two = NULL;
  const tenor_word *top;
  size_t n;
  tenor_status status = tenor_words_new(&one, NULL);
  if (status >= 0) status = tenor_words_new(&two, NULL);
  if (status >= 0)
    status = tenor_words_add(one, tenor_text_of("a"),
                             tenor_text_of("Peace and talks, talks and peace."));
  if (status >= 0)
    status = tenor_words_add(two, tenor_text_of("b"), tenor_text_of("War and strikes."));
  if (status >= 0) status = tenor_words_merge(one, two);
  if (status >= 0) status = tenor_words_rank(one, tenor_text_of("a"), NAN, 2, &top, &n);
  tenor_words_free(&one);
  tenor_words_free(&two);
  return status;
}

Test(words, report_every_failure_of_memory) {
  memory_start(0, 0);
  cr_assert_eq(live(), TENOR_OK);
  const size_t n = memory_requests();
  for (size_t at = 1; at <= n; at++) {
    memory_start(at, 0);
    cr_expect_eq(live(), TENOR_ERR_MEMORY, "request %zu of %zu", at, n);
    cr_expect_eq(memory_live(), 0, "request %zu of %zu leaks", at, n);
  }
}
