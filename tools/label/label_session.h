/* SPDX-License-Identifier: Apache-2.0 */
/* Asks for labels until all are given or somebody quits. */
#ifndef TENOR_LABEL_SESSION_H
#define TENOR_LABEL_SESSION_H

#include "opts.h"

/* Labels the statements of the only operand; the exit code. */
int label_session(const args *a);

#endif
