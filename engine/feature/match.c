/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

void match_list_init(match_list *list) {
  memset(list, 0, sizeof *list);
}

void match_list_finish(match_list *list) {
  free(list->matches);
  free(list->covered);
  match_list_init(list);
}

typedef struct finder {
  match_list *list;
  const token_list *tokens;
  const word_memo *memo;
  const tenor_lexicon *lexicon;
  const uint32_t *word_ids;
  /* the longest phrase from the present start, by category */
  uint64_t found; /* bit c: best[c] holds */
  struct {
    uint32_t end, pattern;
  } best[LEXICON_MAX_CATEGORIES];
  unsigned steps; /* left for the present start */
} finder;

static const word *word_at(const finder *f, size_t at) {
  return &f->memo->words[f->word_ids[at]];
}

static tenor_status add(match_list *list, uint32_t begin, uint32_t end, uint32_t pattern,
                        uint32_t category, double weight) {
  TRY(tenor_grow(&list->matches, &list->capacity, list->n + 1, sizeof *list->matches));
  list->matches[list->n++] = (match){begin, end, pattern, category, 0, weight, weight};
  return TENOR_OK;
}

/* ---- phrases ----------------------------------------------------------------------------------------- */

static void note_end(finder *f, uint32_t pattern, uint32_t category, size_t end) {
  const uint64_t bit = UINT64_C(1) << category;
  if ((f->found & bit) && f->best[category].end >= end) return;
  f->found |= bit;
  f->best[category].end = (uint32_t)end;
  f->best[category].pattern = pattern;
}

static void note_ends(finder *f, const lexicon_node *node, size_t end) {
  if (node->n == 0) return;
  note_end(f, node->pattern, node->category, end);
  for (uint32_t i = 1; i < node->n; i++) {
    const uint32_t pattern = f->lexicon->entries[node->first + i];
    note_end(f, pattern, f->lexicon->patterns[pattern].category, end);
  }
}

/* Whether a phrase may go on to the token: not past the end of a clause, not past the text. */
static bool may_continue(const finder *f, size_t at) {
  return at < f->tokens->n && !(f->tokens->tokens[at].before & (MARK_STOP | MARK_PAUSE));
}

static void walk(finder *f, uint32_t node, size_t at);

/* Whether there may be an edge from the node, whose filter is `edges`, by the word. */
static bool may_lead(uint32_t node, uint64_t edges, const word *w) {
  return (edges & w->bits) && (w->parents & lexicon_bit(node));
}

/* Takes the edges from `node` that the word at `at` is. */
static void follow(finder *f, uint32_t node, size_t at) {
  const word *w = word_at(f, at);
  if (!may_lead(node, f->lexicon->nodes[node].edges, w)) return;
  for (size_t i = 0; i < w->n_symbols && f->steps > 0; i++) {
    const uint32_t child =
        lexicon_edge_find(f->lexicon, node, f->memo->symbols[w->first_symbol + i].symbol);
    if (child == 0) continue;
    f->steps--;
    walk(f, child, at + 1);
  }
}

/* Walks the trie from `node`, the next word being the token `at`. Recursion is as deep as a phrase is long; `steps`
 * bounds the branching that gaps and prefixes allow. */
static void walk(finder *f, uint32_t node, size_t at) {
  const lexicon_node *n = &f->lexicon->nodes[node];
  note_ends(f, n, at);
  if (!may_continue(f, at)) return;
  follow(f, node, at);
  for (size_t skip = 0; n->gap != 0 && skip <= LEXICON_MAX_GAP && may_continue(f, at + skip);
       skip++)
    follow(f, n->gap, at + skip);
}

static void cover(finder *f, size_t begin, size_t end, uint64_t bit) {
  for (size_t i = begin; i < end; i++) f->list->covered[i] |= bit;
}

