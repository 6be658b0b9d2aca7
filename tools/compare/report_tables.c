/* SPDX-License-Identifier: Apache-2.0 */
/* The numbers behind the charts, as tables that open on demand where they are long. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare/report_parts.h"
#include "page/page.h"

enum { LONG_TABLE = 15, PAPER_ROWS = 60, PAIRS_MOST = 200, TONES_MOST = TENOR_MAX_CLASSES };
#define COUNT(array) (sizeof(array) / sizeof *(array))

static void open_table(out *stream, size_t n_rows, const char *caption, const page_column *columns,
                       size_t n) {
  if (n_rows > LONG_TABLE) page_details_begin(stream, caption, n_rows <= PAPER_ROWS);
  page_table_begin(stream, caption, columns, n);
}

static void close_table(out *stream, size_t n_rows) {
  page_table_end(stream);
  if (n_rows > LONG_TABLE) page_details_end(stream);
}

/* ---- groups
 * --------------------------------------------------------------------------------------------- */

static void put_group(const results *r, const result_group *g, const page_column *columns, size_t n,
                      out *stream) {
  char mean[REPORT_ESTIMATE_BYTES], share[REPORT_ESTIMATE_BYTES];
  page_cell cells[8];
  size_t k = 0;
  cells[k++] = PAGE_TEXT(g->name);
  cells[k++] = PAGE_NUMBER((double)g->n_statements, 0);
  if (r->unit) cells[k++] = PAGE_NUMBER((double)g->n_documents, 0);
  cells[k++] = PAGE_TEXT(report_estimate(mean, &g->mean, 3));
  if (r->positive) cells[k++] = PAGE_TEXT(report_estimate(share, &g->share, 3));
  cells[k++] = PAGE_NUMBER(g->median, 3);
  cells[k++] = PAGE_NUMBER(g->coverage, 2);
  if (r->n_pairs > 0) cells[k++] = PAGE_TEXT(g->letters);
  page_table_row(stream, columns, cells, k < n ? k : n);
}

void report_groups_table(const results *r, out *stream) {
  char mean[256], share[256];
  page_column columns[8];
  size_t n = 0;
  (void)snprintf(mean, sizeof mean, "%s [95 %% interval]", r->measure);
  (void)snprintf(share, sizeof share, "share %s [95 %% interval]", r->positive ? r->positive : "");
  columns[n++] = (page_column){r->n_by == 1 ? r->by[0] : "group", false};
  columns[n++] = (page_column){"statements", true};
  if (r->unit) columns[n++] = (page_column){"documents", true};
  columns[n++] = (page_column){mean, true};
  if (r->positive) columns[n++] = (page_column){share, true};
  columns[n++] = (page_column){"median", true};
  columns[n++] = (page_column){"coverage", true};
  if (r->n_pairs > 0) columns[n++] = (page_column){"letters", false};
  open_table(stream, r->n_groups, "Means, shares and what they rest on", columns, n);
  for (size_t i = 0; i < r->n_groups; i++) put_group(r, &r->groups[i], columns, n, stream);
  close_table(stream, r->n_groups);
}

/* ---- pairs
 * ---------------------------------------------------------------------------------------------- */

static void put_pair(const results *r, const result_pair *pair, const page_column *columns,
                     out *stream) {
  char names[512], diff[REPORT_ESTIMATE_BYTES], p[3][DECIMAL_BYTES];
  (void)snprintf(names, sizeof names, "%s \xE2\x88\x92 %s", r->groups[pair->a].name,
                 r->groups[pair->b].name);
  const page_cell cells[] = {PAGE_TEXT(names),
                             PAGE_TEXT(report_estimate(diff, &pair->diff, 3)),
                             PAGE_NUMBER(pair->cliffs_delta, 2),
                             PAGE_TEXT(report_p(p[0], pair->p)),
                             PAGE_TEXT(report_p(p[1], pair->p_holm)),
                             PAGE_TEXT(report_p(p[2], pair->p_bh))};
  page_table_row(stream, columns, cells, COUNT(cells));
}

