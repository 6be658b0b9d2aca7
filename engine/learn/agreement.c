/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Agreement between coders.
 *
 * Krippendorff's alpha is 1 - observed / expected disagreement (Computing Krippendorff's alpha-reliability, 2011). His
 * coincidence matrix is not built. The ordinal distance of two labels is the squared difference of their mid-ranks
 * among all labels given, so that it is the interval distance of other numbers; and the expected squared difference is
 * a variance. Both are one pass over the labels, which makes the bootstrap cheap.
 */
#include "tenor_agreement.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/status.h"
#include "learn/order.h"

#define NO_CODE UINT32_MAX

enum { N_FIGURES = 4 };

typedef struct coding {
  /* [n_units][n_coders] places in values, or NO_CODE; units of two codes or more */
  const uint32_t *codes;
  size_t n_units, n_coders;
  tenor_metric metric;
  const double *values; /* [n_values] the different codes, ascending */
  size_t n_values;
  double *position;       /* [n_values] what distances are taken of */
  double *counts, *other; /* [n_values] */
} coding;

static double distance(const coding *c, uint32_t x, uint32_t y) {
  if (c->metric == TENOR_METRIC_NOMINAL) return x != y;
  const double difference = c->position[x] - c->position[y];
  return difference * difference;
}

/* ---- Krippendorff's alpha ------------------------------------------------------------------------------ */

/* Where the labels stand: an ordinal one in the middle of its rank. */
static void place(coding *c) {
  double below = 0;
  for (size_t v = 0; v < c->n_values; v++) {
    c->position[v] = c->metric == TENOR_METRIC_ORDINAL ? below + c->counts[v] / 2 : c->values[v];
    below += c->counts[v];
  }
}

/* Sum of the distances of all ordered pairs of `n` labels that stand in counts; 0 only if they are all the same. */
static double expected(const coding *c, double n) {
  double mean = 0, sum = 0, largest = 0;
  for (size_t v = 0; v < c->n_values; v++) {
    mean += c->counts[v] * c->position[v] / n;
    largest = fmax(largest, c->counts[v]);
  }
  if (largest >= n) return 0;
  for (size_t v = 0; v < c->n_values; v++) {
    const double from_mean = c->position[v] - mean;
    sum += c->counts[v] *
           (c->metric == TENOR_METRIC_NOMINAL ? n - c->counts[v] : 2 * n * from_mean * from_mean);
  }
  return sum;
}

/* Sum of the distances of the unit's pairs of codes; *n counts the codes. */
static double unit_distance(const coding *c, const uint32_t *unit, double *n) {
  double sum = 0;
  *n = 0;
  for (size_t i = 0; i < c->n_coders; i++) {
    if (unit[i] == NO_CODE) continue;
    ++*n;
    for (size_t k = 0; k < i; k++)
      if (unit[k] != NO_CODE) sum += distance(c, unit[i], unit[k]);
  }
  return sum;
}

static double alpha(coding *c, const size_t *sample) {
  double n = 0, observed = 0;
  memset(c->counts, 0, c->n_values * sizeof *c->counts);
  for (size_t u = 0; u < c->n_units; u++)
    for (size_t i = 0; i < c->n_coders; i++) {
      const uint32_t code = c->codes[sample[u] * c->n_coders + i];
      if (code != NO_CODE) c->counts[code]++, n++;
    }
  place(c);
  for (size_t u = 0; u < c->n_units; u++) {
    double n_codes;
    const double sum = unit_distance(c, c->codes + sample[u] * c->n_coders, &n_codes);
    observed += 2 * sum / (n_codes - 1);
  }
  const double chance = expected(c, n);
  return chance > 0 ? 1 - (n - 1) * observed / chance : NAN;
}

/* ---- kappa and plain agreement -------------------------------------------------------------------------- */

static double squared_difference(double x, double y) {
  return (x - y) * (x - y);
}

