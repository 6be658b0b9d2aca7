/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a comparison keeps: sums over statements in cells, a cell for each group, document, target and period that
 * occurred together; and for each group how often each score occurred. Everything that is asked later is a sum over
 * cells. All sums are whole numbers, so that they do not depend on the order in which they were taken: shards can be
 * merged, and the result is that of one run.
 *
 * A comparison is in order (comparison_arrange) when names are sorted by bytes, and cells and counts by their keys;
 * equal sums then lie in memory equally, however they came about. Results are computed from that state only.
 */
#ifndef TENOR_COMPARE_COMPARISON_H
#define TENOR_COMPARE_COMPARISON_H

#include <stdbool.h>

#include "base/intern.h"
#include "compare/key_index.h"
#include "tenor_compare.h"

#define NO_DOCUMENT UINT32_MAX /* the statement is a document of its own */

/* steps a unit: a score or coverage is kept as a number of steps */
enum { STEPS = 10000 };
#define MAX_SCORE_STEPS ((int64_t)100000 * STEPS)
#define MAX_STATEMENTS \
  ((int64_t)1 << 32) /* twice as many times the largest score stays below 2^63 */

/* The sums of a cell: int64_t [SUM_CLASSES + n_classes]. */
enum {
  SUM_N,        /* statements */
  SUM_SCORE,    /* steps */
  SUM_POSITIVE, /* statements */
  SUM_COVERED,  /* statements whose coverage is known */
  SUM_COVERAGE, /* steps, over those */
  SUM_CLASSES   /* [n_classes] statements */
};

typedef struct cell_key {
  uint32_t group, document, target;
  int32_t period;
} cell_key;

typedef struct score_count {
  uint32_t group;
  int32_t score; /* steps */
  int64_t n;     /* statements */
} score_count;

/* A statement labelled by hand. Few: they are kept one by one. */
typedef struct gold_row {
  uint32_t group, document;
  int64_t score, gold; /* steps */
  int64_t positive, gold_positive;
  double probability; /* 0: the same for all of the group */
} gold_row;

struct tenor_comparison {
  char *about; /* owned */
  uint32_t n_classes;
  double low, high; /* ends of the scale; equal: none */
  size_t stride;    /* sums a cell */
  tenor_intern groups, documents, targets;

  cell_key *keys; /* [n_cells] */
  int64_t *sums;  /* [n_cells][stride] */
  size_t n_cells, keys_capacity, sums_capacity;
  key_index cell_index;

  score_count *counts; /* [n_counts] */
  size_t n_counts, counts_capacity;
  key_index count_index;

  gold_row *gold; /* [n_gold] */
  size_t n_gold, gold_capacity;

  int64_t n_statements;
  bool arranged;
  size_t *group_cells;  /* [groups.n + 1] where a group's cells begin, when arranged */
  size_t *group_counts; /* [groups.n + 1] the same for its counts */
};

/* Puts the comparison in order, if it is not. On error it is as before. Errors: MEMORY. */
tenor_status comparison_arrange(tenor_comparison *comparison);

/* Whether it is a number on the comparison's scale; whether it is a period, or none. */
bool comparison_is_score(const tenor_comparison *comparison, double score);
bool comparison_is_period(int32_t period);

#endif
