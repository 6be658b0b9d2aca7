/* SPDX-License-Identifier: Apache-2.0 */
/* What a format implements; only writer.c and the write_*.c include this. */
#ifndef TENOR_WRITER_FORMAT_H
#define TENOR_WRITER_FORMAT_H

#include "output/writer.h"

typedef struct writer_kind {
  tenor_status (*open)(writer *, tenor_error *); /* may be NULL, as may finish and free */
  tenor_status (*row)(writer *, const cell *cells, const row *from, tenor_error *);
  tenor_status (*finish)(writer *, tenor_error *);
  void (*free)(writer *);
} writer_kind;

struct writer {
  const writer_kind *kind;
  out *stream;
  const column *columns; /* [n_columns] */
  size_t n_columns;
  size_t width;
  const unsigned char *spare; /* [n_columns] or NULL; see writer_spare */
  uint64_t n_altered;
  void *state; /* the format's own */
};

extern const writer_kind writer_csv, writer_tsv, writer_jsonl, writer_table;

#endif
