/* SPDX-License-Identifier: Apache-2.0 */
/* Whom a mention means: the name, role or pronoun of somebody on the roster, an institution, or just what it says. */
#ifndef TENOR_EXTRACT_RESOLVE_H
#define TENOR_EXTRACT_RESOLVE_H

#include "extract/roster.h"

/* Who is meant; call it in the order of the text, for pronouns look back to who spoke last. Errors: MEMORY, LIMIT. */
tenor_status resolve_mention(roster *people, const reading *r, const mention *m, source *who);

#endif
