/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bounded line reader below all formats.
 *
 * One buffer holds what was read and not yet taken. Looking never takes: a quoted CSV row that runs
 * over lines, the keys of the first JSON rows and the guess of the format are all read ahead and,
 * when need be, read again, also from a pipe. The buffer doubles when the caller looks farther than
 * it reaches, and stops at max_bytes, so that a file without newlines cannot take all memory.
 */
#include "input/line.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_BYTES = 256 * 1024 };

struct line_reader {
  int file;
  bool at_end;
  char *buffer; /* [capacity]; of these [begin, end) are read and not taken */
  size_t capacity, begin, end;
  size_t max_bytes;
  uint64_t number, taken, file_size;
  char name[]; /* terminated */
};

static tenor_status fail(const line_reader *reader, tenor_error *error, const char *what,
                         int code) {
  const uint64_t line = reader->end > 0 ? reader->number : 0; /* none before anything was read */
  return tenor_error_set(error, TENOR_ERR_IO, reader->name, line, reader->taken, "%s%s", what,
                         code != 0 ? strerror(code) : "");
}

static tenor_status make_room(line_reader *reader, tenor_error *error) {
  if (reader->begin > 0) {
    memmove(reader->buffer, reader->buffer + reader->begin, reader->end - reader->begin);
    reader->end -= reader->begin;
    reader->begin = 0;
  }
  if (reader->end < reader->capacity) return TENOR_OK;

  size_t capacity = reader->capacity > 0 ? 2 * reader->capacity : BUFFER_BYTES;
  char *buffer = realloc(reader->buffer, capacity);
  if (buffer == NULL)
    return tenor_error_set(error, TENOR_ERR_MEMORY, reader->name, reader->number, reader->taken,
                           "out of memory for a line");
  reader->buffer = buffer;
  reader->capacity = capacity;
  return TENOR_OK;
}

/* Reads once more into the buffer. TENOR_END: nothing is left. */
static tenor_status fill(line_reader *reader, tenor_error *error) {
  if (reader->at_end) return TENOR_END;
  tenor_status status = make_room(reader, error);
  if (status != TENOR_OK) return status;

  ssize_t n;
  do n = read(reader->file, reader->buffer + reader->end, reader->capacity - reader->end);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    return errno == EISDIR ? fail(reader, error, "is a directory", 0)
                           : fail(reader, error, "cannot read: ", errno);
  reader->end += (size_t)n;
  reader->at_end = n == 0;
  return n == 0 ? TENOR_END : TENOR_OK;
}

static tenor_status open_file(line_reader *reader, const char *path, tenor_error *error) {
  struct stat about;

  reader->file = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (reader->file < 0)
    return errno == ENOENT ? fail(reader, error, "no such file", 0)
                           : fail(reader, error, "cannot open: ", errno);
  if (fstat(reader->file, &about) != 0) return fail(reader, error, "cannot read: ", errno);
  if (S_ISDIR(about.st_mode)) return fail(reader, error, "is a directory", 0);
  if (S_ISREG(about.st_mode) && about.st_size > 0) reader->file_size = (uint64_t)about.st_size;
  return TENOR_OK;
}

static tenor_status skip_mark(line_reader *reader, tenor_error *error) {
  cell start;
  tenor_status status = line_peek(reader, 3, &start, error);
  if (status != TENOR_OK) return status;
  if (start.size >= 2 &&
      (memcmp(start.data, "\xFF\xFE", 2) == 0 || memcmp(start.data, "\xFE\xFF", 2) == 0))
    return tenor_error_set(error, TENOR_ERR_UTF8, reader->name, 1, 0,
                           "is UTF-16; save it as UTF-8 and try again");
  if (start.size == 3 && memcmp(start.data, "\xEF\xBB\xBF", 3) == 0) line_take(reader, 3, 0);
  if (reader->begin == reader->end && fill(reader, error) == TENOR_END)
    return tenor_error_set(error, TENOR_ERR_FORMAT, reader->name, 1, 0, "is empty");
  return TENOR_OK;
}

