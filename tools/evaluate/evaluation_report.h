/* SPDX-License-Identifier: Apache-2.0 */
/* An evaluation as a page, with the worst errors of each head and how it was measured. */
#ifndef TENOR_EVALUATION_REPORT_H
#define TENOR_EVALUATION_REPORT_H

#include "evaluate/evaluation.h"

/* `bootstrap` is what the findings were measured with. Errors: IO, MEMORY. */
tenor_status evaluation_report(const evaluation *e, const tenor_bootstrap *bootstrap,
                               const char *path, tenor_error *error);

#endif
