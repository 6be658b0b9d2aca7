/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a lexicon knows of an actor beside its name: kind ("state", "person") and note (a person's country, "relay").
 * They stand behind the name in the table of strings, NAME 0 31 KIND 0 NOTE 0: who reads the name alone never sees
 * them, and a lexicon compiled without them still reads, with both empty.
 */
#ifndef TENOR_FEATURE_LEXICON_ACTOR_H
#define TENOR_FEATURE_LEXICON_ACTOR_H

#include "feature/lexicon.h"

enum { LEXICON_ACTOR_BYTES = 1024 };

typedef struct lexicon_actor {
  const char *name, *kind, *note; /* borrowed from the lexicon */
  size_t size;                    /* bytes from the name on, as they are stored */
} lexicon_actor;

/* Writes the three as they are stored and returns their size; 0: they are too long. */
size_t lexicon_actor_write(char to[LEXICON_ACTOR_BYTES], tenor_text name, tenor_text kind,
                           tenor_text note);
/* Reads what stands at that place of the lexicon's strings. */
lexicon_actor lexicon_actor_at(const struct tenor_lexicon *lexicon, uint32_t string);

#endif
