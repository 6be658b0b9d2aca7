/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Charts as SVG: plain structs in, text out. A chart says in a title what it shows and in a description what one
 * should see there; numbers that the marks stand for belong into a table beside it.
 *
 *     const forest_row rows[] = {{"Ana", "14", 0.46, 0.38, 0.53}, {"Ben", "9", 0.21, 0.12, 0.30}};
 *     const forest_chart means = {.rows = rows, .n = 2, .axis = "mean hostility", .low = 0, .high = 1,
 *                                 .reference = NAN, .places = 2};
 *     chart_write(stream, &(chart){.id = "means", .title = "Mean hostility", .describe = "Ana above Ben.",
 *                                  .forest = &means}, CHART_WIDE);
 *
 * All is borrowed during the call. A number that is not known is NaN and draws no mark. Ends of an axis that are NaN
 * are found from the data. Any counts are taken, also none; long names are cut on the drawing, with the whole
 * in a tooltip. Each mark that stands for a number has the class "mark".
 */
#ifndef TENOR_CHART_H
#define TENOR_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "output/out.h"

/* ---- estimates with their intervals, one below the other (a forest plot) ------------------------------ */

typedef struct forest_row {
  const char *label;
  const char *note; /* "14": stands beside the label where there is room; may be NULL */
  double value, lo, hi;
} forest_row;

typedef struct forest_chart {
  const forest_row *rows; /* [n] */
  size_t n;
  const char *axis;      /* what the values are */
  const char *note_name; /* what the notes are: "statements"; may be NULL */
  double low, high;
  double reference; /* a line to compare with; NaN: none */
  int places;       /* decimals of the printed values */
} forest_chart;

/* ---- lines with bands ---------------------------------------------------------------------------------- */

typedef struct line_point {
  double x, y, lo, hi; /* y NaN: a gap; lo, hi NaN: no interval */
  bool change;         /* the series changes here: marked, and with `change_name` in its tooltip */
} line_point;

typedef struct line_series {
  const char *label;
  const line_point *points; /* [n] by rising x */
  size_t n;
} line_series;

/* Bands are drawn for up to four series, beyond which they would hide each other; after eight, colours, dashes and
 * marks come again. */
typedef struct line_chart {
  const line_series *series; /* [n] */
  size_t n;
  const char *x_axis, *y_axis;
  double low, high;           /* of y */
  const char *const *x_names; /* [n_x_names] of x = 0, 1, ..; NULL: x is a number */
  size_t n_x_names;
  const char *change_name; /* "level changes here"; NULL when no point has .change */
  double reference;        /* of y; NaN: none */
} line_chart;

/* ---- shares of a whole, one bar a row ------------------------------------------------------------------ */

typedef struct share_row {
  const char *label;
  const double *shares; /* [n_parts] 0..1; NaN: none */
} share_row;

typedef struct share_chart {
  const share_row *rows; /* [n] */
  size_t n;
  const char *const *parts; /* [n_parts] their names */
  size_t n_parts;
} share_chart;

/* ---- a table of numbers, shaded ------------------------------------------------------------------------ */

typedef enum shade_hue { SHADE_RED, SHADE_BLUE } shade_hue;

typedef struct matrix_chart {
  const char *const *rows;    /* [n_rows] names */
  const char *const *columns; /* [n_columns] names */
  size_t n_rows, n_columns;
  const double *values;     /* [n_rows * n_columns] NaN: an empty cell */
  const char *const *notes; /* the same shape: a small second line, such as "n 12"; NULL: none */
  const char *row_axis, *column_axis;
  double low, high; /* of the shades */
  int places;
  shade_hue hue;
} matrix_chart;

/* ---- points over a diagonal: a reliability diagram, predicted against seen ------------------------------ */

typedef struct scatter_point {
  double x, y, lo, hi; /* lo, hi: interval of y */
  double weight;       /* the mark's area goes by it; all equal: equal marks */
  const char *label;   /* tooltip; may be NULL */
} scatter_point;

typedef struct scatter_chart {
  const scatter_point *points; /* [n] */
  size_t n;
  const char *x_axis, *y_axis;
  double low, high;     /* of both axes when there is a diagonal, else of y */
  const char *diagonal; /* its name, such as "perfect"; NULL: none */
} scatter_chart;

/* ---- bars to both sides of zero ------------------------------------------------------------------------ */

typedef struct bar_row {
  const char *label;
  double value, lo, hi; /* lo, hi may be NaN */
} bar_row;

typedef struct bar_chart {
  const bar_row *rows; /* [n] */
  size_t n;
  const char *axis;
  const char *below, *above; /* what the sides mean: "the others", "Ana"; may be NULL */
  int places;
} bar_chart;

/* ---- any of them --------------------------------------------------------------------------------------- */

/* One of the pointers is not NULL. */
typedef struct chart {
  const char *id; /* letters, digits, "-"; one of its own in the page */
  const char *title, *describe;
  const forest_chart *forest;
  const line_chart *lines;
  const share_chart *shares;
  const matrix_chart *matrix;
  const scatter_chart *scatter;
  const bar_chart *bars;
} chart;

/* Widths in CSS pixels: of a page on a desk and on paper, and on a telephone. */
enum { CHART_WIDE = 840, CHART_NARROW = 350 };

/* An <svg> for a page, which brings palette and style. */
void chart_write(out *stream, const chart *c, double width);
/* A file of its own: in light colours, on a ground. */
void chart_write_alone(out *stream, const chart *c, double width);
/* What a page's style sheet needs for charts; var(--NAME) as in page/palette.h. */
extern const char chart_style[];

#endif
