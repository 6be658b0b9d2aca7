/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The vocabulary of a model: stems, pairs of stems that stand side by side, and word forms that have a vector.
 *
 * A stem's id is also the number of its feature; the features of pairs follow those of the stems. Pairs are
 * looked up by the two ids, never by text. Like a lexicon, a vocabulary is a blob that is used where it lies.
 */
#ifndef TENOR_FEATURE_NGRAM_H
#define TENOR_FEATURE_NGRAM_H

#include <stdbool.h>

#include "base/blob.h"
#include "base/bytes.h"
#include "base/intern.h"

#define NGRAM_NONE UINT32_MAX

/* A hash table of strings in a blob: text to dense id. */
typedef struct string_table {
  const char *bytes; /* [n_bytes] */
  size_t n_bytes;
  const uint32_t *starts; /* [n + 1] */
  size_t n;
  const uint32_t *slots; /* [n_slots] id + 1; a power of two */
  size_t n_slots;
} string_table;

typedef struct ngram_pair {
  uint32_t first, second; /* stems */
  uint32_t feature;       /* 0: empty slot (feature 0 is always a stem) */
} ngram_pair;

typedef struct ngram_vocabulary {
  string_table stems;
  string_table words;      /* forms that have a vector; may be empty */
  const ngram_pair *pairs; /* [n_pair_slots] a power of two */
  size_t n_pair_slots;
  uint32_t n_pairs;
  uint32_t n_features; /* stems.n + n_pairs */
} ngram_vocabulary;

/* Checks the blob in borrowed memory. Errors: FORMAT. */
tenor_status ngram_open(ngram_vocabulary *vocabulary, const void *bytes, size_t size,
                        tenor_error *error);

uint32_t string_table_find(const string_table *table, const char *data, size_t size);
/* Borrowed, not terminated. */
const char *string_table_get(const string_table *table, uint32_t id, size_t *size);

/* Where the look-up of a pair begins: prefetch it, then find it. */
static inline size_t ngram_pair_slot(const ngram_vocabulary *vocabulary, uint32_t first,
                                     uint32_t second) {
  return (size_t)bytes_hash_pair(first, second) & (vocabulary->n_pair_slots - 1);
}

/* The feature of two neighbouring stems, or NGRAM_NONE. */
static inline uint32_t ngram_pair_find(const ngram_vocabulary *vocabulary, uint32_t first,
                                       uint32_t second) {
  const size_t mask = vocabulary->n_pair_slots - 1;
  size_t slot = ngram_pair_slot(vocabulary, first, second);
  for (; vocabulary->pairs[slot].feature != 0; slot = (slot + 1) & mask)
    if (vocabulary->pairs[slot].first == first && vocabulary->pairs[slot].second == second)
      return vocabulary->pairs[slot].feature;
  return NGRAM_NONE;
}
/* The stems of a pair's feature (linear search: for explanations and exports). */
bool ngram_pair_of(const ngram_vocabulary *vocabulary, uint32_t feature, uint32_t *first,
                   uint32_t *second);

/* Builds the blob. `stems` in order of their features; pairs [n_pairs] of stem ids, in order; `words` may be
 * NULL. *bytes is owned by the caller. Errors: MEMORY. */
tenor_status ngram_build(const tenor_intern *stems, const uint32_t (*pairs)[2], uint32_t n_pairs,
                         const tenor_intern *words, unsigned char **bytes, size_t *size);

#endif
