/* SPDX-License-Identifier: Apache-2.0 */
/* The columns that extract writes, and the cells of one statement in them. */
#ifndef TENOR_EXTRACT_COLUMNS_H
#define TENOR_EXTRACT_COLUMNS_H

#include "article/article_source.h"
#include "output/writer.h"
#include "tenor_extract.h"

typedef struct extract_columns {
  column *columns;      /* [n] our own, then those of the articles */
  unsigned char *spare; /* [n] see writer_spare */
  cell *cells;          /* [n] of the statement that was written last */
  size_t n, n_own;
  /* sentences to either side of a statement's own; below 0: there is no such column */
  int64_t context;
  tenor_span *sentences; /* [n_sentences] of the article, by place; for the context */
  size_t n_sentences, capacity;
  batch names, strings; /* what the columns' names and the cells point to */
} extract_columns;

/* `along` [n_along] are the articles' own columns, borrowed; one that is named like ours becomes "article_NAME".
 * Errors: MEMORY. */
tenor_status extract_columns_init(extract_columns *c, const char *const *along, size_t n_along,
                                  int64_t context, tenor_error *error);
void extract_columns_finish(extract_columns *c);

/* Begins an article: all its statements, those that are nobody's included when there is a context. Errors: MEMORY. */
tenor_status extract_columns_begin(extract_columns *c, const tenor_statement *statements, size_t n,
                                   tenor_error *error);

/* Fills c->cells with a statement of the article, the `number`-th from 1; valid until the next. Errors: MEMORY. */
tenor_status extract_columns_fill(extract_columns *c, const article *from, const tenor_statement *s,
                                  size_t number, tenor_error *error);

#endif
