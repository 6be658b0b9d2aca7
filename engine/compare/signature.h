/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is kept of a statement to tell whether another repeats it: the set of its stems, and a few numbers that
 * similar sets are likely to share.
 *
 * For each of many hash functions take the least hash of all shingles: two sets have the same minimum with a
 * probability that is their Jaccard similarity J (Broder 1997, min-wise hashing). SIGNATURE_ROWS minima make a
 * band; that one of SIGNATURE_BANDS bands is equal has the probability 1 - (1 - J^rows)^bands: 0.99 at J = 0.6, 0.93 at
 * 0.5, 0.02 at 0.1. Shingles are stems and pairs of neighbouring stems: pairs keep statements apart that share
 * nothing but their small words.
 */
#ifndef TENOR_COMPARE_SIGNATURE_H
#define TENOR_COMPARE_SIGNATURE_H

#include <stdbool.h>

#include "compare/stems.h"
#include "tenor_duplicates.h"

enum {
  SIGNATURE_BANDS = 20,
  SIGNATURE_ROWS = 3,
  SIGNATURE_HASHES = SIGNATURE_BANDS * SIGNATURE_ROWS,
  SIGNATURE_NAMED = 1 /* lowest bit of a stem's hash: it is a number, or a name in this statement */
};

/* The set of a statement's stems. */
typedef struct stem_set {
  const uint32_t *stems; /* [n] hashes in rising order, each once; borrowed */
  size_t n;
  uint32_t n_negators;
} stem_set;

/* Makes signatures; owns the last one made. */
typedef struct signature {
  stem_reader reader;
  uint32_t salts[SIGNATURE_HASHES];
  uint32_t *stems, *order; /* [set.n] hashes; [tokens.n] the same in order of the text */
  size_t stems_capacity, order_capacity;
  stem_set set;
  uint64_t identity;               /* hash of the stems in their order */
  uint32_t bands[SIGNATURE_BANDS]; /* a hash of each band's minima */
} signature;

/* Errors: MEMORY. */
tenor_status signature_init(signature *s);
void signature_finish(signature *s);

/* Errors: MEMORY, LIMIT. */
tenor_status signature_read(signature *s, tenor_text text);

/* Whether the sets are near enough under `options`, stated in tenor_duplicates.h. */
bool signature_near(const stem_set *a, const stem_set *b, const tenor_duplicates_options *options);

#endif
