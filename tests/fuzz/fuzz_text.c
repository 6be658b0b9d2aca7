/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as a text: it is scored and explained with a small model, and what tenor.h promises of any text must hold.
 */
#include <math.h>
#include <string.h>

#include "fuzz.h"

static void *bytes;
static tenor_model *model;
static tenor_scratch *scratch; /* keeps its memory of words from text to text */

static void finish(void) {
  tenor_scratch_free(&scratch);
  tenor_model_free(&model);
  tenor_bytes_free(&bytes);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  size_t size;
  bytes = fuzz_model_bytes(&size);
  FUZZ_CHECK(tenor_model_from_memory(&model, bytes, size, NULL) == TENOR_OK);
  FUZZ_CHECK(tenor_scratch_new(&scratch, model, NULL) == TENOR_OK);
  return atexit(finish);
}

static void score_text(tenor_scratch *with, tenor_text text, tenor_score *score) {
  memset(score, 0, sizeof *score); /* the padding too: scores are compared byte by byte */
  FUZZ_CHECK(tenor_score_text(with, text, score) == TENOR_OK);
  fuzz_check_score(model, score);
  const double *rates = tenor_rates(with);
  const uint32_t n = tenor_lexicon_n_categories(tenor_model_lexicon(model));
  for (uint32_t i = 0; i < n; i++) FUZZ_CHECK(isfinite(rates[i]));
}

static int same_double(double a, double b) {
  return memcmp(&a, &b, sizeof a) == 0;
}

static void check_same(const tenor_score *a, const tenor_score *b) {
  FUZZ_CHECK(a->n_tokens == b->n_tokens && a->n_replacements == b->n_replacements);
  FUZZ_CHECK(same_double(a->coverage, b->coverage));
  for (uint32_t i = 0; i < a->n_heads; i++) {
    const tenor_head_score *x = &a->heads[i], *y = &b->heads[i];
    FUZZ_CHECK(same_double(x->value, y->value) && same_double(x->p, y->p));
    FUZZ_CHECK(same_double(x->lo, y->lo) && same_double(x->hi, y->hi) && x->label == y->label);
  }
  FUZZ_CHECK(memcmp(a->p, b->p, sizeof a->p) == 0);
}

static void check_reasons(tenor_text text, uint32_t head, uint32_t label) {
  const tenor_reason *reasons;
  size_t n;
  double decision, sum = 0, sizes = 1;
  FUZZ_CHECK(tenor_reasons(scratch, text, head, label, &reasons, &n, &decision) == TENOR_OK);
  for (size_t i = 0; i < n; i++) {
    FUZZ_CHECK(reasons[i].begin <= reasons[i].end && reasons[i].end <= text.size);
    FUZZ_CHECK(reasons[i].name != NULL && isfinite(reasons[i].weight));
    FUZZ_CHECK(i == 0 || fabs(reasons[i - 1].contribution) >= fabs(reasons[i].contribution));
    sum += reasons[i].contribution;
    sizes += fabs(reasons[i].contribution);
  }
  FUZZ_CHECK(fabs(sum - decision) <= 1e-9 * sizes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const tenor_text text = {(const char *)data, size};
  tenor_score first, again, fresh;
  score_text(scratch, text, &first);
  FUZZ_CHECK(first.n_replacements <= size);
  for (uint32_t i = 0; i < first.n_heads; i++) {
    const tenor_head *head = tenor_model_head(model, i);
    const uint32_t n = head->kind == TENOR_HEAD_CLASS ? head->n_labels : 1;
    for (uint32_t label = 0; label < n; label++) check_reasons(text, i, label);
  }
  score_text(scratch, text, &again);
  check_same(&first, &again);

  tenor_scratch *other = NULL; /* one that has seen no other text must find the same */
  FUZZ_CHECK(tenor_scratch_new(&other, model, NULL) == TENOR_OK);
  score_text(other, text, &fresh);
  check_same(&first, &fresh);
  tenor_scratch_free(&other);
  return 0;
}
