/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Agreement against values computed elsewhere: alpha from the coincidence matrix as Krippendorff (2011) writes it down,
 * in numpy; kappas by scikit-learn's cohen_kappa_score (quadratic: 1 - mean squared difference of the pairs over that of
 * all pairings). His example's published alphas are 0.743, 0.815 and 0.849.
 */
#include "tenor_agreement.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

#define GAP NAN

static tenor_agreement measure(const double *codes, size_t n_units, size_t n_coders,
                               tenor_metric metric) {
  tenor_agreement seen;
  cr_assert_eq(tenor_agreement_measure(codes, n_units, n_coders, metric, 0, 1, &seen), TENOR_OK);
  return seen;
}

static void expect_near(const char *what, double seen, double wanted) {
  cr_expect(fabs(seen - wanted) < 1e-9, "%s: %.15g, should be %.15g", what, seen, wanted);
}

static void expect_alphas(const double *codes, size_t n_units, size_t n_coders,
                          const double wanted[3]) {
  static const char *const names[] = {"nominal", "ordinal", "interval"};
  for (int metric = 0; metric < 3; metric++)
    expect_near(names[metric], measure(codes, n_units, n_coders, (tenor_metric)metric).alpha.value,
                wanted[metric]);
}

/* Twelve units, four observers; the last unit has one code only and must not count. */
static const double example[12][4] = {{1, 1, GAP, 1}, {2, 2, 3, 2},     {3, 3, 3, 3},
                                      {3, 3, 3, 3},   {2, 2, 2, 2},     {1, 2, 3, 4},
                                      {4, 4, 4, 4},   {1, 1, 2, 1},     {2, 2, 2, 2},
                                      {GAP, 5, 5, 5}, {GAP, GAP, 1, 1}, {GAP, 3, GAP, GAP}};

Test(agreement, is_that_of_krippendorffs_example) {
  expect_alphas(example[0], 12, 4,
                (double[]){0.743421052631579, 0.815387503754881, 0.849107142857143});
  const tenor_agreement seen = measure(example[0], 12, 4, TENOR_METRIC_INTERVAL);
  cr_expect_eq(seen.n_units, 11);
  cr_expect_eq(seen.n_coders, 4);
  cr_expect_eq(seen.n_codes, 40);
  expect_near("mean kappa", seen.kappa.value, 0.700162637107089);
  expect_near("mean weighted kappa", seen.weighted_kappa.value, 0.775123661959446);
  expect_near("agreement", seen.agreement.value, 0.781818181818182);
}

Test(agreement, of_two_coders) {
  static const double codes[10][2] = {{0, 0}, {1, 1}, {2, 3}, {3, 3}, {4, 4},
                                      {2, 1}, {2, 2}, {1, 0}, {0, 0}, {3, 4}};
  expect_alphas(codes[0], 10, 2,
                (double[]){0.522012578616352, 0.903957680250784, 0.903061224489796});
  const tenor_agreement seen = measure(codes[0], 10, 2, TENOR_METRIC_ORDINAL);
  expect_near("kappa", seen.kappa.value, 0.506172839506173);
  expect_near("weighted kappa", seen.weighted_kappa.value, 0.897959183673469);
  expect_near("agreement", seen.agreement.value, 0.6);
}

enum { UNITS = 60, CODERS = 3 };

/* A level 0..4 for each unit, which each coder misses by one half of the time, and leaves out every fifth time. */
static void draw(double codes[UNITS * CODERS]) {
  tenor_rng rng = {7};
  for (size_t u = 0; u < UNITS; u++) {
    const double level = (double)rng_below(&rng, 5);
    for (size_t k = 0; k < CODERS; k++) {
      if (rng_below(&rng, 5) == 0) {
        codes[u * CODERS + k] = GAP;
        continue;
      }
      const uint64_t miss = rng_below(&rng, 4);
      codes[u * CODERS + k] = fmax(0, fmin(4, level + (miss == 0) - (miss == 1)));
    }
  }
}

Test(agreement, of_three_coders_with_gaps) {
  double codes[UNITS * CODERS];
  draw(codes);
  expect_alphas(codes, UNITS, CODERS,
                (double[]){0.435151419058189, 0.780879889770806, 0.784459532277185});
  const tenor_agreement seen = measure(codes, UNITS, CODERS, TENOR_METRIC_INTERVAL);
  expect_near("mean kappa", seen.kappa.value, 0.424843998724748);
  expect_near("mean weighted kappa", seen.weighted_kappa.value, 0.79693475442799);
  expect_near("agreement", seen.agreement.value, 0.537634408602151);
}

