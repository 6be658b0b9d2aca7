/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evaluation: what a head said and what was true, and from that the figures of merit.
 *
 *     tenor_evaluator_new(&evaluator, tenor_model_head(model, 0));
 *     for each labelled text: tenor_evaluator_add(evaluator, &score.heads[0], label);
 *     tenor_evaluator_figures(evaluator, &figures);
 *     tenor_evaluator_free(&evaluator);
 */
#ifndef TENOR_EVALUATE_H
#define TENOR_EVALUATE_H

#include "tenor.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How well scores agree with labels; NaN where a figure is not defined. Which figures a kind of head has:
 * all: n. ordinal: auc, average_precision (of value against label >= positive), spearman, mae (in levels), qwk, ece
 * (of p), coverage, width; the confusion's accuracy, macro_f1. class and binary: accuracy, macro_f1, mcc; binary
 * also auc, average_precision, ece. regression: pearson, spearman, mae, coverage, width. */
typedef struct tenor_figures {
  uint64_t n;
  double auc, average_precision, ece;
  double spearman, pearson, mae, qwk;
  double accuracy, macro_f1, mcc;
  double coverage, width; /* of the 90 % prediction intervals */
} tenor_figures;

/* Collects scores and labels of one head. */
typedef struct tenor_evaluator tenor_evaluator;
TENOR_API tenor_status tenor_evaluator_new(tenor_evaluator **evaluator, const tenor_head *head);
TENOR_API void tenor_evaluator_free(tenor_evaluator **evaluator);
/* `p` [head->n_labels]; a label of NaN and a score of no tokens are passed over. Errors: MEMORY; ARG
 * for a label that the head has not. */
TENOR_API tenor_status tenor_evaluator_add(tenor_evaluator *evaluator,
                                           const tenor_head_score *score, double label);
/* Errors: MEMORY. */
TENOR_API tenor_status tenor_evaluator_figures(const tenor_evaluator *evaluator,
                                               tenor_figures *figures);
/* Counts [n_labels * n_labels], truth by row; borrowed, valid until the next add; NULL for a regression. */
TENOR_API const uint64_t *tenor_evaluator_confusion(const tenor_evaluator *evaluator);

#ifdef __cplusplus
}
#endif
#endif
