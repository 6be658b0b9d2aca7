/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An article as the rules of attribution see it: a row of lexemes, words and the marks between them, each with its
 * classes, its sentence, the quotation and the actor's name that it is part of. All rules walk along this row.
 */
#ifndef TENOR_EXTRACT_READING_H
#define TENOR_EXTRACT_READING_H

#include <stdbool.h>

#include "extract/lingo.h"
#include "feature/lexicon_actor.h"
#include "text/quote.h"
#include "text/sentence.h"
#include "text/token.h"

#define READING_NONE UINT32_MAX

typedef struct lexeme {
  uint64_t classes;    /* LINGO() bits */
  uint32_t begin, end; /* bytes; without the "'s" of a possessive */
  uint32_t token;      /* a word's; READING_NONE: a mark */
  uint32_t sentence;
  uint32_t quote; /* in reading.quotes; READING_NONE: outside */
  uint32_t actor; /* in reading.actors; READING_NONE: no actor's name */
  char mark;      /* one of , ; : - ( ) . for a mark; 0 for a word */
  bool capital, possessive, number;
  bool joined; /* to the word before, as by a hyphen or in a contraction */
  bool clitic; /* "he's": a pronoun with its verb */
} lexeme;

/* An outermost quotation. */
typedef struct quotation {
  uint32_t begin, end;   /* bytes of the inside */
  uint32_t outer, after; /* bytes with the marks */
  uint32_t first, last;  /* lexemes; first > last: it has none */
  bool open_ended;
} quotation;

/* A name of the lexicon's actors that stands in the text. */
typedef struct actor {
  uint32_t begin, end; /* bytes */
  lexicon_actor is;
} actor;

typedef struct extent {
  uint32_t begin, end; /* lexemes, end exclusive */
} extent;

static inline bool extent_is_empty(extent e) {
  return e.begin >= e.end;
}

typedef struct reading {
  const char *text;
  size_t size;
  lexeme *lexemes; /* [n + 1]; the last is a stop beyond the end */
  size_t n, capacity;
  quotation *quotations; /* [n_quotations] by place */
  size_t n_quotations, quotations_capacity;
  actor *actors; /* [n_actors] by place, none inside another */
  size_t n_actors, actors_capacity;
  extent *sentences; /* [splits.n] the lexemes of each */
  size_t sentences_capacity;
  token_list tokens;
  sentence_list splits;
  quote_list quotes;
  const lingo *words; /* borrowed */
  tenor_lookup *lookup;
  const tenor_lexicon *lexicon;
} reading;

/* `lexicon` is borrowed. Errors: MEMORY. */
tenor_status reading_init(reading *r, const tenor_lexicon *lexicon);
void reading_finish(reading *r);

/* Reads an article, which is borrowed until the next. Errors: MEMORY, LIMIT. */
tenor_status reading_read(reading *r, const lingo *words, tenor_text article);

/* Whether lexeme `i` is the word with that folded form. */
bool reading_is(const reading *r, uint32_t i, const char *form);

static inline bool reading_has(const reading *r, uint32_t i, uint64_t classes) {
  return (r->lexemes[i].classes & classes) != 0;
}
static inline bool reading_mark(const reading *r, uint32_t i, char mark) {
  return r->lexemes[i].mark == mark;
}
/* Whether lexeme `i` stands in quotation marks. */
static inline bool reading_is_quoted(const reading *r, uint32_t i) {
  return r->lexemes[i].quote != READING_NONE;
}
/* Whether a quotation begins (ends) with lexeme `i`. */
bool reading_opens_quote(const reading *r, uint32_t i);
bool reading_closes_quote(const reading *r, uint32_t i);
/* Whether the lexeme ends in these letters. */
bool reading_ends_in(const reading *r, uint32_t i, const char *ending);

/* The actor's name that lexeme `i` is part of; NULL: it is part of none. */
static inline const actor *reading_actor(const reading *r, uint32_t i) {
  return r->lexemes[i].actor == READING_NONE ? NULL : &r->actors[r->lexemes[i].actor];
}
/* Whether it is one of that kind; `a` may be NULL. */
bool actor_is(const actor *a, const char *kind);
/* Whether it stands for a country: its name, capital or people's adjective. */
bool actor_is_country(const actor *a);
/* The country that the actor's note names: "PRK" of "relay; PRK", with what may follow; "" if it names none. */
const char *actor_home(const actor *a);

#endif
