/* SPDX-License-Identifier: Apache-2.0 */
/* Puts a comparison in order. What can fail comes first, so that a failure changes nothing. */
#include <stdlib.h>
#include <string.h>

#include "compare/comparison.h"

/* ---- names ---------------------------------------------------------------------------------------------- */

typedef struct name_item {
  const char *name;
  uint32_t id;
} name_item;

static int compare_names(const void *left, const void *right) {
  return strcmp(((const name_item *)left)->name, ((const name_item *)right)->name);
}

/* The same names numbered by the order of their bytes, and what was i is now ranks[i]. */
typedef struct sorted_names {
  tenor_intern names;
  uint32_t *ranks; /* [n] */
} sorted_names;

static void sorted_names_finish(sorted_names *sorted) {
  intern_finish(&sorted->names);
  free(sorted->ranks);
}

static tenor_status sort_names(const tenor_intern *names, sorted_names *sorted) {
  tenor_status status = TENOR_OK;
  name_item *items = malloc((names->n + 1) * sizeof *items);
  sorted->ranks = malloc((names->n + 1) * sizeof *sorted->ranks);
  if (!items || !sorted->ranks) {
    free(items);
    return TENOR_ERR_MEMORY;
  }
  for (uint32_t i = 0; i < names->n; i++) items[i] = (name_item){intern_string(names, i, NULL), i};
  if (names->n > 0) qsort(items, names->n, sizeof *items, compare_names);
  for (uint32_t i = 0; i < names->n && status >= 0; i++)
    status = intern_add(&sorted->names, items[i].name, strlen(items[i].name),
                        &sorted->ranks[items[i].id]);
  free(items);
  return status;
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

static int compare_numbers(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

/* qsort() takes no context, so an item carries all that is compared. Only cells of statements that are documents of
 * their own can have equal keys; their sums decide. */
typedef struct cell_item {
  cell_key key;
  const int64_t *sums; /* [stride] */
  size_t stride;
} cell_item;

static int compare_cells(const void *left, const void *right) {
  const cell_item *a = left, *b = right;
  int sign = compare_numbers(a->key.group, b->key.group);
  if (sign == 0) sign = compare_numbers(a->key.document, b->key.document);
  if (sign == 0) sign = compare_numbers(a->key.target, b->key.target);
  if (sign == 0) sign = compare_numbers(a->key.period, b->key.period);
  for (size_t k = 0; sign == 0 && k < a->stride; k++)
    sign = compare_numbers(a->sums[k], b->sums[k]);
  return sign;
}

static int compare_counts(const void *left, const void *right) {
  const score_count *a = left, *b = right;
  const int sign = compare_numbers(a->group, b->group);
  return sign ? sign : compare_numbers(a->score, b->score);
}

static int compare_gold(const void *left, const void *right) {
  const gold_row *a = left, *b = right;
  int sign = compare_numbers(a->group, b->group);
  if (sign == 0) sign = compare_numbers(a->document, b->document);
  if (sign == 0) sign = compare_numbers(a->score, b->score);
  if (sign == 0) sign = compare_numbers(a->gold, b->gold);
  if (sign == 0) sign = compare_numbers(a->positive, b->positive);
  if (sign == 0) sign = compare_numbers(a->gold_positive, b->gold_positive);
  return sign ? sign : (a->probability > b->probability) - (a->probability < b->probability);
}

/* ---- all of it ------------------------------------------------------------------------------------------- */

/* What the new order needs memory for. */
typedef struct arrangement {
  sorted_names groups, documents, targets;
  cell_item *items;     /* [n_cells] */
  int64_t *sums;        /* [n_cells][stride] */
  size_t *group_cells;  /* [groups + 1] */
  size_t *group_counts; /* [groups + 1] */
} arrangement;

static void arrangement_finish(arrangement *a) {
  sorted_names_finish(&a->groups);
  sorted_names_finish(&a->documents);
  sorted_names_finish(&a->targets);
  free(a->items);
  free(a->sums);
  free(a->group_cells);
  free(a->group_counts);
}

static tenor_status arrangement_init(arrangement *a, tenor_comparison *c) {
  TRY(sort_names(&c->groups, &a->groups));
  TRY(sort_names(&c->documents, &a->documents));
  TRY(sort_names(&c->targets, &a->targets));
  a->items = malloc((c->n_cells + 1) * sizeof *a->items);
  a->sums = malloc((c->n_cells + 1) * c->stride * sizeof *a->sums);
  a->group_cells = calloc(c->groups.n + 1, sizeof *a->group_cells);
  a->group_counts = calloc(c->groups.n + 1, sizeof *a->group_counts);
  if (!a->items || !a->sums || !a->group_cells || !a->group_counts) return TENOR_ERR_MEMORY;
  /* Room in the indexes, so that making them again cannot fail. */
  TRY(key_index_make(&c->cell_index, c->keys, c->n_cells));
  return key_index_make(&c->count_index, c->counts, c->n_counts);
}

static void arrange_cells(tenor_comparison *c, arrangement *a) {
  for (size_t i = 0; i < c->n_cells; i++) {
    cell_key key = c->keys[i];
    key.group = a->groups.ranks[key.group];
    if (key.document != NO_DOCUMENT) key.document = a->documents.ranks[key.document];
    if (key.target != TENOR_NO_TARGET) key.target = a->targets.ranks[key.target];
    a->items[i] = (cell_item){key, c->sums + i * c->stride, c->stride};
    a->group_cells[key.group + 1]++;
  }
  if (c->n_cells > 0) qsort(a->items, c->n_cells, sizeof *a->items, compare_cells);
  for (size_t i = 0; i < c->n_cells; i++) {
    c->keys[i] = a->items[i].key;
    memcpy(a->sums + i * c->stride, a->items[i].sums, c->stride * sizeof *a->sums);
  }
  if (c->n_cells > 0) memcpy(c->sums, a->sums, c->n_cells * c->stride * sizeof *c->sums);
}

static void arrange_counts(tenor_comparison *c, arrangement *a) {
  for (size_t i = 0; i < c->n_counts; i++) {
    c->counts[i].group = a->groups.ranks[c->counts[i].group];
    a->group_counts[c->counts[i].group + 1]++;
  }
  if (c->n_counts > 0) qsort(c->counts, c->n_counts, sizeof *c->counts, compare_counts);
}

static void arrange_gold(tenor_comparison *c, const arrangement *a) {
  for (size_t i = 0; i < c->n_gold; i++) {
    gold_row *row = &c->gold[i];
    row->group = a->groups.ranks[row->group];
    if (row->document != NO_DOCUMENT) row->document = a->documents.ranks[row->document];
  }
  if (c->n_gold > 0) qsort(c->gold, c->n_gold, sizeof *c->gold, compare_gold);
}

static void sum_up(size_t *starts, size_t n) {
  for (size_t i = 0; i < n; i++) starts[i + 1] += starts[i];
}

static void take_names(tenor_intern *names, sorted_names *sorted) {
  intern_finish(names);
  *names = sorted->names;
  intern_init(&sorted->names);
}

static void take_starts(size_t **starts, size_t **made) {
  free(*starts);
  *starts = *made;
  *made = NULL;
}

tenor_status comparison_arrange(tenor_comparison *c) {
  arrangement a = {0};
  if (c->arranged) return TENOR_OK;
  tenor_status status = arrangement_init(&a, c);
  if (status >= 0) {
    arrange_cells(c, &a);
    arrange_counts(c, &a);
    arrange_gold(c, &a);
    sum_up(a.group_cells, c->groups.n);
    sum_up(a.group_counts, c->groups.n);
    (void)key_index_make(&c->cell_index, c->keys, c->n_cells);
    (void)key_index_make(&c->count_index, c->counts, c->n_counts);
    take_names(&c->groups, &a.groups);
    take_names(&c->documents, &a.documents);
    take_names(&c->targets, &a.targets);
    take_starts(&c->group_cells, &a.group_cells);
    take_starts(&c->group_counts, &a.group_counts);
    c->arranged = true;
  }
  arrangement_finish(&a);
  return status;
}
