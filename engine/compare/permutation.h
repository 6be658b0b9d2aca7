/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether two groups differ in mean, by permuting which group a document belongs to. The statistic is the difference
 * over its cluster-robust standard error: so studentised, the test is exact when the two are alike and still right in
 * the long run when they differ in spread, sizes or numbers of documents but not in mean (Janssen 1997; Chung & Romano
 * 2013). A document in which both groups speak stays whole: the two change places in it, or do not. Where the scale has
 * ends, the means are compared on the logit scale, for the reason that intervals are (compare/interval.h).
 *
 * p counts the arrangement that was seen among the others, so it is never 0 (Phipson & Smyth 2010). Once enough draws
 * have come out as extreme, more would tell nothing new, and drawing stops (Besag & Clifford 1991).
 */
#ifndef TENOR_COMPARE_PERMUTATION_H
#define TENOR_COMPARE_PERMUTATION_H

#include "base/status.h"

/* Sums of scores and numbers of statements in a document: of the first group and of the second. In a document with one
 * group only, they stand first. */
typedef struct pair_document {
  double y[2], n[2];
} pair_document;

typedef struct pair_sample {
  const pair_document *documents; /* [n_both + n_first + n_second], in this order */
  size_t n_both, n_first, n_second;
  double low, high; /* ends of the scale; equal: none */
} pair_sample;

/* Two-sided p; NaN when a group has fewer than two documents. Errors: MEMORY. */
tenor_status permutation_test(const pair_sample *sample, uint32_t permutations, uint64_t seed,
                              double *p);

#endif
