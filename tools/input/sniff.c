/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Guesses a format.
 *
 * The costly mistake is to take prose for a table: the first statement would be lost as a header,
 * and the rest cut at the commas. Prose has a blank after its commas and a header that a program
 * wrote has none, so a header is believed only when its names look like names and the next row has
 * as many fields, or when one of the names is a column that we know.
 */
#include "input/sniff.h"

#include <string.h>
#include <strings.h>

enum { NAME_BYTES = 64 };

reader_format sniff_path(const char *path) {
  static const struct {
    const char *extension;
    reader_format format;
  } known[] = {{".csv", READER_CSV},     {".tsv", READER_TSV},      {".tab", READER_TSV},
               {".jsonl", READER_JSONL}, {".ndjson", READER_JSONL}, {".txt", READER_TXT}};
  const char *slash = strrchr(path, '/');
  const char *dot = strrchr(slash != NULL ? slash : path, '.');

  for (size_t i = 0; dot != NULL && i < sizeof known / sizeof *known; i++)
    if (strcasecmp(dot, known[i].extension) == 0) return known[i].format;
  return READER_AUTO;
}

typedef struct heading {
  size_t n_fields;
  bool known; /* one of the names is a column that we know */
  bool names; /* every field looks like a name */
} heading;

static bool is_known_name(const char *data, size_t size) {
  static const char *const known[] = {"text", "statement", "speaker"};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (size == strlen(known[i]) && strncasecmp(data, known[i], size) == 0) return true;
  return false;
}

static void see_field(heading *head, const char *data, size_t size) {
  if (size >= 2 && data[0] == '"' && data[size - 1] == '"') data++, size -= 2;
  if (size > NAME_BYTES || (size > 0 && (data[0] == ' ' || data[size - 1] == ' ')))
    head->names = false;
  while (size > 0 && data[0] == ' ') data++, size--;
  while (size > 0 && data[size - 1] == ' ') size--;
  if (is_known_name(data, size)) head->known = true;
  head->n_fields++;
}

/* Sees the fields of the row at `data` and returns its bytes with the newline. */
static size_t see_row(heading *head, const char *data, size_t size, char delimiter) {
  bool quoted = false;
  size_t field = 0, at = 0;

  *head = (heading){.names = true};
  for (; at < size && (quoted || data[at] != '\n'); at++) {
    if (data[at] == '"') quoted = !quoted;
    if (quoted || data[at] != delimiter) continue;
    see_field(head, data + field, at - field);
    field = at + 1;
  }
  size_t end = at > field && data[at - 1] == '\r' ? at - 1 : at;
  see_field(head, data + field, end - field);
  return at < size ? at + 1 : at;
}

static bool is_csv(const char *data, size_t size) {
  heading first, second;
  size_t next = see_row(&first, data, size, ',');

  if (first.n_fields < 2) return false;
  if (first.known) return true;
  if (!first.names || next >= size) return false;
  see_row(&second, data + next, size - next, ',');
  return second.n_fields == first.n_fields;
}

/* A header alone, such as "text": quotes tell whether the lines below are those of csv. Else they are taken as they
 * stand, commas included, which is tsv. */
static reader_format only_column(const char *data, size_t size, size_t header_bytes) {
  heading head;
  (void)see_row(&head, data, header_bytes, ',');
  if (head.n_fields != 1 || !head.known || header_bytes + 1 >= size) return READER_AUTO;
  for (size_t at = header_bytes; at + 1 < size; at++)
    if (data[at] == '\n' && data[at + 1] == '"') return READER_CSV;
  return READER_TSV;
}

reader_format sniff_bytes(const char *data, size_t size) {
  size_t at = 0;
  while (at < size && strchr(" \t\r\n", data[at]) != NULL && data[at] != '\0') at++;
  if (at < size && data[at] == '{') return READER_JSONL;

  /* Blank lines before the header do not count, but a tab there may be an empty name. */
  at = 0;
  while (at < size && (data[at] == '\n' || data[at] == '\r')) at++;
  const char *newline = memchr(data + at, '\n', size - at);
  size_t header_bytes = newline != NULL ? (size_t)(newline - data) - at : size - at;
  if (memchr(data + at, '\t', header_bytes) != NULL) return READER_TSV;
  const reader_format only = only_column(data + at, size - at, header_bytes);
  if (only != READER_AUTO) return only;
  return is_csv(data + at, size - at) ? READER_CSV : READER_TXT;
}
