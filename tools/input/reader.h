/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads statements with their columns from csv, tsv, jsonl or plain text, in batches of rows.
 *
 * Nothing is dropped: a row that is wrong in any way arrives with row->problem set and with as many
 * cells as could be read. Only blank lines are passed over; they count as lines.
 */
#ifndef TENOR_READER_H
#define TENOR_READER_H

#include "input/batch.h"

typedef enum reader_format {
  READER_AUTO,
  READER_CSV,
  READER_TSV,
  READER_JSONL,
  READER_TXT
} reader_format;

enum {
  READER_MAX_COLUMNS = 16384, /* as many as a spreadsheet has */
  READER_JSONL_AHEAD = 1000   /* rows whose keys become the columns of jsonl */
};

typedef struct reader_options {
  reader_format format; /* READER_AUTO: by extension, else by a look at the first 64 KiB */
  size_t max_row_bytes; /* 0: 64 MiB */
} reader_options;

typedef struct reader reader;
struct line_reader; /* line.h */

/* Opens `path`, "-" being standard input, and reads as far as the columns. `options` may be
 * NULL. The error has file and line in their fields, not in the message. *result is owned by the
 * caller. */
tenor_status reader_open(reader **result, const char *path, const reader_options *options,
                         tenor_error *error);
/* The same for a file that is open and has been looked into; takes `lines` over, whatever comes of it. */
tenor_status reader_open_lines(reader **result, struct line_reader *lines, const char *path,
                               const reader_options *options, tenor_error *error);
void reader_close(reader **in);

/* The columns' names, [n], terminated; valid as long as the reader. Text has the one column
 * "text". */
const char *const *reader_columns(const reader *in, size_t *n);

/* Resets the batch and reads up to max_rows rows into it. TENOR_OK: at least one; TENOR_END: none
 * is left. After an error the batch holds the rows that were read before it. */
tenor_status reader_next(reader *in, batch *b, size_t max_rows, tenor_error *error);

reader_format reader_format_of(const reader *in); /* never READER_AUTO */
const char *reader_name(const reader *in);        /* the path, or "standard input" */
uint64_t reader_bytes_read(const reader *in);     /* up to the end of the last row */
uint64_t reader_size(const reader *in);           /* bytes of the file; 0: not known */

#endif
