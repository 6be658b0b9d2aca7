/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fits many machines over the same rows: for each output and each candidate (a setting of C, gamma, ...), one for each
 * fold, so that every row gets a decision from a machine that has not seen it; then one on all rows with the candidate
 * that was chosen. The folds of the outputs are independent and run on threads; each writes its own place, so the
 * result does not depend on their number. Within a fold the candidates follow one another, each beginning where the
 * last ended.
 */
#ifndef TENOR_LEARN_SEARCH_H
#define TENOR_LEARN_SEARCH_H

#include "learn/svm.h"

/* One decision function to learn; all borrowed. Rows with a NaN target are passed over. */
typedef struct search_output {
  const double *targets;         /* [rows->n] */
  const double *weight;          /* [rows->n] NULL: all 1 */
  const svm_options *candidates; /* [n_candidates] */
  uint32_t n_candidates;
  bool ratios; /* multiply columns ratio_first .. ratio_last - 1 by their log-count ratios */
} search_output;

typedef struct search {
  const svm_rows *rows;  /* borrowed */
  const uint32_t *fold;  /* [rows->n] borrowed */
  const uint8_t *learnt; /* [rows->n] rows to learn from in the folds; NULL: all; borrowed */
  uint32_t n_folds, n_threads;
  const search_output *outputs; /* [n_outputs] borrowed */
  size_t n_outputs;
  uint32_t n_candidates; /* the most that an output has */
  uint32_t ratio_first, ratio_last;
  double *held_out; /* [n_outputs][n_candidates][rows->n] decisions of rows out of fold; owned */
} search;

/* done of total fits, and the output that is being fitted; nonzero to give up. Called from the calling thread only. */
typedef int search_progress_fn(void *user, size_t output, uint64_t done, uint64_t total);

/* Fills held_out. Errors: MEMORY; ARG from svm_fit; AGAIN when the progress function gave up. */
tenor_status search_run(search *s, search_progress_fn *on_progress, void *user, tenor_error *error);

/* Fits every output on all its rows with candidate chosen[output]. machines [n_outputs], initialised; their weights are
 * those of unscaled columns. */
tenor_status search_fit(search *s, const uint32_t *chosen, svm_machine *machines,
                        search_progress_fn *on_progress, void *user, tenor_error *error);

static inline const double *search_decisions(const search *s, size_t output, uint32_t candidate) {
  return s->held_out + (output * s->n_candidates + candidate) * s->rows->n;
}

void search_finish(search *s);

#endif
