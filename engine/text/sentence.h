/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sentences of an article, by rules: stops that abbreviations, initials, numbers and ellipses own are told from
 * those that end a sentence, in the manner of Grefenstette and Tapanainen (1994). A line of its own (headline,
 * sub-head, bullet) is a sentence without a stop. A stop inside a quotation ends a sentence too: what is quoted is for
 * text/quote.
 */
#ifndef TENOR_TEXT_SENTENCE_H
#define TENOR_TEXT_SENTENCE_H

#include "base/status.h"

typedef struct sentence {
  size_t begin,
      end; /* bytes, with its stop and closing marks, without blanks around and without a bullet */
  uint32_t paragraph; /* number, from 0 */
} sentence;

typedef struct sentence_list {
  sentence *sentences; /* [n] in order, never empty, never overlapping */
  size_t n, capacity;
} sentence_list;

void sentence_list_init(sentence_list *list);
void sentence_list_finish(sentence_list *list);

/* Fills `list` from the text; keeps its memory. Broken UTF-8 is passed over. Takes linear time. Errors: MEMORY. */
tenor_status sentence_split(const char *text, size_t size, sentence_list *list);

#endif
