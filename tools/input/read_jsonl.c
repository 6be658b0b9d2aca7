/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Lines: an object a line.
 *
 * The columns are the keys of the first thousand rows, in the order in which they first appear;
 * they are found by looking ahead, and the rows are then read in earnest. A key that first comes
 * later has no column; the row says so, and a writer of jsonl loses nothing, as it copies row->raw.
 * Strings become their bytes, null an absent cell, and anything else its JSON.
 */
#include "input/reader_format.h"

#include <jansson.h>
#include <stdint.h>
#include <string.h>

enum { AHEAD_BYTES = 16 << 20 };

static json_t *parse(const input_line *line, json_error_t *why) {
  return json_loadb(line->data, line->size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, why);
}

/* state is an object that maps each column's name to its number. */
static tenor_status add_keys(reader *in, const json_t *object, tenor_error *error) {
  const char *key;
  json_t *value, *columns = in->state;

  json_object_foreach((json_t *)(uintptr_t)object, key, value) {
    if (json_object_get(columns, key) != NULL || in->n_columns == READER_MAX_COLUMNS) continue;
    if (json_object_set_new(columns, key, json_integer((json_int_t)in->n_columns)) != 0)
      return reader_no_memory(in, error);
    tenor_status status = reader_add_column(in, key, strlen(key), error);
    if (status != TENOR_OK) return status;
  }
  return TENOR_OK;
}

static tenor_status jsonl_open(reader *in, tenor_error *error) {
  input_line line;
  tenor_status status = TENOR_OK;

  if ((in->state = json_object()) == NULL) return reader_no_memory(in, error);
  size_t at = 0;
  for (size_t n = 0; n < READER_JSONL_AHEAD && at < AHEAD_BYTES && status == TENOR_OK;) {
    status = line_look(in->lines, at, &line, error);
    if (status != TENOR_OK) break;
    at += line.total;
    if (line_is_blank(&line)) continue;
    json_t *value = parse(&line, &(json_error_t){0});
    if (json_is_object(value)) status = add_keys(in, value, error);
    json_decref(value);
    n++;
  }
  return status == TENOR_END || status == TENOR_ERR_LIMIT ? TENOR_OK : status;
}

/* Writes a value that is no string as JSON. Reals have up to 17 digits, but 15 when these read back
 * as the same number, so that 0.1 stays 0.1. */
static bool dump(batch *b, const json_t *value, cell *to) {
  const size_t plain = JSON_COMPACT | JSON_ENCODE_ANY;
  size_t flags[] = {plain | JSON_REAL_PRECISION(15), plain | JSON_REAL_PRECISION(17)};

  for (size_t i = 0; i < 2; i++) {
    size_t size = json_dumpb(value, NULL, 0, flags[i]);
    char *text = size > 0 ? batch_alloc(b, size) : NULL;
    if (text == NULL) return false;
    (void)json_dumpb(value, text, size, flags[i]);
    to->data = text;
    to->size = size;
    if (json_is_integer(value) || json_is_boolean(value)) break;
    json_t *again = json_loadb(text, size, JSON_DECODE_ANY, NULL);
    int same = json_equal(again, value);
    json_decref(again);
    if (same) break;
  }
  return true;
}

static bool set_cell(batch *b, const json_t *value, cell *to) {
  if (json_is_null(value)) return true;
  if (!json_is_string(value)) return dump(b, value, to);
  to->size = json_string_length(value);
  to->data = batch_copy(b, json_string_value(value), to->size);
  return to->data != NULL;
}

static bool set_cells(reader *in, batch *b, row *r, json_t *object) {
  const char *key;
  json_t *value;

  json_object_foreach(object, key, value) {
    const json_t *column = json_object_get(in->state, key);
    if (column == NULL) {
      if (r->late_key == NULL && (r->late_key = batch_copy(b, key, strlen(key))) == NULL)
        return false;
      continue;
    }
    if (!set_cell(b, value, &r->cells[json_integer_value(column)])) return false;
  }
  return true;
}

static const char *type_name(const json_t *value) {
  switch (json_typeof(value)) {
    case JSON_ARRAY: return "an array";
    case JSON_STRING: return "a string";
    case JSON_INTEGER:
    case JSON_REAL: return "a number";
    case JSON_TRUE:
    case JSON_FALSE: return "a boolean";
    case JSON_NULL: return "null";
    case JSON_OBJECT: break;
  }
  return "an object";
}

/* Fills a row from its line; false when memory is out. */
static bool read_object(reader *in, batch *b, row *r, const input_line *line) {
  json_error_t why;
  bool ok = true;

  batch_check_text(b, r, line->data, line->size, 0);
  if (r->problem != NULL) return true;
  json_t *value = parse(line, &why);
  if (value == NULL) {
    if (json_error_code(&why) == json_error_out_of_memory) return false;
    batch_problem(b, r, "broken JSON: %s (column %d)", why.text, why.column);
  } else if (!json_is_object(value)) {
    batch_problem(b, r, "expected a JSON object, found %s", type_name(value));
  } else {
    r->raw_is_object = true;
    r->n_cells = in->n_columns;
    ok = set_cells(in, b, r, value);
  }
  json_decref(value);
  return ok;
}

static tenor_status jsonl_next(reader *in, batch *b, tenor_error *error) {
  input_line line;
  tenor_status status;
  row *r;

  while ((status = line_look(in->lines, 0, &line, error)) == TENOR_OK && line_is_blank(&line))
    line_take(in->lines, line.total, 1);
  if (status == TENOR_ERR_LIMIT) {
    cell kept;
    status = reader_add_cut_row(in, b, &line, &r, &kept, error);
    if (status != TENOR_OK) return status;
    r->raw = kept;
    return batch_add_cells(b, r, 0) ? TENOR_OK : reader_no_memory(in, error);
  }
  if (status != TENOR_OK) return status;

  r = batch_add_row(b, line_number(in->lines));
  if (r == NULL || !batch_add_cells(b, r, 0)) return reader_no_memory(in, error);
  r->raw = (cell){batch_copy(b, line.data, line.size), line.size};
  if (r->raw.data == NULL || !read_object(in, b, r, &line)) return reader_no_memory(in, error);
  line_take(in->lines, line.total, 1);
  return TENOR_OK;
}

static void jsonl_close(reader *in) {
  json_decref(in->state);
}

const reader_kind reader_jsonl = {"jsonl", jsonl_open, jsonl_next, jsonl_close};
