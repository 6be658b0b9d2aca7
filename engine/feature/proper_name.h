/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which of a lexicon's terms are proper names: of states, their capitals and nationals, and of persons.
 *
 * A model that learns from names learns who was hostile in its training text, and says the same of them ever after;
 * so names may be kept from it (Dixon et al. 2018 call what they bring unintended bias).
 */
#ifndef TENOR_FEATURE_PROPER_NAME_H
#define TENOR_FEATURE_PROPER_NAME_H

#include "feature/lexicon.h"

typedef enum proper_name {
  PROPER_NAME_NONE,
  PROPER_NAME_INSIDE, /* an actor that may be called after one: "the Ruritanian government" */
  PROPER_NAME_WHOLE
} proper_name;

proper_name proper_name_of(const struct tenor_lexicon *lexicon, const lexicon_pattern *pattern);

#endif
