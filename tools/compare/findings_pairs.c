/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which groups differ: every pair of them, or each with the baseline. All p are corrected for the number of pairs.
 *
 * A pair takes a permutation test, so pairs of many groups are made only where they are asked for.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare/findings.h"

enum { FEW_GROUPS = 6 };
static const double ALPHA = 0.05;

static tenor_status add_pair(results *r, gather *g, size_t a, size_t b) {
  tenor_pair pair;
  const tenor_status status = tenor_comparison_pair(g->comparison, r->groups[a].id, r->groups[b].id,
                                                    &g->plan->options, &pair);
  r->pairs[r->n_pairs++] =
      (result_pair){.a = a,
                    .b = b,
                    .diff = {pair.difference.value, pair.difference.lo, pair.difference.hi},
                    .cliffs_delta = pair.cliffs_delta,
                    .p = pair.p};
  return status;
}

static tenor_status adjust_pairs(results *r) {
  double *p = malloc((3 * r->n_pairs + 1) * sizeof *p);
  if (!p) return TENOR_ERR_MEMORY;
  double *holm = p + r->n_pairs, *bh = holm + r->n_pairs;
  for (size_t i = 0; i < r->n_pairs; i++) p[i] = r->pairs[i].p;
  tenor_status status = tenor_adjust_holm(p, r->n_pairs, holm);
  if (status >= 0) status = tenor_adjust_bh(p, r->n_pairs, bh);
  for (size_t i = 0; status >= 0 && i < r->n_pairs; i++) {
    r->pairs[i].p_holm = holm[i];
    r->pairs[i].p_bh = bh[i];
  }
  free(p);
  return status;
}

/* Letter 27 is "a2", and so on. */
static size_t write_letter(char *to, uint32_t letter) {
  to[0] = (char)('a' + letter % 26);
  if (letter < 26) return 1;
  size_t n = 1;
  for (uint32_t round = letter / 26 + 1; round > 0; round /= 10) n++;
  for (uint32_t round = letter / 26 + 1, at = (uint32_t)n; round > 0; round /= 10)
    to[--at] = (char)('0' + round % 10);
  return n;
}

static tenor_status write_letters(results *r, const unsigned char *letters, uint32_t n_letters) {
  const size_t n = r->n_groups;
  for (size_t i = 0; i < n; i++) {
    char *text = batch_alloc(&r->memory, 12 * (size_t)n_letters + 1);
    size_t used = 0;
    if (!text) return TENOR_ERR_MEMORY;
    for (uint32_t k = 0; k < n_letters; k++)
      if (letters[k * n + i]) used += write_letter(text + used, k);
    text[used] = '\0';
    r->groups[i].letters = text;
  }
  return TENOR_OK;
}

static tenor_status find_letters(results *r) {
  const size_t n = r->n_groups;
  unsigned char *differ = calloc(n * n + 1, 1), *letters = NULL;
  uint32_t n_letters;
  if (!differ) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < r->n_pairs; i++) {
    const result_pair *p = &r->pairs[i];
    differ[p->a * n + p->b] = differ[p->b * n + p->a] = p->p_holm < ALPHA;
  }
  tenor_status status = tenor_letters_make(differ, (uint32_t)n, &letters, &n_letters);
  free(differ);
  if (status == TENOR_ERR_LIMIT) return TENOR_OK; /* too many to be read anyway */
  if (status >= 0) status = write_letters(r, letters, n_letters);
  tenor_letters_free(&letters);
  return status;
}

static tenor_status find_baseline(const results *r, size_t *at, tenor_error *error) {
  for (*at = 0; *at < r->n_groups; ++*at)
    if (strcmp(r->groups[*at].name, r->baseline) == 0) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_ARG, "", 0, 0, "--baseline: there is no group '%s'",
                         r->baseline);
}

tenor_status findings_pairs(results *r, gather *g, tenor_error *error) {
  const size_t n = r->n_groups;
  size_t baseline = SIZE_MAX;
  tenor_status status = TENOR_OK;
  if (!g->plan->shows_pairs && n > FEW_GROUPS) return TENOR_OK;
  if (r->baseline) status = find_baseline(r, &baseline, error);
  if (status < 0) return status;
  r->pairs = calloc(r->baseline ? n + 1 : n * n / 2 + 1, sizeof *r->pairs);
  if (!r->pairs) return findings_fault(TENOR_ERR_MEMORY, error);
  for (size_t a = 0; status >= 0 && a < n; a++)
    for (size_t b = r->baseline ? baseline : a + 1; status >= 0 && b < n; b++) {
      if (a != b) status = add_pair(r, g, a, b);
      if (r->baseline) break;
    }
  if (status >= 0) status = adjust_pairs(r);
  if (status >= 0 && !r->baseline && n > 1) status = find_letters(r);
  return findings_fault(status, error);
}
