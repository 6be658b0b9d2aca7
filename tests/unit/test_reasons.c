/* SPDX-License-Identifier: Apache-2.0 */
/* Reasons: they add up to the decision, stand in one order, and point into the text. */
#include "learn/head.h"
#include "scratch.h"
#include "tiny_model.h"

static const tenor_reason *reasons_of(tiny_model *t, tenor_text text, uint32_t head, uint32_t label,
                                      size_t *n, double *decision) {
  const tenor_reason *reasons = NULL;
  cr_assert_eq(tenor_reasons(t->scratch, text, head, label, &reasons, n, decision), TENOR_OK);
  return reasons;
}

Test(reasons, add_up_to_the_decision) {
  tiny_model t = tiny_model_new();
  tenor_rng rng = {51};
  for (int i = 0; i < 600; i++) {
    char text[2048];
    const tenor_text whole = {text, tiny_text(&rng, text)};
    for (uint32_t head = 0; head < TINY_HEADS; head++) {
      size_t n;
      double decision, sum = 0;
      const tenor_reason *r =
          reasons_of(&t, whole, head, head == 1 ? (uint32_t)i % 3 : 0, &n, &decision);
      for (size_t k = 0; k < n; k++) sum += r[k].contribution;
      cr_assert(fabs(sum - decision) <= 1e-9 * fmax(1, fabs(decision)),
                "head %u of '%.*s': %.15g, decision %.15g", head, (int)whole.size, text, sum,
                decision);
    }
  }
  tiny_model_free(&t);
}

Test(reasons, stand_in_a_total_order_and_point_into_the_text) {
  tiny_model t = tiny_model_new();
  tenor_rng rng = {52};
  for (int i = 0; i < 300; i++) {
    char text[2048];
    const tenor_text whole = {text, tiny_text(&rng, text)};
    size_t n;
    double decision;
    const tenor_reason *r = reasons_of(&t, whole, 0, 0, &n, &decision);
    cr_assert_geq(n, 1, "not even a bias");
    for (size_t k = 0; k < n; k++) {
      cr_assert(r[k].begin <= r[k].end && r[k].end <= whole.size);
      cr_assert(r[k].name && r[k].name[0] && isfinite(r[k].contribution) && isfinite(r[k].weight));
      cr_assert_lt(r[k].rules, 1u << TENOR_N_RULES);
      cr_assert(k == 0 || fabs(r[k].contribution) <= fabs(r[k - 1].contribution),
                "not by falling size");
    }
  }
  tiny_model_free(&t);
}

Test(reasons, are_the_same_every_time) {
  static const char text[] =
      "They won't attack us! We will not praise \"peace\", but the west and Iran strike in a sea "
      "of fire.";
  tiny_model t = tiny_model_new();
  size_t n, again;
  double decision;
  const tenor_reason *r = reasons_of(&t, tenor_text_of(text), 0, 0, &n, &decision);
  tenor_reason *kept = calloc(n, sizeof *kept);
  cr_assert_not_null(kept);
  memcpy(kept, r, n * sizeof *kept);
  (void)reasons_of(&t, tenor_text_of("Something else."), 1, 1, &again, &decision);
  r = reasons_of(&t, tenor_text_of(text), 0, 0, &again, &decision);
  cr_assert_eq(n, again);
  for (size_t i = 0; i < n; i++)
    cr_expect(kept[i].kind == r[i].kind && kept[i].begin == r[i].begin && kept[i].end == r[i].end &&
                  strcmp(kept[i].name, r[i].name) == 0,
              "reason %zu", i);
  free(kept);
  tiny_model_free(&t);
}

Test(reasons, decide_as_the_score_does) {
  tiny_model t = tiny_model_new();
  tenor_rng rng = {53};
  for (int i = 0; i < 200; i++) {
    char text[2048];
    const tenor_text whole = {text, tiny_sentence(&rng, (unsigned)i % 3, text)};
    tenor_score s;
    size_t n;
    double decision;
    cr_assert_eq(tenor_score_text(t.scratch, whole, &s), TENOR_OK);
    (void)reasons_of(&t, whole, 3, 0, &n, &decision);
    cr_assert(fabs(1 / (1 + exp(-decision)) - s.heads[3].value) < 1e-9, "binary: the logit");
    (void)reasons_of(&t, whole, 2, 0, &n, &decision);
    cr_assert(fabs(fmax(-1, fmin(1, decision / 2)) - s.heads[2].value) < 1e-9,
              "regression: the unscaled estimate");
  }
  tiny_model_free(&t);
}

Test(reasons, name_the_word_and_the_rules) {
  static const char text[] = "It is not very good.";
  tiny_model t = tiny_model_new();
  size_t n;
  double decision;
  bool found = false;
  const tenor_reason *r = reasons_of(&t, tenor_text_of(text), 2, 0, &n, &decision);
  for (size_t i = 0; i < n; i++) {
    if (r[i].kind != TENOR_REASON_LEXICON || strcmp(r[i].name, "valence") != 0) continue;
    found = true;
    cr_expect_eq(r[i].begin, 15);
    cr_expect_eq(r[i].end, 19);
    cr_expect_eq(r[i].rules, TENOR_RULE_NEGATION | TENOR_RULE_INTENSIFIER);
    cr_expect(fabs(r[i].weight - 2 * 1.3 * -0.74) < 1e-6);
  }
  cr_expect(found, "'good' is not among the reasons");
  for (unsigned bit = 0; bit < TENOR_N_RULES; bit++) cr_expect_not_null(tenor_rule_name(bit));
  cr_expect_null(tenor_rule_name(TENOR_N_RULES));
  tiny_model_free(&t);
}

Test(reasons, refuse_heads_and_labels_that_are_not_there) {
  tiny_model t = tiny_model_new();
  const tenor_reason *r;
  size_t n;
  double decision;
  cr_expect_eq(tenor_reasons(t.scratch, tenor_text_of("x"), TINY_HEADS, 0, &r, &n, &decision),
               TENOR_ERR_ARG);
  cr_expect_eq(tenor_reasons(t.scratch, tenor_text_of("x"), 1, 3, &r, &n, &decision),
               TENOR_ERR_ARG);
  cr_expect_eq(tenor_reasons(t.scratch, (tenor_text){NULL, 1}, 0, 0, &r, &n, &decision),
               TENOR_ERR_ARG);
  tiny_model_free(&t);
}

Test(reasons, of_nothing_are_the_bias_and_the_form) {
  tiny_model t = tiny_model_new();
  size_t n;
  double decision, sum = 0;
  const tenor_reason *r = reasons_of(&t, tenor_text_of(""), 0, 0, &n, &decision);
  cr_assert_geq(n, 1);
  for (size_t i = 0; i < n; i++) {
    cr_expect(r[i].kind == TENOR_REASON_BIAS || r[i].kind == TENOR_REASON_FORM);
    sum += r[i].contribution;
  }
  cr_expect(fabs(sum - decision) < 1e-9);
  tiny_model_free(&t);
}
