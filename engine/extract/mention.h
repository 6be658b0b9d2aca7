/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mention: the noun phrase that names a source. "Ukrainian President Volodymyr Zelensky", "she", "some analysts",
 * "a spokesman for the ministry". There is no parser behind it: a phrase is followed outwards from the word beside the
 * verb as far as capitals, small classes of function words and lists of titles and roles carry (the chunking of Abney
 * 1991, by rules). When it is in doubt it stops, so that a mention may lack a modifier but seldom has a stranger in it.
 */
#ifndef TENOR_EXTRACT_MENTION_H
#define TENOR_EXTRACT_MENTION_H

#include "extract/reading.h"

typedef enum mention_kind {
  MENTION_NONE,
  MENTION_PRONOUN,     /* he, they, who */
  MENTION_NAME,        /* a name that is no institution's: mostly a person */
  MENTION_ROLE,        /* one person without a name: the minister, a doctor */
  MENTION_PEOPLE,      /* several: analysts, two officials */
  MENTION_INSTITUTION, /* the ministry, the White House */
  MENTION_PAPER,       /* the report, a poll */
  MENTION_OTHER        /* a noun that is on no list */
} mention_kind;

typedef struct mention {
  uint32_t begin, end; /* lexemes of the phrase */
  uint32_t head;       /* its main word: the last of a name, the noun of a role */
  uint32_t name;       /* where the name in it begins, without titles; `head` + 1: there is none */
  uint32_t also;       /* "X and Y": where Y begins; 0: one source */
  mention_kind kind;
} mention;

/* The mention that ends before lexeme `end` and begins at `floor` or later. False: there is none. */
bool mention_before(const reading *r, uint32_t end, uint32_t floor, mention *m);
/* The mention that begins with lexeme `begin` and ends before `ceiling`. */
bool mention_after(const reading *r, uint32_t begin, uint32_t ceiling, mention *m);

/* Where in [begin, end), behind at least one word that is not the person's, a full name begins that runs up to the end:
 * "State | Antony Blinken"; `end`: there is none. */
uint32_t mention_name_within(const reading *r, uint32_t begin, uint32_t end);

#endif