/* Whether a phrase may begin with the symbol, going by the filters alone: the trie itself is rarely in the cache. */
static bool may_begin(const finder *f, const word_symbol *s, size_t at) {
  if (may_lead(s->node, s->edges, word_at(f, at + 1))) return true;
  for (size_t i = 1; s->gap != 0 && i <= 1 + LEXICON_MAX_GAP && may_continue(f, at + i); i++)
    if (may_lead(s->gap, s->gap_edges, word_at(f, at + i))) return true;
  return false;
}

/* Asks for the edges that a phrase from the token may take first, which mostly lie outside the cache. */
static void prefetch_edges(const finder *f, size_t at) {
  const word *w = word_at(f, at);
  if (!w->starts_phrase || !may_continue(f, at + 1)) return;
  const word *next = word_at(f, at + 1);
  for (size_t i = 0; i < w->n_symbols; i++) {
    const word_symbol *s = &f->memo->symbols[w->first_symbol + i];
    if (!may_lead(s->node, s->edges, next)) continue;
    BYTES_PREFETCH(&f->lexicon->nodes[s->node]);
    for (size_t k = 0; k < next->n_symbols; k++)
      BYTES_PREFETCH(&f->lexicon->edges[lexicon_edge_slot(
          f->lexicon, s->node, f->memo->symbols[next->first_symbol + k].symbol)]);
  }
}

/* Lists the longest phrase of each category that begins at the token, unless an earlier one hides it. */
static tenor_status add_phrases(finder *f, size_t at) {
  enum { MAX_STEPS = 512 };
  const word *w = word_at(f, at);
  f->found = 0;
  f->steps = MAX_STEPS;
  if (!may_continue(f, at + 1)) return TENOR_OK; /* a term of one word is no phrase */
  for (size_t i = 0; i < w->n_symbols; i++) {
    const word_symbol *s = &f->memo->symbols[w->first_symbol + i];
    if (s->node != 0 && may_begin(f, s, at)) walk(f, s->node, at + 1);
  }
  if (f->found == 0) return TENOR_OK;
  f->found &= ~f->list->covered[at];
  for (uint32_t c = 0; f->found >> c != 0; c++) {
    const uint64_t bit = UINT64_C(1) << c;
    if (f->found & bit) {
      const double weight = (double)f->lexicon->patterns[f->best[c].pattern].weight;
      cover(f, at, f->best[c].end, bit);
      if (fabs(weight) > 0)
        TRY(add(f->list, (uint32_t)at, f->best[c].end, f->best[c].pattern, c, weight));
    }
    if (c == LEXICON_MAX_CATEGORIES - 1) break;
  }
  return TENOR_OK;
}

/* ---- words ------------------------------------------------------------------------------------------- */

static tenor_status add_words(finder *f, size_t at) {
  const word *w = word_at(f, at);
  for (size_t i = 0; i < w->n_hits; i++) {
    const word_hit *hit = &f->memo->hits[w->first_hit + i];
    if (f->list->covered[at] >> hit->category & 1) continue;
    if (fabsf(hit->weight) > 0)
      TRY(add(f->list, (uint32_t)at, (uint32_t)at + 1, hit->pattern, hit->category,
              (double)hit->weight));
  }
  return TENOR_OK;
}

tenor_status match_list_find(match_list *list, const token_list *tokens, const word_memo *memo,
                             const uint32_t *word_ids) {
  finder f = {
      .list = list, .tokens = tokens, .memo = memo, .lexicon = memo->lexicon, .word_ids = word_ids};
  list->n = 0;
  TRY(tenor_grow(&list->matches, &list->capacity, 1, sizeof *list->matches));
  if (!f.lexicon) return TENOR_OK;
  TRY(tenor_grow(&list->covered, &list->covered_capacity, tokens->n + 1, sizeof *list->covered));
  memset(list->covered, 0, tokens->n * sizeof *list->covered);
  for (size_t i = 0; i < tokens->n; i++) prefetch_edges(&f, i);
  for (size_t i = 0; i < tokens->n; i++) {
    const word *w = word_at(&f, i);
    if (w->starts_phrase) TRY(add_phrases(&f, i));
    if (w->n_hits > 0) TRY(add_words(&f, i));
  }
  return TENOR_OK;
}
