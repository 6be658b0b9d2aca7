/* SPDX-License-Identifier: Apache-2.0 */
/* The statements that are to be labelled, in the order in which they will be asked. */
#ifndef TENOR_LABEL_QUEUE_H
#define TENOR_LABEL_QUEUE_H

#include "chosen_model.h"
#include "label/scheme.h"
#include "statements.h"

enum { LABEL_NONE = -1, QUEUE_ID_BYTES = 24 };

typedef struct queue_item {
  const row *row;               /* in the queue's memory */
  cell id;                      /* its id column, else its number */
  double order;                 /* less comes first */
  int answers[TENOR_MAX_HEADS]; /* [scheme->n] labels, or LABEL_NONE */
  bool done;                    /* labelled before */
  bool mine;                    /* not left to the other coders; see --double */
} queue_item;

typedef struct label_queue {
  statements in;
  batch memory;
  queue_item *items; /* [n] by row of the file */
  size_t n;
  queue_item **by_id;    /* [n] sorted */
  queue_item **to_label; /* [n_to_label] in the order of asking */
  size_t n_to_label;
  size_t id, document; /* columns; SIZE_MAX: none */
  uint64_t n_problems; /* rows that were reported and left out */
} label_queue;

/* Options: --order, --double, --seed. */
extern const option label_queue_options[];

/* Reads the statements of `path` whole. Errors: IO, FORMAT (also of an id that stands twice), MEMORY. */
tenor_status label_queue_open(label_queue *q, const args *a, const char *path, tenor_error *error);
void label_queue_close(label_queue *q);

/* The statement of that id; NULL: none. */
queue_item *label_queue_find(const label_queue *q, cell id);

/* Whether the model can be asked for its doubts, if the order goes by them: before any file is made. Errors: ARG. */
tenor_status label_queue_check(const args *a, const scheme *s, const chosen_model *model,
                               tenor_error *error);

/* Puts what is not done into its order, which must have been checked. Errors: MEMORY. */
tenor_status label_queue_sort(label_queue *q, const args *a, const scheme *s,
                              const chosen_model *model, tenor_error *error);

#endif
