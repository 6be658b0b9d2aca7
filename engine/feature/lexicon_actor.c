/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/lexicon_actor.h"

#include <string.h>

enum { TELLTALE = 31 }; /* "unit separator": no name begins with it */

static char *append(char *to, tenor_text part) {
  if (part.size > 0) memcpy(to, part.data, part.size);
  return to + part.size;
}

size_t lexicon_actor_write(char to[LEXICON_ACTOR_BYTES], tenor_text name, tenor_text kind,
                           tenor_text note) {
  if (name.size + kind.size + note.size + 3 > LEXICON_ACTOR_BYTES) return 0;
  char *at = append(to, name);
  *at++ = '\0';
  *at++ = TELLTALE;
  at = append(at, kind);
  *at++ = '\0';
  return (size_t)(append(at, note) - to);
}

lexicon_actor lexicon_actor_at(const tenor_lexicon *lexicon, uint32_t string) {
  /* the table ends in 0, so each string in it ends; what follows may lie beyond */
  const char *end = lexicon->strings + lexicon->n_strings;
  lexicon_actor actor = {lexicon->strings + string, "", "", strlen(lexicon->strings + string)};
  const char *next = actor.name + actor.size + 1;
  if (next >= end || *next != TELLTALE) return actor;
  actor.kind = next + 1;
  next = actor.kind + strlen(actor.kind) + 1;
  if (next < end) actor.note = next;
  actor.size = (size_t)((next < end ? next + strlen(next) : next - 1) - actor.name);
  return actor;
}
