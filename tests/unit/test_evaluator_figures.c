/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All figures of each kind of head, their intervals and the best constant's figures, against scipy 1.17, scikit-learn
 * 1.9 and numpy on the sample of learn_sample.h. The bootstrap was repeated there draw by draw: splitmix64 from seed 5,
 * 200 times 30 documents out of 30, each replicate's rows written out and measured, numpy.percentile of what came out.
 *
 *     document = row modulo 30
 *     ordinal: 5 levels, truth = truth, value = w/4 + predicted/8, p = x, interval value - 0.25 .. value + w/4
 *     class: truth = truth, probabilities 1 + k/10, and 2 w more for k = predicted, divided by their sum
 *     regression: truth = 2 x - 1, value = y/2, interval value - 0.5 .. value + w/2, labels twice that
 *     binary: truth = positive, p = x
 */
#include "tenor_evaluate.h"

#include "learn_sample.h"

static const double CLOSE = 1e-9;
static const tenor_head ordinal = {"o", TENOR_HEAD_ORDINAL, 5, NULL, 2, 0, 0};
static const tenor_head class = {"c", TENOR_HEAD_CLASS, 5, NULL, 0, 0, 0};
static const tenor_head regression = {"r", TENOR_HEAD_REGRESSION, 0, NULL, 0, -2, 2};
static const tenor_head binary = {"b", TENOR_HEAD_BINARY, 2, NULL, 0, 0, 0};

/* auc, average precision, Spearman, Kendall, Pearson, mae, rmse, qwk, kappa, accuracy, macro F1, mcc, log loss, Brier,
 * ece, coverage, width: the order of tenor_figure_at. */
typedef double figure_values[TENOR_N_FIGURES];

static void score_ordinal(const learn_sample *s, size_t i, tenor_head_score *score) {
  const double value = s->w[i] / 4 + s->predicted[i] / 8.0;
  *score =
      (tenor_head_score){value, value - 0.25, value + s->w[i] / 4, s->x[i], s->predicted[i], 0, 5};
}

static void score_class(const learn_sample *s, size_t i, tenor_head_score *score, double *p) {
  double sum = 0;
  for (uint32_t k = 0; k < 5; k++)
    sum += p[k] = 1 + k * 0.1 + (k == s->predicted[i] ? 2 * s->w[i] : 0);
  for (uint32_t k = 0; k < 5; k++) p[k] /= sum;
  *score = (tenor_head_score){s->predicted[i], NAN, NAN, p[s->predicted[i]], s->predicted[i], 0, 5};
}

/* The score of a row, its probabilities p [5], and its label. */
static double score_row(const learn_sample *s, size_t i, const tenor_head *head,
                        tenor_head_score *score, double *p) {
  if (head->kind == TENOR_HEAD_ORDINAL) {
    score_ordinal(s, i, score);
    return s->truth[i];
  }
  if (head->kind == TENOR_HEAD_CLASS) {
    score_class(s, i, score, p);
    return s->truth[i];
  }
  if (head->kind == TENOR_HEAD_REGRESSION) {
    const double value = s->y[i] / 2;
    *score = (tenor_head_score){value, value - 0.5, value + s->w[i] / 2, NAN, 0, 0, 0};
    return 2 * (2 * s->x[i] - 1);
  }
  p[0] = 1 - s->x[i], p[1] = s->x[i];
  *score = (tenor_head_score){s->x[i], NAN, NAN, s->x[i], s->x[i] >= 0.5, 0, 2};
  return s->positive[i];
}

static tenor_evaluator *evaluate(const tenor_head *head) {
  tenor_evaluator *e = NULL;
  learn_sample s;
  sample_make(&s);
  cr_assert_eq(tenor_evaluator_new(&e, head), TENOR_OK);
  for (size_t i = 0; i < SAMPLE_ROWS; i++) {
    tenor_head_score score;
    double p[5];
    const char document[] = {(char)('A' + i % 30), '\0'};
    const double label = score_row(&s, i, head, &score, p);
    cr_assert_eq(tenor_evaluator_add(e, &score, p, label, document), TENOR_OK);
  }
  return e;
}

