/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/result_charts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double DISTINCTIVE = 2; /* standard errors above nothing */

enum { COUNT_BYTES = 24, BY_BYTES = 128, TEXT_BYTES = 512 };

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

/* "speaker", "speaker and year" */
static void by_text(char text[BY_BYTES], const results *r) {
  size_t used = 0;
  text[0] = '\0';
  for (size_t i = 0; i < r->n_by && used < BY_BYTES; i++) {
    const int n = snprintf(text + used, BY_BYTES - used, "%s%s", i > 0 ? " and " : "", r->by[i]);
    if (n > 0) used += (size_t)n;
  }
}

/* "Mean hostility": the measure as the begin of a title. */
static void title_text(char text[TEXT_BYTES], const results *r, const char *rest) {
  (void)snprintf(text, TEXT_BYTES, "%.300s%.200s", r->measure, rest);
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
}

static bool is_known(const estimate *e) {
  return isfinite(e->value);
}

/* ---- means
 * ---------------------------------------------------------------------------------------------- */

static void show_means(const results *r, const forest_row *rows, size_t n, bool ends_only,
                       chart_show *show, out *stream) {
  char by[BY_BYTES], rest[TEXT_BYTES], title[TEXT_BYTES], describe[TEXT_BYTES];
  const bool has_zero = r->low < 0; /* inside the scale, so it is marked */
  const forest_chart f = {.rows = rows,
                          .n = n,
                          .axis = r->measure,
                          .note_name = "statements",
                          .low = has_zero ? NAN : r->low,
                          .high = NAN,
                          .reference = has_zero ? 0 : NAN,
                          .places = 2};
  by_text(by, r);
  if (ends_only)
    (void)snprintf(rest, sizeof rest, " by %s, with 95 %% intervals: the ends of %zu", by,
                   r->n_groups);
  else
    (void)snprintf(rest, sizeof rest, " by %s, with 95 %% intervals", by);
  title_text(title, r, rest);
  (void)snprintf(describe, sizeof describe,
                 "A dot for each %s with its 95 %% interval as a line, from the highest mean down. "
                 "The numbers are in the table below.",
                 by);
  show(stream, &(chart){.id = ends_only ? "ends-chart" : "means-chart",
                        .title = title,
                        .describe = describe,
                        .forest = &f});
}

/* The groups, and a break where some are left out; returns the number of rows. */
static size_t fill_means(const results *r, size_t n, forest_row *rows,
                         char (*counts)[COUNT_BYTES]) {
  const size_t n_first = n - n / 3, n_left_out = r->n_groups - n;
  size_t at = 0;
  for (size_t i = 0; i < n; i++) {
    if (i == n_first && n_left_out > 0) {
      (void)snprintf(counts[n], COUNT_BYTES, "%zu between", n_left_out);
      rows[at++] = (forest_row){counts[n], NULL, NAN, NAN, NAN, true};
    }
    const result_group *g = &r->groups[i < n_first ? i : n_left_out + i];
    (void)snprintf(counts[i], COUNT_BYTES, "%llu", (unsigned long long)g->n_statements);
    rows[at++] = (forest_row){g->name, counts[i], g->mean.value, g->mean.lo, g->mean.hi, false};
  }
  return at;
}

tenor_status result_means_show(const results *r, size_t most, chart_show *show, out *stream,
                               tenor_error *error) {
  const size_t n = least(r->n_groups, most);
  forest_row *rows = calloc(n + 1, sizeof *rows);
  char(*counts)[COUNT_BYTES] = calloc(n + 1, sizeof *counts);
  const bool made = rows && counts;
  if (made) show_means(r, rows, fill_means(r, n, rows, counts), n < r->n_groups, show, stream);
  free(rows);
  free(counts);
  return made ? TENOR_OK : tenor_error_memory(error);
}

/* ---- tones
 * ---------------------------------------------------------------------------------------------- */

/* Where a tone stands in the codebook, from threats to plain information: colours go by it. Others come after. */
static size_t tone_rank(const char *name) {
  static const char *const tones[] = {"threatening",  "accusatory", "demanding", "defiant",
                                      "conciliatory", "supportive", "neutral"};
  const size_t n = sizeof tones / sizeof *tones;
  size_t i = 0;
  while (i < n && strcmp(tones[i], name) != 0) i++;
  return i;
}

/* order [n_classes]: the classes as they are to stand, else as they are. */
static void order_tones(const results *r, size_t *order) {
  for (size_t k = 0; k < r->n_classes; k++) {
    size_t at = k;
    for (; at > 0 && tone_rank(r->classes[order[at - 1]]) > tone_rank(r->classes[k]); at--)
      order[at] = order[at - 1];
    order[at] = k;
  }
}

