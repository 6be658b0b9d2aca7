/* SPDX-License-Identifier: Apache-2.0 */
#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"

void intern_init(tenor_intern *intern) {
  memset(intern, 0, sizeof *intern);
}

void intern_finish(tenor_intern *intern) {
  free(intern->bytes);
  free(intern->starts);
  free(intern->slots);
  intern_init(intern);
}

void intern_clear(tenor_intern *intern) {
  intern->n = intern->n_bytes = 0;
  if (intern->n_slots > 0) memset(intern->slots, 0, intern->n_slots * sizeof *intern->slots);
}

const char *intern_string(const tenor_intern *intern, uint32_t id, size_t *size) {
  if (size) *size = intern->starts[id + 1] - intern->starts[id] - 1;
  return intern->bytes + intern->starts[id];
}

enum { TAG_SHIFT = 32 };

static uint32_t slot_id(uint64_t slot) {
  return (uint32_t)slot - 1;
}

/* The slot that holds the string, or the empty one where it belongs. Half of the hash stands in the slot, so that other
 * strings are told apart without a look at them. */
static size_t find_slot(const tenor_intern *intern, const char *data, size_t size, uint64_t hash) {
  const size_t mask = intern->n_slots - 1;
  size_t slot = (size_t)hash & mask;
  for (; intern->slots[slot] != 0; slot = (slot + 1) & mask) {
    if (intern->slots[slot] >> TAG_SHIFT != hash >> TAG_SHIFT) continue;
    size_t found_size;
    const char *found = intern_string(intern, slot_id(intern->slots[slot]), &found_size);
    if (found_size == size && (size == 0 || memcmp(found, data, size) == 0)) break;
  }
  return slot;
}

uint32_t intern_find(const tenor_intern *intern, const char *data, size_t size) {
  if (intern->n_slots == 0) return INTERN_NONE;
  const uint64_t held = intern->slots[find_slot(intern, data, size, bytes_hash(data, size))];
  return held == 0 ? INTERN_NONE : slot_id(held);
}

/* Twice as many slots; the strings are all different, so each goes to the next empty one. */
static tenor_status rehash(tenor_intern *intern) {
  const size_t n_slots = intern->n_slots == 0 ? 64 : intern->n_slots * 2;
  uint64_t *slots = calloc(n_slots, sizeof *slots);
  if (!slots) return TENOR_ERR_MEMORY;
  for (uint32_t id = 0; id < intern->n; id++) {
    size_t size;
    const char *string = intern_string(intern, id, &size);
    const uint64_t hash = bytes_hash(string, size);
    size_t slot = (size_t)hash & (n_slots - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (n_slots - 1);
    slots[slot] = (hash >> TAG_SHIFT << TAG_SHIFT) | (id + 1);
  }
  free(intern->slots);
  intern->slots = slots;
  intern->n_slots = n_slots;
  return TENOR_OK;
}

tenor_status intern_add(tenor_intern *intern, const char *data, size_t size, uint32_t *id) {
  if ((intern->n + 1) * 2 > intern->n_slots) TRY(rehash(intern));
  const uint64_t hash = bytes_hash(data, size);
  const size_t slot = find_slot(intern, data, size, hash);
  if (intern->slots[slot] != 0) {
    *id = slot_id(intern->slots[slot]);
    return TENOR_OK;
  }
  if (intern->n_bytes + size + 1 >= UINT32_MAX) return TENOR_ERR_LIMIT;
  TRY(tenor_grow(&intern->bytes, &intern->bytes_capacity, intern->n_bytes + size + 1, 1));
  TRY(tenor_grow(&intern->starts, &intern->starts_capacity, intern->n + 2, sizeof *intern->starts));
  if (size > 0) memcpy(intern->bytes + intern->n_bytes, data, size);
  intern->bytes[intern->n_bytes + size] = '\0';
  intern->starts[intern->n] = (uint32_t)intern->n_bytes;
  intern->n_bytes += size + 1;
  *id = (uint32_t)intern->n++;
  intern->starts[intern->n] = (uint32_t)intern->n_bytes;
  intern->slots[slot] = (hash >> TAG_SHIFT << TAG_SHIFT) | (*id + 1);
  return TENOR_OK;
}
