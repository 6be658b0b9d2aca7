/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The colours of pages and charts, by name, for light and dark. Style sheets speak of them as var(--NAME); a page
 * defines the names, and in a chart that stands alone, where few programs know variables, the light colour is put in
 * the name's place.
 *
 * fg and dim, text; bg; line, rules and grids. s1 .. s8, series: 4.5 to 1 against bg at least, so that text on a
 * series has the colour of bg; chosen for different lightness too, so that neighbours differ for readers who see few
 * hues. r, b, g, p, c with 1 .. 5, shades that carry text of colour fg with 4.5 to 1 (WCAG 2.1, AA).
 */
#ifndef TENOR_PALETTE_H
#define TENOR_PALETTE_H

#include "output/out.h"

enum { PALETTE_SERIES = 8, PALETTE_SHADES = 5 };

typedef struct palette_colour {
  const char *name, *light, *dark;
} palette_colour;
extern const palette_colour palette[]; /* ends with the name NULL */

/* The names for a page's style sheet: light, and dark for whoever prefers it on a screen. */
void palette_define(out *stream);
/* A style sheet with the light colours in place of var(--NAME). */
void palette_resolve(out *stream, const char *css);

#endif
