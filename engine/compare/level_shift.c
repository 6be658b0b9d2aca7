/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/level_shift.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

/* ---- the statistic -------------------------------------------------------------------------------------- */

typedef struct split {
  size_t at;
  double size;          /* |difference|, standardised but for the spread of the points */
  double before, after; /* weighted means */
} split;

static split best_split(const level_point *points, size_t n) {
  double sum = 0, weight = 0, left_sum = 0, left = 0;
  split best = {LEVEL_MIN_STRETCH, -1, 0, 0};
  for (size_t i = 0; i < n; i++) {
    sum += points[i].weight * points[i].value;
    weight += points[i].weight;
  }
  for (size_t i = 0; i + LEVEL_MIN_STRETCH < n; i++) {
    left_sum += points[i].weight * points[i].value;
    left += points[i].weight;
    if (i + 1 < LEVEL_MIN_STRETCH) continue;
    const double before = left_sum / left, after = (sum - left_sum) / (weight - left);
    const double size = fabs(before - after) * sqrt(left * (weight - left) / weight);
    if (size > best.size) best = (split){i + 1, size, before, after};
  }
  return best;
}

/* The long-run standard deviation of a point of weight 1 around the two levels: that of an autoregression of order one
 * with the residuals' spread and positive correlation with the point before. */
static double long_run_deviation(const level_point *points, size_t n, const split *s) {
  double squares = 0, products = 0, previous = 0;
  for (size_t i = 0; i < n; i++) {
    const double level = i < s->at ? s->before : s->after;
    const double residual = (points[i].value - level) * sqrt(points[i].weight);
    squares += residual * residual;
    products += residual * previous;
    previous = residual;
  }
  const double r = squares > 0 ? products / squares : 0;
  const double correlation = fmin(0.5, fmax(-0.9, r));
  return sqrt(squares / (double)(n - 2) * (1 + correlation) / (1 - correlation));
}

static double statistic(const level_point *points, size_t n, split *s) {
  *s = best_split(points, n);
  const double deviation = long_run_deviation(points, n, s);
  if (s->size <= 1e-12) return 0;
  return deviation > 1e-12 ? s->size / deviation : INFINITY;
}

/* ---- the test ------------------------------------------------------------------------------------------- */

static void shuffle(level_point *points, size_t n, tenor_rng *rng) {
  for (size_t i = n; i > 1; i--) {
    const size_t other = rng_below(rng, i);
    const level_point held = points[i - 1];
    points[i - 1] = points[other];
    points[other] = held;
  }
}

/* `room` [n] is overwritten. */
static level_shift test(const level_point *points, size_t n, level_point *room,
                        const level_search *search) {
  split s, other;
  const double threshold = statistic(points, n, &s) * (1 - 1e-9);
  tenor_rng rng = {search->seed};
  uint32_t extreme = 0;
  memcpy(room, points, n * sizeof *room);
  for (uint32_t i = 0; i < search->permutations; i++) {
    shuffle(room, n, &rng);
    extreme += statistic(room, n, &other) >= threshold;
  }
  return (level_shift){s.at, (extreme + 1.0) / (search->permutations + 1.0)};
}

/* ---- the search ------------------------------------------------------------------------------------------ */

typedef struct finder {
  const level_point *points;
  level_point *room;
  const level_search *search;
  level_shift *shifts;
  size_t n_found;
} finder;

/* Looks at points[begin .. end), one of `n_stretches` at its depth, inside a stretch whose change had `p_around`. */
static void find(finder *f, size_t begin, size_t end, double n_stretches, double p_around) {
  if (end - begin < 2 * LEVEL_MIN_STRETCH) return;
  level_shift shift = test(f->points + begin, end - begin, f->room, f->search);
  shift.at += begin;
  shift.p = fmax(p_around, fmin(1, shift.p * n_stretches));
  if (!(shift.p < f->search->alpha)) return;
  find(f, begin, shift.at, 2 * n_stretches, shift.p);
  f->shifts[f->n_found++] = shift;
  find(f, shift.at, end, 2 * n_stretches, shift.p);
}

tenor_status level_shifts_find(const level_point *points, size_t n, const level_search *search,
                               level_shift *shifts, size_t *n_found) {
  *n_found = 0;
  if (n < 2 * LEVEL_MIN_STRETCH) return TENOR_OK;
  level_point *room = malloc(n * sizeof *room);
  if (!room) return TENOR_ERR_MEMORY;
  finder f = {points, room, search, shifts, 0};
  find(&f, 0, n, 1, 0);
  free(room);
  *n_found = f.n_found;
  return TENOR_OK;
}
