/* SPDX-License-Identifier: Apache-2.0 */
/* A batch of rows that owns all of its bytes: what a reader fills and a worker scores. */
#ifndef TENOR_BATCH_H
#define TENOR_BATCH_H

#include "tenor.h"

#include <stdbool.h>

/* Bytes, not terminated. data == NULL: the row lacks this cell. */
typedef struct cell {
  const char *data; /* [size] */
  size_t size;
} cell;

/* Below, at or above 0 as `a` sorts before, with or after `b`: by bytes, then by length. */
int cell_compare(cell a, cell b);

/* All pointers are into the batch, valid until it is reset or finished. */
typedef struct row {
  uint64_t line;        /* where the row begins in its file, from 1 */
  size_t n_cells;       /* cells found in the file: may be fewer or more than the columns */
  cell *cells;          /* [max(n_cells, batch->n_columns)]; those not found have data == NULL */
  cell raw;             /* jsonl: the line as it stood; other formats: data == NULL */
  bool raw_is_object;   /* and it is sound JSON, to which a writer may add members */
  const char *problem;  /* NULL, or why the row is bad */
  const char *late_key; /* jsonl: NULL, or a key that has no column, as it first came too late */
} row;

typedef struct batch {
  row *rows; /* [n_rows] */
  size_t n_rows;
  size_t n_columns;
  size_t capacity; /* of rows */
  struct batch_chunk *first, *current;
} batch;

/* A place in the batch's memory to go back to. */
typedef struct batch_mark {
  struct batch_chunk *chunk;
  size_t used;
} batch_mark;

void batch_init(batch *b);
void batch_finish(batch *b);

/* Empties the batch and keeps its memory, so that a loop over batches soon allocates nothing. */
void batch_reset(batch *b, size_t n_columns);

/* A new row without cells, or NULL when memory is out. Valid until the next call of this. */
row *batch_add_row(batch *b, uint64_t line);

/* Gives the row `n` cells or one for each column, whichever is more, all lacking. False when
 * memory is out. Sets n_cells to n. */
bool batch_add_cells(batch *b, row *r, size_t n);

/* `size` bytes of the batch's memory; a terminated copy of bytes; NULL when memory is out. */
char *batch_alloc(batch *b, size_t size);
char *batch_copy(batch *b, const char *data, size_t size);

/* Notes why the row is bad, unless a reason stands already: the first is nearest the cause. What is
 * not printable in the message is replaced by '?', for it may quote the file. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void batch_problem(batch *b, row *r, const char *format, ...);

/* Notes a NUL or invalid UTF-8 in `data`, which stands `offset` bytes into the row. */
void batch_check_text(batch *b, row *r, const char *data, size_t size, size_t offset);

batch_mark batch_mark_here(const batch *b);
void batch_rewind(batch *b, batch_mark mark);

#endif
