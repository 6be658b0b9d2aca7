/* SPDX-License-Identifier: Apache-2.0 */
/* Strings to dense ids 0, 1, 2, ... in order of first appearance: the growing table that builders use. */
#ifndef TENOR_BASE_INTERN_H
#define TENOR_BASE_INTERN_H

#include "base/status.h"

#define INTERN_NONE UINT32_MAX

typedef struct tenor_intern {
  char *bytes; /* [n_bytes] the strings, one after the other, each terminated */
  size_t n_bytes, bytes_capacity;
  uint32_t *starts; /* [n + 1] string i is bytes[starts[i] .. starts[i + 1] - 1) */
  size_t n, starts_capacity;
  /* [n_slots] open addressing: the upper half of the hash, and id + 1 below it; 0: empty */
  uint64_t *slots;
  size_t n_slots;
} tenor_intern;

void intern_init(tenor_intern *intern);
void intern_finish(tenor_intern *intern);
/* Forgets all strings; keeps the memory. */
void intern_clear(tenor_intern *intern);
/* The id of the string, which is copied at first sight. Errors: MEMORY, LIMIT (4 GiB of strings). */
tenor_status intern_add(tenor_intern *intern, const char *data, size_t size, uint32_t *id);
/* The id, or INTERN_NONE. */
uint32_t intern_find(const tenor_intern *intern, const char *data, size_t size);
/* The terminated string of an id; borrowed, valid until the next intern_add. */
const char *intern_string(const tenor_intern *intern, uint32_t id, size_t *size);

#endif
