/* SPDX-License-Identifier: Apache-2.0 */
/* The statements of each group with the highest and the lowest scores; memory depends on the groups. */
#ifndef TENOR_EXTREMES_H
#define TENOR_EXTREMES_H

#include "names.h"

enum { EXTREMES_KEPT = 3 };

/* A statement, its strings owned. */
typedef struct extreme {
  char *text, *document, *date;
  double score;
  uint64_t line;
} extreme;

/* [n] of each, the farthest first. */
typedef struct group_extremes {
  extreme highest[EXTREMES_KEPT], lowest[EXTREMES_KEPT];
  size_t n_highest, n_lowest;
} group_extremes;

typedef struct extremes {
  name_table groups;
  group_extremes *of; /* [groups.n] */
  size_t capacity;
} extremes;

void extremes_init(extremes *e);
void extremes_finish(extremes *e);

/* Keeps a copy of the statement if it is among the farthest of its group; of equal ones the first. Errors: MEMORY. */
tenor_status extremes_add(extremes *e, cell group, double score, uint64_t line, cell text,
                          cell document, cell date);

/* Those of a group, or NULL. */
const group_extremes *extremes_find(const extremes *e, const char *group);

#endif
