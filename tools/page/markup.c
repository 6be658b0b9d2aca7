/* SPDX-License-Identifier: Apache-2.0 */
#include "page/markup.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "input/wellformed.h"
#include "output/decimal.h"

/* ---- text
 * ----------------------------------------------------------------------------------------------- */

static const char *entity(char byte) {
  switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
  }
}

/* Control characters but for blanks, and the two that are no characters (XML 1.0, section 2.2). */
static bool is_forbidden(const char *data, size_t n) {
  const unsigned char first = (unsigned char)data[0];
  if (n == 1) return first == 0x7F || (first < 0x20 && (first == 0 || !strchr("\t\n\r", first)));
  return n == 3 && (memcmp(data, "\xEF\xBF\xBE", 3) == 0 || memcmp(data, "\xEF\xBF\xBF", 3) == 0);
}

void markup_bytes(out *stream, const char *data, size_t size) {
  for (size_t at = 0; at < size;) {
    const size_t n = wellformed_char(data + at, size - at);
    const char *escaped = entity(data[at]);
    if (n == 0 || is_forbidden(data + at, n))
      out_text(stream, "\xEF\xBF\xBD");
    else if (escaped)
      out_text(stream, escaped);
    else
      out_bytes(stream, data + at, n);
    at += n > 0 ? n : 1;
  }
}

/* ---- the format
 * ----------------------------------------------------------------------------------------- */

static void put_number(out *stream, double value, int places) {
  char text[DECIMAL_BYTES];
  if (places >= 0)
    (void)decimal_write(text, value, places);
  else
    (void)decimal_write_short(text, value, 2);
  out_text(stream, text);
}

static void put_string(out *stream, const char *text) {
  markup_bytes(stream, text, strlen(text));
}

/* Writes the value that the letters at `at` ask for; returns what follows them. */
static const char *put_value(out *stream, const char *at, va_list *values) {
  int places = -1;
  if (at[0] == '.' && at[1] >= '0' && at[1] <= '9') {
    places = at[1] - '0';
    at += 2;
  }
  if (at[0] == 'z') at++;
  switch (*at) {
    case 's': put_string(stream, va_arg(*values, const char *)); break;
    case 'd': put_number(stream, va_arg(*values, int), 0); break;
    case 'u': put_number(stream, (double)va_arg(*values, size_t), 0); break;
    case 'f': put_number(stream, va_arg(*values, double), places); break;
    default: out_byte(stream, '%'); break;
  }
  return *at ? at + 1 : at;
}

void markup(out *stream, const char *format, ...) {
  va_list values;
  va_start(values, format);
  for (const char *at = format; *at != '\0';) {
    const size_t plain = strcspn(at, "%");
    out_bytes(stream, at, plain);
    at += plain;
    if (*at == '%') at = put_value(stream, at + 1, &values);
  }
  va_end(values);
}
