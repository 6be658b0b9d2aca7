/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Articles, one after another, from files of any of these formats: plain text and web pages hold one each; jsonl, csv
 * and tsv hold one a row, in a text column, and what else a row has goes along.
 *
 * Nothing is dropped in silence: an article that cannot be read arrives with article->problem set.
 */
#ifndef TENOR_ARTICLE_SOURCE_H
#define TENOR_ARTICLE_SOURCE_H

#include "article/article_files.h"
#include "input/batch.h"

/* All pointers are valid until the next article is read. */
typedef struct article {
  const char *file; /* where it stands: the path, or "standard input" */
  uint64_t line;    /* of its row; 0: it is a file of its own */
  cell document;    /* its name: a field "document" or "id" of its row, else of its file and row */
  cell text;        /* UTF-8; of a web page, what its article says */
  const cell *fields;  /* [n_columns] data == NULL: it has none such */
  const char *problem; /* NULL, or why it cannot be read */
} article;

typedef struct article_options {
  article_format format;
  const char *text_column; /* NULL: text, article, body or content, whichever comes first */
} article_options;

typedef struct article_source article_source;

/* Finds the files and the columns that any of them has. `operands` [n] and `options` are borrowed as long as the
 * source. *result is owned by the caller. Errors: IO, FORMAT (a table without the text column), MEMORY. */
tenor_status article_source_open(article_source **result, const char *const *operands, size_t n,
                                 const article_options *options, tenor_error *error);
void article_source_close(article_source **source);

/* What goes along: names [*n], those of the text and the document not among them; valid as long as the source. */
const char *const *article_columns(const article_source *source, size_t *n);

/* TENOR_END: there is none left. Errors: IO, MEMORY. */
tenor_status article_next(article_source *source, article *next, tenor_error *error);

/* Files in folders that were passed over because they look like no article. */
size_t article_source_n_passed(const article_source *source);

#endif
