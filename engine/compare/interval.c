/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/interval.h"

#include <math.h>
#include <stdbool.h>

#include "base/status.h"
#include "compare/bootstrap.h"
#include "compare/student.h"

static double logistic(double x) {
  return 1 / (1 + exp(-x));
}

/* All units lie at one end of the scale and vary by nothing. How far from it the mean may yet be is what an exact
 * binomial interval says of n units none of which was seen elsewhere (Clopper & Pearson 1934). */
static tenor_interval at_the_end(double value, size_t n, const interval_plan *plan) {
  const double reach = (plan->high - plan->low) * (1 - pow((1 - plan->level) / 2, 1 / (double)n));
  if (value <= plan->low) return (tenor_interval){value, plan->low, plan->low + reach};
  return (tenor_interval){value, plan->high - reach, plan->high};
}

static bool is_at_an_end(double value, const interval_plan *plan) {
  return plan->low < plan->high && (value <= plan->low || value >= plan->high);
}

tenor_interval interval_robust(double value, double se, double df, size_t n,
                               const interval_plan *plan) {
  const double range = plan->high - plan->low;
  if (!(se >= 0)) return (tenor_interval){value, NAN, NAN};
  if (is_at_an_end(value, plan)) return at_the_end(value, n, plan);
  const double half = se * student_quantile(0.5 + plan->level / 2, df);
  if (!(range > 0)) return (tenor_interval){value, value - half, value + half};
  const double share = (value - plan->low) / range;
  const double middle = log(share / (1 - share)), reach = half / (range * share * (1 - share));
  return (tenor_interval){value, plan->low + range * logistic(middle - reach),
                          plan->low + range * logistic(middle + reach)};
}

static double clip(double value, const interval_plan *plan) {
  return plan->low < plan->high ? fmin(fmax(value, plan->low), plan->high) : value;
}

tenor_status interval_make(const ratio_sample *sample, const ratio *estimate,
                           const interval_plan *plan, tenor_interval *interval) {
  *interval = (tenor_interval){estimate->value, NAN, NAN};
  if (plan->kind == TENOR_INTERVAL_NAIVE) {
    const double half = plan->naive_se * normal_quantile(0.5 + plan->level / 2);
    interval->lo = estimate->value - half;
    interval->hi = estimate->value + half;
    return TENOR_OK;
  }
  if (sample->size < 2) return TENOR_OK;
  if (plan->kind == TENOR_INTERVAL_ROBUST || is_at_an_end(estimate->value, plan)) {
    *interval = interval_robust(estimate->value, estimate->se, estimate->df, sample->size, plan);
    return TENOR_OK;
  }
  const bootstrap_plan bootstrap = {plan->kind, plan->level, plan->replicates, plan->seed};
  TRY(bootstrap_interval(sample, &bootstrap, &interval->lo, &interval->hi));
  interval->lo = clip(interval->lo, plan);
  interval->hi = clip(interval->hi, plan);
  return TENOR_OK;
}

tenor_interval interval_difference(const tenor_interval *a, const tenor_interval *b,
                                   double correlation) {
  const double a_lo = a->value - a->lo, a_hi = a->hi - a->value;
  const double b_lo = b->value - b->lo, b_hi = b->hi - b->value;
  const double difference = a->value - b->value;
  const double below = a_lo * a_lo + b_hi * b_hi - 2 * correlation * a_lo * b_hi;
  const double above = a_hi * a_hi + b_lo * b_lo - 2 * correlation * a_hi * b_lo;
  if (isnan(below) || isnan(above)) return (tenor_interval){difference, NAN, NAN};
  return (tenor_interval){difference, difference - sqrt(fmax(0, below)),
                          difference + sqrt(fmax(0, above))};
}
