/* SPDX-License-Identifier: Apache-2.0 */
/* Writes rows of cells as csv, tsv, jsonl, or a table for people. */
#ifndef TENOR_WRITER_H
#define TENOR_WRITER_H

#include "input/batch.h"
#include "output/out.h"

typedef enum writer_format { WRITER_CSV, WRITER_TSV, WRITER_JSONL, WRITER_TABLE } writer_format;
typedef enum column_type { COLUMN_TEXT, COLUMN_NUMBER } column_type;

typedef struct column {
  const char *name;
  /* number: bare in jsonl, at the right in a table; the cell must be a JSON number */
  column_type type;
  bool from_input; /* stands in the input row too, so jsonl need not repeat it */
} column;

typedef struct writer_options {
  writer_format format;
  size_t width; /* table: columns of the terminal; 0: unlimited */
} writer_options;

typedef struct writer writer;

/* Writes the header if the format has one. `stream` and `columns` [n] with their names are borrowed
 * until the writer is closed. *result is owned by the caller. */
tenor_status writer_open(writer **result, out *stream, const writer_options *options,
                         const column *columns, size_t n, tenor_error *error);

/* Writes cells [n]; an absent one (data == NULL) is empty, or null in jsonl. `from` is the row that
 * was read, or NULL. When that came from jsonl, then jsonl keeps its object byte for byte and adds
 * the columns that are not from_input, whose names it must not have; and a row that was no object
 * is kept as the string "_raw". */
tenor_status writer_row(writer *writer, const cell *cells, const row *from, tenor_error *error);

/* Which columns a table may leave out where the terminal is too narrow to read it: `spare` [n], borrowed; 0: none, else
 * the highest go first; a line below the table tells how many went. Call before the first row. */
void writer_spare(writer *writer, const unsigned char *spare);

/* How many cells lost a tab or newline because tsv cannot hold it. */
uint64_t writer_n_altered(const writer *writer);

/* Writes what is held back, and frees the writer; the stream stays open. Accepts NULL. */
tenor_status writer_close(writer **writer, tenor_error *error);

#endif
