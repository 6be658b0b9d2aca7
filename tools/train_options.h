/* SPDX-License-Identifier: Apache-2.0 */
/* How to learn, from the command line: blocks of features, machines, what is searched, weights. */
#ifndef TENOR_TRAIN_OPTIONS_H
#define TENOR_TRAIN_OPTIONS_H

#include "heads.h"
#include "opts.h"

extern const option train_options[];

/* Errors: ARG. */
tenor_status train_options_read(const args *a, tenor_train_options *options, tenor_error *error);

/* --file-weight into weights [n_files], 1 where it is not given. Errors: ARG. */
tenor_status train_options_file_weights(const args *a, double *weights, size_t n_files,
                                        tenor_error *error);

/* Hands --class-weights to the trainer, whose heads are specs [n]. Errors: ARG. */
tenor_status train_options_weigh(const args *a, tenor_trainer *trainer,
                                 const tenor_head_spec *specs, uint32_t n, tenor_error *error);

#endif
