/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/mention.h"

#include <string.h>

enum {
  LONGEST = 24,      /* lexemes of a phrase; what is longer is no speaker's name */
  MOST_MODIFIERS = 5 /* words on no list that may stand before a noun */
};

/* ---- what a word can be ------------------------------------------------------------------------------ */

#define CLOSED                                                                     \
  (LINGO(AUXILIARY) | LINGO(CONJUNCTION) | LINGO(SUBORDINATOR) | LINGO(RELATIVE) | \
   LINGO(PRONOUN) | LINGO(NEGATIVE) | LINGO(OBJECT))

static bool is_number(const reading *r, uint32_t i) {
  return r->lexemes[i].number;
}

/* Verbs that are nothing else close a phrase; "claims" and "report" may be nouns. */
static bool is_verb(const reading *r, uint32_t i) {
  return reading_has(r, i, LINGO_VERB) && !reading_has(r, i, LINGO(NOUNY) | LINGO_SOURCE);
}

static bool is_adverb(const reading *r, uint32_t i) {
  return !r->lexemes[i].capital &&
         (reading_has(r, i, LINGO(ADVERB)) ||
          (reading_ends_in(r, i, "ly") && !reading_has(r, i, LINGO_SOURCE) &&
           !reading_ends_in(r, i, "family") && !reading_ends_in(r, i, "daily")));
}

/* A word that a noun phrase may hold between its first and its last. */
static bool is_inner(const reading *r, uint32_t i) {
  const lexeme *l = &r->lexemes[i];
  if (l->mark) return false;
  if (l->capital && l->sentence != READING_NONE && r->sentences[l->sentence].begin == i &&
      reading_has(r, i, LINGO(PREPOSITION) | LINGO(ADVERB) | LINGO(SUBORDINATOR)))
    return false;
  if (l->capital && !reading_has(r, i, CLOSED & ~LINGO(SUBORDINATOR)))
    return !(reading_has(r, i, LINGO(TIME)) && !reading_has(r, i, LINGO(GIVEN) | LINGO(AUXILIARY)));
  if (l->number) return true;
  return !reading_has(
             r, i, CLOSED | LINGO(PREPOSITION) | LINGO(DETERMINER) | LINGO(OWNER) | LINGO(TIME)) &&
         !is_verb(r, i) && !is_adverb(r, i);
}

static bool is_noun(const reading *r, uint32_t i) {
  return is_inner(r, i) && (r->lexemes[i].capital || reading_has(r, i, LINGO_SOURCE));
}

/* Prepositions that tie a source to where it belongs: "a spokesman for", "officials in". */
static bool ties(const reading *r, uint32_t i) {
  static const char *const forms[] = {"of", "for", "at", "in", "from", "with", "on", "to", "near"};
  if (!reading_has(r, i, LINGO(PREPOSITION))) return false;
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (reading_is(r, i, forms[k])) return true;
  return false;
}

static bool same_quote(const reading *r, uint32_t a, uint32_t b) {
  return r->lexemes[a].quote == r->lexemes[b].quote;
}

/* "spokesman Josh Earnest": a word in small letters goes with the name behind it if it is a role. */
static bool introduces(const reading *r, uint32_t i) {
  return reading_has(r, i, LINGO(PERSON) | LINGO(TITLE) | LINGO(RELAY) | LINGO(INSTITUTION)) &&
         !reading_has(r, i, LINGO(PEOPLE));
}

/* ---- what the phrase is ------------------------------------------------------------------------------ */

