/* SPDX-License-Identifier: Apache-2.0 */
#include "explain/shading.h"

#include <math.h>
#include <stdlib.h>

void shading_finish(shading *s) {
  free(s->shades);
  *s = (shading){0};
}

static int compare_begins(const void *x, const void *y) {
  const shade *a = x, *b = y;
  return (a->begin > b->begin) - (a->begin < b->begin);
}

static bool is_blank(tenor_text text, uint32_t begin, uint32_t end) {
  while (begin < end && strchr(" \t\r\n", text.data[begin]) && text.data[begin] != '\0') begin++;
  return begin == end;
}

/* Cuts the text at every end of a place: each cut is first a shade of which only the begin is
 * known. */
static void cut(shading *s, tenor_text text, const ledger *l) {
  size_t n = 0;
  s->shades[n++] = (shade){0, 0, false, 0};
  for (size_t i = 0; i < l->n_lines; i++) {
    s->shades[n++] = (shade){l->lines[i].begin, 0, false, 0};
    s->shades[n++] = (shade){l->lines[i].end, 0, false, 0};
  }
  qsort(s->shades, n, sizeof *s->shades, compare_begins);
  s->n = 0;
  for (size_t i = 0; i < n; i++) {
    const uint32_t begin = s->shades[i].begin;
    const uint32_t end = i + 1 < n ? s->shades[i + 1].begin : (uint32_t)text.size;
    if (begin < end) s->shades[s->n++] = (shade){begin, end, is_blank(text, begin, end), 0};
  }
}

/* The first shade that begins at `begin` or later. */
static size_t find(const shading *s, uint32_t begin) {
  size_t low = 0, high = s->n;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (s->shades[middle].begin < begin)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void hand_out(shading *s, const ledger_line *line) {
  const size_t first = find(s, line->begin), end = find(s, line->end);
  size_t n = 0;
  for (size_t i = first; i < end; i++) n += !s->shades[i].blank;
  for (size_t i = first; i < end; i++)
    if (!s->shades[i].blank) s->shades[i].value += line->contribution / (double)n;
}

tenor_status shading_fill(shading *s, tenor_text text, const ledger *l, tenor_error *error) {
  const size_t need = 2 * l->n_lines + 1;
  if (need > s->capacity) {
    shade *more = realloc(s->shades, need * sizeof *more);
    if (!more) return tenor_error_memory(error);
    s->shades = more;
    s->capacity = need;
  }
  cut(s, text, l);
  for (size_t i = 0; i < l->n_lines; i++) hand_out(s, &l->lines[i]);
  s->largest = 0;
  for (size_t i = 0; i < s->n; i++) s->largest = fmax(s->largest, fabs(s->shades[i].value));
  return TENOR_OK;
}

int shading_step(const shading *s, const shade *one, int n) {
  const double weakest = 0.08;
  const double share = s->largest > 0 ? fabs(one->value) / s->largest : 0;
  if (one->blank || share < weakest) return 0;
  int step = (int)ceil(share * n);
  if (step > n) step = n;
  return one->value < 0 ? -step : step;
}
