/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/proper_name.h"

#include <string.h>

#include "feature/lexicon_actor.h"

/* Parties, offices and groups are none themselves: "opposition" or "regime" say how one speaks, not of whom. */
proper_name proper_name_of(const tenor_lexicon *lexicon, const lexicon_pattern *pattern) {
  static const char *const kinds[] = {"state", "capital", "demonym", "person"};
  if (lexicon->categories[pattern->category].role != ROLE_ACTOR) return PROPER_NAME_NONE;
  const char *kind = lexicon_actor_at(lexicon, pattern->text).kind;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp(kind, kinds[i]) == 0) return PROPER_NAME_WHOLE;
  return PROPER_NAME_INSIDE;
}