static mention_kind kind_of_noun(const reading *r, uint32_t head) {
  const uint64_t classes = r->lexemes[head].classes;
  if (classes & LINGO(PEOPLE)) return MENTION_PEOPLE;
  if (classes & LINGO(PERSON)) return MENTION_ROLE;
  if (classes & (LINGO(INSTITUTION) | LINGO(RELAY))) return MENTION_INSTITUTION;
  if (classes & LINGO(PAPER)) return MENTION_PAPER;
  static const char *const agents[] = {"ist", "ian", "or", "er", "man", "woman", "ant", "ee"};
  static const char *const several[] = {"ists", "ians",  "ors",  "ers",
                                        "men",  "women", "ants", "ees"};
  for (size_t k = 0; k < sizeof agents / sizeof *agents; k++) {
    if (reading_ends_in(r, head, agents[k])) return MENTION_ROLE;
    if (reading_ends_in(r, head, several[k])) return MENTION_PEOPLE;
  }
  return MENTION_OTHER;
}

/* Adjectives that tie a source to what it knows. */
static bool binds(const reading *r, uint32_t i) {
  return reading_is(r, i, "familiar") || reading_is(r, i, "close") || reading_is(r, i, "briefed") ||
         reading_is(r, i, "involved");
}

/* Where the core of the phrase ends: before "of", "for" and what else is tied to it. */
static uint32_t core_end(const reading *r, const mention *m) {
  uint32_t i = m->begin;
  if (reading_has(r, i, LINGO(DETERMINER)) || is_number(r, i)) {
    /* "some of the officials": the head stands behind the "of" */
    if (i + 1 < m->end && reading_is(r, i + 1, "of")) i += 2;
  }
  if (reading_is(r, i, "outside")) i++;
  while (i < m->end && !(reading_has(r, i, LINGO(PREPOSITION)) && !r->lexemes[i].capital)) i++;
  if (i > m->begin + 1 && i < m->end && binds(r, i - 1)) i--;
  return i > m->begin ? i : m->end;
}

uint32_t mention_name_within(const reading *r, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin + 1; i + 1 < end; i++) {
    const bool known = actor_is(reading_actor(r, i), "person");
    if (!r->lexemes[i].capital || r->lexemes[i - 1].possessive ||
        !(known || reading_has(r, i, LINGO(GIVEN))))
      continue;
    for (uint32_t k = i; k < end; k++)
      if (!r->lexemes[k].capital && !reading_has(r, k, LINGO(PARTICLE))) return end;
    return i;
  }
  return end;
}

/* "Secretary of State NAME": an office that is written out goes before a name like any title. */
static bool classify_holder(const reading *r, mention *m) {
  const uint32_t of = core_end(r, m);
  if (m->also || of >= m->end || of == m->begin || !reading_is(r, of, "of") ||
      !reading_has(r, of - 1, LINGO(TITLE) | LINGO(PERSON)) ||
      reading_has(r, of - 1, LINGO(PEOPLE)))
    return false;
  const uint32_t name = mention_name_within(r, of + 1, m->end);
  if (name >= m->end || r->lexemes[m->end - 1].possessive) return false;
  m->name = name;
  m->head = m->end - 1;
  m->kind = MENTION_NAME;
  return true;
}

