/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines over time or over the number of examples, with bands for their intervals. The names stand at the lines' ends,
 * pushed apart where they would collide; on a narrow drawing, in a legend above. Series differ by colour, dashes and
 * the shape of their marks.
 */
#include <math.h>
#include <string.h>

#include "output/decimal.h"
#include "page/canvas.h"
#include "page/markup.h"

enum { LEFT = 44, HEAD = 34, PLOT_WIDE = 300, PLOT_NARROW = 240, LEGEND_ROW = 20, NAME_ROW = 16 };
enum { BANDS_MOST = 4, NAMES_MOST = 18 /* that find room beside the plot */ };

/* The palette is in the order of the tones; here neighbours are to differ most. */
static int colour_of(size_t series) {
  static const int order[] = {5, 2, 6, 4, 1, 3, 7, 8};
  return order[series % (sizeof order / sizeof *order)];
}

/* ---- marks and lines
 * ------------------------------------------------------------------------------------ */

static void draw_mark(canvas *c, size_t series, double x, double y, const char *class) {
  static const char *const shapes[] = {"m-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0", "m-4,-4h8v8h-8z",
                                       "m0,-5l5,9h-10z", "m0,-5l5,5l-5,5l-5,-5z"};
  markup(c->stream, "<path class=\"%sf%d\" d=\"M%f %f%s\"/>\n", class, colour_of(series), x, y,
         shapes[series % (sizeof shapes / sizeof *shapes)]);
}

static bool is_drawn(const line_point *p) {
  return isfinite(p->x) && isfinite(p->y);
}

static bool has_band(const line_point *p) {
  return is_drawn(p) && isfinite(p->lo) && isfinite(p->hi);
}

/* The band of points first .. end, there and back. */
static void draw_band(canvas *c, const plot *p, const line_series *s, size_t index, size_t first,
                      size_t end) {
  markup(c->stream, "<path class=\"band f%d\" d=\"M", colour_of(index));
  for (size_t i = first; i < end; i++)
    markup(c->stream, "%f %f ", scale_place(&p->x, s->points[i].x),
           scale_place(&p->y, s->points[i].hi));
  for (size_t i = end; i-- > first;)
    markup(c->stream, "%f %f ", scale_place(&p->x, s->points[i].x),
           scale_place(&p->y, s->points[i].lo));
  markup(c->stream, "z\"/>\n");
}

static void draw_bands(canvas *c, const plot *p, const line_series *s, size_t index) {
  for (size_t first = 0; first < s->n; first++) {
    size_t end = first;
    while (end < s->n && has_band(&s->points[end])) end++;
    if (end == first) continue;
    draw_band(c, p, s, index, first, end);
    first = end;
  }
}

static void draw_line(canvas *c, const plot *p, const line_series *s, size_t index) {
  bool pen = false;
  markup(c->stream, "<path class=\"line l%d d%d\" d=\"", colour_of(index), (int)(index % 3));
  for (size_t i = 0; i < s->n; i++) {
    const line_point *one = &s->points[i];
    if (is_drawn(one))
      markup(c->stream, "%s%f %f", pen ? "L" : "M", scale_place(&p->x, one->x),
             scale_place(&p->y, one->y));
    pen = is_drawn(one);
  }
  markup(c->stream, "\"/>\n");
}

static void draw_points(canvas *c, const plot *p, const line_chart *l, size_t index) {
  const line_series *s = &l->series[index];
  for (size_t i = 0; i < s->n; i++) {
    const line_point *one = &s->points[i];
    if (!is_drawn(one)) continue;
    const double x = scale_place(&p->x, one->x), y = scale_place(&p->y, one->y);
    if (one->change)
      markup(c->stream,
             "<circle class=\"ring l%d\" cx=\"%f\" cy=\"%f\" r=\"9\"><title>%s</title></circle>\n",
             colour_of(index), x, y, l->change_name ? l->change_name : "");
    draw_mark(c, index, x, y, "mark ");
  }
}

/* ---- names
 * ---------------------------------------------------------------------------------------------- */

typedef struct end_name {
  size_t series;
  double y;
} end_name;

/* The names at the lines' ends, from the top down, at least a row apart and inside the plot where that can be. */
static size_t place_names(const plot *p, const line_chart *l, end_name names[NAMES_MOST]) {
  size_t n = 0;
  for (size_t k = 0; k < l->n && n < NAMES_MOST; k++) {
    const line_series *s = &l->series[k];
    size_t last = s->n;
    while (last > 0 && !is_drawn(&s->points[last - 1])) last--;
    if (last == 0) continue;
    const end_name one = {k, scale_place(&p->y, s->points[last - 1].y)};
    size_t at = n++;
    for (; at > 0 && names[at - 1].y > one.y; at--) names[at] = names[at - 1];
    names[at] = one;
  }
  for (size_t i = 1; i < n; i++) names[i].y = fmax(names[i].y, names[i - 1].y + NAME_ROW);
  double floor_y = p->bottom;
  for (size_t i = n; i-- > 0; floor_y -= NAME_ROW) names[i].y = fmin(names[i].y, floor_y);
  return n;
}

static void draw_end_names(canvas *c, const plot *p, const line_chart *l) {
  end_name names[NAMES_MOST];
  const size_t n = place_names(p, l, names);
  for (size_t i = 0; i < n; i++) {
    draw_mark(c, names[i].series, p->right + 14, names[i].y, "");
    canvas_text_cut(c, p->right + 24, names[i].y + 4, "", l->series[names[i].series].label,
                    c->width - p->right - 24);
  }
}

