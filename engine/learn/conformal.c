/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/conformal.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "learn/order.h"

/* The upper bound is the error of rank ceil((n + 1) (1 - tail)); the lower one its mirror image. */
static size_t upper_rank(size_t n, double level) {
  const double exact = (double)(n + 1) * (1 + level) / 2;
  const double rank = ceil(exact - 1e-9); /* 0.95 * 100 must not become 96 */
  return rank < (double)n ? (size_t)rank : n;
}

/* Where the bin that begins at row `begin` ends: at its quantile, not in the middle of a tie, and
 * not so that too few rows are left for another. */
static size_t bin_end(const order_item *items, size_t begin, size_t n, size_t quantile) {
  size_t end = begin + CONFORMAL_MIN_ROWS;
  if (end < quantile) end = quantile;
  if (end >= n) return n;
  end = order_tie_end(items, end - 1, n);
  return n - end < CONFORMAL_MIN_ROWS ? n : end;
}

/* Adds the bin of items[0 .. n); `errors`, [n], is work space. */
static void add_bin(conformal *c, const order_item *items, size_t n, const double *actual,
                    double level, double *errors) {
  for (size_t i = 0; i < n; i++) errors[i] = actual[items[i].row] - items[i].key;
  order_values(errors, n);
  const size_t rank = upper_rank(n, level);
  const uint32_t bin = c->n_bins++;
  c->centre[bin] = items[n / 2].key;
  c->hi[bin] = errors[rank - 1];
  c->lo[bin] = errors[n - rank];
}

static void fill(conformal *c, const order_item *items, const double *actual, size_t n,
                 double level, size_t n_bins, double *errors) {
  if (n) c->edge[0] = items[0].key;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = bin_end(items, begin, n, n * (c->n_bins + 1) / n_bins);
    add_bin(c, items + begin, end - begin, actual, level, errors);
    c->edge[c->n_bins] = end < n ? items[end - 1].key / 2 + items[end].key / 2 : items[end - 1].key;
  }
}

static bool all_finite(const double *x, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!isfinite(x[i])) return false;
  return true;
}

tenor_status conformal_fit(const double *predicted, const double *actual, size_t n, double level,
                           uint32_t max_bins, conformal *out) {
  if (!(level > 0 && level < 1) || max_bins == 0) return TENOR_ERR_ARG;
  if (!all_finite(predicted, n) || !all_finite(actual, n)) return TENOR_ERR_ARG;
  size_t n_bins = n / CONFORMAL_MIN_ROWS;
  if (n_bins > max_bins) n_bins = max_bins;
  if (n_bins > CONFORMAL_MAX_BINS) n_bins = CONFORMAL_MAX_BINS;
  if (n_bins == 0) n_bins = 1;
  order_item *items;
  TRY(order_make(predicted, NULL, n, &items));
  double *errors = calloc(n ? n : 1, sizeof *errors);
  if (errors) {
    memset(out, 0, sizeof *out);
    fill(out, items, actual, n, level, n_bins, errors);
  }
  free(items);
  if (!errors) return TENOR_ERR_MEMORY;
  free(errors);
  return TENOR_OK;
}

/* (1 - t) a + t b rather than a + t (b - a): rounding then keeps lo <= hi. */
static double between(double a, double b, double t) {
  return (1 - t) * a + t * b;
}

void conformal_apply(const conformal *c, double value, double *lo, double *hi) {
  *lo = *hi = NAN;
  if (c->n_bins == 0 || isnan(value)) return;
  uint32_t right = 0; /* the first bin whose centre is not below the value */
  while (right < c->n_bins && c->centre[right] < value) right++;
  const uint32_t left = right > 0 ? right - 1 : 0;
  if (right == c->n_bins) right = left;
  const double width = c->centre[right] - c->centre[left];
  const double t = width > 0 ? (value - c->centre[left]) / width : 0;
  *lo = value + between(c->lo[left], c->lo[right], t);
  *hi = value + between(c->hi[left], c->hi[right], t);
}
