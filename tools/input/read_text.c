/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text: one statement a line, as it stands, in the column "text". */
#include "input/reader_format.h"

#include <string.h>

static tenor_status text_open(reader *in, tenor_error *error) {
  return reader_add_column(in, "text", strlen("text"), error);
}

static tenor_status text_next(reader *in, batch *b, tenor_error *error) {
  input_line line;
  tenor_status status;
  row *r;
  cell text;

  while ((status = line_look(in->lines, 0, &line, error)) == TENOR_OK && line_is_blank(&line))
    line_take(in->lines, line.total, 1);
  if (status == TENOR_ERR_LIMIT) {
    status = reader_add_cut_row(in, b, &line, &r, &text, error);
    if (status != TENOR_OK) return status;
  } else if (status == TENOR_OK) {
    r = batch_add_row(b, line_number(in->lines));
    text = (cell){batch_copy(b, line.data, line.size), line.size};
    if (r == NULL || text.data == NULL) return reader_no_memory(in, error);
    line_take(in->lines, line.total, 1);
  } else {
    return status;
  }
  if (!batch_add_cells(b, r, 1)) return reader_no_memory(in, error);
  r->cells[0] = text;
  batch_check_text(b, r, text.data, text.size, 0);
  return TENOR_OK;
}

const reader_kind reader_txt = {"txt", text_open, text_next, NULL};
