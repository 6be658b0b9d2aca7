/* SPDX-License-Identifier: Apache-2.0 */
#include "explain/ledger.h"

#include <math.h>
#include <stdlib.h>

void ledger_finish(ledger *l) {
  free(l->parts);
  free(l->lines);
  *l = (ledger){0};
}

static int compare_numbers(double a, double b) {
  return (a > b) - (a < b);
}

/* By place; what is about the whole text by its order, which is fixed; within a place the largest
 * first. Reasons come in one array sorted by size, so their addresses tell that order. */
static int compare_places(const void *x, const void *y) {
  const tenor_reason *a = *(const tenor_reason *const *)x, *b = *(const tenor_reason *const *)y;
  if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
  if (a->end != b->end) return a->end < b->end ? -1 : 1;
  return a < b ? -1 : a > b;
}

static int compare_lines(const void *x, const void *y) {
  const ledger_line *a = x, *b = y;
  const int by_size = compare_numbers(fabs(b->contribution), fabs(a->contribution));
  if (by_size != 0) return by_size;
  if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
  if (a->end != b->end) return a->end < b->end ? -1 : 1;
  return a->first < b->first ? -1 : a->first > b->first;
}

static bool grow(void **array, size_t *capacity, size_t need, size_t element) {
  if (need <= *capacity) return true;
  void *more = realloc(*array, need * element);
  if (!more) return false;
  *array = more;
  *capacity = need;
  return true;
}

static bool make_room(ledger *l, size_t n) {
  void *parts = l->parts, *lines = l->lines;
  const bool made = grow(&parts, &l->parts_capacity, n, sizeof *l->parts) &&
                    grow(&lines, &l->lines_capacity, n, sizeof *l->lines);
  l->parts = parts;
  l->lines = lines;
  return made;
}

static bool same_place(const ledger_line *line, const tenor_reason *r) {
  return r->begin < r->end && line->begin == r->begin && line->end == r->end;
}

tenor_status ledger_fill(ledger *l, const tenor_reason *reasons, size_t n, tenor_error *error) {
  l->n_parts = l->n_lines = 0;
  l->bias = 0;
  if (!make_room(l, n + 1)) return tenor_error_memory(error);
  for (size_t i = 0; i < n; i++) {
    if (reasons[i].kind == TENOR_REASON_BIAS)
      l->bias += reasons[i].contribution;
    else
      l->parts[l->n_parts++] = &reasons[i];
  }
  qsort(l->parts, l->n_parts, sizeof *l->parts, compare_places);
  for (size_t i = 0; i < l->n_parts; i++) {
    const tenor_reason *r = l->parts[i];
    if (l->n_lines == 0 || !same_place(&l->lines[l->n_lines - 1], r))
      l->lines[l->n_lines++] = (ledger_line){r->begin, r->end, 0, i, 0};
    l->lines[l->n_lines - 1].contribution += r->contribution;
    l->lines[l->n_lines - 1].n++;
  }
  qsort(l->lines, l->n_lines, sizeof *l->lines, compare_lines);
  return TENOR_OK;
}

double ledger_rest(const ledger *l, size_t first) {
  double sum = 0;
  for (size_t i = first; i < l->n_lines; i++) sum += l->lines[i].contribution;
  return sum;
}

double ledger_largest(const ledger *l, size_t n) {
  double largest = fabs(ledger_rest(l, n));
  for (size_t i = 0; i < n && i < l->n_lines; i++)
    largest = fmax(largest, fabs(l->lines[i].contribution));
  return largest;
}
