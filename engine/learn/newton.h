/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A linear machine whose rows weigh unlike: liblinear's L2-regularised, squared-loss SVC and SVR, with a C for each
 * row.
 *
 *     min  |w|^2 / 2 + C sum of weight_i loss(w x_i, y_i)^2,   the bias being the weight of a feature that is 1
 *
 * The libraries that Debian ships weigh classes, not rows. The sum is smooth and its second derivative jumps only where
 * a row crosses the margin, so Newton's method needs a dozen steps; each is solved by conjugate gradients, which want
 * products with the rows and no matrix (Keerthi & DeCoste 2005; Lin, Weng & Keerthi 2008), and shortened until the sum
 * falls (Galli & Lin 2021). No random numbers.
 */
#ifndef TENOR_LEARN_NEWTON_H
#define TENOR_LEARN_NEWTON_H

#include "learn/svm.h"

/* w [rows->n_features] and *bias hold where to begin, and receive the function. Errors: MEMORY. */
tenor_status newton_fit(const svm_sample *sample, const svm_options *options, double *w,
                        double *bias);

#endif
