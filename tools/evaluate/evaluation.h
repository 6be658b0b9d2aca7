/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labelled rows scored and compared: by a model, or by a column of somebody else's scores. The rows are read once and
 * kept; for each head there is a finding on all rows, and on the rows of each value of --by.
 */
#ifndef TENOR_EVALUATION_H
#define TENOR_EVALUATION_H

#include "chosen_model.h"
#include "evaluate/finding.h"
#include "evaluate/worst_errors.h"
#include "heads.h"

/* The rows of one value of the --by column, or all rows. */
typedef struct evaluated_group {
  const char *name;
  tenor_evaluator *heads[TENOR_MAX_HEADS]; /* [n_heads] NULL: the head has no labels */
  tenor_evaluator *lexicon
      [TENOR_MAX_HEADS]; /* [n_heads] the same rows by the lexicon's sum; NULL: no such sum */
} evaluated_group;

typedef struct evaluation {
  const args *args;
  const char *score_column; /* NULL: the model scores */
  chosen_model chosen;      /* when the model scores */
  tenor_scratch *scratch;   /* likewise */
  heads named;              /* --label, when a column scores */
  labelled rows;
  label_column columns[TENOR_MAX_HEADS + 1]; /* [n_heads] labels, then the column of scores */
  tenor_head heads[TENOR_MAX_HEADS];         /* [n_heads] */
  tenor_head_spec specs[TENOR_MAX_HEADS];    /* [n_heads] the same, to read labels by */
  uint32_t n_heads;
  evaluated_group *groups; /* [n_groups] the first is all rows */
  size_t n_groups, capacity;
  worst_errors errors;
  finding *findings; /* [n_findings] after evaluation_measure */
  size_t n_findings;
} evaluation;

/* `e` is zeros but for args. Reads the operands and scores them; *code is the exit code of a failure. */
tenor_status evaluation_run(evaluation *e, int *code, tenor_error *error);

/* Fills findings, with intervals unless `bootstrap` is NULL. Errors: MEMORY. */
tenor_status evaluation_measure(evaluation *e, const tenor_bootstrap *bootstrap,
                                tenor_error *error);
void evaluation_finish(evaluation *e);

#endif
