/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pairs: Cliff's delta against all pairs of scores and scipy.stats.mannwhitneyu; permutation against all arrangements; Holm
 * by hand and Benjamini-Hochberg by scipy.stats.false_discovery_control; letters against what they have to say.
 */
#include "compare_sample.h"

#include "compare/permutation.h"

static tenor_pair pair_of(tenor_comparison *c, uint32_t a, uint32_t b) {
  tenor_compare_options options;
  tenor_pair pair = {0};
  tenor_compare_options_default(&options);
  cr_assert_eq(tenor_comparison_pair(c, a, b, &options, &pair), TENOR_OK);
  return pair;
}

/* ---- Cliff's delta ---------------------------------------------------------------------------------------- */

Test(compare_pair, delta_is_that_of_scipy) {
  static const double b[] = {.2, .2, .45, .0, .1, .33, .5, .05, .25, .6, .41};
  tenor_comparison *c = sample_new(0);
  sample_fill(c, "a");
  for (size_t i = 0; i < sizeof b / sizeof *b; i++) sample_add(c, "b", "", b[i]);
  expect_close(pair_of(c, 0, 1).cliffs_delta, -0.10909090909090913, 1e-15, "delta");
  tenor_comparison_free(&c);
}

Test(compare_pair, delta_is_that_of_all_pairs) {
  tenor_rng rng = {8};
  for (int round = 0; round < 60; round++) {
    const size_t n_a = 1 + rng_below(&rng, 40), n_b = 1 + rng_below(&rng, 40);
    const uint64_t levels = 1 + rng_below(&rng, 30); /* few: ties */
    double a[40], b[40], sum = 0;
    tenor_comparison *c = sample_new(0);
    for (size_t i = 0; i < n_a; i++)
      sample_add(c, "a", i % 3 ? "x" : "", a[i] = 0.01 * (double)rng_below(&rng, levels));
    for (size_t i = 0; i < n_b; i++)
      sample_add(c, "b", i % 3 ? "y" : "", b[i] = 0.01 * (double)rng_below(&rng, levels));
    for (size_t i = 0; i < n_a; i++)
      for (size_t k = 0; k < n_b; k++) sum += (a[i] > b[k]) - (a[i] < b[k]);
    expect_close(pair_of(c, 0, 1).cliffs_delta, sum / (double)(n_a * n_b), 1e-12, "delta");
    tenor_comparison_free(&c);
  }
}

/* ---- permutation ------------------------------------------------------------------------------------------ */

/* All 70 ways to part eight documents: two are as extreme as this one (itertools.combinations and numpy). */
Test(compare_pair, p_is_that_of_all_arrangements) {
  static const pair_document documents[] = {{{2.0}, {8}}, {{1.5}, {5}}, {{4.0}, {9}}, {{0.9}, {3}},
                                            {{0.6}, {6}}, {{0.3}, {2}}, {{1.1}, {8}}, {{0.2}, {4}}};
  for (int bounded = 0; bounded < 2; bounded++) {
    const pair_sample sample = {documents, 0, 4, 4, 0, bounded};
    double p;
    cr_assert_eq(permutation_test(&sample, 2000, 11, &p), TENOR_OK);
    cr_expect(p > 0.02 && p < 0.04, "%g, not about 2 / 70", p);
  }
}

/* All 64 ways to turn six documents round: two are as extreme. */
Test(compare_pair, p_of_shared_documents_is_that_of_all_turns) {
  static const pair_document documents[] = {{{2.0, 0.6}, {8, 6}}, {{1.5, 0.3}, {5, 2}},
                                            {{4.0, 3.1}, {9, 8}}, {{0.9, 0.2}, {3, 4}},
                                            {{1.0, 1.2}, {4, 5}}, {{2.2, 0.5}, {6, 5}}};
  const pair_sample sample = {documents, 6, 0, 0, 0, 0};
  double p;
  cr_assert_eq(permutation_test(&sample, 2000, 12, &p), TENOR_OK);
  cr_expect(p > 0.022 && p < 0.042, "%g, not about 2 / 64", p);
}

