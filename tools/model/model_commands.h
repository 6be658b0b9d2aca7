/* SPDX-License-Identifier: Apache-2.0 */
/* What tenor model does with a model that is open. */
#ifndef TENOR_MODEL_COMMANDS_H
#define TENOR_MODEL_COMMANDS_H

#include "opts.h"

/* What cmd_model.c's --format offers: the first four are those of rows. */
enum { MODEL_FORMAT_LIBSVM = 4, MODEL_FORMAT_LIBLINEAR, MODEL_FORMAT_SVMLIGHT };

/* Prints heads, sizes, digests, training sets and figures to stdout. */
void model_info(const char *path, const tenor_model *model);

/* The heaviest features of each head as rows. Errors: ARG, IO, MEMORY. */
tenor_status model_features(const args *a, const tenor_model *model, tenor_error *error);

/* Files for other programs, and which file is what to stdout. Errors: ARG, FORMAT, IO, MEMORY. */
tenor_status model_export(const args *a, const tenor_model *model, tenor_error *error);

/* Whether --head asks for the head: all are, unless some are named. */
bool model_head_is_asked(const args *a, const tenor_head *head);

#endif