tenor_status result_tones_show(const results *r, chart_show *show, out *stream,
                               tenor_error *error) {
  const size_t n = least(r->n_groups, CHART_TONES_MOST),
               n_parts = least(r->n_classes, TENOR_MAX_CLASSES);
  size_t order[TENOR_MAX_CLASSES];
  const char *parts[TENOR_MAX_CLASSES];
  share_row *rows = calloc(n + 1, sizeof *rows);
  double *shares = calloc(n * n_parts + 1, sizeof *shares);
  const bool made = rows && shares && r->n_classes == n_parts;
  if (made) {
    order_tones(r, order);
    for (size_t k = 0; k < n_parts; k++) parts[k] = r->classes[order[k]];
    for (size_t i = 0; i < n; i++) {
      rows[i] = (share_row){r->groups[i].name, shares + i * n_parts};
      for (size_t k = 0; k < n_parts; k++)
        shares[i * n_parts + k] = r->groups[i].profile[order[k]].value;
    }
    const share_chart s = {.rows = rows, .n = n, .parts = parts, .n_parts = n_parts};
    show(stream,
         &(chart){.id = "tones-chart",
                  .title = "Tones, in per cent of the statements",
                  .describe = "A bar of one length for each row, cut into the shares of its "
                              "tones. The numbers are in the table below.",
                  .shares = &s});
  }
  free(rows);
  free(shares);
  return made ? TENOR_OK : tenor_error_memory(error);
}

/* ---- trend
 * ---------------------------------------------------------------------------------------------- */

bool result_has_trend(const results *r) {
  return r->trend && r->n_periods > 1 && r->n_groups > 0;
}

/* The ends of the scale, from all groups, so that charts can be compared; the bottom only where nothing natural is
 * near. */
static void trend_range(const results *r, line_chart *l) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (size_t i = 0; i < r->n_groups; i++)
    for (size_t k = 0; k < r->n_periods; k++) {
      const estimate *e = &r->groups[i].trend[k].mean;
      if (!is_known(e)) continue;
      low = fmin(low, isfinite(e->lo) ? e->lo : e->value);
      high = fmax(high, isfinite(e->hi) ? e->hi : e->value);
    }
  if (!(low <= high)) return;
  l->low = r->low < 0 ? floor(low * 10) / 10 : r->low;
  l->high = ceil(high * 10) / 10;
  if (!(l->low < l->high)) l->high = l->low + 0.1;
}

static void fill_points(line_point *points, const results *r, const result_group *g) {
  for (size_t k = 0; k < r->n_periods; k++) {
    const result_cell *one = &g->trend[k];
    points[k] =
        (line_point){(double)k, one->mean.value, one->mean.lo, one->mean.hi, isfinite(one->p)};
  }
}

static bool has_changes(const results *r, size_t first, size_t n) {
  for (size_t i = first; i < first + n; i++)
    for (size_t k = 0; k < r->n_periods; k++)
      if (isfinite(r->groups[i].trend[k].p)) return true;
  return false;
}

static void show_trend(const results *r, const line_series *series, size_t first, size_t n,
                       const char *const *names, chart_show *show, out *stream) {
  char title[TEXT_BYTES], describe[TEXT_BYTES], id[COUNT_BYTES + 16];
  line_chart l = {.series = series,
                  .n = n,
                  .x_axis = r->trend,
                  .y_axis = r->measure,
                  .low = NAN,
                  .high = NAN,
                  .x_names = names,
                  .n_x_names = r->n_periods,
                  .change_name = has_changes(r, first, n) ? "the level changes here" : NULL,
                  .reference = r->low < 0 ? 0 : NAN};
  trend_range(r, &l);
  if (n == 1)
    (void)snprintf(title, sizeof title, "%s", r->groups[first].name);
  else
    title_text(title, r, " over time");
  (void)snprintf(describe, sizeof describe,
                 "%s from %s to %s%s, with 95 %% intervals as bands. Rings mark where a test says "
                 "that the level "
                 "changes. The numbers are in the table below.",
                 n == 1 ? "The mean" : "Means", r->periods[0].label,
                 r->periods[r->n_periods - 1].label, n == 1 ? "" : ", a line for each");
  (void)snprintf(id, sizeof id, "trend-chart-%zu", first + 1);
  show(stream, &(chart){.id = id, .title = title, .describe = describe, .lines = &l});
}

tenor_status result_trend_show(const results *r, size_t first, size_t n, chart_show *show,
                               out *stream, tenor_error *error) {
  line_series *series = calloc(n + 1, sizeof *series);
  line_point *points = calloc(n * r->n_periods + 1, sizeof *points);
  const char **names = calloc(r->n_periods + 1, sizeof *names);
  const bool made = series && points && names;
  if (made) {
    for (size_t k = 0; k < r->n_periods; k++) names[k] = r->periods[k].label;
    for (size_t i = 0; i < n; i++) {
      line_point *own = points + i * r->n_periods;
      fill_points(own, r, &r->groups[first + i]);
      series[i] = (line_series){r->groups[first + i].name, own, r->n_periods};
    }
    show_trend(r, series, first, n, names, show, stream);
  }
  free(series);
  free(points);
  free(names);
  return made ? TENOR_OK : tenor_error_memory(error);
}

