/* SPDX-License-Identifier: Apache-2.0 */
/* The page of `tenor explain`: each statement with its words marked, and a table for each head. */
#include <math.h>
#include <stdio.h>

#include "explain/explain_view.h"
#include "explain/shading_html.h"
#include "page/page.h"

static const char explain_style[] =
    "article{border-top:2px solid var(--line);margin-top:2rem;padding-top:1rem}\n"
    "article h2{font-size:.85rem;font-weight:600;color:var(--dim);margin:0;border:0;padding:0}\n"
    ".said{font-size:1.15rem;margin:.25rem 0 "
    "0;max-width:none;white-space:pre-wrap;overflow-wrap:anywhere}\n"
    "tbody th{width:13rem}td.n,th.n{width:4.5rem}\n"
    "tfoot td,tfoot th{border-bottom:0;font-weight:600}\n"
    ".bar{width:9rem;padding:.35rem 0}.bar div{display:flex;height:1em}\n"
    ".bar span{flex:1;display:flex}.bar .l{justify-content:flex-end;border-right:1px solid "
    "var(--dim)}\n"
    ".bar i{height:100%}.bar i.u{background:var(--u5)}.bar i.d{background:var(--d5)}\n"
    "@media (max-width:36rem){.bar{display:none}tbody th{width:30%}}\n"
    "@media print{.bar i{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

/* ---- the table
 * ----------------------------------------------------------------------------------------- */

static void put_number(out *stream, double value) {
  char number[EXPLAIN_BYTES];
  explain_signed(number, value);
  markup(stream, "<td class=\"n\">%s</td>", number);
}

static void put_bar(out *stream, double value, double largest) {
  const bool up = value >= 0;
  markup(stream, "<td class=\"bar\" aria-hidden=\"true\"><div><span class=\"l\">");
  if (up) markup(stream, "</span><span>");
  if (largest > 0)
    markup(stream, "<i class=\"%s\" style=\"width:%.1f%%\"></i>", up ? "u" : "d",
           fabs(value) / largest * 100);
  if (!up) markup(stream, "</span><span>");
  markup(stream, "</span></div></td>");
}

/* One part is said by its words; several with the number of each. */
static void put_parts(view *v, const ledger_line *line) {
  char text[EXPLAIN_BYTES];
  for (size_t i = 0; i < line->n; i++) {
    const tenor_reason *part = v->ledger.parts[line->first + i];
    explain_part(text, part);
    markup(v->stream, "%s%s", i > 0 ? "; " : "", text);
    if (line->n == 1) continue;
    explain_signed(text, part->contribution);
    markup(v->stream, " <span class=\"dim\">%s</span>", text);
  }
}

static void put_line(view *v, tenor_text text, const ledger_line *line, double largest) {
  markup(v->stream, "<tr>");
  put_number(v->stream, line->contribution);
  put_bar(v->stream, line->contribution, largest);
  if (line->begin < line->end) {
    markup(v->stream, "<th scope=\"row\"><q>");
    markup_bytes(v->stream, text.data + line->begin, line->end - line->begin);
    markup(v->stream, "</q></th><td>");
  } else {
    markup(v->stream, "<th scope=\"row\">the whole text</th><td>");
  }
  put_parts(v, line);
  markup(v->stream, "</td></tr>\n");
}

static void put_sum(view *v, double value, double largest, const char *what) {
  markup(v->stream, "<tr>");
  put_number(v->stream, value);
  put_bar(v->stream, value, largest);
  markup(v->stream, "<th scope=\"row\">%s</th><td></td></tr>\n", what);
}

static void put_table(view *v, const statement *s, const account *a) {
  const ledger *l = &v->ledger;
  const size_t shown = l->n_lines < v->top ? l->n_lines : v->top;
  const double largest = ledger_largest(l, shown);
  char text[EXPLAIN_BYTES];
  explain_scale(text, a);
  markup(v->stream,
         "<table><caption>What adds up to the %s</caption><thead><tr><th scope=\"col\" "
         "class=\"n\">adds</th><td class=\"bar\" aria-hidden=\"true\"></td>"
         "<th scope=\"col\">where</th><th scope=\"col\">what it is</th></tr></thead>\n<tbody>\n",
         text);
  for (size_t i = 0; i < shown; i++) put_line(v, s->text, &l->lines[i], largest);
  if (shown < l->n_lines) {
    (void)snprintf(text, sizeof text, "%zu %s", l->n_lines - shown,
                   l->n_lines - shown == 1 ? "other" : "others");
    put_sum(v, ledger_rest(l, shown), largest, text);
  }
  put_sum(v, l->bias, 0, "where every text starts");
  markup(v->stream, "</tbody><tfoot><tr>");
  put_number(v->stream, a->decision);
  markup(v->stream,
         "<td class=\"bar\" aria-hidden=\"true\"></td><th scope=\"row\">in "
         "all</th><td></td></tr></tfoot></table>\n");
}

/* ---- the view
 * ------------------------------------------------------------------------------------------ */

static void begin(view *v) {
  page_begin(v->stream, "Why these scores", (const char *[]){shading_style, explain_style, NULL});
  page_paragraph(
      v->stream,
      "Each score is a sum: where every text starts, and what its words, phrases and form "
      "add. A solid underline marks what raises a score, a dotted one what lowers it; the "
      "stronger the shade, the more. Contributions of one place stand in one row.");
}

static void statement_begin(view *v, const statement *s) {
  if (s->file)
    markup(v->stream, "<article>\n<h2>%s, line %.0f</h2>\n", s->file, (double)s->line);
  else
    markup(v->stream, "<article>\n<h2>The statement</h2>\n");
  markup(v->stream, "<p class=\"said\" dir=\"auto\">");
  markup_bytes(v->stream, s->text.data, s->text.size);
  markup(v->stream, "</p>\n");
}

static tenor_status head(view *v, const statement *s, const account *a, tenor_error *error) {
  char title[EXPLAIN_BYTES], detail[EXPLAIN_BYTES];
  tenor_status status = ledger_fill(&v->ledger, a->reasons, a->n_reasons, error);
  if (status >= 0) status = shading_fill(&v->shading, s->text, &v->ledger, error);
  if (status < 0) return status;
  explain_title(title, a);
  explain_detail(detail, a);
  markup(v->stream, "<section class=\"%s\">\n<h3>%s</h3>\n<p class=\"dim\">%s</p>\n",
         shading_hues(a->head->kind), title, detail);
  shading_write_html(v->stream, &v->shading, s->text, a->head->name);
  put_table(v, s, a);
  markup(v->stream, "</section>\n");
  return TENOR_OK;
}

static void statement_end(view *v, const statement *s) {
  (void)s;
  markup(v->stream, "</article>\n");
}

static tenor_status problem(view *v, const statement *s, const char *why, tenor_error *error) {
  (void)error;
  statement_begin(v, s);
  markup(v->stream, "<p class=\"dim\">Not scored: %s.</p>\n", why);
  statement_end(v, s);
  return TENOR_OK;
}

static void end(view *v) {
  page_end(v->stream, v->about);
}

const view_kind view_html = {begin, statement_begin, head, statement_end, problem, end};
