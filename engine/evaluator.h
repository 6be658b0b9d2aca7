/* SPDX-License-Identifier: Apache-2.0 */
/* What an evaluator holds: private to evaluate.c and evaluate_intervals.c. */
#ifndef TENOR_EVALUATOR_H
#define TENOR_EVALUATOR_H

#include "base/grow.h"
#include "base/intern.h"
#include "learn/assessment.h"

struct tenor_evaluator {
  tenor_head head; /* its strings are not used */
  size_t n, capacity;
  assessed_row *rows; /* [n] */
  tenor_intern groups;
  uint64_t *confusion; /* [n_labels * n_labels] */
};

#endif
