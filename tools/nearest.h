/* SPDX-License-Identifier: Apache-2.0 */
/* "Did you mean": the candidate that takes the fewest edits to reach. */
#ifndef TENOR_NEAREST_H
#define TENOR_NEAREST_H

#include <stddef.h>

typedef struct nearest {
  const char *word;
  const char *best; /* NULL until a candidate is near enough to be a slip of the fingers */
  size_t edits;
} nearest;

nearest nearest_to(const char *word); /* borrowed, like the candidates */
void nearest_try(nearest *search, const char *candidate);

/* Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
   Words longer than NEAREST_MAX are never near: SIZE_MAX. */
enum { NEAREST_MAX = 40 };
size_t nearest_edits(const char *a, const char *b);

#endif
