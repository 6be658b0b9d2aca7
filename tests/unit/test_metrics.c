/* SPDX-License-Identifier: Apache-2.0 */
/* Metrics against scipy 1.17 and scikit-learn 1.9 on the sample of learn_sample.h, against
 * counting all pairs where that can be done, and on input for which a measure has no value. */
#include "learn/metrics.h"

#include "learn_sample.h"

static const double CLOSE = 1e-9;

static double auc_of(const double *score, const uint8_t *positive, size_t n) {
  double value = -1;
  cr_assert_eq(metrics_auc(score, positive, n, &value), TENOR_OK);
  return value;
}

static double precision_of(const double *score, const uint8_t *positive, size_t n) {
  double value = -1;
  cr_assert_eq(metrics_average_precision(score, positive, n, &value), TENOR_OK);
  return value;
}

static double spearman_of(const double *x, const double *y, size_t n) {
  double value = -2;
  cr_assert_eq(metrics_spearman(x, y, n, &value), TENOR_OK);
  return value;
}

static double kendall_of(const double *x, const double *y, size_t n) {
  double value = -2;
  cr_assert_eq(metrics_kendall(x, y, n, &value), TENOR_OK);
  return value;
}

static double ece_of(const double *p, const uint8_t *positive, size_t n, size_t n_bins) {
  double value = -1;
  cr_assert_eq(metrics_ece(p, positive, n, n_bins, NULL, &value), TENOR_OK);
  return value;
}

/* ---- ranking --------------------------------------------------------------------------------- */

Test(metrics, ranking) {
  learn_sample s;
  sample_make(&s);
  expect_near(auc_of(s.x, s.positive, SAMPLE_ROWS), 0.863234182561914, CLOSE, "auc");
  expect_near(auc_of(s.tied_x, s.positive, SAMPLE_ROWS), 0.857676403894891, CLOSE, "auc, ties");
  expect_near(precision_of(s.x, s.positive, SAMPLE_ROWS), 0.873074587923353, CLOSE, "ap");
  expect_near(precision_of(s.tied_x, s.positive, SAMPLE_ROWS), 0.844408439649934, CLOSE,
              "ap, ties");
}

/* The definition, by looking at all pairs. */
static double slow_auc(const double *score, const uint8_t *positive, size_t n) {
  double wins = 0, pairs = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      if (!positive[i] || positive[j]) continue;
      wins += score[i] > score[j] ? 1 : score[i] < score[j] ? 0 : 0.5;
      pairs++;
    }
  return wins / pairs;
}

/* -1, 0 or 1. */
static int sign_of(double d) {
  return (d > 0) - (d < 0);
}

static double slow_kendall(const double *x, const double *y, size_t n) {
  double sum = 0, untied_x = 0, untied_y = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++) {
      const int sx = sign_of(x[i] - x[j]), sy = sign_of(y[i] - y[j]);
      sum += sx * sy;
      untied_x += sx != 0;
      untied_y += sy != 0;
    }
  return untied_x > 0 && untied_y > 0 ? sum / sqrt(untied_x * untied_y) : NAN;
}

Test(metrics, agree_with_counting_pairs) {
  tenor_rng rng = {99};
  for (int round = 0; round < 300; round++) {
    double x[24], y[24];
    uint8_t positive[24];
    const size_t n = 2 + (size_t)rng_below(&rng, 23);
    const uint64_t levels = 1 + rng_below(&rng, 9);
    for (size_t i = 0; i < n; i++) {
      x[i] = (double)rng_below(&rng, levels);
      y[i] = (double)rng_below(&rng, levels);
      positive[i] = rng_below(&rng, 2) != 0;
    }
    const double auc = slow_auc(x, positive, n), tau = slow_kendall(x, y, n);
    if (isnan(auc))
      expect_nan(auc_of(x, positive, n), "auc");
    else
      expect_near(auc_of(x, positive, n), auc, CLOSE, "auc");
    if (isnan(tau))
      expect_nan(kendall_of(x, y, n), "tau");
    else
      expect_near(kendall_of(x, y, n), tau, CLOSE, "tau");
  }
}

