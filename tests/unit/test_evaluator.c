/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of a head, on rows small enough to be counted by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "tenor_evaluate.h"

static const tenor_head ordinal = {"o", TENOR_HEAD_ORDINAL, 3, NULL, 1, 0, 0};
static const tenor_head class = {"c", TENOR_HEAD_CLASS, 3, NULL, 0, 0, 0};
static const tenor_head binary = {"b", TENOR_HEAD_BINARY, 2, NULL, 0, 0, 0};
static const tenor_head regression = {"r", TENOR_HEAD_REGRESSION, 0, NULL, 0, -2, 2};

static tenor_evaluator *start(const tenor_head *head) {
  tenor_evaluator *e = NULL;
  cr_assert_eq(tenor_evaluator_new(&e, head), TENOR_OK);
  return e;
}

static void add(tenor_evaluator *e, double value, double p, uint32_t label, double lo, double hi,
                double truth) {
  const tenor_head_score score = {value, lo, hi, p, label, 0, 0};
  cr_assert_eq(tenor_evaluator_add(e, &score, NULL, truth, NULL), TENOR_OK);
}

static tenor_figures figures_of(const tenor_evaluator *e) {
  tenor_figures f;
  cr_assert_eq(tenor_evaluator_figures(e, &f), TENOR_OK);
  return f;
}

static void expect_figure(double found, double expected, const char *what) {
  cr_expect(isnan(expected) ? isnan(found) : fabs(found - expected) < 1e-9,
            "%s: %.12g, expected %.12g", what, found, expected);
}

Test(evaluator, of_nothing_says_nothing) {
  const tenor_head *const heads[] = {&ordinal, &class, &binary, &regression};
  for (size_t i = 0; i < 4; i++) {
    tenor_evaluator *e = start(heads[i]);
    const tenor_figures f = figures_of(e);
    cr_expect_eq(f.n, 0);
    cr_expect(isnan(f.auc) && isnan(f.mae) && isnan(f.accuracy) && isnan(f.coverage) &&
              isnan(f.pearson));
    tenor_evaluator_free(&e);
    cr_expect_null(e);
    tenor_evaluator_free(&e);
  }
}

Test(evaluator, measures_an_ordinal_head) {
  tenor_evaluator *e = start(&ordinal);
  add(e, 0.1, 0.1, 0, 0.0, 0.3, 0); /* inside */
  add(e, 0.4, 0.6, 1, 0.2, 0.6, 1); /* inside */
  add(e, 0.9, 0.9, 2, 0.8, 1.0, 1); /* outside: 0.5 */
  add(e, 0.7, 0.8, 1, 0.6, 1.0, 2); /* inside */
  const tenor_figures f = figures_of(e);
  cr_expect_eq(f.n, 4);
  expect_figure(f.auc, 1, "auc");
  expect_figure(f.average_precision, 1, "average precision");
  expect_figure(f.mae, 2 * (0.1 + 0.1 + 0.4 + 0.3) / 4, "mae in levels");
  expect_figure(f.accuracy, 0.5, "accuracy");
  expect_figure(f.coverage, 0.75, "coverage");
  expect_figure(f.width, (0.3 + 0.4 + 0.2 + 0.4) / 4, "width");
  expect_figure(f.ece, (0.1 + 0.4 + 0.1 + 0.2) / 4, "ece");
  const uint64_t confusion[9] = {1, 0, 0, 0, 1, 1, 0, 1, 0};
  cr_expect_eq(memcmp(tenor_evaluator_confusion(e), confusion, sizeof confusion), 0);
  tenor_evaluator_free(&e);
}

Test(evaluator, measures_classes) {
  tenor_evaluator *e = start(&class);
  add(e, 0, 0.9, 0, NAN, NAN, 0);
  add(e, 2, 0.5, 2, NAN, NAN, 1);
  add(e, 2, 0.7, 2, NAN, NAN, 2);
  const tenor_figures f = figures_of(e);
  expect_figure(f.accuracy, 2.0 / 3, "accuracy");
  expect_figure(f.macro_f1, (1 + 0 + 2.0 / 3) / 3, "macro f1");
  expect_figure(f.auc, NAN, "no auc");
  expect_figure(f.coverage, NAN, "no intervals");
  tenor_evaluator_free(&e);
}

Test(evaluator, measures_yes_and_no) {
  tenor_evaluator *e = start(&binary);
  add(e, 0.8, 0.8, 1, NAN, NAN, 1);
  add(e, 0.6, 0.6, 1, NAN, NAN, 0);
  add(e, 0.3, 0.3, 0, NAN, NAN, 1);
  add(e, 0.1, 0.1, 0, NAN, NAN, 0);
  const tenor_figures f = figures_of(e);
  expect_figure(f.auc, 0.75, "auc");
  expect_figure(f.accuracy, 0.5, "accuracy");
  expect_figure(f.mcc, 0, "mcc");
  tenor_evaluator_free(&e);
}

Test(evaluator, measures_a_regression) {
  tenor_evaluator *e = start(&regression);
  add(e, -1, NAN, 0, -1, -0.5, -2);
  add(e, 0.5, NAN, 0, 0.2, 0.6, 0);
  add(e, 1, NAN, 0, 0.5, 1, 2);
  const tenor_figures f = figures_of(e);
  expect_figure(f.mae, 2 * (0.5 / 3), "mae in units of the label");
  expect_figure(f.spearman, 1, "spearman");
  cr_expect(f.pearson > 0.9 && f.pearson < 1);
  expect_figure(f.coverage, 2.0 / 3, "coverage");
  expect_figure(f.accuracy, NAN, "no accuracy");
  cr_expect_null(tenor_evaluator_confusion(e));
  tenor_evaluator_free(&e);
}

Test(evaluator, passes_over_what_has_no_label_or_no_score) {
  tenor_evaluator *e = start(&regression);
  add(e, 0.5, NAN, 0, NAN, NAN, NAN);
  add(e, NAN, NAN, 0, NAN, NAN, 1);
  add(e, 0.5, NAN, 0, NAN, NAN, 1);
  cr_expect_eq(figures_of(e).n, 1);
  tenor_evaluator_free(&e);
}

Test(evaluator, refuses_labels_that_the_head_has_not) {
  static const double labels[] = {3, -1, 1e300};
  for (size_t i = 0; i < 3; i++) {
    tenor_evaluator *e = start(&class);
    const tenor_head_score score = {0, NAN, NAN, 0.5, 0, 0, 0};
    cr_expect_eq(tenor_evaluator_add(e, &score, NULL, labels[i], NULL), TENOR_ERR_ARG, "label %g",
                 labels[i]);
    cr_expect_eq(figures_of(e).n, 0, "label %g was counted all the same", labels[i]);
    tenor_evaluator_free(&e);
  }
}
