/* SPDX-License-Identifier: Apache-2.0 */
/* Terms written out again: what a pattern's symbols say, as one would write it in a lexicon file.
 */
#ifndef TENOR_FEATURE_LEXICON_ENTRY_H
#define TENOR_FEATURE_LEXICON_ENTRY_H

#include "feature/lexicon.h"

typedef struct term_writer {
  char *term; /* [TENOR_TERM_BYTES] always terminated */
  size_t used;
} term_writer;

void term_writer_init(term_writer *w, char term[TENOR_TERM_BYTES]);
/* Adds a word; one for which there is no room is left out, and so is all that follows. */
void term_writer_word(term_writer *w, symbol_kind kind, const char *key, size_t size);
void term_writer_gap(term_writer *w);

#endif
