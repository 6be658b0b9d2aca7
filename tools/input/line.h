/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of a file or of standard input, with look-ahead and a bound on what is held in memory. */
#ifndef TENOR_LINE_H
#define TENOR_LINE_H

#include "input/batch.h"

enum { LINE_KEPT_BYTES = 1024 }; /* what is shown of a line that is too long */

typedef struct input_line {
  const char *data; /* [size] borrowed from the reader, valid until its next call */
  size_t size;      /* without the end of line, "\n" or "\r\n" */
  size_t total;     /* with it */
} input_line;

typedef struct line_reader line_reader;

/* Opens a path, or standard input for "-", and skips a byte order mark. Fails when there is no such
 * file, when it is a directory, when it is empty, and when it is UTF-16. */
tenor_status line_reader_open(line_reader **reader, const char *path, size_t max_bytes,
                              tenor_error *error);
void line_reader_close(line_reader **reader);

/* The first `want` bytes that are not yet taken, or all if there are fewer. Takes nothing. */
tenor_status line_peek(line_reader *reader, size_t want, cell *seen, tenor_error *error);

/* The line that begins `at` bytes ahead. Takes nothing, so a caller can look at several and then
 * think better of it. TENOR_END: there is none. TENOR_ERR_LIMIT, which sets no error: the line ends
 * more than max_bytes ahead, and *line holds at most its first LINE_KEPT_BYTES. */
tenor_status line_look(line_reader *reader, size_t at, input_line *line, tenor_error *error);

/* Moves on over lines that were looked at. */
void line_take(line_reader *reader, size_t bytes, uint64_t n_lines);

/* Moves on over a line that was too long to look at, and tells its length in bytes. */
tenor_status line_skip(line_reader *reader, uint64_t *length, tenor_error *error);

/* Whether it holds nothing but blanks. */
bool line_is_blank(const input_line *line);

/* Number of the next line, from 1; bytes taken; bytes of the file, or 0 if that is not known. */
uint64_t line_number(const line_reader *reader);
uint64_t line_bytes_taken(const line_reader *reader);
uint64_t line_file_size(const line_reader *reader);

/* The path, or "standard input". Valid as long as the reader. */
const char *line_file_name(const line_reader *reader);
size_t line_max_bytes(const line_reader *reader);

#endif
