/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was found about one head on one set of rows: what tables, notes and pages are made from, for `evaluate` and for
 * the report of `train` alike.
 */
#ifndef TENOR_FINDING_H
#define TENOR_FINDING_H

#include <stdbool.h>

#include "tenor_evaluate.h"

typedef struct finding {
  tenor_head head;                  /* its strings are borrowed */
  const char *group;                /* "all", a value of --by, or what was learnt from; borrowed */
  const tenor_evaluator *evaluator; /* borrowed; NULL: no tables */
  tenor_figures figures;
  tenor_figures constant; /* of the best constant */
  tenor_figures lexicon;  /* of the lexicon's sum alone; nothing where there is none */
  tenor_figures lo, hi;   /* 95 % intervals of the figures; nothing where none were asked for */
  double documents;       /* learning curve: how many were learnt from; else NaN */
} finding;

/* Fills figures and constant, and with `bootstrap` the intervals. `f->head` and `f->evaluator` must be set.
 * Errors: MEMORY. */
tenor_status finding_measure(finding *f, const tenor_bootstrap *bootstrap);

/* Keeps the figures to which only the order of the scores matters: for scores on a scale of their own. */
void finding_keep_order_only(finding *f);

/* The figure by which heads of this kind are judged: spearman, macro_f1, pearson, auc. */
const tenor_figure *finding_main_figure(tenor_head_kind kind);

/* What a reader should heed before believing the figures, a sentence each, to `say`. */
typedef void finding_say_fn(void *user, const char *sentence);
void finding_notes(const finding *f, finding_say_fn *say, void *user);

#endif
