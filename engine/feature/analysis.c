/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/analysis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "feature/proper_name.h"

enum { ACTOR_REACH = 4 }; /* words between a hostile word and the actor it is about */

static void map_categories(analysis *a, const tenor_lexicon *layout_lexicon) {
  a->n_layout_categories = layout_lexicon ? (uint32_t)layout_lexicon->n_categories : 0;
  for (uint32_t i = 0; a->lexicon && i < a->lexicon->n_categories; i++)
    a->category_map[i] =
        layout_lexicon == a->lexicon
            ? i
            : lexicon_category_find(layout_lexicon, lexicon_category_name(a->lexicon, i));
}

tenor_status analysis_init(analysis *a, const tenor_lexicon *lexicon,
                           const tenor_lexicon *layout_lexicon,
                           const ngram_vocabulary *vocabulary) {
  memset(a, 0, sizeof *a);
  a->lexicon = lexicon;
  a->vocabulary = vocabulary;
  token_list_init(&a->tokens);
  match_list_init(&a->matches);
  shifters_init(&a->shifters);
  map_categories(a, layout_lexicon ? layout_lexicon : lexicon);
  const size_t n_stamps = vocabulary ? vocabulary->n_features : 0;
  a->dense = malloc(layout_size(a->n_layout_categories) * sizeof *a->dense);
  a->stamps = calloc(n_stamps + 1, sizeof *a->stamps);
  if (!a->dense || !a->stamps) return TENOR_ERR_MEMORY;
  return memo_init(&a->memo, lexicon, vocabulary);
}

void analysis_finish(analysis *a) {
  token_list_finish(&a->tokens);
  memo_finish(&a->memo);
  match_list_finish(&a->matches);
  shifters_finish(&a->shifters);
  free(a->word_ids);
  free(a->dense);
  free(a->ngrams);
  free(a->stamps);
  memset(a, 0, sizeof *a);
}

/* ---- n-grams ----------------------------------------------------------------------------------------- */

/* Adds the n-gram unless the text has it already; room is there. */
static void add_ngram(analysis *a, uint32_t feature, size_t begin, size_t end) {
  if (a->stamps[feature] == a->stamp) return;
  a->stamps[feature] = a->stamp;
  a->ngrams[a->n_ngrams++] = (ngram_place){feature, (uint32_t)begin, (uint32_t)end};
}

static void next_stamp(analysis *a) {
  if (++a->stamp != 0) return;
  memset(a->stamps, 0, a->vocabulary->n_features * sizeof *a->stamps);
  a->stamp = 1;
}

/* The stems at `at` and before it, when they make a pair: pairs do not reach over the end of a sentence. */
static bool stems_of_pair(const analysis *a, size_t at, uint32_t pair[2]) {
  if (at == 0 || (a->tokens.tokens[at].before & MARK_STOP)) return false;
  pair[0] = analysis_word(a, at - 1)->stem;
  pair[1] = analysis_word(a, at)->stem;
  return pair[0] != NGRAM_NONE && pair[1] != NGRAM_NONE;
}

/* The table of pairs is larger than the cache: its lines are asked for in a first pass and read in a second. */
static tenor_status find_ngrams(analysis *a) {
  uint32_t pair[2];
  a->n_ngrams = 0;
  if (!a->vocabulary) return TENOR_OK;
  TRY(tenor_grow(&a->ngrams, &a->ngrams_capacity, a->tokens.n * 2 + 1, sizeof *a->ngrams));
  next_stamp(a);
  for (size_t i = 0; i < a->tokens.n; i++) {
    const uint32_t stem = analysis_word(a, i)->stem;
    if (stem != NGRAM_NONE) add_ngram(a, stem, i, i + 1);
    if (stems_of_pair(a, i, pair))
      BYTES_PREFETCH(&a->vocabulary->pairs[ngram_pair_slot(a->vocabulary, pair[0], pair[1])]);
  }
  for (size_t i = 1; i < a->tokens.n; i++) {
    if (!stems_of_pair(a, i, pair)) continue;
    const uint32_t feature = ngram_pair_find(a->vocabulary, pair[0], pair[1]);
    if (feature != NGRAM_NONE) add_ngram(a, feature, i - 1, i + 1);
  }
  return TENOR_OK;
}

/* ---- words ------------------------------------------------------------------------------------------- */

static tenor_status find_words(analysis *a) {
  TRY(tenor_grow(&a->word_ids, &a->word_ids_capacity, a->tokens.n + 1, sizeof *a->word_ids));
  memo_trim(&a->memo);
  a->n_known = 0;
  for (size_t i = 0; i < a->tokens.n; i++) {
    const token *t = &a->tokens.tokens[i];
    TRY(memo_find(&a->memo, token_form(&a->tokens, i), t->size, (token_kind)t->kind,
                  &a->word_ids[i]));
    const word *w = analysis_word(a, i);
    a->n_known += w->stem != NGRAM_NONE || w->vector != NGRAM_NONE || w->n_hits > 0;
  }
  return TENOR_OK;
}

