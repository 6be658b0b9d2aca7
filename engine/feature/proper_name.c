/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/proper_name.h"

#include <string.h>

#include "feature/lexicon_actor.h"

/* Parties, offices and groups are left: "opposition" or "regime" say how one speaks, not of whom. */
static bool is_proper(const char *kind) {
  static const char *const kinds[] = {"state", "capital", "demonym", "person"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp(kind, kinds[i]) == 0) return true;
  return false;
}

tenor_status proper_names_collect(const tenor_lexicon *lexicon, tenor_intern *names) {
  for (size_t i = 0; i < lexicon->n_patterns; i++) {
    const lexicon_pattern *p = &lexicon->patterns[i];
    if (lexicon->categories[p->category].role != ROLE_ACTOR || p->n != 1) continue;
    if (!is_proper(lexicon_actor_at(lexicon, p->text).kind)) continue;
    const lexicon_symbol *word = &lexicon->symbols[lexicon->parts[p->first]];
    uint32_t id;
    TRY(intern_add(names, lexicon->strings + word->key, word->key_size, &id));
  }
  return TENOR_OK;
}
