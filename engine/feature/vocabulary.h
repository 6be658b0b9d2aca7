/* SPDX-License-Identifier: Apache-2.0 */
/* Counts stems and pairs of stems over many texts and keeps those common enough to learn from. */
#ifndef TENOR_FEATURE_VOCABULARY_H
#define TENOR_FEATURE_VOCABULARY_H

#include "base/intern.h"
#include "feature/analysis.h"

typedef struct vocabulary_counter {
  tenor_intern stems;
  tenor_intern pairs;                /* the 8 bytes of two stem ids */
  uint32_t *stem_texts, *pair_texts; /* [stems.n], [pairs.n] texts that contain it */
  size_t stem_texts_capacity, pair_texts_capacity;
  uint32_t *stem_last, *pair_last; /* the last text seen with it */
  size_t stem_last_capacity, pair_last_capacity;
  uint32_t n_texts;
  analysis analysis;
} vocabulary_counter;

/* The proper names of `masked` are not counted, nor are pairs with them; NULL: everything is. Errors: MEMORY. */
tenor_status vocabulary_counter_init(vocabulary_counter *counter,
                                     const struct tenor_lexicon *masked);
void vocabulary_counter_finish(vocabulary_counter *counter);
tenor_status vocabulary_counter_add(vocabulary_counter *counter, tenor_text text);

/* What was kept, ready for ngram_build. */
typedef struct vocabulary_choice {
  tenor_intern stems;
  uint32_t (*pairs)[2]; /* [n_pairs] */
  uint32_t n_pairs;
  float *idf; /* [stems.n + n_pairs] ln((1 + texts) / (1 + texts with it)) + 1 */
} vocabulary_choice;

/* Keeps what stands in `min_stem`, `min_pair` texts or more (0: none at all), in order of first appearance. */
tenor_status vocabulary_choose(const vocabulary_counter *counter, uint32_t min_stem,
                               uint32_t min_pair, vocabulary_choice *choice);
void vocabulary_choice_finish(vocabulary_choice *choice);

#endif
