/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "feature/lexicon.h"
#include "text/fold.h"
#include "text/utf8.h"

tenor_status reading_init(reading *r, const tenor_lexicon *lexicon) {
  memset(r, 0, sizeof *r);
  r->lexicon = lexicon;
  token_list_init(&r->tokens);
  sentence_list_init(&r->splits);
  quote_list_init(&r->quotes);
  return tenor_lookup_new(&r->lookup, lexicon, NULL);
}

void reading_finish(reading *r) {
  free(r->lexemes);
  free(r->quotations);
  free(r->actors);
  free(r->sentences);
  token_list_finish(&r->tokens);
  sentence_list_finish(&r->splits);
  quote_list_finish(&r->quotes);
  tenor_lookup_free(&r->lookup);
}

/* ---- lexemes ----------------------------------------------------------------------------------------- */

static tenor_status add(reading *r, lexeme l) {
  TRY(tenor_grow(&r->lexemes, &r->capacity, r->n + 2, sizeof *r->lexemes));
  r->lexemes[r->n++] = l;
  return TENOR_OK;
}

/* The mark that a code point between words stands for; 0: none that matters. */
static char mark_of(uint32_t code, bool spaced) {
  switch (code) {
    case ',':
    case ';':
    case ':': return (char)code;
    case '(':
    case '[': return '(';
    case ')':
    case ']': return ')';
    case '-': return spaced ? '-' : 0;
    case 0x2013: /* en dash, em dash, horizontal bar */
    case 0x2014:
    case 0x2015: return '-';
    default: return 0;
  }
}

/* The marks between two words. Stops are none of them: where a sentence ends is another's business. */
static tenor_status add_marks(reading *r, size_t begin, size_t end) {
  for (size_t at = begin; at < end;) {
    uint32_t code;
    int valid;
    const size_t n = utf8_decode(r->text + at, end - at, &code, &valid);
    const bool spaced = code != '-' || end - begin > 1;
    const char mark = mark_of(code, spaced);
    const bool repeats =
        r->n > 0 && r->lexemes[r->n - 1].mark == mark && r->lexemes[r->n - 1].end == at;
    if (mark && repeats)
      r->lexemes[r->n - 1].end = (uint32_t)(at + n);
    else if (mark)
      TRY(add(r, (lexeme){.begin = (uint32_t)at,
                          .end = (uint32_t)(at + n),
                          .token = READING_NONE,
                          .quote = READING_NONE,
                          .actor = READING_NONE,
                          .mark = mark}));
    at += n;
  }
  return TENOR_OK;
}

/* Bytes of an apostrophe at `at`; 0: there is none. */
static size_t apostrophe_at(const reading *r, size_t at) {
  if (at >= r->size) return 0;
  uint32_t code;
  int valid;
  const size_t n = utf8_decode(r->text + at, r->size - at, &code, &valid);
  return fold_is_apostrophe(code) ? n : 0;
}

/* Cuts the "'s" off, whether the token has it or not. */
static void cut_possessive(const reading *r, lexeme *l) {
  for (size_t n = 2; n <= 4 && l->begin + n < l->end; n += 2) {
    const size_t at = l->end - n;
    const size_t mark = apostrophe_at(r, at);
    if (mark > 0 && mark + 1 == n && (r->text[at + mark] | 0x20) == 's') {
      l->end = (uint32_t)at;
      l->possessive = true;
      return;
    }
  }
  if ((r->text[l->end - 1] | 0x20) == 's' && apostrophe_at(r, l->end) > 0)
    l->possessive = true; /* "the workers'"; a closing quotation mark is told apart later */
}

