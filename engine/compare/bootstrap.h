/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bootstrap of documents (Efron 1979; Davison & Hinkley 1997): as many documents as there are, drawn with
 * replacement, many times over; how much the mean varies is how sure it is. Three intervals come of it: percentiles;
 * BCa, which mends their bias and skewness (Efron 1987); and the studentised one, which takes percentiles of the error
 * in units of its own standard error (Efron 1981, Hall 1988).
 */
#ifndef TENOR_COMPARE_BOOTSTRAP_H
#define TENOR_COMPARE_BOOTSTRAP_H

#include "compare/ratio.h"
#include "tenor_compare.h"

typedef struct bootstrap_plan {
  tenor_interval_kind kind; /* one of the three */
  double level;
  uint32_t replicates;
  uint64_t seed;
} bootstrap_plan;

/* Bounds for the mean of a sample of two documents or more. Errors: MEMORY. */
tenor_status bootstrap_interval(const ratio_sample *sample, const bootstrap_plan *plan, double *lo,
                                double *hi);

#endif
