/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/complement.h"

enum {
  LONGEST_OBJECT = 16, /* lexemes between "described" and "as" */
  LONGEST_BLOCK = 12,  /* sentences of a paragraph that "S said:" leads in */
  SHORT_CLAUSE = 2     /* lexemes: "said yes", "said little" */
};

bool complement_take(report_context *c, uint32_t begin) {
  const uint32_t end = clause_end(c->r, begin, c->sentence.end, c->group.verb);
  if (begin >= end) return false;
  c->report->after = (extent){begin, end};
  return true;
}

bool complement_quote(report_context *c, uint32_t i) {
  const quotation *q = &c->r->quotations[c->r->lexemes[i].quote];
  const uint32_t past = q->last + 1;
  const bool led_in = c->r->lexemes[i - 1].mark && !reading_has(c->r, past, LINGO(CONJUNCTION));
  if (led_in || past >= c->sentence.end || c->r->lexemes[past].mark ||
      c->r->lexemes[past].capital) {
    c->report->after = (extent){i, past};
    return true;
  }
  return complement_take(c, i);
}

/* "S said:" and then a paragraph without quotation marks. */
static bool take_paragraph(report_context *c) {
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
static bool take_saying(report_context *c, uint32_t i) {
  const reading *r = c->r;
  const uint32_t end = c->sentence.end;
  mention quoter;
  if (c->group.bare && reading_is(r, i, "by") && mention_after(r, i + 1, end, &quoter))
    i = quoter.end; /* "was quoted as saying by S that" */
  uint32_t next = clause_skip(r, i, end);
  if (next + 1 < end && reading_mark(r, next, ',') && reading_is(r, next + 1, "that"))
    next++; /* "stated, that X" */
  if (next < end && reading_opens_quote(r, next)) return complement_quote(c, next);
  if (next + 1 < r->n && (reading_mark(r, next, ',') || reading_mark(r, next, ':')) &&
      reading_opens_quote(r, next + 1) && (next + 1 < end || reading_mark(r, next, ':')))
    return complement_quote(c, next + 1);
  if (next >= end) return false;
  if (reading_mark(r, next, ':') && next + 1 >= end) return take_paragraph(c);
  if (reading_is(r, next, "that") && reading_mark(r, next + 1, ':')) next++; /* "that: "X"" */
  if ((reading_is(r, next, "that") || reading_is(r, next - 1, "that")) && next + 1 < end)
    return reading_opens_quote(r, next + 1) ? complement_quote(c, next + 1)
                                            : complement_take(c, next + 1);
  if (reading_mark(r, next, ':') && c->verb & (LINGO(CLAUSE) | LINGO(QUOTE)) && next + 1 < end)
    return complement_take(c, next + 1);
  if (c->verb & (LINGO(WH) | LINGO(TELL)) && reading_has(r, next, LINGO(SUBORDINATOR)) &&
      (reading_is(r, next, "whether") || reading_is(r, next, "if") || reading_is(r, next, "how") ||
       reading_is(r, next, "why") || reading_is(r, next, "what") || reading_is(r, next, "where")))
    return complement_take(c, next);
  if (!(c->verb & (LINGO(CLAUSE) | LINGO(TELL)))) return false;
  if (!clause_begins_noun(r, next)) {
    const bool opener = reading_is(r, next, "if") || reading_is(r, next, "when") ||
                        reading_is(r, next, "while") || reading_is(r, next, "because") ||
                        reading_is(r, next, "yes") || reading_is(r, next, "no");
    if (!opener || next > i) return false;
  }
  if (!complement_take(c, next)) return false;
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
static bool take_telling(report_context *c, uint32_t i) {
  mention hearer;
  if (reading_is(c->r, i, "that") || reading_mark(c->r, i, ',') || reading_opens_quote(c->r, i))
    return take_saying(c, i);
  if (!mention_after(c->r, i, c->sentence.end, &hearer)) return false;
  if (reading_is(c->r, hearer.end, "to") && c->verb & LINGO(OBJTO)) {
    c->report->object = (extent){hearer.begin, hearer.end};
    return complement_take(c, hearer.begin);
  }
  return take_saying(c, hearer.end);
}

/* "accused O of X", "described O as X", "urged O to X": from the object on, if that word follows it. To accuse is the
 * act itself, without which "O of X" would assert nothing: there the verb belongs to what is said. */
static bool take_object_and(report_context *c, uint32_t i, const char *word, uint64_t against) {
  const uint32_t end = c->sentence.end;
  uint32_t from = i;
  if (reading_is(c->r, from, "to") && !(c->verb & LINGO(OBJTO))) from++; /* "referred to O as" */
  if (!clause_begins_noun(c->r, from) && !reading_has(c->r, from, LINGO(OBJECT))) return false;
  for (uint32_t k = from + 1; k < end && k < from + LONGEST_OBJECT; k++) {
    if (reading_mark(c->r, k, ';')) return false;
    if (reading_is_quoted(c->r, k) || !reading_is(c->r, k, word)) continue;
    if (against) c->report->object = (extent){from, k};
    return k + 1 < end && complement_take(c, against == LINGO(OF) ? c->group.verb : from);
  }
  return false;
}

/* "urged O to X". */
static bool take_object_to(report_context *c, uint32_t i) {
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
  return complement_take(c, i);
}

/* "called O a liar", "dubbed it "X"". */
static bool take_naming(report_context *c, uint32_t i) {
  mention object;
  if (!mention_after(c->r, i, c->sentence.end, &object)) return false;
  uint32_t end = clause_skip(c->r, object.end, c->sentence.end);
  /* "called him a liar": the article tells where the object ends; "called the deal "bad"": the mark does */
  if (end >= c->sentence.end || c->r->lexemes[end].mark) return false;
  if (!reading_is_quoted(c->r, end) && !reading_has(c->r, end, LINGO(DETERMINER))) {
    if (object.kind != MENTION_PRONOUN || !clause_begins_noun(c->r, end)) return false;
  }
  if (!complement_take(c, i)) return false;
  c->report->object = (extent){object.begin, object.end};
  return true;
}

/* The verb's own prepositions: "called for X", "pledged to X", "warned against X". */
static bool take_preposition(report_context *c, uint32_t i) {
  const reading *r = c->r;
  if (i + 1 >= c->sentence.end) return false;
  if (c->verb & LINGO(FOR) && reading_is(r, i, "for")) return complement_take(c, i + 1);
  if (c->verb & LINGO(TO) && reading_is(r, i, "to") && !reading_has(r, i + 1, LINGO(DETERMINER)))
    return complement_take(c, i);
  if (c->verb & LINGO(ON) && reading_is(r, i, "on"))
    return take_object_and(c, i + 1, "to", LINGO(ON)) ||
           take_object_and(c, i + 1, "for", LINGO(ON));
  if ((c->verb & LINGO(AGAINST) && reading_is(r, i, "against")) ||
      (c->verb & LINGO(ABOUT) && reading_is(r, i, "about")) ||
      (c->verb & LINGO(WITH) && reading_is(r, i, "with")))
    return complement_take(c, i + 1);
  return false;
}

static uint32_t skip_times(const reading *r, uint32_t i, uint32_t end) {
  if (i + 1 < end && reading_is(r, i, "on") && reading_has(r, i + 1, LINGO(TIME))) i++;
  while (i < end && reading_has(r, i, LINGO(TIME)) && !reading_has(r, i, LINGO(AUXILIARY))) i++;
  return i;
}

/* What is no clause: an object with its preposition, an infinitive, a name. */
static bool take_phrase(report_context *c, uint32_t i) {
  const uint64_t verb = c->verb;
  return (verb & LINGO(OF) && take_object_and(c, i, "of", LINGO(OF))) || take_preposition(c, i) ||
         (verb & LINGO(OBJTO) && take_object_to(c, i)) ||
         (verb & LINGO(AS) && take_object_and(c, i, "as", LINGO(AS))) ||
         (verb & LINGO(NAME) && take_naming(c, i));
}

bool complement_find(report_context *c) {
  const reading *r = c->r;
  uint32_t i = c->group.verb + 1;
  if (i >= c->sentence.end) return false;
  const uint64_t verb = c->verb;
  if (c->group.passive) return false;
  if (reading_is(r, i, "out") && i + 1 < c->sentence.end) i++; /* "pointed out that" */
  if (take_phrase(c, i)) {
    c->report->after.end = clause_phrase_end(r, c->report->after.begin, c->report->after.end);
    return true;
  }
  if (verb & LINGO(TELL) && take_telling(c, i)) return true;
  if (verb & (LINGO(CLAUSE) | LINGO(QUOTE) | LINGO(THAT) | LINGO(WH)) && take_saying(c, i))
    return true;
  i = skip_times(r, i, c->sentence.end);
  if (verb & LINGO(NP) && (clause_begins_noun(r, i) || reading_is(r, i, "what")) &&
      complement_take(c, i)) {
    mention object;
    c->report->after.end = clause_phrase_end(r, i, c->report->after.end);
    if (mention_after(r, i, c->sentence.end, &object))
      c->report->object = (extent){object.begin, object.end};
    return true;
  }
  return false;
}
