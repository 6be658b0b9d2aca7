/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where in an array of records the one with a certain key stands. The array is the caller's and grows at its end; a
 * record begins with its key, a fixed number of bytes without gaps. (Strings have base/intern.h.)
 */
#ifndef TENOR_COMPARE_KEY_INDEX_H
#define TENOR_COMPARE_KEY_INDEX_H

#include "base/status.h"

typedef struct key_index {
  size_t record, key; /* bytes of a record, and of the key at its start */
  uint32_t *slots;    /* [n_slots] place + 1, open addressing; 0: empty */
  size_t n_slots;
} key_index;

void key_index_init(key_index *index, size_t record, size_t key);
void key_index_finish(key_index *index);

/* The place of the record with that key among records[0 .. n), or n: then the caller must put it there. Errors: MEMORY,
 * LIMIT (2^31 records). */
tenor_status key_index_place(key_index *index, const void *records, size_t n, const void *key,
                             size_t *place);

/* Makes the index for records[0 .. n) that came otherwise or have been moved. Errors: MEMORY, but not when the same
 * number of records was indexed before. */
tenor_status key_index_make(key_index *index, const void *records, size_t n);

#endif
