/* SPDX-License-Identifier: Apache-2.0 */
/* The actors that a statement is about: those of the lexicon that it names, each once, without the speaker. */
#ifndef TENOR_EXTRACT_TARGET_H
#define TENOR_EXTRACT_TARGET_H

#include "extract/roster.h"

/* Names of the targets in the lexemes [begin, end) as one string of people->strings, "USA; KOR"; INTERN_NONE: there are
 * none. The speaker's own name and country are left out. Errors: MEMORY, LIMIT. */
tenor_status target_find(roster *people, const reading *r, uint32_t begin, uint32_t end,
                         const source *speaker, uint32_t *target);

#endif
