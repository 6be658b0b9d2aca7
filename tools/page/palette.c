/* SPDX-License-Identifier: Apache-2.0 */
#include "page/palette.h"

#include <stdbool.h>
#include <string.h>

const palette_colour palette[] = {{"bg", "#ffffff", "#15171a"},
                                  {"fg", "#1b1b1b", "#f0f0f0"},
                                  {"dim", "#595959", "#b0b4b9"},
                                  {"line", "#d9d9d9", "#3a3e44"},
                                  /* series */
                                  {"s1", "#8c1515", "#ff7b72"},
                                  {"s2", "#c2500a", "#ffc078"},
                                  {"s3", "#b0267f", "#f7a8d0"},
                                  {"s4", "#5b2a9e", "#dcc8ff"},
                                  {"s5", "#0b6fb5", "#4d9ff0"},
                                  {"s6", "#14532d", "#a7f3c0"},
                                  {"s7", "#636363", "#a8adb3"},
                                  {"s8", "#1b1b1b", "#f0f0f0"},
                                  /* red, blue, green, purple, cyan */
                                  {"r1", "#fdeceb", "#3a1a18"},
                                  {"r2", "#fbd3cf", "#5a2420"},
                                  {"r3", "#f8b5ae", "#7a2e28"},
                                  {"r4", "#f4958b", "#963830"},
                                  {"r5", "#ef7568", "#a83f37"},
                                  {"b1", "#e9f1fb", "#16283f"},
                                  {"b2", "#cfe2f7", "#1b385c"},
                                  {"b3", "#aecdf1", "#214879"},
                                  {"b4", "#8bb6ea", "#285995"},
                                  {"b5", "#699fe2", "#2d64a8"},
                                  {"g1", "#e8f6ea", "#17301b"},
                                  {"g2", "#cdebd1", "#1d4724"},
                                  {"g3", "#aadcb1", "#245d2d"},
                                  {"g4", "#85cb8f", "#286d33"},
                                  {"g5", "#61b96e", "#2c7738"},
                                  {"p1", "#f5ecf9", "#321a3c"},
                                  {"p2", "#e7d2f0", "#4a2559"},
                                  {"p3", "#d6b3e6", "#623176"},
                                  {"p4", "#c594db", "#7a3d92"},
                                  {"p5", "#b475cf", "#8b47a6"},
                                  {"c1", "#e5f6f7", "#103336"},
                                  {"c2", "#c5eaec", "#174b50"},
                                  {"c3", "#9cdade", "#1d6269"},
                                  {"c4", "#72c8ce", "#1f6a71"},
                                  {"c5", "#48b5bd", "#217279"},
                                  {NULL, NULL, NULL}};

static void define(out *stream, const palette_colour *colour, bool dark) {
  out_text(stream, ";--");
  out_text(stream, colour->name);
  out_byte(stream, ':');
  out_text(stream, dark ? colour->dark : colour->light);
}

void palette_define(out *stream) {
  out_text(stream, ":root{color-scheme:light dark");
  for (const palette_colour *c = palette; c->name; c++) define(stream, c, false);
  out_text(stream, "}\n@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark");
  for (const palette_colour *c = palette; c->name; c++) define(stream, c, true);
  out_text(stream, "}}\n");
}

static const char *light(const char *name, size_t size) {
  for (const palette_colour *c = palette; c->name; c++)
    if (strlen(c->name) == size && memcmp(c->name, name, size) == 0) return c->light;
  return "currentColor";
}

void palette_resolve(out *stream, const char *css) {
  static const char mark[] = "var(--";
  for (const char *found; (found = strstr(css, mark)) != NULL;) {
    const char *name = found + sizeof mark - 1;
    const size_t size = strcspn(name, ")");
    out_bytes(stream, css, (size_t)(found - css));
    out_text(stream, light(name, size));
    css = name + size + (name[size] == ')');
  }
  out_text(stream, css);
}
