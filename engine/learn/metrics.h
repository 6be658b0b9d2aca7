/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How good predictions are, by the measures that the field reports and under its names. A figure
 * is worth printing only if a reader gets the same one elsewhere: the definitions are those of
 * scikit-learn and scipy, with ties handled exactly, and the tests hold them to 1e-9.
 *
 * One difference is deliberate. Where a measure has no value (AUC of one class, correlation with a
 * constant) others return 0 or 1 and warn; these return NaN, because a zero in a table is read as
 * a result.
 *
 * All arrays are borrowed during the call. A function that sorts needs memory and returns a
 * status: ARG for a NaN in the input, MEMORY. The others pass a NaN on.
 */
#ifndef TENOR_LEARN_METRICS_H
#define TENOR_LEARN_METRICS_H

#include "base/status.h"

/* ---- ranking: scores against yes (1) or no (0) ----------------------------------------------- */

/* Area under the ROC curve: the chance that a positive outscores a negative, a tie counting half
 * (Mann & Whitney 1947; Hanley & McNeil 1982). NaN unless both classes occur. O(n log n). */
tenor_status metrics_auc(const double *score, const uint8_t *positive, size_t n, double *auc);

/* Average precision: sum over distinct scores, from the top, of the recall gained times the
 * precision there; a step function, because a straight line between points of a precision-recall
 * curve flatters (Davis & Goadrich 2006). NaN without positives. O(n log n). */
tenor_status metrics_average_precision(const double *score, const uint8_t *positive, size_t n,
                                       double *precision);

/* ---- agreement of two numbers ---------------------------------------------------------------- */

/* Pearson's product-moment correlation. NaN when n < 2 or one side is constant. */
double metrics_pearson(const double *x, const double *y, size_t n);

/* Spearman's rank correlation: Pearson of the mid-ranks. NaN as metrics_pearson. O(n log n). */
tenor_status metrics_spearman(const double *x, const double *y, size_t n, double *rho);

/* Kendall's tau-b: concordant minus discordant pairs over the geometric mean of the pairs untied
 * in x and those untied in y; discordant pairs are the exchanges of a merge sort (Knight 1966).
 * NaN as metrics_pearson. O(n log n). */
tenor_status metrics_kendall(const double *x, const double *y, size_t n, double *tau);

/* Mean absolute error and root of the mean squared error. NaN when n == 0. */
double metrics_mae(const double *predicted, const double *actual, size_t n);
double metrics_rmse(const double *predicted, const double *actual, size_t n);

/* ---- probabilities against yes (1) or no (0) ------------------------------------------------- */

/* Mean negative log-likelihood in nats, p clipped to 2^-52 .. 1 - 2^-52. NaN when n == 0. */
double metrics_log_loss(const double *p, const uint8_t *positive, size_t n);

/* Mean squared distance of p from the outcome (Brier 1950). NaN when n == 0. */
double metrics_brier(const double *p, const uint8_t *positive, size_t n);

/* A row of a reliability table: predictions from bin / n_bins to (bin + 1) / n_bins. */
typedef struct reliability_bin {
  double p;       /* mean prediction; NaN in an empty bin */
  double outcome; /* share of positives; NaN in an empty bin */
  uint64_t count;
} reliability_bin;

/* Expected calibration error: mean over rows of |mean prediction - share of positives| of their
 * bin, bins of equal width, 1 in the last (Naeini, Cooper & Hauskrecht 2015). `bins`, [n_bins],
 * may be NULL. NaN when n == 0. Errors: ARG for no bins or a p outside 0..1; MEMORY. */
tenor_status metrics_ece(const double *p, const uint8_t *positive, size_t n, size_t n_bins,
                         reliability_bin *bins, double *ece);

/* ---- classes: a confusion matrix `cells` [k * k], row: truth, column: prediction ------------- */

/* Counts the rows. Errors: ARG for a class that is not below k. */
tenor_status metrics_confusion(const uint32_t *truth, const uint32_t *predicted, size_t n, size_t k,
                               uint64_t *cells);

/* Share of rows on the diagonal. NaN when the matrix is empty. */
double metrics_accuracy(const uint64_t *cells, size_t k);

/* Of one class: the share of its predictions that are right (NaN: never predicted), the share of
 * its rows that are found (NaN: never occurs), and their harmonic mean (NaN: neither). */
double metrics_precision(const uint64_t *cells, size_t k, size_t class);
double metrics_recall(const uint64_t *cells, size_t k, size_t class);
double metrics_f1(const uint64_t *cells, size_t k, size_t class);

/* Unweighted mean of F1 over the classes that occur in the truth or in the predictions: one that
 * is never right counts 0, one that is in neither does not count, as in scikit-learn. NaN when the
 * matrix is empty. */
double metrics_macro_f1(const uint64_t *cells, size_t k);

/* Matthews correlation for k classes (Gorodkin 2004). NaN when truth or prediction is constant. */
double metrics_mcc(const uint64_t *cells, size_t k);

/* Cohen's kappa (1960): agreement beyond chance. NaN when chance alone agrees on every row. */
double metrics_kappa(const uint64_t *cells, size_t k);

/* Kappa with quadratic weights (Cohen 1968) for ordered classes: a miss by two levels costs four
 * times a miss by one. NaN as metrics_kappa. */
double metrics_qwk(const uint64_t *cells, size_t k);

#endif
