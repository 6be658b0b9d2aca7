/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The single words by which a lexicon knows states, their capitals and peoples, and persons.
 *
 * A model that learns from names learns who was hostile in its training text, and says the same of them ever after;
 * so a trainer may leave them out of what it learns from (Dixon et al. 2018 call it unintended bias).
 */
#ifndef TENOR_FEATURE_PROPER_NAME_H
#define TENOR_FEATURE_PROPER_NAME_H

#include "base/intern.h"
#include "feature/lexicon.h"

/* Adds them as tokens are written, folded. Errors: MEMORY, LIMIT. */
tenor_status proper_names_collect(const struct tenor_lexicon *lexicon, tenor_intern *names);

#endif
