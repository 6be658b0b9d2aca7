/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of the readers share: a file made for the test, read, and looked at row by row. */
#ifndef TENOR_TEST_READER_FIXTURE_H
#define TENOR_TEST_READER_FIXTURE_H

#include "input/reader.h"

#include "tempfile.h"

/* A file that is being read; rows are looked at in the one batch. */
typedef struct fixture {
  tempfile file;
  reader *reader;
  batch batch;
  tenor_error error;
  tenor_status status;
} fixture;

static inline fixture open_bytes(const char *name, const char *data, size_t size,
                                 size_t max_row_bytes) {
  fixture f = {.file = tempfile_new(name)};
  tempfile_write(&f.file, data, size);
  batch_init(&f.batch);
  f.status = reader_open(&f.reader, f.file.path, &(reader_options){.max_row_bytes = max_row_bytes},
                         &f.error);
  return f;
}

static inline fixture read_bytes(const char *name, const char *data, size_t size,
                                 size_t max_row_bytes) {
  fixture f = open_bytes(name, data, size, max_row_bytes);
  cr_assert_eq(f.status, TENOR_OK, "%s", f.error.message);
  f.status = reader_next(f.reader, &f.batch, 100000, &f.error);
  return f;
}

static inline fixture read_text(const char *name, const char *text) {
  return read_bytes(name, text, strlen(text), 0);
}

static inline void finish(fixture *f) {
  reader_close(&f->reader);
  cr_expect_null(f->reader);
  batch_finish(&f->batch);
  tempfile_remove(&f->file);
}

static inline void expect_cell(const fixture *f, size_t i, size_t column, const char *expected) {
  cr_assert_lt(i, f->batch.n_rows);
  const row *r = &f->batch.rows[i];
  cr_assert_lt(column, r->n_cells > f->batch.n_columns ? r->n_cells : f->batch.n_columns);
  cell c = r->cells[column];
  if (expected == NULL) {
    cr_expect_null(c.data, "row %zu column %zu should be absent", i, column);
    return;
  }
  cr_assert_not_null(c.data, "row %zu column %zu is absent", i, column);
  cr_expect(c.size == strlen(expected) && memcmp(c.data, expected, c.size) == 0,
            "row %zu column %zu: '%.*s', expected '%s'", i, column, (int)c.size, c.data, expected);
}

/* `problem` must be part of the row's problem, or NULL: no problem. */
static inline void expect_row(const fixture *f, size_t i, uint64_t line, const char *problem) {
  cr_assert_lt(i, f->batch.n_rows, "only %zu rows", f->batch.n_rows);
  const row *r = &f->batch.rows[i];
  cr_expect_eq(r->line, line, "row %zu: line %llu, expected %llu", i, (unsigned long long)r->line,
               (unsigned long long)line);
  if (problem == NULL)
    cr_expect_null(r->problem, "row %zu: %s", i, r->problem);
  else if (r->problem == NULL)
    cr_expect_fail("row %zu should have the problem: %s", i, problem);
  else
    cr_expect_not_null(strstr(r->problem, problem), "row %zu: '%s', expected '%s'", i, r->problem,
                       problem);
}

static inline void expect_columns(const fixture *f, size_t n, const char *const *names) {
  size_t found;
  const char *const *columns = reader_columns(f->reader, &found);
  cr_assert_eq(found, n, "%zu columns, expected %zu", found, n);
  for (size_t i = 0; i < n; i++) cr_expect_str_eq(columns[i], names[i]);
}

#endif
