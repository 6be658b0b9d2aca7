/* SPDX-License-Identifier: Apache-2.0 */
/* A table being written: its columns, then its rows, cell by cell. */
#ifndef TENOR_CELLS_H
#define TENOR_CELLS_H

#include "compare/results.h"
#include "output/writer.h"

enum { CELLS_MAX = 512 };

typedef struct cells {
  batch memory; /* of names and of the row at hand */
  batch_mark names_end;
  column columns[CELLS_MAX]; /* [n_columns] */
  size_t n_columns;
  cell row[CELLS_MAX]; /* [n] */
  size_t n;
  bool failed; /* memory was out, or there were too many */
} cells;

void cells_init(cells *c);
void cells_finish(cells *c);

/* Names are copied. */
void cells_column(cells *c, column_type type, const char *name);

/* A row: its cells, then its end. What is not known is empty. Texts must last until then. */
void cells_text(cells *c, const char *text);
void cells_copy(cells *c, const char *text);
void cells_number(cells *c, double value, int places);
void cells_count(cells *c, uint64_t n);
void cells_estimate(cells *c, estimate e, int places); /* value, lo, hi */
tenor_status cells_end(cells *c, writer *w, tenor_error *error);

#endif