Test(metrics, ranking_without_a_value) {
  const double score[] = {0.1, 0.2, 0.2}, flat[] = {3, 3, 3}, broken[] = {0.1, NAN, 0.3};
  const uint8_t none[] = {0, 0, 0}, all[] = {1, 1, 1}, some[] = {0, 1, 0};
  expect_nan(auc_of(score, none, 3), "auc without positives");
  expect_nan(auc_of(score, all, 3), "auc without negatives");
  expect_nan(auc_of(NULL, NULL, 0), "auc of nothing");
  expect_near(auc_of(flat, some, 3), 0.5, 0, "auc of a constant");
  expect_nan(precision_of(score, none, 3), "ap without positives");
  expect_near(precision_of(score, all, 3), 1, 0, "ap without negatives");
  expect_near(precision_of(flat, some, 3), 1.0 / 3, CLOSE, "ap of a constant is the prevalence");
  double value;
  cr_expect_eq(metrics_auc(broken, some, 3, &value), TENOR_ERR_ARG);
  cr_expect_eq(metrics_average_precision(broken, some, 3, &value), TENOR_ERR_ARG);
  cr_expect_eq(metrics_spearman(score, broken, 3, &value), TENOR_ERR_ARG);
  cr_expect_eq(metrics_kendall(score, broken, 3, &value), TENOR_ERR_ARG);
}

/* ---- agreement of two numbers ---------------------------------------------------------------- */

Test(metrics, correlation) {
  learn_sample s;
  sample_make(&s);
  const size_t n = SAMPLE_ROWS;
  expect_near(metrics_pearson(s.x, s.y, n), 0.690651161342144, CLOSE, "r");
  expect_near(spearman_of(s.x, s.y, n), 0.674993722152468, CLOSE, "rho");
  expect_near(kendall_of(s.x, s.y, n), 0.486510590858417, CLOSE, "tau");
  expect_near(metrics_pearson(s.tied_x, s.tied_y, n), 0.688732916767521, CLOSE, "r, ties");
  expect_near(spearman_of(s.tied_x, s.tied_y, n), 0.676224175517853, CLOSE, "rho, ties");
  expect_near(kendall_of(s.tied_x, s.tied_y, n), 0.549822343087547, CLOSE, "tau, ties");
  expect_near(metrics_pearson(s.tied_x, s.y, n), 0.68623469067892, CLOSE, "r, ties in x");
  expect_near(spearman_of(s.tied_x, s.y, n), 0.67106818225903, CLOSE, "rho, ties in x");
  expect_near(kendall_of(s.tied_x, s.y, n), 0.50827595853022, CLOSE, "tau, ties in x");
}

Test(metrics, correlation_at_its_limits) {
  double rising[100], falling[100], flat[100];
  for (int i = 0; i < 100; i++) {
    rising[i] = i;
    falling[i] = -3.0 * i;
    flat[i] = 0.1; /* whose mean is not exactly 0.1 */
  }
  expect_near(metrics_pearson(rising, falling, 100), -1, CLOSE, "r");
  expect_near(spearman_of(rising, rising, 100), 1, CLOSE, "rho");
  expect_near(kendall_of(rising, falling, 100), -1, CLOSE, "tau");
  expect_nan(metrics_pearson(rising, flat, 100), "r with a constant");
  expect_nan(spearman_of(flat, rising, 100), "rho with a constant");
  expect_nan(kendall_of(flat, rising, 100), "tau with a constant");
  for (size_t n = 0; n < 2; n++) {
    expect_nan(metrics_pearson(rising, falling, n), "r of too little");
    expect_nan(spearman_of(rising, falling, n), "rho of too little");
    expect_nan(kendall_of(rising, falling, n), "tau of too little");
  }
}

Test(metrics, errors) {
  learn_sample s;
  sample_make(&s);
  expect_near(metrics_mae(s.x, s.y, SAMPLE_ROWS), 0.24942286493621, CLOSE, "mae");
  expect_near(metrics_rmse(s.x, s.y, SAMPLE_ROWS), 0.288745930724901, CLOSE, "rmse");
  expect_nan(metrics_mae(NULL, NULL, 0), "mae of nothing");
  expect_nan(metrics_rmse(NULL, NULL, 0), "rmse of nothing");
}

