/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/bootstrap.h"

#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "base/status.h"
#include "compare/student.h"
#include "learn/order.h"

/* Sums over drawn documents, from which the mean and its error follow without a second pass. */
typedef struct moments {
  double y, n, yy, yn, nn;
} moments;

static void moments_add(moments *m, double y, double n) {
  m->y += y;
  m->n += n;
  m->yy += y * y;
  m->yn += y * n;
  m->nn += n * n;
}

/* The linearised standard error of a ratio of sums over `size` documents. */
static double moments_error(const moments *m, double value, double size) {
  const double squares = m->yy - 2 * value * m->yn + value * value * m->nn;
  return sqrt(fmax(0, squares) * size / (size - 1)) / m->n;
}

static double studentised(double difference, double error) {
  if (error > 0) return difference / error;
  return difference > 0 ? INFINITY : difference < 0 ? -INFINITY : 0;
}

/* Fills draws[0 .. replicates) with means, or with their errors in units of standard error. */
static void draw(const ratio_sample *sample, const bootstrap_plan *plan, double value,
                 double *draws) {
  const double size = (double)sample->size;
  tenor_rng rng = {plan->seed};
  for (uint32_t r = 0; r < plan->replicates; r++) {
    moments m = {0};
    for (size_t i = 0; i < sample->size; i++) {
      const size_t d = rng_below(&rng, sample->size);
      moments_add(&m, sample->y[d], sample->n[d]);
    }
    const double mean = m.y / m.n;
    draws[r] = plan->kind == TENOR_INTERVAL_BOOTSTRAP_T
                   ? studentised(mean - value, moments_error(&m, mean, size))
                   : mean;
  }
}

/* The p quantile of sorted draws: the order statistic of rank p (n + 1). */
static double quantile(const double *draws, uint32_t n, double p) {
  const double rank = floor(p * ((double)n + 1));
  return draws[rank < 1 ? 0 : rank > n ? n - 1 : (uint32_t)rank - 1];
}

static double share_below(const double *draws, uint32_t n, double value) {
  double below = 0;
  for (uint32_t r = 0; r < n; r++) below += draws[r] < value ? 1 : draws[r] <= value ? 0.5 : 0;
  return fmin(fmax(below, 0.5), n - 0.5) / n;
}

/* Efron's acceleration from the means without one document at a time. */
static double acceleration(const ratio_sample *sample, const moments *all) {
  double mean = 0, squares = 0, cubes = 0;
  for (size_t d = 0; d < sample->size; d++)
    mean += (all->y - sample->y[d]) / (all->n - sample->n[d]) / (double)sample->size;
  for (size_t d = 0; d < sample->size; d++) {
    const double u = mean - (all->y - sample->y[d]) / (all->n - sample->n[d]);
    squares += u * u;
    cubes += u * u * u;
  }
  return squares > 0 ? cubes / (6 * squares * sqrt(squares)) : 0;
}

static double bca_level(double p, double bias, double a) {
  const double z = bias + normal_quantile(p);
  return normal_cdf(bias + z / (1 - a * z));
}

tenor_status bootstrap_interval(const ratio_sample *sample, const bootstrap_plan *plan, double *lo,
                                double *hi) {
  const double tail = (1 - plan->level) / 2;
  double *draws = malloc(plan->replicates * sizeof *draws);
  if (!draws) return TENOR_ERR_MEMORY;
  moments all = {0};
  for (size_t d = 0; d < sample->size; d++) moments_add(&all, sample->y[d], sample->n[d]);
  const double value = all.y / all.n;
  draw(sample, plan, value, draws);
  order_values(draws, plan->replicates);
  if (plan->kind == TENOR_INTERVAL_BOOTSTRAP_T) {
    const double error = moments_error(&all, value, (double)sample->size);
    *lo = value - error * quantile(draws, plan->replicates, 1 - tail);
    *hi = value - error * quantile(draws, plan->replicates, tail);
  } else if (plan->kind == TENOR_INTERVAL_BCA) {
    const double bias = normal_quantile(share_below(draws, plan->replicates, value));
    const double a = acceleration(sample, &all);
    *lo = quantile(draws, plan->replicates, bca_level(tail, bias, a));
    *hi = quantile(draws, plan->replicates, bca_level(1 - tail, bias, a));
  } else {
    *lo = quantile(draws, plan->replicates, tail);
    *hi = quantile(draws, plan->replicates, 1 - tail);
  }
  free(draws);
  return TENOR_OK;
}
