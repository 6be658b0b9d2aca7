/* SPDX-License-Identifier: Apache-2.0 */
/* Whose verb it is: the source where it does not stand right before the verb, and whether it can have said anything. */
#ifndef TENOR_EXTRACT_SUBJECT_H
#define TENOR_EXTRACT_SUBJECT_H

#include "extract/mention.h"
#include "extract/verb.h"

/* The source in "NAME, a doctor, said": the verb group begins at `end`, after the closing comma. */
bool subject_apposed(const reading *r, uint32_t end, uint32_t floor, mention *m);

/* Whether such a source can have said something in such words. */
bool subject_may_say(const reading *r, const mention *m, const verb_group *group);

/* "by S" behind a passive: in [i, end). */
bool subject_after_by(const reading *r, uint32_t i, uint32_t end, mention *m);

/* "quoted S as saying": the source of the gerund at `i`. "S was quoted as saying" and "quoted by T as saying" too. */
bool subject_quoted(const reading *r, uint32_t i, uint32_t floor, mention *m);

/* What stands before a source that says nothing on its own account: "if S said", "what S called". */
bool subject_is_hypothetical(const reading *r, uint32_t i);

/* "..., who said": whether a source stands before the relative pronoun, cut off by a comma. */
bool subject_is_described(const reading *r, const mention *m, uint32_t floor);

#endif
