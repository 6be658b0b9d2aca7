/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/permutation.h"

#include <math.h>
#include <stdlib.h>

#include "base/rng.h"

enum { ENOUGH = 100 }; /* draws at least as extreme, after which p is known well enough */

/* Sums over the documents of one side. */
typedef struct side_sums {
  double documents, y, n, yy, yn, nn;
} side_sums;

/* Sums of products over documents with both sides. */
typedef struct cross_sums {
  double yy, yn, ny, nn;
} cross_sums;

static void side_add(side_sums *s, double y, double n) {
  s->documents++;
  s->y += y;
  s->n += n;
  s->yy += y * y;
  s->yn += y * n;
  s->nn += n * n;
}

/* Adds what `all` has and `part` has not. */
static void side_add_rest(side_sums *s, const side_sums *all, const side_sums *part) {
  s->documents += all->documents - part->documents;
  s->y += all->y - part->y;
  s->n += all->n - part->n;
  s->yy += all->yy - part->yy;
  s->yn += all->yn - part->yn;
  s->nn += all->nn - part->nn;
}

static double side_variance(const side_sums *s, double mean) {
  const double squares = s->yy - 2 * mean * s->yn + mean * mean * s->nn;
  return squares / (s->n * s->n) * s->documents / (s->documents - 1);
}

static double covariance(const side_sums side[2], const cross_sums *c, const double mean[2]) {
  const double products = c->yy - mean[1] * c->yn - mean[0] * c->ny + mean[0] * mean[1] * c->nn;
  const double scale =
      side[0].documents / (side[0].documents - 1) * side[1].documents / (side[1].documents - 1);
  return products / (side[0].n * side[1].n) * sqrt(scale);
}

/* A mean on the scale on which means are compared, and how fast it changes there. */
typedef struct scaled {
  double value, slope;
} scaled;

static scaled on_scale(double mean, const pair_sample *sample) {
  const double range = sample->high - sample->low;
  if (!(range > 0)) return (scaled){mean, 1};
  const double share = fmin(1 - 1e-9, fmax(1e-9, (mean - sample->low) / range));
  return (scaled){log(share / (1 - share)), 1 / (range * share * (1 - share))};
}

/* |difference| over its standard error. */
static double statistic(const side_sums side[2], const cross_sums *cross,
                        const pair_sample *sample) {
  const double mean[2] = {side[0].y / side[0].n, side[1].y / side[1].n};
  const scaled a = on_scale(mean[0], sample), b = on_scale(mean[1], sample);
  const double variance = a.slope * a.slope * side_variance(&side[0], mean[0]) +
                          b.slope * b.slope * side_variance(&side[1], mean[1]) -
                          2 * a.slope * b.slope * covariance(side, cross, mean);
  const double difference = fabs(a.value - b.value);
  if (difference <= 1e-12) return 0;
  return variance > 1e-24 ? difference / sqrt(variance) : INFINITY;
}

static void add_both(side_sums side[2], cross_sums *cross, const pair_document *d, size_t first) {
  const size_t second = 1 - first;
  side_add(&side[0], d->y[first], d->n[first]);
  side_add(&side[1], d->y[second], d->n[second]);
  cross->yy += d->y[0] * d->y[1];
  cross->yn += d->y[first] * d->n[second];
  cross->ny += d->n[first] * d->y[second];
  cross->nn += d->n[0] * d->n[1];
}

static double observed(const pair_sample *sample) {
  side_sums side[2] = {0};
  cross_sums cross = {0};
  for (size_t i = 0; i < sample->n_both; i++) add_both(side, &cross, &sample->documents[i], 0);
  const pair_document *single = sample->documents + sample->n_both;
  for (size_t i = 0; i < sample->n_first + sample->n_second; i++)
    side_add(&side[i >= sample->n_first], single[i].y[0], single[i].n[0]);
  return statistic(side, &cross, sample);
}

/* A draw: which of the single documents go to the smaller side, and which of the others are turned round. The larger
 * side is what is left. `places` [n_first + n_second] is some order of them, and stays one. */
static double drawn(const pair_sample *sample, const side_sums *all, uint32_t *places,
                    tenor_rng *rng) {
  side_sums side[2] = {0}, chosen = {0};
  cross_sums cross = {0};
  const pair_document *single = sample->documents + sample->n_both;
  const size_t n = sample->n_first + sample->n_second;
  const size_t smaller = sample->n_second < sample->n_first;
  const size_t n_smaller = smaller ? sample->n_second : sample->n_first;
  for (size_t i = 0; i < n_smaller; i++) {
    const size_t other = i + rng_below(rng, n - i);
    const uint32_t held = places[i];
    places[i] = places[other];
    places[other] = held;
    side_add(&chosen, single[places[i]].y[0], single[places[i]].n[0]);
  }
  side[smaller] = chosen;
  side_add_rest(&side[1 - smaller], all, &chosen);
  for (size_t i = 0; i < sample->n_both; i++)
    add_both(side, &cross, &sample->documents[i], rng_next(rng) >> 63);
  return statistic(side, &cross, sample);
}

static double test(const pair_sample *sample, uint32_t permutations, uint64_t seed,
                   uint32_t *places) {
  const pair_document *single = sample->documents + sample->n_both;
  const size_t n = sample->n_first + sample->n_second;
  const double threshold = observed(sample) * (1 - 1e-9); /* equal, but for the order of sums */
  side_sums all = {0};
  tenor_rng rng = {seed};
  uint32_t extreme = 0, i = 0;
  for (size_t k = 0; k < n; k++) {
    places[k] = (uint32_t)k;
    side_add(&all, single[k].y[0], single[k].n[0]);
  }
  while (i < permutations && extreme < ENOUGH) {
    extreme += drawn(sample, &all, places, &rng) >= threshold;
    i++;
  }
  return extreme == ENOUGH ? (double)extreme / i : (extreme + 1.0) / (permutations + 1.0);
}

tenor_status permutation_test(const pair_sample *sample, uint32_t permutations, uint64_t seed,
                              double *p) {
  *p = NAN;
  if (sample->n_both + sample->n_first < 2 || sample->n_both + sample->n_second < 2)
    return TENOR_OK;
  uint32_t *places = calloc(sample->n_first + sample->n_second + 1, sizeof *places);
  if (!places) return TENOR_ERR_MEMORY;
  *p = test(sample, permutations, seed, places);
  free(places);
  return TENOR_OK;
}
