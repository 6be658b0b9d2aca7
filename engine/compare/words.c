/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counts of stems in groups: one hash table for all pairs of group and stem, whose entries are also linked group by
 * group, so that ranking a group takes time by its own vocabulary.
 */
#include "tenor_words.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "compare/stems.h"

#define NO_COUNT UINT32_MAX
enum { FIRST_SLOTS = 1 << 10 };

typedef struct stem_count {
  uint32_t group, stem;
  uint64_t n;
  uint32_t next; /* of the same group; NO_COUNT: none */
} stem_count;

typedef struct word_group {
  uint64_t n;     /* words */
  uint32_t first; /* count; NO_COUNT: none */
} word_group;

struct tenor_words {
  stem_reader reader;
  uint64_t *form_counts; /* [reader.forms.n] */
  uint64_t *stem_counts; /* [reader.stems.n] in all groups */
  size_t form_counts_capacity, stem_counts_capacity;
  uint64_t n; /* words */
  tenor_intern group_names;
  word_group *groups; /* [group_names.n] */
  size_t groups_capacity;
  stem_count *counts; /* [n_counts] */
  size_t n_counts, counts_capacity;
  uint32_t *slots; /* [n_slots] count + 1; a power of two, at most half full */
  size_t n_slots;
  uint32_t *best_forms; /* [reader.stems.n] the commonest form of each; while ranking */
  size_t best_forms_capacity;
  tenor_word *ranking;
  size_t ranking_capacity;
};

tenor_status tenor_words_new(tenor_words **words, tenor_error *error) {
  *words = NULL;
  tenor_words *made = calloc(1, sizeof *made);
  if (!made) return tenor_error_memory(error);
  intern_init(&made->group_names);
  if (stem_reader_init(&made->reader) < 0) {
    tenor_words_free(&made);
    return tenor_error_memory(error);
  }
  *words = made;
  return TENOR_OK;
}

void tenor_words_free(tenor_words **words) {
  if (!words || !*words) return;
  tenor_words *w = *words;
  stem_reader_finish(&w->reader);
  intern_finish(&w->group_names);
  free(w->form_counts);
  free(w->stem_counts);
  free(w->groups);
  free(w->counts);
  free(w->slots);
  free(w->best_forms);
  free(w->ranking);
  free(w);
  *words = NULL;
}

/* ---- counting ----------------------------------------------------------------------------------------- */

/* Makes room in an array that runs beside a growing table; new elements are 0. */
static tenor_status extend_counts(uint64_t **counts, size_t *capacity, size_t need) {
  const size_t before = *capacity;
  TRY(tenor_grow(counts, capacity, need, sizeof **counts));
  if (*capacity > before) memset(*counts + before, 0, (*capacity - before) * sizeof **counts);
  return TENOR_OK;
}