static void expect_figures(const tenor_figures *f, const figure_values expected, const char *what) {
  const tenor_figure *which;
  cr_expect_eq(f->n, SAMPLE_ROWS);
  cr_expect_eq(f->n_groups, 30);
  for (size_t i = 0; (which = tenor_figure_at(i)); i++) {
    const double found = tenor_figure_of(f, which);
    cr_expect(isnan(expected[i]) ? isnan(found) : fabs(found - expected[i]) <= CLOSE,
              "%s, %s: %.15g, expected %.15g", what, which->name, found, expected[i]);
  }
}

static void expect_head(const tenor_head *head, const figure_values figures, const figure_values lo,
                        const figure_values hi, const figure_values constant) {
  tenor_evaluator *e = evaluate(head);
  tenor_figures f, other;
  cr_assert_eq(tenor_evaluator_figures(e, &f), TENOR_OK);
  expect_figures(&f, figures, "figures");
  cr_assert_eq(tenor_evaluator_intervals(e, &(tenor_bootstrap){200, 5}, &f, &other), TENOR_OK);
  expect_figures(&f, lo, "lower end");
  expect_figures(&other, hi, "upper end");
  cr_assert_eq(tenor_evaluator_constant(e, &f), TENOR_OK);
  expect_figures(&f, constant, "best constant");
  tenor_evaluator_free(&e);
}

Test(evaluator_figures, of_levels) {
  static const figure_values figures = {
      0.74262443438914,  0.770341978844534,  0.487024816625331, 0.400299989510637,
      0.490719011739653, 0.967994195921976,  1.22920094419143,  0.539655002031338,
      0.615438205378292, 0.693333333333333,  0.69118290079279,  0.615807248723928,
      0.323303894422442, 0.0910095925486107, 0.258397393939336, 0.59,
      0.496790647381896};
  static const figure_values lo = {0.694899888872096, 0.698562383216573,  0.383226143286642,
                                   0.318651734544908, 0.392368662570763,  0.865508542292396,
                                   1.10282841242102,  0.439906249824158,  0.549644870882692,
                                   0.64325,           0.637331047677581,  0.551021711446925,
                                   0.302097888059001, 0.0821993449780995, 0.2443356129617,
                                   0.539916666666667, 0.488649351340948};
  static const figure_values hi = {0.803730617321728, 0.840617830495783,  0.600574656930243,
                                   0.500401769399517, 0.605449122061175,  1.05379981262914,
                                   1.32736405292399,  0.663992999433769,  0.68725892459069,
                                   0.750083333333333, 0.748884849427506,  0.688364080288132,
                                   0.342039449853421, 0.0987426875738659, 0.272791524496201,
                                   0.64675,           0.502953038870742};
  static const figure_values constant = {0.5,
                                         0.566666666666667,
                                         NAN,
                                         NAN,
                                         NAN,
                                         1.20666666666667,
                                         1.40687202292493,
                                         0,
                                         0,
                                         0.25,
                                         0.08,
                                         NAN,
                                         0.6842317651303,
                                         0.245555555555556,
                                         0,
                                         NAN,
                                         NAN};
  expect_head(&ordinal, figures, lo, hi, constant);
}

