/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cuts a line at its delimiters, for tsv and for the rows of csv that have no quote in them. The
 * cells point into one copy of the line.
 */
#include "input/fields.h"

#include <string.h>

static size_t count_fields(const char *data, size_t size, char delimiter) {
  size_t n = 1;
  for (size_t i = 0; i < size; i++) n += data[i] == delimiter;
  return n;
}

bool fields_split(batch *b, row *r, const char *data, size_t size, char delimiter) {
  const char *at = batch_copy(b, data, size);
  size_t n = count_fields(data, size, delimiter);
  if (at == NULL || !batch_add_cells(b, r, n)) return false;

  const char *end = at + size;
  for (size_t i = 0; i < n; i++) {
    const char *stop = at;
    while (stop < end && *stop != delimiter) stop++;
    r->cells[i] = (cell){at, (size_t)(stop - at)};
    at = stop + 1;
  }
  return true;
}

void fields_check_count(batch *b, row *r) {
  size_t expected = b->n_columns, found = r->n_cells;
  const char *s = expected == 1 ? "" : "s";

  if (found < expected) batch_problem(b, r, "expected %zu field%s, found %zu", expected, s, found);
  if (found > expected)
    batch_problem(b, r, "expected %zu field%s, found %zu (%zu too many)", expected, s, found,
                  found - expected);
}
