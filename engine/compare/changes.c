/* SPDX-License-Identifier: Apache-2.0 */
/* The changes of level of a group: its periods as a series, each the mean of its statements, weighing as many documents
 * as it has. A period is one point and is never torn apart: what happens in a year touches all documents of that
 * year. */
#include <math.h>
#include <stdlib.h>

#include "compare/clusters.h"
#include "compare/compare_options.h"
#include "compare/level_shift.h"

typedef struct series {
  int32_t *periods;    /* [n] in order of time */
  level_point *points; /* [n] */
  level_shift *shifts; /* [n] room */
  size_t n;
} series;

static void series_finish(series *s) {
  free(s->periods);
  free(s->points);
  free(s->shifts);
}

static int compare_periods(const void *left, const void *right) {
  const int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
  return (a > b) - (a < b);
}

/* The known periods of a group's cells, each once. */
static void list_periods(const tenor_comparison *comparison, uint32_t group, series *s) {
  size_t n = 0;
  const size_t end = comparison->group_cells[group + 1];
  for (size_t i = comparison->group_cells[group]; i < end; i++)
    if (comparison->keys[i].period != TENOR_NO_PERIOD) s->periods[n++] = comparison->keys[i].period;
  if (n > 0) qsort(s->periods, n, sizeof *s->periods, compare_periods);
  for (size_t i = 0; i < n; i++)
    if (s->n == 0 || s->periods[s->n - 1] != s->periods[i]) s->periods[s->n++] = s->periods[i];
}

static tenor_status mean_of(const tenor_comparison *comparison, const tenor_slice *slice,
                            level_point *point) {
  clusters documents;
  TRY(clusters_init(&documents, comparison, slice));
  point->value =
      (double)clusters_sum(&documents, SUM_SCORE) / STEPS / (double)clusters_sum(&documents, SUM_N);
  point->weight = (double)documents.n;
  clusters_finish(&documents);
  return TENOR_OK;
}

/* Points for those of the listed periods in which the slice has statements. */
static tenor_status fill(const tenor_comparison *comparison, const tenor_slice *slice, series *s) {
  const bool is_bounded =
      !(slice->first_period == TENOR_NO_PERIOD && slice->last_period == TENOR_NO_PERIOD);
  const size_t n_listed = s->n;
  s->n = 0;
  for (size_t i = 0; i < n_listed; i++) {
    const int32_t period = s->periods[i];
    tenor_slice one = *slice;
    if (is_bounded && (period < slice->first_period || period > slice->last_period)) continue;
    one.first_period = one.last_period = period;
    TRY(mean_of(comparison, &one, &s->points[s->n]));
    if (s->points[s->n].weight > 0) s->periods[s->n++] = period;
  }
  return TENOR_OK;
}

static tenor_status series_init(series *s, const tenor_comparison *comparison,
                                const tenor_slice *slice) {
  if (slice->group >= comparison->groups.n) return TENOR_ERR_ARG;
  const size_t most =
      comparison->group_cells[slice->group + 1] - comparison->group_cells[slice->group] + 1;
  s->periods = malloc(most * sizeof *s->periods);
  if (!s->periods) return TENOR_ERR_MEMORY;
  list_periods(comparison, slice->group, s);
  s->points = calloc(s->n + 1, sizeof *s->points);
  s->shifts = calloc(s->n + 1, sizeof *s->shifts);
  return s->points && s->shifts ? fill(comparison, slice, s) : TENOR_ERR_MEMORY;
}

/* ---- the answer ------------------------------------------------------------------------------------------ */

/* The mean over statements of the periods begin .. end - 1 of the series. */
static tenor_status mean_between(const tenor_comparison *comparison, const tenor_slice *slice,
                                 const series *s, size_t begin, size_t end, double *mean) {
  tenor_slice stretch = *slice;
  level_point point;
  stretch.first_period = s->periods[begin];
  stretch.last_period = s->periods[end - 1];
  TRY(mean_of(comparison, &stretch, &point));
  *mean = point.value;
  return TENOR_OK;
}

static tenor_status tell(const tenor_comparison *comparison, const tenor_slice *slice,
                         const series *s, size_t n, tenor_change *changes) {
  for (size_t i = 0; i < n; i++) {
    const size_t at = s->shifts[i].at, begin = i == 0 ? 0 : s->shifts[i - 1].at;
    const size_t end = i + 1 == n ? s->n : s->shifts[i + 1].at;
    changes[i] = (tenor_change){.period = s->periods[at], .p = s->shifts[i].p};
    TRY(mean_between(comparison, slice, s, begin, at, &changes[i].before));
    TRY(mean_between(comparison, slice, s, at, end, &changes[i].after));
  }
  return TENOR_OK;
}

static tenor_status search(const tenor_comparison *comparison, const tenor_slice *slice,
                           const level_search *how, series *s, tenor_change **changes, size_t *n) {
  TRY(series_init(s, comparison, slice));
  TRY(level_shifts_find(s->points, s->n, how, s->shifts, n));
  *changes = calloc(*n + 1, sizeof **changes);
  return *changes ? tell(comparison, slice, s, *n, *changes) : TENOR_ERR_MEMORY;
}

tenor_status tenor_comparison_changes(tenor_comparison *comparison, const tenor_slice *slice,
                                      double alpha, const tenor_compare_options *options,
                                      tenor_change **changes, size_t *n) {
  series s = {0};
  *changes = NULL;
  *n = 0;
  TRY(compare_options_check(options));
  TRY(comparison_arrange(comparison));
  if (slice->group >= comparison->groups.n) return TENOR_ERR_ARG;
  const level_search how = {alpha, options->permutations,
                            compare_seed(comparison, slice, options->seed, UINT32_MAX)};
  const tenor_status status = search(comparison, slice, &how, &s, changes, n);
  series_finish(&s);
  if (status < 0) {
    tenor_changes_free(changes);
    *n = 0;
  }
  return status;
}

void tenor_changes_free(tenor_change **changes) {
  if (!changes) return;
  free(*changes);
  *changes = NULL;
}
