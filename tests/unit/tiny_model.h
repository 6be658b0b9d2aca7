/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A model small enough to be trained in a test: 120 generated sentences, a head of each kind, a lexicon, word vectors.
 * Sentences are drawn with a seed from hostile, kind and neutral words, so that there is something to learn.
 */
#ifndef TENOR_TESTS_TINY_MODEL_H
#define TENOR_TESTS_TINY_MODEL_H

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "base/rng.h"
#include "shifter_lexicon.h"
#include "tenor_train.h"

enum { TINY_EXAMPLES = 120, TINY_HEADS = 4, TINY_DIMENSIONS = 3 };

static const char *const tiny_levels[] = {"none", "critical", "hostile"};
static const char *const tiny_tones[] = {"neutral", "kind", "threat"};
static const char *const tiny_answers[] = {"no", "yes"};
static const tenor_head_spec tiny_heads[TINY_HEADS] = {
    {"hostility", TENOR_HEAD_ORDINAL, tiny_levels, 3, 1, 0, 0},
    {"tone", TENOR_HEAD_CLASS, tiny_tones, 3, 0, 0, 0},
    {"valence", TENOR_HEAD_REGRESSION, NULL, 0, 0, -2, 2},
    {"boasts", TENOR_HEAD_BINARY, tiny_answers, 2, 0, 0, 0},
};

static const char *const tiny_words[] = {
    "attack",   "strike", "awful",      "bad",    "sea of fire",
    "crush",    "enemy",  "pay dearly", /* hostile */
    "good",     "great",  "thanks",     "friend", "welcome",
    "praised",  "peace",  "help", /* kind */
    "the",      "we",     "they",       "will",   "talks",
    "russia",   "iran",   "not",        "very", /* any */
    "but",      "would",  "say",        "today",  "minister",
    "12",       "and",    "of",         "plan",   "invincible",
    "glorious", "🔥",      "\"peace\"",  "U.S.",   "don't",
};
enum { TINY_HOSTILE = 8, TINY_KIND = 8, TINY_WORDS = sizeof tiny_words / sizeof *tiny_words };

/* A sentence of `mood` 0 (none), 1 (kind) or 2 (hostile). */
static inline size_t tiny_sentence(tenor_rng *rng, unsigned mood, char text[512]) {
  size_t n = 0;
  for (size_t k = 4 + rng_below(rng, 9); k > 0; k--) {
    size_t at = TINY_HOSTILE + TINY_KIND + rng_below(rng, TINY_WORDS - TINY_HOSTILE - TINY_KIND);
    if (mood == 2 && rng_below(rng, 3) == 0) at = rng_below(rng, TINY_HOSTILE);
    if (mood == 1 && rng_below(rng, 3) == 0) at = TINY_HOSTILE + rng_below(rng, TINY_KIND);
    n += (size_t)snprintf(text + n, 512 - n, "%s ", tiny_words[at]);
  }
  text[n - 1] = rng_below(rng, 5) ? '.' : '!';
  return n;
}

/* Any text: a few sentences of any mood, with marks and broken bytes between them. */
static inline size_t tiny_text(tenor_rng *rng, char text[2048]) {
  static const char *const between[] = {" ",  "\n\n",  " ... ", " \"",   "\" ",
                                        " (", "\xFF ", "? ",    " 'x' ", " wholly unknown words "};
  size_t n = 0;
  for (size_t k = rng_below(rng, 4); k > 0; k--) {
    n += tiny_sentence(rng, (unsigned)rng_below(rng, 3), text + n);
    n += (size_t)snprintf(text + n, 2048 - n, "%s",
                          between[rng_below(rng, sizeof between / sizeof *between)]);
  }
  return n;
}

static inline tenor_train_options tiny_options(void) {
  tenor_train_options options;
  tenor_train_options_default(&options);
  options.n_folds = 3;
  options.c[0] = 0.1, options.c[1] = 1;
  options.n_c = 2;
  return options;
}

