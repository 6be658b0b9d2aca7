/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The phrases of a lexicon that begin at a token: a walk through the trie of symbols.
 *
 * A word may be several symbols and a gap may skip words, so the walk branches; `steps` bounds it for each start, and
 * any text takes linear time. The trie is larger than the cache and most looks into it would find nothing: filters of
 * 64 bits, kept with the words (memo.h), spare nearly all of those.
 */
#ifndef TENOR_FEATURE_PHRASE_H
#define TENOR_FEATURE_PHRASE_H

#include "feature/memo.h"

/* Called for each term that ends before the token `end`. */
typedef void phrase_end_fn(void *user, uint32_t pattern, uint32_t category, size_t end);

typedef struct phrase_walk {
  const struct tenor_lexicon *lexicon;
  const token_list *tokens;
  const word_memo *memo;
  const uint32_t *word_ids; /* [tokens->n] ids of memo */
  phrase_end_fn *on_end;
  void *user;
  unsigned steps; /* left for the present start */
} phrase_walk;

static inline const word *phrase_word(const phrase_walk *p, size_t at) {
  return &p->memo->words[p->word_ids[at]];
}

/* Finds all phrases, of two words or more, that begin at the token. */
void phrase_find(phrase_walk *p, size_t at);

#endif
