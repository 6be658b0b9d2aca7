/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The article in a web page: its paragraphs, without what stands around it. Scripts, forms, navigation, headers and
 * footers, asides, figures and their captions, comments, share boxes and hidden elements are left out; of the rest,
 * the element that a page marks as its article is taken when it holds a good part of the text (after the signs that
 * Kohlschütter et al. 2010 and the readers of browsers go by).
 */
#ifndef TENOR_ARTICLE_HTML_H
#define TENOR_ARTICLE_HTML_H

#include "input/batch.h"

typedef struct html_article {
  cell text;                /* paragraphs, an empty line between two */
  cell title, date, source; /* of the page's own description; data == NULL: it has none */
} html_article;

/* Reads the page, which is UTF-8 whatever it says of itself. All cells are in `b`'s memory. Errors: MEMORY; FORMAT:
 * there is no page to be seen in it. */
tenor_status article_html_read(const char *data, size_t size, batch *b, html_article *result);

#endif
