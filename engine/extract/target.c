/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/target.h"

#include <string.h>

enum { MOST_TARGETS = 8, TARGET_BYTES = 512, ISO_CODE = 3 };

typedef struct target_list {
  const char *names[MOST_TARGETS]; /* [n] borrowed from the lexicon */
  size_t n;
  const char *own, *home; /* the speaker and its country */
} target_list;

/* The first actor that ends after a byte. */
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
static bool may_be_target(const char *kind) {
  static const char *const others[] = {"agency", "group", "people", "none"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(kind, others[i]) == 0) return false;
  return true;
}

static void add(target_list *list, const char *name) {
  if (list->n == MOST_TARGETS || strcmp(name, list->own) == 0) return;
  if (strlen(name) == ISO_CODE && strncmp(name, list->home, ISO_CODE) == 0) return;
  for (size_t i = 0; i < list->n; i++)
    if (strcmp(list->names[i], name) == 0) return;
  list->names[list->n++] = name;
}

/* The lexicon's name of whoever appears at that place under a surname that the article explains: "Kim". */
static const char *explained(const roster *people, const appearance *a) {
  const entity *e = &people->entities[a->entity];
  return e->home ? roster_string(people, e->name) : NULL;
}

tenor_status target_find(roster *people, const reading *r, uint32_t begin, uint32_t end,
                         const source *speaker, uint32_t *target) {
  target_list list = {.own = roster_string(people, speaker->name), .home = speaker->home};
  const uint32_t from = r->lexemes[begin].begin, to = r->lexemes[end - 1].end;
  size_t next = roster_find_appearance(people, begin);
  *target = INTERN_NONE;
  for (size_t i = first_actor(r, from);; i++) {
    const bool is_last = i >= r->n_actors || r->actors[i].begin >= to;
    const uint32_t limit = is_last ? to : r->actors[i].begin;
    for (; next < people->n_appearances; next++) {
      const appearance *a = &people->appearances[next];
      if (a->lexeme >= end || r->lexemes[a->lexeme].begin >= limit) break;
      const char *name = explained(people, a);
      if (name) add(&list, name);
    }
    if (is_last) break;
    const bool told = next < people->n_appearances &&
                      r->lexemes[people->appearances[next].lexeme].begin < r->actors[i].end;
    if (may_be_target(r->actors[i].is.kind) &&
        !(told && strcmp(r->actors[i].is.kind, "person") == 0))
      add(&list, r->actors[i].is.name);
  }
  char names[TARGET_BYTES];
  size_t size = 0;
  for (size_t i = 0; i < list.n; i++) {
    const size_t length = strlen(list.names[i]);
    if (size + length + 2 > sizeof names) break;
    if (i > 0) {
      memcpy(names + size, "; ", 2);
      size += 2;
    }
    memcpy(names + size, list.names[i], length);
    size += length;
  }
  return size > 0 ? intern_add(&people->strings, names, size, target) : TENOR_OK;
}