/* Whether the word is a proper name by itself, though a longer term hides it where it stands. */
static bool is_proper_alone(const analysis *a, size_t at) {
  const word *w = analysis_word(a, at);
  for (uint32_t i = 0; i < w->n_hits; i++) {
    const lexicon_pattern *p = &a->lexicon->patterns[a->memo.hits[w->first_hit + i].pattern];
    if (proper_name_of(a->lexicon, p) == PROPER_NAME_WHOLE) return true;
  }
  return false;
}

/* Once the terms are found: a masked word is as one that nobody knows. */
static tenor_status mask_names(analysis *a) {
  uint32_t nothing;
  TRY(memo_find(&a->memo, "", 0, TOKEN_WORD, &nothing));
  for (size_t i = 0; i < a->matches.n; i++) {
    const match *m = &a->matches.matches[i];
    const proper_name name = proper_name_of(a->lexicon, &a->lexicon->patterns[m->pattern]);
    for (uint32_t k = m->begin; name != PROPER_NAME_NONE && k < m->end; k++)
      if (name == PROPER_NAME_WHOLE || is_proper_alone(a, k)) a->word_ids[k] = nothing;
  }
  return TENOR_OK;
}

/* ---- lexicon features -------------------------------------------------------------------------------- */

static void add_to_sums(category_sums *sums, const match *m, uint32_t index) {
  const double size = fabs(m->weight);
  sums->effective += m->effective;
  sums->absolute += size;
  if (m->rules & TENOR_RULE_NEGATION) sums->negated += size;
  if (m->rules & TENOR_RULE_QUOTED) sums->quoted += size;
  if (fabs(m->effective) > fabs(sums->peak)) {
    sums->peak = m->effective;
    sums->peak_match = index;
  }
}

/* Marks the tokens that name an actor, in a bit of match_list.covered that no category uses any more. */
static void mark_actors(analysis *a) {
  memset(a->matches.covered, 0, a->tokens.n * sizeof *a->matches.covered);
  for (size_t i = 0; i < a->matches.n; i++) {
    const match *m = &a->matches.matches[i];
    if (a->lexicon->categories[m->category].role == ROLE_ACTOR) a->matches.covered[m->begin] = 1;
  }
}

/* Within the match's own sentence. */
static bool beside_actor(const analysis *a, const match *m) {
  const token *tokens = a->tokens.tokens;
  for (size_t i = m->begin, n = 0; n <= ACTOR_REACH; i--, n++) {
    if (a->matches.covered[i]) return true;
    if (i == 0 || (tokens[i].before & MARK_STOP)) break;
  }
  for (size_t i = m->begin + 1; i < m->end + ACTOR_REACH && i < a->tokens.n; i++) {
    if (tokens[i].before & MARK_STOP) break;
    if (a->matches.covered[i]) return true;
  }
  return false;
}

bool analysis_in_group(const analysis *a, const match *m, feature_group group) {
  const uint32_t role = a->lexicon->categories[m->category].role;
  switch (group) {
    case GROUP_VALENCE: return role == ROLE_VALENCE;
    case GROUP_HOSTILITY: return role == ROLE_HOSTILITY;
    case GROUP_DIRECTED: return role == ROLE_HOSTILITY && beside_actor(a, m);
    case N_GROUPS: break;
  }
  return false;
}

/* A group's sums are those of its categories. */
static void merge_sums(category_sums *into, const category_sums *from) {
  into->effective += from->effective;
  into->absolute += from->absolute;
  into->negated += from->negated;
  into->quoted += from->quoted;
  if (fabs(from->peak) > fabs(into->peak)) {
    into->peak = from->peak;
    into->peak_match = from->peak_match;
  }
}

/* Hostility beside an actor must be looked at match by match. */
static void sum_directed(analysis *a) {
  mark_actors(a);
  for (uint32_t i = 0; i < a->matches.n; i++)
    if (analysis_in_group(a, &a->matches.matches[i], GROUP_DIRECTED))
      add_to_sums(&a->groups[GROUP_DIRECTED], &a->matches.matches[i], i);
}

