/* SPDX-License-Identifier: Apache-2.0 */
/* From decision values to scores: probabilities add up, levels are ordered, values keep to their scales. */
#include "learn/head.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

enum { MAX = 8 };

static const conformal no_interval;

static tenor_head_score read_head(const model_head *h, const model_output *outputs,
                                  const conformal *interval, const double *decisions,
                                  double p[MAX]) {
  tenor_head_score s = {.first = 3};
  head_read(h, outputs, NULL, interval, decisions, &s, p);
  cr_assert_eq(s.first, 3);
  cr_assert_eq(s.n, h->n_labels);
  double sum = 0;
  for (uint32_t i = 0; i < h->n_labels; i++) {
    cr_assert(p[i] >= -1e-12 && p[i] <= 1 + 1e-12, "p[%u] = %g", i, p[i]);
    sum += p[i];
  }
  if (h->n_labels > 0) {
    cr_assert(fabs(sum - 1) < 1e-9, "probabilities sum to %.15g", sum);
    for (uint32_t i = 0; i < h->n_labels; i++)
      cr_assert(p[i] <= p[s.label] + 1e-12, "label %u is not the likeliest", s.label);
  }
  return s;
}

/* Calibrations of random slope, so that thresholds contradict each other. */
static void random_outputs(tenor_rng *rng, model_output outputs[MAX], double decisions[MAX]) {
  for (size_t i = 0; i < MAX; i++) {
    outputs[i] = (model_output){0, {-4 * rng_unit(rng), 2 * rng_unit(rng) - 1}, 1};
    decisions[i] = 10 * rng_unit(rng) - 5;
  }
}

Test(head, ordinal_scores_are_consistent) {
  tenor_rng rng = {1};
  for (int i = 0; i < 20000; i++) {
    model_output outputs[MAX];
    double decisions[MAX], p[MAX], expected = 0, above = 0;
    const uint32_t n = 2 + (uint32_t)rng_below(&rng, MAX - 1);
    const model_head h = {.kind = TENOR_HEAD_ORDINAL,
                          .n_labels = n,
                          .n_outputs = n - 1,
                          .positive = 1 + (uint32_t)rng_below(&rng, n - 1)};
    random_outputs(&rng, outputs, decisions);
    const tenor_head_score s = read_head(&h, outputs, &no_interval, decisions, p);
    for (uint32_t k = 0; k < n; k++) expected += p[k] * k / (n - 1);
    for (uint32_t k = h.positive; k < n; k++) above += p[k];
    cr_assert(fabs(s.value - expected) < 1e-9, "%g, the expected level is %g", s.value, expected);
    cr_assert(fabs(s.p - above) < 1e-9, "P(level >= positive): %g, %g", s.p, above);
    cr_assert(isnan(s.lo) && isnan(s.hi), "an interval out of nothing");
  }
}

Test(head, ordinal_values_rise_with_the_decisions) {
  const model_head h = {.kind = TENOR_HEAD_ORDINAL, .n_labels = 5, .n_outputs = 4, .positive = 2};
  const model_output outputs[4] = {
      {0, {-2, 0}, 0}, {0, {-2, 1}, 0}, {0, {-1, 2}, 0}, {0, {-3, 1}, 0}};
  double last = -1;
  for (double d = -6; d <= 6; d += 0.01) {
    const double decisions[4] = {d, d, d, d};
    double p[MAX];
    const tenor_head_score s = read_head(&h, outputs, &no_interval, decisions, p);
    cr_assert(s.value >= last, "at %g", d);
    last = s.value;
  }
  cr_expect_gt(last, 0.95);
}

Test(head, class_scores_are_consistent) {
  tenor_rng rng = {2};
  for (int i = 0; i < 20000; i++) {
    model_output outputs[MAX];
    double decisions[MAX], p[MAX];
    const uint32_t n = 2 + (uint32_t)rng_below(&rng, MAX - 1);
    const model_head h = {.kind = TENOR_HEAD_CLASS, .n_labels = n, .n_outputs = n};
    random_outputs(&rng, outputs, decisions);
    const tenor_head_score s = read_head(&h, outputs, &no_interval, decisions, p);
    cr_assert(fabs(s.value - s.label) < 1e-12);
    cr_assert(fabs(s.p - p[s.label]) < 1e-12);
  }
}

Test(head, a_class_wins_even_when_all_are_hopeless) {
  const model_head h = {.kind = TENOR_HEAD_CLASS, .n_labels = 3, .n_outputs = 3};
  const model_output outputs[3] = {{0, {-1e6, 1e6}, 1}, {0, {-1e6, 1e6}, 1}, {0, {-1e6, 1e6}, 1}};
  const double decisions[3] = {-1e6, -1e6, -1e6};
  double p[MAX];
  const tenor_head_score s = read_head(&h, outputs, &no_interval, decisions, p);
  cr_expect(fabs(s.p - 1.0 / 3) < 1e-9);
}

