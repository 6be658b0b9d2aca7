/* SPDX-License-Identifier: Apache-2.0 */
/*
 * --where: which rows count.
 *
 *     speaker=PRK,IRN date>=2010 target!=USA "document type"="press release"
 *
 * All clauses must hold. `=` holds for any of the values, `!=` for none of them; `<`, `<=`, `>` and `>=` take one
 * value. Values and columns that hold blanks or commas stand in quotation marks. Two dates are compared as far as the
 * clause's goes: date<=2010 has the whole of 2010 in it. Else two numbers are compared as numbers, and anything else as
 * text. A cell of the column target may list several, "USA; KOR": any of them counts.
 */
#ifndef TENOR_FILTER_H
#define TENOR_FILTER_H

#include "statements.h"

enum { FILTER_MAX_CLAUSES = 32, FILTER_MAX_VALUES = 256 };

typedef enum filter_relation {
  FILTER_IS,
  FILTER_IS_NOT,
  FILTER_BELOW,
  FILTER_AT_MOST,
  FILTER_ABOVE,
  FILTER_AT_LEAST
} filter_relation;

typedef struct filter_clause {
  const char *column;
  filter_relation relation;
  size_t first, n; /* of the values */
  size_t at;       /* the column in the file at hand */
} filter_clause;

typedef struct filter {
  char *text;                                /* owned; the strings lie in it */
  filter_clause clauses[FILTER_MAX_CLAUSES]; /* [n] */
  size_t n;
  const char *values[FILTER_MAX_VALUES]; /* [n_values] */
  size_t n_values;
} filter;

/* Reads clauses; NULL: none. Errors: ARG, MEMORY. */
tenor_status filter_init(filter *f, const char *text, tenor_error *error);
void filter_finish(filter *f);

/* Finds the columns of a file. Errors: FORMAT. */
tenor_status filter_columns(filter *f, const statements *s, tenor_error *error);

bool filter_holds(const filter *f, const row *r);

#endif
