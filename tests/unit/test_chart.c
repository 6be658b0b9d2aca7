/* SPDX-License-Identifier: Apache-2.0 */
/* Charts: as many marks as numbers that are known, whatever comes in; drawings that hold together. */
#include "page/chart.h"

#include <math.h>
#include <stdio.h>

#include "page_text.h"

enum { MANY = 200 };
static const char hard_name[] = "<b>\"A\" & 'B'</b>";

/* Draws the chart for a page and alone, wide and narrow; each must be sound and have `marks` marks. */
static void expect_marks(chart c, size_t marks) {
  c.id = "one";
  c.title = hard_name;
  c.describe = "see <below>";
  for (int i = 0; i < 4; i++) {
    out *stream = text_open();
    (i < 2 ? chart_write : chart_write_alone)(stream, &c, i % 2 ? CHART_WIDE : CHART_NARROW);
    char *found = text_close(stream);
    cr_expect_eq(text_count(found, "class=\"mark "), marks, "%zu marks, expected %zu",
                 text_count(found, "class=\"mark "), marks);
    cr_expect_eq(text_count(found, "<svg "), 1);
    cr_expect_eq(text_count(found, "</svg>"), 1);
    cr_expect_null(strstr(found, "<b>"));
    cr_expect_not_null(strstr(found, "role=\"img\""));
    cr_expect_not_null(strstr(found, "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</title>"));
    cr_expect_not_null(strstr(found, "see &lt;below&gt;</desc>"));
    cr_expect_null(strstr(found, "nan"));
    cr_expect_null(strstr(found, "inf"));
    cr_expect_null(strstr(found, "\"\" y"), "a place that is none");
    if (i >= 2) cr_expect_null(strstr(found, "var(")); /* not all programs know variables */
    free(found);
  }
}

static void expect_forest(const forest_row *rows, size_t n, size_t marks) {
  const forest_chart f = {.rows = rows,
                          .n = n,
                          .axis = "x",
                          .note_name = "n",
                          .low = NAN,
                          .high = NAN,
                          .reference = NAN,
                          .places = 2};
  expect_marks((chart){.forest = &f}, marks);
}

Test(chart, forest) {
  static forest_row many[MANY];
  const forest_row one[] = {{hard_name, "3", 0.5, NAN, NAN, false}};
  const forest_row some[] = {{"a", "1", 0.1, 0, 0.2, false},
                             {"b", NULL, NAN, NAN, NAN, false},
                             {"c", "9", -7e9, -INFINITY, INFINITY, false},
                             {"3 left out", NULL, NAN, NAN, NAN, true}};
  expect_forest(NULL, 0, 0);
  expect_forest(one, 1, 1);
  expect_forest(some, 4, 2);
  for (size_t i = 0; i < MANY; i++)
    many[i] =
        (forest_row){"\xE5\x90\x8D\xE5\x89\x8D of some length that nobody would print in full",
                     "12",
                     (double)i,
                     (double)i - 1,
                     (double)i + 1,
                     false};
  expect_forest(many, MANY, MANY);
}

static void expect_lines(const line_series *series, size_t n, const char *const *names,
                         size_t n_names, size_t marks) {
  const line_chart l = {.series = series,
                        .n = n,
                        .x_axis = "x",
                        .y_axis = "y",
                        .low = NAN,
                        .high = NAN,
                        .x_names = names,
                        .n_x_names = n_names,
                        .change_name = hard_name,
                        .reference = 0};
  expect_marks((chart){.lines = &l}, marks);
}

Test(chart, lines) {
  static line_series many[MANY];
  static const char *const names[] = {"2010", "2011", "2012", "2013"};
  const line_point points[] = {{0, 0.1, 0, 0.2, false},
                               {1, NAN, NAN, NAN, true},
                               {2, 0.4, 0.3, 0.5, true},
                               {3, 0.5, NAN, NAN, false}};
  const line_series two[] = {{hard_name, points, 4}, {"nothing", points + 1, 1}};
  expect_lines(NULL, 0, NULL, 0, 0);
  expect_lines(two + 1, 1, NULL, 0, 0);
  expect_lines(two, 1, NULL, 0, 3);
  expect_lines(&(line_series){"one", points, 1}, 1, NULL, 0, 1);
  expect_lines(two, 2, names, 4, 3);
  for (size_t i = 0; i < MANY; i++) many[i] = two[0];
  expect_lines(many, MANY, names, 4, 3 * MANY);
}

Test(chart, lines_break_where_nothing_is_known) {
  const line_point points[] = {{0, 1, NAN, NAN, false},
                               {1, 2, NAN, NAN, false},
                               {2, NAN, NAN, NAN, false},
                               {3, 1, 0, 2, false},
                               {4, 2, NAN, NAN, false}};
  const line_series one[] = {{"a", points, 5}};
  const line_chart l = {.series = one,
                        .n = 1,
                        .x_axis = "x",
                        .y_axis = "y",
                        .low = NAN,
                        .high = NAN,
                        .reference = NAN};
  out *stream = text_open();
  chart_write(stream, &(chart){.id = "x", .title = "t", .describe = "d", .lines = &l}, CHART_WIDE);
  char *found = text_close(stream);
  cr_expect_eq(text_count(found, "class=\"band "), 0);
  cr_expect_eq(text_count(found, "class=\"whisker "), 1, "an interval alone is a line");
  char *path = strstr(found, "class=\"line ");
  cr_assert_not_null(path);
  *strstr(path, "/>") = '\0';
  path = strstr(path, " d=\"");
  cr_expect_eq(text_count(path, "M"), 2, "%s", path);
  cr_expect_eq(text_count(path, "L"), 2, "%s", path);
  free(found);
}

