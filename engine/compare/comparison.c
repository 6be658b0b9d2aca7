/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

static bool is_score(double score) {
  return isfinite(score) && fabs(score) <= TENOR_SCORE_LIMIT;
}

bool comparison_is_score(const tenor_comparison *c, double score) {
  return is_score(score) && (c->low >= c->high || (score >= c->low && score <= c->high));
}

bool comparison_is_period(int32_t period) {
  return period == TENOR_NO_PERIOD || (period >= -TENOR_LAST_PERIOD && period <= TENOR_LAST_PERIOD);
}

/* ---- beginning and end ---------------------------------------------------------------------------------- */

tenor_status tenor_comparison_new(tenor_comparison **comparison, const tenor_comparison_spec *spec,
                                  tenor_error *error) {
  *comparison = NULL;
  if (spec->n_classes > TENOR_MAX_CLASSES)
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "at most %d classes can be compared",
                           TENOR_MAX_CLASSES);
  if (!(spec->low <= spec->high && is_score(spec->low) && is_score(spec->high)))
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "the ends of the scale are no good");
  const char *about = spec->about ? spec->about : "";
  const size_t about_size = strlen(about) + 1;
  tenor_comparison *c = calloc(1, sizeof *c);
  char *copy = malloc(about_size);
  if (!c || !copy) {
    free(copy);
    free(c);
    return tenor_error_memory(error);
  }
  memcpy(copy, about, about_size);
  c->about = copy;
  c->n_classes = spec->n_classes;
  c->low = spec->low;
  c->high = spec->high;
  c->stride = SUM_CLASSES + spec->n_classes;
  key_index_init(&c->cell_index, sizeof *c->keys, sizeof *c->keys);
  key_index_init(&c->count_index, sizeof *c->counts, offsetof(score_count, n));
  *comparison = c;
  return TENOR_OK;
}

void tenor_comparison_free(tenor_comparison **comparison) {
  if (!comparison || !*comparison) return;
  tenor_comparison *c = *comparison;
  intern_finish(&c->groups);
  intern_finish(&c->documents);
  intern_finish(&c->targets);
  key_index_finish(&c->cell_index);
  key_index_finish(&c->count_index);
  free(c->about);
  free(c->keys);
  free(c->sums);
  free(c->counts);
  free(c->gold);
  free(c->group_cells);
  free(c->group_counts);
  free(c);
  *comparison = NULL;
}

/* ---- names ---------------------------------------------------------------------------------------------- */

/* Names are handed out and saved as terminated strings. */
static bool is_name(tenor_text text) {
  return text.size == 0 || memchr(text.data, '\0', text.size) == NULL;
}

/* The id of a name, or `none` if it is empty. */
static tenor_status name_id(tenor_intern *names, tenor_text name, uint32_t none, uint32_t *id) {
  *id = none;
  return name.size == 0 ? TENOR_OK : intern_add(names, name.data, name.size, id);
}

/* ---- adding --------------------------------------------------------------------------------------------- */

static int64_t steps(double value) {
  return llround(value * STEPS);
}

/* The sums of the cell with that key, which is made if it is new. */
static tenor_status cell_place(tenor_comparison *c, const cell_key *key, int64_t **sums) {
  size_t place = c->n_cells;
  TRY(tenor_grow(&c->keys, &c->keys_capacity, c->n_cells + 1, sizeof *c->keys));
  TRY(tenor_grow(&c->sums, &c->sums_capacity, (c->n_cells + 1) * c->stride, sizeof *c->sums));
  if (key->document != NO_DOCUMENT)
    TRY(key_index_place(&c->cell_index, c->keys, c->n_cells, key, &place));
  *sums = c->sums + place * c->stride;
  if (place == c->n_cells) {
    c->keys[c->n_cells++] = *key;
    memset(*sums, 0, c->stride * sizeof **sums);
  }
  return TENOR_OK;
}

/* How many statements of a group have a score; 0 at first. */
static tenor_status count_place(tenor_comparison *c, uint32_t group, int32_t score, int64_t **n) {
  const score_count one = {.group = group, .score = score, .n = 0};
  size_t place;
  TRY(tenor_grow(&c->counts, &c->counts_capacity, c->n_counts + 1, sizeof *c->counts));
  TRY(key_index_place(&c->count_index, c->counts, c->n_counts, &one, &place));
  if (place == c->n_counts) c->counts[c->n_counts++] = one;
  *n = &c->counts[place].n;
  return TENOR_OK;
}

