/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results as rows for programs: a table of groups, of pairs, of periods, of targets or of words. docs/comparing.md
 * tells the columns, which are a contract; new ones come at the end.
 */
#ifndef TENOR_RESULT_ROWS_H
#define TENOR_RESULT_ROWS_H

#include "compare/results.h"
#include "opts.h"
#include "output/out.h"

typedef enum result_table {
  RESULT_GROUPS,
  RESULT_PAIRS,
  RESULT_TREND,
  RESULT_TARGETS,
  RESULT_WORDS
} result_table;

/* Writes the table to where --output and --format say; with `everything` groups have their profile too. Errors: IO,
 * MEMORY. */
tenor_status result_rows_write(const results *r, const args *a, result_table table, bool everything,
                               tenor_error *error);

/* Writes the table as csv to `stream`, which stays open. Errors: IO, MEMORY, LIMIT. */
tenor_status result_rows_csv(const results *r, out *stream, result_table table, tenor_error *error);

#endif
