/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One page that stands by itself: no script, no network, nothing to install. The statement with its
 * words marked, a table for each head; marks tell their number to a mouse by their title and to a
 * screen reader by hidden text.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "explain/explain_view.h"
#include "explain/page_style.h"
#include "input/wellformed.h"
#include "output/decimal.h"

enum { STEPS = 5 };

/* ---- escaping
 * ------------------------------------------------------------------------------------------ */

static const char *entity(char byte) {
  switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return NULL;
  }
}

/* Whether HTML forbids the byte: control characters but for blanks. */
static bool is_forbidden(unsigned char byte) {
  return (byte < 0x20 && !strchr("\t\n\r", byte)) || byte == 0x7F || byte == 0;
}

static void put_bytes(out *stream, const char *data, size_t size) {
  for (size_t at = 0; at < size;) {
    const size_t n = wellformed_char(data + at, size - at);
    const char *escaped = entity(data[at]);
    if (n == 0 || is_forbidden((unsigned char)data[at]))
      out_text(stream, "\xEF\xBF\xBD");
    else if (escaped)
      out_text(stream, escaped);
    else
      out_bytes(stream, data + at, n);
    at += n > 0 ? n : 1;
  }
}

static void put_text(out *stream, const char *text) {
  put_bytes(stream, text, strlen(text));
}

static const char *palette_of(const tenor_head *h) {
  if (h->kind == TENOR_HEAD_ORDINAL) return "ordinal";
  return h->kind == TENOR_HEAD_REGRESSION ? "regression" : "class";
}

/* ---- the statement, marked
 * ----------------------------------------------------------------------------- */

static void put_mark(out *stream, tenor_text text, const shade *one, int step, const char *head) {
  char number[EXPLAIN_BYTES], tag[64];
  explain_signed(number, one->value);
  (void)snprintf(tag, sizeof tag, "<mark class=\"%s s%d\" title=\"", step > 0 ? "u" : "d",
                 step > 0 ? step : -step);
  out_text(stream, tag);
  out_text(stream, number);
  out_byte(stream, ' ');
  put_text(stream, head);
  out_text(stream, "\">");
  put_bytes(stream, text.data + one->begin, one->end - one->begin);
  out_text(stream, "<span class=\"vh\"> (");
  out_text(stream, number);
  out_text(stream, ")</span></mark>");
}

static void put_shaded(view *v, tenor_text text, const tenor_head *h) {
  out_text(v->stream, "<p class=\"shaded\" dir=\"auto\">");
  for (size_t i = 0; i < v->shading.n; i++) {
    const shade *one = &v->shading.shades[i];
    const int step = shading_step(&v->shading, one, STEPS);
    if (step != 0)
      put_mark(v->stream, text, one, step, h->name);
    else
      put_bytes(v->stream, text.data + one->begin, one->end - one->begin);
  }
  out_text(v->stream, "</p>\n");
}

/* ---- the table
 * ----------------------------------------------------------------------------------------- */

static void put_number(out *stream, double value) {
  char number[EXPLAIN_BYTES];
  explain_signed(number, value);
  out_text(stream, "<td class=\"n\">");
  out_text(stream, number);
  out_text(stream, "</td>");
}

static void put_bar(out *stream, double value, double largest) {
  char width[DECIMAL_BYTES], bar[96];
  const bool up = value >= 0;
  (void)decimal_write(width, largest > 0 ? fabs(value) / largest * 100 : 0, 1);
  (void)snprintf(bar, sizeof bar, "<i class=\"%s\" style=\"width:%s%%\"></i>", up ? "u" : "d",
                 width);
  out_text(stream, "<td class=\"bar\" aria-hidden=\"true\"><div><span class=\"l\">");
  if (!(largest > 0)) bar[0] = '\0';
  out_text(stream, up ? "" : bar);
  out_text(stream, "</span><span>");
  out_text(stream, up ? bar : "");
  out_text(stream, "</span></div></td>");
}

/* One part is said by its words; several with the number of each. */
static void put_parts(view *v, const ledger_line *line) {
  char text[EXPLAIN_BYTES];
  for (size_t i = 0; i < line->n; i++) {
    const tenor_reason *part = v->ledger.parts[line->first + i];
    if (i > 0) out_text(v->stream, "; ");
    explain_part(text, part);
    put_text(v->stream, text);
    if (line->n == 1) continue;
    explain_signed(text, part->contribution);
    out_text(v->stream, " <span class=\"dim\">");
    out_text(v->stream, text);
    out_text(v->stream, "</span>");
  }
}

static void put_line(view *v, tenor_text text, const ledger_line *line, double largest) {
  out_text(v->stream, "<tr>");
  put_number(v->stream, line->contribution);
  put_bar(v->stream, line->contribution, largest);
  if (line->begin < line->end) {
    out_text(v->stream, "<th scope=\"row\"><q>");
    put_bytes(v->stream, text.data + line->begin, line->end - line->begin);
    out_text(v->stream, "</q></th><td>");
  } else {
    out_text(v->stream, "<th scope=\"row\">the whole text</th><td>");
  }
  put_parts(v, line);
  out_text(v->stream, "</td></tr>\n");
}

