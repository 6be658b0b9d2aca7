/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Lines: an object a line, in UTF-8.
 *
 * A row that came from jsonl is not built anew from its cells: its object is kept byte for byte,
 * and the new members are put before the closing brace. So the order of keys, the spelling of
 * numbers and keys without a column all come through.
 */
#include "output/writer_format.h"

#include "input/wellformed.h"

#include <string.h>

/* Writes the one byte at `data` in its escaped form. */
static void put_escape(out *stream, unsigned char byte) {
  static const char hex[] = "0123456789abcdef", plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
  const char *found = byte != 0 ? strchr(plain, byte) : NULL;

  if (found != NULL) {
    char escape[] = {'\\', letter[found - plain]};
    out_bytes(stream, escape, sizeof escape);
  } else {
    char escape[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
    out_bytes(stream, escape, sizeof escape);
  }
}

static bool is_plain(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

static void put_string(out *stream, const char *data, size_t size) {
  out_byte(stream, '"');
  for (size_t at = 0; at < size;) {
    size_t start = at;
    while (at < size && is_plain((unsigned char)data[at])) at++;
    out_bytes(stream, data + start, at - start);
    if (at == size) break;

    size_t length = wellformed_char(data + at, size - at);
    if (length == 1)
      put_escape(stream, (unsigned char)data[at]);
    else
      out_bytes(stream, length > 0 ? data + at : "\xEF\xBF\xBD", length > 0 ? length : 3);
    at += length > 0 ? length : 1;
  }
  out_byte(stream, '"');
}

static void put_value(out *stream, column_type type, cell value) {
  if (value.data == NULL || (type == COLUMN_NUMBER && value.size == 0))
    out_text(stream, "null");
  else if (type == COLUMN_NUMBER)
    out_bytes(stream, value.data, value.size);
  else
    put_string(stream, value.data, value.size);
}

/* Writes the input's object up to its closing brace; true if it has members. */
static bool put_open_object(out *stream, cell raw) {
  size_t size = raw.size;
  while (size > 0 && raw.data[size - 1] != '}') size--;
  size -= size > 0;
  out_bytes(stream, raw.data, size);
  while (size > 0 && strchr(" \t\r", raw.data[size - 1]) != NULL) size--;
  return size > 0 && raw.data[size - 1] != '{';
}

static tenor_status jsonl_row(writer *w, const cell *cells, const row *from, tenor_error *error) {
  bool has_raw = from != NULL && from->raw.data != NULL;
  bool members = false;
  (void)error;

  if (has_raw && from->raw_is_object) {
    members = put_open_object(w->stream, from->raw);
  } else {
    out_byte(w->stream, '{');
    if (has_raw) {
      out_text(w->stream, "\"_raw\":");
      put_string(w->stream, from->raw.data, from->raw.size);
      members = true;
    }
  }
  for (size_t i = 0; i < w->n_columns; i++) {
    if (has_raw && w->columns[i].from_input) continue;
    if (members) out_byte(w->stream, ',');
    put_string(w->stream, w->columns[i].name, strlen(w->columns[i].name));
    out_byte(w->stream, ':');
    put_value(w->stream, w->columns[i].type, cells[i]);
    members = true;
  }
  out_text(w->stream, "}\n");
  return TENOR_OK;
}

const writer_kind writer_jsonl = {NULL, jsonl_row, NULL, NULL};
