/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The statements on which a model was most wrong, with what misled it: where to look first, for a rule that is missing
 * and for labels that are mistaken.
 */
#ifndef TENOR_WORST_ERRORS_H
#define TENOR_WORST_ERRORS_H

#include "labelled.h"

enum { WORST_ERRORS = 100 };

typedef struct worst_error {
  uint32_t head;
  size_t row;
  double error; /* tenor_head_error */
} worst_error;

typedef struct worst_errors {
  worst_error *items; /* [n] */
  size_t n, capacity;
} worst_errors;

/* Notes how wrong one head was on a row. Errors: MEMORY. */
tenor_status worst_errors_add(worst_errors *w, uint32_t head, size_t index, double error);
void worst_errors_finish(worst_errors *w);

/* Head by head, the largest error first; keeps the first WORST_ERRORS of each head. */
void worst_errors_settle(worst_errors *w);

/* Writes them to `path`, csv unless its name says tsv or jsonl, with the reasons that `scratch`, by which the rows were
 * scored, gives. Errors: IO, MEMORY. */
tenor_status worst_errors_write(const worst_errors *w, const labelled *rows, const args *a,
                                const tenor_model *model, tenor_scratch *scratch, const char *path,
                                tenor_error *error);

/* What is said of one of them: what was told instead of the label ("threatening", "0.83"), and the heaviest reasons. */
typedef struct error_words {
  char told[512];
  char reasons[1024];
} error_words;
tenor_status worst_errors_account(const worst_error *w, const labelled *rows,
                                  const tenor_model *model, tenor_scratch *scratch,
                                  error_words *words, tenor_error *error);

#endif
