/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/key_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

#define MAX_RECORDS ((size_t)1 << 31)

void key_index_init(key_index *index, size_t record, size_t key) {
  *index = (key_index){.record = record, .key = key};
}

void key_index_finish(key_index *index) {
  free(index->slots);
  index->slots = NULL;
  index->n_slots = 0;
}

static const void *key_at(const key_index *index, const void *records, size_t place) {
  return (const char *)records + place * index->record;
}

/* The slot of the record with that key, or the empty one where it belongs. */
static size_t find_slot(const key_index *index, const void *records, const void *key) {
  const size_t mask = index->n_slots - 1;
  size_t slot = (size_t)bytes_hash(key, index->key) & mask;
  for (; index->slots[slot] != 0; slot = (slot + 1) & mask)
    if (memcmp(key_at(index, records, index->slots[slot] - 1), key, index->key) == 0) break;
  return slot;
}

tenor_status key_index_make(key_index *index, const void *records, size_t n) {
  size_t n_slots = 64;
  if (n >= MAX_RECORDS) return TENOR_ERR_LIMIT;
  while (n_slots < (n + 1) * 2) n_slots *= 2;
  if (n_slots > index->n_slots) {
    uint32_t *slots = malloc(n_slots * sizeof *slots);
    if (!slots) return TENOR_ERR_MEMORY;
    free(index->slots);
    index->slots = slots;
    index->n_slots = n_slots;
  }
  memset(index->slots, 0, index->n_slots * sizeof *index->slots);
  for (size_t i = 0; i < n; i++)
    index->slots[find_slot(index, records, key_at(index, records, i))] = (uint32_t)i + 1;
  return TENOR_OK;
}

tenor_status key_index_place(key_index *index, const void *records, size_t n, const void *key,
                             size_t *place) {
  if ((n + 1) * 2 > index->n_slots) TRY(key_index_make(index, records, n));
  const size_t slot = find_slot(index, records, key);
  if (index->slots[slot] == 0) index->slots[slot] = (uint32_t)n + 1;
  *place = index->slots[slot] - 1;
  return TENOR_OK;
}
