/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all charts draw on: the frame of the <svg>, axes, and text whose width has to be guessed, since nobody here
 * knows the reader's fonts.
 */
#ifndef TENOR_CANVAS_H
#define TENOR_CANVAS_H

#include "page/chart.h"
#include "page/ticks.h"

enum { CANVAS_FONT = 13, CANVAS_SMALL = 12, CANVAS_GAP = 8 };

typedef struct canvas {
  out *stream;
  const chart *chart;
  double room, width, height; /* the width that there is, and that of the drawing */
  bool narrow;                /* too narrow for what is only nice to have */
  bool alone;
} canvas;

/* Opens the <svg> once the drawing's height is known; a chart that needs more room may raise c->width before. */
void canvas_begin(canvas *c, double height);
void canvas_end(canvas *c);

/* About how wide the text is in a font of `size`: rather too much. */
double canvas_text_width(const char *text, double size);
/* Text at a place; `class` as in chart_style: m is centred, e ends there. */
void canvas_text(canvas *c, double x, double y, const char *class, const char *text);
/* The same, cut with an ellipsis to about `room`; then its whole is a tooltip. */
void canvas_text_cut(canvas *c, double x, double y, const char *class, const char *text,
                     double room);
void canvas_line(canvas *c, double x1, double y1, double x2, double y2, const char *class);

/* The part of the drawing that has data in it. */
typedef struct plot {
  double left, right, top, bottom;
  scale x, y;
} plot;

/* The ends of an axis: as told, else round numbers around what range_add has seen. */
typedef struct range {
  double low, high;
} range;
#define RANGE_EMPTY ((range){HUGE_VAL, -HUGE_VAL})
void range_add(range *r, double value);
range range_settle(const range *seen, double low, double high);

/* Grid lines, ticks, and the axis' name below the bottom (x) or above the top (y). */
void canvas_axis_x(canvas *c, const plot *p, const char *name);
/* The same where all values are whole, such as years. */
void canvas_axis_x_whole(canvas *c, const plot *p, const char *name);
void canvas_axis_y(canvas *c, const plot *p, const char *name);
/* The room that ticks and name of an x axis take below the bottom. */
enum { CANVAS_AXIS = 44 };

/* Says that there is nothing to show, in a drawing of its own. */
void canvas_empty(canvas *c);

/* One for each kind of chart. */
void forest_chart_draw(canvas *c, const forest_chart *f);
void line_chart_draw(canvas *c, const line_chart *l);
void share_chart_draw(canvas *c, const share_chart *s);
void matrix_chart_draw(canvas *c, const matrix_chart *m);
void scatter_chart_draw(canvas *c, const scatter_chart *s);
void bar_chart_draw(canvas *c, const bar_chart *b);

#endif
