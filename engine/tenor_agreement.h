/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far people who labelled the same texts agree: the ceiling of what a model can learn from their labels.
 *
 *     const double codes[] = {2, 2,  0, 1,  3, NAN};  three texts, two coders; the second left the last one out
 *     tenor_agreement_measure(codes, 3, 2, TENOR_METRIC_ORDINAL, 1000, 1, &agreement);
 *     printf("%.3f\n", agreement.alpha.value);
 */
#ifndef TENOR_AGREEMENT_H
#define TENOR_AGREEMENT_H

#include "tenor.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How far apart two labels are. */
typedef enum tenor_metric {
  TENOR_METRIC_NOMINAL = 0, /* the same or not */
  TENOR_METRIC_ORDINAL = 1, /* by how many labels were given between the two */
  TENOR_METRIC_INTERVAL = 2 /* their difference, squared */
} tenor_metric;

/* A figure and its 95 % bootstrap interval; NaN where it is not defined. */
typedef struct tenor_agreement_figure {
  double value, lo, hi;
} tenor_agreement_figure;

typedef struct tenor_agreement {
  uint64_t n_units;  /* coded by two or more; all else counts these only */
  uint64_t n_coders; /* who coded any of them */
  uint64_t n_codes;  /* given to them */
  tenor_agreement_figure
      alpha; /* Krippendorff's: any number of coders, any gaps (Krippendorff 2011) */
  tenor_agreement_figure
      kappa; /* Cohen's (1960); more than two coders: the mean over pairs (Light 1971) */
  tenor_agreement_figure
      weighted_kappa; /* with squared distances (Cohen 1968); not for nominal labels */
  tenor_agreement_figure agreement; /* share of pairs of codes that are the same */
} tenor_agreement;

/* Measures codes [n_units][n_coders], NaN where a coder left a unit out; classes are any numbers that differ. Intervals
 * are percentiles of `n_replicates` resamplings of the units (0: none). Errors: MEMORY. */
TENOR_API tenor_status tenor_agreement_measure(const double *codes, size_t n_units, size_t n_coders,
                                               tenor_metric metric, uint32_t n_replicates,
                                               uint64_t seed, tenor_agreement *agreement);

/* The mean distance between the codes [n_coders] of one unit: 0 if all agree; NaN for fewer than two. Ordinal codes are
 * compared as numbers. */
TENOR_API double tenor_agreement_dispute(const double *codes, size_t n_coders, tenor_metric metric);

#ifdef __cplusplus
}
#endif
#endif
