/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The dense part of the feature space: which number means what.
 *
 *     N_STATS features for each lexicon category, in the lexicon's order,
 *     N_STATS for each group (all valence, all hostility, hostility beside an actor),
 *     N_FORM features of the text's form.
 *
 * Every feature is intensive: the same text twice has the same features. Stored in files through the order of
 * weights: append only, and raise the model file's version.
 */
#ifndef TENOR_FEATURE_LAYOUT_H
#define TENOR_FEATURE_LAYOUT_H

#include <stdint.h>

typedef enum feature_stat {
  STAT_RATE,    /* sum of effective weights, ten words */
  STAT_ROOT,    /* signed square root of the sum a word: long sentences do not dilute */
  STAT_PEAK,    /* the effective weight farthest from 0 */
  STAT_NEGATED, /* share of the weight in the scope of a negation, 0..1 */
  STAT_QUOTED,  /* share of the weight inside quotation marks, 0..1 */
  N_STATS
} feature_stat;

typedef enum feature_group {
  GROUP_VALENCE,
  GROUP_HOSTILITY,
  GROUP_DIRECTED,
  N_GROUPS
} feature_group;

typedef enum feature_form {
  FORM_EXCLAMATIONS, /* square root of the marks a word; so the next two */
  FORM_QUESTIONS,
  FORM_ELLIPSES,
  FORM_QUOTED,      /* share of tokens; so all the next */
  FORM_CAPITALS,    /* all capitals */
  FORM_CAPITALISED, /* first letter a capital */
  FORM_NUMBERS,
  FORM_MENTIONS,
  FORM_URLS,
  FORM_HASHTAGS,
  FORM_EMOJI,
  FORM_ELONGATED,
  FORM_WORD_LENGTH,     /* mean bytes of a form / 10 */
  FORM_SENTENCE_LENGTH, /* log2 (1 + words a sentence) / 5 */
  N_FORM
} feature_form;

static inline uint32_t layout_stat(uint32_t category, feature_stat stat) {
  return category * N_STATS + (uint32_t)stat;
}
static inline uint32_t layout_group(uint32_t n_categories, feature_group group, feature_stat stat) {
  return (n_categories + (uint32_t)group) * N_STATS + (uint32_t)stat;
}
static inline uint32_t layout_form(uint32_t n_categories, feature_form form) {
  return (n_categories + N_GROUPS) * N_STATS + (uint32_t)form;
}
static inline uint32_t layout_size(uint32_t n_categories) {
  return (n_categories + N_GROUPS) * N_STATS + N_FORM;
}

/* Static strings. */
const char *layout_stat_name(feature_stat stat);
const char *layout_group_name(feature_group group);
const char *layout_form_name(feature_form form);

#endif
