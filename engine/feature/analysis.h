/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One text as features: what training learns from and what scoring weighs. Both sides use this very code, so that
 * a model never sees at work what it did not see in training.
 *
 * A feature vector has three parts: dense values (layout.h), the set of n-grams present (stems and pairs of
 * neighbouring stems), and the list of words that have a vector, repeats included. The analysis owns everything
 * that scoring a text needs and keeps its memory from text to text.
 */
#ifndef TENOR_FEATURE_ANALYSIS_H
#define TENOR_FEATURE_ANALYSIS_H

#include "feature/layout.h"
#include "feature/match.h"
#include "feature/ngram.h"
#include "feature/shifters.h"

typedef struct category_sums {
  double effective; /* sum after the rules */
  double absolute;  /* sum of sizes */
  double negated;   /* of it, under negation */
  double quoted;    /* of it, in quotation marks */
  double peak;      /* farthest from 0 */
  uint32_t peak_match;
} category_sums;

typedef struct dense_value {
  uint32_t feature;
  float value;
} dense_value;

typedef struct ngram_place {
  uint32_t feature;    /* of the vocabulary */
  uint32_t begin, end; /* tokens, where it stands first */
} ngram_place;

typedef struct analysis {
  const struct tenor_lexicon *lexicon; /* borrowed; may be NULL */
  const ngram_vocabulary *vocabulary;  /* borrowed; may be NULL */
  /* lexicon's category -> layout's, or LEXICON_NONE */
  uint32_t category_map[LEXICON_MAX_CATEGORIES];
  uint32_t n_layout_categories;
  /* for the caller to set: words of a proper name are no n-grams and have no vector */
  bool mask_names;
  token_list tokens;
  word_memo memo;
  uint32_t *word_ids; /* [tokens.n] in the memo; of a masked word, that of "" */
  size_t word_ids_capacity;
  match_list matches;
  shifters shifters;
  category_sums sums[LEXICON_MAX_CATEGORIES];
  category_sums groups[N_GROUPS];
  uint64_t active;    /* bit c: the category has matches */
  dense_value *dense; /* [n_dense] values other than 0, by rising feature within each part */
  size_t n_dense;
  ngram_place *ngrams; /* [n_ngrams] each once, stems in order of the text, then pairs */
  size_t n_ngrams, ngrams_capacity;
  uint32_t *stamps; /* [vocabulary->n_features] the text in which the n-gram was last seen */
  uint32_t stamp;
  uint32_t n_known; /* tokens that the lexicon or the vocabulary knows */
} analysis;

/* `layout_lexicon` is the lexicon that the layout was made for; NULL: `lexicon` itself. Errors: MEMORY. */
tenor_status analysis_init(analysis *a, const struct tenor_lexicon *lexicon,
                           const struct tenor_lexicon *layout_lexicon,
                           const ngram_vocabulary *vocabulary);
void analysis_finish(analysis *a);

/* Reads the text into all the fields. Errors: MEMORY, LIMIT. */
tenor_status analysis_read(analysis *a, tenor_text text);

static inline const word *analysis_word(const analysis *a, size_t at) {
  return &a->memo.words[a->word_ids[at]];
}

static inline bool analysis_masked(const analysis *a, size_t at) {
  size_t size;
  (void)intern_string(&a->memo.forms, a->word_ids[at], &size);
  return size == 0; /* no token is empty */
}

/* Whether the match counts in the group. */
bool analysis_in_group(const analysis *a, const match *m, feature_group group);

#endif
