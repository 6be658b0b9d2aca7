/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table for people at a terminal.
 *
 * The first rows are held back to find the columns' widths; the rest streams. When the terminal is too narrow, columns
 * that can be spared are left out until the text has room to be read; then the widest column of text gives way, and its
 * cells end in an ellipsis; numbers are never cut. Widths are in columns of the terminal (utf8proc knows which
 * characters take two), and nothing that a cell holds can move the cursor or turn the direction of writing.
 */
#include "output/decimal.h"
#include "output/writer_format.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
  HELD_ROWS = 200,
  GAP = 2,
  MIN_TEXT_WIDTH = 8,
  SHORT_TEXT_WIDTH = 16, /* what is left of a text beside the widest */
  READABLE_WIDTH = 44,   /* what the widest text should keep */
  MAX_TEXT_WIDTH = 4096
};
static const size_t HIDDEN = 0; /* the width of a column that is left out; others have 1 or more */

typedef struct table {
  batch held;     /* the rows seen so far, until the widths are known */
  bool streaming; /* they are known and the header is written */
  size_t *widths; /* [n_columns] */
  size_t last;    /* the last column that is shown */
  size_t n_hidden;
} table;

typedef struct glyph {
  const char *data; /* what to write */
  size_t size;
  size_t taken; /* bytes of the cell that it stands for */
  size_t width;
} glyph;

static bool moves_cursor(utf8proc_int32_t code) {
  utf8proc_category_t category = utf8proc_category(code);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

static glyph next_glyph(const char *data, size_t left) {
  utf8proc_int32_t code;

  if ((unsigned char)data[0] >= 0x20 && (unsigned char)data[0] < 0x7F)
    return (glyph){data, 1, 1, 1};
  utf8proc_ssize_t most = left < 4 ? (utf8proc_ssize_t)left : 4;
  utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)data, most, &code);
  if (size <= 0) return (glyph){"\xEF\xBF\xBD", 3, 1, 1};
  if (moves_cursor(code)) return (glyph){" ", 1, (size_t)size, 1};
  return (glyph){data, (size_t)size, (size_t)size, (size_t)utf8proc_charwidth(code)};
}

/* Width of the cell, or somewhat more than `enough` if it is wider than that. */
static size_t cell_width(cell text, size_t enough) {
  size_t width = 0;
  for (size_t at = 0; at < text.size && width <= enough;) {
    glyph g = next_glyph(text.data + at, text.size - at);
    width += g.width;
    at += g.taken;
  }
  return width;
}

/* Writes as much of the cell as fits in `room`; returns the columns it took. */
static size_t put_glyphs(out *stream, cell text, size_t room) {
  size_t width = 0;
  for (size_t at = 0; at < text.size;) {
    glyph g = next_glyph(text.data + at, text.size - at);
    if (width + g.width > room) break;
    out_bytes(stream, g.data, g.size);
    width += g.width;
    at += g.taken;
  }
  return width;
}

static void put_cell(writer *w, size_t index, cell text) {
  const table *t = w->state;
  if (t->widths[index] == HIDDEN) return;
  bool is_number = w->columns[index].type == COLUMN_NUMBER;
  size_t room = t->widths[index], width = cell_width(text, room);
  bool may_cut = w->width > 0 && !is_number;

  if (width > room && may_cut) {
    width = put_glyphs(w->stream, text, room - 1) + 1;
    out_text(w->stream, "\xE2\x80\xA6");
  } else {
    if (is_number && width < room) out_repeat(w->stream, " ", room - width);
    put_glyphs(w->stream, text, SIZE_MAX);
  }
  bool last = index == t->last;
  if (!last && !is_number && width < room) out_repeat(w->stream, " ", room - width);
  if (!last) out_repeat(w->stream, " ", GAP);
}

static void put_row(writer *w, const cell *cells) {
  for (size_t i = 0; i < w->n_columns; i++) put_cell(w, i, cells[i]);
  out_byte(w->stream, '\n');
}

static cell name_of(const column *named) {
  return (cell){named->name, strlen(named->name)};
}

static void put_header(writer *w) {
  const table *t = w->state;
  for (size_t i = 0; i < w->n_columns; i++) put_cell(w, i, name_of(&w->columns[i]));
  out_byte(w->stream, '\n');
  for (size_t i = 0; i < w->n_columns; i++) {
    out_repeat(w->stream, "\xE2\x94\x80", t->widths[i]);
    if (t->widths[i] != HIDDEN && i != t->last) out_repeat(w->stream, " ", GAP);
  }
  out_byte(w->stream, '\n');
}

static void widen(writer *w, size_t index, cell text) {
  table *t = w->state;
  size_t width = cell_width(text, MAX_TEXT_WIDTH);
  if (width > MAX_TEXT_WIDTH) width = MAX_TEXT_WIDTH;
  if (width > t->widths[index]) t->widths[index] = width;
}

