/* SPDX-License-Identifier: Apache-2.0 */
/* What `tenor compare` found as a page (--report) and as one chart (--plot). */
#ifndef TENOR_REPORT_H
#define TENOR_REPORT_H

#include "compare/result_rows.h"

/* Writes the page to the file `path`, which appears when it is complete. Errors: IO, MEMORY. */
tenor_status report_write(const results *r, const char *path, tenor_error *error);

/* Whether `path` ends in .svg, or in .png where this program can draw that: to be asked before any work is done.
 * Errors: ARG, with a message for the user. */
tenor_status plot_check(const char *path, tenor_error *error);

/* Writes one chart, that of the trend or of the targets, for any other table that of the means. Errors: as plot_check;
 * IO, MEMORY, LIMIT (a PNG too large to draw). */
tenor_status plot_write(const results *r, result_table table, const char *path, tenor_error *error);

#endif
