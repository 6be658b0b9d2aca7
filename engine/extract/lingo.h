/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known of single words: which are verbs of saying and what may follow them, which close off a phrase, which
 * name people, papers or a sex. The lists are data (lexicons/en/attribution, role attribution; the note of an entry
 * names its classes); here they become one set of bits for each folded form.
 */
#ifndef TENOR_EXTRACT_LINGO_H
#define TENOR_EXTRACT_LINGO_H

#include "base/intern.h"

/* Name and bit of each class; the name is the one in the lists. */
/* clang-format off */
#define LINGO_CLASSES(X)                                                                      \
  /* closed classes */                                                                        \
  X(DETERMINER, "determiner") X(INDEFINITE, "indefinite") X(OWNER, "owner")                   \
  X(PREPOSITION, "preposition") X(AUXILIARY, "auxiliary") X(BE, "be") X(NEGATIVE, "negative") \
  X(CONJUNCTION, "conjunction") X(SUBORDINATOR, "subordinator") X(RELATIVE, "relative")       \
  X(PRONOUN, "pronoun") X(OBJECT, "object") X(HE, "he") X(SHE, "she") X(THEY, "they")         \
  X(IT, "it") X(SELF, "speaker_self") X(YOU, "you") X(ADVERB, "adverb") X(TIME, "time")       \
  /* nouns and names */                                                                       \
  X(TITLE, "title") X(MR, "mr") X(MRS, "mrs") X(PARTICLE, "particle") X(GIVEN, "given")       \
  X(FAMILY, "family") X(MALE, "male") X(FEMALE, "female") X(PERSON, "person")                 \
  X(PEOPLE, "people")                                                                         \
  X(INSTITUTION, "institution") X(PAPER, "paper") X(RELAY, "relay") X(NOUN_CUE, "noun_cue")   \
  /* what follows a verb of saying */                                                         \
  X(CLAUSE, "clause") X(QUOTE, "quote") X(THAT, "that") X(WH, "wh") X(TELL, "tell")           \
  X(TO, "to") X(OBJTO, "objto") X(OF, "of") X(FOR, "for") X(ON, "on") X(AS, "as")             \
  X(NAME, "name") X(NP, "np") X(AGAINST, "against") X(ABOUT, "about") X(WITH, "with")         \
  X(DOCUMENT, "document")                                                                     \
  /* its forms */                                                                             \
  X(BASE, "base") X(PRESENT, "present") X(PAST, "past") X(PARTICIPLE, "participle")           \
  X(GERUND, "gerund") X(NOUNY, "nouny")
/* clang-format on */

typedef enum lingo_number {
#define LINGO_NUMBER(id, name) LINGO_NUMBER_##id,
  LINGO_CLASSES(LINGO_NUMBER)
#undef LINGO_NUMBER
      N_LINGO_CLASSES
} lingo_number;

#define LINGO(id) (UINT64_C(1) << LINGO_NUMBER_##id)

#define LINGO_FINITE (LINGO(BASE) | LINGO(PRESENT) | LINGO(PAST))
#define LINGO_VERB   (LINGO_FINITE | LINGO(PARTICIPLE) | LINGO(GERUND))
#define LINGO_SOURCE \
  (LINGO(PERSON) | LINGO(PEOPLE) | LINGO(INSTITUTION) | LINGO(PAPER) | LINGO(RELAY))

typedef struct lingo {
  tenor_intern forms;
  uint64_t *classes; /* [forms.n] */
  size_t capacity;
} lingo;

void lingo_init(lingo *words);
void lingo_finish(lingo *words);

/* Adds all entries of the categories of role attribution. Errors: MEMORY, LIMIT; ARG when there is no verb among
 * them. */
tenor_status lingo_read(lingo *words, const tenor_lexicon *lexicon);

/* The classes of a folded form; 0: unknown. */
uint64_t lingo_classes(const lingo *words, const char *form, size_t size);

#endif