static void put_sum(view *v, double value, double largest, const char *what) {
  out_text(v->stream, "<tr>");
  put_number(v->stream, value);
  put_bar(v->stream, value, largest);
  out_text(v->stream, "<th scope=\"row\">");
  put_text(v->stream, what);
  out_text(v->stream, "</th><td></td></tr>\n");
}

static void put_table(view *v, const statement *s, const account *a) {
  const ledger *l = &v->ledger;
  const size_t shown = l->n_lines < v->top ? l->n_lines : v->top;
  const double largest = ledger_largest(l, shown);
  char text[EXPLAIN_BYTES];
  explain_scale(text, a);
  out_text(v->stream, "<table><caption>What adds up to the ");
  put_text(v->stream, text);
  out_text(v->stream,
           "</caption><thead><tr><th scope=\"col\" class=\"n\">adds</th><td class=\"bar\" "
           "aria-hidden=\"true\"></td>"
           "<th scope=\"col\">where</th><th scope=\"col\">what it is</th></tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < shown; i++) put_line(v, s->text, &l->lines[i], largest);
  if (shown < l->n_lines) {
    (void)snprintf(text, sizeof text, "%zu %s", l->n_lines - shown,
                   l->n_lines - shown == 1 ? "other" : "others");
    put_sum(v, ledger_rest(l, shown), largest, text);
  }
  put_sum(v, l->bias, 0, "where every text starts");
  out_text(v->stream, "</tbody><tfoot><tr>");
  put_number(v->stream, a->decision);
  out_text(v->stream,
           "<td class=\"bar\" aria-hidden=\"true\"></td><th scope=\"row\">in "
           "all</th><td></td></tr></tfoot></table>\n");
}

/* ---- the view
 * ------------------------------------------------------------------------------------------ */

static void begin(view *v) {
  out_text(v->stream,
           "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
           "<title>Why these scores</title>\n<style>\n");
  out_text(v->stream, page_style);
  out_text(v->stream,
           "</style>\n</head>\n<body>\n<header><h1>Why these scores</h1>\n"
           "<p class=\"dim\">Each score is a sum: where every text starts, and what its words, "
           "phrases and form add. "
           "A solid underline marks what raises a score, a dotted one what lowers it; the stronger "
           "the shade, the more. "
           "Contributions of one place stand in one row.</p></header>\n<main>\n");
}

static void statement_begin(view *v, const statement *s) {
  char place[64];
  out_text(v->stream, "<article>\n");
  if (s->file) {
    (void)snprintf(place, sizeof place, ", line %llu", (unsigned long long)s->line);
    out_text(v->stream, "<h2>");
    put_text(v->stream, s->file);
    out_text(v->stream, place);
    out_text(v->stream, "</h2>\n");
  } else {
    out_text(v->stream, "<h2>The statement</h2>\n");
  }
  out_text(v->stream, "<p class=\"said\" dir=\"auto\">");
  put_bytes(v->stream, s->text.data, s->text.size);
  out_text(v->stream, "</p>\n");
}

static tenor_status head(view *v, const statement *s, const account *a, tenor_error *error) {
  char text[EXPLAIN_BYTES];
  tenor_status status = ledger_fill(&v->ledger, a->reasons, a->n_reasons, error);
  if (status >= 0) status = shading_fill(&v->shading, s->text, &v->ledger, error);
  if (status < 0) return status;
  out_text(v->stream, "<section class=\"");
  out_text(v->stream, palette_of(a->head));
  out_text(v->stream, "\">\n<h3>");
  explain_title(text, a);
  put_text(v->stream, text);
  out_text(v->stream, "</h3>\n<p class=\"dim\">");
  explain_detail(text, a);
  put_text(v->stream, text);
  out_text(v->stream, "</p>\n");
  put_shaded(v, s->text, a->head);
  put_table(v, s, a);
  out_text(v->stream, "</section>\n");
  return TENOR_OK;
}

static void statement_end(view *v, const statement *s) {
  (void)s;
  out_text(v->stream, "</article>\n");
}

static tenor_status problem(view *v, const statement *s, const char *why, tenor_error *error) {
  (void)error;
  statement_begin(v, s);
  out_text(v->stream, "<p class=\"dim\">Not scored: ");
  put_text(v->stream, why);
  out_text(v->stream, ".</p>\n");
  statement_end(v, s);
  return TENOR_OK;
}

static void end(view *v) {
  out_text(v->stream, "</main>\n<footer>");
  put_text(v->stream, v->about);
  out_text(v->stream, "</footer>\n</body>\n</html>\n");
}

const view_kind view_html = {begin, statement_begin, head, statement_end, problem, end};
