/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comma-separated values (RFC 4180): a header, then rows, whose quoted fields may hold commas,
 * quotes and newlines.
 *
 * A row without a quote is one line and is split as it stands. A row with a quote goes through
 * libcsv, line by line. libcsv is told that nothing is a blank and nothing ends a row, so that
 * fields stay as they were written, and after each line csv_fini() is asked to end the row: under
 * CSV_STRICT_FINI it declines, and changes nothing, while a quote is open. Thus we always know
 * which line we are on, and libcsv alone knows what a quote means.
 *
 * What goes wrong with quotes, and what is done about it so that no row vanishes:
 * - A quote within an unquoted field (5" gun) is data, as in all spreadsheets.
 * - Text after a closing quote ("a"b): the row is bad and ends with its line, for it cannot be
 *   known which quote was meant, and to go on could swallow the rows that follow.
 * - A quote that is not closed, or not within max_row_bytes: the row is bad and ends with the line
 *   where the quote opened; what follows is read again as rows. That costs one more reading at
 *   most, however hostile the file: in those lines quotes come in pairs only, else the quote would
 *   have closed, and a line with nothing but pairs leaves no quote open.
 */
#include "input/fields.h"
#include "input/reader_format.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { STRICT = CSV_STRICT | CSV_STRICT_FINI, LENIENT = 0, FIELD_BLOCK_BYTES = 16 * 1024 };

typedef struct csv_state {
  struct csv_parser parser;
  batch *batch; /* borrowed: where the cells go while a row is read */
  cell *cells;  /* [n_cells] of the row in the making */
  size_t n_cells, capacity;
  uint64_t n_lines; /* fed so far of this row */
  uint64_t opened;  /* of these, the one in which the last field begins, from 0 */
  bool no_memory;
} csv_state;

static int never(unsigned char byte) {
  (void)byte;
  return 0;
}

static void on_field(void *data, size_t size, void *user) {
  csv_state *state = user;

  if (state->n_cells == state->capacity) {
    size_t capacity = state->capacity > 0 ? 2 * state->capacity : 16;
    cell *cells = realloc(state->cells, capacity * sizeof *cells);
    if (cells == NULL) {
      state->no_memory = true;
      return;
    }
    state->cells = cells;
    state->capacity = capacity;
  }
  const char *copy = batch_copy(state->batch, data, size);
  if (copy == NULL) state->no_memory = true;
  state->cells[state->n_cells++] = (cell){copy, size};
  state->opened = state->n_lines;
}

static void begin_row(csv_state *state, batch *b) {
  csv_set_opts(&state->parser, LENIENT);
  (void)csv_fini(&state->parser, NULL, NULL, NULL); /* forgets what an earlier row left open */
  csv_set_opts(&state->parser, STRICT);
  state->batch = b;
  state->n_cells = 0;
  state->n_lines = state->opened = 0;
}

/* Ends the row if no quote is open. */
static bool end_row(csv_state *state) {
  return csv_fini(&state->parser, on_field, NULL, state) == 0;
}

static void end_row_anyway(csv_state *state) {
  csv_set_opts(&state->parser, LENIENT);
  (void)end_row(state);
}

/* Feeds a piece of a line, which stands `offset` bytes into the row. */
static void feed(csv_state *state, row *r, const char *data, size_t size, size_t offset) {
  struct csv_parser *parser = &state->parser;

  for (size_t done = 0; done < size && !state->no_memory;) {
    done += csv_parse(parser, data + done, size - done, on_field, NULL, state);
    if (done == size) return;
    if (csv_error(parser) != CSV_EPARSE) {
      state->no_memory = true;
      return;
    }
    csv_set_opts(parser, LENIENT);
    if (data[done] == '"') { /* within an unquoted field: take it and be strict again */
      done += csv_parse(parser, data + done, 1, on_field, NULL, state);
      csv_set_opts(parser, STRICT);
    } else {
      batch_problem(state->batch, r, "text after a closing quote at byte %zu", offset + done + 1);
    }
  }
}

/* Feeds lines until the row ends. TENOR_AGAIN: a quote is still open after max_lines, or at the end
 * of what may be looked at. *size is what was fed, in bytes. */
static tenor_status feed_lines(reader *in, row *r, uint64_t max_lines, size_t *size,
                               tenor_error *error) {
  csv_state *state = in->state;
  size_t end_bytes = 0; /* of the line before, to be fed before the next: 0, 1 or 2 */

  begin_row(state, state->batch);
  for (*size = 0; state->n_lines < max_lines; state->n_lines++) {
    input_line line;
    tenor_status status = line_look(in->lines, *size, &line, error);
    if (status == TENOR_END || status == TENOR_ERR_LIMIT) return TENOR_AGAIN;
    if (status != TENOR_OK) return status;
    feed(state, r, end_bytes == 2 ? "\r\n" : "\n", end_bytes, *size);
    batch_check_text(state->batch, r, line.data, line.size, *size);
    feed(state, r, line.data, line.size, *size);
    *size += line.total;
    end_bytes = line.total - line.size;
    if (end_row(state)) {
      state->n_lines++;
      return TENOR_OK;
    }
  }
  return TENOR_AGAIN;
}

/* Reads a row whose quote is never closed once more, up to the end of the line where it opened. */
static tenor_status read_unclosed(reader *in, row *r, size_t *size, tenor_error *error) {
  csv_state *state = in->state;
  uint64_t opened = state->opened;

  r->problem = NULL;
  tenor_status status = feed_lines(in, r, opened + 1, size, error);
  if (status < 0) return status;
  end_row_anyway(state);
  r->problem = NULL;
  batch_problem(state->batch, r, "the quote that opens on line %llu is not closed",
                (unsigned long long)(r->line + opened));
  return TENOR_OK;
}

static bool take_cells(csv_state *state, row *r) {
  if (state->no_memory || !batch_add_cells(state->batch, r, state->n_cells)) return false;
  memcpy(r->cells, state->cells, state->n_cells * sizeof *state->cells);
  return true;
}

static tenor_status read_quoted(reader *in, row *r, tenor_error *error) {
  csv_state *state = in->state;
  batch_mark mark = batch_mark_here(state->batch);
  size_t size;

  tenor_status status = feed_lines(in, r, UINT64_MAX, &size, error);
  if (status == TENOR_AGAIN) {
    batch_rewind(state->batch, mark);
    status = read_unclosed(in, r, &size, error);
  }
  if (status != TENOR_OK) return status;
  if (!take_cells(state, r)) return reader_no_memory(in, error);
  line_take(in->lines, size, state->n_lines);
  return TENOR_OK;
}

static tenor_status read_cut(reader *in, const input_line *line, tenor_error *error) {
  csv_state *state = in->state;
  row *r;
  cell kept;

  tenor_status status = reader_add_cut_row(in, state->batch, line, &r, &kept, error);
  if (status != TENOR_OK) return status;
  begin_row(state, state->batch);
  feed(state, r, kept.data, kept.size, 0);
  end_row_anyway(state);
  return take_cells(state, r) ? TENOR_OK : reader_no_memory(in, error);
}

static tenor_status read_row(reader *in, batch *b, tenor_error *error) {
  input_line line;
  tenor_status status;
  csv_state *state = in->state;

  state->batch = b;
  while ((status = line_look(in->lines, 0, &line, error)) == TENOR_OK && line.size == 0)
    line_take(in->lines, line.total, 1);
  if (status == TENOR_ERR_LIMIT) return read_cut(in, &line, error);
  if (status != TENOR_OK) return status;

  row *r = batch_add_row(b, line_number(in->lines));
  if (r == NULL) return reader_no_memory(in, error);
  if (memchr(line.data, '"', line.size) != NULL) return read_quoted(in, r, error);
  if (!fields_split(b, r, line.data, line.size, ',')) return reader_no_memory(in, error);
  batch_check_text(b, r, line.data, line.size, 0);
  line_take(in->lines, line.total, 1);
  return TENOR_OK;
}

static tenor_status csv_open(reader *in, tenor_error *error) {
  csv_state *state = calloc(1, sizeof *state);
  if (state == NULL) return reader_no_memory(in, error);
  in->state = state;
  (void)csv_init(&state->parser, STRICT); /* fails only when given NULL */
  csv_set_blk_size(&state->parser, FIELD_BLOCK_BYTES);
  csv_set_space_func(&state->parser, never);
  csv_set_term_func(&state->parser, never);
  return reader_open_header(in, read_row, error);
}

static tenor_status csv_next(reader *in, batch *b, tenor_error *error) {
  tenor_status status = read_row(in, b, error);
  if (status == TENOR_OK) fields_check_count(b, &b->rows[b->n_rows - 1]);
  return status;
}

static void csv_close(reader *in) {
  csv_state *state = in->state;
  if (state == NULL) return;
  csv_free(&state->parser);
  free(state->cells);
  free(state);
}

const reader_kind reader_csv = {"csv", csv_open, csv_next, csv_close};
