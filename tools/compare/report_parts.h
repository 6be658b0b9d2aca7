/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the report, from top to bottom; report.c puts them together. Each writes to the page's stream, in which
 * failures of writing stay. */
#ifndef TENOR_REPORT_PARTS_H
#define TENOR_REPORT_PARTS_H

#include "compare/results.h"
#include "output/decimal.h"
#include "output/out.h"

/* The first screen: who is first and how sure that is, how much was read, what to be careful about. */
void report_story(const results *r, out *stream);
void report_cautions(const results *r, out *stream);

void report_groups_table(const results *r, out *stream);
void report_pairs_table(const results *r, out *stream);
void report_tones_table(const results *r, out *stream);
void report_trend_table(const results *r, out *stream);
/* The changes of level in words, if there are any. */
void report_changes(const results *r, out *stream);

/* Statements of the ends of each group with their words marked. Errors: MEMORY. */
tenor_status report_examples(const results *r, out *stream, tenor_error *error);
extern const char report_examples_style[];

/* How it was done, from which data, with which model; the rows to save. Errors: MEMORY. */
tenor_status report_method(const results *r, out *stream, tenor_error *error);

/* "0.46", or a dash when it is not known. */
const char *report_number(char text[DECIMAL_BYTES], double value, int places);
/* "0.46 [0.38, 0.53]" */
enum { REPORT_ESTIMATE_BYTES = 3 * DECIMAL_BYTES + 16 };
const char *report_estimate(char text[REPORT_ESTIMATE_BYTES], const estimate *e, int places);
/* "0.032", "< 0.001" */
const char *report_p(char text[DECIMAL_BYTES], double p);

#endif
