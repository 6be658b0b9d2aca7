/* SPDX-License-Identifier: Apache-2.0 */
/* What is said after a verb of saying: each verb has patterns of its own (extract/lingo.h), and the closest one that
 * fits is taken. */
#ifndef TENOR_EXTRACT_COMPLEMENT_H
#define TENOR_EXTRACT_COMPLEMENT_H

#include "extract/reports.h"

/* Takes [begin, end of clause) as what is said. */
bool complement_take(report_context *c, uint32_t begin);

/* A quotation that begins at `i` is taken whole, also beyond the sentence, if the clause ends with it. */
bool complement_quote(report_context *c, uint32_t i);

/* Everything that may follow the verb, the closest pattern first. */
bool complement_find(report_context *c);

#endif