/* Kappa of two coders, nominal or of squared distances; NaN without units in common or if chance agrees always. */
static double pair_kappa(coding *c, const size_t *sample, size_t one, size_t two, bool weighted) {
  double n = 0, observed = 0, chance = 0;
  memset(c->counts, 0, c->n_values * sizeof *c->counts);
  memset(c->other, 0, c->n_values * sizeof *c->other);
  for (size_t u = 0; u < c->n_units; u++) {
    const uint32_t *unit = c->codes + sample[u] * c->n_coders, x = unit[one], y = unit[two];
    if (x == NO_CODE || y == NO_CODE) continue;
    n++, c->counts[x]++, c->other[y]++;
    observed += weighted ? squared_difference(c->values[x], c->values[y]) : x != y;
  }
  double mean[2] = {0, 0};
  bool one_label = false; /* both gave it always */
  for (size_t v = 0; v < c->n_values && n > 0; v++) {
    mean[0] += c->counts[v] * c->values[v] / n;
    mean[1] += c->other[v] * c->values[v] / n;
    if (c->counts[v] >= n && c->other[v] >= n) one_label = true;
  }
  if (!(n > 0) || one_label) return NAN;
  for (size_t v = 0; v < c->n_values; v++)
    chance += weighted ? c->counts[v] * squared_difference(c->values[v], mean[0]) +
                             c->other[v] * squared_difference(c->values[v], mean[1])
                       : c->counts[v] * (n - c->other[v]) / n;
  if (weighted) chance += n * squared_difference(mean[0], mean[1]);
  return 1 - observed / chance;
}

static double mean_kappa(coding *c, const size_t *sample, bool weighted) {
  double sum = 0, n = 0;
  if (weighted && c->metric == TENOR_METRIC_NOMINAL) return NAN;
  for (size_t two = 1; two < c->n_coders; two++)
    for (size_t one = 0; one < two; one++) {
      const double kappa = pair_kappa(c, sample, one, two, weighted);
      if (!isnan(kappa)) sum += kappa, n++;
    }
  return n > 0 ? sum / n : NAN;
}

static double plain_agreement(const coding *c, const size_t *sample) {
  double same = 0, pairs = 0;
  for (size_t u = 0; u < c->n_units; u++) {
    const uint32_t *unit = c->codes + sample[u] * c->n_coders;
    for (size_t i = 0; i < c->n_coders; i++)
      for (size_t k = 0; k < i; k++)
        if (unit[i] != NO_CODE && unit[k] != NO_CODE) pairs++, same += unit[i] == unit[k];
  }
  return pairs > 0 ? same / pairs : NAN;
}

static void measure(coding *c, const size_t *sample, double figures[N_FIGURES]) {
  figures[0] = alpha(c, sample);
  figures[1] = mean_kappa(c, sample, false);
  figures[2] = mean_kappa(c, sample, true);
  figures[3] = plain_agreement(c, sample);
}

/* ---- bootstrap ------------------------------------------------------------------------------------------ */

/* Between the two nearest of values [n], ascending. */
static double quantile(const double *values, size_t n, double p) {
  const double at = p * (double)(n - 1), below = floor(at);
  const size_t i = (size_t)below, next = i + 1 < n ? i + 1 : i;
  return values[i] + (at - below) * (values[next] - values[i]);
}

/* A replicate in which the figure is not defined says nothing of it; the interval needs half of them. */
static void set_interval(tenor_agreement_figure *estimate, double *values, uint32_t n) {
  size_t defined = 0;
  for (uint32_t i = 0; i < n; i++)
    if (!isnan(values[i])) values[defined++] = values[i];
  if (isnan(estimate->value) || defined < 2 || 2 * defined < n) return;
  order_values(values, defined);
  estimate->lo = quantile(values, defined, 0.025);
  estimate->hi = quantile(values, defined, 0.975);
}

static tenor_status bootstrap(coding *c, size_t *sample, uint32_t n, uint64_t seed,
                              tenor_agreement_figure *const estimates[N_FIGURES]) {
  if (n == 0) return TENOR_OK;
  double *values = malloc((size_t)n * N_FIGURES * sizeof *values), figures[N_FIGURES];
  if (!values) return TENOR_ERR_MEMORY;
  tenor_rng rng = {seed};
  for (uint32_t i = 0; i < n; i++) {
    for (size_t u = 0; u < c->n_units; u++) sample[u] = (size_t)rng_below(&rng, c->n_units);
    measure(c, sample, figures);
    for (size_t k = 0; k < N_FIGURES; k++) values[k * n + i] = figures[k];
  }
  for (size_t k = 0; k < N_FIGURES; k++) set_interval(estimates[k], values + k * n, n);
  free(values);
  return TENOR_OK;
}

/* ---- codes ---------------------------------------------------------------------------------------------- */

/* What a coding is made in. */
typedef struct workspace {
  uint32_t *codes;                            /* [n_units][n_coders] */
  double *values, *position, *counts, *other; /* [n_units * n_coders] */
  size_t *sample;                             /* [n_units] */
} workspace;