/* Finds head, name and kind of a phrase whose bounds are known. */
static bool classify(const reading *r, mention *m) {
  if (m->begin + 1 == m->end && reading_has(r, m->begin, LINGO(PRONOUN) | LINGO(RELATIVE)) &&
      !r->lexemes[m->begin].possessive) {
    m->head = m->begin;
    m->name = m->head + 1;
    m->kind = MENTION_PRONOUN;
    return true;
  }
  if (classify_holder(r, m)) return true;
  const uint32_t end = m->also ? m->also - 1 : core_end(r, m);
  m->head = end - 1;
  m->name = end;
  if (r->lexemes[m->head].mark) return false;
  const bool known = reading_actor(r, m->head) && !actor_is(reading_actor(r, m->head), "group");
  if (!r->lexemes[m->head].capital) {
    m->kind = kind_of_noun(r, m->head);
    return true;
  }
  const uint64_t classes = r->lexemes[m->head].classes;
  while (m->name > m->begin) {
    const uint32_t i = m->name - 1;
    const lexeme *l = &r->lexemes[i];
    const bool inner = l->capital || (reading_has(r, i, LINGO(PARTICLE)) && i > m->begin);
    if (!inner || l->possessive != (i == m->head && l->possessive)) break;
    if (i < m->head && reading_has(r, i, LINGO(TITLE) | LINGO(PERSON)) &&
        !reading_has(r, i, LINGO(GIVEN)))
      break;
    if (i == m->begin && reading_has(r, i, LINGO(DETERMINER))) break;
    m->name = i;
  }
  /* a demonym or state before the title was left out with it; one right before a name is no part of it */
  m->kind = MENTION_NAME;
  if (classes & (LINGO(INSTITUTION) | LINGO(RELAY) | LINGO(PAPER)) && !(classes & LINGO(PERSON)))
    m->kind = classes & LINGO(PAPER) && !(classes & (LINGO(INSTITUTION) | LINGO(RELAY)))
                  ? MENTION_PAPER
                  : MENTION_INSTITUTION;
  else if (classes & LINGO(PEOPLE) && !known)
    m->kind = MENTION_PEOPLE;
  else if (classes & (LINGO(PERSON) | LINGO(TITLE)) && m->name + 1 >= end)
    m->kind = MENTION_ROLE; /* "the President", "the Republican" */
  if (m->kind != MENTION_NAME) m->name = m->kind == MENTION_ROLE ? end : m->name;
  return true;
}

/* ---- leftwards --------------------------------------------------------------------------------------- */

/* Takes in the owner, article or quantity before the phrase: "all of the", "his", "one of". */
static uint32_t take_determiners(const reading *r, uint32_t begin, uint32_t floor) {
  while (begin > floor && same_quote(r, begin, begin - 1)) {
    const uint32_t i = begin - 1;
    if (is_number(r, begin) && i > floor && reading_is(r, i, "of") &&
        (reading_has(r, i - 1, LINGO(DETERMINER)) || is_number(r, i - 1))) {
      begin = i - 1; /* "eight of 10" */
      continue;
    }
    if (r->lexemes[i].capital && i > floor && !reading_has(r, i, LINGO(DETERMINER) | LINGO(OWNER)))
      break;
    if (reading_is(r, i, "that") || !reading_has(r, i, LINGO(DETERMINER) | LINGO(OWNER))) break;
    begin = i;
    if (begin >= floor + 2 && reading_is(r, begin - 1, "of") &&
        (reading_has(r, begin - 2, LINGO(DETERMINER)) || is_number(r, begin - 2)))
      begin -= 2;
  }
  return begin;
}

/* "retired | Air Force general Lloyd Newton": one word after a mark may go with a name. */
static bool opens_phrase(const reading *r, uint32_t i) {
  return i > 0 && (r->lexemes[i - 1].mark || !same_quote(r, i, i - 1));
}

/* "the state-run | KCNA", "the Iran-backed | Houthis". */
static bool is_compound(const reading *r, uint32_t i) {
  return r->lexemes[i].joined && (reading_is(r, i, "run") || reading_ends_in(r, i, "ed"));
}

/* "a senior | U.S. official": an adjective before that of a country. */
static bool opens_national(const reading *r, uint32_t i, uint32_t begin) {
  return i > 0 && reading_has(r, i - 1, LINGO(DETERMINER)) &&
         actor_is_country(reading_actor(r, begin)) && !r->lexemes[begin].possessive &&
         is_inner(r, begin + 1) && same_quote(r, i, i - 1);
}

/* Whether word `i`, in front of the phrase that begins at `begin`, belongs to it. */
static bool goes_before(const reading *r, uint32_t i, uint32_t begin) {
  if (!is_inner(r, i) || !same_quote(r, i, begin)) return false;
  if (r->lexemes[i].possessive && reading_has(r, i, LINGO(PRONOUN))) return false;
  if (r->lexemes[begin].joined) return true;
  if (r->lexemes[begin].capital && !r->lexemes[i].capital)
    return opens_national(r, i, begin) || is_compound(r, i) || introduces(r, i) ||
           r->lexemes[i].possessive || opens_phrase(r, i) ||
           (reading_has(r, i, LINGO(PARTICLE)) && i > 0 &&
            (r->lexemes[i - 1].capital || reading_has(r, i - 1, LINGO(PARTICLE))));
  return true;
}

