/* SPDX-License-Identifier: Apache-2.0 */
/* Writers and the checked output stream below them. */
#include "input/reader.h"
#include "output/writer.h"

#include "tempfile.h"

#include <signal.h>
#include <sys/stat.h>

#define CELL(text) ((cell){text, sizeof(text) - 1})
#define ABSENT     ((cell){NULL, 0})

static const column two[] = {{"text", COLUMN_TEXT, true}, {"score", COLUMN_NUMBER, false}};

/* Writes rows of two cells and compares the file; returns the count of altered cells. */
static uint64_t expect_output(writer_options options, const cell (*rows)[2], size_t n,
                              const row *from, const char *expected) {
  tempfile file = tempfile_new("out");
  tenor_error error = {0};
  out *stream;
  writer *w;

  cr_assert_eq(out_open(&stream, file.path, &error), TENOR_OK, "%s", error.message);
  cr_assert_eq(writer_open(&w, stream, &options, two, 2, &error), TENOR_OK);
  for (size_t i = 0; i < n; i++)
    cr_assert_eq(writer_row(w, rows[i], from != NULL ? &from[i] : NULL, &error), TENOR_OK);
  uint64_t altered = writer_n_altered(w);
  cr_assert_eq(writer_close(&w, &error), TENOR_OK);
  cr_expect_neq(access(file.path, F_OK), 0, "the file is there before it is whole");
  cr_assert_eq(out_close(&stream, &error), TENOR_OK, "%s", error.message);
  cr_expect_null(stream);
  char *found = tempfile_read(&file);
  cr_expect_str_eq(found, expected, "found:\n%s\nexpected:\n%s", found, expected);
  free(found);
  tempfile_remove(&file);
  return altered;
}

Test(writer, csv_quotes_when_it_must) {
  const cell rows[][2] = {{CELL("plain text"), CELL("0.5")}, {CELL("a, b"), ABSENT},
                          {CELL("say \"hi\""), CELL("")},    {CELL("two\nlines"), CELL("1")},
                          {CELL("cr\r"), CELL("1")},         {CELL(" blank "), CELL("1")}};
  expect_output((writer_options){WRITER_CSV, 0}, rows, 6, NULL,
                "text,score\nplain text,0.5\n\"a, b\",\n\"say \"\"hi\"\"\",\n\"two\nlines\",1\n"
                "\"cr\r\",1\n blank ,1\n");
}

Test(writer, tsv_counts_what_it_alters) {
  const cell rows[][2] = {
      {CELL("a\tb\nc"), CELL("1")}, {CELL("\"q\""), CELL("2")}, {CELL("x\r\ny"), ABSENT}};
  uint64_t altered = expect_output((writer_options){WRITER_TSV, 0}, rows, 3, NULL,
                                   "text\tscore\na b c\t1\n\"q\"\t2\nx y\t\n");
  cr_expect_eq(altered, 2);
}

Test(writer, jsonl_escapes) {
  const cell rows[][2] = {{CELL("q\" b\\ n\n t\t \x01 \x7F"), CELL("0.250")},
                          {CELL("caf\xC3\xA9 \xFF \xE2\x82"), ABSENT},
                          {ABSENT, CELL("")},
                          {CELL(""), CELL("-1")}};
  expect_output((writer_options){WRITER_JSONL, 0}, rows, 4, NULL,
                "{\"text\":\"q\\\" b\\\\ n\\n t\\t \\u0001 \\u007f\",\"score\":0.250}\n"
                "{\"text\":\"caf\xC3\xA9 \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\",\"score\":null}\n"
                "{\"text\":null,\"score\":null}\n"
                "{\"text\":\"\",\"score\":-1}\n");
}

Test(writer, jsonl_keeps_the_object_of_the_input) {
  const cell rows[][2] = {{CELL("t"), CELL("1")},
                          {CELL("t"), CELL("2")},
                          {ABSENT, CELL("3")},
                          {ABSENT, ABSENT},
                          {ABSENT, ABSENT}};
  const row from[] = {
      {.raw = CELL("{ \"text\" : \"t\", \"n\": 1.50 }  "), .raw_is_object = true},
      {.raw = CELL("{\"text\":\"t}\"}"), .raw_is_object = true, .problem = "no text"},
      {.raw = CELL("{ }"), .raw_is_object = true},
      {.raw = CELL("{\"text\": \"t\""), .problem = "broken JSON"},
      {.raw = ABSENT}};
  expect_output((writer_options){WRITER_JSONL, 0}, rows, 5, from,
                "{ \"text\" : \"t\", \"n\": 1.50 ,\"score\":1}\n"
                "{\"text\":\"t}\",\"score\":2}\n"
                "{ \"score\":3}\n"
                "{\"_raw\":\"{\\\"text\\\": \\\"t\\\"\",\"score\":null}\n"
                "{\"text\":null,\"score\":null}\n");
}

