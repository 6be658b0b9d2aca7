/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Label columns: what kind of head a column is, and its cells as numbers.
 *
 * "hostility" or, said outright, "hostility:ordinal", "grade:class", "sad:binary", "valence:regression". Where it is
 * not said: two different values are binary; whole numbers from 0 upwards, at most 11 of them, are levels; other
 * numbers are a regression; anything else names classes.
 */
#ifndef TENOR_LABELS_H
#define TENOR_LABELS_H

#include "statements.h"
#include "tenor_train.h"

enum { LABEL_MAX_CLASSES = 48, LABEL_NAME_BYTES = 48 };

typedef struct label_column {
  char name[LABEL_NAME_BYTES];
  char source[LABEL_NAME_BYTES]; /* another name of the column, looked for first; may be empty */
  bool kind_is_said;
  tenor_head_kind kind;
  size_t column; /* in the file being read */
  /* what was seen */
  char *values[LABEL_MAX_CLASSES]; /* [n_values] different cells, owned */
  size_t n_values;
  bool too_many; /* more than LABEL_MAX_CLASSES */
  bool all_numbers, all_whole;
  double low, high;
} label_column;

/* Reads "NAME[=COLUMN][:KIND]". Errors: ARG. */
tenor_status label_column_init(label_column *l, const char *spec, tenor_error *error);
void label_column_finish(label_column *l);

/* Takes note of a cell; empty ones are no label. Errors: MEMORY. */
tenor_status label_column_see(label_column *l, cell value);

/* Settles the kind and the order of labels (levels by number, classes by name). `positive` is the ordinal's positive
 * level, 0: 2 where there are more than three levels, else 1. Errors: FORMAT. */
tenor_status label_column_settle(label_column *l, uint32_t positive, tenor_head_spec *spec,
                                 const char *labels[LABEL_MAX_CLASSES], tenor_error *error);

/* The cell as a label of a head: level, class index, 0 or 1, number; NaN for an empty cell. False when the head has no
 * such label. */
bool label_read(const tenor_head_spec *spec, cell value, double *label);

#endif
