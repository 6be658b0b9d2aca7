/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The vectors that tenor score --features writes beside the scores, in the format of SVM-light (Joachims 1999), which
 * libsvm and liblinear read too: a line for each statement, "LABEL 3:0.25 17:0.5".
 */
#ifndef TENOR_FEATURE_LINES_H
#define TENOR_FEATURE_LINES_H

#include "opts.h"
#include "output/out.h"
#include "statements.h"

/* Options: --features, --features-label. */
extern const option feature_lines_options[];

typedef struct feature_lines {
  out *stream;            /* NULL: not asked for */
  size_t label;           /* the column of labels; SIZE_MAX: none */
  const tenor_head *head; /* of that name; NULL: none */
} feature_lines;

/* `model` is borrowed. Errors: ARG, IO, FORMAT, MEMORY. */
tenor_status feature_lines_open(feature_lines *f, const args *a, const statements *in,
                                const tenor_model *model, tenor_error *error);

/* The row's line, in the batch's memory. `scratch` has just scored its text; NULL: the row could not be scored, and has
 * no features. Errors: MEMORY. */
tenor_status feature_lines_make(const feature_lines *f, batch *b, const row *r,
                                tenor_scratch *scratch, cell *line);

/* Puts the file in its place, or takes it away again. Errors: IO. */
tenor_status feature_lines_close(feature_lines *f, bool complete, tenor_error *error);

#endif
