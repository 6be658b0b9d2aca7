/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Log-count ratios: how much more often a feature stands in positive rows than in others, as a factor on its column
 * (NBSVM: Wang & Manning 2012). A linear machine over such columns begins where naive Bayes ends, and has little to
 * learn for words that both sides share.
 *
 *     r = log((p / |p|) / (q / |q|)),   p = smoothing + positive rows with the feature,   q = the same of the others
 *
 * The factors belong to one output and to the rows that were learnt from; they collapse into its weights.
 */
#ifndef TENOR_LEARN_RATIOS_H
#define TENOR_LEARN_RATIOS_H

#include "learn/svm.h"

/* factor [last - first] of the columns first .. last - 1. A row counts by its weight. Errors: MEMORY. */
tenor_status ratios_find(const svm_sample *sample, uint32_t first, uint32_t last, double *factor);

/* Copies the rows with those columns multiplied; *scaled is the caller's: svm_rows_finish. Errors: MEMORY. */
tenor_status ratios_apply(const svm_rows *rows, uint32_t first, uint32_t last, const double *factor,
                          svm_rows *scaled);

#endif