/* Ordinal labels are ranks: only their order may count. */
Test(agreement, of_ordinal_labels_ignores_their_size) {
  double codes[UNITS * CODERS];
  draw(codes);
  const double before = measure(codes, UNITS, CODERS, TENOR_METRIC_ORDINAL).alpha.value;
  for (size_t i = 0; i < UNITS * CODERS; i++) codes[i] = exp(codes[i]) - 7;
  expect_near("alpha", measure(codes, UNITS, CODERS, TENOR_METRIC_ORDINAL).alpha.value, before);
}

Test(agreement, is_1_when_all_agree_and_undefined_when_there_is_nothing_to_tell_apart) {
  static const double agreed[] = {0, 0, 1, 1, 3, 3}, same[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1},
                      alone[] = {1, GAP, GAP, 2, GAP, GAP};
  for (int metric = 0; metric < 3; metric++) {
    const tenor_agreement all = measure(agreed, 3, 2, (tenor_metric)metric);
    expect_near("alpha", all.alpha.value, 1);
    expect_near("kappa", all.kappa.value, 1);
    const tenor_agreement one_value = measure(same, 3, 2, (tenor_metric)metric);
    cr_expect(isnan(one_value.alpha.value) && isnan(one_value.kappa.value));
    expect_near("agreement", one_value.agreement.value, 1);
    const tenor_agreement nothing = measure(alone, 3, 2, (tenor_metric)metric);
    cr_expect(isnan(nothing.alpha.value) && isnan(nothing.agreement.value));
    cr_expect_eq(nothing.n_units + nothing.n_coders + nothing.n_codes, 0);
  }
  cr_expect(isnan(measure(agreed, 3, 2, TENOR_METRIC_NOMINAL).weighted_kappa.value));
  cr_expect(isnan(measure(NULL, 0, 0, TENOR_METRIC_NOMINAL).alpha.value));
}

/* Two who never share a unit have no kappa of their own, but a third ties them together. */
Test(agreement, passes_over_pairs_without_units_in_common) {
  static const double codes[] = {1, 1, GAP, 0, 0, GAP, GAP, 1, 1, GAP, 0, 1};
  const tenor_agreement seen = measure(codes, 4, 3, TENOR_METRIC_NOMINAL);
  expect_near("mean kappa", seen.kappa.value, (1 + 0) / 2.0);
  cr_expect_eq(seen.n_coders, 3);
}

Test(agreement, has_intervals_that_repeat_themselves_and_hold_the_figure) {
  double codes[UNITS * CODERS];
  draw(codes);
  tenor_agreement seen, again, other;
  cr_assert_eq(tenor_agreement_measure(codes, UNITS, CODERS, TENOR_METRIC_ORDINAL, 400, 5, &seen),
               TENOR_OK);
  cr_assert_eq(tenor_agreement_measure(codes, UNITS, CODERS, TENOR_METRIC_ORDINAL, 400, 5, &again),
               TENOR_OK);
  cr_assert_eq(tenor_agreement_measure(codes, UNITS, CODERS, TENOR_METRIC_ORDINAL, 400, 6, &other),
               TENOR_OK);
  cr_expect_eq(memcmp(&seen, &again, sizeof seen), 0);
  cr_expect_neq(memcmp(&seen, &other, sizeof seen), 0);
  const tenor_agreement_figure *const all[] = {&seen.alpha, &seen.kappa, &seen.weighted_kappa,
                                               &seen.agreement};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    cr_expect(
        all[i]->lo < all[i]->value && all[i]->value < all[i]->hi && all[i]->hi - all[i]->lo < 0.4,
        "%.3f in %.3f..%.3f", all[i]->value, all[i]->lo, all[i]->hi);
}

Test(agreement, tells_which_units_are_disputed) {
  static const double unit[] = {1, GAP, 3, 1};
  expect_near("nominal", tenor_agreement_dispute(unit, 4, TENOR_METRIC_NOMINAL), 2 / 3.0);
  expect_near("ordinal", tenor_agreement_dispute(unit, 4, TENOR_METRIC_ORDINAL), 8 / 3.0);
  cr_expect(isnan(tenor_agreement_dispute(unit, 2, TENOR_METRIC_INTERVAL)));
}