/* ---- targets
 * -------------------------------------------------------------------------------------------- */

bool result_has_targets(const results *r) {
  return r->n_targets > 0 && r->n_groups > 0;
}

typedef struct target_table {
  const char **rows;          /* [n_rows] */
  double *values;             /* [n_rows * n_columns] */
  char (*texts)[COUNT_BYTES]; /* the same shape */
  const char **notes;         /* the same shape */
  size_t n_rows, n_columns;
} target_table;

static bool target_table_init(target_table *t, const results *r) {
  t->n_rows = least(r->n_groups, CHART_ROWS_MOST);
  t->n_columns = least(r->n_targets, CHART_TARGETS_MOST);
  const size_t n = t->n_rows * t->n_columns;
  t->rows = calloc(t->n_rows, sizeof *t->rows);
  t->values = calloc(n, sizeof *t->values);
  t->texts = calloc(n, sizeof *t->texts);
  t->notes = calloc(n, sizeof *t->notes);
  return t->rows && t->values && t->texts && t->notes;
}

static void target_table_finish(target_table *t) {
  free(t->rows);
  free(t->values);
  free(t->texts);
  free(t->notes);
}

static void target_table_fill(target_table *t, const results *r) {
  for (size_t i = 0; i < t->n_rows; i++) {
    t->rows[i] = r->groups[i].name;
    for (size_t k = 0; k < t->n_columns; k++) {
      const result_cell *one = &r->groups[i].targets[k];
      const size_t at = i * t->n_columns + k;
      t->values[at] = one->n_statements > 0 ? one->mean.value : NAN;
      (void)snprintf(t->texts[at], COUNT_BYTES, "n %llu", (unsigned long long)one->n_statements);
      t->notes[at] = t->texts[at];
    }
  }
}

tenor_status result_targets_show(const results *r, chart_show *show, out *stream,
                                 tenor_error *error) {
  target_table t;
  char by[BY_BYTES], title[TEXT_BYTES];
  const bool made = target_table_init(&t, r);
  if (made) {
    target_table_fill(&t, r);
    by_text(by, r);
    title_text(title, r, " towards each target, with the number of statements");
    const matrix_chart m = {.rows = t.rows,
                            .columns = r->targets,
                            .n_rows = t.n_rows,
                            .n_columns = t.n_columns,
                            .values = t.values,
                            .notes = t.notes,
                            .row_axis = by,
                            .column_axis = "target",
                            .low = r->low,
                            .high = NAN,
                            .places = 2,
                            .hue = r->low < 0 ? SHADE_BLUE : SHADE_RED};
    show(stream,
         &(chart){
             .id = "targets-chart",
             .title = title,
             .describe =
                 "A row for each who speaks and a column for each target; the darker a cell, the "
                 "higher the mean that stands in it.",
             .matrix = &m});
  }
  target_table_finish(&t);
  return made ? TENOR_OK : tenor_error_memory(error);
}

/* ---- words
 * ---------------------------------------------------------------------------------------------- */

bool result_has_words(const results *r) {
  for (size_t i = 0; i < r->n_groups; i++)
    if (r->groups[i].n_words > 0) return true;
  return false;
}

size_t result_n_distinctive(const result_group *g) {
  size_t n = 0;
  while (n < g->n_words && g->words[n].z >= DISTINCTIVE) n++;
  return n;
}

tenor_status result_words_show(const results *r, size_t group, chart_show *show, out *stream,
                               tenor_error *error) {
  const result_group *g = &r->groups[group];
  const size_t n = least(result_n_distinctive(g), CHART_WORDS_MOST);
  char id[COUNT_BYTES + 16];
  bar_row *rows = calloc(n + 1, sizeof *rows);
  if (!rows) return tenor_error_memory(error);
  for (size_t i = 0; i < n; i++) rows[i] = (bar_row){g->words[i].word, g->words[i].z, NAN, NAN};
  const bar_chart b = {.rows = rows, .n = n, .axis = "z-score of the log-odds ratio", .places = 1};
  (void)snprintf(id, sizeof id, "words-chart-%zu", group + 1);
  show(stream,
       &(chart){.id = id,
                .title = g->name,
                .describe =
                    "Bars for the words that are commoner here than with all others, the most "
                    "distinctive first.",
                .bars = &b});
  free(rows);
  return TENOR_OK;
}
