/* SPDX-License-Identifier: Apache-2.0 */
/* Metrics against scipy 1.17 and scikit-learn 1.9 on the sample of learn_sample.h, and on input for which a measure has
 * no value. */
#include "learn/metrics.h"

#include "learn_sample.h"

static const double CLOSE = 1e-9;

Test(metrics, correlation) {
  learn_sample s;
  sample_make(&s);
  const size_t n = SAMPLE_ROWS;
  expect_near(metrics_pearson(s.x, s.y, NULL, n), 0.690651161342144, CLOSE, "r");
  expect_near(metrics_pearson(s.tied_x, s.tied_y, NULL, n), 0.688732916767521, CLOSE, "r, ties");
  expect_near(metrics_pearson(s.tied_x, s.y, NULL, n), 0.68623469067892, CLOSE, "r, ties in x");
}

Test(metrics, correlation_at_its_limits) {
  double rising[100], falling[100], flat[100];
  for (int i = 0; i < 100; i++) {
    rising[i] = i;
    falling[i] = -3.0 * i;
    flat[i] = 0.1; /* whose mean is not exactly 0.1 */
  }
  expect_near(metrics_pearson(rising, falling, NULL, 100), -1, CLOSE, "r");
  expect_nan(metrics_pearson(rising, flat, NULL, 100), "r with a constant");
  for (size_t n = 0; n < 2; n++)
    expect_nan(metrics_pearson(rising, falling, NULL, n), "r of too little");
}

Test(metrics, errors) {
  learn_sample s;
  sample_make(&s);
  expect_near(metrics_mae(s.x, s.y, NULL, SAMPLE_ROWS), 0.24942286493621, CLOSE, "mae");
  expect_near(metrics_rmse(s.x, s.y, NULL, SAMPLE_ROWS), 0.288745930724901, CLOSE, "rmse");
  expect_nan(metrics_mae(NULL, NULL, NULL, 0), "mae of nothing");
  expect_nan(metrics_rmse(NULL, NULL, NULL, 0), "rmse of nothing");
}

/* What had been given to what was true. */
static void fill_p_truth(const double *p, const uint8_t *positive, double *p_truth) {
  for (size_t i = 0; i < SAMPLE_ROWS; i++) p_truth[i] = positive[i] ? p[i] : 1 - p[i];
}

Test(metrics, log_loss) {
  learn_sample s;
  double p_truth[SAMPLE_ROWS];
  sample_make(&s);
  fill_p_truth(s.x, s.positive, p_truth);
  expect_near(metrics_log_loss(p_truth, NULL, SAMPLE_ROWS), 0.461462119648223, CLOSE, "log loss");
  fill_p_truth(s.tied_x, s.positive, p_truth);
  expect_near(metrics_log_loss(p_truth, NULL, SAMPLE_ROWS), 0.806838491121537, CLOSE,
              "log loss with p = 0");
  expect_near(metrics_log_loss(s.x, NULL, SAMPLE_ROWS), 0.968755220100975, CLOSE,
              "log loss, one class");
  expect_nan(metrics_log_loss(s.x, NULL, 0), "log loss of nothing");
  expect_nan(metrics_mean(s.x, NULL, 0), "mean of nothing");
}

static double ece_of(const double *p, const uint8_t *positive, size_t n, size_t n_bins) {
  reliability_bin bins[10];
  metrics_reliability(p, positive, NULL, n, n_bins, bins);
  return metrics_ece(bins, n_bins);
}

Test(metrics, calibration_error) {
  learn_sample s;
  sample_make(&s);
  reliability_bin bins[10];
  metrics_reliability(s.x, s.positive, NULL, SAMPLE_ROWS, 10, bins);
  expect_near(metrics_ece(bins, 10), 0.0475123406346232, CLOSE, "ece");
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
  metrics_reliability(certain, all, NULL, 3, 4, bins);
  expect_near(metrics_ece(bins, 4), 0, 0, "ece of certainty that is right");
  cr_expect_eq(bins[3].count, 3);
  expect_nan(bins[0].p, "an empty bin");
  expect_nan(bins[0].outcome, "an empty bin");
  expect_nan(ece_of(certain, all, 0, 4), "ece of nothing");
  expect_near(ece_of(broken, all, 3, 4), 0.5, CLOSE, "what is no probability is passed over");
}

/* A row that counts k times is the row k times. */
Test(metrics, weights_are_repeated_rows) {
  const double x[] = {0.1, 0.9, 0.4, 0.6}, y[] = {0, 1, 0.5, 0};
  const double many_x[] = {0.1, 0.1, 0.4, 0.6, 0.6, 0.6}, many_y[] = {0, 0, 0.5, 0, 0, 0};
  const uint8_t positive[] = {0, 1, 1, 0}, many_positive[] = {0, 0, 1, 0, 0, 0};
  const uint32_t weight[] = {2, 0, 1, 3};
  reliability_bin bins[2];
  metrics_reliability(x, positive, weight, 4, 2, bins);
  expect_near(metrics_ece(bins, 2), ece_of(many_x, many_positive, 6, 2), CLOSE, "ece");
  expect_near(metrics_pearson(x, y, weight, 4), metrics_pearson(many_x, many_y, NULL, 6), CLOSE,
              "r");
  expect_near(metrics_mae(x, y, weight, 4), metrics_mae(many_x, many_y, NULL, 6), CLOSE, "mae");
  expect_near(metrics_rmse(x, y, weight, 4), metrics_rmse(many_x, many_y, NULL, 6), CLOSE, "rmse");
  expect_near(metrics_mean(x, weight, 4), metrics_mean(many_x, NULL, 6), CLOSE, "mean");
  expect_near(metrics_log_loss(x, weight, 4), metrics_log_loss(many_x, NULL, 6), CLOSE, "log loss");
  const uint32_t one[] = {0, 0, 7, 0};
  expect_nan(metrics_pearson(x, y, one, 4), "r of one row, seven times");
}
