/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A text as a row of numbered stems: what duplicates and words count. Stemming costs half a microsecond a word and
 * language repeats itself, so each form is stemmed once. A vocabulary grows with the different words it has seen,
 * far more slowly than with the texts.
 */
#ifndef TENOR_COMPARE_STEMS_H
#define TENOR_COMPARE_STEMS_H

#include "base/intern.h"
#include "text/stem.h"
#include "text/token.h"

typedef struct stem_reader {
  token_list tokens;    /* of the last text */
  uint32_t *forms_read; /* [tokens.n] the form of each token */
  size_t forms_read_capacity;
  tenor_stemmer *stemmer;
  tenor_intern forms; /* folded words, and whatever else is a token */
  tenor_intern stems;
  uint32_t *stem_of; /* [forms.n] */
  size_t stem_of_capacity;
} stem_reader;

/* Errors: MEMORY. */
tenor_status stem_reader_init(stem_reader *reader);
void stem_reader_finish(stem_reader *reader);

/* Reads a text: its tokens, and the form of each. Errors: MEMORY, LIMIT. */
tenor_status stem_reader_read(stem_reader *reader, tenor_text text);

/* The number of a form, which is learnt at first sight. Errors: MEMORY, LIMIT. */
tenor_status stem_reader_form(stem_reader *reader, const char *form, size_t size, token_kind kind,
                              uint32_t *id);

#endif