Test(writer, table_aligns_and_underlines) {
  const cell rows[][2] = {{CELL("caf\xC3\xA9"), CELL("0.5")},
                          {CELL("\xE4\xB8\xAD\xE6\x96\x87"), CELL("-10.25")},
                          {CELL("a\tb\x1B[0m\xC2\x85\xE2\x80\xAE."), ABSENT},
                          {CELL("bad \xFF"), CELL("1")}};
  expect_output((writer_options){WRITER_TABLE, 0}, rows, 4, NULL,
                "text         score\n"
                "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80"
                "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80  "
                "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\n"
                "caf\xC3\xA9           0.5\n"
                "\xE4\xB8\xAD\xE6\x96\x87        -10.25\n"
                "a b [0m  .        \n"
                "bad \xEF\xBF\xBD            1\n");
}

Test(writer, table_fits_the_terminal) {
  const cell rows[][2] = {{CELL("a long statement about nothing"), CELL("0.5")},
                          {CELL("\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD"
                                "\xE6\x96\x87\xE4\xB8\xAD"),
                           CELL("1")},
                          {CELL("exactly 12 .."), CELL("123456")}};
  expect_output((writer_options){WRITER_TABLE, 20}, rows, 3, NULL,
                "text           score\n"
                "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80"
                "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80  "
                "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\n"
                "a long stat\xE2\x80\xA6     0.5\n"
                "\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD\xE2\x80\xA6"
                "        1\n"
                "exactly 12 \xE2\x80\xA6  123456\n");
}

Test(writer, table_leaves_out_what_can_be_spared) {
  static const column four[] = {{"id", COLUMN_TEXT, true},
                                {"text", COLUMN_TEXT, true},
                                {"score", COLUMN_NUMBER, false},
                                {"p", COLUMN_NUMBER, false}};
  static const unsigned char spare[] = {2, 0, 0, 1};
  static const cell cells[] = {{"number-one", 10}, {"plain words", 11}, {"0.5", 3}, {"0.25", 4}};
  static const size_t widths[] = {40, 28,
                                  18}; /* of the terminal: all fit, the id goes, p goes too */
  for (size_t i = 0; i < 3; i++) {
    tempfile file = tempfile_new("out");
    tenor_error error = {0};
    const writer_options options = {WRITER_TABLE, widths[i]};
    out *stream;
    writer *w;
    cr_assert_eq(out_open(&stream, file.path, &error), TENOR_OK);
    cr_assert_eq(writer_open(&w, stream, &options, four, 4, &error), TENOR_OK);
    writer_spare(w, spare);
    cr_assert_eq(writer_row(w, cells, NULL, &error), TENOR_OK);
    cr_assert_eq(writer_close(&w, &error), TENOR_OK);
    cr_assert_eq(out_close(&stream, &error), TENOR_OK);
    char *found = tempfile_read(&file);
    cr_expect_eq(strstr(found, "number-one") != NULL, i == 0, "%s", found);
    cr_expect_eq(strstr(found, "0.25") != NULL, i < 2, "%s", found);
    cr_expect_not_null(strstr(found, "plain words"), "%s", found);
    cr_expect_eq(strstr(found, "do not fit the terminal: 1") != NULL, i == 1, "%s", found);
    cr_expect_eq(strstr(found, "do not fit the terminal: 2") != NULL, i == 2, "%s", found);
    free(found);
    tempfile_remove(&file);
  }
}

Test(writer, table_streams_after_the_first_rows) {
  tempfile file = tempfile_new("out");
  tenor_error error;
  out *stream;
  writer *w;
  const cell narrow[] = {CELL("narrow row"), CELL("1")};
  const cell wide[] = {CELL("a row that is wider than all the others"), CELL("1000000")};

  cr_assert_eq(out_open(&stream, file.path, &error), TENOR_OK);
  cr_assert_eq(writer_open(&w, stream, &(writer_options){WRITER_TABLE, 80}, two, 2, &error), 0);
  for (int i = 0; i < 250; i++) cr_assert_eq(writer_row(w, narrow, NULL, &error), TENOR_OK);
  cr_assert_eq(writer_row(w, wide, NULL, &error), TENOR_OK);
  cr_assert_eq(writer_close(&w, &error), TENOR_OK);
  cr_assert_eq(out_close(&stream, &error), TENOR_OK);
  char *found = tempfile_read(&file);
  size_t lines = 0;
  for (const char *at = found; (at = strchr(at, '\n')) != NULL; at++) lines++;
  cr_expect_eq(lines, 253);
  cr_expect_not_null(strstr(found, "a row tha\xE2\x80\xA6  1000000\n"));
  free(found);
  tempfile_remove(&file);
}

