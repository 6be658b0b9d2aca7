/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fits many machines over the same rows: for each output and each C, one for each fold, so that every row gets a
 * decision from a machine that has not seen it; then one on all rows with the C that was chosen. The fits are
 * independent and run on threads; each writes its own place, so the result does not depend on their number.
 */
#ifndef TENOR_LEARN_SEARCH_H
#define TENOR_LEARN_SEARCH_H

#include "learn/svm.h"

/* One decision function to learn. Rows with a NaN target are passed over. */
typedef struct search_output {
  const double *targets; /* [rows->n] borrowed */
  svm_options options;   /* c is what the search varies */
} search_output;

typedef struct search {
  const svm_rows *rows; /* borrowed */
  const uint32_t *fold; /* [rows->n] borrowed */
  uint32_t n_folds, n_threads;
  const search_output *outputs; /* [n_outputs] borrowed */
  size_t n_outputs;
  const double *c; /* [n_c] borrowed */
  uint32_t n_c;
  double *held_out; /* [n_outputs][n_c][rows->n] decisions of rows out of fold; owned */
} search;

/* done of total fits; nonzero to give up. Called from the calling thread only. */
typedef int search_progress_fn(void *user, uint64_t done, uint64_t total);

/* Fills held_out. Errors: MEMORY; AGAIN when the progress function gave up. */
tenor_status search_run(search *s, search_progress_fn *on_progress, void *user, tenor_error *error);

/* Fits every output on all its rows with C chosen[output]. w [n_outputs][rows->n_features], bias [n_outputs]. */
tenor_status search_fit(search *s, const double *chosen, double *w, double *bias,
                        search_progress_fn *on_progress, void *user, tenor_error *error);

static inline const double *search_decisions(const search *s, size_t output, uint32_t c) {
  return s->held_out + (output * s->n_c + c) * s->rows->n;
}

void search_finish(search *s);

#endif