static uint32_t walk_left(const reading *r, uint32_t begin, uint32_t floor) {
  unsigned modifiers = 0;
  while (begin > floor) {
    const uint32_t i = begin - 1;
    if (!goes_before(r, i, begin)) break;
    const lexeme *l = &r->lexemes[i];
    if (!l->capital && !l->possessive && !reading_has(r, i, LINGO_SOURCE | LINGO(TITLE)) &&
        ++modifiers > MOST_MODIFIERS)
      break;
    begin = i;
  }
  return take_determiners(r, begin, floor);
}

/* "a spokesman for the ministry": goes on before a preposition if a source stands there. */
static uint32_t walk_ties(const reading *r, uint32_t begin, uint32_t floor) {
  while (begin >= floor + 2 && ties(r, begin - 1) && same_quote(r, begin, begin - 1)) {
    uint32_t noun = begin - 2;
    if (noun > floor && binds(r, noun)) noun--; /* "two people familiar with" */
    if (!is_inner(r, noun) || r->lexemes[noun].possessive) break;
    const bool source =
        reading_has(r, noun, LINGO(TITLE)) || kind_of_noun(r, noun) != MENTION_OTHER;
    const bool named = r->lexemes[noun].capital && reading_is(r, begin - 1, "of");
    if (!source && !named) break;
    const uint32_t left = walk_left(r, noun, floor);
    if (left > floor && reading_has(r, left - 1, LINGO(PREPOSITION)) && !ties(r, left - 1)) break;
    begin = left;
  }
  return begin;
}

static bool begins_clause(const reading *r, uint32_t i, uint32_t floor) {
  return i <= floor || r->lexemes[i - 1].mark || !same_quote(r, i, i - 1) ||
         reading_has(r, i - 1, LINGO(SUBORDINATOR) | LINGO(CONJUNCTION));
}

static bool find_before(const reading *r, uint32_t end, uint32_t floor, mention *m) {
  if (end <= floor) return false;
  const uint32_t last = end - 1;
  *m = (mention){.begin = last, .end = end};
  if (reading_has(r, last, LINGO(PRONOUN) | LINGO(RELATIVE)) &&
      !reading_has(r, last, LINGO(DETERMINER)) && !reading_is(r, last, "whom"))
    return classify(r, m);
  if (!is_inner(r, last) || r->lexemes[last].possessive) return false;
  m->begin = walk_left(r, last, floor);
  m->begin = walk_ties(r, m->begin, floor);
  if (m->begin > floor && reading_is(r, m->begin - 1, "outside")) m->begin--;
  return m->end - m->begin <= LONGEST && classify(r, m);
}

bool mention_before(const reading *r, uint32_t end, uint32_t floor, mention *m) {
  if (!find_before(r, end, floor, m)) return false;
  const uint32_t i = m->begin;
  mention left;
  if (m->kind == MENTION_PRONOUN || i < floor + 2 || !reading_is(r, i - 1, "and")) return true;
  if (!find_before(r, i - 1, floor, &left) || left.kind == MENTION_PRONOUN ||
      !begins_clause(r, left.begin, floor))
    return true;
  /* the head of "X and Y" is X's: Y is looked at by itself */
  left.end = m->end;
  left.also = i;
  *m = left;
  return true;
}

/* ---- rightwards -------------------------------------------------------------------------------------- */

