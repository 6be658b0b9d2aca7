/* SPDX-License-Identifier: Apache-2.0 */
/* Strings to numbers 0, 1, 2, ... in order of first appearance: speakers, groups, ids. */
#ifndef TENOR_NAMES_H
#define TENOR_NAMES_H

#include "input/batch.h"

#define NAMES_NONE SIZE_MAX

typedef struct name_table {
  batch memory;
  cell *strings; /* [n] terminated */
  size_t n, capacity;
  size_t *slots; /* [n_slots] number + 1; 0: empty; a power of two */
  size_t n_slots;
} name_table;

void names_init(name_table *s);
void names_finish(name_table *s);

/* The number of a string, which is copied at first sight; NAMES_NONE when memory is out. */
size_t names_add(name_table *s, const char *data, size_t size);
/* The number, or NAMES_NONE. */
size_t names_find(const name_table *s, const char *data, size_t size);

#endif