static tenor_status add_word(reading *r, const lingo *words, uint32_t index) {
  const token *t = &r->tokens.tokens[index];
  const char *form = token_form(&r->tokens, index);
  lexeme l = {.classes = lingo_classes(words, form, t->size),
              .begin = t->begin,
              .end = t->end,
              .token = index,
              .quote = READING_NONE,
              .actor = READING_NONE,
              .number = t->kind == TOKEN_NUMBER,
              .joined = (t->before & MARK_JOINED) != 0};
  const bool ascii = (unsigned char)r->text[t->begin] < 0x80;
  l.capital = ascii ? (t->shape & SHAPE_CAPITAL) != 0
                    : t->kind == TOKEN_WORD && memcmp(form, r->text + t->begin, 2) != 0;
  if (t->kind == TOKEN_MENTION) l.capital = true;
  if (l.joined && !l.capital && r->n > 1 && r->lexemes[r->n - 1].capital &&
      r->lexemes[r->n - 2].capital && r->lexemes[r->n - 2].classes & LINGO(FAMILY)) {
    l.capital = true; /* "Moon Jae-in" */
    l.classes = 0;
  }
  cut_possessive(r, &l);
  if (l.possessive && (l.classes & (LINGO(PRONOUN) | LINGO(RELATIVE)))) {
    l.possessive = false;
    l.clitic = true;
  }
  return add(r, l);
}

static tenor_status add_lexemes(reading *r, const lingo *words) {
  size_t at = 0;
  r->n = 0;
  for (uint32_t i = 0; i < r->tokens.n; i++) {
    const token *t = &r->tokens.tokens[i];
    if (t->begin > at) TRY(add_marks(r, at, t->begin));
    TRY(add_word(r, words, i));
    if (t->end > at) at = t->end;
  }
  TRY(add_marks(r, at, r->size));
  TRY(tenor_grow(&r->lexemes, &r->capacity, r->n + 1, sizeof *r->lexemes));
  r->lexemes[r->n] = (lexeme){.begin = (uint32_t)r->size,
                              .end = (uint32_t)r->size,
                              .token = READING_NONE,
                              .sentence = READING_NONE,
                              .quote = READING_NONE,
                              .actor = READING_NONE,
                              .mark = '.'};
  return TENOR_OK;
}

/* ---- what the lexemes are part of -------------------------------------------------------------------- */

static tenor_status mark_sentences(reading *r) {
  const size_t n = r->splits.n;
  TRY(tenor_grow(&r->sentences, &r->sentences_capacity, n + 1, sizeof *r->sentences));
  uint32_t at = 0;
  for (uint32_t i = 0; i < n; i++) {
    /* what lies between two sentences, such as a bullet, counts to neither and hides behind the first */
    r->sentences[i].begin = at;
    const size_t limit = i + 1 < n ? r->splits.sentences[i + 1].begin : r->size;
    for (; at < r->n && r->lexemes[at].begin < limit; at++) r->lexemes[at].sentence = i;
    r->sentences[i].end = at;
  }
  return TENOR_OK;
}

static tenor_status mark_quotations(reading *r) {
  uint32_t at = 0;
  r->n_quotations = 0;
  for (size_t i = 0; i < r->quotes.n; i++) {
    const quote *q = &r->quotes.quotes[i];
    if (q->depth > 0) continue;
    TRY(tenor_grow(&r->quotations, &r->quotations_capacity, r->n_quotations + 1,
                   sizeof *r->quotations));
    const uint32_t id = (uint32_t)r->n_quotations++;
    quotation *own = &r->quotations[id];
    while (at < r->n && r->lexemes[at].begin < q->begin) at++;
    *own = (quotation){.begin = (uint32_t)q->begin,
                       .end = (uint32_t)q->end,
                       .outer = (uint32_t)(q->begin - q->open),
                       .after = (uint32_t)(q->end + q->close),
                       .first = at,
                       .open_ended = q->open_ended};
    for (; at < r->n && r->lexemes[at].begin < q->end; at++) r->lexemes[at].quote = id;
    own->last = at - 1;
    if (own->first > own->last || at == 0) own->first = 1, own->last = 0;
    if (at > 0 && r->lexemes[at - 1].end == q->end && (r->text[q->end - 1] | 0x20) == 's')
      r->lexemes[at - 1].possessive = false;
  }
  return TENOR_OK;
}

