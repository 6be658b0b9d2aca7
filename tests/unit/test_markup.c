/* SPDX-License-Identifier: Apache-2.0 */
/* HTML and SVG as text: nothing breaks out, numbers know no locale; pages; colours. */
#include "page/markup.h"

#include <math.h>
#include <stdio.h>

#include "page/page.h"
#include "page/palette.h"
#include "page_text.h"

static void expect_bytes(const char *data, size_t size, const char *expected) {
  out *stream = text_open();
  markup_bytes(stream, data, size);
  char *found = text_close(stream);
  cr_expect_str_eq(found, expected);
  free(found);
}

#define EXPECT_MARKUP(expected, ...)     \
  do {                                   \
    out *stream = text_open();           \
    markup(stream, __VA_ARGS__);         \
    char *found = text_close(stream);    \
    cr_expect_str_eq(found, (expected)); \
    free(found);                         \
  } while (0)

Test(markup, escapes) {
  expect_bytes("<a href=\"x\" b='y'>&", 19, "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
  expect_bytes("caf\xC3\xA9\t\n", 7, "caf\xC3\xA9\t\n");
}

Test(markup, replaces_what_xml_forbids) {
  expect_bytes("a\0b\x01\x7F", 5,
               "a\xEF\xBF\xBD"
               "b\xEF\xBF\xBD\xEF\xBF\xBD");
  expect_bytes("\xFF\xE2\x82", 3, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  expect_bytes("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBC", 9, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBC");
}

Test(markup, fills_a_format) {
  EXPECT_MARKUP("<i title=\"&quot;\">&lt;</i> 100%", "<i title=\"%s\">%s</i> 100%%", "\"", "<");
  EXPECT_MARKUP("-3 4 1.5 2 0.13 0.1250", "%d %zu %f %f %f %.4f", -3, (size_t)4, 1.5, 2.0, 0.125,
                0.125);
  EXPECT_MARKUP("[][]", "[%f][%.2f]", NAN, INFINITY);
}

Test(page, a_download_holds_its_bytes) {
  out *stream = text_open();
  page_download(stream, "a.csv", "text/csv", "Save", "a,\"b\"\n\xC3\xA9%\0~", 11);
  char *found = text_close(stream);
  cr_expect_not_null(
      strstr(found, "href=\"data:text/csv;charset=utf-8,a%2C%22b%22%0A%C3%A9%25%00~\""), "%s",
      found);
  cr_expect_not_null(strstr(found, "download=\"a.csv\""));
  free(found);
}

Test(page, a_table_says_what_is_not_known) {
  static const page_column columns[] = {{"name", false}, {"x", true}, {"y", true}};
  out *stream = text_open();
  page_table_begin(stream, "All <of> it", columns, 3);
  page_table_row(stream, columns,
                 (page_cell[]){PAGE_TEXT("A&B"), PAGE_NUMBER(0.125, 2), PAGE_NUMBER(NAN, 2)}, 3);
  page_table_end(stream);
  char *found = text_close(stream);
  cr_expect_not_null(strstr(found,
                            "<th scope=\"row\">A&amp;B</th><td class=\"n\">0.13</td><td "
                            "class=\"n\">\xE2\x80\x93</td>"),
                     "%s", found);
  cr_expect_not_null(strstr(found, "<caption>All &lt;of&gt; it</caption>"));
  cr_expect_not_null(strstr(found, "aria-label=\"All &lt;of&gt; it\""));
  free(found);
}

Test(palette, is_put_in_the_place_of_names) {
  out *stream = text_open();
  palette_resolve(stream, "a{fill:var(--bg);stroke:var(--s1)}b{fill:var(--nosuch)}c{fill:var(--");
  char *found = text_close(stream);
  cr_expect_str_eq(found, "a{fill:#ffffff;stroke:#8c1515}b{fill:currentColor}c{fill:currentColor");
  free(found);
}

/* WCAG 2.1: relative luminance. */
static double luminance(const char *colour) {
  static const double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (size_t i = 0; i < 3; i++) {
    const char digits[] = {colour[1 + 2 * i], colour[2 + 2 * i], '\0'};
    const double share = (double)strtol(digits, NULL, 16) / 255;
    sum += weights[i] * (share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4));
  }
  return sum;
}

static double contrast(const char *a, const char *b) {
  const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return fmax(x, y) / fmin(x, y);
}

/* Text and series against the ground, text on every shade. */
Test(palette, has_contrast) {
  const palette_colour *bg = &palette[0], *fg = &palette[1];
  size_t n = 0;
  cr_assert_str_eq(bg->name, "bg");
  cr_assert_str_eq(fg->name, "fg");
  for (const palette_colour *c = palette + 1; c->name; c++, n++) {
    if (strcmp(c->name, "line") == 0) continue;
    const bool ground = c->name[0] == 's' || strlen(c->name) > 2 || c == fg;
    const palette_colour *other = ground ? bg : fg;
    cr_expect_geq(contrast(c->light, other->light), 4.5, "%s, light", c->name);
    cr_expect_geq(contrast(c->dark, other->dark), 4.5, "%s, dark", c->name);
  }
  cr_expect_eq(n, 3 + PALETTE_SERIES + 5 * PALETTE_SHADES);
}
