/* SPDX-License-Identifier: Apache-2.0 */
/* Labels of several coders side by side: a unit is a statement, a code what one coder said of it. */
#ifndef TENOR_CODINGS_H
#define TENOR_CODINGS_H

#include "heads.h"
#include "tenor_agreement.h"

enum { CODINGS_MAX_CODERS = 64 };

/* A file, and which of its columns is which; SIZE_MAX: it has none such. */
typedef struct coding_file {
  batch rows;
  cell name;
  size_t text, id, coder, heads[TENOR_MAX_HEADS];
} coding_file;

/* What one coder said of one statement. */
typedef struct coding_entry {
  const row *row;
  const coding_file *file;
  cell unit; /* the statement's id, else its text */
  size_t coder;
  size_t order; /* of reading */
} coding_entry;

typedef struct codings {
  heads heads;
  coding_file *files; /* [n_files] */
  size_t n_files;
  coding_entry *entries; /* [n_entries] by unit, then coder, then order */
  size_t n_entries;
  size_t *units; /* [n_units + 1] where the entries of each begin */
  size_t n_units;
  cell coders[CODINGS_MAX_CODERS]; /* [n_coders] */
  size_t n_coders;
  double *codes;       /* [n_units][n_coders] of one head: see codings_of */
  uint64_t n_problems; /* rows that were reported and left out */
} codings;

/* Reads all operands. The coder is what the column `coder` says, else the file. *c must be closed in any case. Errors:
 * ARG, IO, FORMAT, MEMORY. */
tenor_status codings_open(codings *c, const args *a, tenor_error *error);
void codings_close(codings *c);

/* Whether anybody labelled the head. */
bool codings_has(const codings *c, size_t head);

/* Fills c->codes with the labels of the head; *metric is how they are to be compared. Errors: FORMAT. */
tenor_status codings_of(codings *c, size_t head, tenor_metric *metric, tenor_error *error);

/* The entry's label; data == NULL or size 0: none. */
cell coding_label(const coding_entry *entry, size_t head);

#endif
