/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "extract/resolve.h"

enum {
  NEARBY = 16,    /* reports of a sentence that may pass one on */
  LOOK_BACK = 256 /* lexemes that the subject of a sentence may stand before a verb */
};

tenor_status attribution_init(attribution *a, const tenor_lexicon *lexicon) {
  memset(a, 0, sizeof *a);
  lingo_init(&a->words);
  report_list_init(&a->reports);
  roster_init(&a->people);
  TRY(reading_init(&a->article, lexicon));
  return lingo_read(&a->words, lexicon);
}

void attribution_finish(attribution *a) {
  lingo_finish(&a->words);
  reading_finish(&a->article);
  report_list_finish(&a->reports);
  roster_finish(&a->people);
  free(a->rows);
  free(a->taken);
}

static bool within(uint32_t i, extent e) {
  return i >= e.begin && i < e.end;
}

/* ---- who passes on whose words ----------------------------------------------------------------------- */

static bool is_relay(const reading *r, const mention *m) {
  if (m->kind == MENTION_NONE) return false;
  return reading_has(r, m->head, LINGO(RELAY)) || actor_is(reading_actor(r, m->head), "agency");
}

/* "Kim vowed X, state media said", "state media said Kim vowed X", "Kim said X, according to KCNA": the one that
 * reports the other is its via. A medium is nothing more; somebody else has said something too. */
static void link_reports(attribution *a) {
  const reading *r = &a->article;
  for (size_t i = 0; i < a->reports.n; i++) {
    report *outer = &a->reports.reports[i];
    if (outer->source.kind == MENTION_NONE) continue;
    const bool relay = is_relay(r, &outer->source);
    size_t k = i;
    while (k > 0 && k + NEARBY > i && a->reports.reports[k - 1].sentence == outer->sentence) k--;
    for (; k < a->reports.n && k < i + NEARBY; k++) {
      report *inner = &a->reports.reports[k];
      if (inner->sentence != outer->sentence) break;
      if (k == i || inner->dropped || inner->via != READING_NONE) continue;
      const uint32_t cue = inner->cue.begin;
      const bool behind = within(cue, outer->before) && !outer->whole;
      const bool ahead =
          relay && within(cue, outer->after) &&
          (inner->source.kind == MENTION_NONE || within(inner->source.begin, outer->after));
      if (!behind && !ahead) continue;
      inner->via = (uint32_t)i;
      if (relay || outer->according) outer->dropped = true;
    }
  }
}

/* ---- statements -------------------------------------------------------------------------------------- */

/* The bytes of [content) with quotation marks at its ends, unless it is one quotation, whose inside it is. */
static tenor_statement_kind measure(const reading *r, extent content, uint32_t *begin,
                                    uint32_t *end) {
  const uint32_t first = r->lexemes[content.begin].quote;
  const uint32_t last = r->lexemes[content.end - 1].quote;
  *begin = r->lexemes[content.begin].begin;
  *end = r->lexemes[content.end - 1].end;
  if (r->lexemes[content.end - 1].possessive) /* with its "'s" */
    *end = r->tokens.tokens[r->lexemes[content.end - 1].token].end;
  if (first != READING_NONE && first == last && reading_opens_quote(r, content.begin) &&
      reading_closes_quote(r, content.end - 1)) {
    *begin = r->quotations[first].begin;
    *end = r->quotations[first].end;
    return TENOR_STATEMENT_DIRECT;
  }
  if (first != READING_NONE && reading_opens_quote(r, content.begin))
    *begin = r->quotations[first].outer;
  if (last != READING_NONE && reading_closes_quote(r, content.end - 1))
    *end = r->quotations[last].after;
  for (uint32_t i = content.begin; i < content.end; i++)
    if (r->lexemes[i].quote != READING_NONE) return TENOR_STATEMENT_MIXED;
  return TENOR_STATEMENT_INDIRECT;
}

/* Cuts blanks and commas off both ends. */
static void trim(const reading *r, uint32_t *begin, uint32_t *end) {
  while (*begin < *end && strchr(" \t\r\n,", r->text[*begin])) ++*begin;
  while (*end > *begin && strchr(" \t\r\n,", r->text[*end - 1])) --*end;
}

