/* SPDX-License-Identifier: Apache-2.0 */
/* Platt scaling against scipy's BFGS and root finder on the same likelihood; isotonic regression
 * against scikit-learn 1.9; on the sample of learn_sample.h. */
#include "learn/calibrate.h"

#include "learn_sample.h"

static const double CLOSE = 1e-9;

/* ---- Platt scaling --------------------------------------------------------------------------- */

/* Fits to decisions 4 * from - 2. */
static platt fit(const double *from, const uint8_t *positive, const double *weight) {
  double decision[SAMPLE_ROWS];
  platt p = {NAN, NAN};
  for (size_t i = 0; i < SAMPLE_ROWS; i++) decision[i] = 4 * from[i] - 2;
  cr_assert_eq(platt_fit(decision, positive, weight, SAMPLE_ROWS, &p), TENOR_OK);
  return p;
}

static void expect_platt(platt p, double a, double b, const char *what) {
  expect_near(p.a, a, CLOSE, what);
  expect_near(p.b, b, CLOSE, what);
}

Test(platt, agrees_with_another_optimiser) {
  learn_sample s;
  sample_make(&s);
  expect_platt(fit(s.x, s.positive, NULL), -1.50103153666457, 0.0148255122001014, "plain");
  expect_platt(fit(s.x, s.positive, s.w), -1.52225006997373, -0.0502223550015231, "weighted");
  expect_platt(fit(s.tied_x, s.positive, NULL), -1.46648888307515, -0.367354983664342, "ties");
  for (size_t i = 0; i < SAMPLE_ROWS; i++) s.positive[i] = s.x[i] > 0.5;
  expect_platt(fit(s.x, s.positive, NULL), -7.71239639497554, -0.128678918181162, "separable");
}

Test(platt, is_symmetric) {
  learn_sample s;
  sample_make(&s);
  const platt p = fit(s.x, s.positive, s.w);
  double mirrored[SAMPLE_ROWS]; /* 4 (1 - x) - 2 = -(4 x - 2) */
  for (size_t i = 0; i < SAMPLE_ROWS; i++) mirrored[i] = 1 - s.x[i];
  expect_platt(fit(mirrored, s.positive, s.w), -p.a, p.b, "decisions turned");
  for (size_t i = 0; i < SAMPLE_ROWS; i++) s.positive[i] = !s.positive[i];
  expect_platt(fit(s.x, s.positive, s.w), -p.a, -p.b, "classes exchanged");
}

Test(platt, weights_are_repeated_rows) {
  const double once[] = {-1, 0.5, 2, 0.1}, often[] = {-1, -1, 0.5, 2, 2, 2};
  const uint8_t positive_once[] = {0, 1, 1, 0}, positive_often[] = {0, 0, 1, 1, 1, 1};
  const double weight[] = {2, 1, 3, 0};
  platt a, b;
  cr_assert_eq(platt_fit(once, positive_once, weight, 4, &a), TENOR_OK);
  cr_assert_eq(platt_fit(often, positive_often, NULL, 6, &b), TENOR_OK);
  expect_platt(a, b.a, b.b, "weights");
}

Test(platt, degenerate_input_gives_the_smoothed_share) {
  const double flat[] = {3, 3, 3, 3}, zero[] = {0, 0, 0, 0}, spread[] = {-1, 0, 1, 2};
  const uint8_t half[] = {1, 0, 1, 0}, all[] = {1, 1, 1, 1};
  platt p;
  cr_assert_eq(platt_fit(flat, half, NULL, 4, &p), TENOR_OK);
  expect_near(platt_apply(&p, 3), 0.5, CLOSE, "constant decision");
  cr_assert_eq(platt_fit(zero, half, NULL, 4, &p), TENOR_OK);
  expect_near(platt_apply(&p, 0), 0.5, CLOSE, "zero decision");
  cr_assert_eq(platt_fit(spread, all, NULL, 4, &p), TENOR_OK);
  expect_near(platt_apply(&p, -1), 5.0 / 6, CLOSE, "one class");
  expect_near(platt_apply(&p, 2), 5.0 / 6, CLOSE, "one class");
}

Test(platt, applies_without_overflow) {
  const platt p = {-2, 0.5};
  expect_near(platt_apply(&p, 0.25), 0.5, CLOSE, "middle");
  expect_near(platt_apply(&p, 1), 1 / (1 + exp(-1.5)), CLOSE, "one");
  expect_near(platt_apply(&p, 1e6), 1, 0, "far right");
  expect_near(platt_apply(&p, -1e6), 0, 0, "far left");
  expect_nan(platt_apply(&p, NAN), "NaN");
}

Test(platt, refuses) {
  const double f[] = {1, 2}, broken[] = {1, INFINITY}, none[] = {0, 0}, negative[] = {1, -1};
  const uint8_t positive[] = {0, 1};
  platt p;
  cr_expect_eq(platt_fit(f, positive, NULL, 0, &p), TENOR_ERR_ARG);
  cr_expect_eq(platt_fit(broken, positive, NULL, 2, &p), TENOR_ERR_ARG);
  cr_expect_eq(platt_fit(f, positive, none, 2, &p), TENOR_ERR_ARG);
  cr_expect_eq(platt_fit(f, positive, negative, 2, &p), TENOR_ERR_ARG);
}

/* ---- isotonic regression --------------------------------------------------------------------- */

enum { PLACES = 8 };

