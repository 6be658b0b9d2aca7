/* SPDX-License-Identifier: Apache-2.0 */
/* How far coders agree, and over which statements they do not. */
#ifndef TENOR_LABEL_AGREEMENT_H
#define TENOR_LABEL_AGREEMENT_H

#include "opts.h"

/* Rows of figures for the files of the operands, or of disputed statements (--disputed); the exit code. */
int label_agreement(const args *a);

#endif