static tenor_status add_row(attribution *a, const report *from, const source *who,
                            const source *via, extent content) {
  const reading *r = &a->article;
  attributed row = {.speaker = who->name,
                    .via = via ? via->name : INTERN_NONE,
                    .cue_begin = r->lexemes[from->cue.begin].begin,
                    .cue_end = r->lexemes[from->cue.end - 1].end,
                    .first_sentence = r->lexemes[content.begin].sentence,
                    .last_sentence = r->lexemes[content.end - 1].sentence};
  row.kind = measure(r, content, &row.begin, &row.end);
  trim(r, &row.begin, &row.end);
  if (row.begin >= row.end) return TENOR_OK;
  if (from->source.kind != MENTION_NONE) {
    row.speaker_begin = r->lexemes[from->source.begin].begin;
    row.speaker_end = r->lexemes[from->source.end - 1].end;
  }
  if (from->sentence < row.first_sentence) row.first_sentence = from->sentence;
  if (from->sentence > row.last_sentence) row.last_sentence = from->sentence;
  row.target = INTERN_NONE;
  if (!extent_is_empty(from->object))
    TRY(target_find(&a->people, r, from->object.begin, from->object.end, who, &row.target));
  if (row.target == INTERN_NONE)
    TRY(target_find(&a->people, r, content.begin, content.end, who, &row.target));
  for (uint32_t i = content.begin; i < content.end; i++)
    if (r->lexemes[i].quote != READING_NONE) a->taken[r->lexemes[i].quote] = 1;
  TRY(tenor_grow(&a->rows, &a->capacity, a->n + 1, sizeof *a->rows));
  a->rows[a->n++] = row;
  return TENOR_OK;
}

/* Quotations that follow "X," S said. in the same paragraph, or go on from a paragraph that did not close its own. */
static tenor_status add_continuations(attribution *a, const report *from, const source *who,
                                      const source *via, extent content) {
  const reading *r = &a->article;
  uint32_t at = from->before.end > from->after.end ? from->before.end : from->after.end;
  if (from->cue.end > at) at = from->cue.end;
  if (from->source.kind != MENTION_NONE && from->source.end > at) at = from->source.end;
  uint32_t id = r->lexemes[content.end - 1].quote;
  const bool led_in = !extent_is_empty(from->after);
  for (uint32_t i = content.end - 1; id == READING_NONE && i > content.begin; i--)
    id = r->lexemes[i - 1].quote;
  if (id == READING_NONE) return TENOR_OK;
  for (;;) {
    const bool open = r->quotations[id].open_ended;
    uint32_t next = id + 1;
    if (next >= r->n_quotations || a->taken[next] ||
        r->quotations[next].first > r->quotations[next].last)
      return TENOR_OK;
    const uint32_t first = r->quotations[next].first, place = r->lexemes[first].sentence;
    const uint32_t here = r->lexemes[at > 0 ? at - 1 : 0].sentence;
    const uint32_t paragraph = r->splits.sentences[here].paragraph;
    const uint32_t own = r->splits.sentences[place].paragraph;
    const bool starts = r->sentences[place].begin == first;
    const bool goes_on =
        open &&
        own == r->splits.sentences[r->lexemes[r->quotations[id].last].sentence].paragraph + 1;
    /* the sentences between have to be the one of the report only */
    const bool follows = own == paragraph && place == here + 1 && !led_in;
    if (!starts || !(goes_on || follows)) return TENOR_OK;
    const uint32_t past = r->quotations[next].last + 1;
    if (past < r->n && r->lexemes[past].sentence == r->lexemes[past - 1].sentence) return TENOR_OK;
    TRY(add_row(a, from, who, via, (extent){first, past}));
    id = next;
    at = past;
  }
}

/* The paragraphs before a quotation that opened without closing: it is their end that tells who spoke. */
static tenor_status add_beginnings(attribution *a, const report *from, const source *who,
                                   const source *via, extent content) {
  const reading *r = &a->article;
  uint32_t id = r->lexemes[content.begin].quote;
  if (id == READING_NONE || !reading_opens_quote(r, content.begin)) return TENOR_OK;
  for (; id > 0; id--) {
    const quotation *q = &r->quotations[id - 1];
    if (!q->open_ended || q->first > q->last || a->taken[id - 1]) return TENOR_OK;
    const uint32_t own = r->lexemes[q->first].sentence;
    const uint32_t next = r->lexemes[r->quotations[id].first].sentence;
    if (r->sentences[own].begin != q->first ||
        r->splits.sentences[r->lexemes[q->last].sentence].paragraph + 1 !=
            r->splits.sentences[next].paragraph)
      return TENOR_OK;
    TRY(add_row(a, from, who, via, (extent){q->first, q->last + 1}));
  }
  return TENOR_OK;
}

/* ---- sources ----------------------------------------------------------------------------------------- */

/* The subject of a report's sentence, for want of a better source: the first he, she, they or person in it. */
static bool find_subject(const attribution *a, const report *own, mention *m) {
  const reading *r = &a->article;
  uint32_t begin = clause_start(r, r->sentences[own->sentence]);
  if (begin + LOOK_BACK < own->cue.begin) begin = own->cue.begin - LOOK_BACK;
  if (mention_after(r, begin, own->cue.begin, m) &&
      reading_has(r, begin, LINGO(DETERMINER) | LINGO(OWNER)) &&
      (m->kind == MENTION_ROLE || m->kind == MENTION_INSTITUTION || m->kind == MENTION_PEOPLE))
    return true;
  const uint32_t person = roster_first_appearance(&a->people, r, begin, own->cue.begin);
  for (uint32_t i = begin; i < own->cue.begin; i++) {
    if (i == person)
      return !reading_has(r, i + 1, LINGO_SOURCE) && mention_before(r, i + 1, begin, m) &&
             m->kind == MENTION_NAME;
    if (r->lexemes[i].quote == READING_NONE &&
        reading_has(r, i, LINGO(HE) | LINGO(SHE) | LINGO(THEY)))
      return mention_before(r, i + 1, begin, m);
  }
  return false;
}

