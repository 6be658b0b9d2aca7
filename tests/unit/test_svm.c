/* SPDX-License-Identifier: Apache-2.0 */
/* Machines: collapsed weights against libsvm's own decision values, and the two libraries against each other. */
#include "learn/svm.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/rng.h"

enum { ROWS = 150, FEATURES = 40 };

typedef struct problem {
  svm_rows rows;
  double y[ROWS], yes_no[ROWS];
  size_t all[ROWS];
} problem;

/* Sparse rows whose target is a noisy linear function. */
static problem make(uint64_t seed) {
  problem p = {.rows = {.n = ROWS, .n_features = FEATURES}};
  tenor_rng rng = {seed};
  double w[FEATURES];
  for (size_t k = 0; k < FEATURES; k++) w[k] = rng_unit(&rng) - 0.5;
  p.rows.entries = calloc(ROWS * FEATURES, sizeof *p.rows.entries);
  p.rows.starts = calloc(ROWS + 1, sizeof *p.rows.starts);
  cr_assert(p.rows.entries && p.rows.starts);
  size_t n = 0;
  for (size_t i = 0; i < ROWS; i++) {
    p.y[i] = 0.2 * (rng_unit(&rng) - 0.5);
    for (int32_t k = 0; k < FEATURES; k++) {
      if (rng_below(&rng, 4)) continue;
      p.rows.entries[n] = (svm_entry){k, 2 * rng_unit(&rng) - 1};
      p.y[i] += w[k] * p.rows.entries[n++].value;
    }
    p.rows.starts[i + 1] = n;
    p.yes_no[i] = p.y[i] > 0 ? 1 : -1;
    p.all[i] = i;
  }
  return p;
}

static svm_options options_of(svm_solver solver, svm_task task) {
  return (svm_options){solver, task, 0.7, 0.05, 1.5};
}

static void fit(const problem *p, svm_solver solver, svm_task task, double w[FEATURES],
                double *bias) {
  const svm_options options = options_of(solver, task);
  tenor_error error = {0};
  cr_assert_eq(svm_fit(&p->rows, p->all, ROWS, task == SVM_CLASSIFY ? p->yes_no : p->y, &options, w,
                       bias, &error),
               TENOR_OK, "%s", error.message);
}

static void expect_collapsed_equals_reference(svm_task task) {
  for (uint64_t seed = 1; seed <= 10; seed++) {
    problem p = make(seed);
    double w[FEATURES], bias, decisions[ROWS];
    const svm_options options = options_of(SVM_LIBSVM, task);
    if (seed % 2)
      for (size_t i = 0; i < ROWS; i++) p.all[i] = ROWS - 1 - i; /* another label comes first */
    fit(&p, SVM_LIBSVM, task, w, &bias);
    cr_assert_eq(svm_reference(&p.rows, p.all, ROWS, task == SVM_CLASSIFY ? p.yes_no : p.y,
                               &options, decisions, NULL),
                 TENOR_OK);
    for (size_t i = 0; i < ROWS; i++) {
      const double own = svm_decide(&p.rows, i, w, bias);
      cr_assert(fabs(own - decisions[i]) < 1e-9, "seed %d row %zu: %.15g, libsvm %.15g", (int)seed,
                i, own, decisions[i]);
    }
    svm_rows_finish(&p.rows);
  }
}

Test(svm, collapsed_classifiers_decide_as_libsvm_does) {
  expect_collapsed_equals_reference(SVM_CLASSIFY);
}
Test(svm, collapsed_regressions_decide_as_libsvm_does) {
  expect_collapsed_equals_reference(SVM_REGRESS);
}

static double correlation(const double *x, const double *y) {
  double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
  for (size_t i = 0; i < ROWS; i++) mx += x[i] / ROWS, my += y[i] / ROWS;
  for (size_t i = 0; i < ROWS; i++) {
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xy / sqrt(xx * yy);
}

Test(svm, both_libraries_learn_the_same) {
  for (svm_task task = SVM_CLASSIFY; task <= SVM_REGRESS; task++) {
    problem p = make(5);
    double w[FEATURES], bias, one[ROWS], other[ROWS];
    size_t right[2] = {0, 0};
    fit(&p, SVM_LIBSVM, task, w, &bias);
    for (size_t i = 0; i < ROWS; i++) one[i] = svm_decide(&p.rows, i, w, bias);
    fit(&p, SVM_LIBLINEAR, task, w, &bias);
    for (size_t i = 0; i < ROWS; i++) other[i] = svm_decide(&p.rows, i, w, bias);
    cr_expect_gt(correlation(one, other), 0.97);
    for (size_t i = 0; i < ROWS; i++)
      right[0] += one[i] * p.yes_no[i] > 0, right[1] += other[i] * p.yes_no[i] > 0;
    cr_expect(right[0] > ROWS * 9 / 10 && right[1] > ROWS * 9 / 10, "%zu and %zu of %d right",
              right[0], right[1], ROWS);
    svm_rows_finish(&p.rows);
  }
}

Test(svm, gives_the_same_weights_every_time) {
  problem p = make(3);
  for (svm_solver solver = SVM_LIBSVM; solver <= SVM_LIBLINEAR; solver++)
    for (svm_task task = SVM_CLASSIFY; task <= SVM_REGRESS; task++) {
      double w[FEATURES], again[FEATURES], bias, again_bias;
      fit(&p, solver, task, w, &bias);
      srand(12345); /* what the libraries would draw on */
      fit(&p, solver, task, again, &again_bias);
      cr_expect_eq(memcmp(w, again, sizeof w), 0);
      cr_expect_eq(memcmp(&bias, &again_bias, sizeof bias), 0);
    }
  svm_rows_finish(&p.rows);
}

Test(svm, fits_the_rows_it_is_told_to) {
  problem p = make(3);
  double w[FEATURES], bias, without[FEATURES], without_bias;
  const svm_options options = options_of(SVM_LIBSVM, SVM_CLASSIFY);
  cr_assert_eq(svm_fit(&p.rows, p.all, ROWS / 2, p.yes_no, &options, w, &bias, NULL), TENOR_OK);
  for (size_t i = ROWS / 2; i < ROWS; i++) p.yes_no[i] = NAN; /* never looked at */
  cr_assert_eq(svm_fit(&p.rows, p.all, ROWS / 2, p.yes_no, &options, without, &without_bias, NULL),
               TENOR_OK);
  cr_expect_eq(memcmp(w, without, sizeof w), 0);
  svm_rows_finish(&p.rows);
}

Test(svm, gives_up_on_one_class_gracefully) {
  problem p = make(3);
  double w[FEATURES], bias;
  for (svm_solver solver = SVM_LIBSVM; solver <= SVM_LIBLINEAR; solver++)
    for (int sign = -1; sign <= 1; sign += 2) {
      for (size_t i = 0; i < ROWS; i++) p.yes_no[i] = sign;
      fit(&p, solver, SVM_CLASSIFY, w, &bias);
      cr_expect(fabs(bias - sign) < 1e-12);
      for (size_t k = 0; k < FEATURES; k++) cr_expect(fabs(w[k]) < 1e-12);
    }
  const svm_options options = options_of(SVM_LIBLINEAR, SVM_REGRESS);
  cr_expect_eq(svm_fit(&p.rows, p.all, 0, p.y, &options, w, &bias, NULL), TENOR_OK,
               "no rows at all");
  svm_rows_finish(&p.rows);
}
