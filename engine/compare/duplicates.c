/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An index of the statements that came first of their kind: a hash table of bands, each entry of a chain being one
 * band of one statement. A new statement meets those that share a band with it and checks them.
 *
 * Formulas that a speaker has used thousands of times with other numbers would make long chains, and time grow with
 * the square; so of each chain only the latest MAX_CANDIDATES are met.
 */
#include "tenor_duplicates.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "compare/signature.h"

enum { MAX_CANDIDATES = 64, FIRST_CHAINS = 1 << 12 };
#define NO_ENTRY UINT32_MAX

/* A statement that repeats no earlier one. */
typedef struct original {
  uint64_t number, identity;
  size_t first; /* of its stems */
  uint32_t n_stems, n_negators;
  uint32_t speaker;
  int32_t day;
  uint32_t met_by; /* the last search that met it, so that none checks it twice */
} original;

/* Band i of original k is entry k * SIGNATURE_BANDS + i. */
typedef struct band_entry {
  uint32_t key;
  uint32_t next; /* in its chain, an earlier one; NO_ENTRY: none */
} band_entry;

struct tenor_duplicates {
  tenor_duplicates_options options;
  signature signature; /* of the statement at hand */
  tenor_intern speakers;
  uint64_t n;          /* statements */
  original *originals; /* [n_originals] */
  size_t n_originals, originals_capacity;
  uint32_t *stems; /* [n_stems] of the originals, one after the other */
  size_t n_stems, stems_capacity;
  band_entry *entries; /* [n_originals * SIGNATURE_BANDS] */
  size_t entries_capacity;
  uint32_t *chains; /* [n_chains] the latest entry of each; a power of two */
  size_t n_chains;
  uint32_t search; /* number of the search at hand */
};

void tenor_duplicates_options_default(tenor_duplicates_options *options) {
  *options = (tenor_duplicates_options){0.6, 0.9, 92, 10};
}

static bool is_share(double value) {
  return value >= 0.5 && value <= 1;
}

tenor_status tenor_duplicates_new(tenor_duplicates **duplicates,
                                  const tenor_duplicates_options *options, tenor_error *error) {
  *duplicates = NULL;
  if (options && (!is_share(options->similarity) || !is_share(options->containment)))
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0,
                           "similarity and containment must lie between 0.5 and 1");
  tenor_duplicates *made = calloc(1, sizeof *made);
  if (!made) return tenor_error_memory(error);
  tenor_duplicates_options_default(&made->options);
  if (options) made->options = *options;
  intern_init(&made->speakers);
  if (signature_init(&made->signature) < 0) {
    tenor_duplicates_free(&made);
    return tenor_error_memory(error);
  }
  *duplicates = made;
  return TENOR_OK;
}

void tenor_duplicates_free(tenor_duplicates **duplicates) {
  if (!duplicates || !*duplicates) return;
  tenor_duplicates *d = *duplicates;
  signature_finish(&d->signature);
  intern_finish(&d->speakers);
  free(d->originals);
  free(d->stems);
  free(d->entries);
  free(d->chains);
  free(d);
  *duplicates = NULL;
}

uint64_t tenor_duplicates_bytes(const tenor_duplicates *d) {
  return d->originals_capacity * sizeof *d->originals + d->stems_capacity * sizeof *d->stems +
         d->entries_capacity * sizeof *d->entries + d->n_chains * sizeof *d->chains;
}

/* ---- chains ------------------------------------------------------------------------------------------- */

/* Very short statements stand in one chain only, that of their identity. */
static size_t n_bands(const tenor_duplicates *d, size_t n_stems) {
  return n_stems < d->options.min_stems ? 1 : SIGNATURE_BANDS;
}

static uint32_t band_key(const tenor_duplicates *d, uint32_t speaker, size_t band) {
  const bool is_short = d->signature.set.n < d->options.min_stems;
  const uint32_t value = is_short ? (uint32_t)d->signature.identity : d->signature.bands[band];
  return (uint32_t)bytes_hash_pair(value, speaker * SIGNATURE_BANDS + (uint32_t)band);
}

static void chain_entry(tenor_duplicates *d, size_t entry) {
  uint32_t *chain = &d->chains[d->entries[entry].key & (d->n_chains - 1)];
  d->entries[entry].next = *chain;
  *chain = (uint32_t)entry;
}

