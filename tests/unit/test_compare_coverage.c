/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The promise of the intervals and tests, on simulated statements of known truth: a small, seeded version of
 * tests/bench/simulate_coverage and its like. The bounds are 93..97 %, plus two standard errors of a share seen in so
 * many rounds.
 */
#include "compare_sample.h"

#include "../bench/simulated.h"

enum { ROUNDS = 300 };
static const double slack = 2 * 0.0126; /* sqrt(0.95 * 0.05 / ROUNDS) */

static tenor_estimate estimate_world(const simulated_world *world, int n_documents, int round,
                                     tenor_interval_kind kind) {
  tenor_rng rng = {(uint64_t)round * 1000003 + (uint64_t)n_documents};
  tenor_comparison *c = simulated_comparison();
  tenor_compare_options options;
  tenor_estimate e;
  const tenor_slice slice = tenor_slice_of(0);
  cr_assert_not_null(c);
  for (int d = 0; d < n_documents; d++) {
    const simulated_document document = simulated_draw(world, &rng);
    cr_assert_eq(simulated_add(c, "g", d, &document, &rng), TENOR_OK);
  }
  tenor_compare_options_default(&options);
  options.interval = kind;
  cr_assert_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_OK);
  tenor_comparison_free(&c);
  return e;
}

/* The true mean of these worlds is 0.2: the mean of u^4. The small floor under levels adds 1e-5. */
static double coverage_of(const simulated_world *world, int n_documents, tenor_interval_kind kind) {
  int held = 0;
  for (int round = 0; round < ROUNDS; round++) {
    const tenor_estimate e = estimate_world(world, n_documents, round, kind);
    held += e.mean.lo <= 0.2 && e.mean.hi >= 0.2;
  }
  return (double)held / ROUNDS;
}

Test(compare_coverage, robust_intervals_cover_and_naive_ones_do_not) {
  static const simulated_world equal = {0, 0}, unequal = {0.8, 0};
  static const int sizes[] = {10, 30, 60};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    const double same = coverage_of(&equal, sizes[i], TENOR_INTERVAL_ROBUST);
    const double mixed = coverage_of(&unequal, sizes[i], TENOR_INTERVAL_ROBUST);
    const double naive = coverage_of(&unequal, sizes[i], TENOR_INTERVAL_NAIVE);
    cr_expect(same > 0.93 - slack && same < 0.97 + slack, "%d equal: %g", sizes[i], same);
    cr_expect(mixed > 0.93 - slack && mixed < 0.97 + slack, "%d unequal: %g", sizes[i], mixed);
    cr_expect_lt(naive, 0.6, "%d naive: %g", sizes[i], naive);
  }
}

/* p over rounds without a difference is uniform: no point of its distribution is further off than once in a thousand
 * times (Kolmogorov and Smirnov). */
Test(compare_coverage, p_is_uniform_where_there_is_no_difference) {
  static const simulated_world unequal = {0.8, 0};
  double p[ROUNDS], distance = 0;
  for (int round = 0; round < ROUNDS; round++) {
    tenor_rng rng = {(uint64_t)round * 7919 + 5};
    tenor_comparison *c = simulated_comparison();
    tenor_compare_options options;
    tenor_pair pair;
    for (int d = 0; d < 20; d++) {
      const simulated_document document = simulated_draw(&unequal, &rng);
      cr_assert_eq(simulated_add(c, d < 7 ? "a" : "b", d, &document, &rng), TENOR_OK);
    }
    tenor_compare_options_default(&options);
    options.seed = (uint64_t)round;
    options.permutations = 999;
    cr_assert_eq(tenor_comparison_pair(c, 0, 1, &options, &pair), TENOR_OK);
    p[round] = pair.p;
    tenor_comparison_free(&c);
  }
  for (int i = 0; i < ROUNDS; i++) {
    double below = 0;
    for (int k = 0; k < ROUNDS; k++) below += p[k] <= p[i];
    distance = fmax(distance, fabs(below / ROUNDS - p[i]));
  }
  cr_expect_lt(distance, 1.95 / sqrt(ROUNDS), "%g", distance);
}
