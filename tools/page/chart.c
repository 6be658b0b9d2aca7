/* SPDX-License-Identifier: Apache-2.0 */
#include "page/chart.h"

#include "page/canvas.h"
#include "page/markup.h"
#include "page/palette.h"

#define SERIES(n)   ".chart .f" #n "{fill:var(--s" #n ")}.chart .l" #n "{stroke:var(--s" #n ")}\n"
#define SHADE(name) ".chart ." name "{fill:var(--" name ")}"
#define SHADES(hue) SHADE(hue "1") SHADE(hue "2") SHADE(hue "3") SHADE(hue "4") SHADE(hue "5") "\n"

/* Words of class: grid, tick, axis, dim; m and e, where text is anchored; fN and lN, a series' fill and line; rN and
 * bN, shades. */
const char chart_style[] =
    ".chart text{font-family:system-ui,sans-serif;font-size:13px;fill:var(--fg)}\n"
    ".chart .tick,.chart .axis,.chart .dim{font-size:12px;fill:var(--dim)}\n"
    ".chart .m{text-anchor:middle}.chart .e{text-anchor:end}.chart .strong{font-weight:600}\n"
    ".chart line,.chart path{fill:none}.chart .grid{stroke:var(--line)}\n"
    ".chart .reference{stroke:var(--dim);stroke-dasharray:4 3}.chart .zero{stroke:var(--dim)}\n"
    ".chart .whisker{stroke-width:2}.chart .line{stroke-width:2;stroke-linejoin:round}\n"
    ".chart .band{stroke:none;opacity:.16}.chart .ring{fill:var(--bg);stroke-width:2}\n"
    ".chart .d1{stroke-dasharray:8 3}.chart .d2{stroke-dasharray:3 3}.chart "
    ".key{stroke:var(--dim)}\n"
    ".chart .small{font-size:11px}\n"
    ".chart .cell{stroke:var(--bg);stroke-width:2}.chart "
    ".none{fill:var(--bg);stroke:var(--line);stroke-width:1}\n"
    ".chart .hatch{stroke:var(--bg);stroke-width:1;opacity:.55}\n"
    ".chart .inside{font-size:12px;fill:var(--bg)}\n" SERIES(1) SERIES(2) SERIES(3) SERIES(4)
        SERIES(5) SERIES(6) SERIES(7) SERIES(8) SHADES("r") SHADES("b");

static void draw(canvas *c) {
  const chart *about = c->chart;
  if (about->forest) forest_chart_draw(c, about->forest);
  if (about->lines) line_chart_draw(c, about->lines);
  if (about->shares) share_chart_draw(c, about->shares);
  if (about->matrix) matrix_chart_draw(c, about->matrix);
  if (about->scatter) scatter_chart_draw(c, about->scatter);
  if (about->bars) bar_chart_draw(c, about->bars);
}

static canvas canvas_of(out *stream, const chart *about, double width) {
  return (canvas){
      .stream = stream, .chart = about, .room = width, .width = width, .narrow = width < 500};
}

void chart_write(out *stream, const chart *c, double width) {
  canvas one = canvas_of(stream, c, width);
  draw(&one);
}

void chart_write_alone(out *stream, const chart *c, double width) {
  canvas one = canvas_of(stream, c, width);
  one.alone = true;
  markup(stream, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  draw(&one);
}
