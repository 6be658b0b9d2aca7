/* SPDX-License-Identifier: Apache-2.0 */
/* Groups over time and towards targets. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare/findings.h"

enum { MAX_CELLS = 1 << 20, MAX_TARGETS = 12 };
static const double ALPHA = 0.05;

static tenor_status fill_cell(gather *g, const tenor_slice *slice, result_cell *to) {
  tenor_estimate e;
  const tenor_status status =
      tenor_comparison_estimate(g->comparison, slice, &g->plan->options, &e);
  if (status >= 0)
    *to = (result_cell){.n_statements = e.n_statements,
                        .n_documents = e.n_documents,
                        .mean = {e.mean.value, e.mean.lo, e.mean.hi},
                        .p = NAN};
  return status;
}

/* ---- trends ------------------------------------------------------------------------------------------- */

/* A window of several periods goes by the name of its last. */
static tenor_status name_periods(results *r, const plan *p, int32_t first, size_t n) {
  r->periods = calloc(n + 1, sizeof *r->periods);
  if (!r->periods) return TENOR_ERR_MEMORY;
  for (; r->n_periods < n; r->n_periods++) {
    const int32_t period = first + (int32_t)r->n_periods;
    char text[CALENDAR_LABEL_BYTES];
    const size_t size = calendar_label(text, p->period, period);
    const double last = calendar_middle(p->period, period);
    const double begin = calendar_middle(p->period, period - p->window + 1);
    const char *label = batch_copy(&r->memory, text, size);
    if (!label) return TENOR_ERR_MEMORY;
    r->periods[r->n_periods] = (result_period){label, (begin + last) / 2};
  }
  return TENOR_OK;
}

static tenor_status mark_changes(const results *r, gather *g, result_group *group, int32_t first) {
  const tenor_slice slice = tenor_slice_of(group->id);
  tenor_change *changes;
  size_t n;
  const tenor_status status =
      tenor_comparison_changes(g->comparison, &slice, ALPHA, &g->plan->options, &changes, &n);
  if (status < 0) return status;
  for (size_t i = 0; i < n; i++) {
    const int64_t at = (int64_t)changes[i].period - first;
    if (at >= 0 && (size_t)at < r->n_periods) group->trend[at].p = changes[i].p;
  }
  tenor_changes_free(&changes);
  return TENOR_OK;
}

static tenor_status fill_trend(const results *r, gather *g, result_group *group, int32_t first) {
  group->trend = calloc(r->n_periods + 1, sizeof *group->trend);
  if (!group->trend) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < r->n_periods; i++) {
    tenor_slice slice = tenor_slice_of(group->id);
    slice.last_period = first + (int32_t)i;
    slice.first_period = slice.last_period - g->plan->window + 1;
    const tenor_status status = fill_cell(g, &slice, &group->trend[i]);
    if (status < 0) return status;
  }
  return mark_changes(r, g, group, first);
}

tenor_status findings_trend(results *r, gather *g, tenor_error *error) {
  tenor_comparison_size size;
  tenor_status status = tenor_comparison_sizes(g->comparison, &size);
  if (status < 0) return findings_fault(status, error);
  if (size.first_period == TENOR_NO_PERIOD) return TENOR_OK;
  int32_t first = size.first_period + g->plan->window - 1;
  if (first > size.last_period) first = size.last_period;
  const size_t n = (size_t)((int64_t)size.last_period - first) + 1;
  if (n > MAX_CELLS / (r->n_groups + 1))
    return tenor_error_set(error, TENOR_ERR_LIMIT, "", 0, 0,
                           "%zu periods of %zu groups are too many for a trend", n, r->n_groups);
  status = name_periods(r, g->plan, first, n);
  for (size_t i = 0; status >= 0 && i < r->n_groups; i++)
    status = fill_trend(r, g, &r->groups[i], first);
  return findings_fault(status, error);
}

/* ---- targets ------------------------------------------------------------------------------------------ */

typedef struct target_count {
  uint32_t target;
  uint64_t n;
} target_count;

static int compare_targets(const void *left, const void *right) {
  const target_count *a = left, *b = right;
  if (a->n != b->n) return a->n > b->n ? -1 : 1;
  return (a->target > b->target) - (a->target < b->target);
}

/* The group's other key, under which its statements at targets were added; false: it has none. */
static bool find_towards(gather *g, uint32_t n_groups, uint32_t group, uint32_t *towards) {
  const char *key = tenor_comparison_group(g->comparison, group) + 1;
  uint32_t low = 0, high = n_groups; /* groups are in the order of their names */
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const char *name = tenor_comparison_group(g->comparison, middle);
    const int order = name[0] != GATHER_TOWARDS ? -1 : strcmp(name + 1, key);
    *towards = middle;
    if (order == 0) return true;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

/* Estimates group by target, [n_targets]. */
static tenor_status fill_targets(gather *g, const tenor_comparison_size *size, result_group *group,
                                 target_count *counts) {
  uint32_t towards;
  group->targets = calloc((size_t)size->n_targets + 1, sizeof *group->targets);
  if (!group->targets) return TENOR_ERR_MEMORY;
  if (!find_towards(g, size->n_groups, group->id, &towards)) return TENOR_OK;
  for (uint32_t t = 0; t < size->n_targets; t++) {
    tenor_slice slice = tenor_slice_of(towards);
    slice.target = t;
    const tenor_status status = fill_cell(g, &slice, &group->targets[t]);
    if (status < 0) return status;
    counts[t].n += group->targets[t].n_statements;
  }
  return TENOR_OK;
}

/* Brings the groups' cells into the order of the commonest targets. */
static void order_cells(results *r, result_cell *cells, const target_count *counts) {
  result_cell picked[MAX_TARGETS];
  for (size_t i = 0; i < r->n_targets; i++) picked[i] = cells[counts[i].target];
  memcpy(cells, picked, r->n_targets * sizeof *picked);
}

static tenor_status name_targets(results *r, gather *g, const target_count *counts, size_t n) {
  const char **names = calloc(n + 1, sizeof *names);
  r->targets = names;
  if (!names) return TENOR_ERR_MEMORY;
  for (; r->n_targets < n && r->n_targets < MAX_TARGETS; r->n_targets++) {
    const char *name = tenor_comparison_target(g->comparison, counts[r->n_targets].target);
    names[r->n_targets] = batch_copy(&r->memory, name, strlen(name));
    if (!names[r->n_targets]) return TENOR_ERR_MEMORY;
  }
  return TENOR_OK;
}

tenor_status findings_targets(results *r, gather *g, tenor_error *error) {
  tenor_comparison_size size;
  tenor_status status = tenor_comparison_sizes(g->comparison, &size);
  if (status < 0) return findings_fault(status, error);
  target_count *counts = calloc((size_t)size.n_targets + 1, sizeof *counts);
  status = counts ? TENOR_OK : TENOR_ERR_MEMORY;
  for (uint32_t t = 0; counts && t < size.n_targets; t++) counts[t].target = t;
  for (size_t i = 0; status >= 0 && i < r->n_groups; i++)
    status = fill_targets(g, &size, &r->groups[i], counts);
  if (status >= 0) {
    qsort(counts, size.n_targets, sizeof *counts, compare_targets);
    status = name_targets(r, g, counts, size.n_targets);
  }
  for (size_t i = 0; status >= 0 && i < r->n_groups; i++)
    order_cells(r, r->groups[i].targets, counts);
  free(counts);
  return findings_fault(status, error);
}
