/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How good predictions are, by the measures that the field reports and under its names. A figure
 * is worth printing only if a reader gets the same one elsewhere: the definitions are those of
 * scikit-learn and scipy, and the tests hold them to 1e-9. Figures of order are in ranking.h, those
 * of classes in confusion.h.
 *
 * One difference is deliberate. Where a measure has no value (correlation with a constant, the mean
 * of nothing) others return 0 or 1 and warn; these return NaN, because a zero in a table is read as
 * a result.
 *
 * Every function takes a `weight` [n], how many times each row counts; NULL: once. A bootstrap
 * replicate is nothing but such weights, so that it needs no copy of the rows and no sorting. All
 * arrays are borrowed; nothing here needs memory, and a NaN among the numbers is passed on.
 */
#ifndef TENOR_LEARN_METRICS_H
#define TENOR_LEARN_METRICS_H

#include "base/status.h"

/* How many times row i counts. */
static inline uint32_t metrics_times(const uint32_t *weight, size_t i) {
  return weight ? weight[i] : 1;
}

/* NaN when no row counts. */
double metrics_mean(const double *x, const uint32_t *weight, size_t n);

/* Pearson's product-moment correlation. NaN when fewer than two rows count or one side is constant. */
double metrics_pearson(const double *x, const double *y, const uint32_t *weight, size_t n);

/* Mean absolute error and root of the mean squared error. NaN when no row counts. */
double metrics_mae(const double *predicted, const double *actual, const uint32_t *weight, size_t n);
double metrics_rmse(const double *predicted, const double *actual, const uint32_t *weight,
                    size_t n);

/* Mean negative log-likelihood in nats of what was true, which had been given the probability
 * `p_truth`, clipped to 2^-52 .. 1 - 2^-52. NaN when no row counts. */
double metrics_log_loss(const double *p_truth, const uint32_t *weight, size_t n);

/* A row of a reliability table: predictions from bin / n_bins to (bin + 1) / n_bins. */
typedef struct reliability_bin {
  double p;       /* mean prediction; NaN in an empty bin */
  double outcome; /* share of positives; NaN in an empty bin */
  uint64_t count;
} reliability_bin;

/* The table, bins [n_bins] of equal width, 1 in the last. A p outside 0..1 or NaN is passed over. */
void metrics_reliability(const double *p, const uint8_t *positive, const uint32_t *weight, size_t n,
                         size_t n_bins, reliability_bin *bins);

/* Expected calibration error of a table: mean over its rows of |mean prediction - share of positives|
 * of their bin (Naeini, Cooper & Hauskrecht 2015). NaN when it is empty. */
double metrics_ece(const reliability_bin *bins, size_t n_bins);

#endif
