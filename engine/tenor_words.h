/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that set a group apart from the rest: log-odds ratios with an informative Dirichlet prior (Monroe, Colaresi &
 * Quinn 2008, "Fightin' Words").
 *
 *     tenor_words_new(&words, &error);
 *     for each statement: tenor_words_add(words, speaker, text);
 *     tenor_words_rank(words, speaker, NAN, 20, &top, &n);
 *     tenor_words_free(&words);
 *
 * Counted are stems, shown as their commonest form. With y the count of a stem and n of all words, in the group (i) and
 * in the rest (j), and a the prior's count of the stem, of a0 words in all:
 *
 *     log_odds = log((yi + a) / (ni + a0 - yi - a)) - log((yj + a) / (nj + a0 - yj - a))
 *     z        = log_odds / sqrt(1 / (yi + a) + 1 / (yj + a))
 *
 * The prior is the frequency of the stem in the whole collection, as if a0 words of it had been seen on either side
 * before. It holds rare words back, whose ratios are large by chance, and common ones, whose small differences would
 * be significant: no list of stop words is needed, and none is used.
 */
#ifndef TENOR_WORDS_H
#define TENOR_WORDS_H

#include "tenor.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tenor_words tenor_words;

/* Errors: MEMORY. */
TENOR_API tenor_status tenor_words_new(tenor_words **words, tenor_error *error);
TENOR_API void tenor_words_free(tenor_words **words);

/* Counts the words of a statement; numbers, mentions and addresses are none. Errors: MEMORY, LIMIT. */
TENOR_API tenor_status tenor_words_add(tenor_words *words, tenor_text group, tenor_text text);

/* Adds the counts of `from`, which stay. Errors: MEMORY, LIMIT: then `into` is good for nothing but
 * tenor_words_free. */
TENOR_API tenor_status tenor_words_merge(tenor_words *into, const tenor_words *from);

typedef struct tenor_word {
  const char *form;   /* folded; borrowed, valid until the next add or merge */
  uint64_t n, n_rest; /* in the group, in the rest */
  double log_odds, z;
} tenor_word;

/* The `most` words of the group that have the highest z, from the top; equal ones by their form. `prior` is a0; NaN: as
 * many words as were counted in all (as Jurafsky et al. 2014 have it). *top [*n] is borrowed, valid until the next call
 * with these words. A group without words, or a collection of one group: *n is 0. Errors: ARG for a prior that is not
 * above 0; MEMORY. */
TENOR_API tenor_status tenor_words_rank(tenor_words *words, tenor_text group, double prior,
                                        size_t most, const tenor_word **top, size_t *n);

#ifdef __cplusplus
}
#endif
#endif
