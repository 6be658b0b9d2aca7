/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prediction intervals from the errors made on rows that a model was not trained on. If new rows
 * are exchangeable with those, the interval between two order statistics of the errors holds the
 * truth as often as promised, whatever the model and the distribution (Vovk, Gammerman & Shafer
 * 2005); errors collected over cross-validation folds serve nearly as well and waste no rows
 * (cross-conformal: Vovk 2015).
 *
 * Errors are not alike everywhere: a statement scored 0.02 is seldom wrong, one scored 0.5 often.
 * So rows are binned by the prediction and each bin has its own order statistics (Mondrian
 * conformal prediction, same book), signed, because near the end of a scale they are lopsided. For
 * the same reason a bin takes the shortest window that holds enough errors (as Lei, Robins &
 * Wasserman 2013 take the shortest set) rather than equal tails: where most rows have the lowest
 * level no truth lies below them, that tail is empty, and the interval holds 95 % where 90 were
 * asked for. The choice of a window fits chance too (of 60 rows it held 86.5 % of what came), so
 * bins of few rows keep to equal tails.
 *
 * Steps from bin to bin would make two nearly equal scores differ in their intervals; the bounds
 * are therefore interpolated between the centres of the bins. That gives up the exact promise bin
 * by bin; overall, the bounds are moved by what it cost (conformalised as in Romano, Patterson &
 * Candès 2019). Measured where the spread of the errors grows elevenfold along the scale, at 90 %:
 * with 10 bins 89.4 % overall and 92.0 % in the lowest quarter; with 5 bins 89.7 and 95.1 %. So use
 * many bins when rows allow.
 */
#ifndef TENOR_LEARN_CONFORMAL_H
#define TENOR_LEARN_CONFORMAL_H

#include "base/status.h"

enum {
  CONFORMAL_MAX_BINS = 16,
  CONFORMAL_MIN_ROWS = 50,    /* in a bin, unless there are fewer rows in all */
  CONFORMAL_WINDOW_ROWS = 400 /* in a bin that takes the shortest window */
};

/* Without pointers, so that it can lie in a file. Unused entries are 0. */
typedef struct conformal {
  double edge[CONFORMAL_MAX_BINS + 1]; /* [n_bins + 1] bin i lies from edge[i] to edge[i + 1] */
  double centre[CONFORMAL_MAX_BINS];   /* [n_bins] median prediction of the bin; rises strictly */
  double lo[CONFORMAL_MAX_BINS]; /* [n_bins] what to add to a prediction at the centre; lo <= hi */
  double hi[CONFORMAL_MAX_BINS];
  uint32_t n_bins;
  uint32_t zero; /* padding, named so that its bytes are known */
} conformal;

/* Learns the bounds of intervals that hold the truth with probability `level`, such as
 * 0.9. Bins are quantiles of `predicted`, at most max_bins and CONFORMAL_MAX_BINS; equal predictions
 * stay together. No rows: no bins. With fewer rows in a bin than 2 / (1 - level) - 1 its extreme
 * errors are used, and the promise cannot be kept. A row counts `weight` times (NULL: all 1).
 * Arrays are borrowed. Errors: ARG for a level outside 0..1 exclusive, no bins, a number that is
 * not finite, a weight that is not above 0; MEMORY. */
tenor_status conformal_fit(const double *predicted /* [n] */, const double *actual /* [n] */,
                           const double *weight /* [n] */, size_t n, double level,
                           uint32_t max_bins, conformal *out);

/* The interval of a prediction: continuous in `value`, *lo <= *hi. Both NaN when there are no bins
 * or `value` is NaN. Bounds are not clamped to any scale. */
void conformal_apply(const conformal *c, double value, double *lo, double *hi);

#endif