/* ---- probabilities --------------------------------------------------------------------------- */

Test(metrics, probabilities) {
  learn_sample s;
  sample_make(&s);
  const size_t n = SAMPLE_ROWS;
  expect_near(metrics_log_loss(s.x, s.positive, n), 0.461462119648223, CLOSE, "log loss");
  expect_near(metrics_log_loss(s.tied_x, s.positive, n), 0.806838491121537, CLOSE,
              "log loss with p = 0");
  expect_near(metrics_brier(s.x, s.positive, n), 0.15008744853571, CLOSE, "brier");
  expect_near(metrics_brier(s.tied_x, s.positive, n), 0.155677083333333, CLOSE, "brier, ties");
  for (size_t i = 0; i < n; i++) s.positive[i] = 1;
  expect_near(metrics_log_loss(s.x, s.positive, n), 0.968755220100975, CLOSE,
              "log loss, one class");
  expect_nan(metrics_log_loss(s.x, s.positive, 0), "log loss of nothing");
  expect_nan(metrics_brier(s.x, s.positive, 0), "brier of nothing");
}

Test(metrics, calibration_error) {
  learn_sample s;
  sample_make(&s);
  reliability_bin bins[10];
  double ece;
  cr_assert_eq(metrics_ece(s.x, s.positive, SAMPLE_ROWS, 10, bins, &ece), TENOR_OK);
  expect_near(ece, 0.0475123406346232, CLOSE, "ece");
  expect_near(bins[3].p, 0.354365447391227, CLOSE, "mean prediction of a bin");
  expect_near(bins[3].outcome, 1.0 / 3, CLOSE, "outcome of a bin");
  cr_expect_eq(bins[3].count, 36);
  expect_near(ece_of(s.tied_x, s.positive, SAMPLE_ROWS, 10), 0.0729166666666667, CLOSE,
              "ece, ties");
  expect_near(ece_of(s.x, s.positive, SAMPLE_ROWS, 1), 0.00840908840557975, CLOSE, "ece, one bin");
}

Test(metrics, calibration_error_at_its_limits) {
  const double certain[] = {1, 1, 1}, broken[] = {0.5, 1.5, NAN};
  const uint8_t all[] = {1, 1, 1};
  reliability_bin bins[4];
  double ece;
  cr_assert_eq(metrics_ece(certain, all, 3, 4, bins, &ece), TENOR_OK);
  expect_near(ece, 0, 0, "ece of certainty that is right");
  cr_expect_eq(bins[3].count, 3);
  expect_nan(bins[0].p, "an empty bin");
  expect_nan(bins[0].outcome, "an empty bin");
  expect_nan(ece_of(certain, all, 0, 4), "ece of nothing");
  cr_expect_eq(metrics_ece(certain, all, 3, 0, NULL, &ece), TENOR_ERR_ARG);
  cr_expect_eq(metrics_ece(broken, all, 2, 4, NULL, &ece), TENOR_ERR_ARG);
  cr_expect_eq(metrics_ece(broken + 2, all, 1, 4, NULL, &ece), TENOR_ERR_ARG);
}

/* ---- classes --------------------------------------------------------------------------------- */

typedef struct class_figures {
  double accuracy, macro_f1, mcc, kappa, qwk;
} class_figures;

static void expect_figures(const uint64_t *cells, class_figures expected) {
  const size_t k = SAMPLE_CLASSES;
  expect_near(metrics_accuracy(cells, k), expected.accuracy, CLOSE, "accuracy");
  expect_near(metrics_macro_f1(cells, k), expected.macro_f1, CLOSE, "macro F1");
  expect_near(metrics_mcc(cells, k), expected.mcc, CLOSE, "mcc");
  expect_near(metrics_kappa(cells, k), expected.kappa, CLOSE, "kappa");
  expect_near(metrics_qwk(cells, k), expected.qwk, CLOSE, "qwk");
}

