/* SPDX-License-Identifier: Apache-2.0 */
/*
 * --gold: a sample of the statements, labelled by hand, that corrects estimates for the model's errors. The file has
 * the id of each statement, its label in the column of the head's name, and perhaps `probability`: with which it was
 * drawn into the sample; without it every statement of a group is taken to have had the same.
 */
#ifndef TENOR_HAND_LABELS_H
#define TENOR_HAND_LABELS_H

#include "compare/measure.h"
#include "names.h"

typedef struct hand_label {
  double score, probability; /* NaN: not said */
  bool positive;
  bool used; /* a statement with its id has come */
} hand_label;

typedef struct hand_labels {
  name_table ids;
  hand_label *labels; /* [ids.n] */
  size_t capacity;
} hand_labels;

void hand_labels_init(hand_labels *h);
void hand_labels_finish(hand_labels *h);

/* Reads the file; `id` is the name of its column. A row without an id or a label that the head has is an error, as an
 * estimate corrected by half of its sample is wrong. Errors: IO, FORMAT, MEMORY. */
tenor_status hand_labels_read(hand_labels *h, const measure *m, const char *path, const char *id,
                              tenor_error *error);

/* The label of a statement, or NULL. */
hand_label *hand_labels_find(const hand_labels *h, cell id);

/* How many have not been used. */
uint64_t hand_labels_unused(const hand_labels *h);

#endif
