/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The files that hold articles: those named on the command line, and those in the folders named there, which are
 * searched in the order of their names. What is hidden, and in folders what has no ending of an article, is passed
 * over.
 */
#ifndef TENOR_ARTICLE_FILES_H
#define TENOR_ARTICLE_FILES_H

#include "tenor.h"

typedef enum article_format {
  ARTICLE_AUTO, /* not known before a look into it */
  ARTICLE_TXT,
  ARTICLE_HTML,
  ARTICLE_JSONL,
  ARTICLE_CSV,
  ARTICLE_TSV
} article_format;

typedef struct article_file {
  char *path; /* owned; "-": standard input */
  /* owned; its name without folder and ending; with the folder where others have that name too */
  char *document;
  article_format format; /* by its ending, unless one was asked for */
} article_file;

typedef struct article_files {
  article_file *files; /* [n] */
  size_t n, capacity;
  size_t n_passed; /* files in folders that look like no article */
} article_files;

/* Finds the files of `operands` [n]; none is standard input. `format`, unless AUTO, is the format of all. The caller
 * finishes *files in any case. Errors: IO (one is not there, a folder cannot be read), MEMORY. */
tenor_status article_files_find(article_files *files, const char *const *operands, size_t n,
                                article_format format, tenor_error *error);
void article_files_finish(article_files *files);

#endif
