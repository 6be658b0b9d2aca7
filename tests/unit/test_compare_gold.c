/* SPDX-License-Identifier: Apache-2.0 */
/* Corrections by hand labels: the estimate by its definition, and what it says of a model that is right, or always off. */
#include "compare_sample.h"

static tenor_correction correction_of(tenor_comparison *c, uint32_t group) {
  tenor_compare_options options;
  tenor_correction correction;
  tenor_compare_options_default(&options);
  cr_assert_eq(tenor_comparison_correct(c, group, &options, &correction), TENOR_OK);
  return correction;
}

static tenor_status add_gold(tenor_comparison *c, const char *document, double score, double gold,
                             double probability) {
  const tenor_gold row = {.group = tenor_text_of("g"),
                          .document = tenor_text_of(document),
                          .score = score,
                          .gold = gold,
                          .positive = score >= 0.5,
                          .gold_positive = gold >= 0.5,
                          .probability = probability};
  return tenor_comparison_add_gold(c, &row);
}

enum { DOCUMENTS = 40, STATEMENTS = 5 };

/* The truth is u; the model says model(u). Every `every`th statement has a label. */
static tenor_comparison *world_new(double (*model)(double), int every, double *truth) {
  tenor_comparison *c = sample_new(0);
  tenor_rng rng = {6};
  *truth = 0;
  for (int i = 0; i < DOCUMENTS * STATEMENTS; i++) {
    char document[8];
    const double u = floor(1000 * rng_unit(&rng)) / 1000;
    (void)snprintf(document, sizeof document, "%d", i / STATEMENTS);
    sample_add(c, "g", document, model(u));
    *truth += u / (DOCUMENTS * STATEMENTS);
    if (i % every == 0) cr_assert_eq(add_gold(c, document, model(u), u, NAN), TENOR_OK);
  }
  return c;
}

static double same(double u) {
  return u;
}
static double lower(double u) {
  return 0.5 * u;
}
static double backwards(double u) {
  return 1 - u;
}

Test(compare_gold, a_right_model_stays_as_it_is) {
  double truth;
  tenor_comparison *c = world_new(same, 3, &truth);
  const tenor_correction made = correction_of(c, 0);
  cr_expect_eq(made.n_gold, 67);
  cr_expect_eq(made.n_gold_documents, DOCUMENTS);
  expect_close(made.mean.value, truth, 0.02, "mean");
  expect_close(made.mean_weight, 1, 0.25, "the model is trusted");
  cr_expect(made.mean.lo < truth && made.mean.hi > truth);
  tenor_comparison_free(&c);
}

Test(compare_gold, a_model_that_is_off_is_put_right) {
  double truth;
  tenor_comparison *c = world_new(lower, 3, &truth);
  const tenor_correction made = correction_of(c, 0);
  tenor_compare_options options;
  tenor_estimate e;
  const tenor_slice slice = tenor_slice_of(0);
  tenor_compare_options_default(&options);
  cr_assert_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_OK);
  cr_expect_lt(e.mean.hi, truth, "believed, the model is wrong and sure of it");
  cr_expect(made.mean.lo < truth && made.mean.hi > truth);
  tenor_comparison_free(&c);
}

Test(compare_gold, a_useless_model_is_not_trusted) {
  double truth;
  tenor_comparison *c = world_new(backwards, 3, &truth);
  const tenor_correction made = correction_of(c, 0);
  expect_close(made.mean_weight, 0, 0, "weight");
  cr_expect(made.mean.lo < truth && made.mean.hi > truth);
  tenor_comparison_free(&c);
}

