/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a series changed its level, and where. The statistic is the largest standardised difference between the means
 * before and after, over all places where there could be a change (the CUSUM form of Hinkley 1970), in units of the
 * long-run standard error of what is left when that change is taken out: a series that remembers, as yearly ones do,
 * wanders, and a plain standard error would take each wandering for a change (Antoch, Huskova & Praskova 1997). Its
 * p comes from permuting the points, each arrangement being treated as the series was.
 *
 * More changes than one are found by looking again on both sides of each (binary segmentation, Vostrikova 1981). A
 * stretch is looked at only if the one around it had a change, and the p of one of 2^k stretches at depth k is 2^k
 * times as large.
 */
#ifndef TENOR_COMPARE_LEVEL_SHIFT_H
#define TENOR_COMPARE_LEVEL_SHIFT_H

#include "base/status.h"

enum { LEVEL_MIN_STRETCH = 3 }; /* points on either side of a change */

typedef struct level_point {
  double value, weight; /* a mean, and of how many documents */
} level_point;

typedef struct level_shift {
  size_t at; /* the first point of the new level */
  double p;
} level_shift;

typedef struct level_search {
  double alpha;
  uint32_t permutations;
  uint64_t seed;
} level_search;

/* Finds the changes in points[0 .. n): *n_found of them into shifts[0 .. n), in order. Errors: MEMORY. */
tenor_status level_shifts_find(const level_point *points, size_t n, const level_search *search,
                               level_shift *shifts, size_t *n_found);

#endif
