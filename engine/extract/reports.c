/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/reports.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "extract/complement.h"
#include "extract/foregoing.h"
#include "extract/subject.h"

enum {
  WINDOW = 256
}; /* lexemes on either side of a cue that are looked at: what has no stops takes linear time too */

void report_list_init(report_list *list) {
  memset(list, 0, sizeof *list);
}

void report_list_finish(report_list *list) {
  free(list->reports);
}

/* ---- verbs --------------------------------------------------------------------------------------------- */

/* "X," said S. */
static bool find_inverted(report_context *c, const report *previous) {
  const reading *r = c->r;
  mention *m = &c->report->source;
  if (!(c->verb & (LINGO(QUOTE) | LINGO(CLAUSE))) || c->group.bare || c->group.passive)
    return false;
  if (!mention_after(r, c->group.verb + 1, c->sentence.end, m) || m->kind == MENTION_OTHER ||
      m->kind == MENTION_PAPER || reading_is(r, m->begin, "it"))
    return false;
  if (m->end < c->sentence.end &&
      reading_has(r, m->end, LINGO(AUXILIARY) | LINGO(PRESENT) | LINGO(PAST)))
    return false; /* "..., said the plan would" */
  return foregoing_find(c, c->group.begin, previous);
}

/* A verb with no subject of its own: ", saying that X", "and described O as X". */
static bool borrows_source(const report_context *c) {
  const uint32_t i = c->group.begin;
  if (i == c->sentence.begin) return false;
  if (c->group.bare)
    return reading_mark(c->r, i - 1, ',') || reading_mark(c->r, i - 1, '-') ||
           reading_is(c->r, i - 1, "by") || reading_has(c->r, i - 1, LINGO(CONJUNCTION)) ||
           reading_is_quoted(c->r, i - 1);
  return reading_has(c->r, i - 1, LINGO(CONJUNCTION)) || reading_is(c->r, i - 1, "then");
}

/* "O was described by S as X". */
static bool find_passive(report_context *c) {
  const reading *r = c->r;
  report *own = c->report;
  mention object;
  if (!(c->verb & (LINGO(AS) | LINGO(OF) | LINGO(NAME))) ||
      !subject_after_by(r, c->group.verb + 1, c->sentence.end, &own->source) ||
      !mention_before(r, c->group.begin, c->start, &object))
    return false;
  own->object = (extent){object.begin, object.end};
  return complement_take(c, object.begin) && own->after.end > own->source.end;
}

/* The report of a finite verb or a gerund, whatever its order. */
static bool find_verb_report(report_context *c, const report *previous) {
  const reading *r = c->r;
  report *own = c->report;
  const uint32_t begin = c->group.begin, floor = c->start;
  mention *m = &own->source;
  if (c->group.passive) return find_passive(c);
  if (c->group.bare && subject_quoted(r, c->group.verb, floor, m)) return complement_find(c);
  if (c->group.bare || (begin > floor && reading_has(r, begin - 1, LINGO(CONJUNCTION)))) {
    m->kind = MENTION_NONE;
    return borrows_source(c) && complement_find(c);
  }
  const bool apposition = begin > floor && r->lexemes[begin - 1].mark != 0;
  const bool found =
      apposition ? subject_apposed(r, begin, floor, m) : mention_before(r, begin, floor, m);
  if (found && subject_may_say(r, m, &c->group)) {
    if (m->begin > floor && reading_has(r, m->begin - 1, LINGO(PREPOSITION)) &&
        !reading_has(r, m->begin - 1, LINGO(SUBORDINATOR)) && m->kind != MENTION_PRONOUN)
      return false; /* "the man accused by Rook said" */
    if (m->begin > floor && subject_is_hypothetical(r, m->begin - 1)) return false;
    if (reading_has(r, m->head, LINGO(RELATIVE)) && !subject_is_described(r, m, floor))
      return false;
    const uint32_t id = foregoing_quote(r, m->begin);
    const bool quoted = id != READING_NONE && r->quotations[id].last >= c->sentence.begin &&
                        r->quotations[id].first <= floor &&
                        !foregoing_is_claimed(&r->quotations[id], previous);
    if (!quoted && complement_find(c)) return true;
    if (!(c->verb & (LINGO(QUOTE) | LINGO(CLAUSE) | LINGO(TELL)))) return false;
    if (reading_has(r, m->head, LINGO(RELATIVE))) return false;
    if (!foregoing_find(c, m->begin, previous)) return quoted && complement_find(c);
    return foregoing_rest(c);
  }
  return find_inverted(c, previous) && foregoing_rest(c);
}

/* ---- nouns and "according to" -------------------------------------------------------------------------- */

/* Whether the phrase that ends with its owner stands behind a verb or preposition: as a subject ("His call for a vote
 * was ignored") it has no end that could be told. */
static bool is_governed(const report_context *c, uint32_t owner) {
  const reading *r = c->r;
  while (owner > c->start && r->lexemes[owner].capital) owner--;
  return owner > c->start + 1 && !r->lexemes[owner].mark &&
         !reading_has(r, owner, LINGO(SUBORDINATOR));
}