tenor_status tenor_comparison_add(tenor_comparison *c, const tenor_observation *o) {
  const bool covered = !isnan(o->coverage);
  if (!comparison_is_score(c, o->score) || (covered && !(o->coverage >= 0 && o->coverage <= 1)) ||
      (o->label != TENOR_NO_LABEL && o->label >= c->n_classes) ||
      !comparison_is_period(o->period) || !is_name(o->group) || !is_name(o->document) ||
      !is_name(o->target))
    return TENOR_ERR_ARG;
  if (c->n_statements >= MAX_STATEMENTS) return TENOR_ERR_LIMIT;
  cell_key key = {.period = o->period};
  int64_t *sums, *count;
  c->arranged = false;
  TRY(intern_add(&c->groups, o->group.data, o->group.size, &key.group));
  TRY(name_id(&c->documents, o->document, NO_DOCUMENT, &key.document));
  TRY(name_id(&c->targets, o->target, TENOR_NO_TARGET, &key.target));
  TRY(count_place(c, key.group, (int32_t)steps(o->score), &count));
  TRY(cell_place(c, &key, &sums));
  ++*count;
  sums[SUM_N]++;
  sums[SUM_SCORE] += steps(o->score);
  sums[SUM_POSITIVE] += o->positive != 0;
  sums[SUM_COVERED] += covered;
  sums[SUM_COVERAGE] += covered ? steps(o->coverage) : 0;
  if (o->label != TENOR_NO_LABEL) sums[SUM_CLASSES + o->label]++;
  c->n_statements++;
  return TENOR_OK;
}

static tenor_status append_gold(tenor_comparison *c, const gold_row *row) {
  TRY(tenor_grow(&c->gold, &c->gold_capacity, c->n_gold + 1, sizeof *c->gold));
  c->gold[c->n_gold++] = *row;
  return TENOR_OK;
}

tenor_status tenor_comparison_add_gold(tenor_comparison *c, const tenor_gold *g) {
  const bool known = !isnan(g->probability);
  if (!comparison_is_score(c, g->score) || !comparison_is_score(c, g->gold) || !is_name(g->group) ||
      !is_name(g->document) || (known && !(g->probability > 0 && g->probability <= 1)))
    return TENOR_ERR_ARG;
  gold_row row = {.score = steps(g->score),
                  .gold = steps(g->gold),
                  .positive = g->positive != 0,
                  .gold_positive = g->gold_positive != 0,
                  .probability = known ? g->probability : 0};
  c->arranged = false;
  TRY(intern_add(&c->groups, g->group.data, g->group.size, &row.group));
  TRY(name_id(&c->documents, g->document, NO_DOCUMENT, &row.document));
  return append_gold(c, &row);
}

/* ---- merging -------------------------------------------------------------------------------------------- */

/* The ids that names of one comparison have in another: ids [from->n], owned by the caller. */
static tenor_status translate(tenor_intern *into, const tenor_intern *from, uint32_t **ids) {
  *ids = malloc((from->n + 1) * sizeof **ids);
  if (!*ids) return TENOR_ERR_MEMORY;
  for (uint32_t i = 0; i < from->n; i++) {
    size_t size;
    const char *name = intern_string(from, i, &size);
    TRY(intern_add(into, name, size, &(*ids)[i]));
  }
  return TENOR_OK;
}

typedef struct dictionary {
  uint32_t *groups, *documents, *targets;
} dictionary;

