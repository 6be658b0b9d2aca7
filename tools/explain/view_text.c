/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For people at a terminal: the statement with its words coloured, then a table for each head.
 * Without colours the signs, the bars and the quoted words say the same.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "explain/explain_view.h"

enum { BAR = 8, PLACE_WIDTH = 28, NUMBER_WIDTH = 7 };

/* ---- text that cannot move the cursor
 * ------------------------------------------------------------------ */

static bool moves_cursor(utf8proc_int32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

/* Writes at most `room` columns of the text, the last of them an ellipsis if there is more; returns
 * how many. */
static size_t put_plain(out *stream, const char *data, size_t size, size_t room) {
  size_t width = 0;
  for (size_t at = 0; at < size;) {
    utf8proc_int32_t code;
    const utf8proc_ssize_t n =
        utf8proc_iterate((const utf8proc_uint8_t *)data + at, (utf8proc_ssize_t)(size - at), &code);
    const size_t taken = n > 0 ? (size_t)n : 1;
    const bool odd = n <= 0 || moves_cursor(code);
    const size_t wide = odd ? 1 : (size_t)utf8proc_charwidth(code);
    if (width + wide > room || (width + wide == room && at + taken < size && room < SIZE_MAX)) {
      out_text(stream, "\xE2\x80\xA6");
      return width + 1;
    }
    if (odd)
      out_text(stream, n <= 0 ? "\xEF\xBF\xBD" : " ");
    else
      out_bytes(stream, data + at, taken);
    width += wide;
    at += taken;
  }
  return width;
}

/* ---- colours
 * ------------------------------------------------------------------------------------------- */

/* Up is red and down is blue, for up means more hostile; for valence up is green and down red; a
 * class is neither good nor bad: magenta and cyan. */
static const char *colour_of(const tenor_head *h, bool up) {
  if (h->kind == TENOR_HEAD_REGRESSION) return up ? "32" : "31";
  if (h->kind == TENOR_HEAD_ORDINAL) return up ? "31" : "34";
  return up ? "35" : "36";
}

static void colour_on(view *v, const char *codes) {
  if (!v->colour) return;
  out_text(v->stream, "\x1b[");
  out_text(v->stream, codes);
  out_byte(v->stream, 'm');
}

static void colour_off(view *v) {
  colour_on(v, "0");
}

static void put_shaded(view *v, tenor_text text, const tenor_head *h) {
  for (size_t i = 0; i < v->shading.n; i++) {
    const shade *one = &v->shading.shades[i];
    const int step = shading_step(&v->shading, one, 3);
    if (step != 0) colour_on(v, colour_of(h, step > 0));
    if (step > 1 || step < -1) colour_on(v, "1");
    if (step > 2 || step < -2) colour_on(v, "4");
    (void)put_plain(v->stream, text.data + one->begin, one->end - one->begin, SIZE_MAX);
    if (step != 0) colour_off(v);
  }
  out_byte(v->stream, '\n');
}

/* ---- the table
 * ----------------------------------------------------------------------------------------- */

/* "   ▇▇▇│        " or "      │▇▇▇     ": to the left what lowers, to the right what raises. */
static void put_bar(view *v, const tenor_head *h, double value, double largest) {
  const size_t n = (size_t)(fabs(value) / largest * BAR + 0.5);
  const bool up = value >= 0;
  out_repeat(v->stream, " ", up ? BAR : BAR - n);
  for (int side = 0; side < 2; side++) {
    if (side == 1) out_text(v->stream, "\xE2\x94\x82");
    if (up != (side == 1) || n == 0) continue;
    colour_on(v, colour_of(h, up));
    out_repeat(v->stream, "\xE2\x96\x87", n);
    if (v->colour) colour_off(v);
  }
  out_repeat(v->stream, " ", up ? BAR - n : BAR);
}

static void put_number(view *v, double value) {
  char text[EXPLAIN_BYTES];
  explain_signed(text, value);
  const size_t n = strlen(text);
  out_repeat(v->stream, " ", n < NUMBER_WIDTH ? NUMBER_WIDTH - n : 0);
  out_text(v->stream, text);
}

static void put_parts(view *v, const ledger_line *line) {
  char part[EXPLAIN_BYTES];
  for (size_t i = 0; i < line->n; i++) {
    explain_part(part, v->ledger.parts[line->first + i]);
    if (i > 0) out_text(v->stream, "; ");
    out_text(v->stream, part);
  }
}

static void put_line(view *v, const tenor_head *h, tenor_text text, const ledger_line *line,
                     double largest) {
  size_t width = 0;
  put_number(v, line->contribution);
  out_byte(v->stream, ' ');
  put_bar(v, h, line->contribution, largest);
  out_byte(v->stream, ' ');
  if (line->begin < line->end) {
    out_byte(v->stream, '"');
    width =
        put_plain(v->stream, text.data + line->begin, line->end - line->begin, PLACE_WIDTH - 2) + 2;
    out_byte(v->stream, '"');
  } else {
    width = put_plain(v->stream, "(the whole text)", 16, PLACE_WIDTH);
  }
  out_repeat(v->stream, " ", width < PLACE_WIDTH ? PLACE_WIDTH - width + 1 : 1);
  put_parts(v, line);
  out_byte(v->stream, '\n');
}

/* A sum in place of a line; `largest` 0: without a bar. */
static void put_sum(view *v, const tenor_head *h, double value, double largest, const char *what) {
  put_number(v, value);
  out_byte(v->stream, ' ');
  if (largest > 0)
    put_bar(v, h, value, largest);
  else
    out_repeat(v->stream, " ", 2 * BAR + 1);
  out_byte(v->stream, ' ');
  out_text(v->stream, what);
  out_byte(v->stream, '\n');
}

static void put_table(view *v, const statement *s, const account *a) {
  const ledger *l = &v->ledger;
  const size_t shown = l->n_lines < v->top ? l->n_lines : v->top;
  const double longest = ledger_largest(l, shown), largest = longest > 0 ? longest : 1;
  char text[EXPLAIN_BYTES];
  for (size_t i = 0; i < shown; i++) put_line(v, a->head, s->text, &l->lines[i], largest);
  if (shown < l->n_lines) {
    char count[64] = "";
    (void)snprintf(count, sizeof count, "%zu %s", l->n_lines - shown,
                   l->n_lines - shown == 1 ? "other" : "others");
    put_sum(v, a->head, ledger_rest(l, shown), largest, count);
  }
  put_sum(v, a->head, l->bias, 0, "(where every text starts)");
  explain_scale(text, a);
  put_number(v, a->decision);
  out_text(v->stream, " = ");
  out_text(v->stream, text);
  out_byte(v->stream, '\n');
}

/* ---- the view
 * ------------------------------------------------------------------------------------------ */

static void put_place(view *v, const statement *s) {
  char text[EXPLAIN_BYTES];
  if (!s->file) return;
  (void)snprintf(text, sizeof text, ":%llu: ", (unsigned long long)s->line);
  (void)put_plain(v->stream, s->file, strlen(s->file), SIZE_MAX);
  out_text(v->stream, text);
}

static void statement_begin(view *v, const statement *s) {
  put_place(v, s);
  colour_on(v, "1");
  (void)put_plain(v->stream, s->text.data, s->text.size, SIZE_MAX);
  colour_off(v);
  out_byte(v->stream, '\n');
}

static tenor_status head(view *v, const statement *s, const account *a, tenor_error *error) {
  char text[EXPLAIN_BYTES];
  tenor_status status = ledger_fill(&v->ledger, a->reasons, a->n_reasons, error);
  if (status >= 0) status = shading_fill(&v->shading, s->text, &v->ledger, error);
  if (status < 0) return status;
  out_byte(v->stream, '\n');
  explain_title(text, a);
  colour_on(v, "1");
  out_text(v->stream, text);
  colour_off(v);
  explain_detail(text, a);
  out_text(v->stream, "  ");
  out_text(v->stream, text);
  out_byte(v->stream, '\n');
  if (v->colour) put_shaded(v, s->text, a->head);
  put_table(v, s, a);
  return TENOR_OK;
}

static void statement_end(view *v, const statement *s) {
  if (s->file) out_byte(v->stream, '\n');
}

static tenor_status problem(view *v, const statement *s, const char *why, tenor_error *error) {
  (void)error;
  put_place(v, s);
  out_text(v->stream, "(");
  out_text(v->stream, why);
  out_text(v->stream, ")\n");
  statement_end(v, s);
  return TENOR_OK;
}

static void nothing(view *v) {
  (void)v;
}

const view_kind view_text = {nothing, statement_begin, head, statement_end, problem, nothing};
