/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The optimal string alignment distance: Levenshtein's, by dynamic programming over a matrix small
 * enough for the stack, where a swap of two neighbours counts once, as it is the commonest slip in
 * typing. (F. J. Damerau, A technique for computer detection and correction of spelling errors,
 * 1964.)
 */
#include "nearest.h"

#include <stdint.h>
#include <string.h>

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

size_t nearest_edits(const char *a, const char *b) {
  size_t cost[NEAREST_MAX + 1][NEAREST_MAX + 1]; /* [i][j]: first i bytes of a to first j of b */
  size_t n = strlen(a), m = strlen(b);
  if (n > NEAREST_MAX || m > NEAREST_MAX) return SIZE_MAX;

  for (size_t i = 0; i <= n; i++) cost[i][0] = i;
  for (size_t j = 0; j <= m; j++) cost[0][j] = j;
  for (size_t i = 1; i <= n; i++) {
    for (size_t j = 1; j <= m; j++) {
      size_t edits = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      edits = least(edits, least(cost[i - 1][j], cost[i][j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        edits = least(edits, cost[i - 2][j - 2] + 1);
      cost[i][j] = edits;
    }
  }
  return cost[n][m];
}

nearest nearest_to(const char *word) {
  /* One edit in three letters: a word as different as that was probably meant otherwise. */
  return (nearest){.word = word, .best = NULL, .edits = strlen(word) / 3 + 2};
}

void nearest_try(nearest *search, const char *candidate) {
  size_t edits = nearest_edits(search->word, candidate);
  if (edits < search->edits) {
    search->edits = edits;
    search->best = candidate;
  }
}
