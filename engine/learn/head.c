/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/head.h"

#include <math.h>

static double clamp(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

static uint32_t largest(const double *values, uint32_t n) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < n; i++)
    if (values[i] > values[best]) best = i;
  return best;
}

/* The class of the largest probability, rare ones favoured as far as the model says. */
static uint32_t choose_class(const model_output *outputs, const double *p, uint32_t n) {
  uint32_t best = 0;
  double best_merit = -1;
  for (uint32_t k = 0; k < n; k++) {
    const double merit = p[k] * outputs[k].favour;
    if (merit > best_merit) best = k, best_merit = merit;
  }
  return best;
}

static double probability(const model_output *outputs, const isotonic *curves, uint32_t k,
                          double decision) {
  return curves && curves[k].n > 0 ? isotonic_apply(&curves[k], decision)
                                   : platt_apply(&outputs[k].calibration, decision);
}

/* P(level >= k) for k = 1..K, calibrated each and made monotone (Frank & Hall 2001), and their sum. */
static void read_ordinal(const model_head *h, const model_output *outputs, const isotonic *curves,
                         const double *decisions, tenor_head_score *s, double *p) {
  double above[TENOR_MAX_OUTPUTS + 1], expected = 0;
  for (uint32_t k = 0; k < h->n_outputs; k++)
    above[k] = probability(outputs, curves, k, decisions[k]);
  ordinal_monotone(above, h->n_outputs);
  for (uint32_t k = 0; k < h->n_outputs; k++) expected += above[k];
  for (uint32_t level = 0; level < h->n_labels; level++)
    p[level] = (level == 0 ? 1 : above[level - 1]) - (level < h->n_outputs ? above[level] : 0);
  s->value = expected / h->n_outputs;
  s->p = above[h->positive - 1];
  s->label = largest(p, h->n_labels);
}

static void read_class(const model_head *h, const model_output *outputs, const isotonic *curves,
                       const double *decisions, tenor_head_score *s, double *p) {
  double sum = 0;
  for (uint32_t k = 0; k < h->n_outputs; k++)
    sum += p[k] = probability(outputs, curves, k, decisions[k]);
  for (uint32_t k = 0; k < h->n_outputs; k++) p[k] = sum > 0 ? p[k] / sum : 1.0 / h->n_outputs;
  s->label = choose_class(outputs, p, h->n_outputs);
  s->value = s->label;
  s->p = p[s->label];
}

static void read_binary(const model_output *output, const isotonic *curve, double decision,
                        tenor_head_score *s, double *p) {
  p[1] = probability(output, curve, 0, decision);
  p[0] = 1 - p[1];
  s->value = s->p = p[1];
  s->label = p[1] >= 0.5;
}

static void read_regression(const model_head *h, double decision, tenor_head_score *s) {
  const double scale = fmax(fabs(h->low), fabs(h->high));
  s->value = clamp(decision / scale, h->low < 0 ? -1 : 0, 1);
}

static void read_interval(const model_head *h, const conformal *interval, tenor_head_score *s) {
  const double low = h->kind == TENOR_HEAD_REGRESSION && h->low < 0 ? -1 : 0;
  conformal_apply(interval, s->value, &s->lo, &s->hi);
  s->lo = clamp(s->lo, low, s->value);
  s->hi = clamp(s->hi, s->value, 1);
}

void head_read(const model_head *h, const model_output *outputs, const isotonic *curves,
               const conformal *interval, const double *decisions, tenor_head_score *s, double *p) {
  const uint32_t first = s->first;
  *s = (tenor_head_score){NAN, NAN, NAN, NAN, 0, first, h->n_labels};
  switch ((tenor_head_kind)h->kind) {
    case TENOR_HEAD_ORDINAL: read_ordinal(h, outputs, curves, decisions, s, p); break;
    case TENOR_HEAD_CLASS: read_class(h, outputs, curves, decisions, s, p); break;
    case TENOR_HEAD_BINARY: read_binary(outputs, curves, decisions[0], s, p); break;
    case TENOR_HEAD_REGRESSION: read_regression(h, decisions[0], s); break;
  }
  if (interval->n_bins > 0) read_interval(h, interval, s);
}

void head_read_nothing(const model_head *h, tenor_head_score *s, double *p) {
  const uint32_t first = s->first;
  *s = (tenor_head_score){NAN, NAN, NAN, NAN, 0, first, h->n_labels};
  for (uint32_t k = 0; k < h->n_labels; k++) p[k] = NAN;
}

double head_label_value(uint32_t kind, uint32_t n_labels, double low, double high, double label) {
  if (kind == TENOR_HEAD_ORDINAL) return label / (n_labels - 1);
  if (kind == TENOR_HEAD_REGRESSION) return label / fmax(fabs(low), fabs(high));
  return label;
}
