/* SPDX-License-Identifier: Apache-2.0 */
/* Labelled statements, whole in memory: what train learns from and evaluate compares with. */
#ifndef TENOR_LABELLED_H
#define TENOR_LABELLED_H

#include "labels.h"

/* All strings lie in `memory` and are terminated. */
typedef struct labelled_row {
  uint64_t line;
  size_t file; /* in the order of the operands */
  cell text;
  const char *group;  /* NULL: none */
  const char *by;     /* NULL: none */
  const cell *labels; /* [n_labels] */
  double weight;      /* 1 where there is no such column */
  double time;        /* the date as a number that rises; NaN: none */
} labelled_row;

typedef struct labelled {
  batch memory;
  labelled_row *rows; /* [n] */
  size_t n, capacity;
  uint64_t n_problems;
} labelled;

typedef struct labelled_request {
  const args *args;
  label_column *labels; /* [n_labels]; `column` is set for each file */
  size_t n_labels;
  bool labels_may_lack;   /* a label without a column is empty rather than an error */
  const char *group, *by; /* columns, or NULL */
  bool group_may_lack;
  const char *weight, *date; /* columns, or NULL; an empty cell is no date, and weight 1 */
} labelled_request;

/* Options of the commands that read labels: --label, --group. */
extern const option labelled_options[];

void labelled_init(labelled *l);
void labelled_finish(labelled *l);

/* Adds the rows of a file ("-": standard input). Bad rows are reported on standard error, counted and left out.
 * Errors: IO, FORMAT, MEMORY. */
tenor_status labelled_read(labelled *l, const labelled_request *request, const char *path,
                           size_t file, tenor_error *error);

#endif
