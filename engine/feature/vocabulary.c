/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/vocabulary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

tenor_status vocabulary_counter_init(vocabulary_counter *counter, const tenor_lexicon *masked) {
  memset(counter, 0, sizeof *counter);
  TRY(analysis_init(&counter->analysis, masked, NULL, NULL));
  counter->analysis.mask_names = masked != NULL;
  return TENOR_OK;
}

void vocabulary_counter_finish(vocabulary_counter *counter) {
  intern_finish(&counter->stems);
  intern_finish(&counter->pairs);
  free(counter->stem_texts);
  free(counter->pair_texts);
  free(counter->stem_last);
  free(counter->pair_last);
  analysis_finish(&counter->analysis);
  memset(counter, 0, sizeof *counter);
}

/* Counts the string for the present text, once. */
static tenor_status count(tenor_intern *strings, uint32_t **texts, size_t *texts_capacity,
                          uint32_t **last, size_t *last_capacity, const void *data, size_t size,
                          uint32_t text, uint32_t *id) {
  const size_t known = strings->n;
  TRY(tenor_grow(texts, texts_capacity, known + 1, sizeof **texts));
  TRY(tenor_grow(last, last_capacity, known + 1, sizeof **last));
  TRY(intern_add(strings, data, size, id));
  if (*id == known) (*texts)[*id] = (*last)[*id] = 0;
  if ((*last)[*id] != text) {
    (*last)[*id] = text;
    (*texts)[*id]++;
  }
  return TENOR_OK;
}

tenor_status vocabulary_counter_add(vocabulary_counter *c, tenor_text text) {
  const token_list *tokens = &c->analysis.tokens;
  TRY(analysis_read(&c->analysis, text));
  c->n_texts++;
  uint32_t pair[2] = {INTERN_NONE, INTERN_NONE};
  for (size_t i = 0; i < tokens->n; i++) {
    const token *t = &tokens->tokens[i];
    pair[0] = pair[1];
    pair[1] = INTERN_NONE;
    if (analysis_masked(&c->analysis, i)) continue;
    size_t size;
    const char *stem = memo_stem(c->analysis.memo.stemmer, token_form(tokens, i), t->size,
                                 (token_kind)t->kind, &size);
    TRY(count(&c->stems, &c->stem_texts, &c->stem_texts_capacity, &c->stem_last,
              &c->stem_last_capacity, stem, size, c->n_texts, &pair[1]));
    uint32_t ignored;
    if (pair[0] != INTERN_NONE && !(t->before & MARK_STOP))
      TRY(count(&c->pairs, &c->pair_texts, &c->pair_texts_capacity, &c->pair_last,
                &c->pair_last_capacity, pair, sizeof pair, c->n_texts, &ignored));
  }
  return TENOR_OK;
}

/* Smoothed inverse document frequency (Spärck Jones 1972, as scikit-learn smooths it). */
static float idf(uint32_t n_texts, uint32_t texts) {
  return (float)(log((1.0 + n_texts) / (1.0 + texts)) + 1);
}

static tenor_status choose_stems(const vocabulary_counter *counter, uint32_t min_stem,
                                 vocabulary_choice *choice, uint32_t *new_ids) {
  for (uint32_t i = 0; i < counter->stems.n; i++) {
    new_ids[i] = INTERN_NONE;
    if (min_stem == 0 || counter->stem_texts[i] < min_stem) continue;
    size_t size;
    const char *stem = intern_string(&counter->stems, i, &size);
    TRY(intern_add(&choice->stems, stem, size, &new_ids[i]));
    choice->idf[new_ids[i]] = idf(counter->n_texts, counter->stem_texts[i]);
  }
  return TENOR_OK;
}

static void choose_pairs(const vocabulary_counter *counter, uint32_t min_pair,
                         vocabulary_choice *choice, const uint32_t *new_ids) {
  for (uint32_t i = 0; i < counter->pairs.n; i++) {
    uint32_t pair[2];
    memcpy(pair, intern_string(&counter->pairs, i, NULL), sizeof pair);
    const uint32_t first = new_ids[pair[0]], second = new_ids[pair[1]];
    if (min_pair == 0 || counter->pair_texts[i] < min_pair || first == INTERN_NONE ||
        second == INTERN_NONE)
      continue;
    choice->idf[choice->stems.n + choice->n_pairs] = idf(counter->n_texts, counter->pair_texts[i]);
    choice->pairs[choice->n_pairs][0] = first;
    choice->pairs[choice->n_pairs++][1] = second;
  }
}

tenor_status vocabulary_choose(const vocabulary_counter *counter, uint32_t min_stem,
                               uint32_t min_pair, vocabulary_choice *choice) {
  memset(choice, 0, sizeof *choice);
  uint32_t *new_ids = malloc((counter->stems.n + 1) * sizeof *new_ids);
  choice->pairs = malloc((counter->pairs.n + 1) * sizeof *choice->pairs);
  choice->idf = malloc((counter->stems.n + counter->pairs.n + 1) * sizeof *choice->idf);
  tenor_status status = new_ids && choice->pairs && choice->idf ? TENOR_OK : TENOR_ERR_MEMORY;
  if (status >= 0) status = choose_stems(counter, min_stem, choice, new_ids);
  if (status >= 0) choose_pairs(counter, min_pair, choice, new_ids);
  free(new_ids);
  if (status < 0) vocabulary_choice_finish(choice);
  return status;
}

void vocabulary_choice_finish(vocabulary_choice *choice) {
  intern_finish(&choice->stems);
  free(choice->pairs);
  free(choice->idf);
  memset(choice, 0, sizeof *choice);
}