static bool workspace_init(workspace *w, size_t n_units, size_t n_cells) {
  w->codes = calloc(n_cells + 1, sizeof *w->codes);
  w->values = calloc(n_cells + 1, sizeof *w->values);
  w->position = calloc(n_cells + 1, sizeof *w->position);
  w->counts = calloc(n_cells + 1, sizeof *w->counts);
  w->other = calloc(n_cells + 1, sizeof *w->other);
  w->sample = calloc(n_units + 1, sizeof *w->sample);
  return w->codes && w->values && w->position && w->counts && w->other && w->sample;
}

static void workspace_finish(workspace *w) {
  free(w->codes);
  free(w->values);
  free(w->position);
  free(w->counts);
  free(w->other);
  free(w->sample);
}

static size_t count_codes(const double *codes, size_t n_coders) {
  size_t n = 0;
  for (size_t i = 0; i < n_coders; i++) n += isnan(codes[i]) ? 0 : 1;
  return n;
}

static uint32_t place_of(const double *values, size_t n, double value) {
  size_t low = 0;
  while (n > 1) {
    const size_t half = n / 2;
    if (value >= values[low + half]) low += half;
    n -= half;
  }
  return (uint32_t)low;
}

/* Copies the units of two codes or more as places in the sorted list of different codes. */
static coding encode(workspace *w, const double *codes, size_t n_units, size_t n_coders,
                     tenor_metric metric, tenor_agreement *agreement) {
  size_t n = 0, different = 0, kept = 0;
  for (size_t u = 0; u < n_units; u++)
    if (count_codes(codes + u * n_coders, n_coders) >= 2)
      for (size_t i = 0; i < n_coders; i++)
        if (!isnan(codes[u * n_coders + i])) w->values[n++] = codes[u * n_coders + i];
  agreement->n_codes = n;
  order_values(w->values, n);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || w->values[i] > w->values[different - 1]) w->values[different++] = w->values[i];
  for (size_t u = 0; u < n_units; u++) {
    const double *unit = codes + u * n_coders;
    if (count_codes(unit, n_coders) < 2) continue;
    for (size_t i = 0; i < n_coders; i++)
      w->codes[kept * n_coders + i] =
          isnan(unit[i]) ? NO_CODE : place_of(w->values, different, unit[i]);
    kept++;
  }
  return (coding){w->codes,  kept,        n_coders,  metric,  w->values,
                  different, w->position, w->counts, w->other};
}

static uint64_t count_coders(const coding *c) {
  uint64_t n = 0;
  for (size_t i = 0; i < c->n_coders; i++) {
    size_t u = 0;
    while (u < c->n_units && c->codes[u * c->n_coders + i] == NO_CODE) u++;
    n += u < c->n_units;
  }
  return n;
}

tenor_status tenor_agreement_measure(const double *codes, size_t n_units, size_t n_coders,
                                     tenor_metric metric, uint32_t n_replicates, uint64_t seed,
                                     tenor_agreement *agreement) {
  const tenor_agreement_figure undefined = {NAN, NAN, NAN};
  *agreement = (tenor_agreement){0, 0, 0, undefined, undefined, undefined, undefined};
  workspace w;
  tenor_status status = TENOR_ERR_MEMORY;
  if (workspace_init(&w, n_units, n_units * n_coders)) {
    coding c = encode(&w, codes, n_units, n_coders, metric, agreement);
    tenor_agreement_figure *const estimates[N_FIGURES] = {
        &agreement->alpha, &agreement->kappa, &agreement->weighted_kappa, &agreement->agreement};
    double figures[N_FIGURES];
    agreement->n_units = c.n_units;
    agreement->n_coders = count_coders(&c);
    status = TENOR_OK;
    if (c.n_units > 0) {
      for (size_t u = 0; u < c.n_units; u++) w.sample[u] = u;
      measure(&c, w.sample, figures);
      for (size_t k = 0; k < N_FIGURES; k++) estimates[k]->value = figures[k];
      status = bootstrap(&c, w.sample, n_replicates, seed, estimates);
    }
  }
  workspace_finish(&w);
  return status;
}

double tenor_agreement_dispute(const double *codes, size_t n_coders, tenor_metric metric) {
  double sum = 0, pairs = 0;
  for (size_t i = 0; i < n_coders; i++)
    for (size_t k = 0; k < i; k++) {
      if (isnan(codes[i]) || isnan(codes[k])) continue;
      const double squared = squared_difference(codes[i], codes[k]);
      sum += metric == TENOR_METRIC_NOMINAL ? squared > 0 : squared;
      pairs++;
    }
  return pairs > 0 ? sum / pairs : NAN;
}
