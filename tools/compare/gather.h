/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows into sums: reads files of statements, scores them where they are not, leaves out what does not count, folds
 * repeats, and adds the rest to the comparison, row by row.
 *
 * A group is known to the comparison by its key: GATHER_WHOLE and the values of the by columns, joined by
 * GATHER_BETWEEN. With targets each statement is also added, once for each target, under the same key with
 * GATHER_TOWARDS before it: so it counts once in its group's mean, whatever the number of its targets.
 */
#ifndef TENOR_GATHER_H
#define TENOR_GATHER_H

#include "chosen_model.h"
#include "compare/extremes.h"
#include "compare/hand_labels.h"
#include "compare/plan.h"
#include "progress.h"
#include "repeats.h"
#include "tenor_words.h"

#define GATHER_WHOLE   '='
#define GATHER_TOWARDS '>'
#define GATHER_BETWEEN '\x1f'

typedef struct gather {
  plan *plan;                 /* borrowed */
  const chosen_model *chosen; /* borrowed */
  tenor_comparison *comparison;
  tenor_words *words; /* NULL: not asked for */
  repeats repeats;
  bool folds;
  extremes extremes;
  hand_labels gold;
  /* what has come so far */
  uint64_t n_rows, n_bad, n_without_key, n_excluded, n_undated, n_folded, n_unlabelled;
  uint64_t n_alone; /* statements without a document: each is one of its own */
  bool scored_here, share_is_unknown;
  /* the file at hand */
  statements in;
  size_t by[PLAN_MAX_BY]; /* [plan->n_by] columns; SIZE_MAX: a stretch of the date */
  size_t document, date, target, id;
  progress progress;
} gather;

/* Errors: ARG, IO, FORMAT, MEMORY. */
tenor_status gather_init(gather *g, plan *p, const chosen_model *chosen, tenor_error *error);
void gather_finish(gather *g);

/* Reads a file, "-" being standard input. Bad rows are told and counted. Errors: IO, FORMAT, MEMORY, LIMIT. */
tenor_status gather_file(gather *g, const char *path, tenor_error *error);

/* Adds saved statistics. Errors: IO, FORMAT, VERSION, CHECKSUM, MEMORY, LIMIT. */
tenor_status gather_saved(gather *g, const char *path, tenor_error *error);

#endif
