/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The file that labels go to: csv, a row for each statement and coder, on the disk before the next key is read.
 *
 * The last row may be written again (a further label came to it) or taken back; all before it stays as it is.
 */
#ifndef TENOR_LABEL_FILE_H
#define TENOR_LABEL_FILE_H

#include "input/batch.h"

typedef struct label_file {
  const char *path; /* borrowed */
  int file;         /* -1: closed */
  uint64_t end;     /* bytes */
  uint64_t last; /* where the last row that was there before begins; equal to end: there was none */
  char *line;    /* [capacity] a row being made */
  size_t size, capacity;
} label_file;

/* Called for each row that the file has already; `last` is whether it is the last. Errors stop the reading. */
typedef tenor_status label_row_fn(void *user, const row *r, bool last, tenor_error *error);

/* Opens `path` (borrowed), makes it with a header of `columns` [n] if it is not there, else checks that it has just
 * these and reads its rows. It is locked: one program writes it at a time. Errors: IO, FORMAT, MEMORY, what `on_row`
 * returns. */
tenor_status label_file_open(label_file *f, const char *path, const char *const *columns, size_t n,
                             label_row_fn *on_row, void *user, tenor_error *error);

/* Writes the row that begins at byte `at`, which is f->end or where the last row begins; nothing stands behind it
 * then. Errors: IO (what was there before is kept, but for that last row), MEMORY. */
tenor_status label_file_put(label_file *f, uint64_t at, const cell *cells, size_t n,
                            tenor_error *error);

/* Takes back what stands from byte `at`. Errors: IO. */
tenor_status label_file_cut(label_file *f, uint64_t at, tenor_error *error);

void label_file_close(label_file *f);

#endif
