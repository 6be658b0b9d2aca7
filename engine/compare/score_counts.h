/* SPDX-License-Identifier: Apache-2.0 */
/* The scores of a group, as how often each occurred, ascending: what order statistics are made from. */
#ifndef TENOR_COMPARE_SCORE_COUNTS_H
#define TENOR_COMPARE_SCORE_COUNTS_H

#include "compare/comparison.h"

typedef struct score_counts {
  const score_count *counts; /* [n] borrowed, ascending in score */
  size_t n;
} score_counts;

/* Of a comparison in order, which has that group. */
score_counts score_counts_of(const tenor_comparison *comparison, uint32_t group);

/* The p quantile, between two scores in proportion ("type 7" of Hyndman & Fan 1996, the usual one). NaN of none. */
double score_counts_quantile(const score_counts *c, double p);

/* Standard deviation (n - 1). NaN of fewer than two. */
double score_counts_deviation(const score_counts *c);

/* Cliff's delta (1993): the chance that a score of `a` is above one of `b`, less the chance that it is below; one pass
 * over both. NaN when either is empty. */
double score_counts_delta(const score_counts *a, const score_counts *b);

#endif
