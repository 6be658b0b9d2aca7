/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether the tests keep their word: simulate_tests [ROUNDS]. First pairs of groups with the same true mean: how far the p
 * values are from uniform (the statistic of Kolmogorov and Smirnov, with the bound that it exceeds once in 20 times), how
 * often p <= 0.05, and how often the interval of the difference holds 0. Then series: how often a change is marked where
 * there is none, and where there is one. The numbers are in docs/comparing.md.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "compare/level_shift.h"
#include "learn/order.h"
#include "simulated.h"

enum { MAX_ROUNDS = 100000, MAX_PERIODS = 64 };

/* ---- pairs ---------------------------------------------------------------------------------------------- */

typedef struct pair_world {
  const char *name;
  int n_a, n_b, n_both; /* documents */
  bool b_is_even;       /* all documents of b have the mean level: as large, but not as varied */
} pair_world;

static const simulated_world unequal = {0.8, 0};

static tenor_status fill_pair(tenor_comparison *c, const pair_world *world, tenor_rng *rng) {
  tenor_status status = TENOR_OK;
  for (int d = 0; d < world->n_a + world->n_b && status >= 0; d++) {
    simulated_document document = simulated_draw(&unequal, rng);
    if (d >= world->n_a && world->b_is_even) document.level = 0.2;
    status = simulated_add(c, d < world->n_a ? "a" : "b", d, &document, rng);
  }
  for (int d = 0; d < world->n_both && status >= 0; d++) {
    const simulated_document document = simulated_draw(&unequal, rng);
    simulated_document other = simulated_draw(&unequal, rng);
    other.level = document.level;
    status = simulated_add(c, "a", 100000 + d, &document, rng);
    if (status >= 0) status = simulated_add(c, "b", 100000 + d, &other, rng);
  }
  return status;
}

static double distance_from_uniform(double *p, int n) {
  double distance = 0;
  order_values(p, (size_t)n);
  for (int i = 0; i < n; i++)
    distance = fmax(distance, fmax((i + 1.0) / n - p[i], p[i] - (double)i / n));
  return distance;
}

static int simulate_pairs(const pair_world *world, int rounds) {
  static double p[MAX_ROUNDS];
  int held = 0, small = 0;
  for (int round = 0; round < rounds; round++) {
    tenor_rng rng = {(uint64_t)round * 7919 + (uint64_t)world->n_a};
    tenor_comparison *c = simulated_comparison();
    tenor_compare_options options;
    tenor_pair pair = {0};
    tenor_compare_options_default(&options);
    options.seed = (uint64_t)round;
    options.permutations = 999;
    const int failed =
        !c || fill_pair(c, world, &rng) < 0 || tenor_comparison_pair(c, 0, 1, &options, &pair) < 0;
    tenor_comparison_free(&c);
    if (failed) return 1;
    p[round] = pair.p;
    small += pair.p <= 0.05;
    held += pair.difference.lo <= 0 && pair.difference.hi >= 0;
  }
  (void)printf("%-28s %8.3f (%.3f) %10.1f %% %10.1f %%\n", world->name,
               distance_from_uniform(p, rounds), 1.358 / sqrt(rounds), 100.0 * small / rounds,
               100.0 * held / rounds);
  return 0;
}

/* ---- series --------------------------------------------------------------------------------------------- */

typedef struct series_world {
  const char *name;
  int n_periods;
  double memory; /* correlation with the period before */
  double step;   /* change of level in the middle, in standard deviations */
} series_world;

static int simulate_series(const series_world *world, int rounds) {
  int marked = 0, near = 0;
  for (int round = 0; round < rounds; round++) {
    tenor_rng rng = {(uint64_t)round * 104729 + (uint64_t)world->n_periods};
    level_point points[MAX_PERIODS];
    level_shift shifts[MAX_PERIODS];
    size_t n = 0;
    double wander = simulated_normal(&rng);
    for (int t = 0; t < world->n_periods; t++) {
      points[t] = (level_point){wander + (t >= world->n_periods / 2 ? world->step : 0), 1};
      wander =
          world->memory * wander + sqrt(1 - world->memory * world->memory) * simulated_normal(&rng);
    }
    const level_search search = {0.05, 499, (uint64_t)round};
    if (level_shifts_find(points, (size_t)world->n_periods, &search, shifts, &n) < 0) return 1;
    marked += n > 0;
    for (size_t i = 0; i < n; i++) near += abs((int)shifts[i].at - world->n_periods / 2) <= 2;
  }
  (void)printf("%-28s %10.1f %% %10.1f %%\n", world->name, 100.0 * marked / rounds,
               100.0 * near / rounds);
  return 0;
}

int main(int argc, char **argv) {
  static const pair_world pairs[] = {
      {"10 and 10 documents", 10, 10, 0, false},
      {"5 and 40", 5, 40, 0, false},
      {"40 and 40", 40, 40, 0, false},
      {"10 and 10, one is even", 10, 10, 0, true},
      {"40 and 10, one is even", 40, 10, 0, true},
      {"40 and 40, one is even", 40, 40, 0, true},
      {"12, all shared", 0, 0, 12, false},
      {"10 and 10, and 10 shared", 10, 10, 10, false},
  };
  static const series_world series[] = {
      {"12 periods, no memory", 12, 0, 0},       {"35 periods, no memory", 35, 0, 0},
      {"35 periods, memory 0.3", 35, 0.3, 0},    {"35 periods, memory 0.5", 35, 0.5, 0},
      {"60 periods, memory 0.5", 60, 0.5, 0},    {"12 periods, step of 2", 12, 0, 2},
      {"35 periods, step of 1", 35, 0, 1},       {"35 periods, step of 2", 35, 0, 2},
      {"35, memory 0.3, step of 2", 35, 0.3, 2}, {"35, memory 0.5, step of 3", 35, 0.5, 3},
  };
  const int rounds = argc > 1 ? atoi(argv[1]) : 2000;
  int failed = rounds < 1 || rounds > MAX_ROUNDS;
  (void)printf("%-28s %-16s %12s %12s\n", "pairs, no difference", "KS (bound)", "p <= 0.05",
               "interval");
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !failed; i++)
    failed = simulate_pairs(&pairs[i], rounds);
  (void)printf("\n%-28s %12s %12s\n", "series", "marked", "at the step");
  for (size_t i = 0; i < sizeof series / sizeof *series && !failed; i++)
    failed = simulate_series(&series[i], rounds);
  return failed;
}
