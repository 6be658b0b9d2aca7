/* SPDX-License-Identifier: Apache-2.0 */
/* Points with intervals, over a diagonal where both axes mean the same: a reliability diagram (A. H. Murphy & R. L.
 * Winkler, Reliability of subjective probability forecasts of precipitation and temperature, 1977). */
#include <math.h>

#include "page/canvas.h"
#include "page/markup.h"

enum { LEFT = 44, TOP = 34, SIDE_MOST = 460, RADIUS_LEAST = 4, RADIUS_MOST = 13 };

static bool is_drawn(const scatter_point *p) {
  return isfinite(p->x) && isfinite(p->y);
}

static plot plot_of(const canvas *c, const scatter_chart *s) {
  range x = RANGE_EMPTY, y = RANGE_EMPTY;
  for (size_t i = 0; i < s->n; i++) {
    range_add(&x, s->points[i].x);
    range_add(&y, s->points[i].y);
    range_add(&y, s->points[i].lo);
    range_add(&y, s->points[i].hi);
  }
  if (s->diagonal) {
    range_add(&y, x.low);
    range_add(&y, x.high);
  }
  y = range_settle(&y, s->low, s->high);
  x = s->diagonal ? y : range_settle(&x, NAN, NAN);
  const double side = fmin(c->width - LEFT - CANVAS_GAP, SIDE_MOST);
  plot p = {.left = LEFT, .right = LEFT + side, .top = TOP, .bottom = TOP + side};
  p.x = (scale){x.low, x.high, p.left, p.right};
  p.y = (scale){y.low, y.high, p.bottom, p.top};
  return p;
}

static double heaviest(const scatter_chart *s) {
  double most = 0;
  for (size_t i = 0; i < s->n; i++) most = fmax(most, s->points[i].weight);
  return most;
}

static void draw_point(canvas *c, const plot *p, const scatter_point *one, double most) {
  const double x = scale_place(&p->x, one->x), y = scale_place(&p->y, one->y);
  const double share = most > 0 && one->weight > 0 ? one->weight / most : 0;
  if (isfinite(one->lo) && isfinite(one->hi))
    canvas_line(c, x, scale_place(&p->y, one->lo), x, scale_place(&p->y, one->hi), "whisker l5");
  markup(c->stream, "<circle class=\"mark f5\" cx=\"%f\" cy=\"%f\" r=\"%f\">", x, y,
         fmax(RADIUS_LEAST, RADIUS_MOST * sqrt(share)));
  if (one->label) markup(c->stream, "<title>%s</title>", one->label);
  markup(c->stream, "</circle>\n");
}

void scatter_chart_draw(canvas *c, const scatter_chart *s) {
  if (s->n == 0) {
    canvas_empty(c);
    return;
  }
  const plot p = plot_of(c, s);
  c->width = fmin(c->width, p.right + 3 * CANVAS_GAP);
  canvas_begin(c, p.bottom + CANVAS_AXIS);
  canvas_axis_x(c, &p, s->x_axis);
  canvas_axis_y(c, &p, s->y_axis);
  if (s->diagonal) {
    canvas_line(c, p.left, p.bottom, p.right, p.top, "reference");
    canvas_text(c, p.right - 24, p.top + 14, "e tick", s->diagonal);
  }
  const double most = heaviest(s);
  for (size_t i = 0; i < s->n; i++)
    if (is_drawn(&s->points[i])) draw_point(c, &p, &s->points[i], most);
  canvas_end(c);
}
