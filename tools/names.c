/* SPDX-License-Identifier: Apache-2.0 */
/* Open addressing with FNV-1a (Fowler, Noll & Vo 1991), at most half full. */
#include "names.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

void names_init(name_table *s) {
  *s = (name_table){.strings = NULL};
  batch_init(&s->memory);
}

void names_finish(name_table *s) {
  batch_finish(&s->memory);
  free(s->strings);
  free(s->slots);
  *s = (name_table){.strings = NULL};
}

/* The slot that holds the string, or the empty one where it belongs. */
static size_t find_slot(const name_table *s, const char *data, size_t size) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)data[i]) * 0x100000001b3u;
  size_t slot = (size_t)(hash ^ hash >> 32) & (s->n_slots - 1);
  for (; s->slots[slot] != 0; slot = (slot + 1) & (s->n_slots - 1)) {
    const cell *held = &s->strings[s->slots[slot] - 1];
    if (held->size == size && (size == 0 || memcmp(held->data, data, size) == 0)) break;
  }
  return slot;
}

size_t names_find(const name_table *s, const char *data, size_t size) {
  if (s->n_slots == 0) return NAMES_NONE;
  return s->slots[find_slot(s, data, size)] - 1; /* an empty slot wraps to NAMES_NONE */
}

static bool rehash(name_table *s) {
  const size_t n_slots = s->n_slots ? s->n_slots * 2 : FIRST_SLOTS;
  size_t *slots = calloc(n_slots, sizeof *slots);
  if (!slots) return false;
  free(s->slots);
  s->slots = slots;
  s->n_slots = n_slots;
  for (size_t i = 0; i < s->n; i++)
    slots[find_slot(s, s->strings[i].data, s->strings[i].size)] = i + 1;
  return true;
}

size_t names_add(name_table *s, const char *data, size_t size) {
  if ((s->n + 1) * 2 > s->n_slots && !rehash(s)) return NAMES_NONE;
  const size_t slot = find_slot(s, data, size);
  if (s->slots[slot] != 0) return s->slots[slot] - 1;
  if (s->n == s->capacity) {
    const size_t capacity = s->capacity ? s->capacity * 2 : FIRST_SLOTS;
    cell *grown = realloc(s->strings, capacity * sizeof *grown);
    if (!grown) return NAMES_NONE;
    s->strings = grown, s->capacity = capacity;
  }
  const char *copy = batch_copy(&s->memory, size > 0 ? data : "", size);
  if (!copy) return NAMES_NONE;
  s->strings[s->n] = (cell){copy, size};
  s->slots[slot] = ++s->n;
  return s->n - 1;
}