tenor_status line_reader_open(line_reader **result, const char *path, size_t max_bytes,
                              tenor_error *error) {
  const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
  size_t name_bytes = strlen(name) + 1;
  line_reader *reader = malloc(sizeof *reader + name_bytes);

  *result = NULL;
  if (reader == NULL) return tenor_error_set(error, TENOR_ERR_MEMORY, name, 0, 0, "out of memory");
  *reader = (line_reader){.number = 1, .max_bytes = max_bytes};
  memcpy(reader->name, name, name_bytes);

  tenor_status status = open_file(reader, path, error);
  if (status == TENOR_OK) status = skip_mark(reader, error);
  if (status != TENOR_OK) line_reader_close(&reader);
  *result = reader;
  return status;
}

void line_reader_close(line_reader **reader) {
  if (*reader == NULL) return;
  if ((*reader)->file > STDIN_FILENO)
    (void)close((*reader)->file); /* it was only read: nothing can be lost */
  free((*reader)->buffer);
  free(*reader);
  *reader = NULL;
}

tenor_status line_peek(line_reader *reader, size_t want, cell *seen, tenor_error *error) {
  tenor_status status = TENOR_OK;

  while (status == TENOR_OK && reader->end - reader->begin < want) status = fill(reader, error);
  if (status < 0) return status;
  size_t have = reader->end - reader->begin;
  *seen = (cell){have > 0 ? reader->buffer + reader->begin : "", have < want ? have : want};
  return TENOR_OK;
}

/* Describes the line from `at` to `stop`, where a newline or the end of the file is. */
static tenor_status cut_line(const line_reader *reader, size_t at, size_t stop, bool newline,
                             input_line *line) {
  const char *data = reader->buffer + reader->begin + at;
  size_t size = stop - at;
  bool carriage_return = newline && size > 0 && data[size - 1] == '\r';

  line->data = data;
  line->size = size - carriage_return;
  line->total = size + newline;
  if (at + line->size <= reader->max_bytes) return TENOR_OK;
  if (line->size > LINE_KEPT_BYTES) line->size = LINE_KEPT_BYTES;
  return TENOR_ERR_LIMIT;
}

tenor_status line_look(line_reader *reader, size_t at, input_line *line, tenor_error *error) {
  for (size_t scanned = at;;) {
    size_t have = reader->end - reader->begin;
    const char *start = reader->buffer + reader->begin;
    const char *newline = have > scanned ? memchr(start + scanned, '\n', have - scanned) : NULL;

    if (newline != NULL) return cut_line(reader, at, (size_t)(newline - start), true, line);
    if (reader->at_end) return have > at ? cut_line(reader, at, have, false, line) : TENOR_END;
    if (have > at && have - 1 > reader->max_bytes) /* -1: the last may be half of a "\r\n" */
      return cut_line(reader, at, have, false, line);

    scanned = have > at ? have : at;
    tenor_status status = fill(reader, error);
    if (status < 0) return status;
  }
}

void line_take(line_reader *reader, size_t bytes, uint64_t n_lines) {
  reader->begin += bytes;
  reader->taken += bytes;
  reader->number += n_lines;
}

tenor_status line_skip(line_reader *reader, uint64_t *length, tenor_error *error) {
  *length = 0;
  for (char last = '\0';;) {
    size_t have = reader->end - reader->begin;
    const char *start = reader->buffer + reader->begin;
    const char *newline = have > 0 ? memchr(start, '\n', have) : NULL;
    size_t size = newline != NULL ? (size_t)(newline - start) : have;

    *length += size;
    if (size > 0) last = start[size - 1];
    line_take(reader, size + (newline != NULL), newline != NULL);
    if (newline != NULL) {
      *length -= last == '\r';
      return TENOR_OK;
    }
    tenor_status status = fill(reader, error);
    if (status != TENOR_OK) return status == TENOR_END ? TENOR_OK : status;
  }
}

bool line_is_blank(const input_line *line) {
  for (size_t i = 0; i < line->size; i++)
    if (line->data[i] != ' ' && line->data[i] != '\t' && line->data[i] != '\r') return false;
  return true;
}

uint64_t line_number(const line_reader *reader) {
  return reader->number;
}

uint64_t line_bytes_taken(const line_reader *reader) {
  return reader->taken;
}

uint64_t line_file_size(const line_reader *reader) {
  return reader->file_size;
}

const char *line_file_name(const line_reader *reader) {
  return reader->name;
}

size_t line_max_bytes(const line_reader *reader) {
  return reader->max_bytes;
}
