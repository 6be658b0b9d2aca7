/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What becomes of a model that has less to learn from: one block of features alone or all but one, or a part of the
 * documents. The same statements stay in the same folds and all of them are tested, so the figures can be compared
 * with those of the whole.
 */
#ifndef TENOR_STUDIES_H
#define TENOR_STUDIES_H

#include "evaluate/finding.h"
#include "tenor_train.h"

typedef struct study_request {
  tenor_trainer *trainer;             /* with its examples; what it had fitted is lost */
  const tenor_train_options *options; /* of the whole */
  const tenor_head *heads;            /* [n_heads] */
  uint32_t n_heads;
  size_t n_statements;
  bool has_lexicon, has_vectors; /* blocks that there are to leave out */
  bool baselines;                /* the lexicon alone, n-grams alone */
  bool ablate;                   /* all but each block */
  bool curve;                    /* a part of the documents */
  tenor_bootstrap bootstrap;
  tenor_status (*fit)(void *user, tenor_error *error); /* fits the trainer */
  void *user;
} study_request;

/* One finding for each study and head; they have no evaluator. */
typedef struct studies {
  finding *findings; /* [n] */
  size_t n, capacity;
} studies;

/* Errors: those of fit; MEMORY. On error too studies_finish. */
tenor_status studies_run(studies *s, const study_request *request, tenor_error *error);
/* Adds what the trainer, fitted as a whole, found, as the last study of each head. Errors: MEMORY. */
tenor_status studies_add_whole(studies *s, const study_request *request, tenor_error *error);
void studies_finish(studies *s);

#endif
