/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/findings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

tenor_status findings_fault(tenor_status status, tenor_error *error) {
  if (status >= 0) return TENOR_OK;
  return tenor_error_set(error, status, "", 0, 0, "%s",
                         status == TENOR_ERR_MEMORY ? "out of memory"
                         : status == TENOR_ERR_ARG
                             ? "some labels by hand come with a probability and some without"
                             : "there is too much to compare");
}

static estimate estimate_of(tenor_interval i) {
  return (estimate){i.value, i.lo, i.hi};
}

/* ---- groups ------------------------------------------------------------------------------------------- */

/* "=PRK\x1f2010" -> "PRK, 2010" and its two keys. */
static tenor_status name_group(results *r, result_group *g, const char *key) {
  const size_t size = strlen(key + 1);
  char between[2] = {GATHER_BETWEEN, '\0'};
  char *name = batch_alloc(&r->memory, 2 * size + 1), *keys = batch_copy(&r->memory, key + 1, size);
  const char **list = calloc(r->n_by, sizeof *list);
  g->keys = list;
  if (!name || !keys || !list) return TENOR_ERR_MEMORY;
  g->name = name;
  for (size_t i = 0; i < r->n_by; i++) {
    list[i] = keys;
    keys += strcspn(keys, between);
    if (i > 0) name = strcpy(name, ", ") + 2;
    memcpy(name, list[i], (size_t)(keys - list[i]));
    name += keys - list[i];
    if (*keys) *keys++ = '\0';
  }
  *name = '\0';
  return TENOR_OK;
}

static tenor_status fill_profile(const results *r, result_group *g, const tenor_estimate *e) {
  g->profile = calloc(r->n_classes + 1, sizeof *g->profile);
  if (!g->profile) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < r->n_classes; i++) g->profile[i] = estimate_of(e->classes[i]);
  return TENOR_OK;
}

/* With labels by hand the corrected estimates take the place of the model's. */
static tenor_status correct_group(gather *from, result_group *g) {
  tenor_correction c;
  const tenor_status status =
      tenor_comparison_correct(from->comparison, g->id, &from->plan->options, &c);
  if (status < 0) return status;
  g->naive_mean = g->mean.value;
  g->n_gold = c.n_gold;
  g->mean = estimate_of(c.mean);
  g->share = estimate_of(c.positive);
  g->warnings |= c.warnings;
  return TENOR_OK;
}

static tenor_status fill_group(results *r, gather *from, result_group *g, const tenor_estimate *e) {
  const estimate unknown = {NAN, NAN, NAN};
  g->n_statements = e->n_statements;
  g->n_documents = e->n_documents;
  g->mean = estimate_of(e->mean);
  g->share = estimate_of(e->positive);
  g->median = e->median;
  g->coverage = e->coverage;
  g->naive_mean = NAN;
  g->letters = "";
  g->warnings = e->warnings;
  tenor_status status = name_group(r, g, tenor_comparison_group(from->comparison, g->id));
  if (status >= 0) status = fill_profile(r, g, e);
  if (status >= 0 && r->n_gold > 0) status = correct_group(from, g);
  if (!r->positive) g->share = unknown;
  return status;
}

static int compare_groups(const void *left, const void *right) {
  const result_group *a = left, *b = right;
  const double x = isnan(a->mean.value) ? -INFINITY : a->mean.value;
  const double y = isnan(b->mean.value) ? -INFINITY : b->mean.value;
  return x < y ? 1 : x > y ? -1 : strcmp(a->name, b->name);
}

static tenor_status find_groups(results *r, gather *from, uint32_t n) {
  const uint64_t min_n = (uint64_t)opts_integer(from->plan->args, "min-n");
  r->groups = calloc((size_t)n + 1, sizeof *r->groups);
  if (!r->groups) return TENOR_ERR_MEMORY;
  for (uint32_t id = 0; id < n; id++) {
    if (tenor_comparison_group(from->comparison, id)[0] != GATHER_WHOLE) continue;
    const tenor_slice slice = tenor_slice_of(id);
    tenor_estimate e;
    tenor_status status =
        tenor_comparison_estimate(from->comparison, &slice, &from->plan->options, &e);
    if (status < 0) return status;
    r->n_statements += e.n_statements;
    if (e.n_statements < min_n) {
      r->n_small++;
      continue;
    }
    r->groups[r->n_groups].id = id;
    status = fill_group(r, from, &r->groups[r->n_groups++], &e);
    if (status < 0) return status;
  }
  qsort(r->groups, r->n_groups, sizeof *r->groups, compare_groups);
  return TENOR_OK;
}

/* ---- words and examples ------------------------------------------------------------------------------- */

