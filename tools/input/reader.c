/* SPDX-License-Identifier: Apache-2.0 */
/* The face that all input formats share: which one it is, its columns, its rows in batches. */
#include "input/reader_format.h"

#include "input/sniff.h"
#include "input/wellformed.h"

#include <stdlib.h>
#include <string.h>

static const size_t default_max_row_bytes = (size_t)64 << 20;

static const reader_kind *kind_of(reader_format format) {
  switch (format) {
    case READER_CSV: return &reader_csv;
    case READER_TSV: return &reader_tsv;
    case READER_JSONL: return &reader_jsonl;
    case READER_TXT:
    case READER_AUTO: break;
  }
  return &reader_txt;
}

static tenor_status find_format(reader *in, const char *path, reader_format asked,
                                tenor_error *error) {
  cell start;
  in->format = asked != READER_AUTO ? asked : sniff_path(path);
  if (in->format != READER_AUTO) return TENOR_OK;

  tenor_status status = line_peek(in->lines, SNIFF_BYTES, &start, error);
  if (status == TENOR_OK) in->format = sniff_bytes(start.data, start.size);
  return status;
}

static size_t row_limit(const reader_options *options) {
  return options != NULL && options->max_row_bytes > 0 ? options->max_row_bytes
                                                       : default_max_row_bytes;
}

tenor_status reader_open_lines(reader **result, struct line_reader *lines, const char *path,
                               const reader_options *options, tenor_error *error) {
  reader *in = *result = calloc(1, sizeof *in);
  if (in == NULL) {
    line_reader_close(&lines);
    return tenor_error_set(error, TENOR_ERR_MEMORY, path, 0, 0, "out of memory");
  }
  batch_init(&in->names);
  in->lines = lines;

  tenor_status status =
      find_format(in, path, options != NULL ? options->format : READER_AUTO, error);
  if (status == TENOR_OK) {
    in->kind = kind_of(in->format);
    status = in->kind->open(in, error);
  }
  if (status != TENOR_OK) reader_close(result);
  return status;
}

tenor_status reader_open(reader **result, const char *path, const reader_options *options,
                         tenor_error *error) {
  line_reader *lines;
  *result = NULL;
  tenor_status status = line_reader_open(&lines, path, row_limit(options), error);
  return status == TENOR_OK ? reader_open_lines(result, lines, path, options, error) : status;
}

void reader_close(reader **in) {
  if (*in == NULL) return;
  if ((*in)->kind != NULL && (*in)->kind->close != NULL) (*in)->kind->close(*in);
  line_reader_close(&(*in)->lines);
  batch_finish(&(*in)->names);
  free((*in)->columns);
  free(*in);
  *in = NULL;
}

const char *const *reader_columns(const reader *in, size_t *n) {
  *n = in->n_columns;
  return in->columns;
}

tenor_status reader_next(reader *in, batch *b, size_t max_rows, tenor_error *error) {
  batch_reset(b, in->n_columns);
  while (b->n_rows < max_rows) {
    tenor_status status = in->kind->next(in, b, error);
    if (status == TENOR_END) break;
    if (status != TENOR_OK) return status;
  }
  return b->n_rows > 0 ? TENOR_OK : TENOR_END;
}

tenor_status reader_no_memory(const reader *in, tenor_error *error) {
  return tenor_error_set(error, TENOR_ERR_MEMORY, reader_name(in), line_number(in->lines),
                         reader_bytes_read(in), "out of memory");
}

