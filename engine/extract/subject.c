/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/subject.h"

enum {
  LONGEST_OBJECT = 16,    /* lexemes between a verb and its "by" or "as" */
  LONGEST_APPOSITION = 30 /* lexemes between a name and its verb */
};

/* Whether an apposition may begin with lexeme `i`: "NAME, a doctor,", "NAME, 45,", "NAME, who ...,". */
static bool begins_apposition(const reading *r, uint32_t i) {
  if (r->lexemes[i].number || r->lexemes[i].capital) return true;
  return reading_has(r, i,
                     LINGO(DETERMINER) | LINGO(OWNER) | LINGO(RELATIVE) | LINGO(TITLE) |
                         LINGO(PERSON) | LINGO(GERUND) | LINGO(PREPOSITION)) ||
         reading_ends_in(r, i, "ing") || reading_ends_in(r, i, "ed");
}

bool subject_apposed(const reading *r, uint32_t end, uint32_t floor, mention *m) {
  if (end < floor + 3) return false;
  const char mark = reading_mark(r, end - 1, ')') ? '(' : r->lexemes[end - 1].mark;
  if (mark != ',' && mark != '-' && mark != '(') return false;
  for (uint32_t i = end - 2; i > floor && i + LONGEST_APPOSITION > end; i--) {
    if (r->lexemes[i].mark != mark) continue;
    if (!begins_apposition(r, i + 1) || !mention_before(r, i, floor, m) ||
        (m->kind != MENTION_NAME && (m->kind == MENTION_OTHER || m->begin != floor)))
      continue;
    mention inner; /* "Her deputy, NAME, said": the name is the better of the two */
    if (m->kind == MENTION_ROLE && mention_before(r, end - 1, i + 1, &inner) &&
        inner.begin == i + 1 && inner.kind == MENTION_NAME)
      *m = inner;
    return true;
  }
  return false;
}

bool subject_may_say(const reading *r, const mention *m, const verb_group *group) {
  const uint64_t verb = r->lexemes[group->verb].classes;
  switch (m->kind) {
    case MENTION_NONE: return false;
    case MENTION_PRONOUN:
      if (reading_has(r, m->head, LINGO(IT))) return (verb & LINGO(CLAUSE)) != 0;
      return !reading_has(r, m->head, LINGO(OBJECT));
    case MENTION_PAPER: return (verb & (LINGO(DOCUMENT) | LINGO(CLAUSE) | LINGO(THAT))) != 0;
    case MENTION_OTHER: {
      const bool determined = reading_has(r, m->begin, LINGO(DETERMINER) | LINGO(OWNER));
      return (verb & LINGO(CLAUSE)) && !(verb & LINGO(NOUNY)) &&
             (determined || (group->plural && reading_ends_in(r, m->head, "s")));
    }
    case MENTION_NAME:
    case MENTION_ROLE: return !group->plural || m->also;
    case MENTION_PEOPLE:
    case MENTION_INSTITUTION: break;
  }
  return true;
}

bool subject_after_by(const reading *r, uint32_t i, uint32_t end, mention *m) {
  for (uint32_t k = i; k < end && k < i + LONGEST_OBJECT; k++) {
    if (reading_mark(r, k, ',') || reading_mark(r, k, ';')) return false;
    if (reading_is_quoted(r, k) || !reading_is(r, k, "by")) continue;
    return mention_after(r, k + 1, end, m) &&
           (m->kind == MENTION_NAME || m->kind == MENTION_PEOPLE || m->kind == MENTION_ROLE ||
            m->kind == MENTION_INSTITUTION);
  }
  return false;
}

bool subject_quoted(const reading *r, uint32_t i, uint32_t floor, mention *m) {
  if (i < floor + 2 || !reading_is(r, i - 1, "as")) return false;
  for (uint32_t k = i - 1; k > floor && k + LONGEST_OBJECT > i; k--) {
    if (!reading_is(r, k - 1, "quoted") && !reading_is(r, k - 1, "quotes") &&
        !reading_is(r, k - 1, "quoting") && !reading_is(r, k - 1, "cited"))
      continue;
    const uint32_t verb = k - 1;
    if (k < i - 1 && !reading_is(r, k, "by")) return mention_after(r, k, i - 1, m);
    uint32_t begin = verb;
    while (begin > floor && reading_has(r, begin - 1, LINGO(AUXILIARY) | LINGO(ADVERB))) begin--;
    return mention_before(r, begin, floor, m) || subject_apposed(r, begin, floor, m);
  }
  return false;
}

bool subject_is_hypothetical(const reading *r, uint32_t i) {
  static const char *const forms[] = {"if",    "whether", "unless",  "what",
                                      "which", "whom",    "whatever"};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (reading_is(r, i, forms[k])) return true;
  return false;
}

bool subject_is_described(const reading *r, const mention *m, uint32_t floor) {
  mention before;
  return m->begin > floor + 1 && reading_mark(r, m->begin - 1, ',') &&
         mention_before(r, m->begin - 1, floor, &before) &&
         (before.kind == MENTION_NAME || before.kind == MENTION_ROLE ||
          before.kind == MENTION_INSTITUTION);
}
