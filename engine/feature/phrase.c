/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/phrase.h"

static void note_ends(phrase_walk *p, const lexicon_node *node, size_t end) {
  if (node->n == 0) return;
  p->on_end(p->user, node->pattern, node->category, end);
  for (uint32_t i = 1; i < node->n; i++) {
    const uint32_t pattern = p->lexicon->entries[node->first + i];
    p->on_end(p->user, pattern, p->lexicon->patterns[pattern].category, end);
  }
}

/* Whether a phrase may go on to the token: not past the end of a clause, not past the text. */
static bool may_continue(const phrase_walk *p, size_t at) {
  return at < p->tokens->n && !(p->tokens->tokens[at].before & (MARK_STOP | MARK_PAUSE));
}

static void walk(phrase_walk *p, uint32_t node, size_t at);

/* Whether there may be an edge from the node, whose filter is `edges`, by the word. */
static bool may_lead(uint32_t node, uint64_t edges, const word *w) {
  return (edges & w->bits) && (w->parents & lexicon_bit(node));
}

/* Takes the edges from `node` that the word at `at` is. */
static void follow(phrase_walk *p, uint32_t node, size_t at) {
  const word *w = phrase_word(p, at);
  if (!may_lead(node, p->lexicon->nodes[node].edges, w)) return;
  for (size_t i = 0; i < w->n_symbols && p->steps > 0; i++) {
    const uint32_t child =
        lexicon_edge_find(p->lexicon, node, p->memo->symbols[w->first_symbol + i].symbol);
    if (child == 0) continue;
    p->steps--;
    walk(p, child, at + 1);
  }
}

/* Walks the trie from `node`, the next word being the token `at`. Recursion is as deep as a phrase is long; `steps`
 * bounds the branching that gaps and prefixes allow. */
static void walk(phrase_walk *p, uint32_t node, size_t at) {
  const lexicon_node *n = &p->lexicon->nodes[node];
  note_ends(p, n, at);
  if (!may_continue(p, at)) return;
  follow(p, node, at);
  for (size_t skip = 0; n->gap != 0 && skip <= LEXICON_MAX_GAP && may_continue(p, at + skip);
       skip++)
    follow(p, n->gap, at + skip);
}

/* Whether a phrase may begin with the symbol, going by the filters alone: the trie itself is rarely in the cache. */
static bool may_begin(const phrase_walk *p, const word_symbol *s, size_t at) {
  if (may_lead(s->node, s->edges, phrase_word(p, at + 1))) return true;
  for (size_t i = 1; s->gap != 0 && i <= 1 + LEXICON_MAX_GAP && may_continue(p, at + i); i++)
    if (may_lead(s->gap, s->gap_edges, phrase_word(p, at + i))) return true;
  return false;
}

void phrase_find(phrase_walk *p, size_t at) {
  enum { MAX_STEPS = 512 };
  const word *w = phrase_word(p, at);
  p->steps = MAX_STEPS;
  if (!may_continue(p, at + 1)) return;
  for (size_t i = 0; i < w->n_symbols; i++) {
    const word_symbol *s = &p->memo->symbols[w->first_symbol + i];
    if (s->node != 0 && may_begin(p, s, at)) walk(p, s->node, at + 1);
  }
}
