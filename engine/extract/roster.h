/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who is who in an article. A person is introduced by a full name, with a title or a description, and is a surname, a
 * role or a pronoun from then on (the habits that Hobbs 1978 and Lappin and Leass 1994 built on). No list of people is
 * needed: what has two capitalised words and is no institution is a name. Names that the lexicon has as actors take
 * their canonical form. Names are gathered over the whole article first, so that a headline's "leader" finds the name
 * in the first paragraph.
 */
#ifndef TENOR_EXTRACT_ROSTER_H
#define TENOR_EXTRACT_ROSTER_H

#include "extract/mention.h"

typedef enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE } gender;

/* One that has a name. */
typedef struct entity {
  uint32_t name;         /* in roster.strings: canonical */
  uint32_t first;        /* folded form of the first word of the name, in roster.strings */
  uint32_t last;         /* ... of the last */
  uint32_t n_full;       /* how often it is named in full */
  uint32_t role;         /* form of the noun that described it first; INTERN_NONE */
  uint32_t next_of_role; /* the one described so before, + 1 */
  const char *country;   /* of that description: "PRK"; "" none; borrowed */
  /* a person's of the lexicon: note, "PRK"; NULL: the lexicon has it not; borrowed */
  const char *home;
  gender sex;
  int32_t votes; /* of pronouns nearby: + he, - she */
  bool person;
} entity;

/* A name in the text. */
typedef struct appearance {
  uint32_t lexeme, entity;
  bool possessive;
} appearance;

/* Somebody who says something. */
typedef struct source {
  uint32_t name;   /* in roster.strings; INTERN_NONE: not known */
  uint32_t entity; /* READING_NONE: none */
  gender sex;
  mention_kind kind;
  const char *home; /* ISO code of its country, with what may follow; ""; borrowed */
  bool relay;       /* a medium */
  bool plural;
  uint32_t sentence; /* where it speaks */
} source;

typedef struct roster {
  tenor_intern strings;
  entity *entities; /* [n_entities] */
  size_t n_entities, entities_capacity;
  uint32_t *by_name; /* [by_name_capacity] of a string: its entity + 1 */
  size_t by_name_capacity;
  /* [by_word_capacity] of a string: the last entity + 1 that has it as a word of its name */
  uint32_t *by_word;
  size_t by_word_capacity;
  uint32_t *by_role; /* [by_role_capacity] of a string: the last entity + 1 that it describes */
  size_t by_role_capacity;
  uint32_t *next; /* [2 * n_entities] the one before that: of its last word, of its first */
  size_t next_capacity;
  appearance *appearances; /* [n_appearances] in order of the text */
  size_t n_appearances, appearances_capacity;
  source latest; /* who spoke last */
} roster;

void roster_init(roster *people);
void roster_finish(roster *people);

/* Gathers the names of an article. Errors: MEMORY, LIMIT. */
tenor_status roster_read(roster *people, const reading *r);

/* The folded form of a lexeme as a string; INTERN_NONE: no name has it. */
uint32_t roster_find_form(const roster *people, const reading *r, uint32_t place);
/* The lexemes [begin, end) as written, as a string. Errors: MEMORY, LIMIT. */
tenor_status roster_add_text(roster *people, const reading *r, uint32_t begin, uint32_t end,
                             uint32_t *id);
/* What the word at that place tells of a sex. */
gender roster_sex(const reading *r, uint32_t place);
/* The entity with the full name [begin, end), new or known. */
tenor_status roster_add(roster *people, const reading *r, uint32_t begin, uint32_t end,
                        uint32_t *id);
/* The entity of a name of one word: one of the article, else a person of the lexicon, who becomes one. */
tenor_status roster_find_word(roster *people, const reading *r, uint32_t place, gender sex,
                              uint32_t *id);

/* The lexeme where somebody with a name does something first in [begin, end), outside quotations; READING_NONE. */
uint32_t roster_first_appearance(const roster *people, const reading *r, uint32_t begin,
                                 uint32_t end);

/* The first appearance at or after a lexeme: an index of people->appearances. */
size_t roster_find_appearance(const roster *people, uint32_t place);

static inline const char *roster_string(const roster *people, uint32_t id) {
  return id == INTERN_NONE ? "" : intern_string(&people->strings, id, NULL);
}

#endif