/* "S's claim that X", "his call for X". */
static bool find_noun_report(report_context *c, uint32_t i) {
  const reading *r = c->r;
  uint32_t owner = i;
  while (owner > c->start && owner + 3 > i && !r->lexemes[owner - 1].possessive &&
         !reading_has(r, owner - 1, LINGO(OWNER)) && !r->lexemes[owner - 1].mark &&
         !reading_has(r, owner - 1, LINGO(DETERMINER) | LINGO(PREPOSITION) | LINGO(AUXILIARY)))
    owner--;
  if (owner == c->start || i + 2 >= c->sentence.end) return false;
  owner--;
  if (!is_governed(c, owner)) return false;
  mention *m = &c->report->source;
  if (reading_has(r, owner, LINGO(OWNER))) {
    if (!reading_is(r, owner, "his") && !reading_is(r, owner, "her") &&
        !reading_is(r, owner, "their"))
      return false;
    *m = (mention){owner, owner + 1, owner, owner + 1, 0, MENTION_PRONOUN};
  } else if (r->lexemes[owner].possessive) {
    /* the phrase reads on through a possessive, so it is taken as if it ended there */
    if (!mention_after(r, owner, owner + 1, m) && !r->lexemes[owner].capital) return false;
    uint32_t begin = owner;
    while (begin > c->start && r->lexemes[begin - 1].capital && !r->lexemes[begin - 1].possessive &&
           !r->lexemes[begin - 1].mark)
      begin--;
    if (!mention_after(r, begin, owner + 1, m) || m->end != owner + 1) return false;
  } else {
    return false;
  }
  if (reading_is(r, i + 1, "that")) return complement_take(c, i + 2);
  if (reading_is(r, i + 1, "for") &&
      (reading_is(r, i, "call") || reading_is(r, i, "calls") || reading_is(r, i, "demand") ||
       reading_is(r, i, "demands") || reading_is(r, i, "appeal")))
    return complement_take(c, i + 2);
  if (reading_is(r, i + 1, "to") && !r->lexemes[i + 2].capital &&
      !reading_has(r, i + 2, LINGO(DETERMINER) | LINGO(OWNER) | LINGO(OBJECT) | LINGO_SOURCE) &&
      (reading_is(r, i, "threat") || reading_is(r, i, "threats") || reading_is(r, i, "promise") ||
       reading_is(r, i, "promises") || reading_is(r, i, "pledge") || reading_is(r, i, "vow")))
    return complement_take(c, i + 1);
  return false;
}

/* "According to S. X": translated text cuts the phrase off with a stop. */
static bool take_next_sentence(report_context *c) {
  const reading *r = c->r;
  const uint32_t next = c->report->sentence + 1;
  if (next >= r->splits.n ||
      r->splits.sentences[next].paragraph != r->splits.sentences[next - 1].paragraph)
    return false;
  c->report->after = r->sentences[next];
  return !extent_is_empty(c->report->after);
}

/* "According to a statement by NAME": the statement is theirs. */
static void take_author(const reading *r, uint32_t ceiling, mention *m) {
  mention author;
  const uint32_t by = m->head + 1;
  if (m->kind == MENTION_PAPER && by < ceiling &&
      (reading_is(r, by, "by") || reading_is(r, by, "from")) &&
      mention_after(r, by + 1, ceiling, &author) && author.kind != MENTION_OTHER &&
      author.kind != MENTION_PRONOUN)
    *m = author;
}

static bool find_according(report_context *c, uint32_t i, const report *previous) {
  const reading *r = c->r;
  report *own = c->report;
  mention *m = &own->source;
  if (!mention_after(r, i + 2, c->sentence.end, m)) return false;
  take_author(r, c->sentence.end, m);
  own->cue = (extent){i, i + 2};
  own->according = true;
  c->group = (verb_group){.begin = i, .verb = i};
  if (i <= c->start + 1) {
    uint32_t from = m->end;
    if (from >= c->sentence.end) return take_next_sentence(c);
    if (reading_mark(r, from, ',')) from++;
    return from < c->sentence.end && complement_take(c, from);
  }
  const uint32_t id = foregoing_quote(r, i);
  uint32_t begin = foregoing_limit(c, previous);
  if (previous && previous->sentence == own->sentence) begin = c->start;
  uint32_t end = reading_mark(r, i - 1, ',') || reading_mark(r, i - 1, '-') ? i - 1 : i;
  if (id != READING_NONE && r->quotations[id].first < begin) begin = r->quotations[id].first;
  if (begin >= end) return false;
  own->before = (extent){begin, end};
  uint32_t next = clause_skip(r, m->end, c->sentence.end);
  if (next + 2 < c->sentence.end && reading_mark(r, next, ',') &&
      !reading_has(r, next + 1, LINGO(GERUND) | LINGO(RELATIVE) | LINGO(CONJUNCTION)) &&
      !clause_has_verb(r, begin, end))
    own->whole = complement_take(c, next + 1);
  return true;
}