void report_pairs_table(const results *r, out *stream) {
  static const page_column columns[] = {
      {"pair", false},   {"difference [95 % interval]", true}, {"Cliff's delta", true}, {"p", true},
      {"p, Holm", true}, {"p, Benjamini-Hochberg", true}};
  const size_t n = r->n_pairs < PAIRS_MOST ? r->n_pairs : PAIRS_MOST;
  open_table(stream, n, "Differences of the means, pair by pair", columns, COUNT(columns));
  for (size_t i = 0; i < n; i++) put_pair(r, &r->pairs[i], columns, stream);
  close_table(stream, n);
  if (n < r->n_pairs)
    markup(
        stream,
        "<p>The first %zu of %zu pairs; <code>tenor compare --pairs</code> writes them all.</p>\n",
        n, r->n_pairs);
}

/* ---- tones
 * ---------------------------------------------------------------------------------------------- */

void report_tones_table(const results *r, out *stream) {
  char texts[TONES_MOST][REPORT_ESTIMATE_BYTES];
  page_column columns[TONES_MOST + 1] = {{r->n_by == 1 ? r->by[0] : "group", false}};
  page_cell cells[TONES_MOST + 1];
  const size_t n = r->n_classes < TONES_MOST ? r->n_classes : TONES_MOST;
  for (size_t k = 0; k < n; k++) columns[k + 1] = (page_column){r->classes[k], true};
  page_details_begin(stream, "The shares in numbers, with 95 % intervals",
                     r->n_groups <= PAPER_ROWS);
  page_table_begin(stream, "Shares of the tones", columns, n + 1);
  for (size_t i = 0; i < r->n_groups; i++) {
    cells[0] = PAGE_TEXT(r->groups[i].name);
    for (size_t k = 0; k < n; k++)
      cells[k + 1] = PAGE_TEXT(report_estimate(texts[k], &r->groups[i].profile[k], 2));
    page_table_row(stream, columns, cells, n + 1);
  }
  page_table_end(stream);
  page_details_end(stream);
}

/* ---- trend
 * ---------------------------------------------------------------------------------------------- */

void report_trend_table(const results *r, out *stream) {
  const page_column columns[] = {{r->n_by == 1 ? r->by[0] : "group", false},
                                 {r->trend, false},
                                 {"statements", true},
                                 {"mean [95 % interval]", true}};
  char mean[REPORT_ESTIMATE_BYTES];
  page_details_begin(stream, "The course in numbers", r->n_groups * r->n_periods <= PAPER_ROWS);
  page_table_begin(stream, "Means over time", columns, COUNT(columns));
  for (size_t i = 0; i < r->n_groups; i++)
    for (size_t k = 0; k < r->n_periods; k++) {
      const result_cell *one = &r->groups[i].trend[k];
      if (one->n_statements == 0) continue;
      const page_cell cells[] = {PAGE_TEXT(r->groups[i].name), PAGE_TEXT(r->periods[k].label),
                                 PAGE_NUMBER((double)one->n_statements, 0),
                                 PAGE_TEXT(report_estimate(mean, &one->mean, 3))};
      page_table_row(stream, columns, cells, COUNT(cells));
    }
  page_table_end(stream);
  page_details_end(stream);
}

void report_changes(const results *r, out *stream) {
  char p[DECIMAL_BYTES];
  size_t n = 0;
  for (size_t i = 0; i < r->n_groups; i++)
    for (size_t k = 0; k < r->n_periods; k++) {
      const double value = r->groups[i].trend[k].p;
      if (!isfinite(value)) continue;
      if (n++ == 0) markup(stream, "<p>A test finds that the level changes:</p>\n<ul>\n");
      markup(stream, "<li>%s from %s on (p %s%s)</li>\n", r->groups[i].name, r->periods[k].label,
             value < 0.001 ? "" : "= ", report_p(p, value));
    }
  if (n == 0) {
    markup(stream, "<p>No change of level is beyond what chance explains.</p>\n");
    return;
  }
  markup(stream, "</ul>\n");
  if (r->n_groups > 1)
    markup(stream,
           "<p>Each was tested on its own, at 5 %%: among %zu, about %.1f would show a change by "
           "chance alone.</p>\n",
           r->n_groups, 0.05 * (double)r->n_groups);
}
