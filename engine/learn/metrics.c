/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/metrics.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* NaN for a share of nothing, and for the mean of nothing. */
static double share(double part, double whole) {
  return whole > 0 ? part / whole : NAN;
}

static double count_rows(const uint32_t *weight, size_t n) {
  uint64_t count = 0;
  for (size_t i = 0; i < n; i++) count += metrics_times(weight, i);
  return (double)count;
}

double metrics_mean(const double *x, const uint32_t *weight, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += metrics_times(weight, i) * x[i];
  return share(sum, count_rows(weight, n));
}

/* Asked exactly: the mean of a constant is rounded, and its variance need not come out as 0. */
static bool is_constant(const double *x, const uint32_t *weight, size_t n) {
  size_t first = 0;
  while (first < n && metrics_times(weight, first) == 0) first++;
  for (size_t i = first; i < n; i++)
    if (metrics_times(weight, i) > 0 && (x[i] < x[first] || x[i] > x[first])) return false;
  return true;
}

double metrics_pearson(const double *x, const double *y, const uint32_t *weight, size_t n) {
  if (is_constant(x, weight, n) || is_constant(y, weight, n)) return NAN;
  const double mean_x = metrics_mean(x, weight, n), mean_y = metrics_mean(y, weight, n);
  double xx = 0, yy = 0, xy = 0;
  for (size_t i = 0; i < n; i++) {
    const double times = metrics_times(weight, i), dx = x[i] - mean_x, dy = y[i] - mean_y;
    xx += times * dx * dx;
    yy += times * dy * dy;
    xy += times * dx * dy;
  }
  const double r = xy / (sqrt(xx) * sqrt(yy));
  return r > 1 ? 1 : r < -1 ? -1 : r;
}

double metrics_mae(const double *predicted, const double *actual, const uint32_t *weight,
                   size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += metrics_times(weight, i) * fabs(predicted[i] - actual[i]);
  return share(sum, count_rows(weight, n));
}

double metrics_rmse(const double *predicted, const double *actual, const uint32_t *weight,
                    size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    const double miss = predicted[i] - actual[i];
    sum += metrics_times(weight, i) * miss * miss;
  }
  return sqrt(share(sum, count_rows(weight, n)));
}

/* ---- probabilities --------------------------------------------------------------------------- */

static double clip(double p) {
  return p < DBL_EPSILON ? DBL_EPSILON : p > 1 - DBL_EPSILON ? 1 - DBL_EPSILON : p;
}

double metrics_log_loss(const double *p_truth, const uint32_t *weight, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum -= metrics_times(weight, i) * log(clip(p_truth[i]));
  return share(sum, count_rows(weight, n));
}

void metrics_reliability(const double *p, const uint8_t *positive, const uint32_t *weight, size_t n,
                         size_t n_bins, reliability_bin *bins) {
  for (size_t i = 0; i < n_bins; i++) bins[i] = (reliability_bin){0, 0, 0};
  for (size_t i = 0; i < n; i++) {
    if (!(p[i] >= 0 && p[i] <= 1)) continue;
    const uint32_t times = metrics_times(weight, i);
    const size_t at = (size_t)(p[i] * (double)n_bins);
    reliability_bin *bin = &bins[at < n_bins ? at : n_bins - 1];
    bin->p += times * p[i];
    bin->outcome += positive[i] ? times : 0;
    bin->count += times;
  }
  for (size_t i = 0; i < n_bins; i++) {
    bins[i].p = share(bins[i].p, (double)bins[i].count);
    bins[i].outcome = share(bins[i].outcome, (double)bins[i].count);
  }
}

double metrics_ece(const reliability_bin *bins, size_t n_bins) {
  double sum = 0, count = 0;
  for (size_t i = 0; i < n_bins; i++) {
    if (bins[i].count == 0) continue;
    sum += (double)bins[i].count * fabs(bins[i].p - bins[i].outcome);
    count += (double)bins[i].count;
  }
  return share(sum, count);
}
