/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terms of a lexicon in a text. In each category the longest term that begins at a word wins and hides what
 * begins inside it, so that "sea of fire" is one threat and "labour force" no force at all (weight 0).
 */
#ifndef TENOR_FEATURE_MATCH_H
#define TENOR_FEATURE_MATCH_H

#include "feature/memo.h"

typedef struct match {
  uint32_t begin, end; /* tokens, end exclusive */
  uint32_t pattern;
  uint32_t category;
  uint32_t rules;   /* TENOR_RULE_* that changed it */
  double weight;    /* as the lexicon has it */
  double effective; /* after the rules */
} match;

typedef struct match_list {
  match *matches; /* [n] in order of the text */
  size_t n, capacity;
  uint64_t *covered; /* [covered_capacity] a token: bit c: hidden in category c */
  size_t covered_capacity;
} match_list;

void match_list_init(match_list *list);
void match_list_finish(match_list *list);

/* Finds the terms; `word_ids` [tokens->n] are ids of `memo`. Weight 0 hides, and is not listed. Errors: MEMORY. */
tenor_status match_list_find(match_list *list, const token_list *tokens, const word_memo *memo,
                             const uint32_t *word_ids);

#endif
