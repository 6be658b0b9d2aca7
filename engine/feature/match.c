/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "feature/phrase.h"

void match_list_init(match_list *list) {
  memset(list, 0, sizeof *list);
}

void match_list_finish(match_list *list) {
  free(list->matches);
  free(list->covered);
  match_list_init(list);
}

typedef struct finder {
  match_list *list;
  phrase_walk walk;
  /* the longest phrase from the present start, by category */
  uint64_t found; /* bit c: best[c] holds */
  struct {
    uint32_t end, pattern;
  } best[LEXICON_MAX_CATEGORIES];
} finder;

static tenor_status add(match_list *list, uint32_t begin, uint32_t end, uint32_t pattern,
                        uint32_t category, double weight) {
  TRY(tenor_grow(&list->matches, &list->capacity, list->n + 1, sizeof *list->matches));
  list->matches[list->n++] = (match){begin, end, pattern, category, 0, weight, weight};
  return TENOR_OK;
}

/* ---- phrases ----------------------------------------------------------------------------------------- */

static void note_end(void *user, uint32_t pattern, uint32_t category, size_t end) {
  finder *f = user;
  const uint64_t bit = UINT64_C(1) << category;
  if ((f->found & bit) && f->best[category].end >= end) return;
  f->found |= bit;
  f->best[category].end = (uint32_t)end;
  f->best[category].pattern = pattern;
}

static void cover(finder *f, size_t begin, size_t end, uint64_t bit) {
  for (size_t i = begin; i < end; i++) f->list->covered[i] |= bit;
}

/* Lists the longest phrase of each category that begins at the token, unless an earlier one hides it. */
static tenor_status add_phrases(finder *f, size_t at) {
  f->found = 0;
  phrase_find(&f->walk, at);
  if (f->found == 0) return TENOR_OK;
  f->found &= ~f->list->covered[at];
  for (uint32_t c = 0; f->found >> c != 0; c++) {
    const uint64_t bit = UINT64_C(1) << c;
    if (f->found & bit) {
      const double weight = (double)f->walk.lexicon->patterns[f->best[c].pattern].weight;
      cover(f, at, f->best[c].end, bit);
      if (fabs(weight) > 0)
        TRY(add(f->list, (uint32_t)at, f->best[c].end, f->best[c].pattern, c, weight));
    }
    if (c == LEXICON_MAX_CATEGORIES - 1) break;
  }
  return TENOR_OK;
}

/* ---- words ------------------------------------------------------------------------------------------- */

static tenor_status add_words(finder *f, size_t at) {
  const word *w = phrase_word(&f->walk, at);
  for (size_t i = 0; i < w->n_hits; i++) {
    const word_hit *hit = &f->walk.memo->hits[w->first_hit + i];
    if (f->list->covered[at] >> hit->category & 1) continue;
    if (fabsf(hit->weight) > 0)
      TRY(add(f->list, (uint32_t)at, (uint32_t)at + 1, hit->pattern, hit->category,
              (double)hit->weight));
  }
  return TENOR_OK;
}

tenor_status match_list_find(match_list *list, const token_list *tokens, const word_memo *memo,
                             const uint32_t *word_ids) {
  finder f = {.list = list,
              .walk = {.lexicon = memo->lexicon,
                       .tokens = tokens,
                       .memo = memo,
                       .word_ids = word_ids,
                       .on_end = note_end}};
  f.walk.user = &f;
  list->n = 0;
  TRY(tenor_grow(&list->matches, &list->capacity, 1, sizeof *list->matches));
  if (!f.walk.lexicon) return TENOR_OK;
  TRY(tenor_grow(&list->covered, &list->covered_capacity, tokens->n + 1, sizeof *list->covered));
  memset(list->covered, 0, tokens->n * sizeof *list->covered);
  for (size_t i = 0; i < tokens->n; i++) {
    const word *w = phrase_word(&f.walk, i);
    if (w->starts_phrase) TRY(add_phrases(&f, i));
    if (w->n_hits > 0) TRY(add_words(&f, i));
  }
  return TENOR_OK;
}
