/* SPDX-License-Identifier: Apache-2.0 */
/* What a format implements; only reader.c and the read_*.c include this. */
#ifndef TENOR_READER_FORMAT_H
#define TENOR_READER_FORMAT_H

#include "input/line.h"
#include "input/reader.h"

typedef struct reader_kind {
  const char *name;
  tenor_status (*open)(reader *, tenor_error *);          /* finds the columns */
  tenor_status (*next)(reader *, batch *, tenor_error *); /* adds one row, or TENOR_END */
  void (*close)(reader *);                                /* frees ->state; may be NULL */
} reader_kind;

struct reader {
  const reader_kind *kind;
  reader_format format;
  line_reader *lines;
  batch names;          /* owns the columns' names */
  const char **columns; /* [n_columns] */
  size_t n_columns;
  void *state; /* the format's own */
};

extern const reader_kind reader_csv, reader_tsv, reader_jsonl, reader_txt;

/* Adds a column; the name is copied. */
tenor_status reader_add_column(reader *in, const char *name, size_t size, tenor_error *error);

/* Reads one row with `read_row` and makes columns of its cells; it must be sound, and no name may
 * stand twice. */
tenor_status reader_open_header(reader *in,
                                tenor_status (*read_row)(struct reader *, batch *, tenor_error *),
                                tenor_error *error);

/* Reads over a line that was too long to look at, and adds a row that says so. *kept is the first
 * KiB of it, in the batch, cut between two characters. */
tenor_status reader_add_cut_row(reader *in, batch *b, const input_line *line, row **added,
                                cell *kept, tenor_error *error);

/* TENOR_ERR_MEMORY, with the place in the file. */
tenor_status reader_no_memory(const reader *in, tenor_error *error);

#endif
