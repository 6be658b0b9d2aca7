/* SPDX-License-Identifier: Apache-2.0 */
/* Machines: collapsed weights and kernels against libsvm's own decision values, the solvers against each other, rows that
 * weigh twice against rows that are there twice. */
#include "learn/svm.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "learn/ratios.h"

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
  return (svm_options){.solver = solver, .task = task, .c = 0.7, .epsilon = 0.05};
}

static svm_sample sample_of(const problem *p, svm_task task) {
  return (svm_sample){&p->rows, p->all, ROWS, task == SVM_CLASSIFY ? p->yes_no : p->y, NULL};
}

static svm_machine machine_of(const problem *p) {
  svm_machine machine;
  cr_assert_eq(svm_machine_init(&machine, &p->rows), TENOR_OK);
  return machine;
}

static void fit_sample(const svm_sample *sample, const svm_options *options, svm_machine *machine) {
  tenor_error error = {0};
  cr_assert_eq(svm_fit(sample, options, false, machine, &error), TENOR_OK, "%s", error.message);
}

static void fit(const problem *p, svm_solver solver, svm_task task, svm_machine *machine) {
  const svm_options options = options_of(solver, task);
  const svm_sample sample = sample_of(p, task);
  fit_sample(&sample, &options, machine);
}

/* What svm_decide makes of a machine is what libsvm's own prediction says, for every kind of machine. */
static void expect_reference(svm_options options) {
  for (uint64_t seed = 1; seed <= 10; seed++) {
    problem p = make(seed);
    svm_machine machine = machine_of(&p);
    double decisions[ROWS];
    if (seed % 2)
      for (size_t i = 0; i < ROWS; i++) p.all[i] = ROWS - 1 - i; /* another label comes first */
    const svm_sample sample = sample_of(&p, options.task);
    fit_sample(&sample, &options, &machine);
    cr_expect_eq(machine.n_support > 0, options.gamma > 0);
    cr_assert_eq(svm_reference(&sample, &options, decisions, NULL), TENOR_OK);
    for (size_t i = 0; i < ROWS; i++) {
      const double own = svm_decide(&p.rows, i, &machine);
      cr_assert(fabs(own - decisions[i]) < 1e-9, "seed %d row %zu: %.15g, libsvm %.15g", (int)seed,
                i, own, decisions[i]);
    }
    svm_machine_finish(&machine);
    svm_rows_finish(&p.rows);
  }
}

Test(svm, collapsed_classifiers_decide_as_libsvm_does) {
  expect_reference(options_of(SVM_LIBSVM, SVM_CLASSIFY));
}
Test(svm, collapsed_nu_classifiers_decide_as_libsvm_does) {
  svm_options options = options_of(SVM_LIBSVM, SVM_CLASSIFY);
  options.nu = 0.3;
  expect_reference(options);
}
Test(svm, collapsed_regressions_decide_as_libsvm_does) {
  expect_reference(options_of(SVM_LIBSVM, SVM_REGRESS));
}
Test(svm, kernel_machines_decide_as_libsvm_does) {
  for (svm_task task = SVM_CLASSIFY; task <= SVM_REGRESS; task++) {
    svm_options options = options_of(SVM_LIBSVM, task);
    options.gamma = 0.4;
    expect_reference(options);
    if (task == SVM_REGRESS) continue;
    options.nu = 0.4;
    expect_reference(options);
  }
}

Test(svm, lowers_a_nu_that_uneven_classes_do_not_allow) {
  problem p = make(4);
  svm_machine machine = machine_of(&p);
  svm_options options = options_of(SVM_LIBSVM, SVM_CLASSIFY);
  for (size_t i = 0; i < ROWS; i++) p.yes_no[i] = i % 30 == 0 ? 1 : -1;
  options.nu = 1;
  const svm_sample sample = sample_of(&p, SVM_CLASSIFY);
  fit_sample(&sample, &options, &machine);
  svm_machine_finish(&machine);
  svm_rows_finish(&p.rows);
}

/* ---- weights of rows ---------------------------------------------------------------------------------- */

/* Rows 0, 3, 6, ... once more. */
static svm_sample repeat_rows(const problem *p, svm_task task, size_t *subset, double *weight) {
  svm_sample sample = sample_of(p, task);
  for (size_t i = 0; i < ROWS; i++) {
    subset[i] = i;
    weight[i] = i % 3 == 0 ? 2 : 1;
    if (i % 3 == 0) subset[ROWS + i / 3] = i;
  }
  sample.subset = subset;
  sample.n = ROWS + ROWS / 3;
  return sample;
}

static void expect_close(const problem *p, const svm_machine *a, const svm_machine *b,
                         double tolerance, const char *what) {
  for (size_t i = 0; i < ROWS; i++) {
    const double one = svm_decide(&p->rows, i, a), other = svm_decide(&p->rows, i, b);
    cr_assert(fabs(one - other) < tolerance, "%s: row %zu: %g and %g", what, i, one, other);
  }
}

