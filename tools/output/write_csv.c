/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comma- and tab-separated values, a header first, lines ending in "\n".
 *
 * csv (RFC 4180) quotes a field only when it must, so that plain data stays plain and can be
 * compared with diff. tsv has no quoting: a tab or newline in a cell becomes a blank, and is
 * counted.
 */
#include "output/writer_format.h"

#include <string.h>

static bool needs_quotes(const char *data, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (data[i] == ',' || data[i] == '"' || data[i] == '\n' || data[i] == '\r') return true;
  return false;
}

static void put_quoted(out *stream, const char *data, size_t size) {
  out_byte(stream, '"');
  for (const char *end = data + size; data < end;) {
    const char *quote = memchr(data, '"', (size_t)(end - data));
    const char *stop = quote != NULL ? quote + 1 : end;
    out_bytes(stream, data, (size_t)(stop - data));
    if (quote != NULL) out_byte(stream, '"');
    data = stop;
  }
  out_byte(stream, '"');
}

static void put_csv(writer *w, const char *data, size_t size) {
  /* A lone empty field must be quoted: as a blank line it would not be read as a row. */
  if (needs_quotes(data, size) || (size == 0 && w->n_columns == 1))
    put_quoted(w->stream, data != NULL ? data : "", size);
  else
    out_bytes(w->stream, data, size);
}

static void put_tsv(writer *w, const char *data, size_t size) {
  bool altered = false;

  for (size_t at = 0; at < size;) {
    size_t start = at;
    while (at < size && data[at] != '\t' && data[at] != '\n' && data[at] != '\r') at++;
    out_bytes(w->stream, data + start, at - start);
    if (at < size) {
      bool both = data[at] == '\r' && at + 1 < size && data[at + 1] == '\n';
      out_byte(w->stream, ' ');
      at += both ? 2 : 1;
      altered = true;
    }
  }
  w->n_altered += altered;
}

static tenor_status csv_row(writer *w, const cell *cells, const row *from, tenor_error *error) {
  (void)from;
  (void)error;
  for (size_t i = 0; i < w->n_columns; i++) {
    if (i > 0) out_byte(w->stream, ',');
    put_csv(w, cells[i].data, cells[i].size);
  }
  out_byte(w->stream, '\n');
  return TENOR_OK;
}

static tenor_status tsv_row(writer *w, const cell *cells, const row *from, tenor_error *error) {
  (void)from;
  (void)error;
  for (size_t i = 0; i < w->n_columns; i++) {
    if (i > 0) out_byte(w->stream, '\t');
    put_tsv(w, cells[i].data, cells[i].size);
  }
  out_byte(w->stream, '\n');
  return TENOR_OK;
}

static tenor_status write_header(writer *w, tenor_error *error,
                                 void (*put)(writer *, const char *, size_t), char delimiter) {
  for (size_t i = 0; i < w->n_columns; i++) {
    if (i > 0) out_byte(w->stream, delimiter);
    put(w, w->columns[i].name, strlen(w->columns[i].name));
  }
  out_byte(w->stream, '\n');
  return out_status(w->stream, error);
}

static tenor_status csv_open(writer *w, tenor_error *error) {
  return write_header(w, error, put_csv, ',');
}

static tenor_status tsv_open(writer *w, tenor_error *error) {
  return write_header(w, error, put_tsv, '\t');
}

const writer_kind writer_csv = {csv_open, csv_row, NULL, NULL};
const writer_kind writer_tsv = {tsv_open, tsv_row, NULL, NULL};
