/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/extremes.h"

#include <stdlib.h>
#include <string.h>

void extremes_init(extremes *e) {
  *e = (extremes){.of = NULL};
  names_init(&e->groups);
}

static void free_extreme(extreme *x) {
  free(x->text);
  free(x->document);
  free(x->date);
  *x = (extreme){.text = NULL};
}

void extremes_finish(extremes *e) {
  for (size_t g = 0; g < e->groups.n; g++)
    for (size_t i = 0; i < EXTREMES_KEPT; i++) {
      free_extreme(&e->of[g].highest[i]);
      free_extreme(&e->of[g].lowest[i]);
    }
  free(e->of);
  names_finish(&e->groups);
  e->of = NULL;
}

static tenor_status find_group(extremes *e, cell group, group_extremes **found) {
  const size_t n = e->groups.n;
  if (n == e->capacity) {
    const size_t capacity = e->capacity ? e->capacity * 2 : 64;
    group_extremes *grown = realloc(e->of, capacity * sizeof *grown);
    if (!grown) return TENOR_ERR_MEMORY;
    e->of = grown, e->capacity = capacity;
  }
  const size_t at = names_add(&e->groups, group.data, group.size);
  if (at == NAMES_NONE) return TENOR_ERR_MEMORY;
  *found = &e->of[at];
  if (at == n) memset(*found, 0, sizeof **found);
  return TENOR_OK;
}

static char *copy_of(cell c) {
  char *copy = malloc(c.size + 1);
  if (!copy) return NULL;
  if (c.size > 0) memcpy(copy, c.data, c.size);
  copy[c.size] = '\0';
  return copy;
}

/* `sign` is 1 for the highest, -1 for the lowest. */
static tenor_status keep(extreme *kept, size_t *n, double sign, const extreme *found, cell text,
                         cell document, cell date) {
  size_t at = *n;
  while (at > 0 && sign * found->score > sign * kept[at - 1].score) at--;
  if (at == EXTREMES_KEPT) return TENOR_OK;
  extreme copy = *found;
  copy.text = copy_of(text);
  copy.document = copy_of(document);
  copy.date = copy_of(date);
  if (!copy.text || !copy.document || !copy.date) {
    free_extreme(&copy);
    return TENOR_ERR_MEMORY;
  }
  if (*n == EXTREMES_KEPT)
    free_extreme(&kept[EXTREMES_KEPT - 1]);
  else
    ++*n;
  memmove(kept + at + 1, kept + at, (*n - 1 - at) * sizeof *kept);
  kept[at] = copy;
  return TENOR_OK;
}

tenor_status extremes_add(extremes *e, cell group, double score, uint64_t line, cell text,
                          cell document, cell date) {
  group_extremes *g;
  const extreme found = {NULL, NULL, NULL, score, line};
  tenor_status status = find_group(e, group, &g);
  if (status >= 0) status = keep(g->highest, &g->n_highest, 1, &found, text, document, date);
  if (status >= 0) status = keep(g->lowest, &g->n_lowest, -1, &found, text, document, date);
  return status;
}

const group_extremes *extremes_find(const extremes *e, const char *group) {
  const size_t at = names_find(&e->groups, group, strlen(group));
  return at == NAMES_NONE ? NULL : &e->of[at];
}
