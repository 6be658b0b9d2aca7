/* SPDX-License-Identifier: Apache-2.0 */
/* Wherever a request for memory fails while evaluating, the call says so and nothing leaks. */
#include <criterion/criterion.h>
#include <math.h>

#include "counted_memory.h"
#include "tenor_evaluate.h"

static const tenor_head head = {"o", TENOR_HEAD_ORDINAL, 3, NULL, 1, 0, 0};

static tenor_status add_rows(tenor_evaluator *e) {
  tenor_status status = TENOR_OK;
  for (uint32_t i = 0; status >= 0 && i < 40; i++) {
    const double p[] = {0.2, 0.3, 0.5};
    const char document[] = {(char)('a' + i / 4), '\0'};
    const tenor_head_score score = {0.5 + 0.01 * i, 0.2, 0.8, 0.8, 2, 0, 3};
    status = tenor_evaluator_add(e, &score, p, i % 3, i % 5 ? document : NULL);
  }
  return status;
}

static tenor_status measure(const tenor_evaluator *e) {
  static const tenor_bootstrap bootstrap = {10, 1};
  tenor_figures f, hi;
  tenor_reliability bins[TENOR_RELIABILITY_BINS];
  tenor_status status = tenor_evaluator_figures(e, &f);
  if (status >= 0) status = tenor_evaluator_constant(e, &f);
  if (status >= 0) status = tenor_evaluator_intervals(e, &bootstrap, &f, &hi);
  if (status >= 0) status = tenor_evaluator_reliability(e, bins);
  return status;
}

static tenor_status evaluate(void) {
  tenor_evaluator *e = NULL;
  tenor_status status = tenor_evaluator_new(&e, &head);
  if (status >= 0) status = add_rows(e);
  if (status >= 0) status = measure(e);
  tenor_evaluator_free(&e);
  return status;
}

Test(evaluator_memory, each_failing_request_is_reported_and_leaks_nothing) {
  memory_start(0, 0);
  cr_assert_eq(evaluate(), TENOR_OK);
  const size_t n = memory_requests();
  cr_assert_gt(n, 20);
  for (size_t i = 1; i <= n; i++) {
    memory_start(i, 0);
    cr_expect_eq(evaluate(), TENOR_ERR_MEMORY, "request %zu of %zu", i, n);
    cr_expect_eq(memory_live(), 0, "request %zu of %zu leaks", i, n);
  }
}

/* A draw is a pass over what was made before: a thousand ask for no more than ten. */
Test(evaluator_memory, is_not_asked_for_by_a_replicate) {
  tenor_evaluator *e = NULL;
  tenor_figures lo, hi;
  size_t asked[2];
  cr_assert_eq(tenor_evaluator_new(&e, &head), TENOR_OK);
  cr_assert_eq(add_rows(e), TENOR_OK);
  for (int i = 0; i < 2; i++) {
    const tenor_bootstrap bootstrap = {i == 0 ? 10 : 1000, 1};
    memory_start(0, 0);
    cr_assert_eq(tenor_evaluator_intervals(e, &bootstrap, &lo, &hi), TENOR_OK);
    asked[i] = memory_requests();
  }
  cr_expect_eq(asked[0], asked[1], "%zu and %zu requests", asked[0], asked[1]);
  tenor_evaluator_free(&e);
}
