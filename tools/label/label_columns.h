/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of a file of labels: id, those of the input, coder, the heads; and its rows as statements with
 * answers. */
#ifndef TENOR_LABEL_COLUMNS_H
#define TENOR_LABEL_COLUMNS_H

#include "label/label_queue.h"

typedef struct label_columns {
  const label_queue *queue; /* borrowed, as are the next two */
  const scheme *scheme;
  const char *coder;
  const char **names;        /* [n] */
  size_t *sources;           /* [n] the input's column; SIZE_MAX: made here */
  cell *cells;               /* [n] see label_columns_fill */
  size_t n, id, text, heads; /* which is which; the coder stands before the heads */
} label_columns;

/* Labels that the input has already are left out: they might be the model's. Must be finished in any case. Errors: ARG
 * (a head of the name of the id or the text), MEMORY. */
tenor_status label_columns_init(label_columns *c, const label_queue *queue, const scheme *s,
                                const char *coder, tenor_error *error);
void label_columns_finish(label_columns *c);

/* Fills c->cells with the statement and its answers. */
void label_columns_fill(label_columns *c, const queue_item *item);

/* Reads a row back: *item is the statement, with its answers; NULL: a row of another coder, or of a statement that the
 * input has not. `path` is for errors: FORMAT (no label of the head; another statement under that id). */
tenor_status label_columns_read(const label_columns *c, const row *r, const char *path,
                                queue_item **item, tenor_error *error);

#endif
