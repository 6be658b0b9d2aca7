/* SPDX-License-Identifier: Apache-2.0 */
/* Readers: what they give for good files, and that bad ones lose nothing. */
#include "input/reader.h"
#include "input/sniff.h"
#include "input/wellformed.h"
#include "reader_fixture.h"

#include <fcntl.h>
#include <sys/stat.h>

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
  fixture f = read_text("a.jsonl",
                        "{\"id\": 1, \"text\": \"\\u00e9\\n\"}\n"
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
  static const char data[] =
      "{\"text\": \"a\"}\n"
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
