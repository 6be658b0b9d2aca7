/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/score_counts.h"

#include <math.h>

score_counts score_counts_of(const tenor_comparison *comparison, uint32_t group) {
  const size_t begin = comparison->group_counts[group];
  return (score_counts){comparison->counts + begin, comparison->group_counts[group + 1] - begin};
}

static int64_t total(const score_counts *c) {
  int64_t n = 0;
  for (size_t i = 0; i < c->n; i++) n += c->counts[i].n;
  return n;
}

/* The score of rank `rank`, from 0; a rank beyond the last gives the last. */
static double score_at(const score_counts *c, int64_t rank) {
  size_t i = 0;
  for (; i + 1 < c->n && rank >= c->counts[i].n; i++) rank -= c->counts[i].n;
  return (double)c->counts[i].score / STEPS;
}

double score_counts_quantile(const score_counts *c, double p) {
  const int64_t n = total(c);
  if (n == 0) return NAN;
  const double place = p * (double)(n - 1), rank = floor(place);
  const double lower = score_at(c, (int64_t)rank), upper = score_at(c, (int64_t)rank + 1);
  return lower + (place - rank) * (upper - lower);
}

double score_counts_deviation(const score_counts *c) {
  double mean = 0, squares = 0;
  const double n = (double)total(c);
  for (size_t i = 0; i < c->n; i++)
    mean += (double)c->counts[i].n * (double)c->counts[i].score / (STEPS * n);
  for (size_t i = 0; i < c->n; i++) {
    const double from_mean = (double)c->counts[i].score / STEPS - mean;
    squares += (double)c->counts[i].n * from_mean * from_mean;
  }
  return n > 1 ? sqrt(squares / (n - 1)) : NAN;
}

/* For each score of a, the scores of b below it and those not above it. */
double score_counts_delta(const score_counts *a, const score_counts *b) {
  const double n_a = (double)total(a), n_b = (double)total(b);
  double below = 0, not_above = 0, sum = 0;
  size_t at_below = 0, at_not_above = 0;
  for (size_t i = 0; i < a->n; i++) {
    const int32_t score = a->counts[i].score;
    while (at_below < b->n && b->counts[at_below].score < score)
      below += (double)b->counts[at_below++].n;
    while (at_not_above < b->n && b->counts[at_not_above].score <= score)
      not_above += (double)b->counts[at_not_above++].n;
    sum += (double)a->counts[i].n * (below - (n_b - not_above));
  }
  return sum / (n_a * n_b);
}