/* ---- sentences ----------------------------------------------------------------------------------------- */

/* "X" - NAME, under a quotation or behind it. */
static bool find_signature(report_context *c, uint32_t i) {
  const reading *r = c->r;
  if (!reading_mark(r, i, '-') || i == 0 || !reading_closes_quote(r, i - 1) || i + 1 >= r->n ||
      r->lexemes[i + 1].sentence == READING_NONE)
    return false;
  const extent bounds = r->sentences[r->lexemes[i + 1].sentence];
  mention *m = &c->report->source;
  const quotation *q = &r->quotations[r->lexemes[i - 1].quote];
  if (!mention_after(r, i + 1, bounds.end, m) || m->kind != MENTION_NAME || m->begin != m->name ||
      (m->end < bounds.end && !reading_mark(r, m->end, ',') && !reading_mark(r, m->end, '(')))
    return false;
  c->report->before = (extent){q->first, q->last + 1};
  return true;
}

/* "NAME: X" at the head of a line, as in a headline or a transcript. */
static bool find_label(report_context *c, uint32_t i) {
  const reading *r = c->r;
  mention *m = &c->report->source;
  if (!reading_mark(r, i, ':') || i <= c->sentence.begin || i > c->sentence.begin + 4 ||
      i + 3 > c->sentence.end || !mention_before(r, i, c->sentence.begin, m) ||
      m->begin != c->sentence.begin || m->kind != MENTION_NAME ||
      reading_has(r, m->begin, LINGO(DETERMINER)))
    return false;
  const uint32_t id = r->lexemes[m->head].actor;
  const bool person = reading_has(r, m->name, LINGO(GIVEN)) ||
                      (id != READING_NONE && strcmp(r->actors[id].is.kind, "person") == 0);
  c->group = (verb_group){.begin = i, .verb = i};
  if (reading_opens_quote(r, i + 1)) {
    const uint32_t last = r->quotations[r->lexemes[i + 1].quote].last, past = last + 1;
    if (!person && i < c->start) return false; /* a dateline: GENEVA: */
    if (!r->lexemes[past].mark && r->lexemes[past].sentence == r->lexemes[last].sentence)
      return false; /* NAME: "X," S said */
    return complement_quote(c, i + 1);
  }
  if (!person) return false;
  return clause_has_verb(r, i + 1, c->sentence.end) && complement_take(c, i + 1);
}

static bool may_be_cue(const reading *r, uint32_t i) {
  return reading_has(r, i, LINGO_VERB | LINGO(NOUN_CUE)) || reading_mark(r, i, ':') ||
         reading_mark(r, i, '-') || reading_is(r, i, "according");
}

/* The report whose cue stands at lexeme `i`. */
static bool find_at(report_context *c, uint32_t i, const report *previous) {
  const reading *r = c->r;
  c->report->cue = (extent){i, i + 1};
  if (reading_is(r, i, "according") && i + 2 < c->sentence.end && reading_is(r, i + 1, "to"))
    return find_according(c, i, previous);
  if (r->lexemes[i].mark) return find_signature(c, i) || find_label(c, i);
  if (r->lexemes[i].capital && i > c->start) return false;
  if (i < c->start) return false;
  c->verb = r->lexemes[i].classes;
  if (c->verb & LINGO_VERB && verb_read(r, i, c->start, &c->group)) {
    c->report->cue = (extent){c->group.begin, i + 1};
    if (find_verb_report(c, previous)) return true;
  }
  if (!(c->verb & LINGO(NOUN_CUE))) return false;
  *c->report = (report){.cue = {i, i + 1}, .sentence = c->report->sentence, .via = READING_NONE};
  c->group = (verb_group){.begin = i, .verb = i};
  return find_noun_report(c, i);
}

static tenor_status find_in_sentence(report_list *list, const reading *r, uint32_t place) {
  const extent whole = r->sentences[place];
  report_context c = {.r = r};
  for (uint32_t i = whole.begin; i < whole.end; i++) {
    if (reading_is_quoted(r, i) || !may_be_cue(r, i)) continue;
    c.sentence = whole;
    if (i > whole.begin + WINDOW) c.sentence.begin = i - WINDOW;
    if (i + WINDOW < whole.end) c.sentence.end = i + WINDOW;
    c.start = clause_start(r, c.sentence);
    TRY(tenor_grow(&list->reports, &list->capacity, list->n + 1, sizeof *list->reports));
    c.report = &list->reports[list->n];
    c.incomplete = false;
    *c.report = (report){.sentence = place, .via = READING_NONE};
    if (!find_at(&c, i, list->n > 0 ? &list->reports[list->n - 1] : NULL)) continue;
    list->n++;
  }
  return TENOR_OK;
}

tenor_status report_find(report_list *list, const reading *r) {
  list->n = 0;
  for (uint32_t i = 0; i < r->splits.n; i++) TRY(find_in_sentence(list, r, i));
  return TENOR_OK;
}
