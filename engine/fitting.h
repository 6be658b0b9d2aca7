/* SPDX-License-Identifier: Apache-2.0 */
/* One run of the trainer, between the examples and the model: private to train.c and choose.c. */
#ifndef TENOR_FITTING_H
#define TENOR_FITTING_H

#include "learn/design.h"
#include "learn/search.h"
#include "trainer.h"

enum { MAX_CANDIDATES = 256 };

typedef struct fitting {
  tenor_trainer *trainer;
  design design;
  search search;
  search_output outputs[TENOR_MAX_OUTPUTS];
  svm_options *candidates[TENOR_MAX_HEADS]; /* [n_candidates] settings to choose from; owned */
  uint32_t n_candidates[TENOR_MAX_HEADS];
  uint32_t chosen[TENOR_MAX_OUTPUTS]; /* a candidate */
  double *targets;                    /* [n_outputs][n_examples] */
  double *weights[TENOR_MAX_HEADS];   /* [n_examples] NULL: all 1 */
  uint32_t *fold;                     /* [n_examples] */
  uint8_t *learnt;                    /* [n_examples] NULL: all */
} fitting;

/* From the decisions out of fold: chooses the candidate of a head, calibrates it, learns its intervals, and measures
 * it. Errors: ARG when the head has no examples; MEMORY. */
tenor_status choose_candidate(fitting *f, size_t head);

#endif