static tenor_status mark_actors(reading *r, tenor_text article) {
  const tenor_hit *hits;
  size_t n;
  uint32_t at = 0, past = 0;
  r->n_actors = 0;
  TRY(tenor_lookup_text(r->lookup, article, &hits, &n));
  for (size_t i = 0; i < n; i++) {
    const lexicon_pattern *p = &r->lexicon->patterns[hits[i].entry];
    if (r->lexicon->categories[p->category].role != ROLE_ACTOR) continue;
    if (hits[i].begin < past) {
      /* "the North's Korean News Agency": the longer of two that overlap; what the shorter leaves is no name */
      actor *last = &r->actors[r->n_actors - 1];
      if (hits[i].begin == last->begin || hits[i].end <= past ||
          hits[i].end - hits[i].begin <= last->end - last->begin)
        continue;
      while (at > 0 && r->lexemes[at - 1].begin >= last->begin)
        r->lexemes[--at].actor = READING_NONE;
      r->n_actors--;
    } else if (hits[i].effect != TENOR_HIT_COUNTS) {
      continue;
    }
    while (at < r->n && r->lexemes[at].begin < hits[i].begin) at++;
    /* an actor's name is a name: "turkey" on the table and "us" are none */
    if (!r->lexemes[at].capital) continue;
    TRY(tenor_grow(&r->actors, &r->actors_capacity, r->n_actors + 1, sizeof *r->actors));
    actor *own = &r->actors[r->n_actors];
    *own = (actor){hits[i].begin, hits[i].end, lexicon_actor_at(r->lexicon, p->text)};
    for (; at < r->n && r->lexemes[at].begin < own->end; at++)
      r->lexemes[at].actor = (uint32_t)r->n_actors;
    past = own->end;
    r->n_actors++;
  }
  return TENOR_OK;
}

tenor_status reading_read(reading *r, const lingo *words, tenor_text article) {
  r->words = words;
  r->text = article.data;
  r->size = article.size;
  TRY(token_list_read(&r->tokens, article));
  TRY(sentence_split(article.data, article.size, &r->splits));
  TRY(quote_find(article.data, article.size, &r->quotes));
  TRY(add_lexemes(r, words));
  TRY(mark_sentences(r));
  TRY(mark_quotations(r));
  return mark_actors(r, article);
}

/* ---- questions --------------------------------------------------------------------------------------- */

bool reading_is(const reading *r, uint32_t i, const char *form) {
  const lexeme *l = &r->lexemes[i];
  if (l->token == READING_NONE) return false;
  const token *t = &r->tokens.tokens[l->token];
  return t->size == strlen(form) && memcmp(token_form(&r->tokens, l->token), form, t->size) == 0;
}

bool reading_ends_in(const reading *r, uint32_t i, const char *ending) {
  const lexeme *l = &r->lexemes[i];
  if (l->token == READING_NONE) return false;
  const token *t = &r->tokens.tokens[l->token];
  const size_t n = strlen(ending);
  return t->size > n && memcmp(token_form(&r->tokens, l->token) + t->size - n, ending, n) == 0;
}

bool reading_opens_quote(const reading *r, uint32_t i) {
  const uint32_t q = r->lexemes[i].quote;
  return q != READING_NONE && r->quotations[q].first == i;
}

bool reading_closes_quote(const reading *r, uint32_t i) {
  const uint32_t q = r->lexemes[i].quote;
  return q != READING_NONE && r->quotations[q].last == i;
}

/* ---- actors ------------------------------------------------------------------------------------------ */

bool actor_is(const actor *a, const char *kind) {
  return a && strcmp(a->is.kind, kind) == 0;
}

bool actor_is_country(const actor *a) {
  return actor_is(a, "state") || actor_is(a, "demonym") || actor_is(a, "capital");
}

const char *actor_home(const actor *a) {
  return strncmp(a->is.note, "relay; ", 7) == 0 ? a->is.note + 7 : a->is.note;
}