Test(evaluator_figures, of_classes) {
  static const figure_values figures = {NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        0.615438205378292,
                                        0.693333333333333,
                                        0.69118290079279,
                                        0.615807248723928,
                                        1.24120138210404,
                                        0.616377968524406,
                                        0.298892903471973,
                                        NAN,
                                        NAN};
  static const figure_values lo = {NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   0.549644870882692,
                                   0.64325,
                                   0.637331047677581,
                                   0.551021711446925,
                                   1.18771731966052,
                                   0.590089819051714,
                                   0.244814071162822,
                                   NAN,
                                   NAN};
  static const figure_values hi = {NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   0.68725892459069,
                                   0.750083333333333,
                                   0.748884849427506,
                                   0.688364080288132,
                                   1.29426113359165,
                                   0.64287758657404,
                                   0.35767742450602,
                                   NAN,
                                   NAN};
  static const figure_values constant = {NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         0,
                                         0.25,
                                         0.08,
                                         NAN,
                                         1.60116013092341,
                                         0.796533333333333,
                                         0,
                                         NAN,
                                         NAN};
  expect_head(&class, figures, lo, hi, constant);
}

Test(evaluator_figures, of_numbers) {
  static const figure_values figures = {NAN,
                                        NAN,
                                        0.674993722152468,
                                        0.486510590858417,
                                        0.690651161342144,
                                        0.894313641936213,
                                        1.04822541284068,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        0.573333333333333,
                                        0.993581294763792};
  static const figure_values lo = {NAN,
                                   NAN,
                                   0.626860686929857,
                                   0.452011798851521,
                                   0.646389456064308,
                                   0.833273584383371,
                                   0.985682139097008,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   0.523333333333333,
                                   0.977298702681896};
  static const figure_values hi = {NAN,
                                   NAN,
                                   0.723653233212816,
                                   0.526777459355285,
                                   0.732044020009366,
                                   0.955256205063108,
                                   1.10729579421929,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   0.626666666666667,
                                   1.00590607774148};
  static const figure_values constant = {
      NAN, NAN, NAN, NAN, NAN, 1.00202065228424, 1.14967590291925, NAN, NAN, NAN, NAN, NAN,
      NAN, NAN, NAN, NAN, NAN};
  expect_head(&regression, figures, lo, hi, constant);
}

Test(evaluator_figures, of_yes_and_no) {
  static const figure_values figures = {0.863234182561914,
                                        0.873074587923353,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        NAN,
                                        0.552975713904457,
                                        0.776666666666667,
                                        0.77646548560371,
                                        0.553086519508079,
                                        0.461462119648223,
                                        0.15008744853571,
                                        0.0475123406346232,
                                        NAN,
                                        NAN};
  static const figure_values lo = {0.823966757709912,
                                   0.813580412919791,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   0.457863403956865,
                                   0.729916666666667,
                                   0.728855274146138,
                                   0.458122623207983,
                                   0.405478715928472,
                                   0.128228132111227,
                                   0.0392308107112835,
                                   NAN,
                                   NAN};
  static const figure_values hi = {0.909111777132645,
                                   0.915781221196085,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   NAN,
                                   0.652806736404778,
                                   0.826666666666667,
                                   0.826395640732181,
                                   0.653394787330727,
                                   0.512924338442908,
                                   0.169256041316959,
                                   0.112428330417792,
                                   NAN,
                                   NAN};
  static const figure_values constant = {0.5,
                                         0.49,
                                         NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         0,
                                         0.51,
                                         0.337748344370861,
                                         NAN,
                                         0.692947167224478,
                                         0.2499,
                                         0,
                                         NAN,
                                         NAN};
  expect_head(&binary, figures, lo, hi, constant);
}

/* ---- where figures have no value ---------------------------------------------------------------------- */

static tenor_evaluator *start(const tenor_head *head) {
  tenor_evaluator *e = NULL;
  cr_assert_eq(tenor_evaluator_new(&e, head), TENOR_OK);
  return e;
}

static void add(tenor_evaluator *e, double value, double p, uint32_t label, double truth,
                const char *group) {
  const tenor_head_score score = {value, NAN, NAN, p, label, 0, 2};
  const double both[] = {1 - p, p};
  cr_assert_eq(tenor_evaluator_add(e, &score, both, truth, group), TENOR_OK);
}

