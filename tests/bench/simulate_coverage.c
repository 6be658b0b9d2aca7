/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How often a 95 % interval holds the truth: simulate_coverage [ROUNDS]. A row for each world and number of documents, a
 * column for each kind of interval; the share of rounds in which it held, then its median width. The naive interval,
 * which takes statements for independent, is there to be seen failing. The numbers are in docs/comparing.md.
 */
#include <stdlib.h>

#include "learn/order.h"
#include "simulated.h"

enum { KINDS = 5, MAX_ROUNDS = 100000 };
static const tenor_interval_kind kinds[KINDS] = {TENOR_INTERVAL_ROBUST, TENOR_INTERVAL_BOOTSTRAP_T,
                                                 TENOR_INTERVAL_BCA, TENOR_INTERVAL_PERCENTILE,
                                                 TENOR_INTERVAL_NAIVE};

typedef struct tally {
  int held;
  double widths[MAX_ROUNDS];
} tally;

static void count(tally *t, int round, const tenor_interval *i, double truth) {
  t->held += i->lo <= truth && truth <= i->hi;
  t->widths[round] = i->hi - i->lo;
}

static int simulate(const simulated_world *world, int n_documents, int round, tally *means,
                    tally *shares, const double truth[2]) {
  tenor_rng rng = {(uint64_t)round * 1000003 + (uint64_t)n_documents};
  tenor_comparison *c = simulated_comparison();
  tenor_compare_options options;
  tenor_estimate e;
  const tenor_slice slice = tenor_slice_of(0);
  int failed = !c;
  for (int d = 0; d < n_documents && !failed; d++) {
    const simulated_document document = simulated_draw(world, &rng);
    failed = simulated_add(c, "g", d, &document, &rng) < 0;
  }
  tenor_compare_options_default(&options);
  options.seed = (uint64_t)round;
  for (int k = 0; k < KINDS && !failed; k++) {
    options.interval = kinds[k];
    failed = tenor_comparison_estimate(c, &slice, &options, &e) < 0;
    count(&means[k], round, &e.mean, truth[0]);
    count(&shares[k], round, &e.positive, truth[1]);
  }
  tenor_comparison_free(&c);
  return failed;
}

static void print_row(const char *world, const char *what, int n_documents, tally *t, int rounds) {
  (void)printf("%-12s %-6s %4d ", world, what, n_documents);
  for (int k = 0; k < KINDS; k++) {
    order_values(t[k].widths, (size_t)rounds);
    (void)printf("   %5.1f %% %.2f", 100.0 * t[k].held / rounds, t[k].widths[rounds / 2]);
  }
  (void)printf("\n");
}

static int simulate_world(const char *name, const simulated_world *world, int rounds) {
  static const int sizes[] = {5, 10, 30, 100};
  double truth[2];
  simulated_truth(world, &truth[0], &truth[1]);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    tally *tallies = calloc(2 * KINDS, sizeof *tallies);
    int failed = !tallies;
    for (int round = 0; round < rounds && !failed; round++)
      failed = simulate(world, sizes[i], round, tallies, tallies + KINDS, truth);
    if (failed) {
      free(tallies);
      return 1;
    }
    print_row(name, "mean", sizes[i], tallies, rounds);
    print_row(name, "share", sizes[i], tallies + KINDS, rounds);
    free(tallies);
  }
  return 0;
}

int main(int argc, char **argv) {
  static const simulated_world equal = {0, 0}, unequal = {0.8, 0}, informed = {0.8, 1};
  const int rounds = argc > 1 ? atoi(argv[1]) : 2000;
  if (rounds < 1 || rounds > MAX_ROUNDS) return 2;
  (void)printf("%-12s %-6s %4s    %-12s   %-12s   %-12s   %-12s   %-12s\n", "documents", "of", "n",
               "robust", "bootstrap-t", "BCa", "percentile", "naive");
  return simulate_world("equal", &equal, rounds) || simulate_world("unequal", &unequal, rounds) ||
         simulate_world("informed", &informed, rounds);
}
