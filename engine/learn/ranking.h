/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How well a score orders the rows: figures to which only its ranks matter. They need the rows in order, which
 * order_make (order.h) gives; it is done once, and every bootstrap replicate is a pass over the same order with other
 * `weight`s [n], how many times each row counts (NULL: once). Ties are handled exactly. NaN stands where a figure has
 * no value. All arrays are borrowed.
 */
#ifndef TENOR_LEARN_RANKING_H
#define TENOR_LEARN_RANKING_H

#include "learn/order.h"

/* Area under the ROC curve: the chance that a positive outscores a negative, a tie counting half
 * (Mann & Whitney 1947; Hanley & McNeil 1982). NaN unless both classes occur. */
double ranking_auc(const order_item *by_score, const uint8_t *positive, const uint32_t *weight,
                   size_t n);

/* Average precision: sum over distinct scores, from the top, of the recall gained times the
 * precision there; a step function, because a straight line between points of a precision-recall
 * curve flatters (Davis & Goadrich 2006). NaN without positives. */
double ranking_average_precision(const order_item *by_score, const uint8_t *positive,
                                 const uint32_t *weight, size_t n);

/* Spearman's rank correlation: Pearson of the mid-ranks. NaN when fewer than two rows count or one side is constant.
 * `work` is [2 n]. */
double ranking_spearman(const order_item *by_x, const order_item *by_y, const uint32_t *weight,
                        size_t n, double *work);

/* The place of each row among the distinct values of an order, from 0; returns how many there are. */
uint32_t ranking_levels(const order_item *by_y, size_t n, uint32_t *level /* [n] */);

/* Kendall's tau-b: concordant minus discordant pairs over the geometric mean of the pairs untied in x and those untied
 * in y (Kendall 1945). Rows enter a tree of counts by their level of y (Fenwick 1994) in the order of x, and each is
 * compared with all that came before it: O(n log n_levels). NaN as ranking_spearman. `work` is [n_levels + 1]. */
double ranking_kendall(const order_item *by_x, const uint32_t *level_y, uint32_t n_levels,
                       const uint32_t *weight, size_t n, uint64_t *work);

#endif