static void expect_curve(isotonic *curve, const double *x, const double *y, const double *w,
                         const double *expected, const char *what) {
  static const double places[PLACES] = {-1, 0.05, 0.21, 0.37, 0.5, 0.66, 0.93, 2};
  cr_assert_eq(isotonic_fit(curve, x, y, w, SAMPLE_ROWS), TENOR_OK);
  for (size_t i = 0; i < PLACES; i++)
    expect_near(isotonic_apply(curve, places[i]), expected[i], CLOSE, what);
  for (size_t i = 1; i < curve->n; i++) {
    cr_expect_lt(curve->x[i - 1], curve->x[i]);
    cr_expect_leq(curve->y[i - 1], curve->y[i]);
  }
}

Test(isotonic, agrees_with_scikit_learn) {
  static const double plain[] = {0.00796605740775033, 0.00796605740775033, 0.231476827289307,
                                 0.426189699367074,   0.566944918964829,   0.591950722271346,
                                 0.946137904778181,   1.47341413940891};
  static const double weighted[] = {0.0126226383402209, 0.0126226383402209, 0.232805779889437,
                                    0.426020435288334,  0.549006505852216,  0.590470304389291,
                                    0.94769938260981,   1.47341413940891};
  static const double tied[] = {0.0787541862362511, 0.132653065759237, 0.307362653684323,
                                0.421935330283806,  0.579253271905505, 0.667986988195796,
                                1.0018729114438,    1.0018729114438};
  static const double outcome[] = {0.107142857142857, 0.109568733153639, 0.25722641509434,
                                   0.369571428571429, 0.457142857142857, 0.805,
                                   0.975609756097561, 0.975609756097561};
  static const double falling[] = {0.500044705591128, 0.500044705591128, 0.500044705591128,
                                   0.500044705591128, 0.500044705591128, 0.500044705591128,
                                   0.500044705591128, 0.500044705591128};
  learn_sample s;
  sample_make(&s);
  double turned[SAMPLE_ROWS], positive[SAMPLE_ROWS];
  for (size_t i = 0; i < SAMPLE_ROWS; i++) {
    turned[i] = -s.x[i];
    positive[i] = s.positive[i];
  }
  isotonic curve;
  isotonic_init(&curve);
  expect_curve(&curve, s.x, s.y, NULL, plain, "plain");
  expect_curve(&curve, s.x, s.y, s.w, weighted, "weighted");
  expect_curve(&curve, s.tied_x, s.y, s.w, tied, "ties");
  expect_curve(&curve, s.tied_x, positive, NULL, outcome, "ties, yes or no");
  expect_curve(&curve, turned, s.y, s.w, falling, "falling");
  isotonic_finish(&curve);
}

Test(isotonic, small_and_refused_input) {
  const double x[] = {2, 1, 1}, y[] = {0.5, 1, 0}, none[] = {0, 0, 0}, last[] = {0, 0, 4};
  const double broken[] = {1, NAN, 2};
  isotonic curve;
  isotonic_init(&curve);
  expect_nan(isotonic_apply(&curve, 1), "no knots");
  cr_expect_eq(isotonic_fit(&curve, x, y, NULL, 0), TENOR_ERR_ARG);
  cr_expect_eq(isotonic_fit(&curve, x, y, none, 3), TENOR_ERR_ARG);
  cr_expect_eq(isotonic_fit(&curve, broken, y, NULL, 3), TENOR_ERR_ARG);
  cr_assert_eq(isotonic_fit(&curve, x, y, last, 3), TENOR_OK);
  cr_expect_eq(curve.n, 1);
  expect_near(isotonic_apply(&curve, 9), 0, 0, "the only row of weight");
  cr_assert_eq(isotonic_fit(&curve, x, y, NULL, 3), TENOR_OK);
  expect_near(isotonic_apply(&curve, 1.5), 0.5, CLOSE, "all pooled");
  expect_nan(isotonic_apply(&curve, NAN), "NaN");
  isotonic_finish(&curve);
}

/* ---- ordinal levels -------------------------------------------------------------------------- */

Test(ordinal, is_the_nearest_falling_sequence) {
  static const double cases[][2][4] = {{{0.9, 0.5, 0.6, 0.2}, {0.9, 0.55, 0.55, 0.2}},
                                       {{0.2, 0.9, 0.7, 0.1}, {0.6, 0.6, 0.6, 0.1}},
                                       {{0.1, 0.2, 0.3, 0.4}, {0.25, 0.25, 0.25, 0.25}},
                                       {{1.2, 0.5, -0.1, 0.05}, {1, 0.5, 0, 0}},
                                       {{0.8, 0.6, 0.6, 0.1}, {0.8, 0.6, 0.6, 0.1}},
                                       {{0.3, 0.3, 0.9, 0.1}, {0.5, 0.5, 0.5, 0.1}}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    double p[4];
    for (size_t j = 0; j < 4; j++) p[j] = cases[i][0][j];
    ordinal_monotone(p, 4);
    for (size_t j = 0; j < 4; j++) expect_near(p[j], cases[i][1][j], CLOSE, "level");
  }
  ordinal_monotone(NULL, 0);
}

/* The projection is also what isotonic regression finds on turned probabilities. */
Test(ordinal, agrees_with_isotonic_regression) {
  tenor_rng rng = {5};
  isotonic curve;
  isotonic_init(&curve);
  for (int round = 0; round < 200; round++) {
    double p[12], x[12];
    for (size_t i = 0; i < 12; i++) {
      p[i] = (double)rng_below(&rng, 8) / 8;
      x[i] = -(double)i;
    }
    cr_assert_eq(isotonic_fit(&curve, x, p, NULL, 12), TENOR_OK);
    ordinal_monotone(p, 12);
    for (size_t i = 0; i < 12; i++) expect_near(p[i], isotonic_apply(&curve, x[i]), CLOSE, "level");
  }
  isotonic_finish(&curve);
}
