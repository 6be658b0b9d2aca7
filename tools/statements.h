/* SPDX-License-Identifier: Apache-2.0 */
/* Statements as a command gets them: a reader, and which of its columns is which. */
#ifndef TENOR_STATEMENTS_H
#define TENOR_STATEMENTS_H

#include "input/reader.h"
#include "opts.h"

/* Options of every command that reads statements: --input-format, --text-column. */
extern const option statements_options[];

typedef struct statements {
  reader *reader;
  const char *const *columns; /* [n_columns] borrowed from the reader */
  size_t n_columns;
  size_t text; /* the column of the text */
} statements;

/* Opens `path` ("-" or NULL: standard input) and finds the text column; a missing one is an error that lists the
 * columns found. Errors: IO, FORMAT, MEMORY. */
tenor_status statements_open(statements *s, const args *a, const char *path, tenor_error *error);
/* The same, but the text may lack: s->text is SIZE_MAX then. */
tenor_status statements_open_rows(statements *s, const args *a, const char *path,
                                  tenor_error *error);
void statements_close(statements *s);

/* A missing text column is an error that lists the columns found. */
tenor_status statements_need_text(const statements *s, tenor_error *error);

/* The column of that name, SIZE_MAX when there is none. Case does not matter. */
size_t statements_column(const statements *s, const char *name);
/* The same, but a missing one is an error that lists the columns found. */
tenor_status statements_need_column(const statements *s, const char *name, const char *what,
                                    size_t *column, tenor_error *error);

/* The only operand or NULL; several are a usage error. */
tenor_status statements_operand(const args *a, const char **path, tenor_error *error);

/* Why the row cannot be scored, NULL if it can. */
const char *statements_problem(const statements *s, const row *r);

#endif