/* Twice as many chains, as there would be more entries than chains. */
static tenor_status rechain(tenor_duplicates *d) {
  const size_t n_chains = d->n_chains ? d->n_chains * 2 : FIRST_CHAINS;
  uint32_t *chains = malloc(n_chains * sizeof *chains);
  if (!chains) return TENOR_ERR_MEMORY;
  free(d->chains);
  d->chains = chains;
  d->n_chains = n_chains;
  memset(chains, 0xFF, n_chains * sizeof *chains); /* NO_ENTRY */
  for (size_t k = 0; k < d->n_originals; k++)
    for (size_t i = 0; i < n_bands(d, d->originals[k].n_stems); i++)
      chain_entry(d, k * SIGNATURE_BANDS + i);
  return TENOR_OK;
}

/* ---- search ------------------------------------------------------------------------------------------- */

static bool is_near_in_time(const tenor_duplicates *d, int32_t a, int32_t b) {
  if (a == TENOR_NO_DAY || b == TENOR_NO_DAY || d->options.days < 0) return true;
  const int64_t days = (int64_t)a - b;
  return (days < 0 ? -days : days) <= d->options.days;
}

static bool repeats(const tenor_duplicates *d, const original *o, uint32_t speaker, int32_t day) {
  if (o->speaker != speaker || !is_near_in_time(d, o->day, day)) return false;
  if (o->identity == d->signature.identity) return true;
  if (d->signature.set.n < d->options.min_stems || o->n_stems < d->options.min_stems) return false;
  const stem_set set = {d->stems + o->first, o->n_stems, o->n_negators};
  return signature_near(&d->signature.set, &set, &d->options);
}

/* The earliest original that the statement at hand repeats; d->n_originals: none. */
static size_t find_original(tenor_duplicates *d, uint32_t speaker, int32_t day) {
  size_t found = d->n_originals;
  d->search++;
  for (size_t i = 0; i < n_bands(d, d->signature.set.n) && d->n_chains > 0; i++) {
    const uint32_t key = band_key(d, speaker, i);
    uint32_t entry = d->chains[key & (d->n_chains - 1)];
    for (size_t met = 0; entry != NO_ENTRY && met < MAX_CANDIDATES;
         entry = d->entries[entry].next) {
      if (d->entries[entry].key != key) continue;
      original *o = &d->originals[entry / SIGNATURE_BANDS];
      met++;
      if (o->met_by == d->search) continue;
      o->met_by = d->search;
      const size_t at = (size_t)(o - d->originals);
      if (at < found && repeats(d, o, speaker, day)) found = at;
    }
  }
  return found;
}

/* ---- statements --------------------------------------------------------------------------------------- */

static tenor_status make_room(tenor_duplicates *d) {
  const size_t n = d->n_originals + 1, n_entries = n * SIGNATURE_BANDS;
  if (n_entries >= NO_ENTRY) return TENOR_ERR_LIMIT;
  TRY(tenor_grow(&d->originals, &d->originals_capacity, n, sizeof *d->originals));
  TRY(tenor_grow(&d->stems, &d->stems_capacity, d->n_stems + d->signature.set.n, sizeof *d->stems));
  TRY(tenor_grow(&d->entries, &d->entries_capacity, n_entries, sizeof *d->entries));
  return n_entries > d->n_chains ? rechain(d) : TENOR_OK;
}

static tenor_status add_original(tenor_duplicates *d, uint32_t speaker, int32_t day) {
  const stem_set *set = &d->signature.set;
  TRY(make_room(d));
  d->originals[d->n_originals] = (original){.number = d->n,
                                            .identity = d->signature.identity,
                                            .first = d->n_stems,
                                            .n_stems = (uint32_t)set->n,
                                            .n_negators = set->n_negators,
                                            .speaker = speaker,
                                            .day = day};
  memcpy(d->stems + d->n_stems, set->stems, set->n * sizeof *set->stems);
  d->n_stems += set->n;
  for (size_t i = 0; i < n_bands(d, set->n); i++) {
    const size_t entry = d->n_originals * SIGNATURE_BANDS + i;
    d->entries[entry].key = band_key(d, speaker, i);
    chain_entry(d, entry);
  }
  d->n_originals++;
  return TENOR_OK;
}

tenor_status tenor_duplicates_add(tenor_duplicates *d, tenor_text speaker, int32_t day,
                                  tenor_text text, uint64_t *first) {
  uint32_t speaker_id;
  TRY(intern_add(&d->speakers, speaker.data, speaker.size, &speaker_id));
  TRY(signature_read(&d->signature, text));
  *first = d->n;
  if (d->signature.set.n > 0) {
    const size_t found = find_original(d, speaker_id, day);
    if (found < d->n_originals)
      *first = d->originals[found].number;
    else
      TRY(add_original(d, speaker_id, day));
  }
  d->n++;
  return TENOR_OK;
}
