/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as an input file of each format, with a large limit on a row and with a small one. Nothing may vanish: the
 * rows' line numbers and the lines that each row covers must add up to the file, with nothing but blank lines between.
 */
#include <stdbool.h>
#include <string.h>

#include "fuzz.h"
#include "input/reader.h"
#include "input/wellformed.h"

enum { SMALL_ROW = 24, LARGE_ROW = 1 << 20, BATCH_ROWS = 3 };

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  return 0;
}

/* ---- the file, line by line -------------------------------------------------------------------------- */

typedef struct cursor {
  const char *at, *end;
  uint64_t line; /* of `at`, from 1 */
  reader_format format;
  size_t max_row_bytes;
} cursor;

/* The line at the cursor without its end, and where the next begins. */
static cell line_here(const cursor *c, const char **next) {
  const char *newline = memchr(c->at, '\n', (size_t)(c->end - c->at));
  const char *stop = newline ? newline : c->end;
  *next = newline ? newline + 1 : c->end;
  if (newline && stop > c->at && stop[-1] == '\r') stop--;
  return (cell){c->at, (size_t)(stop - c->at)};
}

/* A line beyond the limit is not looked at as a whole: blanks too make a row that says so. */
static bool is_blank(const cursor *c, cell line) {
  if (line.size > c->max_row_bytes) return false;
  if (c->format == READER_CSV || c->format == READER_TSV) return line.size == 0;
  for (size_t i = 0; i < line.size; i++)
    if (strchr(" \t\r", line.data[i]) == NULL || line.data[i] == '\0') return false;
  return true;
}

static void skip_lines(cursor *c, uint64_t n) {
  for (; n > 0; n--, c->line++) {
    FUZZ_CHECK(c->at < c->end);
    (void)line_here(c, &c->at);
  }
}

static void skip_blank(cursor *c) {
  const char *next;
  while (c->at < c->end && is_blank(c, line_here(c, &next))) skip_lines(c, 1);
}

/* ---- rows -------------------------------------------------------------------------------------------- */

static uint64_t count_newlines(const char *data, size_t size) {
  uint64_t n = 0;
  for (size_t i = 0; i < size; i++) n += data[i] == '\n';
  return n;
}

/* Whether the row has the line, or of a line that is too long at least its beginning, byte for byte. */
static bool holds_line(const row *r, const cursor *c, cell line) {
  if (c->format == READER_CSV && memchr(line.data, '"', line.size) != NULL) return true;
  if (c->format == READER_JSONL)
    return r->raw.size <= line.size && memcmp(r->raw.data, line.data, r->raw.size) == 0;
  size_t at = 0;
  for (size_t i = 0; i < r->n_cells; i++) {
    const cell *field = &r->cells[i];
    if (i > 0 && (at == line.size || line.data[at++] != (c->format == READER_CSV ? ',' : '\t')))
      return false;
    if (field->size > line.size - at || memcmp(field->data, line.data + at, field->size) != 0)
      return false;
    at += field->size;
  }
  return at == line.size || r->problem != NULL;
}

static void check_cells(const reader *in, const row *r) {
  size_t n_columns;
  (void)reader_columns(in, &n_columns);
  FUZZ_CHECK(r->problem || reader_format_of(in) == READER_JSONL || r->n_cells == n_columns);
  for (size_t i = 0; i < (r->n_cells > n_columns ? r->n_cells : n_columns); i++) {
    const cell *field = &r->cells[i];
    FUZZ_CHECK(field->data || field->size == 0);
    FUZZ_CHECK(r->problem || !field->data || reader_format_of(in) == READER_JSONL ||
               wellformed_prefix(field->data, field->size) == field->size);
  }
  FUZZ_CHECK(!r->problem || r->problem[0] != '\0');
}

static void check_row(const reader *in, const row *r, cursor *c) {
  const char *next;
  uint64_t n_lines = 1;
  skip_blank(c);
  FUZZ_CHECK(c->at < c->end && r->line == c->line);
  check_cells(in, r);
  FUZZ_CHECK(holds_line(r, c, line_here(c, &next)));
  if (c->format == READER_CSV)
    for (size_t i = 0; i < r->n_cells; i++)
      n_lines += count_newlines(r->cells[i].data, r->cells[i].size);
  skip_lines(c, n_lines);
}

static void check_header(const reader *in, cursor *c) {
  size_t n;
  const char *const *columns = reader_columns(in, &n);
  uint64_t n_lines = 1;
  for (size_t i = 0; i < n; i++) n_lines += count_newlines(columns[i], strlen(columns[i]));
  if (c->format != READER_CSV && c->format != READER_TSV) return;
  skip_blank(c);
  skip_lines(c, n_lines);
}

/* ---- files ------------------------------------------------------------------------------------------- */

static void read_file(const char *path, const char *data, size_t size, reader_options options,
                      batch *b) {
  reader *in = NULL;
  tenor_error error = {0};
  tenor_status status = reader_open(&in, path, &options, &error);
  FUZZ_CHECK(status == TENOR_OK || (status < 0 && !in && error.message[0] != '\0'));
  if (!in) return;
  const size_t mark = size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  cursor c = {data + mark, data + size, 1, reader_format_of(in), options.max_row_bytes};
  check_header(in, &c);
  while ((status = reader_next(in, b, BATCH_ROWS, &error)) == TENOR_OK) {
    FUZZ_CHECK(b->n_rows > 0 && b->n_rows <= BATCH_ROWS);
    for (size_t i = 0; i < b->n_rows; i++) check_row(in, &b->rows[i], &c);
  }
  FUZZ_CHECK(status == TENOR_END && b->n_rows == 0);
  skip_blank(&c);
  FUZZ_CHECK(c.at == c.end && reader_bytes_read(in) == size);
  reader_close(&in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *path = fuzz_file("rows", data, size);
  batch b; /* goes from file to file, as batches do from chunk to chunk of one */
  batch_init(&b);
  for (int format = READER_AUTO; format <= READER_TXT; format++) {
    const reader_options large = {(reader_format)format, LARGE_ROW};
    const reader_options small = {(reader_format)format, SMALL_ROW};
    read_file(path, (const char *)data, size, large, &b);
    read_file(path, (const char *)data, size, small, &b);
  }
  batch_finish(&b);
  return 0;
}
