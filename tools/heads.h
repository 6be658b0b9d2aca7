/* SPDX-License-Identifier: Apache-2.0 */
/* The heads that a command line names with --label, and what is found out about them from the rows. */
#ifndef TENOR_HEADS_H
#define TENOR_HEADS_H

#include "labels.h"

typedef struct heads {
  label_column columns[TENOR_MAX_HEADS];  /* [n] */
  tenor_head_spec specs[TENOR_MAX_HEADS]; /* [n] after heads_settle */
  const char *labels[TENOR_MAX_HEADS][LABEL_MAX_CLASSES];
  size_t n;
  bool usual; /* not named: hostility, tone and valence as far as there are columns */
} heads;

/* Reads --label ("a,b:class", repeatable). Errors: ARG. */
tenor_status heads_init(heads *h, const args *a, tenor_error *error);
void heads_finish(heads *h);

/* Settles every head that has labels; of the usual ones those without are dropped. Errors: FORMAT. */
tenor_status heads_settle(heads *h, uint32_t positive, tenor_error *error);

#endif
