/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many tests at once. Holm (1979) keeps the chance of even one false finding below alpha; Benjamini & Hochberg (1995)
 * keep the expected share of false ones among the findings below it. Both walk the p-values in order and make what they
 * adjust monotone: Holm's grows from the smallest on, Benjamini and Hochberg's shrinks from the largest on.
 */
#include <math.h>
#include <stdlib.h>

#include "learn/order.h"
#include "tenor_compare.h"

typedef tenor_status adjust_fn(const double *p, size_t n, double *adjusted);

static tenor_status holm(const double *p, size_t n, double *adjusted) {
  order_item *items;
  double largest = 0;
  TRY(order_make(p, NULL, n, &items));
  for (size_t i = 0; i < n; i++) {
    largest = fmax(largest, (double)(n - i) * items[i].key);
    adjusted[items[i].row] = fmin(1, largest);
  }
  free(items);
  return TENOR_OK;
}

static tenor_status bh(const double *p, size_t n, double *adjusted) {
  order_item *items;
  double smallest = 1;
  TRY(order_make(p, NULL, n, &items));
  for (size_t i = n; i-- > 0;) {
    smallest = fmin(smallest, (double)n / (double)(i + 1) * items[i].key);
    adjusted[items[i].row] = smallest;
  }
  free(items);
  return TENOR_OK;
}

/* Tests that could not be made are no tests. */
static tenor_status adjust_known(adjust_fn *adjust, const double *p, size_t n, double *adjusted) {
  size_t n_known = 0;
  double *known = calloc(n + 1, sizeof *known);
  if (!known) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < n; i++)
    if (!isnan(p[i])) known[n_known++] = p[i];
  const tenor_status status = adjust(known, n_known, known);
  n_known = 0;
  for (size_t i = 0; i < n && status >= 0; i++) adjusted[i] = isnan(p[i]) ? NAN : known[n_known++];
  free(known);
  return status;
}

tenor_status tenor_adjust_holm(const double *p, size_t n, double *adjusted) {
  return adjust_known(holm, p, n, adjusted);
}

tenor_status tenor_adjust_bh(const double *p, size_t n, double *adjusted) {
  return adjust_known(bh, p, n, adjusted);
}
