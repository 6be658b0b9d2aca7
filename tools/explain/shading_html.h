/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A text with its words marked, for pages: what raises is underlined, what lowers has dots, and the strength of the
 * shade goes with the number, which a mouse finds in a tooltip and a screen reader in hidden text.
 */
#ifndef TENOR_SHADING_HTML_H
#define TENOR_SHADING_HTML_H

#include "explain/shading.h"
#include "output/out.h"

/* The style of marks; the shades' hues come from the class of what is around them: shading_hues(). */
extern const char shading_style[];

/* Red and blue for levels, green and red for numbers, purple and cyan for classes. A static string. */
const char *shading_hues(tenor_head_kind kind);

/* A paragraph of class "shaded". */
void shading_write_html(out *stream, const shading *s, tenor_text text, const char *head);

#endif