Test(compare_pair, p_is_never_0_and_1_for_the_same_scores) {
  tenor_comparison *c = sample_new(0);
  for (int d = 0; d < 30; d++) {
    char document[8];
    (void)snprintf(document, sizeof document, "%d", d);
    sample_add(c, d < 15 ? "low" : "top", document, (d < 15 ? 0.1 : 0.8) + 0.001 * d);
    sample_add(c, d < 15 ? "same1" : "same2", document, 0.3);
  }
  expect_close(pair_of(c, 0, 3).p, 1.0 / 10000, 1e-12, "far apart");
  expect_close(pair_of(c, 1, 2).p, 1, 1e-12, "the same");
  expect_close(pair_of(c, 1, 2).difference.value, 0, 0, "difference");
  tenor_comparison_free(&c);
}

Test(compare_pair, asked_the_other_way_round_it_is_the_same_but_for_its_sign) {
  tenor_comparison *c = sample_new(0);
  sample_fill(c, "a");
  for (int d = 3; d < 12; d++) {
    char document[8];
    (void)snprintf(document, sizeof document, "d%d", d);
    sample_add(c, "b", document, 0.03 * d);
  }
  const tenor_pair one = pair_of(c, 0, 1), other = pair_of(c, 1, 0);
  cr_expect_eq(one.n_shared, 3);
  cr_expect_eq(other.n_shared, 3);
  cr_expect(one.p == other.p && one.difference.value == -other.difference.value &&
            one.difference.lo == -other.difference.hi && one.cliffs_delta == -other.cliffs_delta);
  cr_expect(one.difference.lo < one.difference.value && one.difference.value < one.difference.hi);
  cr_expect_eq(one.warnings, TENOR_WARN_FEW_DOCUMENTS);
  tenor_comparison_free(&c);
}

/* In shared documents the two rise and fall together, so their difference is known better than either. */
Test(compare_pair, shared_documents_make_the_difference_surer) {
  tenor_comparison *shared = sample_new(0), *apart = sample_new(0);
  for (int d = 0; d < 20; d++) {
    char document[8], other[8];
    (void)snprintf(document, sizeof document, "%d", d);
    (void)snprintf(other, sizeof other, "x%d", d);
    const double level = 0.04 * d;
    sample_add(shared, "a", document, level + 0.01 * (d % 3));
    sample_add(apart, "a", document, level + 0.01 * (d % 3));
    sample_add(shared, "b", document, level + 0.1);
    sample_add(apart, "b", other, level + 0.1);
  }
  const tenor_pair together = pair_of(shared, 0, 1), separate = pair_of(apart, 0, 1);
  cr_expect_eq(together.n_shared, 20);
  cr_expect_eq(separate.n_shared, 0);
  cr_expect_lt(together.difference.hi - together.difference.lo,
               0.25 * (separate.difference.hi - separate.difference.lo));
  cr_expect_lt(together.p, 0.001);
  cr_expect_gt(separate.p, 0.05);
  tenor_comparison_free(&shared);
  tenor_comparison_free(&apart);
}

Test(compare_pair, a_single_document_gives_no_p) {
  tenor_comparison *c = sample_new(0);
  sample_fill(c, "a");
  sample_add(c, "b", "z", 0.5);
  const tenor_pair pair = pair_of(c, 0, 1);
  cr_expect(isnan(pair.p) && isnan(pair.difference.lo) && !isnan(pair.difference.value) &&
            !isnan(pair.cliffs_delta));
  cr_expect_eq(pair.warnings, TENOR_WARN_FEW_DOCUMENTS | TENOR_WARN_ONE_DOCUMENT);
  tenor_compare_options options;
  tenor_pair none;
  tenor_compare_options_default(&options);
  cr_expect_eq(tenor_comparison_pair(c, 0, 2, &options, &none), TENOR_ERR_ARG);
  cr_expect_eq(tenor_comparison_pair(c, 1, 1, &options, &none), TENOR_ERR_ARG);
  tenor_comparison_free(&c);
}

/* ---- many tests ------------------------------------------------------------------------------------------- */

