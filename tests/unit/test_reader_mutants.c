/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing is lost, whatever the bytes: small files of every format, mutated with a seed. */
#include "reader_fixture.h"

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
