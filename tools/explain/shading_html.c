/* SPDX-License-Identifier: Apache-2.0 */
#include "explain/shading_html.h"

#include "explain/explain_view.h"
#include "page/markup.h"
#include "page/palette.h"

#define HUES(kind, up, down)                                                             \
  "." kind "{--u1:var(--" up "1);--u2:var(--" up "2);--u3:var(--" up "3);--u4:var(--" up \
  "4);--u5:var(--" up "5);--d1:var(--" down "1);--d2:var(--" down "2);--d3:var(--" down  \
  "3);--d4:var(--" down "4);--d5:var(--" down "5)}\n"
#define SHADES(n) ".u.s" n "{background:var(--u" n ")}.d.s" n "{background:var(--d" n ")}\n"

const char shading_style[] =
    HUES("ordinal", "r", "b") HUES("regression", "g", "r") HUES("class", "p", "c")
    ".shaded{line-height:2;margin:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}\n"
    "mark{color:inherit;background:none;border-radius:.15em;padding:.1em 0;"
    "text-decoration-thickness:2px;text-underline-offset:.25em}\n"
    "mark.u{text-decoration:underline solid}mark.d{text-decoration:underline dotted}\n"
    SHADES("1") SHADES("2") SHADES("3") SHADES("4") SHADES("5")
    "@media print{.shaded{break-inside:avoid;break-after:avoid}}\n";

const char *shading_hues(tenor_head_kind kind) {
  if (kind == TENOR_HEAD_ORDINAL) return "ordinal";
  return kind == TENOR_HEAD_REGRESSION ? "regression" : "class";
}

static void put_mark(out *stream, tenor_text text, const shade *one, int step, const char *head) {
  char number[EXPLAIN_BYTES];
  explain_signed(number, one->value);
  markup(stream, "<mark class=\"%s s%d\" title=\"%s %s\">", step > 0 ? "u" : "d",
         step > 0 ? step : -step, number, head);
  markup_bytes(stream, text.data + one->begin, one->end - one->begin);
  markup(stream, "<span class=\"vh\"> (%s)</span></mark>", number);
}

void shading_write_html(out *stream, const shading *s, tenor_text text, const char *head) {
  markup(stream, "<p class=\"shaded\" dir=\"auto\">");
  for (size_t i = 0; i < s->n; i++) {
    const shade *one = &s->shades[i];
    const int step = shading_step(s, one, PALETTE_SHADES);
    if (step != 0)
      put_mark(stream, text, one, step, head);
    else
      markup_bytes(stream, text.data + one->begin, one->end - one->begin);
  }
  markup(stream, "</p>\n");
}
