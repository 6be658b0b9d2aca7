/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every entry of a lexicon that a text matches, for those who look after lexicons. Matching proper
 * (match.c) keeps the winner in each category and drops the rest; here the rest is what one wants
 * to see: which entries would match, and which of them is hidden by another.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "feature/lexicon_builder.h"
#include "feature/lexicon_entry.h"
#include "feature/phrase.h"

struct tenor_lookup {
  const tenor_lexicon *lexicon; /* borrowed; may be NULL */
  lexicon_builder builder;      /* reads terms */
  uint32_t category;            /* the builder's only one */
  word_memo memo;
  token_list tokens;
  uint32_t *word_ids; /* [tokens.n] */
  size_t word_ids_capacity;
  uint64_t *covered; /* [tokens.n] bit c: hidden in category c */
  size_t covered_capacity;
  tenor_hit *hits; /* [n_hits]; begin and end are tokens until all are found */
  size_t n_hits, hits_capacity;
  size_t n_before;     /* hits of earlier words */
  uint32_t begin;      /* the present word */
  tenor_status status; /* the first failure of the present text */
};

tenor_status tenor_lookup_new(tenor_lookup **lookup, const tenor_lexicon *lexicon,
                              tenor_error *error) {
  tenor_lookup *l = *lookup = calloc(1, sizeof *l);
  if (!l) return tenor_error_memory(error);
  l->lexicon = lexicon;
  token_list_init(&l->tokens);
  tenor_status status = lexicon_builder_init(&l->builder);
  if (status >= 0)
    status = lexicon_builder_category(&l->builder, "", "", ROLE_RHETORIC, &l->category);
  if (status >= 0) status = memo_init(&l->memo, lexicon, NULL);
  if (status >= 0) return TENOR_OK;
  tenor_lookup_free(lookup);
  return tenor_error_memory(error);
}

void tenor_lookup_free(tenor_lookup **lookup) {
  if (!lookup || !*lookup) return;
  tenor_lookup *l = *lookup;
  lexicon_builder_finish(&l->builder);
  memo_finish(&l->memo);
  token_list_finish(&l->tokens);
  free(l->word_ids);
  free(l->covered);
  free(l->hits);
  free(l);
  *lookup = NULL;
}

/* ---- terms ------------------------------------------------------------------------------------------- */

static const char *fault_phrase(term_fault fault) {
  switch (fault) {
    case TERM_EMPTY: return "leaves no word that could match";
    case TERM_TOO_LONG: return "has more than 8 words";
    case TERM_GAP_AT_EDGE: return "has a gap at its edge or two in a row";
    case TERM_SHORT_PREFIX: return "has a prefix shorter than 3 letters";
    case TERM_FINE:
    case TERM_DUPLICATE: break;
  }
  return NULL;
}

tenor_status tenor_lookup_term(tenor_lookup *l, tenor_text term, char written[TENOR_TERM_BYTES],
                               const char **problem) {
  lexicon_builder *b = &l->builder;
  term_fault fault;
  uint32_t id = (uint32_t)b->n_patterns;
  term_writer w;
  term_writer_init(&w, written);
  TRY(lexicon_builder_term(b, l->category, term, 1, 0, (tenor_text){"", 0}, 0, &fault, &id));
  *problem = fault_phrase(fault);
  if (*problem) return TENOR_OK;
  const builder_pattern *p = &b->patterns[id];
  for (uint32_t i = 0; i < p->n; i++) {
    if (p->parts[i] == LEXICON_GAP) {
      term_writer_gap(&w);
    } else {
      size_t size;
      const char *key = intern_string(&b->strings, b->symbols[p->parts[i]].key, &size);
      term_writer_word(&w, b->symbols[p->parts[i]].kind, key, size);
    }
  }
  return TENOR_OK;
}

/* ---- text -------------------------------------------------------------------------------------------- */

/* Notes an entry once for each place; a failure is kept for the end. */
static void note(void *user, uint32_t entry, uint32_t category, size_t end) {
  tenor_lookup *l = user;
  (void)category;
  for (size_t i = l->n_before; i < l->n_hits; i++)
    if (l->hits[i].entry == entry && l->hits[i].end == end) return;
  if (l->status >= 0)
    l->status = tenor_grow(&l->hits, &l->hits_capacity, l->n_hits + 1, sizeof *l->hits);
  if (l->status < 0) return;
  l->hits[l->n_hits++] = (tenor_hit){entry, l->begin, (uint32_t)end, TENOR_HIT_HIDDEN};
}