static tenor_figures figures_of(const tenor_evaluator *e) {
  tenor_figures f;
  cr_assert_eq(tenor_evaluator_figures(e, &f), TENOR_OK);
  return f;
}

Test(evaluator_figures, of_one_class) {
  tenor_evaluator *e = start(&binary);
  for (int i = 0; i < 4; i++) add(e, 0.25 * i, 0.25 * i, i >= 2, 0, NULL);
  const tenor_figures f = figures_of(e);
  cr_expect_eq(f.n_groups, 4, "rows without a document are their own");
  expect_nan(f.auc, "auc");
  expect_nan(f.average_precision, "average precision");
  expect_nan(f.mcc, "mcc");
  expect_near(f.accuracy, 0.5, CLOSE, "accuracy");
  expect_near(f.macro_f1, 1.0 / 3, CLOSE, "macro F1");
  expect_near(f.kappa, 0, CLOSE, "kappa");
  expect_near(f.brier, (0.0625 + 0.25 + 0.5625) / 4, CLOSE, "brier");
  expect_near(f.log_loss, -(log(0.75) + log(0.5) + log(0.25)) / 4, CLOSE, "log loss");
  tenor_evaluator_free(&e);
}

Test(evaluator_figures, of_a_constant_score) {
  tenor_evaluator *e = start(&ordinal);
  for (int i = 0; i < 5; i++) add(e, 0.5, 0.5, 2, i, NULL);
  const tenor_figures f = figures_of(e);
  expect_near(f.auc, 0.5, CLOSE, "auc");
  expect_near(f.average_precision, 0.6, CLOSE, "average precision");
  expect_nan(f.spearman, "spearman");
  expect_nan(f.kendall, "kendall");
  expect_nan(f.pearson, "pearson");
  expect_near(f.qwk, 0, CLOSE, "qwk");
  expect_near(f.mae, 1.2, CLOSE, "mae");
  expect_near(f.ece, 0.1, CLOSE, "ece");
  expect_nan(f.coverage, "coverage");
  tenor_evaluator_free(&e);
}

Test(evaluator_figures, need_what_was_told) {
  tenor_evaluator *e = start(&ordinal);
  for (int i = 0; i < 5; i++) add(e, i, NAN, TENOR_NO_LABEL, i, NULL);
  const tenor_figures f = figures_of(e);
  expect_near(f.auc, 1, CLOSE, "auc");
  expect_near(f.kendall, 1, CLOSE, "kendall");
  expect_nan(f.accuracy, "accuracy without labels");
  expect_nan(f.ece, "ece without probabilities");
  expect_nan(f.log_loss, "log loss without probabilities");
  tenor_evaluator_free(&e);
}

Test(evaluator_figures, intervals_need_two_documents) {
  static const tenor_bootstrap some = {100, 1}, none = {0, 1};
  tenor_evaluator *e = start(&binary);
  tenor_figures lo, hi;
  cr_assert_eq(tenor_evaluator_intervals(e, &some, &lo, &hi), TENOR_OK);
  cr_expect(lo.n == 0 && isnan(lo.auc) && isnan(hi.auc));
  for (int i = 0; i < 10; i++) add(e, i % 3 / 3.0, i % 3 / 3.0, 0, i % 2, "one");
  cr_assert_eq(tenor_evaluator_intervals(e, &some, &lo, &hi), TENOR_OK);
  cr_expect(lo.n == 10 && lo.n_groups == 1 && isnan(lo.auc) && isnan(hi.accuracy));
  for (int i = 0; i < 10; i++) add(e, i % 3 / 3.0, i % 3 / 3.0, 0, i % 3 == 0, "two");
  cr_assert_eq(tenor_evaluator_intervals(e, &some, &lo, &hi), TENOR_OK);
  cr_expect(lo.auc < hi.auc && lo.accuracy < hi.accuracy);
  cr_assert_eq(tenor_evaluator_intervals(e, &none, &lo, &hi), TENOR_OK);
  expect_nan(lo.auc, "no replicates");
  tenor_evaluator_free(&e);
}