static tenor_status find_words(results *r, gather *from, result_group *g) {
  const tenor_word *top;
  size_t n;
  if (!from->words) return TENOR_OK;
  const tenor_text key = tenor_text_of(tenor_comparison_group(from->comparison, g->id));
  const tenor_status status =
      tenor_words_rank(from->words, key, NAN, from->plan->n_words, &top, &n);
  if (status < 0) return status;
  g->words = calloc(n + 1, sizeof *g->words);
  if (!g->words) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < n && top[i].z > 0; i++) {
    const char *form = batch_copy(&r->memory, top[i].form, strlen(top[i].form));
    if (!form) return TENOR_ERR_MEMORY;
    g->words[g->n_words++] =
        (result_word){form, top[i].n, top[i].n_rest, top[i].log_odds, top[i].z};
  }
  return TENOR_OK;
}

static bool stands_in(const result_example *list, size_t n, const extreme *x) {
  for (size_t i = 0; i < n; i++)
    if (list[i].line == x->line && strcmp(list[i].text, x->text) == 0) return true;
  return false;
}

/* Copies the examples that do not stand in `others`. */
static result_example *copy_examples(results *r, const extreme *from, size_t n_from,
                                     const result_example *others, size_t n_others, size_t *n) {
  result_example *list = calloc(n_from + 1, sizeof *list);
  for (size_t i = 0; list && i < n_from; i++) {
    const extreme *x = &from[i];
    if (stands_in(others, n_others, x)) continue;
    const result_example copy = {batch_copy(&r->memory, x->text, strlen(x->text)),
                                 batch_copy(&r->memory, x->document, strlen(x->document)),
                                 batch_copy(&r->memory, x->date, strlen(x->date)), x->score,
                                 x->line};
    list[(*n)++] = copy;
    if (copy.text && copy.document && copy.date) continue;
    free(list);
    list = NULL;
  }
  return list;
}

static tenor_status find_examples(results *r, gather *from, result_group *g) {
  const group_extremes *found =
      extremes_find(&from->extremes, tenor_comparison_group(from->comparison, g->id));
  if (!found) return TENOR_OK;
  g->highest = copy_examples(r, found->highest, found->n_highest, NULL, 0, &g->n_highest);
  if (!g->highest) return TENOR_ERR_MEMORY;
  g->lowest =
      copy_examples(r, found->lowest, found->n_lowest, g->highest, g->n_highest, &g->n_lowest);
  return g->lowest ? TENOR_OK : TENOR_ERR_MEMORY;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static void say_what_was_asked(results *r, const gather *from) {
  const plan *p = from->plan;
  const args *a = p->args;
  const measure *m = &p->measure;
  r->by = p->by;
  r->n_by = p->n_by;
  r->head = p->head;
  r->measure = m->title;
  r->positive = *m->positive && !from->share_is_unknown ? m->positive : NULL;
  r->low = m->low;
  r->high = m->high;
  r->baseline = opts_text(a, "baseline");
  r->where = opts_text(a, "where");
  r->trend = p->shows_trend && p->has_periods
                 ? (opts_given(a, "trend") ? opts_text(a, "trend") : "year")
                 : NULL;
  r->unit = *p->unit ? p->unit : NULL;
  r->classes = m->tones ? m->tones->labels : NULL;
  r->n_classes = m->tones ? m->tones->n_labels : 0;
  r->repeats_counted = !from->folds;
  r->seed = p->options.seed;
  r->replicates = p->options.replicates;
}

static void say_what_happened(results *r, const gather *from, const tenor_comparison_size *size) {
  r->n_documents = size->n_documents + from->n_alone;
  r->n_gold = size->n_gold;
  r->n_rows = from->n_rows;
  r->n_folded = from->n_folded;
  r->n_bad = from->n_bad;
  r->n_without_key = from->n_without_key;
  r->n_excluded = from->n_excluded;
  r->n_undated = from->n_undated;
  r->scored_here = from->scored_here;
  r->model_name = opts_text(from->plan->args, "model");
  r->model = from->chosen->model;
  r->lexicon = from->chosen->lexicon;
}

tenor_status findings_make(results *r, gather *g, const char *const *sources, size_t n_sources,
                           tenor_error *error) {
  tenor_comparison_size size;
  results_init(r);
  r->sources = sources;
  r->n_sources = n_sources;
  say_what_was_asked(r, g);
  tenor_status status = tenor_comparison_sizes(g->comparison, &size);
  if (status < 0) return findings_fault(status, error);
  say_what_happened(r, g, &size);
  status = find_groups(r, g, size.n_groups);
  for (size_t i = 0; status >= 0 && i < r->n_groups; i++) {
    status = find_words(r, g, &r->groups[i]);
    if (status >= 0) status = find_examples(r, g, &r->groups[i]);
  }
  if (status < 0) return findings_fault(status, error);
  status = findings_pairs(r, g, error);
  if (status >= 0 && r->trend) status = findings_trend(r, g, error);
  if (status >= 0 && g->plan->shows_targets && g->plan->has_targets)
    status = findings_targets(r, g, error);
  return status;
}