static uint32_t walk_right(const reading *r, uint32_t begin, uint32_t ceiling) {
  uint32_t i = begin;
  while (i < ceiling && same_quote(r, i, begin) && !r->lexemes[i].mark &&
         (reading_has(r, i, LINGO(DETERMINER) | LINGO(OWNER)) || is_number(r, i)) &&
         !reading_is(r, i, "that"))
    i++;
  const uint32_t first = i;
  for (; i < ceiling && i - begin < LONGEST && same_quote(r, i, begin) && is_inner(r, i); i++) {
    if (i > first && r->lexemes[i].capital && !r->lexemes[i - 1].capital && !r->lexemes[i].joined &&
        !introduces(r, i - 1) && !r->lexemes[i - 1].possessive &&
        reading_has(r, i - 1, LINGO(PEOPLE)))
      break;
    if (i > first &&
        (reading_has(r, i, LINGO(PRESENT) | LINGO(PAST)) || reading_ends_in(r, i, "ed")) &&
        !r->lexemes[i].capital && is_noun(r, i - 1) && !r->lexemes[i - 1].possessive)
      break;
  }
  return i;
}

static bool is_country(const reading *r, uint32_t i, uint32_t ceiling) {
  if (i >= ceiling || r->lexemes[i].actor == READING_NONE) return false;
  return strcmp(r->actors[r->lexemes[i].actor].is.kind, "demonym") == 0;
}

/* "American, Ukrainian and South Korean | assessments": skips the adjectives before the last. */
static uint32_t skip_countries(const reading *r, uint32_t i, uint32_t ceiling) {
  for (;;) {
    uint32_t next = i;
    while (is_country(r, next, ceiling)) next++;
    if (next == i || !is_country(r, next + 1, ceiling) ||
        !(reading_mark(r, next, ',') || reading_is(r, next, "and")))
      return i;
    i = next + 1;
  }
}

/* "Moscow | to go", but "the envoy to Moscow". */
static bool is_infinitive(const reading *r, uint32_t i) {
  return reading_is(r, i, "to") && !r->lexemes[i + 1].capital &&
         !reading_has(r, i + 1, LINGO(DETERMINER) | LINGO(OWNER));
}

bool mention_after(const reading *r, uint32_t begin, uint32_t ceiling, mention *m) {
  if (begin >= ceiling || r->lexemes[begin].mark) return false;
  const uint32_t listed = skip_countries(r, begin, ceiling);
  if (listed > begin || reading_is(r, begin, "outside")) {
    if (!mention_after(r, listed > begin ? listed : begin + 1, ceiling, m)) return false;
    m->begin = begin;
    return true;
  }
  *m = (mention){.begin = begin, .end = begin + 1};
  if (reading_has(r, begin, LINGO(PRONOUN) | LINGO(OBJECT)) &&
      !reading_has(r, begin, LINGO(OWNER) | LINGO(DETERMINER)))
    return classify(r, m) && (m->kind = MENTION_PRONOUN, true);
  if (reading_has(r, begin, LINGO(OWNER)) &&
      (begin + 1 >= ceiling || !is_inner(r, begin + 1) || reading_has(r, begin + 1, LINGO(TIME))))
    return reading_has(r, begin, LINGO(OBJECT)) && classify(r, m) &&
           (m->kind = MENTION_PRONOUN, true);
  m->end = walk_right(r, begin, ceiling);
  if (m->end == begin) return false;
  while (m->end + 1 < ceiling && m->end - begin < LONGEST && ties(r, m->end) &&
         is_noun(r, m->end - 1) && same_quote(r, begin, m->end)) {
    const uint32_t next = walk_right(r, m->end + 1, ceiling);
    if (next == m->end + 1 || is_infinitive(r, m->end)) break;
    m->end = next;
  }
  if (!is_inner(r, m->end - 1) && !is_number(r, m->end - 1)) return false;
  const uint32_t first_end = m->end;
  if (m->end + 1 < ceiling && reading_is(r, m->end, "and")) {
    const uint32_t next = walk_right(r, m->end + 1, ceiling);
    if (next > m->end + 1 && is_noun(r, next - 1) && is_noun(r, first_end - 1)) {
      m->also = m->end + 1;
      m->end = next;
    }
  }
  return classify(r, m);
}
