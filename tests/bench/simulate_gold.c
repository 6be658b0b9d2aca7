/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What labels by hand do for a model that errs: simulate_gold [ROUNDS]. The model's scores are off in a way that its own
 * numbers do not show: it hears 0.6 of the truth, and 0.1 where there is nothing. Statements to label are drawn
 * at random: evenly, or those with high scores more often. Columns: how often the 95 % interval holds the true mean when
 * the model is believed, and when it is corrected, with median widths; and that of the labels alone, which cover too but
 * are wider. The numbers are in docs/comparing.md.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "learn/order.h"
#include "simulated.h"

enum { MAX_ROUNDS = 100000, WAYS = 3 };

typedef struct gold_world {
  const char *name;
  int n_documents;
  double share;   /* labelled, on average */
  bool is_sought; /* high scores are labelled more often */
} gold_world;

static const simulated_world unequal = {0.8, 0};

static double heard(double truth, tenor_rng *rng) {
  return fmin(1, fmax(0, 0.1 + 0.6 * truth + 0.05 * simulated_normal(rng)));
}

static double probability(const gold_world *world, double score) {
  return world->is_sought ? fmin(1, world->share * (0.3 + 3.2 * score)) : world->share;
}

/* Adds a statement to the whole, perhaps with its label, and to the labels alone. */
static tenor_status add(tenor_comparison *all, tenor_comparison *labels, const gold_world *world,
                        const char *document, double truth, tenor_rng *rng) {
  const double score = heard(truth, rng), p = probability(world, score);
  tenor_observation o = {.group = tenor_text_of("g"),
                         .document = tenor_text_of(document),
                         .period = TENOR_NO_PERIOD,
                         .label = TENOR_NO_LABEL,
                         .score = score,
                         .coverage = 1};
  const tenor_gold gold = {.group = o.group,
                           .document = o.document,
                           .score = score,
                           .gold = truth,
                           .probability = world->is_sought ? p : NAN};
  tenor_status status = tenor_comparison_add(all, &o);
  if (status < 0 || rng_unit(rng) >= p) return status;
  o.score = truth;
  status = tenor_comparison_add_gold(all, &gold);
  return status < 0 ? status : tenor_comparison_add(labels, &o);
}

static tenor_status fill(tenor_comparison *all, tenor_comparison *labels, const gold_world *world,
                         tenor_rng *rng) {
  tenor_status status = TENOR_OK;
  for (int d = 0; d < world->n_documents && status >= 0; d++) {
    const simulated_document drawn = simulated_draw(&unequal, rng);
    char document[16];
    (void)snprintf(document, sizeof document, "d%06d", d);
    for (int i = 0; i < drawn.size && status >= 0; i++)
      status = add(all, labels, world, document, simulated_score(drawn.level, rng), rng);
  }
  return status;
}

static int simulate(const gold_world *world, int round, tenor_interval found[WAYS]) {
  tenor_rng rng = {(uint64_t)round * 15485863 + 1};
  tenor_comparison *all = simulated_comparison(), *labels = simulated_comparison();
  const tenor_slice slice = tenor_slice_of(0);
  tenor_compare_options options;
  tenor_estimate e, alone;
  tenor_correction corrected;
  tenor_compare_options_default(&options);
  const int failed = !all || !labels || fill(all, labels, world, &rng) < 0 ||
                     tenor_comparison_estimate(all, &slice, &options, &e) < 0 ||
                     tenor_comparison_correct(all, 0, &options, &corrected) < 0 ||
                     tenor_comparison_estimate(labels, &slice, &options, &alone) < 0;
  tenor_comparison_free(&all);
  tenor_comparison_free(&labels);
  if (failed) return 1;
  found[0] = e.mean;
  found[1] = corrected.mean;
  found[2] = alone.mean;
  return 0;
}

static int simulate_world(const gold_world *world, int rounds) {
  static double widths[WAYS][MAX_ROUNDS];
  int held[WAYS] = {0};
  double mean, share;
  simulated_truth(&unequal, &mean, &share);
  for (int round = 0; round < rounds; round++) {
    tenor_interval found[WAYS];
    if (simulate(world, round, found) != 0) return 1;
    for (int k = 0; k < WAYS; k++) {
      held[k] += found[k].lo <= mean && mean <= found[k].hi;
      widths[k][round] = found[k].hi - found[k].lo;
    }
  }
  (void)printf("%-36s", world->name);
  for (int k = 0; k < WAYS; k++) {
    order_values(widths[k], (size_t)rounds);
    (void)printf("   %5.1f %% %.3f", 100.0 * held[k] / rounds, widths[k][rounds / 2]);
  }
  (void)printf("\n");
  return 0;
}

int main(int argc, char **argv) {
  static const gold_world worlds[] = {
      {"30 documents, 20 % labelled", 30, 0.2, false},
      {"100 documents, 10 % labelled", 100, 0.1, false},
      {"100 documents, 10 %, high ones first", 100, 0.1, true},
      {"300 documents, 5 % labelled", 300, 0.05, false},
  };
  const int rounds = argc > 1 ? atoi(argv[1]) : 2000;
  int failed = rounds < 1 || rounds > MAX_ROUNDS;
  (void)printf("%-36s   %-13s   %-13s   %-13s\n", "", "believed", "corrected", "labels alone");
  for (size_t i = 0; i < sizeof worlds / sizeof *worlds && !failed; i++)
    failed = simulate_world(&worlds[i], rounds);
  return failed;
}
