/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All figures of a head over the same rows, again and again under other weights: once with every row counting once, and
 * a thousand times for a bootstrap. What does not depend on the weights is made beforehand: columns out of rows, the
 * orders, the places of the truths. After that a set of figures is some passes over the rows and allocates nothing.
 */
#ifndef TENOR_LEARN_ASSESSMENT_H
#define TENOR_LEARN_ASSESSMENT_H

#include <stdbool.h>

#include "learn/order.h"
#include "tenor_evaluate.h"

enum { ASSESSMENT_BINS = TENOR_RELIABILITY_BINS };

/* A score beside what was true. */
typedef struct assessed_row {
  double value, truth; /* on the scale of tenor_head_score.value */
  double p;            /* of the positive; of a class head: of the class that was told; NaN: none */
  double p_truth;      /* that what was true had been given; NaN: not known */
  double brier; /* squared distance of the probabilities from what was true; NaN: not known */
  double width; /* of the interval; NaN: none */
  uint32_t label, predicted; /* predicted: UINT32_MAX: none */
  uint32_t group;
  bool covered;  /* the truth lies in the interval */
  bool positive; /* of a class head: what was told is right */
} assessed_row;

typedef struct assessment {
  tenor_head head; /* its strings are not used */
  size_t n;
  bool has_p, has_p_truth, has_brier, has_width, has_predicted;  /* every row has */
  double *value, *truth, *p, *p_truth, *brier, *width, *covered; /* [n] each, of one block */
  double *work;                                                  /* [2 n] of the same block */
  uint32_t *label, *predicted, *level;                           /* [n] each, of one block */
  uint8_t *positive;                                             /* [n] */
  order_item *by_value, *by_truth;                               /* [n] */
  uint32_t n_levels;                                             /* distinct truths */
  uint64_t *tree;                                                /* [n_levels + 1] work */
  uint64_t *cells;                                               /* [n_labels * n_labels] work */
} assessment;

/* `rows` [n] are copied. Errors: ARG for a NaN among values and truths; MEMORY. On error too assessment_finish. */
tenor_status assessment_init(assessment *a, const tenor_head *head, const assessed_row *rows,
                             size_t n);
void assessment_finish(assessment *a);

/* What a distance of 1 between value and truth is worth: levels, or units of the label. */
double assessment_unit(const tenor_head *head);

/* `weight` [n]: how many times each row counts; NULL: once. Uses the work space of `a`. */
void assessment_figures(assessment *a, const uint32_t *weight, tenor_figures *figures);

#endif