static void expect_shares(const share_row *rows, size_t n, size_t n_parts, size_t marks) {
  static const char *const parts[] = {"one", hard_name, "three"};
  const share_chart s = {.rows = rows, .n = n, .parts = parts, .n_parts = n_parts};
  expect_marks((chart){.shares = &s}, marks);
}

Test(chart, shares) {
  static share_row many[MANY];
  static const double usual[] = {0.2, 0.5, 0.3}, none[] = {NAN, NAN, NAN}, all[] = {0, 0, 1},
                      more[] = {0.9, 0.9, 0.9};
  const share_row rows[] = {
      {hard_name, usual}, {"b", none}, {"c", all}, {"more than a whole", more}};
  expect_shares(NULL, 0, 3, 0);
  expect_shares(rows, 4, 0, 0);
  expect_shares(rows, 1, 3, 3);
  expect_shares(rows, 4, 3, 3 + 0 + 1 + 1);
  for (size_t i = 0; i < MANY; i++) many[i] = rows[0];
  expect_shares(many, MANY, 3, 3 * MANY);
}

static void expect_matrix(size_t n_rows, size_t n_columns, const double *values,
                          const char *const *notes, size_t marks) {
  const char *names[MANY];
  for (size_t i = 0; i < MANY; i++) names[i] = hard_name;
  const matrix_chart m = {.rows = names,
                          .columns = names,
                          .n_rows = n_rows,
                          .n_columns = n_columns,
                          .values = values,
                          .notes = notes,
                          .row_axis = "from",
                          .column_axis = "to",
                          .low = NAN,
                          .high = NAN,
                          .places = 2};
  expect_marks((chart){.matrix = &m}, marks);
}

Test(chart, matrix) {
  static double many[MANY * 20];
  const double values[] = {0.1, NAN, 5, -2, 0, 1e12};
  const char *const notes[] = {"n 1", NULL, "n 2", NULL, hard_name, ""};
  const double nothing[] = {NAN};
  expect_matrix(0, 3, NULL, NULL, 0);
  expect_matrix(3, 0, NULL, NULL, 0);
  expect_matrix(1, 1, nothing, NULL, 0);
  expect_matrix(1, 1, values, NULL, 1);
  expect_matrix(2, 3, values, notes, 5);
  expect_matrix(MANY, 20, many, NULL, (size_t)MANY * 20);
}

/* What has too many columns is wider than asked, and says so to the style sheet. */
Test(chart, a_wide_matrix_scrolls) {
  static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
  static const double values[10];
  for (size_t n = 2; n <= 10; n += 8) {
    const matrix_chart m = {.rows = names,
                            .columns = names,
                            .n_rows = 1,
                            .n_columns = n,
                            .values = values,
                            .row_axis = "",
                            .column_axis = "",
                            .low = 0,
                            .high = 1};
    out *stream = text_open();
    chart_write(stream, &(chart){.id = "x", .title = "t", .describe = "d", .matrix = &m},
                CHART_NARROW);
    char *found = text_close(stream);
    cr_expect_eq(strstr(found, "class=\"chart over\"") != NULL, n == 10);
    free(found);
  }
}

static void expect_scatter(const scatter_point *points, size_t n, const char *diagonal,
                           size_t marks) {
  const scatter_chart s = {.points = points,
                           .n = n,
                           .x_axis = "x",
                           .y_axis = "y",
                           .low = NAN,
                           .high = NAN,
                           .diagonal = diagonal};
  expect_marks((chart){.scatter = &s}, marks);
}

Test(chart, scatter) {
  const scatter_point points[] = {{0.1, 0.2, 0, 0.3, 5, hard_name},
                                  {0.5, NAN, NAN, NAN, 1, NULL},
                                  {0.9, 0.8, NAN, NAN, NAN, NULL},
                                  {NAN, 0.8, NAN, NAN, 0, NULL}};
  expect_scatter(NULL, 0, NULL, 0);
  expect_scatter(points, 1, NULL, 1);
  expect_scatter(points, 4, hard_name, 2);
}

static void expect_bars(const bar_row *rows, size_t n, size_t marks) {
  const bar_chart b = {
      .rows = rows, .n = n, .axis = "z", .below = hard_name, .above = NULL, .places = 1};
  expect_marks((chart){.bars = &b}, marks);
}

Test(chart, bars) {
  static bar_row many[MANY];
  const bar_row rows[] = {
      {hard_name, 2, 1, 3}, {"b", NAN, NAN, NAN}, {"c", -4, NAN, NAN}, {"d", 0, NAN, NAN}};
  expect_bars(NULL, 0, 0);
  expect_bars(rows + 3, 1, 1);
  expect_bars(rows, 4, 3);
  for (size_t i = 0; i < MANY; i++) many[i] = rows[i % 4];
  expect_bars(many, MANY, 150);
}
