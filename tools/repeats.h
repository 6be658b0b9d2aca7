/* SPDX-License-Identifier: Apache-2.0 */
/* Repeats among rows: tenor_duplicates fed from the columns speaker and date, where there are such. */
#ifndef TENOR_REPEATS_H
#define TENOR_REPEATS_H

#include "statements.h"
#include "tenor_duplicates.h"

typedef struct repeats {
  tenor_duplicates *duplicates;
  size_t speaker, date; /* columns; SIZE_MAX: there is none */
  uint64_t n;           /* rows so far */
  char *who;            /* [who_capacity] the speaker of the row at hand */
  size_t who_capacity;
} repeats;

tenor_status repeats_init(repeats *r, tenor_error *error);
void repeats_finish(repeats *r);

/* Finds the columns of a file; several files count as one. */
void repeats_columns(repeats *r, const statements *s);

/* Adds row number r->n. *first is the number of the row of the same speaker within the same group that it repeats, or
 * its own. A row that has a problem repeats none. Errors: MEMORY, LIMIT. */
tenor_status repeats_add(repeats *r, const statements *s, const row *from, tenor_text group,
                         uint64_t *first);

#endif
