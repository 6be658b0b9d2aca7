/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers in rows and columns, each in print on a shade: who says how much of what to whom, or which label was taken
 * for which. Too many columns for the width make the drawing wider, and the page lets it scroll. */
#include <math.h>
#include <string.h>

#include "output/decimal.h"
#include "page/canvas.h"
#include "page/markup.h"
#include "page/palette.h"

enum { CELL_HEIGHT = 30, CELL_LEAST = 48, CELL_MOST = 96, NOTE = 12 };

typedef struct matrix_frame {
  double label;         /* width of the rows' names */
  double top;           /* below the columns' names */
  double width, height; /* of a cell */
  range shades;
} matrix_frame;

static double longest(const char *const *names, size_t n) {
  double width = 0;
  for (size_t i = 0; i < n; i++) width = fmax(width, canvas_text_width(names[i], CANVAS_FONT));
  return width;
}

/* Names of columns stand upright when they would not fit side by side. */
static bool is_upright(const matrix_frame *f, const matrix_chart *m) {
  return longest(m->columns, m->n_columns) > f->width - 4;
}

static matrix_frame measure(canvas *c, const matrix_chart *m) {
  range seen = RANGE_EMPTY;
  for (size_t i = 0; i < m->n_rows * m->n_columns; i++) range_add(&seen, m->values[i]);
  matrix_frame f = {.height = CELL_HEIGHT + (m->notes ? NOTE : 0)};
  f.label = fmin(longest(m->rows, m->n_rows), c->width * 0.32) + CANVAS_GAP;
  f.width = fmin(fmax((c->width - f.label) / (double)m->n_columns, CELL_LEAST),
                 fmax(CELL_MOST, longest(m->columns, m->n_columns) + 8));
  f.top = 22 + (is_upright(&f, m) ? fmin(longest(m->columns, m->n_columns), 140) + 8 : 20);
  f.shades = range_settle(&seen, m->low, m->high);
  c->width = fmax(c->width, f.label + f.width * (double)m->n_columns);
  return f;
}

static void draw_column_name(canvas *c, const matrix_chart *m, const matrix_frame *f,
                             size_t column) {
  const double x = f->label + f->width * ((double)column + 0.5), y = f->top - 8;
  if (!is_upright(f, m)) {
    canvas_text(c, x, y, "m", m->columns[column]);
    return;
  }
  markup(c->stream, "<g transform=\"translate(%f %f) rotate(-90)\">", x + 4, y);
  canvas_text_cut(c, 0, 0, "", m->columns[column], 140);
  markup(c->stream, "</g>\n");
}

static int shade_of(const matrix_frame *f, double value) {
  const double share = (value - f->shades.low) / (f->shades.high - f->shades.low);
  return 1 + (int)fmin(fmax(floor(share * PALETTE_SHADES), 0), PALETTE_SHADES - 1);
}

static void draw_cell(canvas *c, const matrix_chart *m, const matrix_frame *f, size_t row,
                      size_t column) {
  const size_t at = row * m->n_columns + column;
  const double value = m->values[at];
  const double x = f->label + f->width * (double)column, y = f->top + f->height * (double)row;
  char text[DECIMAL_BYTES];
  if (!isfinite(value)) {
    markup(c->stream, "<rect class=\"none\" x=\"%f\" y=\"%f\" width=\"%f\" height=\"%f\"/>\n",
           x + 1, y + 1, f->width - 2, f->height - 2);
    return;
  }
  (void)decimal_write(text, value, m->places);
  markup(c->stream,
         "<rect class=\"mark cell %s%d\" x=\"%f\" y=\"%f\" width=\"%f\" height=\"%f\"><title>%s, "
         "%s: %s</title></rect>\n",
         m->hue == SHADE_RED ? "r" : "b", shade_of(f, value), x, y, f->width, f->height,
         m->rows[row], m->columns[column], text);
  canvas_text(c, x + f->width / 2, y + 20, "m", text);
  if (m->notes)
    canvas_text(c, x + f->width / 2, y + 34, "m small", m->notes[at] ? m->notes[at] : "");
}

void matrix_chart_draw(canvas *c, const matrix_chart *m) {
  if (m->n_rows == 0 || m->n_columns == 0) {
    canvas_empty(c);
    return;
  }
  const matrix_frame f = measure(c, m);
  canvas_begin(c, f.top + f.height * (double)m->n_rows + 4);
  canvas_text(c, 0, f.top - 8, "axis", m->row_axis);
  canvas_text(c, f.label, 14, "axis", m->column_axis);
  for (size_t k = 0; k < m->n_columns; k++) draw_column_name(c, m, &f, k);
  for (size_t i = 0; i < m->n_rows; i++) {
    canvas_text_cut(c, 0, f.top + f.height * (double)i + f.height / 2 + 4, "", m->rows[i],
                    f.label - CANVAS_GAP);
    for (size_t k = 0; k < m->n_columns; k++) draw_cell(c, m, &f, i, k);
  }
  canvas_end(c);
}
