/* SPDX-License-Identifier: Apache-2.0 */
/* From what was gathered to all that is shown. */
#ifndef TENOR_FINDINGS_H
#define TENOR_FINDINGS_H

#include "compare/gather.h"
#include "compare/results.h"

/* Computes everything. What the results borrow (plan, model, file names) must outlive them. Errors: ARG for a baseline
 * that is no group; MEMORY, LIMIT. */
tenor_status findings_make(results *r, gather *g, const char *const *sources, size_t n_sources,
                           tenor_error *error);

/* Says what went wrong where the engine gives a status alone; OK is passed on. */
tenor_status findings_fault(tenor_status status, tenor_error *error);

/* The parts that stand in files of their own. Errors: as above. */
tenor_status findings_pairs(results *r, gather *g, tenor_error *error);
tenor_status findings_trend(results *r, gather *g, tenor_error *error);
tenor_status findings_targets(results *r, gather *g, tenor_error *error);

#endif
