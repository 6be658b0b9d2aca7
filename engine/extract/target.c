/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/target.h"

#include <string.h>

enum { MOST_TARGETS = 8, TARGET_BYTES = 512 };

static size_t first_actor(const reading *r, uint32_t byte) {
  size_t low = 0, high = r->n_actors;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (r->actors[middle].end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Media pass words on, and peoples and movements at large are no actors that one statement can be laid against. */
static bool may_be_target(const actor *a) {
  static const char *const kinds[] = {"agency", "group", "people", "none"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp(a->is.kind, kinds[i]) == 0) return false;
  return true;
}

/* The country of a person or party: the note's first code. */
static const char *country_of(const char *name, const roster *people, const reading *r) {
  (void)people;
  for (size_t i = 0; i < r->n_actors; i++)
    if (strcmp(r->actors[i].is.name, name) == 0) return r->actors[i].is.note;
  return "";
}

tenor_status target_find(roster *people, const reading *r, uint32_t begin, uint32_t end,
                         const source *speaker, uint32_t *target) {
  char names[TARGET_BYTES];
  const char *found[MOST_TARGETS];
  size_t n = 0, size = 0;
  *target = INTERN_NONE;
  const char *own = roster_string(people, speaker->name);
  const char *country = *own ? country_of(own, people, r) : "";
  for (size_t i = first_actor(r, begin); i < r->n_actors && n < MOST_TARGETS; i++) {
    const actor *a = &r->actors[i];
    if (a->begin >= end) break;
    if (!may_be_target(a) || strcmp(a->is.name, own) == 0 ||
        (*country && strncmp(a->is.name, country, strlen(a->is.name)) == 0))
      continue;
    bool known = false;
    for (size_t k = 0; k < n; k++) known |= strcmp(found[k], a->is.name) == 0;
    const size_t length = strlen(a->is.name);
    if (known || size + length + 2 > sizeof names) continue;
    if (n > 0) {
      memcpy(names + size, "; ", 2);
      size += 2;
    }
    memcpy(names + size, a->is.name, length);
    size += length;
    found[n++] = a->is.name;
  }
  return n > 0 ? intern_add(&people->strings, names, size, target) : TENOR_OK;
}
