/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The interval of a mean or a share, by whichever method was asked for.
 *
 * Scores and shares have ends, and near an end the error is lopsided: a t interval on the plain scale misses above and
 * runs out below. So the robust interval is taken on the logit scale, where there are no ends, and brought back (as
 * surveys do for proportions: Korn & Graubard 1999). docs/comparing.md has the measurements that made it the default.
 */
#ifndef TENOR_COMPARE_INTERVAL_H
#define TENOR_COMPARE_INTERVAL_H

#include "compare/ratio.h"
#include "tenor_compare.h"

typedef struct interval_plan {
  tenor_interval_kind kind;
  double level;
  double low, high; /* ends of the scale; equal: none */
  uint32_t replicates;
  uint64_t seed;
  double naive_se; /* of the value if statements were independent */
} interval_plan;

/* Bounds are NaN with fewer than two documents. Errors: MEMORY. */
tenor_status interval_make(const ratio_sample *sample, const ratio *estimate,
                           const interval_plan *plan, tenor_interval *interval);

/* The interval of `value` with standard error `se` on `df` degrees of freedom, `n` independent units behind it. */
tenor_interval interval_robust(double value, double se, double df, size_t n,
                               const interval_plan *plan);

/* The interval of a - b from theirs, with the correlation of the two estimates: the method of variance estimates
 * recovery (Zou & Donner 2008; Newcombe 1998), which keeps what the two have of lopsidedness. */
tenor_interval interval_difference(const tenor_interval *a, const tenor_interval *b,
                                   double correlation);

#endif
