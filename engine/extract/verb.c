/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/verb.h"

/* "Continued to say", "went on to accuse": the verb before "to" carries the assertion. */
static bool carries_infinitive(const reading *r, uint32_t i) {
  static const char *const forms[] = {"continued", "continues", "went",    "goes",  "proceeded",
                                      "began",     "begins",    "started", "used",  "came",
                                      "appeared",  "appears",   "seemed",  "seems", "continue"};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (reading_is(r, i, forms[k])) return true;
  return false;
}

/* Walks over "on to" and "to" to a verb that carries the infinitive; returns its lexeme, or READING_NONE. */
static uint32_t infinitive_carrier(const reading *r, uint32_t to, uint32_t floor) {
  if (to <= floor) return READING_NONE;
  uint32_t i = to - 1;
  if ((reading_is(r, i, "on") || reading_is(r, i, "out")) && i > floor) i--;
  return carries_infinitive(r, i) ? i : READING_NONE;
}

static bool is_modal(const reading *r, uint32_t i) {
  static const char *const forms[] = {"could", "may",  "might", "should", "would",
                                      "can",   "must", "will",  "shall"};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (reading_is(r, i, forms[k])) return true;
  return false;
}

bool verb_read(const reading *r, uint32_t i, uint32_t floor, verb_group *group) {
  const uint64_t form = r->lexemes[i].classes & LINGO_VERB;
  bool be = false, have = false, helped = false;
  uint32_t begin = i;
  if (!form || r->lexemes[i].joined) return false;
  while (begin > floor && r->lexemes[begin - 1].quote == r->lexemes[i].quote) {
    const uint32_t k = begin - 1;
    if (reading_has(r, k, LINGO(NEGATIVE))) return false;
    if (reading_is(r, k, "to")) {
      const uint32_t carrier = infinitive_carrier(r, k, floor);
      if (carrier == READING_NONE || !(form & LINGO(BASE))) return false;
      begin = carrier;
      helped = true;
    } else if (reading_has(r, k, LINGO(AUXILIARY)) && !r->lexemes[k].capital) {
      if (is_modal(r, k)) return false;
      if (reading_has(r, k, LINGO(BE)))
        be = true;
      else if (reading_is(r, k, "do") || reading_is(r, k, "does") || reading_is(r, k, "did"))
        helped = true;
      else
        have = true;
      begin = k;
    } else if ((reading_has(r, k, LINGO(ADVERB)) || reading_ends_in(r, k, "ly")) &&
               !r->lexemes[k].capital && !reading_has(r, k, LINGO_SOURCE | LINGO(TIME))) {
      begin = k;
    } else if (reading_is(r, k, "both") || reading_is(r, k, "each")) {
      begin = k; /* "Duda and Tusk both said" */
    } else if (reading_has(r, k, LINGO(TIME)) || r->lexemes[k].number) {
      /* "Kim on Friday said", "who in 2010 said" */
      const bool placed = k > floor && (reading_is(r, k - 1, "on") || reading_is(r, k - 1, "in"));
      if (!placed && (r->lexemes[k].number || reading_has(r, k, LINGO(GIVEN)))) break;
      begin = k - placed;
    } else {
      break;
    }
  }
  const bool clitic = begin > floor && r->lexemes[begin - 1].clitic;
  *group = (verb_group){.begin = begin, .verb = i};
  if (form & LINGO(GERUND)) {
    group->bare = !be && !clitic;
    return true;
  }
  if (be && !(form & LINGO(PARTICIPLE))) return false;
  group->passive = be && (form & LINGO(PARTICIPLE));
  if (form & LINGO(PARTICIPLE) && !(form & LINGO_FINITE)) return have || clitic || group->passive;
  if (form & LINGO(BASE) && !(form & (LINGO(PAST) | LINGO(PRESENT)))) {
    group->plural = !helped;
    return !have && !be;
  }
  return true;
}