Test(writer, an_empty_table_has_its_header) {
  expect_output((writer_options){WRITER_TABLE, 0}, NULL, 0, NULL,
                "text  score\n\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80  "
                "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\n");
}

/* ---- the stream */

Test(out, reports_a_full_disk) {
  tenor_error error = {0};
  out *stream;
  char block[4096];

  memset(block, 'x', sizeof block);
  cr_assert_eq(out_open(&stream, "/dev/full", &error), TENOR_OK, "%s", error.message);
  for (int i = 0; i < 100; i++) out_bytes(stream, block, sizeof block);
  cr_expect_eq(out_status(stream, &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.file, "/dev/full");
  cr_expect_str_eq(error.message, "cannot write: No space left on device");
  cr_expect_eq(out_close(&stream, &error), TENOR_ERR_IO);
  cr_expect_null(stream);

  cr_assert_eq(out_open(&stream, "/dev/full", &error), TENOR_OK);
  out_text(stream, "little");
  cr_expect_eq(out_status(stream, &error), TENOR_OK); /* still in the buffer */
  cr_expect_eq(out_close(&stream, &error), TENOR_ERR_IO);
}

Test(out, keeps_bytes_in_memory) {
  tenor_error error = {0};
  out *stream;
  size_t size;
  static char block[300000];
  cr_assert_eq(out_open_memory(&stream, &error), TENOR_OK);
  cr_expect_str_eq(out_memory(stream, &size), "");
  cr_expect_eq(size, 0);
  for (size_t i = 0; i < sizeof block; i++) block[i] = (char)(i % 251);
  out_text(stream, "first");
  for (int i = 0; i < 3; i++) out_bytes(stream, block, sizeof block);
  out_byte(stream, '\0');
  const char *data = out_memory(stream, &size);
  cr_assert_eq(out_status(stream, &error), TENOR_OK);
  cr_assert_eq(size, 5 + 3 * sizeof block + 1);
  cr_expect_eq(memcmp(data, "first", 5), 0);
  for (size_t i = 0; i < 3; i++)
    cr_expect_eq(memcmp(data + 5 + i * sizeof block, block, sizeof block), 0);
  out_discard(&stream);
  cr_expect_null(stream);
}

Test(out, a_writer_fails_on_a_full_disk) {
  tenor_error error = {0};
  out *stream;
  writer *w;
  static char long_text[300000];
  const cell cells[] = {{long_text, sizeof long_text}, ABSENT};

  memset(long_text, 'x', sizeof long_text);
  cr_assert_eq(out_open(&stream, "/dev/full", &error), TENOR_OK);
  cr_assert_eq(writer_open(&w, stream, &(writer_options){WRITER_CSV, 0}, two, 2, &error), 0);
  cr_expect_eq(writer_row(w, cells, NULL, &error), TENOR_ERR_IO);
  cr_expect_eq(writer_close(&w, &error), TENOR_ERR_IO);
  cr_expect_eq(out_close(&stream, &error), TENOR_ERR_IO);
}

Test(out, reports_a_closed_pipe) {
  int ends[2];
  tenor_error error = {0};
  out *stream;

  (void)signal(SIGPIPE, SIG_IGN);
  cr_assert_eq(pipe(ends), 0);
  cr_assert_eq(close(ends[0]), 0);
  int saved = dup(STDOUT_FILENO);
  cr_assert_eq(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
  cr_assert_eq(out_open(&stream, "-", &error), TENOR_OK);
  out_text(stream, "x");
  tenor_status status = out_flush(stream, &error);
  tenor_status closed = out_close(&stream, &error);
  cr_assert_eq(dup2(saved, STDOUT_FILENO), STDOUT_FILENO);
  cr_expect_eq(status, TENOR_ERR_IO);
  cr_expect_eq(closed, TENOR_ERR_IO);
  cr_expect_str_eq(error.file, "standard output");
  cr_expect_str_eq(error.message, "cannot write: Broken pipe");
}

Test(out, replaces_a_file_whole_or_not_at_all) {
  tempfile file = tempfile_new("out");
  tenor_error error = {0};
  out *stream;
  struct stat about;

  tempfile_write(&file, "old", 3);
  cr_assert_eq(chmod(file.path, 0640), 0);
  cr_assert_eq(out_open(&stream, file.path, &error), TENOR_OK);
  out_text(stream, "new");
  out_discard(&stream);
  char *found = tempfile_read(&file);
  cr_expect_str_eq(found, "old");
  free(found);

  cr_assert_eq(out_open(&stream, file.path, &error), TENOR_OK);
  out_text(stream, "new");
  cr_assert_eq(out_close(&stream, &error), TENOR_OK);
  found = tempfile_read(&file);
  cr_expect_str_eq(found, "new");
  free(found);
  cr_assert_eq(stat(file.path, &about), 0);
  cr_expect_eq(about.st_mode & 0777, 0640);
  tempfile_remove(&file); /* and with it checks that no temporary is left */
}

Test(out, follows_a_link) {
  tempfile file = tempfile_new("target");
  tenor_error error = {0};
  out *stream;
  struct stat about;
  char link[160];

  tempfile_write(&file, "old", 3);
  (void)snprintf(link, sizeof link, "%s/link", file.folder);
  cr_assert_eq(symlink(file.path, link), 0);
  cr_assert_eq(out_open(&stream, link, &error), TENOR_OK);
  out_text(stream, "new");
  cr_assert_eq(out_close(&stream, &error), TENOR_OK);
  cr_assert_eq(lstat(link, &about), 0);
  cr_expect(S_ISLNK(about.st_mode));
  char *found = tempfile_read(&file);
  cr_expect_str_eq(found, "new");
  free(found);
  cr_assert_eq(unlink(link), 0);
  tempfile_remove(&file);
}

Test(out, cannot_open) {
  tenor_error error = {0};
  out *stream;
  cr_expect_eq(out_open(&stream, "/no/such/folder/file", &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.message, "cannot open: No such file or directory");
  cr_expect_null(stream);
  cr_expect_eq(out_open(&stream, "/tmp", &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.message, "cannot open: Is a directory");
}

/* ---- there and back */

static uint64_t next_random(uint64_t *state) { /* splitmix64 */
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* Whatever text is in the cells comes back the same from csv and from jsonl. */
static void round_trip(writer_format format, const char *name, uint64_t seed) {
  static const char alphabet[] = "ab \"\",,\n\r\t\\{}:'.";
  enum { ROWS = 300, BYTES = 12 };
  char texts[ROWS][2][BYTES];
  size_t sizes[ROWS][2];
  const column columns[] = {{"a", COLUMN_TEXT, true}, {"b", COLUMN_TEXT, true}};
  tempfile file = tempfile_new(name);
  tenor_error error = {0};
  out *stream;
  writer *w;

  cr_assert_eq(out_open(&stream, file.path, &error), TENOR_OK);
  cr_assert_eq(writer_open(&w, stream, &(writer_options){format, 0}, columns, 2, &error), 0);
  for (size_t i = 0; i < ROWS; i++) {
    cell cells[2];
    for (size_t k = 0; k < 2; k++) {
      sizes[i][k] = next_random(&seed) % (BYTES + 1);
      for (size_t j = 0; j < sizes[i][k]; j++)
        texts[i][k][j] = alphabet[next_random(&seed) % (sizeof alphabet - 1)];
      cells[k] = (cell){texts[i][k], sizes[i][k]};
    }
    cr_assert_eq(writer_row(w, cells, NULL, &error), TENOR_OK);
  }
  cr_assert_eq(writer_close(&w, &error), TENOR_OK);
  cr_assert_eq(out_close(&stream, &error), TENOR_OK);

  reader *r;
  batch b;
  batch_init(&b);
  cr_assert_eq(reader_open(&r, file.path, NULL, &error), TENOR_OK, "%s", error.message);
  cr_assert_eq(reader_next(r, &b, ROWS + 1, &error), TENOR_OK);
  cr_assert_eq(b.n_rows, ROWS);
  for (size_t i = 0; i < ROWS; i++) {
    cr_assert_null(b.rows[i].problem, "row %zu: %s", i, b.rows[i].problem);
    for (size_t k = 0; k < 2; k++) {
      cell c = b.rows[i].cells[k];
      cr_assert(c.size == sizes[i][k] && memcmp(c.data, texts[i][k], c.size) == 0,
                "row %zu: '%.*s' became '%.*s'", i, (int)sizes[i][k], texts[i][k], (int)c.size,
                c.data);
    }
  }
  reader_close(&r);
  batch_finish(&b);
  tempfile_remove(&file);
}

Test(writer, what_is_written_reads_back) {
  for (uint64_t seed = 1; seed <= 20; seed++) {
    round_trip(WRITER_CSV, "a.csv", seed);
    round_trip(WRITER_JSONL, "a.jsonl", seed);
  }
}
