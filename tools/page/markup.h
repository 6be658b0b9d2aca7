/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing HTML and SVG so that no text can break out of its place: what is not part of the format is
 * escaped. The format is a printf format as far as the compiler checks it, but the numbers are our
 * own: the same bytes in any locale.
 *
 *     markup(stream, "<td class=\"%s\">%s</td>", class_name, speaker);
 *     markup(stream, "<rect x=\"%f\" width=\"%.1f\"/>", x, width);
 *
 * Known are %s (escaped), %d, %zu, %f (up to two decimals, as few as needed), %.Nf (exactly N) and %%. A number
 * that is not finite is written as nothing.
 */
#ifndef TENOR_MARKUP_H
#define TENOR_MARKUP_H

#include "output/out.h"

void markup(out *stream, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Bytes as text, escaped. What is not UTF-8, and what XML forbids even so, becomes U+FFFD. */
void markup_bytes(out *stream, const char *data, size_t size);

#endif
