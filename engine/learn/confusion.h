/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How good classes are that were told: figures of a confusion matrix `cells` [k * k], row: truth, column: prediction.
 *
 * As in metrics.h the definitions are those of scikit-learn, and NaN stands where a figure has no value. Counts are
 * integers, so that the order of the rows cannot matter.
 */
#ifndef TENOR_LEARN_CONFUSION_H
#define TENOR_LEARN_CONFUSION_H

#include "base/status.h"

/* Counts the rows, each `weight` times (NULL: once). A class that is not below k is passed over. */
void confusion_count(const uint32_t *truth, const uint32_t *predicted, const uint32_t *weight,
                     size_t n, size_t k, uint64_t *cells);

/* Share of rows on the diagonal. NaN when the matrix is empty. */
double confusion_accuracy(const uint64_t *cells, size_t k);

/* Of one class: the share of its predictions that are right (NaN: never predicted), the share of
 * its rows that are found (NaN: never occurs), and their harmonic mean (NaN: neither). */
double confusion_precision(const uint64_t *cells, size_t k, size_t class);
double confusion_recall(const uint64_t *cells, size_t k, size_t class);
double confusion_f1(const uint64_t *cells, size_t k, size_t class);

/* Unweighted mean of F1 over the classes that occur in the truth or in the predictions: one that
 * is never right counts 0, one that is in neither does not count, as in scikit-learn. NaN when the
 * matrix is empty. */
double confusion_macro_f1(const uint64_t *cells, size_t k);

/* Matthews correlation for k classes (Gorodkin 2004). NaN when truth or prediction is constant. */
double confusion_mcc(const uint64_t *cells, size_t k);

/* Cohen's kappa (1960): agreement beyond chance. NaN when chance alone agrees on every row. */
double confusion_kappa(const uint64_t *cells, size_t k);

/* Kappa with quadratic weights (Cohen 1968) for ordered classes: a miss by two levels costs four
 * times a miss by one. NaN as confusion_kappa. */
double confusion_qwk(const uint64_t *cells, size_t k);

#endif
