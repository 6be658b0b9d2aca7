/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/calibrate.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "learn/order.h"

/* ---- Platt scaling --------------------------------------------------------------------------- */

enum { PLATT_ITERATIONS = 100 };
static const double PLATT_RIDGE = 1e-12; /* keeps the Hessian invertible when all f are equal */
static const double PLATT_STEP_MIN =
    1e-10; /* a shorter step means that rounding hides any progress */
static const double PLATT_DESCENT = 1e-4;   /* Armijo's condition */
static const double PLATT_GRADIENT = 1e-12; /* of the mean loss */

typedef struct platt_problem {
  const double *decision; /* [n] */
  const uint8_t *positive;
  const double *weight; /* [n] or NULL */
  size_t n;
  double positives, negatives; /* sums of weights */
  double high, low;            /* smoothed targets of positive and negative rows */
} platt_problem;

typedef struct platt_slope {
  double ga, gb;        /* gradient */
  double haa, hab, hbb; /* Hessian */
} platt_slope;

static double weight_of(const double *weight, size_t row) {
  return weight ? weight[row] : 1;
}

static double sigmoid(double z) {
  const double e = exp(-fabs(z));
  return (z >= 0 ? 1 : e) / (1 + e);
}

double platt_apply(const platt *p, double f) {
  return sigmoid(-(p->a * f + p->b));
}

static tenor_status platt_prepare(platt_problem *problem) {
  problem->positives = problem->negatives = 0;
  for (size_t i = 0; i < problem->n; i++) {
    const double w = weight_of(problem->weight, i);
    if (!isfinite(problem->decision[i]) || !isfinite(w) || w < 0) return TENOR_ERR_ARG;
    *(problem->positive[i] ? &problem->positives : &problem->negatives) += w;
  }
  problem->high = (problem->positives + 1) / (problem->positives + 2);
  problem->low = 1 / (problem->negatives + 2);
  return problem->positives + problem->negatives > 0 ? TENOR_OK : TENOR_ERR_ARG;
}

/* Negative log-likelihood, in a form that cannot overflow (Lin et al., section 3). */
static double platt_loss(const platt_problem *problem, platt at) {
  double loss = 0;
  for (size_t i = 0; i < problem->n; i++) {
    const double z = at.a * problem->decision[i] + at.b;
    const double target = problem->positive[i] ? problem->high : problem->low;
    const double part = (z >= 0 ? target : target - 1) * z + log1p(exp(-fabs(z)));
    loss += weight_of(problem->weight, i) * part;
  }
  return loss;
}

static platt_slope platt_derive(const platt_problem *problem, platt at) {
  platt_slope s = {0, 0, PLATT_RIDGE, 0, PLATT_RIDGE};
  for (size_t i = 0; i < problem->n; i++) {
    const double f = problem->decision[i], z = at.a * f + at.b;
    const double w = weight_of(problem->weight, i);
    const double p = sigmoid(-z), target = problem->positive[i] ? problem->high : problem->low;
    const double first = w * (target - p), second = w * p * sigmoid(z);
    s.ga += f * first;
    s.gb += first;
    s.haa += f * f * second;
    s.hab += f * second;
    s.hbb += second;
  }
  return s;
}

/* One Newton step, halved until the loss falls enough; false when it does not. */
static bool platt_step(const platt_problem *problem, const platt_slope *s, platt *at,
                       double *loss) {
  const double determinant = s->haa * s->hbb - s->hab * s->hab;
  const double da = -(s->hbb * s->ga - s->hab * s->gb) / determinant;
  const double db = -(s->haa * s->gb - s->hab * s->ga) / determinant;
  const double descent = PLATT_DESCENT * (s->ga * da + s->gb * db);
  for (double step = 1; step >= PLATT_STEP_MIN; step /= 2) {
    const platt next = {at->a + step * da, at->b + step * db};
    const double next_loss = platt_loss(problem, next);
    if (next_loss < *loss + step * descent) {
      *at = next;
      *loss = next_loss;
      return true;
    }
  }
  return false;
}

tenor_status platt_fit(const double *decision, const uint8_t *positive, const double *weight,
                       size_t n, platt *out) {
  platt_problem problem = {.decision = decision, .positive = positive, .weight = weight, .n = n};
  TRY(platt_prepare(&problem));
  const double enough = PLATT_GRADIENT * (problem.positives + problem.negatives);
  platt at = {0, log((problem.negatives + 1) / (problem.positives + 1))};
  double loss = platt_loss(&problem, at);
  for (int i = 0; i < PLATT_ITERATIONS; i++) {
    const platt_slope slope = platt_derive(&problem, at);
    if (fabs(slope.ga) < enough && fabs(slope.gb) < enough) break;
    if (!platt_step(&problem, &slope, &at, &loss)) break;
  }
  *out = at;
  return TENOR_OK;
}

