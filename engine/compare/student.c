/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quantiles are found by Newton's method from the middle outwards. Both distribution functions are concave above 0, so
 * a step never overshoots and the search cannot fail. The distribution function of t is an incomplete beta integral, by
 * its continued fraction (Didonato & Morris 1992; evaluated as Lentz 1976).
 */
#include "compare/student.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

/* log of the gamma function for x > 0 by Stirling's series; lgamma() writes to a global variable. */
static double log_gamma(double x) {
  double shift = 0;
  for (; x < 10; x++) shift += log(x);
  const double r = 1 / x, r2 = r * r;
  const double series = r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 / 1680)));
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * pi) + series - shift;
}

static double away_from_zero(double x) {
  return fabs(x) < 1e-300 ? 1e-300 : x;
}

/* The continued fraction of the incomplete beta integral; converges fast for x < (a + 1) / (a + b + 2). */
static double beta_fraction(double x, double a, double b) {
  double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), h = d;
  for (int m = 1; m < 500; m++) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    h *= c * d;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    h *= c * d;
    if (fabs(c * d - 1) < 1e-15) break;
  }
  return h;
}

/* The regularised incomplete beta integral I_x(a, b). */
static double beta_integral(double x, double a, double b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front =
      exp(a * log(x) + b * log1p(-x) + log_gamma(a + b) - log_gamma(a) - log_gamma(b));
  return x < (a + 1) / (a + b + 2) ? front * beta_fraction(x, a, b) / a
                                   : 1 - front * beta_fraction(1 - x, b, a) / b;
}

double normal_cdf(double z) {
  return 0.5 * erfc(-z / sqrt(2));
}

double student_cdf(double t, double df) {
  const double tail = 0.5 * beta_integral(df / (df + t * t), df / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

static double normal_density(double z) {
  return exp(-z * z / 2) / sqrt(2 * pi);
}

static double student_density(double t, double df) {
  return exp(log_gamma((df + 1) / 2) - log_gamma(df / 2) - (df + 1) / 2 * log1p(t * t / df)) /
         sqrt(df * pi);
}

enum { MAX_STEPS = 200 };

double normal_quantile(double p) {
  if (p < 0.5) return -normal_quantile(1 - p);
  double z = 0;
  for (int i = 0; i < MAX_STEPS; i++) {
    const double step = (p - normal_cdf(z)) / normal_density(z);
    z += step;
    if (step <= 1e-14 * (1 + z)) break;
  }
  return z;
}

/* Starts from the normal quantile, which is the nearer one to 0. */
double student_quantile(double p, double df) {
  if (p < 0.5) return -student_quantile(1 - p, df);
  double t = normal_quantile(p);
  for (int i = 0; i < MAX_STEPS; i++) {
    const double step = (p - student_cdf(t, df)) / student_density(t, df);
    t += step;
    if (step <= 1e-13 * (1 + t)) break;
  }
  return t;
}
