/* SPDX-License-Identifier: Apache-2.0 */
/* What is said before its source, "X, S said", and what of it goes on behind. */
#ifndef TENOR_EXTRACT_FOREGOING_H
#define TENOR_EXTRACT_FOREGOING_H

#include "extract/reports.h"

/* A quotation that ends right before lexeme `i` (a comma or dash may stand between), else READING_NONE. */
uint32_t foregoing_quote(const reading *r, uint32_t i);

/* Where the clause that ends at `end` begins: at the sentence's start, or after an earlier report's words. */
uint32_t foregoing_limit(const report_context *c, const report *previous);

/* Whether the report before has reported that quotation already. */
bool foregoing_is_claimed(const quotation *q, const report *previous);

/* "X, S said": takes X, which ends before lexeme `i`, where S (or, in "X, said S", the verb) begins. */
bool foregoing_find(report_context *c, uint32_t i, const report *previous);

/* "The plan, S said, would cost": what goes on after the source's verb. False: there is no statement after all. */
bool foregoing_rest(report_context *c);

#endif