/* ---- isotonic regression --------------------------------------------------------------------- */

void isotonic_init(isotonic *curve) {
  *curve = (isotonic){NULL, NULL, 0};
}

void isotonic_finish(isotonic *curve) {
  free((void *)(uintptr_t)curve->x); /* y lies in the same piece of memory */
  isotonic_init(curve);
}

/* Neighbouring rows that share one value. */
typedef struct pool {
  double first, last; /* x */
  double mean, weight;
} pool;

static pool pool_join(pool a, pool b) {
  const double weight = a.weight + b.weight;
  return (pool){a.first, b.last, a.mean + (b.mean - a.mean) * (b.weight / weight), weight};
}

/* Adds a pool, joined with those before it that are not lower. The new length. */
static size_t pool_push(pool *pools, size_t n, pool next) {
  while (n > 0 && pools[n - 1].mean >= next.mean) next = pool_join(pools[--n], next);
  pools[n] = next;
  return n + 1;
}

static bool isotonic_valid(const double *x, const double *y, const double *w, size_t n) {
  double total = 0;
  for (size_t i = 0; i < n; i++) {
    const double weight = weight_of(w, i);
    if (!isfinite(x[i]) || !isfinite(y[i]) || !isfinite(weight) || weight < 0) return false;
    total += weight;
  }
  return total > 0;
}

/* Pools the rows in the order of x; the number of pools. */
static size_t pool_rows(const order_item *items, const double *w, size_t n, pool *pools) {
  size_t n_pools = 0;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = order_tie_end(items, begin, n);
    pool tie = {items[begin].key, items[begin].key, 0, 0};
    for (size_t i = begin; i < end; i++) {
      const double weight = weight_of(w, items[i].row);
      if (weight > 0) tie = pool_join(tie, (pool){tie.first, tie.last, items[i].second, weight});
    }
    if (tie.weight > 0) n_pools = pool_push(pools, n_pools, tie);
  }
  return n_pools;
}

/* A pool becomes a level stretch: a knot at each of its ends, or one where they are the same. */
static tenor_status make_knots(isotonic *curve, const pool *pools, size_t n_pools) {
  double *x = calloc(n_pools, 4 * sizeof *x);
  if (!x) return TENOR_ERR_MEMORY;
  double *y = x + 2 * n_pools;
  size_t n = 0;
  for (size_t i = 0; i < n_pools; i++) {
    x[n] = pools[i].first;
    y[n++] = pools[i].mean;
    if (pools[i].last <= pools[i].first) continue;
    x[n] = pools[i].last;
    y[n++] = pools[i].mean;
  }
  isotonic_finish(curve);
  *curve = (isotonic){x, y, n};
  return TENOR_OK;
}

tenor_status isotonic_fit(isotonic *curve, const double *x, const double *y, const double *w,
                          size_t n) {
  if (!isotonic_valid(x, y, w, n)) return TENOR_ERR_ARG;
  order_item *items;
  TRY(order_make(x, y, n, &items));
  tenor_status status = TENOR_ERR_MEMORY;
  pool *pools = calloc(n, sizeof *pools);
  if (pools) status = make_knots(curve, pools, pool_rows(items, w, n, pools));
  free(pools);
  free(items);
  return status;
}

double isotonic_apply(const isotonic *curve, double x) {
  if (curve->n == 0 || isnan(x)) return NAN;
  if (x <= curve->x[0]) return curve->y[0];
  if (x >= curve->x[curve->n - 1]) return curve->y[curve->n - 1];
  size_t low = 0, high = curve->n - 1; /* x[low] <= x < x[high] */
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    *(curve->x[middle] <= x ? &low : &high) = middle;
  }
  const double t = (x - curve->x[low]) / (curve->x[high] - curve->x[low]);
  return (1 - t) * curve->y[low] + t * curve->y[high];
}

/* ---- ordinal levels -------------------------------------------------------------------------- */

/* Pools violators in place: a pool is a run of equal values, so none needs to be stored. Two
 * neighbouring pools that happen to be equal pass for one, which changes no mean. */
static void pool_falling(double *p, size_t n) {
  for (size_t i = 1; i < n; i++) {
    double mean = p[i];
    size_t begin = i;
    while (begin > 0 && p[begin - 1] < mean) {
      const double before = p[begin - 1];
      const size_t size = i + 1 - begin;
      while (begin > 0 && p[begin - 1] >= before && p[begin - 1] <= before) begin--;
      mean = before + (mean - before) * ((double)size / (double)(i + 1 - begin));
    }
    for (size_t j = begin; j <= i; j++) p[j] = mean;
  }
}

void ordinal_monotone(double *p, size_t n) {
  pool_falling(p, n);
  for (size_t i = 0; i < n; i++) p[i] = p[i] < 0 ? 0 : p[i] > 1 ? 1 : p[i];
}
