/* SPDX-License-Identifier: Apache-2.0 */
/* Readers: what they give for good files, and that bad ones lose nothing. */
#include "input/reader.h"
#include "input/sniff.h"
#include "input/wellformed.h"

#include "tempfile.h"

#include <fcntl.h>
#include <sys/stat.h>

/* A file that is being read; rows are looked at in the one batch. */
typedef struct fixture {
  tempfile file;
  reader *reader;
  batch batch;
  tenor_error error;
  tenor_status status;
} fixture;

static fixture open_bytes(const char *name, const char *data, size_t size, size_t max_row_bytes) {
  fixture f = {.file = tempfile_new(name)};
  tempfile_write(&f.file, data, size);
  batch_init(&f.batch);
  f.status =
      reader_open(&f.reader, f.file.path, &(reader_options){READER_AUTO, max_row_bytes}, &f.error);
  return f;
}

static fixture read_bytes(const char *name, const char *data, size_t size, size_t max_row_bytes) {
  fixture f = open_bytes(name, data, size, max_row_bytes);
  cr_assert_eq(f.status, TENOR_OK, "%s", f.error.message);
  f.status = reader_next(f.reader, &f.batch, 100000, &f.error);
  return f;
}

static fixture read_text(const char *name, const char *text) {
  return read_bytes(name, text, strlen(text), 0);
}

static void finish(fixture *f) {
  reader_close(&f->reader);
  cr_expect_null(f->reader);
  batch_finish(&f->batch);
  tempfile_remove(&f->file);
}

