/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/lexicon_builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "feature/lexicon_actor.h"

tenor_status lexicon_builder_init(lexicon_builder *builder) {
  memset(builder, 0, sizeof *builder);
  uint32_t empty;
  TRY(stemmer_new(&builder->stemmer));
  return intern_add(&builder->strings, "", 0, &empty); /* string 0 is the empty one */
}

void lexicon_builder_finish(lexicon_builder *builder) {
  intern_finish(&builder->strings);
  intern_finish(&builder->symbol_keys);
  intern_finish(&builder->pattern_keys);
  free(builder->symbols);
  free(builder->patterns);
  token_list_finish(&builder->tokens);
  stemmer_free(&builder->stemmer);
  memset(builder, 0, sizeof *builder);
}

tenor_status lexicon_builder_category(lexicon_builder *builder, const char *name,
                                      const char *measures, lexicon_role role, uint32_t *category) {
  if (builder->n_categories == LEXICON_MAX_CATEGORIES) return TENOR_ERR_LIMIT;
  const size_t i = builder->n_categories;
  TRY(intern_add(&builder->strings, name, strlen(name), &builder->categories[i].name));
  TRY(intern_add(&builder->strings, measures, strlen(measures), &builder->categories[i].measures));
  builder->categories[i].role = role;
  builder->categories[i].n_patterns = 0;
  builder->n_categories++;
  *category = (uint32_t)i;
  return TENOR_OK;
}

static tenor_status add_symbol(lexicon_builder *builder, symbol_kind kind, const char *key,
                               size_t size, uint32_t *symbol) {
  char tagged[FOLD_MAX + 1];
  tagged[0] = (char)kind;
  memcpy(tagged + 1, key, size);
  const size_t known = builder->symbol_keys.n;
  TRY(intern_add(&builder->symbol_keys, tagged, size + 1, symbol));
  if (*symbol < known) return TENOR_OK;
  TRY(tenor_grow(&builder->symbols, &builder->symbols_capacity, known + 1,
                 sizeof *builder->symbols));
  builder->symbols[*symbol].kind = kind;
  return intern_add(&builder->strings, key, size, &builder->symbols[*symbol].key);
}

/* ---- terms ------------------------------------------------------------------------------------------- */

/* Adds the symbols of one blank-separated word of a term; a marker applies to the last of its tokens. */
static tenor_status add_word(lexicon_builder *builder, const char *word, size_t size,
                             builder_pattern *pattern, term_fault *fault) {
  symbol_kind kind = SYMBOL_FORM;
  if (size > 1 && word[size - 1] == '~') kind = SYMBOL_STEM, size--;
  if (size > 1 && word[size - 1] == '*') kind = SYMBOL_PREFIX, size--;
  TRY(token_list_read(&builder->tokens, (tenor_text){word, size}));
  for (size_t i = 0; i < builder->tokens.n; i++) {
    const token *t = &builder->tokens.tokens[i];
    const char *key = token_form(&builder->tokens, i);
    size_t key_size = t->size;
    const symbol_kind own = i + 1 == builder->tokens.n ? kind : SYMBOL_FORM;
    if (own == SYMBOL_PREFIX && key_size < 3) *fault = TERM_SHORT_PREFIX;
    if (pattern->n == LEXICON_MAX_WORDS) *fault = TERM_TOO_LONG;
    if (*fault != TERM_FINE) return TENOR_OK;
    if (own == SYMBOL_STEM) key = stemmer_stem(builder->stemmer, key, key_size, &key_size);
    TRY(add_symbol(builder, own, key, key_size, &pattern->parts[pattern->n++]));
  }
  return TENOR_OK;
}

