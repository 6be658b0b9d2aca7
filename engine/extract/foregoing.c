/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/foregoing.h"

#include "extract/complement.h"

enum {
  LONGEST_REMARK = 30, /* lexemes between two halves of a quotation */
  FEWEST_WORDS = 6     /* of a clause before the source in which no verb is known */
};

uint32_t foregoing_quote(const reading *r, uint32_t i) {
  if (i > 0 && !reading_is_quoted(r, i - 1) &&
      (reading_mark(r, i - 1, ',') || reading_mark(r, i - 1, '-')))
    i--;
  return i > 0 && reading_closes_quote(r, i - 1) ? r->lexemes[i - 1].quote : READING_NONE;
}

uint32_t foregoing_limit(const report_context *c, const report *previous) {
  uint32_t start = c->start;
  if (previous && previous->sentence == c->report->sentence) {
    if (!extent_is_empty(previous->after) && previous->after.end <= c->report->cue.begin)
      start = previous->after.end;
    else if (extent_is_empty(previous->after))
      start = previous->cue.end;
  }
  while (start < c->sentence.end &&
         (c->r->lexemes[start].mark ||
          (start > c->start && reading_has(c->r, start, LINGO(CONJUNCTION)))))
    start++;
  return start;
}

/* Whether a quotation that ended before this sentence may be what its source says: "Why?" he asked. */
static bool reaches(const report_context *c, const quotation *q) {
  const reading *r = c->r;
  if (q->last >= c->sentence.begin) return true;
  const char end = r->text[q->end - 1];
  return (end == '?' || end == '!' || end == ',') &&
         r->lexemes[q->last].sentence + 1 == c->report->sentence &&
         r->splits.sentences[c->report->sentence].paragraph ==
             r->splits.sentences[c->report->sentence - 1].paragraph;
}

bool foregoing_is_claimed(const quotation *q, const report *previous) {
  return previous && (previous->after.end > q->first || previous->before.end > q->first);
}

bool foregoing_find(report_context *c, uint32_t i, const report *previous) {
  const reading *r = c->r;
  const uint32_t id = foregoing_quote(r, i);
  const uint32_t start = foregoing_limit(c, previous);
  if (id != READING_NONE && !foregoing_is_claimed(&r->quotations[id], previous) &&
      reaches(c, &r->quotations[id])) {
    const quotation *q = &r->quotations[id];
    uint32_t begin = q->first;
    if (q->first > start && !r->lexemes[q->first - 1].mark && start >= c->sentence.begin)
      begin = start; /* "The plan is "a disaster," S said" */
    c->report->before = (extent){begin, q->last + 1};
    return true;
  }
  if (c->verb && !(c->verb & (LINGO(CLAUSE) | LINGO(THAT) | LINGO(TELL)))) return false;
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
  return reading_is_quoted(r, content.begin) || reading_is_quoted(r, content.end - 1);
}

/* Whether a quotation at `i` goes on with what "A," S said began: a comma stands before it, or "and still". */
static bool opens_rest(const reading *r, uint32_t past, uint32_t i) {
  if (reading_mark(r, i - 1, ',') || reading_mark(r, i - 1, '-')) return true;
  for (uint32_t k = past; k < i; k++)
    if (reading_has(r, k, LINGO(CONJUNCTION)) && k + 4 > i) return true;
  return false;
}

bool foregoing_rest(report_context *c) {
  const reading *r = c->r;
  report *own = c->report;
  const uint32_t past = c->group.verb + 1 > own->source.end ? c->group.verb + 1 : own->source.end;
  const uint32_t end = c->sentence.end;
  uint32_t i = clause_skip(r, past, end);
  if (has_quoted(r, own->before)) {
    for (; i < end && i < past + LONGEST_REMARK; i++)
      if (reading_opens_quote(r, i)) return opens_rest(r, past, i) ? complement_quote(c, i) : true;
    return !c->incomplete;
  }
  if (i + 1 >= end || !reading_mark(r, i, ',')) return !c->incomplete;
  i++;
  if (reading_opens_quote(r, i)) {
    complement_quote(c, i);
    return true;
  }
  const bool goes_on =
      !reading_has(r, i,
                   LINGO(GERUND) | LINGO(RELATIVE) | LINGO(CONJUNCTION) | LINGO(SUBORDINATOR)) &&
      !reading_ends_in(r, i, "ing") && (c->incomplete || clause_has_verb(r, i, end));
  if (goes_on && own->before.begin <= c->start + 1) own->whole = complement_take(c, i);
  return own->whole || !c->incomplete;
}
