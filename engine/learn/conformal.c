/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/conformal.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "learn/order.h"

/* Where the bin that begins at row `begin` ends: at its quantile, not in the middle of a tie, and
 * not so that too few rows are left for another. */
static size_t bin_end(const order_item *items, size_t begin, size_t n, size_t quantile) {
  size_t end = begin + CONFORMAL_MIN_ROWS;
  if (end < quantile) end = quantile;
  if (end >= n) return n;
  end = order_tie_end(items, end - 1, n);
  return n - end < CONFORMAL_MIN_ROWS ? n : end;
}

/* The rows to learn from, by rising prediction. */
typedef struct sample {
  const order_item *items; /* [n] */
  const double *actual, *weight;
  double level;
  double *errors;  /* work of a bin: [n] */
  double *weights; /* the same */
} sample;

static double weight_of(const sample *s, size_t row) {
  return s->weight ? s->weight[row] : 1;
}

/* The errors of items[begin .. end) in rising order, each with its weight. */
static tenor_status sort_errors(sample *s, size_t begin, size_t end) {
  order_item *sorted;
  for (size_t i = begin; i < end; i++)
    s->weights[i - begin] = s->actual[s->items[i].row] - s->items[i].key;
  TRY(order_make(s->weights, NULL, end - begin, &sorted));
  for (size_t i = 0; i < end - begin; i++) {
    s->errors[i] = sorted[i].key;
    s->weights[i] = weight_of(s, s->items[begin + sorted[i].row].row);
  }
  free(sorted);
  return TENOR_OK;
}

/* The first of n rising errors up to which `mass` of their weight lies, counted with that of one row more, the one to
 * come; the last when that is too much. `step` -1 counts from the greatest down. */
static double error_at(const sample *s, size_t n, double mass, int step) {
  double total = 0, held = 0;
  for (size_t i = 0; i < n; i++) total += s->weights[i];
  const double need = mass * (total + total / (double)n) - 1e-9 * total;
  size_t at = step > 0 ? 0 : n - 1;
  for (size_t i = 1; i < n && (held += s->weights[at]) < need; i++) at += (size_t)step;
  return s->errors[at];
}

/* The shortest window of n rising errors that holds `level` of their weight and that of one row more. */
static void shortest_window(const sample *s, size_t n, double *lo, double *hi) {
  double total = 0, held = 0;
  for (size_t i = 0; i < n; i++) total += s->weights[i];
  const double need = s->level * (total + total / (double)n);
  for (size_t left = 0, right = 0; right < n; right++) {
    held += s->weights[right];
    for (; held >= need; held -= s->weights[left++])
      if (s->errors[right] - s->errors[left] < *hi - *lo) {
        *lo = s->errors[left];
        *hi = s->errors[right];
      }
  }
}

static tenor_status add_bin(conformal *c, sample *s, size_t begin, size_t end) {
  const uint32_t bin = c->n_bins++;
  TRY(sort_errors(s, begin, end));
  c->centre[bin] = s->items[begin + (end - begin) / 2].key;
  c->lo[bin] = error_at(s, end - begin, (1 + s->level) / 2, -1);
  c->hi[bin] = error_at(s, end - begin, (1 + s->level) / 2, 1);
  if (end - begin >= CONFORMAL_WINDOW_ROWS)
    shortest_window(s, end - begin, &c->lo[bin], &c->hi[bin]);
  return TENOR_OK;
}

static tenor_status fill(conformal *c, sample *s, size_t n, size_t n_bins) {
  const order_item *items = s->items;
  memset(c, 0, sizeof *c);
  if (n) c->edge[0] = items[0].key;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = bin_end(items, begin, n, n * (c->n_bins + 1) / n_bins);
    TRY(add_bin(c, s, begin, end));
    c->edge[c->n_bins] = end < n ? items[end - 1].key / 2 + items[end].key / 2 : items[end - 1].key;
  }
  return TENOR_OK;
}

/* How far each truth lies beyond the bound on its side, negative within: the bounds move out by the quantile of that,
 * which makes up for what interpolation took or gave (Romano, Patterson & Candès 2019). Only the bound on the truth's
 * side counts, since an interval is told together with its prediction and always holds it. */
static tenor_status settle(conformal *c, sample *s, size_t n) {
  order_item *sorted;
  for (size_t i = 0; i < n; i++) {
    const double value = s->items[i].key, truth = s->actual[s->items[i].row];
    double lo, hi;
    conformal_apply(c, value, &lo, &hi);
    s->weights[i] = truth > value ? truth - hi : lo - truth;
  }
  TRY(order_make(s->weights, NULL, n, &sorted));
  for (size_t i = 0; i < n; i++) {
    s->errors[i] = sorted[i].key;
    s->weights[i] = weight_of(s, s->items[sorted[i].row].row);
  }
  free(sorted);
  const double outside = error_at(s, n, s->level, 1);
  for (uint32_t bin = 0; bin < c->n_bins; bin++) {
    const double most = (c->lo[bin] - c->hi[bin]) / 2, move = fmax(outside, most);
    c->lo[bin] -= move;
    c->hi[bin] += move;
  }
  return TENOR_OK;
}

static bool all_finite(const double *x, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!isfinite(x[i])) return false;
  return true;
}

static bool all_positive(const double *x, size_t n) {
  for (size_t i = 0; x && i < n; i++)
    if (!(x[i] > 0)) return false;
  return !x || all_finite(x, n);
}

tenor_status conformal_fit(const double *predicted, const double *actual, const double *weight,
                           size_t n, double level, uint32_t max_bins, conformal *out) {
  if (!(level > 0 && level < 1) || max_bins == 0) return TENOR_ERR_ARG;
  if (!all_finite(predicted, n) || !all_finite(actual, n) || !all_positive(weight, n))
    return TENOR_ERR_ARG;
  size_t n_bins = n / CONFORMAL_MIN_ROWS;
  if (n_bins > max_bins) n_bins = max_bins;
  if (n_bins > CONFORMAL_MAX_BINS) n_bins = CONFORMAL_MAX_BINS;
  if (n_bins == 0) n_bins = 1;
  order_item *items;
  conformal made;
  TRY(order_make(predicted, NULL, n, &items));
  double *work = calloc(n + 1, 2 * sizeof *work);
  sample s = {items, actual, weight, level, work, work + n};
  tenor_status status = work ? fill(&made, &s, n, n_bins) : TENOR_ERR_MEMORY;
  if (status >= 0 && made.n_bins > 1) status = settle(&made, &s, n);
  if (status >= 0) *out = made;
  free(items);
  free(work);
  return status;
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
