/* SPDX-License-Identifier: Apache-2.0 */
#include "input/wellformed.h"
#include "lexicon/importers.h"

enum { MAX_LINE = 1 << 20 };

bool import_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

bool import_field(const char *line, size_t size, size_t *at, tenor_text *field) {
  if (*at > size) return false;
  const char *tab = memchr(line + *at, '\t', size - *at);
  size_t begin = *at, end = tab ? (size_t)(tab - line) : size;
  *at = end + 1;
  while (begin < end && import_blank(line[begin])) begin++;
  while (end > begin && import_blank(line[end - 1])) end--;
  *field = (tenor_text){line + begin, end - begin};
  return true;
}

static tenor_status take_all(line_reader *lines, const char *path, import_line_fn *take, void *user,
                             tenor_error *error) {
  tenor_status status;
  input_line line;
  while ((status = line_look(lines, 0, &line, error)) == TENOR_OK) {
    const uint64_t number = line_number(lines);
    size_t size = line.size;
    while (size > 0 && import_blank(line.data[size - 1])) size--;
    if (wellformed_prefix(line.data, size) < size)
      return tenor_error_set(error, TENOR_ERR_UTF8, path, number, 0,
                             "is not UTF-8; if it is from Windows: iconv -f WINDOWS-1252 -t UTF-8");
    if (size > 0) status = take(user, line.data, size, number, error);
    if (status < 0) return status;
    line_take(lines, line.total, 1);
  }
  if (status == TENOR_ERR_LIMIT)
    return tenor_error_set(error, TENOR_ERR_FORMAT, path, line_number(lines), 0,
                           "the line is too long");
  return status == TENOR_END ? TENOR_OK : status;
}

tenor_status import_lines(const char *path, import_line_fn *take, void *user, tenor_error *error) {
  line_reader *lines;
  tenor_status status = line_reader_open(&lines, path, MAX_LINE, error);
  if (status < 0) return status;
  status = take_all(lines, path, take, user, error);
  line_reader_close(&lines);
  return status;
}