/* The width that the table needs to be read: numbers whole, the widest text readable, others short. */
static size_t readable_width(const writer *w) {
  const table *t = w->state;
  size_t total = 0, widest = 0;
  for (size_t i = 0; i < w->n_columns; i++) {
    size_t width = t->widths[i];
    if (width == HIDDEN) continue;
    if (w->columns[i].type == COLUMN_TEXT) {
      if (width > widest) widest = width;
      if (width > SHORT_TEXT_WIDTH) width = SHORT_TEXT_WIDTH;
    }
    total += width + GAP;
  }
  if (widest > READABLE_WIDTH) widest = READABLE_WIDTH;
  return total - GAP + (widest > SHORT_TEXT_WIDTH ? widest - SHORT_TEXT_WIDTH : 0);
}

/* The highest rank of a column that is shown and can be spared; 0: none. */
static unsigned char highest_spare(const writer *w) {
  const table *t = w->state;
  unsigned char highest = 0;
  for (size_t i = 0; w->spare != NULL && i < w->n_columns; i++)
    if (t->widths[i] != HIDDEN && w->spare[i] > highest) highest = w->spare[i];
  return highest;
}

/* Leaves out the columns that can best be spared, a rank at a time, until the rest can be read. */
static void hide_columns(writer *w) {
  table *t = w->state;
  unsigned char rank;
  while (w->width > 0 && readable_width(w) > w->width && (rank = highest_spare(w)) > 0)
    for (size_t i = 0; i < w->n_columns; i++)
      if (w->spare[i] == rank && t->widths[i] != HIDDEN) {
        t->widths[i] = HIDDEN;
        t->n_hidden++;
      }
  for (size_t i = 0; i < w->n_columns; i++)
    if (t->widths[i] != HIDDEN) t->last = i;
}

/* Takes a column at a time from the widest text until the table fits or no text can give more. */
static void fit_widths(writer *w) {
  table *t = w->state;
  size_t total = 0;
  for (size_t i = 0; i < w->n_columns; i++)
    if (t->widths[i] != HIDDEN) total += t->widths[i] + (i == t->last ? 0 : GAP);

  for (; w->width > 0 && total > w->width; total--) {
    size_t widest = w->n_columns;
    for (size_t i = 0; i < w->n_columns; i++)
      if (w->columns[i].type == COLUMN_TEXT && t->widths[i] > MIN_TEXT_WIDTH &&
          (widest == w->n_columns || t->widths[i] > t->widths[widest]))
        widest = i;
    if (widest == w->n_columns) break;
    t->widths[widest]--;
  }
}

/* Finds the widths and writes the header and the rows held so far. */
static void begin_streaming(writer *w) {
  table *t = w->state;

  for (size_t i = 0; i < w->n_columns; i++) {
    widen(w, i, name_of(&w->columns[i]));
    for (size_t k = 0; k < t->held.n_rows; k++) widen(w, i, t->held.rows[k].cells[i]);
    if (t->widths[i] == HIDDEN) t->widths[i] = 1; /* a column without a name and cells */
  }
  hide_columns(w);
  fit_widths(w);
  put_header(w);
  for (size_t k = 0; k < t->held.n_rows; k++) put_row(w, t->held.rows[k].cells);
  batch_finish(&t->held);
  t->streaming = true;
}

static tenor_status hold(writer *w, const cell *cells, tenor_error *error) {
  table *t = w->state;
  row *held = batch_add_row(&t->held, 0);

  if (held == NULL || !batch_add_cells(&t->held, held, w->n_columns))
    return tenor_error_memory(error);
  for (size_t i = 0; i < w->n_columns; i++) {
    held->cells[i] = (cell){batch_copy(&t->held, cells[i].data, cells[i].size), cells[i].size};
    if (held->cells[i].data == NULL) return tenor_error_memory(error);
  }
  return TENOR_OK;
}

static tenor_status table_row(writer *w, const cell *cells, const row *from, tenor_error *error) {
  table *t = w->state;
  (void)from;

  if (!t->streaming && t->held.n_rows < HELD_ROWS) return hold(w, cells, error);
  if (!t->streaming) begin_streaming(w);
  put_row(w, cells);
  return TENOR_OK;
}

static tenor_status table_open(writer *w, tenor_error *error) {
  table *t = calloc(1, sizeof *t);
  if (t == NULL) return tenor_error_memory(error);
  w->state = t;
  t->widths = calloc(w->n_columns + 1, sizeof *t->widths);
  batch_init(&t->held);
  batch_reset(&t->held, w->n_columns);
  return t->widths != NULL ? TENOR_OK : tenor_error_memory(error);
}

static tenor_status table_finish(writer *w, tenor_error *error) {
  const table *t = w->state;
  char count[DECIMAL_BYTES];
  (void)error;
  if (!t->streaming) begin_streaming(w);
  if (t->n_hidden == 0) return TENOR_OK;
  out_text(w->stream, "(columns that do not fit the terminal: ");
  out_bytes(w->stream, count, decimal_write(count, (double)t->n_hidden, 0));
  out_text(w->stream, "; other formats have them)\n");
  return TENOR_OK;
}

static void table_free(writer *w) {
  table *t = w->state;
  if (t == NULL) return;
  batch_finish(&t->held);
  free(t->widths);
  free(t);
}

const writer_kind writer_table = {table_open, table_row, table_finish, table_free};