/* The source of a report that names none: that of the report before it in the sentence, or the sentence's first
 * person. */
static tenor_status borrow_source(attribution *a, size_t i, source *who, bool *found) {
  const reading *r = &a->article;
  const report *own = &a->reports.reports[i];
  *found = i > 0 && a->reports.reports[i - 1].sentence == own->sentence &&
           a->people.latest.sentence == own->sentence;
  if (*found) {
    *who = a->people.latest;
    return TENOR_OK;
  }
  mention m;
  if (!find_subject(a, own, &m)) return TENOR_OK;
  a->reports.reports[i].source = m;
  *found = true;
  return resolve_mention(&a->people, r, &m, who);
}

static tenor_status attribute(attribution *a, size_t i) {
  const reading *r = &a->article;
  report *own = &a->reports.reports[i];
  source who, via = {.name = INTERN_NONE};
  bool found = true;
  if (own->source.kind == MENTION_NONE) {
    TRY(borrow_source(a, i, &who, &found));
    if (!found) return TENOR_OK;
    if (own->source.kind == MENTION_NONE) own->source = a->reports.reports[i - 1].source;
  } else {
    TRY(resolve_mention(&a->people, r, &own->source, &who));
  }
  who.sentence = own->sentence;
  if (!own->dropped) a->people.latest = who;
  if (own->dropped) return TENOR_OK;
  if (own->via != READING_NONE) {
    const report *outer = &a->reports.reports[own->via];
    TRY(resolve_mention(&a->people, r, &outer->source, &via));
  }
  extent content = own->whole ? (extent){own->before.begin, own->after.end} : own->before;
  if (!extent_is_empty(content)) {
    TRY(add_row(a, own, &who, &via, content));
    TRY(add_beginnings(a, own, &who, &via, content));
  }
  if (!own->whole && !extent_is_empty(own->after)) TRY(add_row(a, own, &who, &via, own->after));
  if (!extent_is_empty(own->after) && !own->whole)
    return add_continuations(a, own, &who, &via, own->after);
  return extent_is_empty(content) ? TENOR_OK : add_continuations(a, own, &who, &via, content);
}

/* ---- the article ------------------------------------------------------------------------------------- */

static int compare_rows(const void *x, const void *y) {
  const attributed *a = x, *b = y;
  if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
  if (a->end != b->end) return a->end < b->end ? 1 : -1;
  return a->cue_begin < b->cue_begin ? -1 : a->cue_begin > b->cue_begin;
}

/* Sentences that no statement touches. */
static tenor_status add_rest(attribution *a) {
  const reading *r = &a->article;
  const size_t n = a->n;
  uint32_t next = 0;
  for (size_t i = 0; i <= n; i++) {
    const uint32_t limit = i < n ? a->rows[i].first_sentence : (uint32_t)r->splits.n;
    for (; next < limit; next++) {
      TRY(tenor_grow(&a->rows, &a->capacity, a->n + 1, sizeof *a->rows));
      a->rows[a->n++] = (attributed){.begin = (uint32_t)r->splits.sentences[next].begin,
                                     .end = (uint32_t)r->splits.sentences[next].end,
                                     .first_sentence = next,
                                     .last_sentence = next,
                                     .speaker = INTERN_NONE,
                                     .via = INTERN_NONE,
                                     .target = INTERN_NONE,
                                     .kind = TENOR_STATEMENT_NONE};
    }
    if (i < n && a->rows[i].last_sentence + 1 > next) next = a->rows[i].last_sentence + 1;
  }
  return TENOR_OK;
}

tenor_status attribution_read(attribution *a, tenor_text article, bool all) {
  a->n = 0;
  TRY(reading_read(&a->article, &a->words, article));
  TRY(tenor_grow(&a->taken, &a->taken_capacity, a->article.n_quotations + 1, 1));
  memset(a->taken, 0, a->article.n_quotations + 1);
  TRY(report_find(&a->reports, &a->article));
  TRY(roster_read(&a->people, &a->article));
  link_reports(a);
  for (size_t i = 0; i < a->reports.n; i++) TRY(attribute(a, i));
  if (a->n > 1) qsort(a->rows, a->n, sizeof *a->rows, compare_rows);
  if (all) {
    TRY(add_rest(a));
    qsort(a->rows, a->n, sizeof *a->rows, compare_rows);
  }
  return TENOR_OK;
}
