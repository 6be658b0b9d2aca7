/* SPDX-License-Identifier: Apache-2.0 */
/* qsort() takes no context, so an item carries all that is compared. */
#include "learn/order.h"

#include <math.h>
#include <stdlib.h>

static int compare_doubles(double a, double b) {
  return (a > b) - (a < b);
}

static int compare_items(const void *left, const void *right) {
  const order_item *a = left, *b = right;
  int sign = compare_doubles(a->key, b->key);
  if (sign == 0) sign = compare_doubles(a->second, b->second);
  return sign ? sign : (a->row > b->row) - (a->row < b->row);
}

static int compare_values(const void *left, const void *right) {
  return compare_doubles(*(const double *)left, *(const double *)right);
}

tenor_status order_make(const double *key, const double *second, size_t n, order_item **items) {
  *items = NULL;
  for (size_t i = 0; i < n; i++)
    if (isnan(key[i]) || (second && isnan(second[i]))) return TENOR_ERR_ARG;
  order_item *made = calloc(n ? n : 1, sizeof *made);
  if (!made) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < n; i++) made[i] = (order_item){key[i], second ? second[i] : 0, i};
  qsort(made, n, sizeof *made, compare_items);
  *items = made;
  return TENOR_OK;
}

size_t order_tie_end(const order_item *items, size_t begin, size_t n) {
  size_t end = begin + 1;
  while (end < n && items[end].key <= items[begin].key) end++;
  return end;
}

void order_values(double *values, size_t n) {
  if (n > 1) qsort(values, n, sizeof *values, compare_values);
}
