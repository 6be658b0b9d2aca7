/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compact letter display by insertion and absorption (Piepho 2004): begin with one letter that all groups bear; for
 * each pair that differs, split every letter that both bear into two that lack one of them; drop a letter whose groups
 * all bear another one. What is left says exactly which pairs do not differ: those that share a letter.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "tenor_compare.h"

enum { MAX_LETTERS = 256 }; /* nobody reads as many; and it bounds the time */

typedef struct letter_table {
  unsigned char *rows; /* [n_rows][n] nonzero where the group bears the letter */
  size_t n_rows, capacity, n;
} letter_table;

static unsigned char *row_at(const letter_table *t, size_t row) {
  return t->rows + row * t->n;
}

/* Whether all groups of letter `inner` bear `outer` too. */
static bool is_within(const letter_table *t, size_t inner, size_t outer) {
  for (size_t i = 0; i < t->n; i++)
    if (row_at(t, inner)[i] && !row_at(t, outer)[i]) return false;
  return true;
}

static void drop_row(letter_table *t, size_t row) {
  t->n_rows--;
  memmove(row_at(t, row), row_at(t, row + 1), (t->n_rows - row) * t->n);
}

/* Drops letters that say nothing new. Only those that lost `a` or `b` in a split can: they bear one of the two. */
static void absorb(letter_table *t, size_t a, size_t b) {
  for (size_t row = t->n_rows; row-- > 0;) {
    if (row_at(t, row)[a] == row_at(t, row)[b]) continue;
    for (size_t other = 0; other < t->n_rows; other++)
      if (other != row && is_within(t, row, other)) {
        drop_row(t, row);
        break;
      }
  }
}

static tenor_status split(letter_table *t, size_t a, size_t b) {
  const size_t n_before = t->n_rows;
  for (size_t row = 0; row < n_before; row++) {
    if (!row_at(t, row)[a] || !row_at(t, row)[b]) continue;
    if (t->n_rows == MAX_LETTERS) return TENOR_ERR_LIMIT;
    TRY(tenor_grow(&t->rows, &t->capacity, (t->n_rows + 1) * t->n, 1));
    memcpy(row_at(t, t->n_rows), row_at(t, row), t->n);
    row_at(t, t->n_rows++)[a] = 0;
    row_at(t, row)[b] = 0;
  }
  if (t->n_rows > n_before) absorb(t, a, b);
  return TENOR_OK;
}

static tenor_status make(letter_table *t, const unsigned char *differ) {
  TRY(tenor_grow(&t->rows, &t->capacity, t->n, 1));
  memset(t->rows, 1, t->n);
  t->n_rows = 1;
  for (size_t a = 0; a < t->n; a++)
    for (size_t b = a + 1; b < t->n; b++)
      if (differ[a * t->n + b]) TRY(split(t, a, b));
  return TENOR_OK;
}

/* Rows so that the first group bears the first letters: descending as strings of bytes. */
static void sort_rows(letter_table *t) {
  for (size_t row = 1; row < t->n_rows; row++)
    for (size_t at = row; at > 0 && memcmp(row_at(t, at - 1), row_at(t, at), t->n) < 0; at--)
      for (size_t i = 0; i < t->n; i++) {
        const unsigned char held = row_at(t, at)[i];
        row_at(t, at)[i] = row_at(t, at - 1)[i];
        row_at(t, at - 1)[i] = held;
      }
}

tenor_status tenor_letters_make(const unsigned char *differ, uint32_t n, unsigned char **letters,
                                uint32_t *n_letters) {
  letter_table table = {.n = n};
  *letters = NULL;
  *n_letters = 0;
  if (n == 0) return TENOR_OK;
  const tenor_status status = make(&table, differ);
  if (status < 0) {
    free(table.rows);
    return status;
  }
  sort_rows(&table);
  *letters = table.rows;
  *n_letters = (uint32_t)table.n_rows;
  return TENOR_OK;
}

void tenor_letters_free(unsigned char **letters) {
  if (!letters) return;
  free(*letters);
  *letters = NULL;
}
