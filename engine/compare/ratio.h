/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The mean over statements that come in documents. Document d has n[d] statements that sum to y[d]; the mean is the
 * ratio of the two totals, and documents, not statements, are what is independent. Means of scores and shares of a
 * class are both such ratios.
 *
 * The variance is the cluster-robust "CR2" of Bell & McCaffrey (2002): squared sums of residuals, each divided by one
 * less the document's share of the statements, which makes it unbiased when documents are alike. Degrees of freedom
 * are those of Imbens & Kolesar (2016) for statements that are as like within a document as can be: unequal documents
 * count for fewer than there are, and one that dominates counts for about all.
 */
#ifndef TENOR_COMPARE_RATIO_H
#define TENOR_COMPARE_RATIO_H

#include <stddef.h>

typedef struct ratio_sample {
  const double *y; /* [size] */
  const double *n; /* [size] more than 0 */
  size_t size;     /* documents */
} ratio_sample;

typedef struct ratio {
  double value;
  double se; /* NaN with fewer than two documents */
  double df; /* at least 1 */
} ratio;

ratio ratio_estimate(const ratio_sample *sample);

/* What document d adds to the CR2 error of the value: the squares of all add up to se squared. */
double ratio_influence(const ratio_sample *sample, double value, double total, size_t d);
double ratio_total(const ratio_sample *sample); /* statements */

/* Degrees of freedom of the error of a mean over documents of these sizes. */
double ratio_degrees(const ratio_sample *sample, double total);

#endif