Test(compare_pair, adjusts_for_many_tests) {
  const double p[] = {.01, .04, .03, .005, .6, .04, .2};
  const double bh[] = {0.035, 0.056, 0.056, 0.035, 0.6, 0.056, 0.23333333333333336};
  const double holm[] = {0.06, 0.16, 0.15, 0.035, 0.6, 0.16, 0.4};
  double adjusted[7];
  cr_assert_eq(tenor_adjust_bh(p, 7, adjusted), TENOR_OK);
  for (int i = 0; i < 7; i++) expect_close(adjusted[i], bh[i], 1e-12, "BH");
  cr_assert_eq(tenor_adjust_holm(p, 7, adjusted), TENOR_OK);
  for (int i = 0; i < 7; i++) expect_close(adjusted[i], holm[i], 1e-12, "Holm");
}

Test(compare_pair, a_test_that_could_not_be_made_counts_for_nothing) {
  double p[] = {NAN, 0.02, NAN, 0.04};
  cr_assert_eq(tenor_adjust_holm(p, 4, p), TENOR_OK); /* into itself */
  cr_expect(isnan(p[0]) && isnan(p[2]));
  expect_close(p[1], 0.04, 1e-15, "Holm of two");
  expect_close(p[3], 0.04, 1e-15, "Holm of two");
  cr_assert_eq(tenor_adjust_bh(p, 0, p), TENOR_OK);
}

/* ---- letters ---------------------------------------------------------------------------------------------- */

enum { MOST = 12 };

/* Two groups share a letter if and only if they do not differ, and no letter can be done without. */
static void expect_letters(const unsigned char *differ, uint32_t n) {
  unsigned char *letters;
  uint32_t n_letters;
  cr_assert_eq(tenor_letters_make(differ, n, &letters, &n_letters), TENOR_OK);
  for (uint32_t a = 0; a < n; a++)
    for (uint32_t b = 0; b < n; b++) {
      bool share = false;
      for (uint32_t k = 0; k < n_letters; k++) share |= letters[k * n + a] && letters[k * n + b];
      cr_expect_eq(share, !differ[a * n + b], "%u and %u", a, b);
    }
  for (uint32_t k = 0; k < n_letters; k++)
    for (uint32_t l = 0; l < n_letters; l++) {
      bool is_within = k != l;
      for (uint32_t i = 0; i < n; i++) is_within &= !letters[k * n + i] || letters[l * n + i];
      cr_expect_not(is_within, "letter %u says nothing that %u does not", k, l);
    }
  tenor_letters_free(&letters);
  cr_expect_null(letters);
}

Test(compare_pair, letters_say_which_pairs_differ) {
  tenor_rng rng = {13};
  for (int round = 0; round < 400; round++) {
    unsigned char differ[MOST * MOST] = {0};
    const uint32_t n = 1 + (uint32_t)rng_below(&rng, MOST);
    const uint64_t one_in = 1 + rng_below(&rng, 5);
    for (uint32_t a = 0; a < n; a++)
      for (uint32_t b = a + 1; b < n; b++)
        differ[a * n + b] = differ[b * n + a] = rng_below(&rng, one_in) == 0;
    expect_letters(differ, n);
  }
}

Test(compare_pair, letters_of_a_known_case) {
  /* 0 and 2 differ, 1 differs from neither: a, ab, b. */
  static const unsigned char differ[9] = {0, 0, 1, 0, 0, 0, 1, 0, 0};
  static const unsigned char expected[6] = {1, 1, 0, 0, 1, 1};
  unsigned char *letters;
  uint32_t n_letters;
  cr_assert_eq(tenor_letters_make(differ, 3, &letters, &n_letters), TENOR_OK);
  cr_expect_eq(n_letters, 2);
  cr_expect_eq(memcmp(letters, expected, sizeof expected), 0);
  tenor_letters_free(&letters);
  cr_assert_eq(tenor_letters_make(NULL, 0, &letters, &n_letters), TENOR_OK);
  cr_expect(letters == NULL && n_letters == 0);
  tenor_letters_free(&letters);
}