Test(svm, a_row_of_weight_two_is_the_row_twice) {
  for (svm_task task = SVM_CLASSIFY; task <= SVM_REGRESS; task++) {
    problem p = make(6);
    size_t subset[2 * ROWS];
    double weight[ROWS], ones[ROWS];
    svm_machine weighted = machine_of(&p), repeated = machine_of(&p), library = machine_of(&p);
    const svm_options options = options_of(SVM_LIBLINEAR, task);
    svm_sample rows = repeat_rows(&p, task, subset, weight), once = sample_of(&p, task);
    once.weight = weight;
    fit_sample(&once, &options, &weighted);
    fit_sample(&rows, &options, &library); /* liblinear itself */
    for (size_t i = 0; i < ROWS; i++) ones[i] = 1;
    rows.weight = ones;
    fit_sample(&rows, &options, &repeated);
    expect_close(&p, &weighted, &repeated, 1e-3, "rows twice");
    expect_close(&p, &weighted, &library, 0.02, "liblinear");
    once.weight = NULL;
    fit_sample(&once, &options, &library);
    cr_expect(fabs(svm_decide(&p.rows, 0, &library) - svm_decide(&p.rows, 0, &weighted)) > 1e-3,
              "weights make no difference");
    svm_machine_finish(&weighted);
    svm_machine_finish(&repeated);
    svm_machine_finish(&library);
    svm_rows_finish(&p.rows);
  }
}

Test(svm, libsvm_weighs_sides_and_refuses_to_weigh_rows) {
  problem p = make(6);
  double weight[ROWS];
  tenor_error error = {0};
  svm_machine even = machine_of(&p), uneven = machine_of(&p);
  svm_options options = options_of(SVM_LIBSVM, SVM_CLASSIFY);
  svm_sample sample = sample_of(&p, SVM_CLASSIFY);
  double sums[2] = {0, 0};
  fit_sample(&sample, &options, &even);
  for (size_t i = 0; i < ROWS; i++) weight[i] = p.yes_no[i] > 0 ? 5 : 1;
  sample.weight = weight;
  fit_sample(&sample, &options, &uneven);
  for (size_t i = 0; i < ROWS; i++) {
    sums[0] += svm_decide(&p.rows, i, &even);
    sums[1] += svm_decide(&p.rows, i, &uneven);
  }
  cr_expect_gt(sums[1], sums[0], "the heavier side does not win");
  weight[0] = 3;
  cr_expect_eq(svm_fit(&sample, &options, false, &uneven, &error), TENOR_ERR_ARG);
  cr_expect_not_null(strstr(error.message, "weights of rows"));
  svm_machine_finish(&even);
  svm_machine_finish(&uneven);
  svm_rows_finish(&p.rows);
}

/* A warm start changes where the way begins, not where it ends. */
Test(svm, ends_at_the_same_machine_from_anywhere) {
  problem p = make(8);
  double weight[ROWS];
  for (size_t i = 0; i < ROWS; i++) weight[i] = 1 + (double)(i % 4);
  for (int weighted = 0; weighted < 2; weighted++)
    for (svm_task task = SVM_CLASSIFY; task <= SVM_REGRESS; task++) {
      svm_machine cold = machine_of(&p), warm = machine_of(&p);
      svm_options options = options_of(SVM_LIBLINEAR, task);
      svm_sample sample = sample_of(&p, task);
      if (weighted) sample.weight = weight;
      options.c = 0.1;
      fit_sample(&sample, &options, &warm);
      options.c = 0.7;
      fit_sample(&sample, &options, &cold);
      cr_assert_eq(svm_fit(&sample, &options, true, &warm, NULL), TENOR_OK);
      expect_close(&p, &cold, &warm, 0.02, "warm");
      svm_machine_finish(&cold);
      svm_machine_finish(&warm);
    }
  svm_rows_finish(&p.rows);
}

/* ---- the libraries ------------------------------------------------------------------------------------ */

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
    double one[ROWS], other[ROWS];
    size_t right[2] = {0, 0};
    svm_machine machine = machine_of(&p);
    fit(&p, SVM_LIBSVM, task, &machine);
    for (size_t i = 0; i < ROWS; i++) one[i] = svm_decide(&p.rows, i, &machine);
    fit(&p, SVM_LIBLINEAR, task, &machine);
    for (size_t i = 0; i < ROWS; i++) other[i] = svm_decide(&p.rows, i, &machine);
    cr_expect_gt(correlation(one, other), 0.97);
    for (size_t i = 0; i < ROWS; i++)
      right[0] += one[i] * p.yes_no[i] > 0, right[1] += other[i] * p.yes_no[i] > 0;
    cr_expect(right[0] > ROWS * 9 / 10 && right[1] > ROWS * 9 / 10, "%zu and %zu of %d right",
              right[0], right[1], ROWS);
    svm_machine_finish(&machine);
    svm_rows_finish(&p.rows);
  }
}

