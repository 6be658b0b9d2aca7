/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/clause.h"

#include "extract/verb.h"

enum { LONGEST_DATELINE = 14, LONGEST_TAIL = 24 };

static bool all_capitals(const reading *r, uint32_t i) {
  const lexeme *l = &r->lexemes[i];
  return l->token != READING_NONE && (r->tokens.tokens[l->token].shape & SHAPE_CAPITALS);
}

uint32_t clause_start(const reading *r, extent bounds) {
  if (bounds.begin >= bounds.end || !all_capitals(r, bounds.begin)) return bounds.begin;
  for (uint32_t i = bounds.begin; i < bounds.end && i < bounds.begin + LONGEST_DATELINE; i++) {
    if (r->lexemes[i].quote != READING_NONE) break;
    const char mark = r->lexemes[i].mark;
    if ((mark == ':' || mark == '-') && i + 1 < bounds.end) return i + 1;
  }
  return bounds.begin;
}

bool clause_has_verb(const reading *r, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; i++) {
    if (r->lexemes[i].clitic) return true;
    if (r->lexemes[i].capital || r->lexemes[i].mark) continue;
    if (reading_has(r, i, LINGO(AUXILIARY))) return true;
    if (i > begin && (reading_has(r, i, LINGO(PRESENT) | LINGO(PAST)) ||
                      (reading_ends_in(r, i, "ed") && !reading_has(r, i - 1, LINGO(DETERMINER)))))
      return true;
  }
  return false;
}

bool clause_begins_noun(const reading *r, uint32_t i) {
  const lexeme *l = &r->lexemes[i];
  if (l->mark) return false;
  if (l->capital || l->number) return true;
  if (reading_has(r, i, LINGO(DETERMINER) | LINGO(OWNER) | LINGO(PRONOUN)) ||
      reading_is(r, i, "there"))
    return true;
  return !reading_has(r, i,
                      LINGO(PREPOSITION) | LINGO(CONJUNCTION) | LINGO(SUBORDINATOR) |
                          LINGO(RELATIVE) | LINGO(AUXILIARY) | LINGO(TIME) | LINGO(NEGATIVE) |
                          LINGO(ADVERB) | LINGO(OBJECT));
}

static bool is_time(const reading *r, uint32_t i) {
  return reading_has(r, i, LINGO(TIME)) && !reading_has(r, i, LINGO(AUXILIARY) | LINGO(GIVEN));
}

/* Prepositions that lead in a time or place of speaking. */
static bool leads_place(const reading *r, uint32_t i) {
  static const char *const forms[] = {
      "in",   "on",  "at",      "during", "to",   "of",    "after", "before", "from",   "about",
      "with", "via", "through", "for",    "over", "since", "late",  "early",  "inside", "outside"};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (reading_is(r, i, forms[k])) return true;
  return false;
}

uint32_t clause_skip(const reading *r, uint32_t i, uint32_t end) {
  mention m;
  while (i < end && r->lexemes[i].quote == READING_NONE) {
    if (reading_is(r, i, "there") && i + 1 < end && reading_has(r, i + 1, LINGO(AUXILIARY))) break;
    if (reading_has(r, i, LINGO(ADVERB)) || is_time(r, i) ||
        (reading_ends_in(r, i, "ly") && !r->lexemes[i].capital)) {
      i++;
    } else if (reading_has(r, i, LINGO(DETERMINER)) && i + 1 < end && is_time(r, i + 1)) {
      i += 2;
    } else if (leads_place(r, i) && i + 1 < end) {
      uint32_t next = i + 1 + reading_has(r, i + 1, LINGO(DETERMINER));
      const uint32_t times = next;
      while (next < end && is_time(r, next)) next++;
      if (next == times) {
        next = i + 1;
        if (!mention_after(r, next, end, &m)) break;
        next = m.end;
      }
      i = next;
    } else {
      break;
    }
  }
  return i;
}

/* ---- ends -------------------------------------------------------------------------------------------- */

/* Words that open a remark of the reporter's own. */
static bool opens_remark(const reading *r, uint32_t i) {
  static const char *const forms[] = {"apparently", "referring", "alluding", "presumably"};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (reading_is(r, i, forms[k])) return true;
  if (reading_is(r, i, "in") && reading_has(r, i + 1, LINGO(INDEFINITE)) &&
      (reading_is(r, i + 2, "interview") || reading_has(r, i + 2, LINGO(PAPER))))
    return true; /* "in an interview with" */
  while (reading_has(r, i, LINGO(DETERMINER)) || reading_is(r, i, "in") ||
         reading_is(r, i, "apparent") || reading_is(r, i, "clear") || reading_is(r, i, "using"))
    i++;
  return reading_is(r, i, "reference") || reading_is(r, i, "allusion");
}

