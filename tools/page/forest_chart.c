/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A forest plot: a row for each estimate, a dot with its interval as whiskers, and the numbers in print at the right
 * (S. Lewis & M. Clarke, Forest plots: trying to see the wood and the trees, BMJ, 2001).
 */
#include <math.h>
#include <stdio.h>

#include "output/decimal.h"
#include "page/canvas.h"
#include "page/markup.h"

enum { ROW = 26, HEAD = 24, NUMBERS_BYTES = 3 * DECIMAL_BYTES + 8 };

typedef struct forest_columns {
  double label, note,
      numbers; /* their widths; note and numbers end at `note_end` and at the right */
  double note_end;
} forest_columns;

/* "0.46 [0.38, 0.53]"; without the interval where room is short. */
static void write_numbers(char text[NUMBERS_BYTES], const forest_row *r, int places, bool narrow) {
  char value[DECIMAL_BYTES], lo[DECIMAL_BYTES], hi[DECIMAL_BYTES];
  (void)decimal_write(value, r->value, places);
  if (!isfinite(r->value))
    (void)snprintf(text, NUMBERS_BYTES, "not known");
  else if (narrow || !isfinite(r->lo) || !isfinite(r->hi))
    (void)snprintf(text, NUMBERS_BYTES, "%s", value);
  else {
    (void)decimal_write(lo, r->lo, places);
    (void)decimal_write(hi, r->hi, places);
    (void)snprintf(text, NUMBERS_BYTES, "%s [%s, %s]", value, lo, hi);
  }
}

static forest_columns measure(const canvas *c, const forest_chart *f) {
  forest_columns w = {0};
  char numbers[NUMBERS_BYTES];
  for (size_t i = 0; i < f->n; i++) {
    const forest_row *r = &f->rows[i];
    write_numbers(numbers, r, f->places, c->narrow);
    w.label = fmax(w.label, canvas_text_width(r->label, CANVAS_FONT));
    w.numbers = fmax(w.numbers, canvas_text_width(numbers, CANVAS_FONT));
    if (r->note && !c->narrow) w.note = fmax(w.note, canvas_text_width(r->note, CANVAS_FONT));
  }
  if (w.note > 0 && f->note_name)
    w.note = fmax(w.note, canvas_text_width(f->note_name, CANVAS_SMALL));
  w.label = fmin(w.label, c->width * (c->narrow ? 0.4 : 0.32));
  w.note_end = w.label + (w.note > 0 ? CANVAS_GAP + w.note : 0);
  return w;
}

static void draw_row(canvas *c, const plot *p, const forest_columns *w, const forest_chart *f,
                     size_t index) {
  const forest_row *r = &f->rows[index];
  const double y = p->top + ROW * ((double)index + 0.5);
  char numbers[NUMBERS_BYTES];
  write_numbers(numbers, r, f->places, c->narrow);
  canvas_text_cut(c, 0, y + 4, "", r->label, w->label);
  if (w->note > 0 && r->note) canvas_text(c, w->note_end, y + 4, "e dim", r->note);
  canvas_text(c, c->width, y + 4, "e", numbers);
  if (!isfinite(r->value)) return;
  if (isfinite(r->lo) && isfinite(r->hi))
    canvas_line(c, scale_place(&p->x, r->lo), y, scale_place(&p->x, r->hi), y, "whisker l5");
  markup(c->stream, "<circle class=\"mark f5\" cx=\"%f\" cy=\"%f\" r=\"5\"><title>%s: ",
         scale_place(&p->x, r->value), y, r->label);
  write_numbers(numbers, r, f->places, false);
  markup(c->stream, "%s</title></circle>\n", numbers);
}

static plot plot_of(const canvas *c, const forest_columns *w, const forest_chart *f) {
  range seen = RANGE_EMPTY;
  for (size_t i = 0; i < f->n; i++) {
    range_add(&seen, f->rows[i].value);
    range_add(&seen, f->rows[i].lo);
    range_add(&seen, f->rows[i].hi);
  }
  range_add(&seen, f->reference);
  const range x = range_settle(&seen, f->low, f->high);
  plot p = {.left = w->note_end + 2 * CANVAS_GAP,
            .right = c->width - w->numbers - 2 * CANVAS_GAP,
            .top = HEAD,
            .bottom = HEAD + ROW * (double)f->n};
  p.x = (scale){x.low, x.high, p.left, p.right};
  return p;
}

void forest_chart_draw(canvas *c, const forest_chart *f) {
  if (f->n == 0) {
    canvas_empty(c);
    return;
  }
  const forest_columns w = measure(c, f);
  const plot p = plot_of(c, &w, f);
  canvas_begin(c, p.bottom + CANVAS_AXIS);
  if (w.note > 0 && f->note_name) canvas_text(c, w.note_end, 14, "e tick", f->note_name);
  canvas_text(c, c->width, 14, "e tick", c->narrow ? "estimate" : "estimate [95 % interval]");
  canvas_axis_x(c, &p, f->axis);
  if (isfinite(f->reference)) {
    const double x = scale_place(&p.x, f->reference);
    canvas_line(c, x, p.top, x, p.bottom, "reference");
  }
  for (size_t i = 0; i < f->n; i++) draw_row(c, &p, &w, f, i);
  canvas_end(c);
}