Test(svm, gives_the_same_weights_every_time) {
  problem p = make(3);
  svm_machine one = machine_of(&p), other = machine_of(&p);
  for (svm_solver solver = SVM_LIBSVM; solver <= SVM_LIBLINEAR; solver++)
    for (svm_task task = SVM_CLASSIFY; task <= SVM_REGRESS; task++) {
      fit(&p, solver, task, &one);
      srand(12345); /* what the libraries would draw on */
      fit(&p, solver, task, &other);
      cr_expect_eq(memcmp(one.w, other.w, FEATURES * sizeof *one.w), 0);
      cr_expect_eq(memcmp(&one.bias, &other.bias, sizeof one.bias), 0);
    }
  svm_machine_finish(&one);
  svm_machine_finish(&other);
  svm_rows_finish(&p.rows);
}

Test(svm, fits_the_rows_it_is_told_to) {
  problem p = make(3);
  svm_machine one = machine_of(&p), other = machine_of(&p);
  const svm_options options = options_of(SVM_LIBSVM, SVM_CLASSIFY);
  svm_sample half = sample_of(&p, SVM_CLASSIFY);
  half.n = ROWS / 2;
  fit_sample(&half, &options, &one);
  for (size_t i = ROWS / 2; i < ROWS; i++) p.yes_no[i] = NAN; /* never looked at */
  fit_sample(&half, &options, &other);
  cr_expect_eq(memcmp(one.w, other.w, FEATURES * sizeof *one.w), 0);
  svm_machine_finish(&one);
  svm_machine_finish(&other);
  svm_rows_finish(&p.rows);
}

Test(svm, gives_up_on_one_class_gracefully) {
  problem p = make(3);
  svm_machine machine = machine_of(&p);
  for (svm_solver solver = SVM_LIBSVM; solver <= SVM_LIBLINEAR; solver++)
    for (int sign = -1; sign <= 1; sign += 2) {
      for (size_t i = 0; i < ROWS; i++) p.yes_no[i] = sign;
      fit(&p, solver, SVM_CLASSIFY, &machine);
      cr_expect(fabs(machine.bias - sign) < 1e-12);
      for (size_t k = 0; k < FEATURES; k++) cr_expect(fabs(machine.w[k]) < 1e-12);
    }
  const svm_options options = options_of(SVM_LIBLINEAR, SVM_REGRESS);
  svm_sample nothing = sample_of(&p, SVM_REGRESS);
  nothing.n = 0;
  fit_sample(&nothing, &options, &machine);
  svm_machine_finish(&machine);
  svm_rows_finish(&p.rows);
}

/* ---- log-count ratios --------------------------------------------------------------------------------- */

/* The definition, counted column by column. */
Test(svm, ratios_are_those_of_the_counts) {
  enum { FIRST = 5, LAST = 33 };
  problem p = make(9);
  double factor[LAST - FIRST], weight[ROWS];
  svm_rows scaled;
  for (size_t i = 0; i < ROWS; i++) weight[i] = 1 + (double)(i % 2);
  for (int weighted = 0; weighted < 2; weighted++) {
    double counts[2][FEATURES] = {{0}}, sums[2] = {0, 0};
    svm_sample sample = sample_of(&p, SVM_CLASSIFY);
    sample.n = ROWS - 20;
    if (weighted) sample.weight = weight;
    for (int32_t k = FIRST; k < LAST; k++)
      for (int side = 0; side < 2; side++) {
        counts[side][k] = 1;
        for (size_t i = 0; i < ROWS - 20; i++)
          for (size_t e = p.rows.starts[i]; e < p.rows.starts[i + 1]; e++)
            if (p.rows.entries[e].index == k && (p.yes_no[i] > 0) == (side == 1))
              counts[side][k] += weighted ? weight[i] : 1;
        sums[side] += counts[side][k];
      }
    cr_assert_eq(ratios_find(&sample, FIRST, LAST, factor), TENOR_OK);
    for (int k = FIRST; k < LAST; k++)
      cr_expect(fabs(factor[k - FIRST] - log(counts[1][k] / sums[1] / (counts[0][k] / sums[0]))) <
                1e-12);
  }
  cr_assert_eq(ratios_apply(&p.rows, FIRST, LAST, factor, &scaled), TENOR_OK);
  for (size_t e = 0; e < p.rows.starts[ROWS]; e++) {
    const int32_t k = p.rows.entries[e].index;
    const double times = k >= FIRST && k < LAST ? factor[k - FIRST] : 1;
    cr_assert(fabs(scaled.entries[e].value - times * p.rows.entries[e].value) < 1e-12);
  }
  svm_rows_finish(&scaled);
  svm_rows_finish(&p.rows);
}
