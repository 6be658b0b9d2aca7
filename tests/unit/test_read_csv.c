/* SPDX-License-Identifier: Apache-2.0 */
/* CSV as people and spreadsheets write it, and as it should not be. */
#include "reader_fixture.h"

Test(csv, reads_plain_and_quoted_rows) {
  fixture f = read_text("a.csv",
                        "id,text\n"
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
  fixture f = read_text("a.csv",
                        "\xEF\xBB\xBFid,text\r\n"
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
  fixture f = read_text("a.csv",
                        "a,b,c\n"
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
  fixture f = read_text("a.csv",
                        "a,b\n"
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
  strcat(data,
         "3,\"closed\nagain, after 150 more bytes of what was not to be swallowed: "
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