static tenor_status read_term(lexicon_builder *builder, tenor_text term, builder_pattern *pattern,
                              term_fault *fault) {
  size_t at = 0;
  while (at < term.size && *fault == TERM_FINE) {
    size_t end = at;
    while (end < term.size && term.data[end] != ' ') end++;
    if (end - at == 1 && term.data[at] == '*') {
      if (pattern->n == 0 || pattern->parts[pattern->n - 1] == LEXICON_GAP)
        *fault = TERM_GAP_AT_EDGE;
      else if (pattern->n == LEXICON_MAX_WORDS)
        *fault = TERM_TOO_LONG;
      else
        pattern->parts[pattern->n++] = LEXICON_GAP;
    } else if (end > at) {
      TRY(add_word(builder, term.data + at, end - at, pattern, fault));
    }
    at = end + 1;
  }
  if (*fault != TERM_FINE) return TENOR_OK;
  if (pattern->n == 0)
    *fault = TERM_EMPTY;
  else if (pattern->parts[pattern->n - 1] == LEXICON_GAP)
    *fault = TERM_GAP_AT_EDGE;
  return TENOR_OK;
}

static tenor_status keep_pattern(lexicon_builder *builder, const builder_pattern *pattern,
                                 term_fault *fault, uint32_t *same) {
  uint32_t key[1 + LEXICON_MAX_WORDS * 2], id;
  key[0] = pattern->category;
  memcpy(key + 1, pattern->parts, pattern->n * sizeof *key);
  TRY(intern_add(&builder->pattern_keys, (const char *)key, (1 + pattern->n) * sizeof *key, &id));
  if (id < builder->n_patterns) {
    *fault = TERM_DUPLICATE;
    *same = id;
    return TENOR_OK;
  }
  TRY(tenor_grow(&builder->patterns, &builder->patterns_capacity, builder->n_patterns + 1,
                 sizeof *builder->patterns));
  builder->patterns[builder->n_patterns++] = *pattern;
  builder->categories[pattern->category].n_patterns++;
  return TENOR_OK;
}

tenor_status lexicon_builder_term(lexicon_builder *builder, uint32_t category, tenor_text term,
                                  double weight, double sd, tenor_text text, uint64_t line,
                                  term_fault *fault, uint32_t *same) {
  builder_pattern pattern = {.category = category, .weight = weight, .sd = sd, .line = line};
  *fault = TERM_FINE;
  TRY(read_term(builder, term, &pattern, fault));
  if (*fault != TERM_FINE) return TENOR_OK;
  TRY(intern_add(&builder->strings, text.data, text.size, &pattern.text));
  return keep_pattern(builder, &pattern, fault, same);
}

/* Copies the text of a pattern, with what may follow an actor's name. */
static tenor_status copy_text(lexicon_builder *builder, const tenor_lexicon *from, uint32_t string,
                              uint32_t *text) {
  const lexicon_actor actor = lexicon_actor_at(from, string);
  return intern_add(&builder->strings, actor.name, actor.size, text);
}

tenor_status lexicon_builder_copy(lexicon_builder *builder, const tenor_lexicon *from,
                                  uint32_t category) {
  const lexicon_category *c = &from->categories[category];
  uint32_t own;
  TRY(lexicon_builder_category(builder, from->strings + c->name, from->strings + c->measures,
                               (lexicon_role)c->role, &own));
  for (size_t i = 0; i < from->n_patterns; i++) {
    const lexicon_pattern *p = &from->patterns[i];
    if (p->category != category || p->n > LEXICON_MAX_WORDS) continue;
    builder_pattern pattern = {
        .category = own, .weight = (double)p->weight, .sd = (double)p->sd, .n = p->n};
    TRY(copy_text(builder, from, p->text, &pattern.text));
    for (uint32_t k = 0; k < p->n; k++) {
      const uint32_t part = from->parts[p->first + k];
      pattern.parts[k] = part;
      if (part == LEXICON_GAP) continue;
      const lexicon_symbol *s = &from->symbols[part];
      if (s->key_size > FOLD_MAX) return TENOR_ERR_FORMAT;
      TRY(add_symbol(builder, (symbol_kind)s->kind, from->strings + s->key, s->key_size,
                     &pattern.parts[k]));
    }
    term_fault fault = TERM_FINE;
    uint32_t same;
    TRY(keep_pattern(builder, &pattern, &fault, &same));
  }
  return TENOR_OK;
}
