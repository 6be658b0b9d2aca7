/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as rows: a summary, or one of the tables that --show names. */
#ifndef TENOR_FINDING_TABLES_H
#define TENOR_FINDING_TABLES_H

#include "evaluate/finding.h"
#include "figures.h"

typedef enum finding_table {
  TABLE_SUMMARY,    /* a row a head: the main figures */
  TABLE_FIGURES,    /* a row a figure: its interval and what it must be compared with */
  TABLE_CLASSES,    /* a row a label: precision, recall, F1 */
  TABLE_CONFUSION,  /* a row for each label and what it was taken for */
  TABLE_RELIABILITY /* a row for each tenth of the probability: what came true */
} finding_table;

/* "summary", "figures", ...; ends with NULL. */
extern const char *const finding_table_names[];

/* The columns; returns how many. Their names are static. */
enum { FINDING_MAX_COLUMNS = 2 + FIGURES_COLUMNS };
size_t finding_table_columns(finding_table table, column columns[FINDING_MAX_COLUMNS]);

/* Writes the finding's rows. Errors: IO, MEMORY. */
tenor_status finding_table_write(finding_table table, const finding *f, writer *w,
                                 tenor_error *error);

#endif
