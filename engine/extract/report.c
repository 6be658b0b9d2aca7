/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

enum {
  LONGEST_OBJECT = 16,     /* lexemes between "described" and "as" */
  LONGEST_APPOSITION = 30, /* lexemes between a name and its verb */
  WINDOW =
      256, /* lexemes on either side of a cue that are looked at: what has no stops takes linear time too */
  LONGEST_BLOCK = 12, /* sentences of a paragraph that "S said:" leads in */
  SHORT_CLAUSE = 2,   /* lexemes: "said yes", "said little" */
  FEWEST_WORDS = 6    /* of a clause before the source in which no verb is known */
};

void report_list_init(report_list *list) {
  memset(list, 0, sizeof *list);
}

void report_list_finish(report_list *list) {
  free(list->reports);
}

static bool is_quoted(const reading *r, uint32_t i) {
  return r->lexemes[i].quote != READING_NONE;
}

static bool is_empty(extent e) {
  return e.begin >= e.end;
}

/* ---- whose verb it is -------------------------------------------------------------------------------- */

/* Whether an apposition may begin with lexeme `i`: "NAME, a doctor,", "NAME, 45,", "NAME, who ...,". */
static bool begins_apposition(const reading *r, uint32_t i) {
  if (r->lexemes[i].number || r->lexemes[i].capital) return true;
  return reading_has(r, i,
                     LINGO(DETERMINER) | LINGO(OWNER) | LINGO(RELATIVE) | LINGO(TITLE) |
                         LINGO(PERSON) | LINGO(GERUND) | LINGO(PREPOSITION)) ||
         reading_ends_in(r, i, "ing") || reading_ends_in(r, i, "ed");
}