static inline tenor_status tiny_add(tenor_trainer *trainer, tenor_rng *rng, size_t index,
                                    tenor_error *error) {
  char text[512], group[32];
  const unsigned mood = (unsigned)rng_below(rng, 3);
  const size_t size = tiny_sentence(rng, mood, text);
  const double nan = (double)NAN, level = mood == 2 ? 1 + (double)rng_below(rng, 2) : 0;
  const double valence = mood == 1   ? 1 + rng_unit(rng)
                         : mood == 2 ? -1 - rng_unit(rng)
                                     : rng_unit(rng) - 0.5;
  const double labels[TINY_HEADS] = {
      level, mood, index % 7 == 0 ? nan : valence,
      strstr(text, "glorious") || strstr(text, "invincible") ? 1 : 0};
  (void)snprintf(group, sizeof group, "doc%zu", index / 4);
  const tenor_example example = {
      {text, size}, index % 5 == 0 ? NULL : group, labels, 1, (double)(index / 4), 0};
  return tenor_trainer_add(trainer, &example, error);
}

static inline tenor_status tiny_add_vectors(tenor_trainer *trainer, tenor_error *error) {
  static const char *const words[] = {"attack", "crush",   "enemy", "good",
                                      "peace",  "welcome", "smash", "minister"};
  tenor_rng rng = {99};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    float vector[TINY_DIMENSIONS];
    for (size_t k = 0; k < TINY_DIMENSIONS; k++) vector[k] = (float)(rng_unit(&rng) - 0.5);
    const tenor_status status =
        tenor_trainer_add_vector(trainer, tenor_text_of(words[i]), vector, TINY_DIMENSIONS, error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

/* A trainer that holds `n` examples; not fitted. *trainer is the caller's, on failure too. */
static inline tenor_status tiny_trainer(tenor_trainer **trainer, const tenor_train_options *options,
                                        const tenor_lexicon *lexicon, size_t n,
                                        tenor_error *error) {
  tenor_rng rng = {options->seed};
  tenor_status status = tenor_trainer_new(trainer, options, tiny_heads, TINY_HEADS, lexicon, error);
  if (status >= 0 && options->kernel == TENOR_KERNEL_LINEAR)
    status = tiny_add_vectors(*trainer, error);
  for (size_t i = 0; status >= 0 && i < n; i++) status = tiny_add(*trainer, &rng, i, error);
  return status;
}

/* The bytes of the model; tenor_bytes_free. */
static inline void *tiny_model_bytes(const tenor_train_options *options, size_t *size) {
  tenor_lexicon *lexicon = shifter_lexicon();
  tenor_trainer *trainer = NULL;
  tenor_error error = {0};
  void *bytes = NULL;
  cr_assert_eq(tiny_trainer(&trainer, options, lexicon, TINY_EXAMPLES, &error), TENOR_OK, "%s",
               error.message);
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, &error), TENOR_OK, "%s", error.message);
  cr_assert_eq(tenor_trainer_model(trainer, "{\"by\":\"a test\"}", &bytes, size, &error), TENOR_OK,
               "%s", error.message);
  tenor_trainer_free(&trainer);
  tenor_lexicon_free(&lexicon);
  return bytes;
}

typedef struct tiny_model {
  void *bytes;
  size_t size;
  tenor_model *model;
  tenor_scratch *scratch;
} tiny_model;

static inline tiny_model tiny_model_new(void) {
  tiny_model tiny = {0};
  const tenor_train_options options = tiny_options();
  tenor_error error = {0};
  tiny.bytes = tiny_model_bytes(&options, &tiny.size);
  cr_assert_eq(tenor_model_from_memory(&tiny.model, tiny.bytes, tiny.size, &error), TENOR_OK, "%s",
               error.message);
  cr_assert_eq(tenor_scratch_new(&tiny.scratch, tiny.model, &error), TENOR_OK, "%s", error.message);
  return tiny;
}

static inline void tiny_model_free(tiny_model *tiny) {
  tenor_scratch_free(&tiny->scratch);
  tenor_model_free(&tiny->model);
  tenor_bytes_free(&tiny->bytes);
}

#endif
