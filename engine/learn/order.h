/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows in the order of a number. Ties are broken by a second number and then by the row, so the
 * order is total: whatever qsort() the platform has, sums taken in this order come out the same to
 * the last bit.
 */
#ifndef TENOR_LEARN_ORDER_H
#define TENOR_LEARN_ORDER_H

#include "base/status.h"

typedef struct order_item {
  double key, second;
  size_t row;
} order_item;

/* Sorts rows 0 .. n - 1 by key, ascending; `second` may be NULL (all 0). *items, [n], is owned by
 * the caller (free). Errors: ARG for a NaN, which has no place in an order; MEMORY. On error
 * *items is NULL. */
tenor_status order_make(const double *key, const double *second, size_t n, order_item **items);

/* Where the run of equal keys that begins at items[begin] ends; begin < n. */
size_t order_tie_end(const order_item *items, size_t begin, size_t n);

/* Sorts numbers in place, ascending; none may be NaN. */
void order_values(double *values, size_t n);

#endif
