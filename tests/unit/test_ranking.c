/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of order against scipy 1.17 and scikit-learn 1.9 on the sample of learn_sample.h, against counting all pairs,
 * and on input for which a figure has no value. */
#include "learn/ranking.h"

#include <stdlib.h>

#include "learn_sample.h"

static const double CLOSE = 1e-9;

static void expect_same(double value, double expected) {
  cr_expect(isnan(expected) ? isnan(value) : fabs(value - expected) <= CLOSE,
            "%.15g, expected %.15g", value, expected);
}

/* The functions under test take orders that were made before; these make them. */
typedef struct ranking {
  order_item *by_x, *by_y;
  uint32_t *level; /* [n] of y */
  uint32_t n_levels;
  double *work;
  uint64_t *tree;
} ranking;

static ranking start(const double *x, const double *y, size_t n) {
  ranking r = {.level = calloc(n + 1, sizeof *r.level),
               .work = calloc(2 * n + 1, sizeof *r.work),
               .tree = calloc(n + 1, sizeof *r.tree)};
  cr_assert_eq(order_make(x, NULL, n, &r.by_x), TENOR_OK);
  cr_assert_eq(order_make(y, NULL, n, &r.by_y), TENOR_OK);
  r.n_levels = ranking_levels(r.by_y, n, r.level);
  return r;
}

static void end(ranking *r) {
  free(r->by_x);
  free(r->by_y);
  free(r->level);
  free(r->work);
  free(r->tree);
}

static double auc_of(const double *score, const uint8_t *positive, size_t n) {
  ranking r = start(score, score, n);
  const double value = ranking_auc(r.by_x, positive, NULL, n);
  end(&r);
  return value;
}

static double precision_of(const double *score, const uint8_t *positive, size_t n) {
  ranking r = start(score, score, n);
  const double value = ranking_average_precision(r.by_x, positive, NULL, n);
  end(&r);
  return value;
}

static double spearman_of(const double *x, const double *y, size_t n) {
  ranking r = start(x, y, n);
  const double value = ranking_spearman(r.by_x, r.by_y, NULL, n, r.work);
  end(&r);
  return value;
}

static double kendall_of(const double *x, const double *y, size_t n) {
  ranking r = start(x, y, n);
  const double value = ranking_kendall(r.by_x, r.level, r.n_levels, NULL, n, r.tree);
  end(&r);
  return value;
}

Test(ranking, ranking) {
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

Test(ranking, agree_with_counting_pairs) {
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

Test(ranking, ranking_without_a_value) {
  const double score[] = {0.1, 0.2, 0.2}, flat[] = {3, 3, 3};
  const uint8_t none[] = {0, 0, 0}, all[] = {1, 1, 1}, some[] = {0, 1, 0};
  expect_nan(auc_of(score, none, 3), "auc without positives");
  expect_nan(auc_of(score, all, 3), "auc without negatives");
  expect_nan(auc_of(NULL, NULL, 0), "auc of nothing");
  expect_near(auc_of(flat, some, 3), 0.5, 0, "auc of a constant");
  expect_nan(precision_of(score, none, 3), "ap without positives");
  expect_near(precision_of(score, all, 3), 1, 0, "ap without negatives");
  expect_near(precision_of(flat, some, 3), 1.0 / 3, CLOSE, "ap of a constant is the prevalence");
}

Test(ranking, correlation) {
  learn_sample s;
  sample_make(&s);
  const size_t n = SAMPLE_ROWS;
  expect_near(spearman_of(s.x, s.y, n), 0.674993722152468, CLOSE, "rho");
  expect_near(kendall_of(s.x, s.y, n), 0.486510590858417, CLOSE, "tau");
  expect_near(spearman_of(s.tied_x, s.tied_y, n), 0.676224175517853, CLOSE, "rho, ties");
  expect_near(kendall_of(s.tied_x, s.tied_y, n), 0.549822343087547, CLOSE, "tau, ties");
  expect_near(spearman_of(s.tied_x, s.y, n), 0.67106818225903, CLOSE, "rho, ties in x");
  expect_near(kendall_of(s.tied_x, s.y, n), 0.50827595853022, CLOSE, "tau, ties in x");
}

Test(ranking, correlation_at_its_limits) {
  double rising[100], falling[100], flat[100];
  for (int i = 0; i < 100; i++) {
    rising[i] = i;
    falling[i] = -3.0 * i;
    flat[i] = 0.1; /* whose mean is not exactly 0.1 */
  }
  expect_near(spearman_of(rising, rising, 100), 1, CLOSE, "rho");
  expect_near(kendall_of(rising, falling, 100), -1, CLOSE, "tau");
  expect_nan(spearman_of(flat, rising, 100), "rho with a constant");
  expect_nan(kendall_of(flat, rising, 100), "tau with a constant");
  for (size_t n = 0; n < 2; n++) {
    expect_nan(spearman_of(rising, falling, n), "rho of too little");
    expect_nan(kendall_of(rising, falling, n), "tau of too little");
  }
}

/* A row that counts k times is the row k times. */
Test(ranking, weights_are_repeated_rows) {
  tenor_rng rng = {4};
  for (int round = 0; round < 100; round++) {
    double x[16], y[16], many_x[64], many_y[64];
    uint8_t positive[16], many_positive[64];
    uint32_t weight[16];
    size_t many = 0;
    for (size_t i = 0; i < 16; i++) {
      x[i] = (double)rng_below(&rng, 6);
      y[i] = (double)rng_below(&rng, 4);
      positive[i] = rng_below(&rng, 2) != 0;
      weight[i] = (uint32_t)rng_below(&rng, 4);
      for (uint32_t k = 0; k < weight[i]; k++, many++)
        many_x[many] = x[i], many_y[many] = y[i], many_positive[many] = positive[i];
    }
    ranking r = start(x, y, 16);
    expect_same(ranking_auc(r.by_x, positive, weight, 16), auc_of(many_x, many_positive, many));
    expect_same(ranking_average_precision(r.by_x, positive, weight, 16),
                precision_of(many_x, many_positive, many));
    expect_same(ranking_spearman(r.by_x, r.by_y, weight, 16, r.work),
                spearman_of(many_x, many_y, many));
    expect_same(ranking_kendall(r.by_x, r.level, r.n_levels, weight, 16, r.tree),
                kendall_of(many_x, many_y, many));
    end(&r);
  }
}

static void expect_all_undefined(const uint32_t *weight, const char *what) {
  const double x[] = {1, 2, 3}, y[] = {3, 1, 2};
  const uint8_t positive[] = {1, 0, 1};
  ranking r = start(x, y, 3);
  expect_nan(ranking_auc(r.by_x, positive, weight, 3), what);
  expect_nan(ranking_spearman(r.by_x, r.by_y, weight, 3, r.work), what);
  expect_nan(ranking_kendall(r.by_x, r.level, r.n_levels, weight, 3, r.tree), what);
  end(&r);
}

Test(ranking, of_rows_that_do_not_count) {
  const uint32_t none[] = {0, 0, 0}, one[] = {0, 5, 0};
  expect_all_undefined(none, "no row counts");
  expect_all_undefined(one, "one row counts five times");
}