/* Returns its height. */
static double legend(canvas *c, const line_chart *l, bool drawn) {
  double x = 0, y = 0;
  for (size_t k = 0; k < l->n; k++) {
    const double width =
        16 + fmin(canvas_text_width(l->series[k].label, CANVAS_FONT), c->width - 16) + 12;
    if (x > 0 && x + width > c->width) x = 0, y += LEGEND_ROW;
    if (drawn) {
      draw_mark(c, k, x + 6, y + 8, "");
      canvas_text_cut(c, x + 16, y + 12, "", l->series[k].label, c->width - 16);
    }
    x += width;
  }
  return y + LEGEND_ROW;
}

/* ---- axes
 * ----------------------------------------------------------------------------------------------- */

/* As many names as have room, evenly. */
static void draw_x_names(canvas *c, const plot *p, const line_chart *l) {
  double longest = 1;
  for (size_t i = 0; i < l->n_x_names; i++)
    longest = fmax(longest, canvas_text_width(l->x_names[i], CANVAS_SMALL));
  const double room = fmax(floor((p->right - p->left) / (longest + 14)), 1);
  const size_t step = (size_t)ceil((double)l->n_x_names / room);
  for (size_t i = 0; i < l->n_x_names; i += step) {
    const double x = scale_place(&p->x, (double)i);
    canvas_line(c, x, p->top, x, p->bottom, "grid");
    canvas_text(c, x, p->bottom + 16, "m tick", l->x_names[i]);
  }
  canvas_text(c, (p->left + p->right) / 2, p->bottom + 36, "m axis", l->x_axis);
}

static void see(range *x, range *y, const line_series *s) {
  for (size_t i = 0; i < s->n; i++) {
    range_add(x, s->points[i].x);
    if (!is_drawn(&s->points[i])) continue;
    range_add(y, s->points[i].y);
    range_add(y, s->points[i].lo);
    range_add(y, s->points[i].hi);
  }
}

static plot plot_of(canvas *c, const line_chart *l) {
  range x = RANGE_EMPTY, y = RANGE_EMPTY;
  double name = 0;
  for (size_t k = 0; k < l->n; k++) {
    see(&x, &y, &l->series[k]);
    name = fmax(name, canvas_text_width(l->series[k].label, CANVAS_FONT));
  }
  range_add(&y, l->reference);
  const bool titled = l->n > 1; /* a single line needs no name: the title has it */
  y = range_settle(&y, l->low, l->high);
  plot p = {.left = LEFT, .right = c->width - 14, .top = HEAD};
  if (titled && !c->narrow) p.right = c->width - fmin(name, c->width * 0.25) - 28;
  if (titled && c->narrow) p.top += legend(c, l, false);
  p.bottom = p.top + (c->narrow ? PLOT_NARROW : PLOT_WIDE);
  if (!(x.low < x.high)) x = (range){x.low - 1, x.low + 1};
  p.x = (scale){x.low, x.high, p.left + CANVAS_GAP, p.right - CANVAS_GAP};
  p.y = (scale){y.low, y.high, p.bottom, p.top};
  return p;
}

static bool has_points(const line_chart *l) {
  for (size_t k = 0; k < l->n; k++)
    for (size_t i = 0; i < l->series[k].n; i++)
      if (is_drawn(&l->series[k].points[i])) return true;
  return false;
}

static bool is_whole(const line_chart *l) {
  for (size_t k = 0; k < l->n; k++)
    for (size_t i = 0; i < l->series[k].n; i++)
      if (l->series[k].points[i].x != floor(l->series[k].points[i].x)) return false;
  return true;
}

static void draw_axes(canvas *c, const plot *p, const line_chart *l) {
  if (l->x_names)
    draw_x_names(c, p, l);
  else if (is_whole(l))
    canvas_axis_x_whole(c, p, l->x_axis);
  else
    canvas_axis_x(c, p, l->x_axis);
  canvas_axis_y(c, p, l->y_axis);
  if (!isfinite(l->reference)) return;
  const double y = scale_place(&p->y, l->reference);
  canvas_line(c, p->left, y, p->right, y, "reference");
}

void line_chart_draw(canvas *c, const line_chart *l) {
  if (!has_points(l)) {
    canvas_empty(c);
    return;
  }
  const plot p = plot_of(c, l);
  canvas_begin(c, p.bottom + CANVAS_AXIS + (l->change_name ? 18 : 0));
  draw_axes(c, &p, l);
  for (size_t k = 0; k < l->n && l->n <= BANDS_MOST; k++) draw_bands(c, &p, &l->series[k], k);
  for (size_t k = 0; k < l->n; k++) draw_line(c, &p, &l->series[k], k);
  for (size_t k = 0; k < l->n; k++) draw_points(c, &p, l, k);
  if (l->n > 1 && c->narrow) (void)legend(c, l, true);
  if (l->n > 1 && !c->narrow) draw_end_names(c, &p, l);
  if (l->change_name) {
    markup(c->stream, "<circle class=\"ring key\" cx=\"%f\" cy=\"%f\" r=\"7\"/>\n", p.left + 7,
           c->height - 10);
    canvas_text(c, p.left + 22, c->height - 6, "axis", l->change_name);
  }
  canvas_end(c);
}