static void confuse(const learn_sample *s, size_t n, uint64_t *cells) {
  cr_assert_eq(metrics_confusion(s->truth, s->predicted, n, SAMPLE_CLASSES, cells), TENOR_OK);
}

Test(metrics, classes) {
  learn_sample s;
  sample_make(&s);
  uint64_t cells[SAMPLE_CLASSES * SAMPLE_CLASSES];
  confuse(&s, SAMPLE_ROWS, cells);
  cr_expect_eq(cells[0], 37);
  cr_expect_eq(cells[1 * SAMPLE_CLASSES + 3], 8, "row: truth");
  expect_figures(cells, (class_figures){0.693333333333333, 0.69118290079279, 0.615807248723928,
                                        0.615438205378292, 0.539655002031338});
  expect_near(metrics_precision(cells, 5, 1), 0.757142857142857, CLOSE, "precision");
  expect_near(metrics_recall(cells, 5, 1), 0.706666666666667, CLOSE, "recall");
  expect_near(metrics_f1(cells, 5, 1), 0.731034482758621, CLOSE, "F1");
  s.truth[5] = SAMPLE_CLASSES;
  cr_expect_eq(metrics_confusion(s.truth, s.predicted, SAMPLE_ROWS, SAMPLE_CLASSES, cells),
               TENOR_ERR_ARG);
}

Test(metrics, class_never_predicted) {
  learn_sample s;
  sample_make(&s);
  for (size_t i = 0; i < SAMPLE_ROWS; i++) s.predicted[i] -= s.predicted[i] == 3;
  uint64_t cells[SAMPLE_CLASSES * SAMPLE_CLASSES];
  confuse(&s, SAMPLE_ROWS, cells);
  expect_figures(cells, (class_figures){0.576666666666667, 0.512706310995446, 0.489280662479888,
                                        0.469514487406191, 0.520931942465879});
  expect_nan(metrics_precision(cells, 5, 3), "precision");
  expect_near(metrics_recall(cells, 5, 3), 0, 0, "recall");
  expect_near(metrics_f1(cells, 5, 3), 0, 0, "F1");
}

Test(metrics, class_that_is_nowhere) {
  learn_sample s;
  sample_make(&s);
  size_t n = 0;
  for (size_t i = 0; i < SAMPLE_ROWS; i++) {
    if (s.truth[i] == 3) continue;
    s.truth[n] = s.truth[i];
    s.predicted[n++] = s.predicted[i] == 3 ? 2 : s.predicted[i];
  }
  uint64_t cells[SAMPLE_CLASSES * SAMPLE_CLASSES];
  confuse(&s, n, cells);
  expect_figures(cells, (class_figures){0.706122448979592, 0.703049638608127, 0.608903008856685,
                                        0.60754649817567, 0.579146763300939});
  expect_nan(metrics_f1(cells, 5, 3), "F1");
}

Test(metrics, classes_without_a_value) {
  learn_sample s;
  sample_make(&s);
  for (size_t i = 0; i < SAMPLE_ROWS; i++) s.predicted[i] = 2;
  uint64_t cells[SAMPLE_CLASSES * SAMPLE_CLASSES];
  confuse(&s, SAMPLE_ROWS, cells);
  expect_near(metrics_macro_f1(cells, 5), 0.0610169491525424, CLOSE, "macro F1 of a constant");
  expect_near(metrics_kappa(cells, 5), 0, CLOSE, "kappa of a constant");
  expect_near(metrics_qwk(cells, 5), 0, CLOSE, "qwk of a constant");
  expect_nan(metrics_mcc(cells, 5), "mcc of a constant");
  confuse(&s, 0, cells);
  expect_nan(metrics_accuracy(cells, 5), "accuracy of nothing");
  expect_nan(metrics_macro_f1(cells, 5), "macro F1 of nothing");
  cells[2 * SAMPLE_CLASSES + 2] = 7;
  expect_near(metrics_macro_f1(cells, 5), 1, 0, "macro F1 of one class");
  expect_nan(metrics_kappa(cells, 5), "kappa of one class");
  expect_nan(metrics_qwk(cells, 5), "qwk of one class");
}