Test(head, binary_scores_are_consistent) {
  const model_head h = {.kind = TENOR_HEAD_BINARY, .n_labels = 2, .n_outputs = 1};
  for (double d = -5; d <= 5; d += 0.1) {
    const model_output output = {0, {-1.5, 0.25}, 0};
    double p[MAX];
    const tenor_head_score s = read_head(&h, &output, &no_interval, &d, p);
    cr_expect(fabs(s.value - p[1]) < 1e-12 && fabs(s.p - p[1]) < 1e-12);
    cr_expect(fabs(p[1] - 1 / (1 + exp(-1.5 * d + 0.25))) < 1e-12);
    cr_expect_eq(s.label, p[1] >= 0.5);
  }
}

Test(head, regressions_keep_to_their_scale) {
  static const struct {
    double low, high, decision, value;
  } cases[] = {{-2, 2, 1, 0.5}, {-2, 2, -1, -0.5}, {-2, 2, 5, 1},
               {-2, 2, -5, -1}, {0, 4, 1, 0.25},   {0, 4, -1, 0},
               {1, 5, 5, 1},    {-1, 4, -4, -1},   {-4, 1, 1, 0.25}};
  const model_output output = {0, {0, 0}, 0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const model_head h = {
        .kind = TENOR_HEAD_REGRESSION, .n_outputs = 1, .low = cases[i].low, .high = cases[i].high};
    double p[MAX];
    const tenor_head_score s = read_head(&h, &output, &no_interval, &cases[i].decision, p);
    cr_expect(fabs(s.value - cases[i].value) < 1e-12, "case %zu: %g", i, s.value);
    cr_expect(isnan(s.p));
  }
}

Test(head, intervals_hold_the_value_and_keep_to_the_scale) {
  conformal c = {
      .edge = {-1, 0, 1}, .centre = {-0.5, 0.5}, .lo = {-0.8, 0.1}, .hi = {-0.1, 0.9}, .n_bins = 2};
  const model_output output = {0, {0, 0}, 0};
  const model_head h = {.kind = TENOR_HEAD_REGRESSION, .n_outputs = 1, .low = -1, .high = 1};
  for (double d = -2; d <= 2; d += 0.01) {
    double p[MAX];
    const tenor_head_score s = read_head(&h, &output, &c, &d, p);
    cr_assert(s.lo >= -1 && s.lo <= s.value && s.value <= s.hi && s.hi <= 1, "%g: %g to %g",
              s.value, s.lo, s.hi);
  }
}

Test(head, says_nothing_about_nothing) {
  const model_head h = {.kind = TENOR_HEAD_ORDINAL, .n_labels = 3, .n_outputs = 2, .positive = 1};
  tenor_head_score s = {.first = 5};
  double p[MAX] = {0};
  head_read_nothing(&h, &s, p);
  cr_expect(isnan(s.value) && isnan(s.lo) && isnan(s.hi) && isnan(s.p) && s.first == 5 && s.n == 3);
  for (size_t i = 0; i < 3; i++) cr_expect(isnan(p[i]));
}

Test(head, labels_and_values_share_a_scale) {
  cr_expect(fabs(head_label_value(TENOR_HEAD_ORDINAL, 5, 0, 0, 3) - 0.75) < 1e-12);
  cr_expect(fabs(head_label_value(TENOR_HEAD_REGRESSION, 0, -4, 2, 1) - 0.25) < 1e-12);
  cr_expect(fabs(head_label_value(TENOR_HEAD_CLASS, 3, 0, 0, 2) - 2) < 1e-12);
  cr_expect(fabs(head_label_value(TENOR_HEAD_BINARY, 2, 0, 0, 1) - 1) < 1e-12);
}

Test(head, a_favoured_class_wins_over_a_likelier_one_and_keeps_its_probability) {
  const model_head h = {.kind = TENOR_HEAD_CLASS, .n_labels = 2, .n_outputs = 2};
  model_output outputs[2] = {{0, {-1, 0}, 1}, {0, {-1, 0}, 1}};
  const double decisions[2] = {0.5, 0};
  double p[2];
  tenor_head_score s = {.first = 0};
  head_read(&h, outputs, NULL, &no_interval, decisions, &s, p);
  cr_expect_eq(s.label, 0);
  const double likelier = p[0], other = p[1];
  outputs[1].favour = 1.01 * likelier / other;
  head_read(&h, outputs, NULL, &no_interval, decisions, &s, p);
  cr_expect_eq(s.label, 1);
  cr_expect_float_eq(p[0], likelier, 1e-15);
  cr_expect_float_eq(s.p, other, 1e-15);
}