static void sum_matches(analysis *a) {
  bool actors = false;
  a->active = 0;
  memset(a->groups, 0, sizeof a->groups);
  for (uint32_t i = 0; i < a->matches.n; i++) {
    const match *m = &a->matches.matches[i];
    category_sums *sums = &a->sums[m->category];
    if (!(a->active >> m->category & 1)) memset(sums, 0, sizeof *sums);
    a->active |= UINT64_C(1) << m->category;
    add_to_sums(sums, m, i);
  }
  for (uint32_t c = 0; a->active >> c; c++) {
    if (a->active >> c & 1) {
      const uint32_t role = a->lexicon->categories[c].role;
      if (role == ROLE_VALENCE) merge_sums(&a->groups[GROUP_VALENCE], &a->sums[c]);
      if (role == ROLE_HOSTILITY) merge_sums(&a->groups[GROUP_HOSTILITY], &a->sums[c]);
      actors |= role == ROLE_ACTOR;
    }
    if (c == LEXICON_MAX_CATEGORIES - 1) break;
  }
  if (actors && a->groups[GROUP_HOSTILITY].absolute > 0) sum_directed(a);
}

/* Value of a statistic of a category's or group's sums in a text of `n_words`. */
static double stat_of(const category_sums *sums, feature_stat stat, double n_words) {
  switch (stat) {
    case STAT_RATE: return 10 * sums->effective / n_words;
    case STAT_ROOT: return copysign(sqrt(fabs(sums->effective) / n_words), sums->effective);
    case STAT_PEAK: return sums->peak;
    case STAT_NEGATED: return sums->absolute > 0 ? sums->negated / sums->absolute : 0;
    case STAT_QUOTED: return sums->absolute > 0 ? sums->quoted / sums->absolute : 0;
    case N_STATS: break;
  }
  return 0;
}

static void add_dense(analysis *a, uint32_t feature, double value) {
  if (value > 0 || value < 0) a->dense[a->n_dense++] = (dense_value){feature, (float)value};
}

static void add_stats(analysis *a, uint32_t block, const category_sums *sums) {
  for (feature_stat k = 0; k < N_STATS; k++)
    add_dense(a, layout_stat(block, k), stat_of(sums, k, (double)a->tokens.n));
}

/* ---- form features ----------------------------------------------------------------------------------- */

static void add_form(analysis *a) {
  const double n = (double)a->tokens.n;
  uint32_t counts[N_FORM] = {0}, bytes = 0, sentences = 1;
  for (size_t i = 0; i < a->tokens.n; i++) {
    const token *t = &a->tokens.tokens[i];
    const unsigned shape = t->shape, kind = t->kind;
    counts[FORM_QUOTED] += (shape & SHAPE_QUOTED) != 0;
    counts[FORM_CAPITALS] += (shape & SHAPE_CAPITALS) != 0;
    counts[FORM_CAPITALISED] += shape & SHAPE_CAPITAL;
    counts[FORM_HASHTAGS] += (shape & SHAPE_HASHTAG) != 0;
    counts[FORM_ELONGATED] += (shape & SHAPE_ELONGATED) != 0;
    counts[FORM_NUMBERS] += kind == TOKEN_NUMBER;
    counts[FORM_MENTIONS] += kind == TOKEN_MENTION;
    counts[FORM_URLS] += kind == TOKEN_URL;
    counts[FORM_EMOJI] += kind == TOKEN_EMOJI;
    bytes += t->size;
    sentences += i > 0 && (t->before & MARK_STOP);
  }
  double values[N_FORM];
  for (feature_form f = 0; f < N_FORM; f++) values[f] = counts[f] / n;
  values[FORM_WORD_LENGTH] = bytes / n / 10;
  values[FORM_EXCLAMATIONS] = sqrt(a->tokens.n_exclamations / n);
  values[FORM_QUESTIONS] = sqrt(a->tokens.n_questions / n);
  values[FORM_ELLIPSES] = sqrt(a->tokens.n_ellipses / n);
  values[FORM_SENTENCE_LENGTH] = log2(1 + n / sentences) / 5;
  for (feature_form f = 0; f < N_FORM; f++)
    add_dense(a, layout_form(a->n_layout_categories, f), values[f]);
}

static void fill_dense(analysis *a) {
  a->n_dense = 0;
  for (uint32_t c = 0; a->lexicon && c < a->lexicon->n_categories; c++)
    if ((a->active >> c & 1) && a->category_map[c] != LEXICON_NONE)
      add_stats(a, a->category_map[c], &a->sums[c]);
  for (uint32_t g = 0; g < N_GROUPS; g++) add_stats(a, a->n_layout_categories + g, &a->groups[g]);
  add_form(a);
}

tenor_status analysis_read(analysis *a, tenor_text text) {
  TRY(token_list_read(&a->tokens, text));
  TRY(find_words(a));
  TRY(match_list_find(&a->matches, &a->tokens, &a->memo, a->word_ids));
  if (a->lexicon) TRY(shifters_apply(&a->shifters, &a->tokens, a->lexicon, &a->matches));
  if (a->mask_names) TRY(mask_names(a));
  TRY(find_ngrams(a));
  sum_matches(a);
  a->n_dense = 0;
  if (a->tokens.n > 0) fill_dense(a);
  return TENOR_OK;
}
