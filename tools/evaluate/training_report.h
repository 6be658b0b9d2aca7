/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What train says of a model that it has just fitted: a row a head of what came out of fold, the studies that were
 * asked for, what to heed, and all of it as a page.
 */
#ifndef TENOR_TRAINING_REPORT_H
#define TENOR_TRAINING_REPORT_H

#include "evaluate/studies.h"
#include "opts.h"

/* --baselines, --ablate, --curve, --report, --replicates. */
extern const option training_report_options[];

/* What the options ask for; the caller fills in the rest. */
study_request training_report_request(const args *a);

/* Writes to standard output, and where --report says; notes go to standard error. `s` are the studies, made before the
 * trainer was fitted as a whole; findings are added to it. Errors: IO, MEMORY. */
tenor_status training_report_write(const args *a, const study_request *request, studies *s,
                                   tenor_error *error);

#endif