/* Phrases and words that begin at the token, phrases first. */
static tenor_status find_at(tenor_lookup *l, size_t at) {
  phrase_walk walk = {.lexicon = l->lexicon,
                      .tokens = &l->tokens,
                      .memo = &l->memo,
                      .word_ids = l->word_ids,
                      .on_end = note,
                      .user = l};
  const word *w = phrase_word(&walk, at);
  l->begin = (uint32_t)at;
  phrase_find(&walk, at);
  for (size_t i = 0; i < w->n_symbols; i++) {
    const lexicon_symbol *s = &l->lexicon->symbols[l->memo.symbols[w->first_symbol + i].symbol];
    for (uint32_t k = 0; k < s->n; k++) note(l, l->lexicon->entries[s->first + k], 0, at + 1);
  }
  return l->status;
}

/* Settles which of the hits from n_before on win: in each category the longest phrase that nothing
 * covers, else the first word. Longer ones are longer by their place; of equals the first one found
 * wins. */
static void settle(tenor_lookup *l, size_t at) {
  uint32_t best[LEXICON_MAX_CATEGORIES];
  uint64_t found = 0;
  const lexicon_pattern *patterns = l->lexicon->patterns;
  for (size_t i = l->n_before; i < l->n_hits; i++) {
    const lexicon_pattern *p = &patterns[l->hits[i].entry];
    const uint64_t bit = UINT64_C(1) << p->category;
    if (l->covered[at] & bit) continue;
    if ((found & bit) && l->hits[best[p->category]].end >= l->hits[i].end) continue;
    best[p->category] = (uint32_t)i;
    found |= bit;
  }
  for (uint32_t c = 0; c < LEXICON_MAX_CATEGORIES; c++) {
    if (!(found >> c & 1)) continue;
    tenor_hit *hit = &l->hits[best[c]];
    hit->effect = fabsf(patterns[hit->entry].weight) > 0 ? TENOR_HIT_COUNTS : TENOR_HIT_BLOCKS;
    /* a single word covers nothing: a phrase may still begin inside one that began at it */
    if (patterns[hit->entry].n > 1)
      for (size_t i = at; i < hit->end; i++) l->covered[i] |= UINT64_C(1) << c;
  }
}

static tenor_status prepare(tenor_lookup *l, tenor_text text) {
  TRY(token_list_read(&l->tokens, text));
  memo_trim(&l->memo);
  const size_t n = l->tokens.n;
  TRY(tenor_grow(&l->word_ids, &l->word_ids_capacity, n + 1, sizeof *l->word_ids));
  TRY(tenor_grow(&l->covered, &l->covered_capacity, n + 1, sizeof *l->covered));
  memset(l->covered, 0, n * sizeof *l->covered);
  for (size_t i = 0; i < n; i++) {
    const token *t = &l->tokens.tokens[i];
    TRY(memo_find(&l->memo, token_form(&l->tokens, i), t->size, (token_kind)t->kind,
                  &l->word_ids[i]));
  }
  return TENOR_OK;
}

tenor_status tenor_lookup_text(tenor_lookup *l, tenor_text text, const tenor_hit **hits,
                               size_t *n) {
  if (!l->lexicon || (!text.data && text.size > 0)) return TENOR_ERR_ARG;
  l->n_hits = 0;
  l->status = TENOR_OK;
  TRY(prepare(l, text));
  for (size_t i = 0; i < l->tokens.n; i++) {
    l->n_before = l->n_hits;
    TRY(find_at(l, i));
    settle(l, i);
  }
  for (size_t i = 0; i < l->n_hits; i++) {
    l->hits[i].begin = l->tokens.tokens[l->hits[i].begin].begin;
    l->hits[i].end = l->tokens.tokens[l->hits[i].end - 1].end;
  }
  *hits = l->hits;
  *n = l->n_hits;
  return TENOR_OK;
}
