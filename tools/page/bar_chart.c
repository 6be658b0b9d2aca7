/* SPDX-License-Identifier: Apache-2.0 */
/* Bars to both sides of zero: words that set a speaker apart, what leaving out a block of features costs. */
#include <math.h>
#include <stdio.h>

#include "output/decimal.h"
#include "page/canvas.h"
#include "page/markup.h"

enum { ROW = 22, BAR = 14, HEAD = 24 };

/* The number stands at the end of the bar, with a sign, so that no meaning hangs on side and colour alone. */
static void draw_number(canvas *c, const plot *p, const bar_row *r, double y, int places) {
  char text[DECIMAL_BYTES];
  const bool up = r->value >= 0;
  double at = scale_place(&p->x, r->value);
  if (isfinite(r->lo) && isfinite(r->hi))
    at = scale_place(&p->x, up ? fmax(r->value, r->hi) : fmin(r->value, r->lo));
  (void)decimal_write(text, fabs(r->value), places);
  markup(c->stream, "<text x=\"%f\" y=\"%f\" class=\"%s\">%s%s</text>\n", at + (up ? 5 : -5), y + 4,
         up ? "tick" : "e tick", up ? "+" : "\xE2\x88\x92", text);
}

static void draw_row(canvas *c, const plot *p, const bar_chart *b, double label, size_t index) {
  const bar_row *r = &b->rows[index];
  const double y = p->top + ROW * ((double)index + 0.5), zero = scale_place(&p->x, 0);
  canvas_text_cut(c, 0, y + 4, "", r->label, label);
  if (!isfinite(r->value)) {
    canvas_text(c, zero + 5, y + 4, "dim", "not known");
    return;
  }
  const double end = scale_place(&p->x, r->value);
  markup(c->stream,
         "<rect class=\"mark %s\" x=\"%f\" y=\"%f\" width=\"%f\" "
         "height=\"%d\"><title>%s</title></rect>\n",
         r->value >= 0 ? "f1" : "f5", fmin(zero, end), y - BAR / 2.0, fabs(end - zero), BAR,
         r->label);
  if (isfinite(r->lo) && isfinite(r->hi))
    canvas_line(c, scale_place(&p->x, r->lo), y, scale_place(&p->x, r->hi), y, "whisker l8");
  draw_number(c, p, r, y, b->places);
}

static plot plot_of(const canvas *c, const bar_chart *b, double label) {
  range seen = RANGE_EMPTY;
  range_add(&seen, 0);
  for (size_t i = 0; i < b->n; i++) {
    range_add(&seen, b->rows[i].value);
    range_add(&seen, b->rows[i].lo);
    range_add(&seen, b->rows[i].hi);
  }
  const double room = 7.5 * (b->places + 4); /* for the numbers at the bars' ends */
  plot p = {.left = label + CANVAS_GAP,
            .right = c->width,
            .top = HEAD,
            .bottom = HEAD + ROW * (double)b->n};
  const double begin = p.left + (seen.low < 0 ? room : 0),
               end = p.right - (seen.high > 0 ? room : 0);
  if (!(seen.low < seen.high)) seen.high = 1;
  p.x = (scale){seen.low, seen.high, begin, end};
  return p;
}

void bar_chart_draw(canvas *c, const bar_chart *b) {
  if (b->n == 0) {
    canvas_empty(c);
    return;
  }
  double label = 0;
  for (size_t i = 0; i < b->n; i++)
    label = fmax(label, canvas_text_width(b->rows[i].label, CANVAS_FONT));
  label = fmin(label, c->width * 0.4);
  const plot p = plot_of(c, b, label);
  const double zero = scale_place(&p.x, 0);
  canvas_begin(c, p.bottom + 26);
  if (b->below && p.x.low < 0) canvas_text(c, zero - 5, 14, "e tick", b->below);
  if (b->above && p.x.high > 0) canvas_text(c, zero + 5, 14, "tick", b->above);
  canvas_line(c, zero, p.top - 4, zero, p.bottom, "zero");
  for (size_t i = 0; i < b->n; i++) draw_row(c, &p, b, label, i);
  canvas_text(c, (p.left + p.right) / 2, p.bottom + 18, "m axis", b->axis);
  canvas_end(c);
}