/* Labels with probabilities, against the formulas written out, with the weight by a search over all of 0..1. */
Test(compare_gold, is_what_its_definition_says) {
  static const double probabilities[] = {0.2, 0.5, 1.0};
  tenor_comparison *c = sample_new(0);
  tenor_rng rng = {7};
  double n[12] = {0}, f[12] = {0}, w[12] = {0}, wf[12] = {0}, wy[12] = {0};
  double total = 0, scores = 0, weight = 0, gold_scores = 0, golds = 0;
  for (int i = 0; i < 150; i++) {
    char document[8];
    const size_t d = (size_t)(i * 5 + i / 12) % 12;
    const double y = floor(1000 * rng_unit(&rng)) / 1000,
                 x = floor(200 * y + 800 * rng_unit(&rng)) / 1000;
    const double p = probabilities[i % 3];
    (void)snprintf(document, sizeof document, "%zu", d);
    sample_add(c, "g", document, x);
    n[d]++;
    f[d] += x;
    if (rng_unit(&rng) >= p) continue;
    cr_assert_eq(add_gold(c, document, x, y, p), TENOR_OK);
    w[d] += 1 / p;
    wf[d] += x / p;
    wy[d] += y / p;
  }
  size_t documents = 0;
  for (size_t d = 0; d < 12; d++) {
    documents += n[d] > 0;
    total += n[d];
    scores += f[d];
    weight += w[d];
    gold_scores += wf[d];
    golds += wy[d];
  }
  const tenor_correction made = correction_of(c, 0);
  double best = INFINITY, best_weight = 0;
  for (int k = 0; k <= 10000; k++) {
    const double m = k / 10000.0;
    double variance = 0;
    for (size_t d = 0; d < 12; d++) {
      if (n[d] <= 0) continue;
      const double labels = ((wy[d] - m * wf[d]) - (golds - m * gold_scores) / weight * w[d]) /
                            (weight * sqrt(1 - w[d] / weight));
      const double model = m * (f[d] - scores / total * n[d]) / (total * sqrt(1 - n[d] / total));
      variance += (labels + model) * (labels + model);
    }
    if (variance < best) {
      best = variance;
      best_weight = m;
    }
  }
  const double value = best_weight * scores / total + (golds - best_weight * gold_scores) / weight;
  cr_expect_eq(made.n_gold_documents, documents);
  expect_close(made.mean_weight, best_weight, 1e-4, "weight");
  expect_close(made.mean.value, value, 1e-4, "value");
  cr_expect(best_weight > 0 && best_weight < 1, "%g", best_weight);
  tenor_comparison_free(&c);
}

Test(compare_gold, statements_without_a_document_are_known_by_their_score) {
  tenor_comparison *c = sample_new(0);
  for (int i = 0; i < 60; i++) {
    const double score = 0.01 * (i % 20);
    sample_add(c, "g", "", score);
    if (i % 2 == 0) cr_assert_eq(add_gold(c, "", score, fmin(1, score + 0.1), NAN), TENOR_OK);
  }
  const tenor_correction made = correction_of(c, 0);
  cr_expect_eq(made.n_gold, 30);
  cr_expect_eq(made.n_gold_documents, 30, "each is a document of its own");
  expect_close(made.mean.value, 0.095 + 0.1, 1e-9, "always 0.1 too low");
  tenor_comparison_free(&c);
}

Test(compare_gold, too_few_labels_give_no_interval) {
  tenor_comparison *c = sample_new(0);
  sample_fill(c, "g");
  tenor_correction made = correction_of(c, 0);
  cr_expect(made.n_gold == 0 && isnan(made.mean.value) && made.warnings == TENOR_WARN_FEW_GOLD);
  for (int i = 0; i < 12; i++) cr_assert_eq(add_gold(c, i % 2 ? "d0" : "d4", 0.1, 0.2, NAN), 0);
  made = correction_of(c, 0);
  cr_expect(made.n_gold_documents == 2 && isnan(made.positive.hi) &&
            made.warnings == TENOR_WARN_FEW_GOLD);
  tenor_comparison_free(&c);
}

Test(compare_gold, refuses_labels_of_statements_that_are_not_there) {
  tenor_compare_options options;
  tenor_correction made;
  tenor_compare_options_default(&options);
  static const char *const documents[] = {"nowhere", ""};
  for (size_t i = 0; i < 2; i++) {
    tenor_comparison *c = sample_new(0);
    sample_fill(c, "g");
    cr_assert_eq(add_gold(c, documents[i], 0.1, 0.2, NAN), TENOR_OK);
    cr_expect_eq(tenor_comparison_correct(c, 0, &options, &made), TENOR_ERR_ARG);
    tenor_comparison_free(&c);
  }
  tenor_comparison *c = sample_new(0);
  sample_fill(c, "g");
  cr_assert_eq(add_gold(c, "d0", 0.1, 0.2, NAN), TENOR_OK);
  cr_assert_eq(add_gold(c, "d4", 0.2, 0.2, 0.5), TENOR_OK);
  cr_expect_eq(tenor_comparison_correct(c, 0, &options, &made), TENOR_ERR_ARG, "half known");
  cr_expect_eq(tenor_comparison_correct(c, 1, &options, &made), TENOR_ERR_ARG, "no such group");
  tenor_comparison_free(&c);
}