static tenor_status rehash(tenor_words *w) {
  const size_t n_slots = w->n_slots ? w->n_slots * 2 : FIRST_SLOTS;
  uint32_t *slots = calloc(n_slots, sizeof *slots);
  if (!slots) return TENOR_ERR_MEMORY;
  for (uint32_t i = 0; i < w->n_counts; i++) {
    size_t slot = (size_t)bytes_hash_pair(w->counts[i].group, w->counts[i].stem) & (n_slots - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (n_slots - 1);
    slots[slot] = i + 1;
  }
  free(w->slots);
  w->slots = slots;
  w->n_slots = n_slots;
  return TENOR_OK;
}

/* The count of a stem in a group, which begins at 0. */
static tenor_status find_count(tenor_words *w, uint32_t group, uint32_t stem, stem_count **count) {
  if ((w->n_counts + 1) * 2 > w->n_slots) TRY(rehash(w));
  size_t slot = (size_t)bytes_hash_pair(group, stem) & (w->n_slots - 1);
  for (; w->slots[slot] != 0; slot = (slot + 1) & (w->n_slots - 1)) {
    *count = &w->counts[w->slots[slot] - 1];
    if ((*count)->group == group && (*count)->stem == stem) return TENOR_OK;
  }
  if (w->n_counts + 1 >= NO_COUNT) return TENOR_ERR_LIMIT;
  TRY(tenor_grow(&w->counts, &w->counts_capacity, w->n_counts + 1, sizeof *w->counts));
  *count = &w->counts[w->n_counts];
  **count = (stem_count){group, stem, 0, w->groups[group].first};
  w->groups[group].first = (uint32_t)w->n_counts;
  w->slots[slot] = (uint32_t)++w->n_counts;
  return TENOR_OK;
}

static tenor_status find_group(tenor_words *w, const char *name, size_t size, uint32_t *group) {
  const size_t known = w->group_names.n;
  TRY(tenor_grow(&w->groups, &w->groups_capacity, known + 1, sizeof *w->groups));
  TRY(intern_add(&w->group_names, name, size, group));
  if (w->group_names.n > known) w->groups[*group] = (word_group){0, NO_COUNT};
  return TENOR_OK;
}

static tenor_status count_form(tenor_words *w, uint32_t form, uint64_t n) {
  const uint32_t stem = w->reader.stem_of[form];
  TRY(extend_counts(&w->form_counts, &w->form_counts_capacity, w->reader.forms.n));
  TRY(extend_counts(&w->stem_counts, &w->stem_counts_capacity, w->reader.stems.n));
  w->form_counts[form] += n;
  w->stem_counts[stem] += n;
  w->n += n;
  return TENOR_OK;
}

static tenor_status count_stem(tenor_words *w, uint32_t group, uint32_t stem, uint64_t n) {
  stem_count *count;
  TRY(find_count(w, group, stem, &count));
  count->n += n;
  w->groups[group].n += n;
  return TENOR_OK;
}

tenor_status tenor_words_add(tenor_words *w, tenor_text group, tenor_text text) {
  uint32_t group_id;
  TRY(find_group(w, group.data, group.size, &group_id));
  TRY(stem_reader_read(&w->reader, text));
  for (size_t i = 0; i < w->reader.tokens.n; i++) {
    if (w->reader.tokens.tokens[i].kind != TOKEN_WORD) continue;
    const uint32_t form = w->reader.forms_read[i];
    TRY(count_form(w, form, 1));
    TRY(count_stem(w, group_id, w->reader.stem_of[form], 1));
  }
  return TENOR_OK;
}

tenor_status tenor_words_merge(tenor_words *into, const tenor_words *from) {
  size_t size;
  for (uint32_t i = 0; i < from->reader.forms.n && i < from->form_counts_capacity; i++) {
    uint32_t form;
    const char *name = intern_string(&from->reader.forms, i, &size);
    if (from->form_counts[i] == 0) continue;
    TRY(stem_reader_form(&into->reader, name, size, TOKEN_WORD, &form));
    TRY(count_form(into, form, from->form_counts[i]));
  }
  for (size_t i = 0; i < from->n_counts; i++) {
    const stem_count *count = &from->counts[i];
    uint32_t group, stem;
    const char *name = intern_string(&from->group_names, count->group, &size);
    TRY(find_group(into, name, size, &group));
    name = intern_string(&from->reader.stems, count->stem, &size);
    TRY(intern_add(&into->reader.stems, name, size, &stem));
    TRY(count_stem(into, group, stem, count->n));
  }
  return TENOR_OK;
}

/* ---- ranking ------------------------------------------------------------------------------------------ */

/* Of equally common forms the first in the alphabet, so that the order of the input does not matter. */
static bool is_better_form(const tenor_words *w, uint32_t form, uint32_t best) {
  if (w->form_counts[form] != w->form_counts[best])
    return w->form_counts[form] > w->form_counts[best];
  return strcmp(intern_string(&w->reader.forms, form, NULL),
                intern_string(&w->reader.forms, best, NULL)) < 0;
}

static tenor_status find_best_forms(tenor_words *w) {
  const size_t n_stems = w->reader.stems.n;
  TRY(tenor_grow(&w->best_forms, &w->best_forms_capacity, n_stems, sizeof *w->best_forms));
  memset(w->best_forms, 0xFF, n_stems * sizeof *w->best_forms);
  for (uint32_t form = 0; form < w->reader.forms.n && form < w->form_counts_capacity; form++) {
    uint32_t *best = &w->best_forms[w->reader.stem_of[form]];
    if (w->form_counts[form] > 0 && (*best == UINT32_MAX || is_better_form(w, form, *best)))
      *best = form;
  }
  return TENOR_OK;
}

static void weigh(tenor_word *word, double n, double n_rest, double prior, double n_prior) {
  const double here = (double)word->n + prior, there = (double)word->n_rest + prior;
  word->log_odds = log(here / (n + n_prior - here)) - log(there / (n_rest + n_prior - there));
  word->z = word->log_odds / sqrt(1 / here + 1 / there);
  if (!isfinite(word->z)) word->log_odds = word->z = 0; /* there is no other word at all */
}

static int compare_words(const void *left, const void *right) {
  const tenor_word *a = left, *b = right;
  if (a->z < b->z || a->z > b->z) return a->z > b->z ? -1 : 1;
  return strcmp(a->form, b->form);
}

tenor_status tenor_words_rank(tenor_words *w, tenor_text group, double prior, size_t most,
                              const tenor_word **top, size_t *n) {
  const uint32_t id = intern_find(&w->group_names, group.data, group.size);
  *n = 0;
  *top = w->ranking;
  if (!isnan(prior) && !(prior > 0 && isfinite(prior))) return TENOR_ERR_ARG;
  if (id == INTERN_NONE || w->groups[id].n == 0 || w->groups[id].n == w->n) return TENOR_OK;
  const double n_all = (double)w->n, n_here = (double)w->groups[id].n;
  const double n_prior = isnan(prior) ? n_all : prior;
  size_t found = 0;
  TRY(find_best_forms(w));
  for (uint32_t i = w->groups[id].first; i != NO_COUNT; i = w->counts[i].next) {
    const stem_count *count = &w->counts[i];
    const uint64_t n_stem = w->stem_counts[count->stem];
    TRY(tenor_grow(&w->ranking, &w->ranking_capacity, found + 1, sizeof *w->ranking));
    tenor_word *word = &w->ranking[found++];
    *word = (tenor_word){.form = intern_string(&w->reader.forms, w->best_forms[count->stem], NULL),
                         .n = count->n,
                         .n_rest = n_stem - count->n};
    weigh(word, n_here, n_all - n_here, n_prior * (double)n_stem / n_all, n_prior);
  }
  qsort(w->ranking, found, sizeof *w->ranking, compare_words);
  *top = w->ranking;
  *n = found < most ? found : most;
  return TENOR_OK;
}