/* Of nine documents two hold the positives: nine draws of ten have one. Of two documents that hold one class each, half
 * the draws have no AUC. */
Test(evaluator_figures, have_no_interval_where_most_draws_have_no_value) {
  static const tenor_bootstrap bootstrap = {200, 1};
  tenor_evaluator *e = start(&binary);
  tenor_figures lo, hi;
  add(e, 0.9, 0.9, 1, 1, "yes");
  add(e, 0.1, 0.1, 0, 1, "no");
  for (int i = 0; i < 7; i++) add(e, 0.1, 0.1, 0, 0, NULL);
  cr_assert_eq(tenor_evaluator_intervals(e, &bootstrap, &lo, &hi), TENOR_OK);
  cr_expect(lo.auc < hi.auc);
  tenor_evaluator_free(&e);
  e = start(&binary);
  for (int i = 0; i < 9; i++) add(e, 0.1, 0.1, 0, i % 2, i % 2 ? "a" : "b");
  cr_assert_eq(tenor_evaluator_intervals(e, &bootstrap, &lo, &hi), TENOR_OK);
  expect_nan(lo.auc, "half of the draws hold one class only");
  expect_nan(hi.auc, "half of the draws hold one class only");
  cr_expect(lo.accuracy < hi.accuracy);
  tenor_evaluator_free(&e);
}

/* ---- tables ------------------------------------------------------------------------------------------- */

Test(evaluator_figures, reliability_adds_up) {
  tenor_evaluator *e = evaluate(&binary);
  tenor_reliability bins[TENOR_RELIABILITY_BINS];
  double ece = 0;
  cr_assert_eq(tenor_evaluator_reliability(e, bins), TENOR_OK);
  for (size_t i = 0; i < TENOR_RELIABILITY_BINS; i++) {
    ece += (double)bins[i].n / SAMPLE_ROWS * fabs(bins[i].p - bins[i].outcome);
    cr_expect(bins[i].lo <= bins[i].outcome && bins[i].outcome <= bins[i].hi);
  }
  expect_near(ece, figures_of(e).ece, CLOSE, "ece");
  expect_near(bins[3].outcome, 1.0 / 3, CLOSE, "12 of 36");
  /* scipy: binomtest(12, 36).proportion_ci(method="wilson") */
  expect_near(bins[3].lo, 0.2021461882430531, CLOSE, "Wilson's lower end");
  expect_near(bins[3].hi, 0.4966600212884348, CLOSE, "Wilson's upper end");
  tenor_evaluator_free(&e);
}

Test(evaluator_figures, of_one_label) {
  tenor_evaluator *e = evaluate(&class);
  tenor_class_figures f;
  tenor_evaluator_class(e, 1, &f);
  cr_expect_eq(f.n, 75);
  cr_expect_eq(f.n_predicted, 70);
  expect_near(f.precision, 0.757142857142857, CLOSE, "precision");
  expect_near(f.recall, 0.706666666666667, CLOSE, "recall");
  expect_near(f.f1, 0.731034482758621, CLOSE, "F1");
  tenor_evaluator_free(&e);
}

Test(evaluator_figures, error_of_one_score) {
  const tenor_head_score score = {0.25, NAN, NAN, 0.25, 1, 0, 2};
  const double p[] = {0.75, 0.25};
  expect_near(tenor_head_error(&ordinal, &score, p, 3), 0.5, CLOSE, "levels");
  expect_near(tenor_head_error(&regression, &score, NULL, -1), 0.75, CLOSE, "numbers");
  expect_near(tenor_head_error(&binary, &score, p, 1), 0.75, CLOSE, "yes and no");
  expect_near(tenor_head_error(&class, &score, p, 0), 0.25, CLOSE, "classes");
  expect_nan(tenor_head_error(&class, &score, p, NAN), "no label");
}
