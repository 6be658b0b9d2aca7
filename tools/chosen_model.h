/* SPDX-License-Identifier: Apache-2.0 */
/* The model that a command line chooses with --model, and the lexicon that --lexicon makes of the model's own. */
#ifndef TENOR_CHOSEN_MODEL_H
#define TENOR_CHOSEN_MODEL_H

#include "opts.h"

typedef struct chosen_model {
  tenor_model *model;
  tenor_lexicon *own;           /* NULL unless --lexicon is given */
  const tenor_lexicon *lexicon; /* what is to be used: own, or the model's */
} chosen_model;

/* Options of every command that scores: --model and --lexicon. */
extern const option chosen_model_options[];

/* Without --model it is the model that comes with tenor. *code is the exit code of a failure. Errors: IO, FORMAT,
 * VERSION, CHECKSUM, MEMORY. */
tenor_status chosen_model_open(chosen_model *chosen, const args *a, int *code, tenor_error *error);
void chosen_model_close(chosen_model *chosen);

#endif