static tenor_status merge_rows(tenor_comparison *into, const tenor_comparison *from,
                               const dictionary *ids) {
  for (size_t i = 0; i < from->n_cells; i++) {
    cell_key key = from->keys[i];
    int64_t *sums;
    key.group = ids->groups[key.group];
    if (key.document != NO_DOCUMENT) key.document = ids->documents[key.document];
    if (key.target != TENOR_NO_TARGET) key.target = ids->targets[key.target];
    TRY(cell_place(into, &key, &sums));
    for (size_t k = 0; k < into->stride; k++) sums[k] += from->sums[i * from->stride + k];
  }
  for (size_t i = 0; i < from->n_counts; i++) {
    const score_count *one = &from->counts[i];
    int64_t *n;
    TRY(count_place(into, ids->groups[one->group], one->score, &n));
    *n += one->n;
  }
  for (size_t i = 0; i < from->n_gold; i++) {
    gold_row row = from->gold[i];
    row.group = ids->groups[row.group];
    if (row.document != NO_DOCUMENT) row.document = ids->documents[row.document];
    TRY(append_gold(into, &row));
  }
  return TENOR_OK;
}

tenor_status tenor_comparison_merge(tenor_comparison *into, const tenor_comparison *from,
                                    tenor_error *error) {
  if (into == from || into->n_classes != from->n_classes || into->low != from->low ||
      into->high != from->high || strcmp(into->about, from->about) != 0)
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0,
                           "these are statistics of different things and cannot be merged");
  if (from->n_statements > MAX_STATEMENTS - into->n_statements)
    return tenor_error_set(error, TENOR_ERR_LIMIT, NULL, 0, 0, "too many statements");
  dictionary ids = {0};
  into->arranged = false;
  tenor_status status = translate(&into->groups, &from->groups, &ids.groups);
  if (status >= 0) status = translate(&into->documents, &from->documents, &ids.documents);
  if (status >= 0) status = translate(&into->targets, &from->targets, &ids.targets);
  if (status >= 0) status = merge_rows(into, from, &ids);
  if (status >= 0) into->n_statements += from->n_statements;
  free(ids.groups);
  free(ids.documents);
  free(ids.targets);
  return status < 0 ? tenor_error_set(error, status, NULL, 0, 0, "the statistics do not fit")
                    : status;
}

/* ---- what is there -------------------------------------------------------------------------------------- */

const char *tenor_comparison_about(const tenor_comparison *comparison) {
  return comparison->about;
}

uint32_t tenor_comparison_n_classes(const tenor_comparison *comparison) {
  return comparison->n_classes;
}

static uint64_t memory_of_names(const tenor_intern *names) {
  return names->bytes_capacity + names->starts_capacity * sizeof *names->starts +
         names->n_slots * sizeof *names->slots;
}

static uint64_t memory_of(const tenor_comparison *c) {
  const uint64_t bytes =
      sizeof *c + c->keys_capacity * sizeof *c->keys + c->sums_capacity * sizeof *c->sums +
      c->counts_capacity * sizeof *c->counts + c->gold_capacity * sizeof *c->gold +
      (c->cell_index.n_slots + c->count_index.n_slots) * sizeof(uint32_t);
  return bytes + memory_of_names(&c->groups) + memory_of_names(&c->documents) +
         memory_of_names(&c->targets);
}

tenor_status tenor_comparison_sizes(tenor_comparison *c, tenor_comparison_size *size) {
  TRY(comparison_arrange(c));
  *size = (tenor_comparison_size){.n_statements = (uint64_t)c->n_statements,
                                  .n_gold = c->n_gold,
                                  .n_groups = (uint32_t)c->groups.n,
                                  .n_documents = (uint32_t)c->documents.n,
                                  .n_targets = (uint32_t)c->targets.n,
                                  .first_period = TENOR_NO_PERIOD,
                                  .last_period = TENOR_NO_PERIOD,
                                  .bytes = memory_of(c)};
  for (size_t i = 0; i < c->n_cells; i++) {
    const int32_t period = c->keys[i].period;
    if (period == TENOR_NO_PERIOD) continue;
    if (size->first_period == TENOR_NO_PERIOD || period < size->first_period)
      size->first_period = period;
    if (period > size->last_period) size->last_period = period;
  }
  return TENOR_OK;
}

const char *tenor_comparison_group(const tenor_comparison *comparison, uint32_t group) {
  return group < comparison->groups.n ? intern_string(&comparison->groups, group, NULL) : NULL;
}

const char *tenor_comparison_target(const tenor_comparison *comparison, uint32_t target) {
  return target < comparison->targets.n ? intern_string(&comparison->targets, target, NULL) : NULL;
}
