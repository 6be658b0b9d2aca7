/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/cells.h"

#include <math.h>
#include <string.h>

#include "output/decimal.h"

void cells_init(cells *c) {
  c->n = c->n_columns = 0;
  c->failed = false;
  batch_init(&c->memory);
  c->names_end = batch_mark_here(&c->memory);
}

void cells_finish(cells *c) {
  batch_finish(&c->memory);
}

void cells_column(cells *c, column_type type, const char *name) {
  const char *copy = batch_copy(&c->memory, name, strlen(name));
  if (!copy || c->n_columns == CELLS_MAX) {
    c->failed = true;
    return;
  }
  c->columns[c->n_columns++] = (column){copy, type, false};
  c->names_end = batch_mark_here(&c->memory);
}

static void add(cells *c, const char *data, size_t size) {
  if (c->n < c->n_columns)
    c->row[c->n++] = (cell){data, size};
  else
    c->failed = true;
}

void cells_text(cells *c, const char *text) {
  add(c, text, text ? strlen(text) : 0);
}

void cells_copy(cells *c, const char *text) {
  const char *copy = batch_copy(&c->memory, text, strlen(text));
  c->failed = c->failed || !copy;
  cells_text(c, copy);
}

void cells_number(cells *c, double value, int places) {
  char text[DECIMAL_BYTES];
  if (isnan(value)) {
    add(c, NULL, 0);
    return;
  }
  (void)decimal_write(text, value, places);
  cells_copy(c, text);
}

void cells_count(cells *c, uint64_t n) {
  cells_number(c, (double)n, 0);
}

void cells_estimate(cells *c, estimate e, int places) {
  cells_number(c, e.value, places);
  cells_number(c, e.lo, places);
  cells_number(c, e.hi, places);
}

tenor_status cells_end(cells *c, writer *w, tenor_error *error) {
  if (c->failed || c->n != c->n_columns) return tenor_error_memory(error);
  const tenor_status status = writer_row(w, c->row, NULL, error);
  c->n = 0;
  batch_rewind(&c->memory, c->names_end);
  return status;
}
