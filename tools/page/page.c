/* SPDX-License-Identifier: Apache-2.0 */
#include "page/page.h"

#include <string.h>

#include "output/decimal.h"
#include "page/page_style.h"
#include "page/palette.h"

/* The policy is for the browser what "no network" is for the reader: it holds even if a text were to break out. */
static const char policy[] =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

void page_begin(out *stream, const char *title, const char *const *styles) {
  markup(stream,
         "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n"
         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s</title>\n<style>\n",
         policy, title);
  palette_define(stream);
  out_text(stream, page_style);
  out_text(stream, chart_style);
  for (; styles && *styles; styles++) out_text(stream, *styles);
  markup(stream,
         "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n"
         "<header><h1>%s</h1></header>\n<main id=\"content\" tabindex=\"-1\">\n",
         title);
}

void page_end(out *stream, const char *about) {
  markup(stream, "</main>\n<footer>%s</footer>\n</body>\n</html>\n", about);
}

void page_section_begin(out *stream, const char *id, const char *heading) {
  markup(stream, "<section id=\"%s\" aria-labelledby=\"%s-h\">\n<h2 id=\"%s-h\">%s</h2>\n", id, id,
         id, heading);
}

void page_section_end(out *stream) {
  out_text(stream, "</section>\n");
}

void page_contents(out *stream, const page_link *links, size_t n) {
  out_text(stream, "<nav aria-label=\"Contents\"><ul>\n");
  for (size_t i = 0; i < n; i++)
    markup(stream, "<li><a href=\"#%s\">%s</a></li>\n", links[i].id, links[i].heading);
  out_text(stream, "</ul></nav>\n");
}

void page_paragraph(out *stream, const char *text) {
  markup(stream, "<p>%s</p>\n", text);
}

void page_note(out *stream, const char *text) {
  markup(stream, "<p class=\"note\" role=\"note\">%s</p>\n", text);
}

/* What scrolls sideways can be reached and moved by keyboard. */
static void scroll_begin(out *stream, const char *class, const char *label) {
  markup(stream, "<div class=\"%s\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">", class,
         label);
}

void page_figure(out *stream, const chart *c) {
  markup(stream, "<figure id=\"%s\">\n<figcaption>%s</figcaption>\n", c->id, c->title);
  scroll_begin(stream, "scroll wide", c->title);
  chart_write(stream, c, CHART_WIDE);
  out_text(stream, "</div>\n");
  scroll_begin(stream, "scroll narrow", c->title);
  chart_write(stream, c, CHART_NARROW);
  out_text(stream, "</div>\n</figure>\n");
}

/* ---- tables
 * --------------------------------------------------------------------------------------------- */

static const char *class_of(const page_column *column) {
  return column->number ? " class=\"n\"" : "";
}

void page_table_begin(out *stream, const char *caption, const page_column *columns, size_t n) {
  scroll_begin(stream, "scroll", caption);
  markup(stream, "<table><caption>%s</caption>\n<thead><tr>", caption);
  for (size_t i = 0; i < n; i++) {
    markup(stream, "<th scope=\"col\"");
    out_text(stream, class_of(&columns[i]));
    markup(stream, ">%s</th>", columns[i].name);
  }
  out_text(stream, "</tr></thead>\n<tbody>\n");
}

static void put_cell(out *stream, const page_cell *one) {
  char text[DECIMAL_BYTES];
  (void)decimal_write(text, one->value, one->places);
  if (one->text)
    markup(stream, "%s", one->text);
  else
    out_text(stream, *text ? text : "\xE2\x80\x93");
}

void page_table_row(out *stream, const page_column *columns, const page_cell *cells, size_t n) {
  out_text(stream, "<tr>");
  for (size_t i = 0; i < n; i++) {
    out_text(stream, i == 0 ? "<th scope=\"row\"" : "<td");
    out_text(stream, class_of(&columns[i]));
    out_text(stream, ">");
    put_cell(stream, &cells[i]);
    out_text(stream, i == 0 ? "</th>" : "</td>");
  }
  out_text(stream, "</tr>\n");
}

void page_table_end(out *stream) {
  out_text(stream, "</tbody></table></div>\n");
}

void page_details_begin(out *stream, const char *summary) {
  markup(stream, "<details><summary>%s</summary>\n", summary);
}

void page_details_end(out *stream) {
  out_text(stream, "</details>\n");
}

/* ---- a file inside the page
 * ----------------------------------------------------------------------------- */

/* What RFC 3986 calls unreserved stands for itself. */
static void put_encoded(out *stream, const char *data, size_t size) {
  static const char digits[] = "0123456789ABCDEF";
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  for (size_t i = 0; i < size; i++) {
    const unsigned char byte = (unsigned char)data[i];
    if (byte != '\0' && strchr(plain, byte)) {
      out_byte(stream, data[i]);
      continue;
    }
    const char escaped[3] = {'%', digits[byte >> 4], digits[byte & 15]};
    out_bytes(stream, escaped, sizeof escaped);
  }
}

void page_download(out *stream, const char *name, const char *type, const char *label,
                   const char *data, size_t size) {
  markup(stream, "<p><a class=\"download\" download=\"%s\" href=\"data:%s;charset=utf-8,", name,
         type);
  put_encoded(stream, data, size);
  markup(stream, "\">%s</a></p>\n", label);
}
