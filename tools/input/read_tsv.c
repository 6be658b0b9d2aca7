/* SPDX-License-Identifier: Apache-2.0 */
/* Tab-separated values: a header, then a row a line. There is no quoting; a quote is a quote. */
#include "input/fields.h"
#include "input/reader_format.h"

static tenor_status read_row(reader *in, batch *b, tenor_error *error) {
  input_line line;
  tenor_status status;
  row *r;
  cell text;

  while ((status = line_look(in->lines, 0, &line, error)) == TENOR_OK && line.size == 0)
    line_take(in->lines, line.total, 1);
  if (status == TENOR_ERR_LIMIT) {
    status = reader_add_cut_row(in, b, &line, &r, &text, error);
    if (status != TENOR_OK) return status;
    return fields_split(b, r, text.data, text.size, '\t') ? TENOR_OK : reader_no_memory(in, error);
  }
  if (status != TENOR_OK) return status;

  r = batch_add_row(b, line_number(in->lines));
  if (r == NULL || !fields_split(b, r, line.data, line.size, '\t'))
    return reader_no_memory(in, error);
  batch_check_text(b, r, line.data, line.size, 0);
  line_take(in->lines, line.total, 1);
  return TENOR_OK;
}

static tenor_status tsv_open(reader *in, tenor_error *error) {
  return reader_open_header(in, read_row, error);
}

static tenor_status tsv_next(reader *in, batch *b, tenor_error *error) {
  tenor_status status = read_row(in, b, error);
  if (status == TENOR_OK) fields_check_count(b, &b->rows[b->n_rows - 1]);
  return status;
}

const reader_kind reader_tsv = {"tsv", tsv_open, tsv_next, NULL};