/* Whether a source and its verb stand at `i` and nothing but times and places follows: ", state media said Friday". */
static bool is_tail(const reading *r, uint32_t i, uint32_t end) {
  for (uint32_t k = i; k < end && k < i + LONGEST_TAIL; k++) {
    if (r->lexemes[k].quote != READING_NONE || reading_mark(r, k, ';')) return false;
    verb_group group;
    if (!reading_has(r, k, LINGO(CLAUSE) | LINGO(QUOTE)) || !verb_read(r, k, i, &group)) continue;
    mention m;
    if (!mention_before(r, group.begin, i, &m) || m.begin != i) {
      if (k == i && mention_after(r, k + 1, end, &m) && clause_skip(r, m.end, end) == end)
        return true; /* "..., said Kim on Friday" */
      continue;
    }
    const uint32_t next = clause_skip(r, k + 1, end);
    return next == end || reading_mark(r, next, ',');
  }
  return false;
}

/* Whether a new subject with its own verb of saying stands at `i`. */
static bool is_report(const reading *r, uint32_t i, uint32_t end) {
  for (uint32_t k = i + 1; k < end && k < i + LONGEST_TAIL; k++) {
    if (r->lexemes[k].quote != READING_NONE || r->lexemes[k].mark) return false;
    verb_group group;
    mention m;
    if (reading_has(r, k, LINGO_VERB) && verb_read(r, k, i, &group) &&
        mention_before(r, group.begin, i, &m) && m.begin == i)
      return true;
  }
  return false;
}

/* "..., with NATO, the existing alliance that ...": what the reporter adds to the last name, up to the end. */
static bool is_gloss(const reading *r, uint32_t comma, uint32_t end) {
  if (comma == 0 || !r->lexemes[comma - 1].capital || !reading_has(r, comma + 1, LINGO(DETERMINER)))
    return false;
  for (uint32_t i = comma + 2; i < end; i++) {
    if (reading_has(r, i, LINGO(RELATIVE))) return true;
    if (r->lexemes[i].mark || r->lexemes[i].quote != READING_NONE ||
        reading_has(r, i, LINGO(AUXILIARY) | LINGO(CONJUNCTION)))
      return false;
  }
  return true;
}

static bool ends_at_comma(const reading *r, uint32_t i, uint32_t end) {
  uint32_t next = i + 1;
  if (next >= end) return true;
  if (reading_is(r, next, "according") || opens_remark(r, next) || is_tail(r, next, end))
    return true;
  if (is_gloss(r, i, end)) return true;
  if (reading_has(r, next, LINGO(GERUND)) && reading_has(r, next, LINGO(CLAUSE) | LINGO(THAT)))
    return true;
  if (reading_has(r, next, LINGO(CONJUNCTION)) || reading_is(r, next, "while") ||
      reading_is(r, next, "although") || reading_is(r, next, "though") ||
      reading_is(r, next, "after") || reading_is(r, next, "as"))
    return is_report(r, next + 1, end) ||
           (reading_has(r, next + 1, LINGO(GERUND)) && reading_has(r, next + 1, LINGO(CLAUSE)));
  return false;
}

uint32_t clause_end(const reading *r, uint32_t from, uint32_t end, uint32_t verb) {
  const uint64_t finite = LINGO(PAST) | LINGO(PRESENT), own = r->lexemes[verb].classes & finite;
  const uint64_t tense = own ? own : finite; /* "is telling them X and says Y" */
  for (uint32_t i = from; i < end; i++) {
    const char mark = r->lexemes[i].mark;
    const bool quoted = r->lexemes[i].quote != READING_NONE;
    if (quoted && !(mark == ',' && reading_closes_quote(r, i))) continue;
    if ((mark == ',' || mark == '-') && i > from && ends_at_comma(r, i, end)) return i + quoted;
    if (mark == ';' && i > from) return i;
    if (quoted) continue;
    if (i > from + 1 && reading_is(r, i, "according") && reading_is(r, i + 1, "to")) return i;
    if (!reading_has(r, i, LINGO(CONJUNCTION)) || i + 1 >= end || i == from) continue;
    uint32_t next = i + 1;
    while (next + 1 < end && reading_has(r, next, LINGO(ADVERB))) next++;
    const bool clause = reading_has(r, next, LINGO(PAST) | LINGO(PRESENT)) &&
                        reading_has(r, next, LINGO(THAT)) && reading_is(r, next + 1, "that");
    if (clause) return reading_mark(r, i - 1, ',') ? i - 1 : i;
    const bool same = reading_has(r, next, tense) && !reading_has(r, next, LINGO(NOUNY)) &&
                      !r->lexemes[next].capital;
    if (same && !reading_has(r, i - 1, LINGO_VERB)) return reading_mark(r, i - 1, ',') ? i - 1 : i;
  }
  return end;
}

uint32_t clause_phrase_end(const reading *r, uint32_t from, uint32_t end) {
  for (uint32_t i = from + 1; i + 1 < end; i++) {
    const bool quoted = r->lexemes[i].quote != READING_NONE;
    if (quoted && !reading_closes_quote(r, i)) continue;
    if (r->lexemes[i].mark == ',' &&
        (reading_has(r, i + 1, LINGO(RELATIVE) | LINGO(SUBORDINATOR)) ||
         reading_is(r, i + 1, "but")))
      return i + quoted;
    if (!quoted && reading_has(r, i, LINGO(CONJUNCTION)) && reading_has(r, i + 1, LINGO(AUXILIARY)))
      return i;
  }
  return end;
}