tenor_status reader_add_column(reader *in, const char *name, size_t size, tenor_error *error) {
  size_t n = in->n_columns;
  if (n >= READER_MAX_COLUMNS)
    return tenor_error_set(error, TENOR_ERR_LIMIT, reader_name(in), 1, 0,
                           "has more than %d columns", READER_MAX_COLUMNS);
  if ((n & (n - 1)) == 0) { /* full: the room is always a power of two */
    const char **columns = realloc(in->columns, (n > 0 ? 2 * n : 1) * sizeof *columns);
    if (columns == NULL) return reader_no_memory(in, error);
    in->columns = columns;
  }
  const char *copy = batch_copy(&in->names, name, size);
  if (copy == NULL) return reader_no_memory(in, error);
  in->columns[in->n_columns++] = copy;
  return TENOR_OK;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A name that stands twice among the columns, or NULL. Columns without a name are no duplicates:
 * spreadsheets leave such at the right, and R and pandas one at the left. */
static tenor_status find_duplicate(const reader *in, const char **duplicate) {
  size_t n = in->n_columns;
  const char **sorted = malloc((n + 1) * sizeof *sorted);

  *duplicate = NULL;
  if (sorted == NULL) return TENOR_ERR_MEMORY;
  memcpy(sorted, in->columns, n * sizeof *sorted);
  qsort(sorted, n, sizeof *sorted, compare_names);
  for (size_t i = 1; i < n && *duplicate == NULL; i++)
    if (sorted[i][0] != '\0' && strcmp(sorted[i - 1], sorted[i]) == 0) *duplicate = sorted[i];
  free(sorted);
  return TENOR_OK;
}

static tenor_status take_header(reader *in, const row *header, tenor_error *error) {
  const char *file = reader_name(in), *duplicate;
  size_t named = 0;

  if (header->problem != NULL)
    return tenor_error_set(error, TENOR_ERR_FORMAT, file, header->line, 0, "header: %s",
                           header->problem);
  for (size_t i = 0; i < header->n_cells; i++) {
    cell name = header->cells[i];
    if (name.size > 0 && memchr(name.data, '\r', name.size) != NULL)
      return tenor_error_set(error, TENOR_ERR_FORMAT, file, header->line, 0,
                             "header: a carriage return in a name (lines must end in LF or CRLF)");
    tenor_status status = reader_add_column(in, name.data, name.size, error);
    if (status != TENOR_OK) return status;
    named += name.size > 0;
  }
  if (named == 0)
    return tenor_error_set(error, TENOR_ERR_FORMAT, file, header->line, 0, "the header is empty");
  if (find_duplicate(in, &duplicate) != TENOR_OK) return reader_no_memory(in, error);
  if (duplicate != NULL)
    return tenor_error_set(error, TENOR_ERR_FORMAT, file, header->line, 0,
                           "header: column '%s' appears twice", duplicate);
  return TENOR_OK;
}

tenor_status reader_open_header(reader *in,
                                tenor_status (*read_row)(struct reader *, batch *, tenor_error *),
                                tenor_error *error) {
  batch header;
  batch_init(&header);
  tenor_status status = read_row(in, &header, error);
  if (status == TENOR_OK) status = take_header(in, &header.rows[0], error);
  if (status == TENOR_END)
    status = tenor_error_set(error, TENOR_ERR_FORMAT, reader_name(in), 1, 0, "has no header");
  batch_finish(&header);
  return status;
}

/* How much of the first `size` bytes remains when a character cut in two at the end is left out. */
static size_t whole_characters(const char *data, size_t size) {
  size_t back = 0;
  while (back < 3 && back < size && ((unsigned char)data[size - 1 - back] & 0xC0) == 0x80) back++;
  if (back == size || wellformed_char(data + size - 1 - back, back + 1) == back + 1) return size;
  return (unsigned char)data[size - 1 - back] >= 0xC0 ? size - 1 - back : size;
}

tenor_status reader_add_cut_row(reader *in, batch *b, const input_line *line, row **added,
                                cell *kept, tenor_error *error) {
  uint64_t length;

  *added = batch_add_row(b, line_number(in->lines));
  *kept = (cell){batch_copy(b, line->data, line->size), whole_characters(line->data, line->size)};
  if (*added == NULL || kept->data == NULL) return reader_no_memory(in, error);

  tenor_status status = line_skip(in->lines, &length, error);
  if (status != TENOR_OK) return status;
  batch_problem(b, *added, "row of %llu bytes is longer than the limit of %zu",
                (unsigned long long)length, line_max_bytes(in->lines));
  return TENOR_OK;
}

reader_format reader_format_of(const reader *in) {
  return in->format;
}

const char *reader_name(const reader *in) {
  return line_file_name(in->lines);
}

uint64_t reader_bytes_read(const reader *in) {
  return line_bytes_taken(in->lines);
}

uint64_t reader_size(const reader *in) {
  return line_file_size(in->lines);
}