/* The source in "NAME, a doctor, said": the verb group begins at `end`, after the closing comma. */
static bool source_before_apposition(const reading *r, uint32_t end, uint32_t floor, mention *m) {
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

/* Whether such a source can have said something in such words. */
static bool may_say(const reading *r, const mention *m, const verb_group *group) {
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

/* "by S" behind a passive. */
static bool source_after_by(const reading *r, uint32_t i, uint32_t end, mention *m, uint32_t *by) {
  for (uint32_t k = i; k < end && k < i + LONGEST_OBJECT; k++) {
    if (reading_mark(r, k, ',') || reading_mark(r, k, ';')) return false;
    if (is_quoted(r, k) || !reading_is(r, k, "by")) continue;
    *by = k;
    return mention_after(r, k + 1, end, m) &&
           (m->kind == MENTION_NAME || m->kind == MENTION_PEOPLE || m->kind == MENTION_ROLE ||
            m->kind == MENTION_INSTITUTION);
  }
  return false;
}

/* "quoted S as saying": the source of the gerund at `i`. "S was quoted as saying" and "quoted by T as saying" too. */
static bool source_quoted(const reading *r, uint32_t i, uint32_t floor, mention *m) {
  if (i < floor + 2 || !reading_is(r, i - 1, "as")) return false;
  for (uint32_t k = i - 1; k > floor && k + LONGEST_OBJECT > i; k--) {
    if (!reading_is(r, k - 1, "quoted") && !reading_is(r, k - 1, "quotes") &&
        !reading_is(r, k - 1, "quoting") && !reading_is(r, k - 1, "cited"))
      continue;
    const uint32_t verb = k - 1;
    if (k < i - 1 && !reading_is(r, k, "by")) return mention_after(r, k, i - 1, m);
    uint32_t begin = verb;
    while (begin > floor && reading_has(r, begin - 1, LINGO(AUXILIARY) | LINGO(ADVERB))) begin--;
    return mention_before(r, begin, floor, m) || source_before_apposition(r, begin, floor, m);
  }
  return false;
}

/* ---- what is said after the verb --------------------------------------------------------------------- */

typedef struct context {
  const reading *r;
  extent sentence;
  uint32_t start; /* of the sentence proper */
  verb_group group;
  uint64_t verb; /* classes */
  report *report;
  bool incomplete; /* what stands before the source is no clause: it must go on after it */
} context;

/* Takes [begin, end of clause) as what is said. */
static bool take_after(context *c, uint32_t begin) {
  const uint32_t end = clause_end(c->r, begin, c->sentence.end, c->group.verb);
  if (begin >= end) return false;
  c->report->after = (extent){begin, end};
  return true;
}

/* A quotation that begins at `i` is taken whole, also beyond the sentence, if the clause ends with it. */
static bool take_quote(context *c, uint32_t i) {
  const quotation *q = &c->r->quotations[c->r->lexemes[i].quote];
  const uint32_t past = q->last + 1;
  const bool led_in = c->r->lexemes[i - 1].mark && !reading_has(c->r, past, LINGO(CONJUNCTION));
  if (led_in || past >= c->sentence.end || c->r->lexemes[past].mark ||
      c->r->lexemes[past].capital) {
    c->report->after = (extent){i, past};
    return true;
  }
  return take_after(c, i);
}

/* "S said:" and then a paragraph without quotation marks. */
static bool take_paragraph(context *c) {
  const reading *r = c->r;
  const uint32_t own = c->report->sentence, paragraph = r->splits.sentences[own].paragraph;
  uint32_t last = own;
  while (last + 1 < r->splits.n && last < own + LONGEST_BLOCK &&
         r->splits.sentences[last + 1].paragraph == paragraph + 1)
    last++;
  if (last == own || r->sentences[last].end == r->sentences[own + 1].begin) return false;
  c->report->after = (extent){r->sentences[own + 1].begin, r->sentences[last].end};
  return true;
}

/* "said Friday that X", "told reporters: "X"", "said he would": what follows the hearer, the time and the place. */
static bool take_saying(context *c, uint32_t i) {
  const reading *r = c->r;
  const uint32_t end = c->sentence.end;
  const uint32_t next = clause_skip(r, i, end);
  if (next < end && reading_opens_quote(r, next)) return take_quote(c, next);
  if (next + 1 < r->n && (reading_mark(r, next, ',') || reading_mark(r, next, ':')) &&
      reading_opens_quote(r, next + 1) && (next + 1 < end || reading_mark(r, next, ':')))
    return take_quote(c, next + 1);
  if (next >= end) return false;
  if (reading_mark(r, next, ':') && next + 1 >= end) return take_paragraph(c);
  if (reading_is(r, next, "that") && next + 1 < end)
    return reading_opens_quote(r, next + 1) ? take_quote(c, next + 1) : take_after(c, next + 1);
  if (reading_mark(r, next, ':') && c->verb & (LINGO(CLAUSE) | LINGO(QUOTE)) && next + 1 < end)
    return take_after(c, next + 1);
  if (c->verb & (LINGO(WH) | LINGO(TELL)) && reading_has(r, next, LINGO(SUBORDINATOR)) &&
      (reading_is(r, next, "whether") || reading_is(r, next, "if") || reading_is(r, next, "how") ||
       reading_is(r, next, "why") || reading_is(r, next, "what") || reading_is(r, next, "where")))
    return take_after(c, next);
  if (!(c->verb & (LINGO(CLAUSE) | LINGO(TELL)))) return false;
  if (!clause_begins_noun(r, next)) {
    const bool opener = reading_is(r, next, "if") || reading_is(r, next, "when") ||
                        reading_is(r, next, "while") || reading_is(r, next, "because") ||
                        reading_is(r, next, "yes") || reading_is(r, next, "no");
    if (!opener || next > i) return false;
  }
  if (!take_after(c, next)) return false;
  /* "reported the theft, which had": what could be an object needs a verb of its own before a comma */
  uint32_t soon = next;
  while (soon < c->report->after.end && (!(c->verb & LINGO(NP)) || !reading_mark(r, soon, ',')))
    soon++;
  if (clause_has_verb(r, next, soon) || (!(c->verb & LINGO(NP)) && soon > next + SHORT_CLAUSE))
    return true;
  c->report->after = (extent){0, 0};
  return false;
}

/* "told O X": skips the hearer. */
static bool take_telling(context *c, uint32_t i) {
  mention hearer;
  if (reading_is(c->r, i, "that") || reading_mark(c->r, i, ',') || reading_opens_quote(c->r, i))
    return take_saying(c, i);
  if (!mention_after(c->r, i, c->sentence.end, &hearer)) return false;
  if (reading_is(c->r, hearer.end, "to") && c->verb & LINGO(OBJTO)) {
    c->report->object = (extent){hearer.begin, hearer.end};
    return take_after(c, hearer.begin);
  }
  return take_saying(c, hearer.end);
}

/* "accused O of X", "described O as X", "urged O to X": from the object on, if that word follows it. */
static bool take_object_and(context *c, uint32_t i, const char *word, uint64_t against) {
  const uint32_t end = c->sentence.end;
  uint32_t from = i;
  if (reading_is(c->r, from, "to") && !(c->verb & LINGO(OBJTO))) from++; /* "referred to O as" */
  if (!clause_begins_noun(c->r, from) && !reading_has(c->r, from, LINGO(OBJECT))) return false;
  for (uint32_t k = from + 1; k < end && k < from + LONGEST_OBJECT; k++) {
    if (reading_mark(c->r, k, ';')) return false;
    if (is_quoted(c->r, k) || !reading_is(c->r, k, word)) continue;
    if (against) c->report->object = (extent){from, k};
    return k + 1 < end && take_after(c, from);
  }
  return false;
}

/* "urged O to X". */
static bool take_object_to(context *c, uint32_t i) {
  mention object;
  if (!mention_after(c->r, i, c->sentence.end, &object)) return false;
  uint32_t to = object.end;
  if (reading_mark(c->r, to, ',')) { /* an apposition */
    while (++to < c->sentence.end && to < i + LONGEST_OBJECT && !reading_mark(c->r, to, ','))
      continue;
    to++;
  }
  if (to + 1 >= c->sentence.end || !reading_is(c->r, to, "to")) return false;
  c->report->object = (extent){object.begin, object.end};
  return take_after(c, i);
}

/* "called O a liar", "dubbed it "X"". */
static bool take_naming(context *c, uint32_t i) {
  mention object;
  if (!mention_after(c->r, i, c->sentence.end, &object)) return false;
  uint32_t end = clause_skip(c->r, object.end, c->sentence.end);
  /* "called him a liar": the article tells where the object ends; "called the deal "bad"": the mark does */
  if (end >= c->sentence.end || c->r->lexemes[end].mark) return false;
  if (!is_quoted(c->r, end) && !reading_has(c->r, end, LINGO(DETERMINER))) {
    if (object.kind != MENTION_PRONOUN || !clause_begins_noun(c->r, end)) return false;
  }
  if (!take_after(c, i)) return false;
  c->report->object = (extent){object.begin, object.end};
  return true;
}

/* The verb's own prepositions: "called for X", "pledged to X", "warned against X". */
static bool take_preposition(context *c, uint32_t i) {
  const reading *r = c->r;
  if (i + 1 >= c->sentence.end) return false;
  if (c->verb & LINGO(FOR) && reading_is(r, i, "for")) return take_after(c, i + 1);
  if (c->verb & LINGO(TO) && reading_is(r, i, "to") && !reading_has(r, i + 1, LINGO(DETERMINER)))
    return take_after(c, i);
  if (c->verb & LINGO(ON) && reading_is(r, i, "on"))
    return take_object_and(c, i + 1, "to", LINGO(ON)) ||
           take_object_and(c, i + 1, "for", LINGO(ON));
  if ((c->verb & LINGO(AGAINST) && reading_is(r, i, "against")) ||
      (c->verb & LINGO(ABOUT) && reading_is(r, i, "about")) ||
      (c->verb & LINGO(WITH) && reading_is(r, i, "with")))
    return take_after(c, i + 1);
  return false;
}

static uint32_t skip_times(const reading *r, uint32_t i, uint32_t end) {
  if (i + 1 < end && reading_is(r, i, "on") && reading_has(r, i + 1, LINGO(TIME))) i++;
  while (i < end && reading_has(r, i, LINGO(TIME)) && !reading_has(r, i, LINGO(AUXILIARY))) i++;
  return i;
}

/* Everything that may follow the verb, the closest pattern first. */
static bool find_after(context *c) {
  const reading *r = c->r;
  uint32_t i = c->group.verb + 1;
  if (i >= c->sentence.end) return false;
  const uint64_t verb = c->verb;
  if (c->group.passive) return false;
  if (verb & LINGO(OF) && take_object_and(c, i, "of", LINGO(OF))) return true;
  if (take_preposition(c, i)) return true;
  if (verb & LINGO(OBJTO) && take_object_to(c, i)) return true;
  if (verb & LINGO(AS) && take_object_and(c, i, "as", LINGO(AS))) return true;
  if (verb & LINGO(NAME) && take_naming(c, i)) return true;
  if (verb & LINGO(TELL) && take_telling(c, i)) return true;
  if (verb & (LINGO(CLAUSE) | LINGO(QUOTE) | LINGO(THAT) | LINGO(WH)) && take_saying(c, i))
    return true;
  i = skip_times(r, i, c->sentence.end);
  if (verb & LINGO(NP) && (clause_begins_noun(r, i) || reading_is(r, i, "what")) &&
      take_after(c, i)) {
    mention object;
    c->report->after.end = clause_phrase_end(r, i, c->report->after.end);
    if (mention_after(r, i, c->sentence.end, &object))
      c->report->object = (extent){object.begin, object.end};
    return true;
  }
  return false;
}

/* ---- what is said before the source ------------------------------------------------------------------ */

/* A quotation that ends right before lexeme `i` (a comma or dash may stand between), else READING_NONE. */
static uint32_t quote_before(const reading *r, uint32_t i) {
  if (i > 0 && !is_quoted(r, i - 1) && (reading_mark(r, i - 1, ',') || reading_mark(r, i - 1, '-')))
    i--;
  return i > 0 && reading_closes_quote(r, i - 1) ? r->lexemes[i - 1].quote : READING_NONE;
}

/* Where the clause that ends at `end` begins: at the sentence's start, or after an earlier report's words. */
static uint32_t left_limit(const context *c, const report *previous) {
  uint32_t start = c->start;
  if (previous && previous->sentence == c->report->sentence) {
    if (!is_empty(previous->after) && previous->after.end <= c->report->cue.begin)
      start = previous->after.end;
    else if (is_empty(previous->after))
      start = previous->cue.end;
  }
  while (start < c->sentence.end &&
         (c->r->lexemes[start].mark ||
          (start > c->start && reading_has(c->r, start, LINGO(CONJUNCTION)))))
    start++;
  return start;
}

/* Whether a quotation that ended before this sentence may be what its source says: "Why?" he asked. */
static bool reaches(const context *c, const quotation *q) {
  const reading *r = c->r;
  if (q->last >= c->sentence.begin) return true;
  const char end = r->text[q->end - 1];
  return (end == '?' || end == '!' || end == ',') &&
         r->lexemes[q->last].sentence + 1 == c->report->sentence &&
         r->splits.sentences[c->report->sentence].paragraph ==
             r->splits.sentences[c->report->sentence - 1].paragraph;
}

/* Whether the report before has reported that quotation already. */
static bool is_claimed(const quotation *q, const report *previous) {
  return previous && (previous->after.end > q->first || previous->before.end > q->first);
}

/* "X, S said": takes X, which ends before lexeme `i`, where S (or, in "X, said S", the verb) begins. */
static bool find_before(context *c, uint32_t i, const report *previous) {
  const reading *r = c->r;
  const uint32_t id = quote_before(r, i);
  const uint32_t start = left_limit(c, previous);
  if (id != READING_NONE && !is_claimed(&r->quotations[id], previous) &&
      reaches(c, &r->quotations[id])) {
    const quotation *q = &r->quotations[id];
    uint32_t begin = q->first;
    if (q->first > start && !r->lexemes[q->first - 1].mark && start >= c->sentence.begin)
      begin = start; /* "The plan is "a disaster," S said" */
    c->report->before = (extent){begin, q->last + 1};
    return true;
  }
  if (i == c->sentence.begin || !(reading_mark(r, i - 1, ',') || reading_mark(r, i - 1, '-')))
    return false;
  uint32_t begin = start;
  if (i <= start + 1) {
    /* "S vowed to X, T said": all that went before, which T passes on */
    if (!previous || previous->sentence != c->report->sentence || i <= c->start + 1) return false;
    begin = c->start;
  }
  if (reading_has(r, begin, LINGO(CONJUNCTION))) begin++;
  c->incomplete = !clause_has_verb(r, begin, i - 1) &&
                  (i - 1 < begin + FEWEST_WORDS || reading_has(r, begin, LINGO(PREPOSITION)));
  c->report->before = (extent){begin, i - 1};
  return true;
}

static bool has_quoted(const reading *r, extent content) {
  return is_quoted(r, content.begin) || is_quoted(r, content.end - 1);
}

/* Whether a quotation at `i` goes on with what "A," S said began: a comma stands before it, or "and still". */
static bool opens_rest(const reading *r, uint32_t past, uint32_t i) {
  if (reading_mark(r, i - 1, ',') || reading_mark(r, i - 1, '-')) return true;
  for (uint32_t k = past; k < i; k++)
    if (reading_has(r, k, LINGO(CONJUNCTION)) && k + 4 > i) return true;
  return false;
}

/* "The plan, S said, would cost": what goes on after the source's verb. False: there is no statement after all. */
static bool find_rest(context *c) {
  const reading *r = c->r;
  report *own = c->report;
  const uint32_t past = c->group.verb + 1 > own->source.end ? c->group.verb + 1 : own->source.end;
  const uint32_t end = c->sentence.end;
  uint32_t i = clause_skip(r, past, end);
  if (has_quoted(r, own->before)) {
    for (; i < end && i < past + LONGEST_APPOSITION; i++)
      if (reading_opens_quote(r, i)) return opens_rest(r, past, i) ? take_quote(c, i) : true;
    return !c->incomplete;
  }
  if (i + 1 >= end || !reading_mark(r, i, ',')) return !c->incomplete;
  i++;
  if (reading_opens_quote(r, i)) {
    take_quote(c, i);
    return true;
  }
  const bool goes_on =
      !reading_has(r, i,
                   LINGO(GERUND) | LINGO(RELATIVE) | LINGO(CONJUNCTION) | LINGO(SUBORDINATOR)) &&
      !reading_ends_in(r, i, "ing") && (c->incomplete || clause_has_verb(r, i, end));
  if (goes_on && own->before.begin <= c->start + 1) own->whole = take_after(c, i);
  return own->whole || !c->incomplete;
}

/* ---- verbs ------------------------------------------------------------------------------------------- */

/* "X," said S. */
static bool find_inverted(context *c, const report *previous) {
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
  return find_before(c, c->group.begin, previous);
}

/* A verb with no subject of its own: ", saying that X", "and described O as X". */
static bool borrows_source(const context *c) {
  const uint32_t i = c->group.begin;
  if (i == c->sentence.begin) return false;
  if (c->group.bare)
    return reading_mark(c->r, i - 1, ',') || reading_mark(c->r, i - 1, '-') ||
           reading_is(c->r, i - 1, "by") || reading_has(c->r, i - 1, LINGO(CONJUNCTION)) ||
           is_quoted(c->r, i - 1);
  return reading_has(c->r, i - 1, LINGO(CONJUNCTION)) || reading_is(c->r, i - 1, "then");
}

/* What stands before a source that says nothing on its own account: "if S said", "what S called". */
static bool is_hypothetical(const reading *r, uint32_t i) {
  static const char *const forms[] = {"if",    "whether", "unless",  "what",
                                      "which", "whom",    "whatever"};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (reading_is(r, i, forms[k])) return true;
  return false;
}

/* "..., who said": whether a source stands before the relative pronoun, cut off by a comma. */
static bool describes_source(const reading *r, const mention *m, uint32_t floor) {
  mention before;
  return m->begin > floor + 1 && reading_mark(r, m->begin - 1, ',') &&
         mention_before(r, m->begin - 1, floor, &before) &&
         (before.kind == MENTION_NAME || before.kind == MENTION_ROLE ||
          before.kind == MENTION_INSTITUTION);
}

static bool find_verb_report(context *c, const report *previous) {
  const reading *r = c->r;
  report *own = c->report;
  const uint32_t begin = c->group.begin, floor = c->start;
  mention *m = &own->source;
  if (c->group.passive) {
    uint32_t by;
    if (!(c->verb & (LINGO(AS) | LINGO(OF) | LINGO(NAME))) ||
        !source_after_by(r, c->group.verb + 1, c->sentence.end, m, &by))
      return false;
    mention object;
    if (!mention_before(r, begin, floor, &object)) return false;
    own->object = (extent){object.begin, object.end};
    return take_after(c, object.begin) && own->after.end > m->end;
  }
  if (c->group.bare && source_quoted(r, c->group.verb, floor, m)) return find_after(c);
  if (c->group.bare || (begin > floor && reading_has(r, begin - 1, LINGO(CONJUNCTION)))) {
    m->kind = MENTION_NONE;
    return borrows_source(c) && find_after(c);
  }
  const bool apposition = begin > floor && r->lexemes[begin - 1].mark != 0;
  const bool found = apposition ? source_before_apposition(r, begin, floor, m)
                                : mention_before(r, begin, floor, m);
  if (found && may_say(r, m, &c->group)) {
    if (m->begin > floor && reading_has(r, m->begin - 1, LINGO(PREPOSITION)) &&
        !reading_has(r, m->begin - 1, LINGO(SUBORDINATOR)) && m->kind != MENTION_PRONOUN)
      return false; /* "the man accused by Rook said" */
    if (m->begin > floor && is_hypothetical(r, m->begin - 1)) return false;
    if (reading_has(r, m->head, LINGO(RELATIVE)) && !describes_source(r, m, floor)) return false;
    const uint32_t id = quote_before(r, m->begin);
    const bool quoted = id != READING_NONE && r->quotations[id].last >= c->sentence.begin &&
                        r->quotations[id].first <= floor &&
                        !is_claimed(&r->quotations[id], previous);
    if (!quoted && find_after(c)) return true;
    if (!(c->verb & (LINGO(QUOTE) | LINGO(CLAUSE) | LINGO(TELL)))) return false;
    if (reading_has(r, m->head, LINGO(RELATIVE))) return false;
    if (!find_before(c, m->begin, previous)) return quoted && find_after(c);
    return find_rest(c);
  }
  return find_inverted(c, previous) && find_rest(c);
}

/* ---- nouns and "according to" ------------------------------------------------------------------------ */

/* Whether the phrase that ends with its owner stands behind a verb or preposition: as a subject ("His call for a vote
 * was ignored") it has no end that could be told. */
static bool is_governed(const context *c, uint32_t owner) {
  const reading *r = c->r;
  while (owner > c->start && r->lexemes[owner].capital) owner--;
  return owner > c->start + 1 && !r->lexemes[owner].mark &&
         !reading_has(r, owner, LINGO(SUBORDINATOR));
}

/* "S's claim that X", "his call for X". */
static bool find_noun_report(context *c, uint32_t i) {
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
  if (reading_is(r, i + 1, "that")) return take_after(c, i + 2);
  if (reading_is(r, i + 1, "for") &&
      (reading_is(r, i, "call") || reading_is(r, i, "calls") || reading_is(r, i, "demand") ||
       reading_is(r, i, "demands") || reading_is(r, i, "appeal")))
    return take_after(c, i + 2);
  if (reading_is(r, i + 1, "to") && !r->lexemes[i + 2].capital &&
      !reading_has(r, i + 2, LINGO(DETERMINER) | LINGO(OWNER) | LINGO(OBJECT) | LINGO_SOURCE) &&
      (reading_is(r, i, "threat") || reading_is(r, i, "threats") || reading_is(r, i, "promise") ||
       reading_is(r, i, "promises") || reading_is(r, i, "pledge") || reading_is(r, i, "vow")))
    return take_after(c, i + 1);
  return false;
}

/* "According to S. X": translated text cuts the phrase off with a stop. */
static bool take_next_sentence(context *c) {
  const reading *r = c->r;
  const uint32_t next = c->report->sentence + 1;
  if (next >= r->splits.n ||
      r->splits.sentences[next].paragraph != r->splits.sentences[next - 1].paragraph)
    return false;
  c->report->after = r->sentences[next];
  return !is_empty(c->report->after);
}

static bool find_according(context *c, uint32_t i, const report *previous) {
  const reading *r = c->r;
  report *own = c->report;
  mention *m = &own->source;
  if (!mention_after(r, i + 2, c->sentence.end, m)) return false;
  own->cue = (extent){i, i + 2};
  own->according = true;
  c->group = (verb_group){.begin = i, .verb = i};
  if (i <= c->start + 1) {
    uint32_t from = m->end;
    if (from >= c->sentence.end) return take_next_sentence(c);
    if (reading_mark(r, from, ',')) from++;
    return from < c->sentence.end && take_after(c, from);
  }
  const uint32_t id = quote_before(r, i);
  uint32_t begin = left_limit(c, previous);
  if (previous && previous->sentence == own->sentence) begin = c->start;
  uint32_t end = reading_mark(r, i - 1, ',') || reading_mark(r, i - 1, '-') ? i - 1 : i;
  if (id != READING_NONE && r->quotations[id].first < begin) begin = r->quotations[id].first;
  if (begin >= end) return false;
  own->before = (extent){begin, end};
  uint32_t next = clause_skip(r, m->end, c->sentence.end);
  if (next + 2 < c->sentence.end && reading_mark(r, next, ',') &&
      !reading_has(r, next + 1, LINGO(GERUND) | LINGO(RELATIVE) | LINGO(CONJUNCTION)) &&
      !clause_has_verb(r, begin, end))
    own->whole = take_after(c, next + 1);
  return true;
}

/* ---- sentences --------------------------------------------------------------------------------------- */

/* "X" - NAME, under a quotation or behind it. */
static bool find_signature(context *c, uint32_t i) {
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
static bool find_label(context *c, uint32_t i) {
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
  if (!person && !reading_opens_quote(r, i + 1)) return false;
  c->group = (verb_group){.begin = i, .verb = i};
  if (reading_opens_quote(r, i + 1)) return take_quote(c, i + 1);
  return clause_has_verb(r, i + 1, c->sentence.end) && take_after(c, i + 1);
}

static bool may_be_cue(const reading *r, uint32_t i) {
  return reading_has(r, i, LINGO_VERB | LINGO(NOUN_CUE)) || reading_mark(r, i, ':') ||
         reading_mark(r, i, '-') || reading_is(r, i, "according");
}

/* The report whose cue stands at lexeme `i`. */
static bool find_at(context *c, uint32_t i, const report *previous) {
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
  context c = {.r = r};
  for (uint32_t i = whole.begin; i < whole.end; i++) {
    if (is_quoted(r, i) || !may_be_cue(r, i)) continue;
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
