/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shares of a whole as stacked bars of one length. Which part is which is told by the order, which is that of the
 * legend, by colour, by hatching of every second part, and by the percentage where there is room for it.
 */
#include <math.h>
#include <stdio.h>

#include "page/canvas.h"
#include "page/markup.h"
#include "page/palette.h"

enum { ROW = 30, BAR = 22, LEGEND_ROW = 22, SWATCH = 12 };

static int series_of(size_t part) {
  return (int)(part % PALETTE_SERIES) + 1;
}

/* Strokes over a part; few enough to keep its text readable. */
static void hatch(canvas *c, double x, double y, double width, double height) {
  markup(c->stream, "<path class=\"hatch\" d=\"");
  for (double at = 4; at < width; at += 6) markup(c->stream, "M%f %fv%f", x + at, y, height);
  markup(c->stream, "\"/>\n");
}

static void part_rectangle(canvas *c, size_t part, const char *class, double x, double y,
                           double width, double height) {
  markup(c->stream, "<rect class=\"%s f%d\" x=\"%f\" y=\"%f\" width=\"%f\" height=\"%f\">", class,
         series_of(part), x, y, width, height);
}

/* The legend goes over as many lines as it needs; returns its height. Draws nothing when `drawn` is false. */
static double legend(canvas *c, const share_chart *s, bool drawn) {
  double x = 0, y = 0;
  for (size_t k = 0; k < s->n_parts; k++) {
    const double width = SWATCH + 6 + canvas_text_width(s->parts[k], CANVAS_FONT) + 16;
    if (x > 0 && x + width > c->width) x = 0, y += LEGEND_ROW;
    if (drawn) {
      part_rectangle(c, k, "swatch", x, y + 3, SWATCH, SWATCH);
      markup(c->stream, "</rect>\n");
      if (k % 2 == 1) hatch(c, x, y + 3, SWATCH, SWATCH);
      canvas_text_cut(c, x + SWATCH + 6, y + 14, "", s->parts[k], c->width - SWATCH - 6);
    }
    x += width;
  }
  return y + LEGEND_ROW + 6;
}

static void draw_part(canvas *c, const share_chart *s, const share_row *r, size_t part, double x,
                      double y, double width) {
  const double percent = r->shares[part] * 100;
  part_rectangle(c, part, "mark", x, y, width, BAR);
  markup(c->stream, "<title>%s, %s: %.0f %%</title></rect>\n", r->label, s->parts[part], percent);
  if (part % 2 == 1) hatch(c, x, y, width, BAR);
  canvas_line(c, x + width, y, x + width, y + BAR, "cell");
  if (width < 24) return;
  /* Text on the plain colour, so that hatching does not run through it. */
  part_rectangle(c, part, "plain", x + width / 2 - 10, y, 20, BAR);
  markup(c->stream, "</rect>\n<text class=\"m inside\" x=\"%f\" y=\"%f\">%.0f</text>\n",
         x + width / 2, y + 15.5, percent);
}

static void draw_row(canvas *c, const share_chart *s, const share_row *r, double label, double y) {
  const double left = label + CANVAS_GAP, whole = c->width - left;
  double x = left;
  canvas_text_cut(c, 0, y + 16, "", r->label, label);
  for (size_t k = 0; k < s->n_parts; k++) {
    const double share = r->shares[k];
    if (!(share > 0)) continue;
    const double width = fmin(share, 1) * whole;
    if (x + width > c->width + 0.5) break; /* more than a whole */
    draw_part(c, s, r, k, x, y, width);
    x += width;
  }
  if (!(x > left)) canvas_text(c, left, y + 16, "dim", "none");
}

void share_chart_draw(canvas *c, const share_chart *s) {
  if (s->n == 0 || s->n_parts == 0) {
    canvas_empty(c);
    return;
  }
  double label = 0;
  for (size_t i = 0; i < s->n; i++)
    label = fmax(label, canvas_text_width(s->rows[i].label, CANVAS_FONT));
  label = fmin(label, c->width * 0.32);
  const double top = legend(c, s, false);
  canvas_begin(c, top + ROW * (double)s->n + 22);
  (void)legend(c, s, true);
  for (size_t i = 0; i < s->n; i++) draw_row(c, s, &s->rows[i], label, top + ROW * (double)i);
  canvas_text(c, c->width, c->height - 6, "e axis", "per cent of statements");
  canvas_end(c);
}
