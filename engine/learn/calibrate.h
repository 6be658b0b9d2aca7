/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From decision values to probabilities that mean what they say. Platt scaling fits a sigmoid: two
 * parameters, right for the few hundred rows that a held-out fold has. Isotonic regression fits
 * any rising curve and wants thousands. An ordinal head is calibrated threshold by threshold,
 * which lets P(level >= 3) exceed P(level >= 2); ordinal_monotone puts that right.
 *
 * libsvm's own probabilities are not used: they draw on the global rand() and differ from run to
 * run.
 */
#ifndef TENOR_LEARN_CALIBRATE_H
#define TENOR_LEARN_CALIBRATE_H

#include "base/status.h"

/* P(positive | f) = 1 / (1 + exp(a f + b)); a is negative where a larger f speaks for positive. */
typedef struct platt {
  double a, b;
} platt;

/* Fits by maximum likelihood (Platt 1999) with Newton's method and backtracking (Lin, Lin & Weng
 * 2007). The targets are smoothed, so that one class alone or classes that a line parts still give
 * finite parameters; weights count as repeated rows. `weight` may be NULL: all 1. All arrays are
 * borrowed. Errors: ARG when a decision is not finite, a weight is negative or not finite, or the
 * weights sum to 0. */
tenor_status platt_fit(const double *decision /* [n] */, const uint8_t *positive /* [n] */,
                       const double *weight /* [n] */, size_t n, platt *out);

/* Never overflows. */
double platt_apply(const platt *p, double f);

/* A rising curve: straight between knots, level outside them. */
typedef struct isotonic {
  const double *x, *y; /* [n] knots; x rises strictly, y never falls; owned, or a model file's */
  size_t n;
} isotonic;

void isotonic_init(isotonic *curve);
void isotonic_finish(isotonic *curve);

/* The rising curve of least weighted squares through (x, y), by pooling adjacent violators (Ayer
 * et al. 1955; de Leeuw, Hornik & Mair 2009). Rows of one x are pooled first; rows of weight 0 are
 * left out. `w` may be NULL: all 1. The arrays are borrowed; *curve must be initialised, and what
 * it held is released. Errors: ARG when a number is not finite, a weight is negative, or the
 * weights sum to 0; MEMORY. On error *curve is untouched. */
tenor_status isotonic_fit(isotonic *curve, const double *x, const double *y, const double *w,
                          size_t n);

/* The curve at x; NaN where x is NaN or the curve has no knots. */
double isotonic_apply(const isotonic *curve, double x);

/* Makes p[0 .. n) = P(level >= 1), P(level >= 2), ... non-increasing: the nearest such sequence in
 * least squares, then clamped to 0..1. In place and without memory, for the scoring path; n is a
 * few levels. */
void ordinal_monotone(double *p, size_t n);

#endif
