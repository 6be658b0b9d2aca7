/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sample on which the learn/ modules are compared with scipy and scikit-learn. It is made from
 * splitmix64 (base/rng.h) with additions and multiplications only, so any language makes the same
 * doubles: for each row draw x, e, t, r, s uniform in [0, 1) in this order from seed 7, then
 *
 *     y = x + e - 0.5       positive = t < x       w = 0.5 + r
 *     tied_x = floor(8 x) / 8     tied_y = floor(4 y) / 4
 *     truth = floor(5 x)    predicted = s < 0.6 ? truth : floor(5 e)
 */
#ifndef TENOR_TESTS_LEARN_SAMPLE_H
#define TENOR_TESTS_LEARN_SAMPLE_H

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

enum { SAMPLE_ROWS = 300, SAMPLE_CLASSES = 5 };

typedef struct learn_sample {
  double x[SAMPLE_ROWS], y[SAMPLE_ROWS], tied_x[SAMPLE_ROWS], tied_y[SAMPLE_ROWS], w[SAMPLE_ROWS];
  uint8_t positive[SAMPLE_ROWS];
  uint32_t truth[SAMPLE_ROWS], predicted[SAMPLE_ROWS];
} learn_sample;

static inline void sample_make(learn_sample *sample) {
  tenor_rng rng = {7};
  for (size_t i = 0; i < SAMPLE_ROWS; i++) {
    const double x = rng_unit(&rng), e = rng_unit(&rng), t = rng_unit(&rng);
    const double r = rng_unit(&rng), s = rng_unit(&rng);
    sample->x[i] = x;
    sample->y[i] = x + e - 0.5;
    sample->positive[i] = t < x;
    sample->w[i] = 0.5 + r;
    sample->tied_x[i] = floor(8 * x) / 8;
    sample->tied_y[i] = floor(4 * sample->y[i]) / 4;
    sample->truth[i] = (uint32_t)(5 * x);
    sample->predicted[i] = s < 0.6 ? sample->truth[i] : (uint32_t)(5 * e);
  }
}

static inline void expect_near(double value, double expected, double tolerance, const char *what) {
  cr_expect(fabs(value - expected) <= tolerance, "%s: %.15g, expected %.15g", what, value,
            expected);
}

static inline void expect_nan(double value, const char *what) {
  cr_expect(isnan(value), "%s: %.15g, expected NaN", what, value);
}

#endif
