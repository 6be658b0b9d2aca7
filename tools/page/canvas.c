/* SPDX-License-Identifier: Apache-2.0 */
#include "page/canvas.h"

#include <math.h>
#include <string.h>

#include "input/wellformed.h"
#include "output/decimal.h"
#include "page/markup.h"
#include "page/palette.h"

enum { TITLE = 32 }; /* height above a drawing that stands alone */

/* ---- the frame
 * ------------------------------------------------------------------------------------------ */

/* What a drawing in a file of its own needs: colours, a ground, and the title for all to see. */
static void put_ground(canvas *c) {
  out_text(c->stream, "<style>\n");
  palette_resolve(c->stream, chart_style);
  palette_resolve(c->stream, ".ground{fill:var(--bg)}\n</style>\n");
  markup(c->stream, "<rect class=\"ground\" y=\"%d\" width=\"%f\" height=\"%f\"/>\n", -TITLE,
         c->width, c->height + TITLE);
  canvas_text_cut(c, 0, 14 - TITLE, "strong", c->chart->title, c->width);
}

void canvas_begin(canvas *c, double height) {
  const chart *about = c->chart;
  const char *size = c->narrow ? "narrow" : "wide";
  const int above = c->alone ? TITLE : 0;
  c->height = height;
  markup(c->stream,
         "<svg class=\"%s\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 %d %f %f\" "
         "width=\"%f\" height=\"%f\" role=\"img\" aria-labelledby=\"%s-%s-t %s-%s-d\">\n",
         c->width > c->room ? "chart over" : "chart", -above, c->width, height + above, c->width,
         height + above, about->id, size, about->id, size);
  markup(c->stream, "<title id=\"%s-%s-t\">%s</title>\n<desc id=\"%s-%s-d\">%s</desc>\n", about->id,
         size, about->title, about->id, size, about->describe);
  if (c->alone) put_ground(c);
}

void canvas_end(canvas *c) {
  out_text(c->stream, "</svg>\n");
}

void canvas_empty(canvas *c) {
  canvas_begin(c, 48);
  canvas_text(c, c->width / 2, 28, "m dim", "nothing to show");
  canvas_end(c);
}

/* ---- text
 * ----------------------------------------------------------------------------------------------- */

/* In parts of the font's size, for the common sans-serif fonts. */
static double width_of(const char *at, size_t n) {
  if (n == 3 || n == 4) return 1.0; /* scripts of Asia, symbols, emoji */
  if (n == 2) return 0.66;
  if (strchr("ijlI.,:;'|! ", *at)) return 0.32;
  if (strchr("mwMW@%", *at)) return 0.92;
  return *at >= 'A' && *at <= 'Z' ? 0.71 : 0.58;
}

/* How many bytes of `text` fit into `room`. */
static size_t fitting(const char *text, double size, double room) {
  const size_t end = strlen(text);
  double width = 0;
  size_t at = 0;
  while (at < end) {
    const size_t n = wellformed_char(text + at, end - at);
    width += width_of(text + at, n) * size;
    if (width > room) break;
    at += n > 0 ? n : 1;
  }
  return at;
}

double canvas_text_width(const char *text, double size) {
  const size_t end = strlen(text);
  double width = 0;
  for (size_t at = 0; at < end;) {
    const size_t n = wellformed_char(text + at, end - at);
    width += width_of(text + at, n) * size;
    at += n > 0 ? n : 1;
  }
  return width;
}

void canvas_text(canvas *c, double x, double y, const char *class, const char *text) {
  markup(c->stream, "<text x=\"%f\" y=\"%f\" class=\"%s\">%s</text>\n", x, y, class, text);
}

void canvas_text_cut(canvas *c, double x, double y, const char *class, const char *text,
                     double room) {
  static const char ellipsis[] = "\xE2\x80\xA6";
  if (canvas_text_width(text, CANVAS_FONT) <= room) {
    canvas_text(c, x, y, class, text);
    return;
  }
  markup(c->stream, "<text x=\"%f\" y=\"%f\" class=\"%s\"><title>%s</title>", x, y, class, text);
  markup_bytes(c->stream, text, fitting(text, CANVAS_FONT, room - CANVAS_FONT));
  markup(c->stream, "%s</text>\n", ellipsis);
}

void canvas_line(canvas *c, double x1, double y1, double x2, double y2, const char *class) {
  markup(c->stream, "<line x1=\"%f\" y1=\"%f\" x2=\"%f\" y2=\"%f\" class=\"%s\"/>\n", x1, y1, x2,
         y2, class);
}

/* ---- axes
 * ----------------------------------------------------------------------------------------------- */

void range_add(range *r, double value) {
  if (!isfinite(value)) return;
  r->low = fmin(r->low, value);
  r->high = fmax(r->high, value);
}

range range_settle(const range *seen, double low, double high) {
  const ticks t =
      ticks_cover(isfinite(low) ? low : seen->low, isfinite(high) ? high : seen->high, 5);
  const double last = ticks_value(&t, t.n - 1);
  range r = {isfinite(low) ? low : t.first, isfinite(high) ? high : last};
  if (!(r.low < r.high)) r = (range){t.first, last};
  return r;
}

static void tick_text(char text[DECIMAL_BYTES], const ticks *t, int index) {
  (void)decimal_write(text, ticks_value(t, index), t->places);
}

static void axis_x(canvas *c, const plot *p, const char *name, double n) {
  char text[DECIMAL_BYTES];
  const ticks t = ticks_within(p->x.low, p->x.high, (int)n);
  for (int i = 0; i < t.n; i++) {
    const double x = scale_place(&p->x, ticks_value(&t, i));
    tick_text(text, &t, i);
    canvas_line(c, x, p->top, x, p->bottom, "grid");
    canvas_text(c, x, p->bottom + 16, "m tick", text);
  }
  canvas_text(c, (p->left + p->right) / 2, p->bottom + 36, "m axis", name);
}

/* As many ticks as have room. */
static double ticks_of(const plot *p) {
  return floor((p->right - p->left) / 80) + 2;
}

void canvas_axis_x(canvas *c, const plot *p, const char *name) {
  axis_x(c, p, name, ticks_of(p));
}

void canvas_axis_x_whole(canvas *c, const plot *p, const char *name) {
  axis_x(c, p, name, fmin(ticks_of(p), p->x.high - p->x.low + 1));
}

void canvas_axis_y(canvas *c, const plot *p, const char *name) {
  char text[DECIMAL_BYTES];
  const ticks t = ticks_within(p->y.low, p->y.high, (int)((p->bottom - p->top) / 50) + 2);
  for (int i = 0; i < t.n; i++) {
    const double y = scale_place(&p->y, ticks_value(&t, i));
    tick_text(text, &t, i);
    canvas_line(c, p->left, y, p->right, y, "grid");
    canvas_text(c, p->left - 6, y + 4, "e tick", text);
  }
  canvas_text(c, 0, p->top - 12, "axis", name);
}