static void expect_cell(const fixture *f, size_t i, size_t column, const char *expected) {
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
static void expect_row(const fixture *f, size_t i, uint64_t line, const char *problem) {
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

static void expect_columns(const fixture *f, size_t n, const char *const *names) {
  size_t found;
  const char *const *columns = reader_columns(f->reader, &found);
  cr_assert_eq(found, n, "%zu columns, expected %zu", found, n);
  for (size_t i = 0; i < n; i++) cr_expect_str_eq(columns[i], names[i]);
}

/* ---- csv */

Test(csv, reads_plain_and_quoted_rows) {
  fixture f = read_text("a.csv", "id,text\n"
                                 "1,plain\n"
                                 "2,\"a, b\"\n"
                                 "3,\"say \"\"hi\"\"\"\n"
                                 "4,\n"
                                 "5,\"\"\n"
                                 "6,last without newline");
  expect_columns(&f, 2, (const char *const[]){"id", "text"});
  cr_assert_eq(f.batch.n_rows, 6);
  const char *const texts[] = {"plain", "a, b", "say \"hi\"", "", "", "last without newline"};
  for (size_t i = 0; i < 6; i++) {
    expect_row(&f, i, i + 2, NULL);
    expect_cell(&f, i, 1, texts[i]);
  }
  cr_expect_eq(reader_next(f.reader, &f.batch, 10, &f.error), TENOR_END);
  cr_expect_eq(reader_bytes_read(f.reader), reader_size(f.reader));
  finish(&f);
}

Test(csv, keeps_newlines_and_counts_lines) {
  fixture f = read_text("a.csv", "\xEF\xBB\xBFid,text\r\n"
                                 "1,\"two\r\nlines\"\r\n"
                                 "\r\n"
                                 "2,\"three\n\nlines\",\n"
                                 "3,x\r\n");
  expect_columns(&f, 2, (const char *const[]){"id", "text"});
  cr_assert_eq(f.batch.n_rows, 3);
  expect_row(&f, 0, 2, NULL);
  expect_cell(&f, 0, 1, "two\r\nlines");
  expect_row(&f, 1, 5, "expected 2 fields, found 3 (1 too many)");
  expect_cell(&f, 1, 1, "three\n\nlines");
  expect_row(&f, 2, 8, NULL);
  expect_cell(&f, 2, 1, "x");
  finish(&f);
}

Test(csv, leaves_blanks_and_stray_quotes_as_they_are) {
  fixture f = read_text("a.csv", "a,b,c\n"
                                 "  x , \ty\t,\" z \"\n"
                                 " p , q ,r \n"
                                 "5\" gun,it's \"so\",a\rb\n"
                                 ", \"b\",\"c\"\n");
  cr_assert_eq(f.batch.n_rows, 4);
  expect_cell(&f, 0, 0, "  x ");
  expect_cell(&f, 0, 1, " \ty\t");
  expect_cell(&f, 0, 2, " z ");
  expect_cell(&f, 1, 0, " p ");
  expect_cell(&f, 1, 2, "r ");
  expect_cell(&f, 2, 0, "5\" gun");
  expect_cell(&f, 2, 1, "it's \"so\"");
  expect_cell(&f, 2, 2, "a\rb");
  expect_cell(&f, 3, 1, " \"b\"");
  for (size_t i = 0; i < 4; i++) expect_row(&f, i, i + 2, NULL);
  finish(&f);
}

Test(csv, keeps_rows_with_a_wrong_number_of_fields) {
  fixture f = read_text("a.csv", "a,b,c\n1,2\n1,2,3,4,5\n\"1\",2\n1,\"2\",3,4\n");
  cr_assert_eq(f.batch.n_rows, 4);
  expect_row(&f, 0, 2, "expected 3 fields, found 2");
  expect_cell(&f, 0, 1, "2");
  expect_cell(&f, 0, 2, NULL);
  expect_row(&f, 1, 3, "expected 3 fields, found 5 (2 too many)");
  expect_cell(&f, 1, 2, "3");
  expect_cell(&f, 1, 4, "5");
  expect_row(&f, 2, 4, "found 2");
  expect_cell(&f, 2, 2, NULL);
  expect_row(&f, 3, 5, "1 too many");
  expect_cell(&f, 3, 3, "4");
  finish(&f);
}

Test(csv, ends_a_row_with_text_after_a_quote_at_its_line) {
  fixture f =
      read_text("a.csv", "a,b\n\"x\"y,z\nnext,row\n\"He said \"no\" to us\",w\nlast,\"row\"\n");
  cr_assert_eq(f.batch.n_rows, 4);
  expect_row(&f, 0, 2, "text after a closing quote at byte 4");
  expect_row(&f, 1, 3, NULL);
  expect_cell(&f, 1, 1, "row");
  expect_row(&f, 2, 4, "text after a closing quote");
  expect_cell(&f, 2, 0, "He said \"no\" to us");
  expect_cell(&f, 2, 1, "w");
  expect_row(&f, 3, 5, NULL);
  finish(&f);
}

Test(csv, goes_on_after_a_quote_that_is_not_closed) {
  fixture f = read_text("a.csv", "a,b\n"
                                 "1,\"open\n"
                                 "2,x\n"
                                 "3,y\n");
  cr_assert_eq(f.batch.n_rows, 3);
  expect_row(&f, 0, 2, "the quote that opens on line 2 is not closed");
  expect_cell(&f, 0, 0, "1");
  expect_cell(&f, 0, 1, "open");
  expect_row(&f, 1, 3, NULL);
  expect_cell(&f, 1, 1, "x");
  expect_row(&f, 2, 4, NULL);
  finish(&f);
}

Test(csv, tells_the_line_where_the_quote_opened) {
  fixture f = read_text("a.csv", "a,b\n\"one\ntwo\",\"open\nx,y\n");
  cr_assert_eq(f.batch.n_rows, 2);
  expect_row(&f, 0, 2, "the quote that opens on line 3 is not closed");
  expect_cell(&f, 0, 0, "one\ntwo");
  expect_cell(&f, 0, 1, "open");
  expect_row(&f, 1, 4, NULL);
  finish(&f);
}

Test(csv, bounds_what_a_quote_may_swallow) {
  char data[4096] = "a,b\n1,\"open\n";
  for (int i = 0; i < 100; i++) strcat(data, "2,some text\n");
  strcat(data, "3,\"closed\nagain, after 150 more bytes of what was not to be swallowed: "
               "........................................................................\"\n");
  fixture f = read_bytes("a.csv", data, strlen(data), 256);
  cr_assert_eq(f.batch.n_rows, 102);
  expect_row(&f, 0, 2, "the quote that opens on line 2 is not closed");
  for (size_t i = 1; i < 102; i++) expect_row(&f, i, i + 2, NULL);
  cr_expect_eq(f.batch.rows[101].n_cells, 2);
  finish(&f);
}

/* Quotes that open on every line, and quotes that are not closed for long, many times over: if each
 * were looked for through the rest of the file, this would take hours. */
Test(csv, is_not_slow_on_hostile_quotes, .timeout = 20) {
  static const char *const lines[] = {"a\",\"x\n", "\"\"\"\n",      "a,\"\"\"\n", "x,\"y\n\"\"\n",
                                      "\"a\"\"\n", "a\"\",\"\"b\n", "\",\"\n",    "\"a\n\"b\"\n"};
  enum { N = 100000, LONGEST = 8 };
  char *data = malloc(N * LONGEST + 64);
  cr_assert_not_null(data);
  for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
    char *at = data + sprintf(data, "a,b\n1,\"open\n");
    for (int i = 0; i < N; i++) at = stpcpy(at, lines[k]);
    fixture f = read_bytes("a.csv", data, (size_t)(at - data), k % 2 == 0 ? 0 : 5000);
    while (f.status == TENOR_OK) f.status = reader_next(f.reader, &f.batch, 100000, &f.error);
    cr_expect_eq(f.status, TENOR_END);
    finish(&f);
  }
  free(data);
}

Test(csv, notes_bytes_that_are_not_text) {
  static const char data[] = "a,b\n1,ab\xFFz\n2,x\0y\n3,\"q\n\xC3\x28\"\n4,\xC3\xA9\n";
  fixture f = read_bytes("a.csv", data, sizeof data - 1, 0);
  cr_assert_eq(f.batch.n_rows, 4);
  expect_row(&f, 0, 2, "invalid UTF-8 at byte 5");
  expect_cell(&f, 0, 1, "ab\xFFz");
  expect_row(&f, 1, 3, "NUL at byte 4");
  cr_expect_eq(f.batch.rows[1].cells[1].size, 3);
  expect_row(&f, 2, 4, "invalid UTF-8 at byte 6");
  expect_cell(&f, 2, 1, "q\n\xC3\x28");
  expect_row(&f, 3, 6, NULL);
  finish(&f);
}

Test(csv, cuts_a_row_that_is_too_long) {
  char data[8192] = "a,b\n1,";
  size_t start = strlen(data);
  memset(data + start, 'x', 5000);
  strcpy(data + start + 5000, "\n2,y\n");
  fixture f = read_bytes("a.csv", data, strlen(data), 2000);
  cr_assert_eq(f.batch.n_rows, 2);
  expect_row(&f, 0, 2, "row of 5002 bytes is longer than the limit of 2000");
  expect_cell(&f, 0, 0, "1");
  cr_expect_eq(f.batch.rows[0].cells[1].size, 1022);
  expect_row(&f, 1, 3, NULL);
  expect_cell(&f, 1, 1, "y");
  finish(&f);
}

Test(csv, long_quoted_rows_pass_the_buffer) {
  enum { SIZE = 3 << 20 };
  char *data = malloc(SIZE + 64);
  cr_assert_not_null(data);
  size_t at = (size_t)sprintf(data, "a,b\n1,\"");
  for (size_t i = 0; i < SIZE; i++) data[at++] = i % 80 == 79 ? '\n' : 'x';
  at += (size_t)sprintf(data + at, "\"\n2,z\n");
  fixture f = read_bytes("a.csv", data, at, 0);
  cr_assert_eq(f.batch.n_rows, 2);
  cr_expect_eq(f.batch.rows[0].cells[1].size, SIZE);
  expect_row(&f, 0, 2, NULL);
  expect_row(&f, 1, 3 + SIZE / 80, NULL);
  free(data);
  finish(&f);
}

Test(csv, one_column_and_small_batches) {
  fixture f = open_bytes("a.csv", "text\na\n\"\"\nb\n", 12, 0);
  const char *const expected[] = {"a", "", "b"};
  cr_assert_eq(f.status, TENOR_OK);
  for (size_t i = 0; i < 3; i++) {
    cr_assert_eq(reader_next(f.reader, &f.batch, 1, &f.error), TENOR_OK);
    cr_assert_eq(f.batch.n_rows, 1);
    expect_cell(&f, 0, 0, expected[i]);
  }
  cr_expect_eq(reader_next(f.reader, &f.batch, 1, &f.error), TENOR_END);
  finish(&f);
}

/* ---- tsv and text */

Test(tsv, has_no_quoting) {
  fixture f = read_text("a.tsv", "id\ttext\r\n1\t\"a\r\n2\tb\"\tc\r\n3\r\n\r\n4\t\r\n");
  expect_columns(&f, 2, (const char *const[]){"id", "text"});
  cr_assert_eq(f.batch.n_rows, 4);
  expect_row(&f, 0, 2, NULL);
  expect_cell(&f, 0, 1, "\"a");
  expect_row(&f, 1, 3, "1 too many");
  expect_cell(&f, 1, 1, "b\"");
  expect_row(&f, 2, 4, "expected 2 fields, found 1");
  expect_cell(&f, 2, 1, NULL);
  expect_row(&f, 3, 6, NULL);
  expect_cell(&f, 3, 1, "");
  finish(&f);
}

Test(txt, skips_and_counts_blank_lines) {
  fixture f = read_text("a.txt", "One.\n\n  \t\r\n Two, \"he said\".\r\nThree");
  expect_columns(&f, 1, (const char *const[]){"text"});
  cr_assert_eq(f.batch.n_rows, 3);
  expect_row(&f, 0, 1, NULL);
  expect_row(&f, 1, 4, NULL);
  expect_cell(&f, 1, 0, " Two, \"he said\".");
  expect_row(&f, 2, 5, NULL);
  finish(&f);
}

Test(txt, cuts_a_long_line_between_characters) {
  char data[4096] = "x";
  for (int i = 0; i < 800; i++) strcat(data, "\xC3\xA9");
  strcat(data, "\r\nshort\n");
  fixture f = read_bytes("a.txt", data, strlen(data), 1200);
  cr_assert_eq(f.batch.n_rows, 2);
  expect_row(&f, 0, 1, "row of 1601 bytes is longer than the limit of 1200");
  cr_expect_eq(f.batch.rows[0].cells[0].size, 1023);
  expect_row(&f, 1, 2, NULL);
  expect_cell(&f, 1, 0, "short");
  finish(&f);
}

Test(txt, limit_is_exact) {
  fixture f = read_bytes("a.txt", "12345678\r\n123456789\n12345678", 28, 8);
  cr_assert_eq(f.batch.n_rows, 3);
  expect_row(&f, 0, 1, NULL);
  expect_row(&f, 1, 2, "row of 9 bytes");
  expect_cell(&f, 1, 0, "123456789");
  expect_row(&f, 2, 3, NULL);
  finish(&f);
}

/* ---- jsonl */

Test(jsonl, columns_are_the_union_of_the_keys) {
  fixture f = read_text("a.jsonl", "{\"id\": 1, \"text\": \"\\u00e9\\n\"}\n"
                                   "\n"
                                   "{\"text\": null, \"x\": [1, {\"b\": 0.1}], \"y\": true}\r\n"
                                   "{\"y\": 1.5e300, \"id\": -7, \"x\": \"\"}");
  expect_columns(&f, 4, (const char *const[]){"id", "text", "x", "y"});
  cr_assert_eq(f.batch.n_rows, 3);
  expect_row(&f, 0, 1, NULL);
  expect_cell(&f, 0, 0, "1");
  expect_cell(&f, 0, 1, "\xC3\xA9\n");
  expect_cell(&f, 0, 2, NULL);
  expect_row(&f, 1, 3, NULL);
  expect_cell(&f, 1, 1, NULL);
  expect_cell(&f, 1, 2, "[1,{\"b\":0.1}]");
  expect_cell(&f, 1, 3, "true");
  expect_row(&f, 2, 4, NULL);
  expect_cell(&f, 2, 0, "-7");
  expect_cell(&f, 2, 2, "");
  expect_cell(&f, 2, 3, "1.5e300");
  cr_expect(f.batch.rows[2].raw_is_object);
  finish(&f);
}

Test(jsonl, keeps_broken_rows) {
  static const char data[] = "{\"text\": \"a\"}\n"
                             "{\"text\": \"b\"\n"
                             "[1,2]\n"
                             "{\"text\": \"x\", \"text\": \"y\"}\n"
                             "{\"text\": \"\xFF\"}\n"
                             "{\"text\": \"n\\u0000\"}\n"
                             "{\"text\": \"\0\"}\n"
                             "{\"text\": \"c\"} {}\n"
                             "{\"text\": \"z\"}\n";
  fixture f = read_bytes("a.jsonl", data, sizeof data - 1, 0);
  cr_assert_eq(f.batch.n_rows, 9);
  expect_row(&f, 0, 1, NULL);
  expect_row(&f, 1, 2, "broken JSON: ");
  expect_row(&f, 2, 3, "expected a JSON object, found an array");
  expect_row(&f, 3, 4, "duplicate object key");
  expect_row(&f, 4, 5, "invalid UTF-8 at byte 11");
  expect_row(&f, 5, 6, "broken JSON: ");
  expect_row(&f, 6, 7, "NUL at byte 11");
  expect_row(&f, 7, 8, "end of file expected");
  expect_row(&f, 8, 9, NULL);
  for (size_t i = 1; i < 8; i++) {
    expect_cell(&f, i, 0, NULL);
    cr_expect_gt(f.batch.rows[i].raw.size, 4);
    cr_expect_not(f.batch.rows[i].raw_is_object);
  }
  cr_expect_eq(memcmp(f.batch.rows[1].raw.data, "{\"text\": \"b\"", 12), 0);
  finish(&f);
}

Test(jsonl, notes_keys_that_come_too_late) {
  char *data = calloc(1, 1 << 16);
  cr_assert_not_null(data);
  char *at = data;
  for (int i = 0; i < READER_JSONL_AHEAD; i++) at += sprintf(at, "{\"a\": %d}\n", i);
  at += sprintf(at, "{\"a\": 0, \"b\": 1}\n{\"a\":1}\n");
  fixture f = read_bytes("a.jsonl", data, (size_t)(at - data), 0);
  cr_assert_eq(f.batch.n_rows, READER_JSONL_AHEAD + 2);
  cr_expect_str_eq(f.batch.rows[READER_JSONL_AHEAD].late_key, "b");
  expect_row(&f, READER_JSONL_AHEAD, READER_JSONL_AHEAD + 1, NULL);
  cr_expect_null(f.batch.rows[READER_JSONL_AHEAD + 1].late_key);
  free(data);
  finish(&f);
}

Test(jsonl, cuts_a_row_that_is_too_long) {
  char data[8192] = "{\"a\": 1}\n{\"a\": \"";
  memset(data + strlen(data), 'x', 4000);
  strcat(data, "\"}\n{\"a\": 2, \"b\": 3}\n");
  fixture f = read_bytes("a.jsonl", data, strlen(data), 2000);
  expect_columns(&f, 1, (const char *const[]){"a"}); /* looking ahead ends at the long row */
  cr_assert_eq(f.batch.n_rows, 3);
  expect_row(&f, 1, 2, "longer than the limit");
  cr_expect_eq(f.batch.rows[1].raw.size, 1024);
  expect_row(&f, 2, 3, NULL);
  cr_expect_str_eq(f.batch.rows[2].late_key, "b");
  finish(&f);
}

Test(jsonl, messages_hold_no_control_characters) {
  fixture f = read_text("a.jsonl", "{\"a\": 1}\n{\"a\": \x1B[31mred}\n");
  expect_row(&f, 1, 2, "broken JSON");
  for (const char *c = f.batch.rows[1].problem; *c != '\0'; c++) cr_expect_geq(*c, 0x20);
  finish(&f);
}

/* ---- failures that end reading */

static void expect_failure(const char *name, const char *data, tenor_status status,
                           const char *message) {
  fixture f = open_bytes(name, data, strlen(data), 0);
  cr_expect_eq(f.status, status, "%s: status %d (%s)", data, (int)f.status, f.error.message);
  cr_expect_not_null(strstr(f.error.message, message), "'%s', expected '%s'", f.error.message,
                     message);
  cr_expect_str_eq(f.error.file, f.file.path);
  finish(&f);
}

Test(reader, refuses_files_without_columns) {
  expect_failure("a.csv", "", TENOR_ERR_FORMAT, "is empty");
  expect_failure("a.txt", "\xEF\xBB\xBF", TENOR_ERR_FORMAT, "is empty");
  expect_failure("a.csv", "\n\r\n", TENOR_ERR_FORMAT, "has no header");
  expect_failure("a.csv", ",,\n1,2,3\n", TENOR_ERR_FORMAT, "the header is empty");
  expect_failure("a.csv", "text,id,text\n", TENOR_ERR_FORMAT, "column 'text' appears twice");
  expect_failure("a.tsv", "a\ta\n", TENOR_ERR_FORMAT, "column 'a' appears twice");
  expect_failure("a.csv", "a,\"b\n1,2\n", TENOR_ERR_FORMAT, "the quote that opens on line 1");
  expect_failure("a.csv", "a,\xFF\n1,2\n", TENOR_ERR_FORMAT, "header: invalid UTF-8 at byte 3");
  expect_failure("a.csv", "a,b\r1,2\r", TENOR_ERR_FORMAT, "carriage return");
  expect_failure("a.csv",
                 "\xFF\xFE"
                 "a",
                 TENOR_ERR_UTF8, "UTF-16");
}

Test(reader, takes_columns_without_a_name) {
  fixture f = read_text("a.csv", ",text,,\n0,a,,\n");
  expect_columns(&f, 4, (const char *const[]){"", "text", "", ""});
  expect_row(&f, 0, 2, NULL);
  finish(&f);
}

Test(reader, a_header_alone_is_no_failure) {
  static const char *const names[] = {"a.csv", "a.tsv"};
  for (size_t i = 0; i < 2; i++) {
    fixture f = read_text(names[i], "text\n");
    cr_expect_eq(f.status, TENOR_END);
    finish(&f);
  }
}

Test(reader, tells_what_cannot_be_opened) {
  tenor_error error;
  reader *r;
  tempfile file = tempfile_new("missing.csv");
  cr_expect_eq(reader_open(&r, file.path, NULL, &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.message, "no such file");
  cr_expect_null(r);
  cr_expect_eq(reader_open(&r, file.folder, NULL, &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.message, "is a directory");
  cr_expect_str_eq(error.file, file.folder);
  reader_close(&r);
  tempfile_remove(&file);
}

Test(reader, limits_the_columns) {
  char *data = malloc(20002);
  memset(data, ',', 20000);
  memcpy(data + 20000, "\n", 2);
  data[0] = 'a';
  expect_failure("a.csv", data, TENOR_ERR_LIMIT, "more than 16384 columns");
  free(data);
}

/* ---- format, standard input */

static void expect_sniffed(const char *data, reader_format expected) {
  reader_format found = sniff_bytes(data, strlen(data));
  cr_expect_eq(found, expected, "'%s': %d, expected %d", data, (int)found, (int)expected);
}

Test(sniff, bytes) {
  expect_sniffed("  \n {\"a\":1}\n", READER_JSONL);
  expect_sniffed("id\ttext\n1\ta\n", READER_TSV);
  expect_sniffed("text\nWe thank you, friends.\n", READER_TSV);
  expect_sniffed("text\nOne.\n\"We thank you, friends.\"\n", READER_CSV);
  expect_sniffed("Text of the day\nWe thank you, friends.\n", READER_TXT);
  expect_sniffed("id,date\n1,2\n", READER_CSV);
  expect_sniffed("\n\"id\",\"a, b\"\r\n1,\"x\ny, z\"\n", READER_CSV);
  expect_sniffed("id,Text\n", READER_CSV);
  expect_sniffed("speaker, text\nA, b\n", READER_CSV);
  expect_sniffed("id,date\n1,2,3\n", READER_TXT);
  expect_sniffed("We want peace, and trade.\nWe shall fight, and win.\n", READER_TXT);
  expect_sniffed("One line, no more.", READER_TXT);
  expect_sniffed("text", READER_TXT);
  expect_sniffed("", READER_TXT);
  expect_sniffed("\"quoted, ", READER_TXT);
}

Test(sniff, path) {
  cr_expect_eq(sniff_path("a.csv"), READER_CSV);
  cr_expect_eq(sniff_path("/x.csv/a.TSV"), READER_TSV);
  cr_expect_eq(sniff_path("b.tab"), READER_TSV);
  cr_expect_eq(sniff_path("b.ndjson"), READER_JSONL);
  cr_expect_eq(sniff_path("b.jsonl"), READER_JSONL);
  cr_expect_eq(sniff_path("b.txt"), READER_TXT);
  cr_expect_eq(sniff_path("x.csv/b"), READER_AUTO);
  cr_expect_eq(sniff_path("-"), READER_AUTO);
}

Test(reader, reads_a_pipe_on_standard_input) {
  static const char data[] = "id,text\n1,\"a\nb\"\n2,\"open\n3,c\n";
  int ends[2];
  batch b;
  tenor_error error;
  reader *r;

  batch_init(&b);
  cr_assert_eq(pipe(ends), 0);
  cr_assert_eq(write(ends[1], data, sizeof data - 1), (ssize_t)sizeof data - 1);
  cr_assert_eq(close(ends[1]), 0);
  cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  cr_assert_eq(reader_open(&r, "-", NULL, &error), TENOR_OK);
  cr_expect_str_eq(reader_name(r), "standard input");
  cr_expect_eq(reader_format_of(r), READER_CSV);
  cr_expect_eq(reader_size(r), 0);
  cr_assert_eq(reader_next(r, &b, 10, &error), TENOR_OK);
  cr_expect_eq(b.n_rows, 3);
  cr_expect_eq(b.rows[2].line, 5);
  reader_close(&r);
  batch_finish(&b);
}

/* ---- text and memory */

Test(wellformed, finds_the_first_bad_byte) {
  static const char *const good[] = {"",
                                     "abc",
                                     "caf\xC3\xA9",
                                     "\xE2\x82\xAC",
                                     "\xF0\x9F\x98\x80",
                                     "\xED\x9F\xBF\xEE\x80\x80",
                                     "\xF4\x8F\xBF\xBF"};
  static const char *const bad[] = {"\x80",
                                    "\xC0\xAF",
                                    "\xC3",
                                    "\xE0\x80\xAF",
                                    "\xED\xA0\x80",
                                    "\xF4\x90\x80\x80",
                                    "\xF5\x80\x80\x80",
                                    "\xE2\x82",
                                    "\xFF"};
  for (size_t pad = 0; pad < 20; pad++) {
    char data[64];
    memset(data, 'x', sizeof data);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
      memcpy(data + pad, good[i], strlen(good[i]));
      cr_expect_eq(wellformed_prefix(data, pad + strlen(good[i])), pad + strlen(good[i]));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
      memcpy(data + pad, bad[i], strlen(bad[i]));
      cr_expect_eq(wellformed_prefix(data, pad + strlen(bad[i])), pad, "pad %zu case %zu", pad, i);
    }
    data[pad] = '\0';
    cr_expect_eq(wellformed_prefix(data, pad + 1), pad);
  }
}

Test(batch, soon_allocates_nothing) {
  batch b;
  batch_init(&b);
  struct batch_chunk *first = NULL;
  for (int round = 0; round < 50; round++) {
    batch_reset(&b, 3);
    for (uint64_t i = 0; i < 1000; i++) {
      row *r = batch_add_row(&b, i);
      cr_assert(batch_add_cells(&b, r, 3));
      size_t size = (i * 7919 + (uint64_t)round) % 499 == 0 ? 300000 : 200;
      char *bytes = batch_alloc(&b, size);
      cr_assert_not_null(bytes);
      memset(bytes, 'x', size);
    }
    if (round == 0) first = b.first;
    cr_assert_eq(b.first, first);
  }
  batch_finish(&b);
}

/* ---- nothing is lost, whatever the bytes */

static uint64_t next_random(uint64_t *state) { /* splitmix64 */
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static size_t mutate(char *data, size_t size, size_t capacity, uint64_t *seed) {
  static const char special[] = "\"\"\"\n\n\r,\t{}[]:\\ x\xFF\xC3\xA9";
  for (uint64_t n = next_random(seed) % 8; n > 0; n--) {
    size_t at = next_random(seed) % (size + 1);
    char byte = special[next_random(seed) % sizeof special]; /* its terminator too: NUL */
    if (next_random(seed) % 3 == 0 && at < size) {
      memmove(data + at, data + at + 1, --size - at);
    } else if (size < capacity) {
      memmove(data + at + 1, data + at, size++ - at);
      data[at] = byte;
    }
  }
  return size;
}

static bool line_has_content(const char *data, size_t size, bool trim) {
  for (size_t i = 0; i < size; i++)
    if (!(data[i] == '\r' && i + 1 == size) &&
        !(trim && (data[i] == ' ' || data[i] == '\t' || data[i] == '\r')))
      return true;
  return false;
}

/* Lines that are not blank, by a count that shares nothing with the reader. */
static size_t count_lines(const char *data, size_t size, bool trim) {
  size_t n = 0;
  for (size_t at = 0; at < size;) {
    const char *newline = memchr(data + at, '\n', size - at);
    size_t stop = newline != NULL ? (size_t)(newline - data) : size;
    bool lone = newline == NULL; /* a "\r" at the very end is no end of line */
    n += line_has_content(data + at, stop - at, trim) || (lone && !trim && stop > at);
    at = stop + 1;
  }
  return n;
}

static size_t count_letters(const char *data, size_t size) {
  size_t n = 0;
  for (size_t i = 0; i < size; i++) n += data[i] >= 'a' && data[i] <= 'z';
  return n;
}

/* What the rows of a file add up to. */
typedef struct tally {
  size_t rows, letters;
  uint64_t line;
  bool cut;
} tally;

static void tally_batch(tally *t, const batch *b, reader_format format) {
  for (size_t i = 0; i < b->n_rows; i++) {
    const row *r = &b->rows[i];
    cr_assert_gt(r->line, t->line, "rows must begin on rising lines");
    cr_assert(r->problem != NULL || format == READER_JSONL || r->n_cells == b->n_columns);
    t->line = r->line;
    t->rows++;
    if (r->problem != NULL && strstr(r->problem, "longer than")) t->cut = true;
    for (size_t k = 0; k < r->n_cells; k++)
      t->letters += count_letters(r->cells[k].data, r->cells[k].size);
  }
}

/* Each line that is not blank is a row, except that a quoted csv row may run over several; and each
 * letter of the file is in some cell, unless a row was cut. */
static void check_tally(const tally *t, reader_format format, const char *data, size_t size) {
  size_t lines = count_lines(data, size, format == READER_TXT || format == READER_JSONL);
  if (format == READER_CSV)
    cr_assert_leq(t->rows, lines);
  else
    cr_assert_eq(t->rows, lines, "%zu rows of %zu lines:\n%.*s", t->rows, lines, (int)size, data);
  if (format != READER_JSONL && !t->cut)
    cr_assert_eq(t->letters, count_letters(data, size), "letters were lost of:\n%.*s", (int)size,
                 data);
}

static void check_mutant(const char *name, reader_format format, const char *data, size_t size,
                         size_t limit) {
  tempfile file = tempfile_new(name);
  bool has_header = format == READER_CSV || format == READER_TSV;
  tally t = {.rows = has_header};
  tenor_error error;
  reader *r;
  batch b;

  tempfile_write(&file, data, size);
  batch_init(&b);
  if (reader_open(&r, file.path, &(reader_options){format, limit}, &error) == TENOR_OK) {
    size_t n;
    const char *const *columns = reader_columns(r, &n);
    for (size_t i = 0; has_header && i < n; i++)
      t.letters += count_letters(columns[i], strlen(columns[i]));
    while (reader_next(r, &b, 3, &error) == TENOR_OK) tally_batch(&t, &b, format);
    cr_assert_eq(reader_bytes_read(r), size);
    check_tally(&t, format, data, size);
  }
  reader_close(&r);
  batch_finish(&b);
  tempfile_remove(&file);
}

Test(reader, loses_nothing_of_mutated_files, .timeout = 120) {
  static const struct {
    const char *name;
    reader_format format;
    const char *data;
  } seeds[] = {
      {"a.csv", READER_CSV, "id,text\n1,\"a \"\"b\"\" c\"\n2,plain\n3,\"two\nlines\"\r\n4,x\n"},
      {"a.tsv", READER_TSV, "id\ttext\n1\tabc\r\n2\t\"def\"\n\n3\tghi"},
      {"a.jsonl", READER_JSONL, "{\"id\":1,\"text\":\"a\"}\n{\"text\":null,\"x\":[1.5]}\n{}\n"},
      {"a.txt", READER_TXT, "One sentence.\n\nTwo, \"sentences\".\r\nThree.\n"},
  };
  uint64_t seed = 42;
  for (int i = 0; i < 6000; i++) {
    size_t kind = (size_t)i % 4;
    char data[512];
    size_t size = strlen(seeds[kind].data);
    memcpy(data, seeds[kind].data, size);
    size = mutate(data, size, sizeof data, &seed);
    size_t limit = 16 + next_random(&seed) % 100;
    check_mutant(seeds[kind].name, seeds[kind].format, data, size, limit);
  }
}
