/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/memo.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

tenor_status memo_init(word_memo *memo, const tenor_lexicon *lexicon,
                       const ngram_vocabulary *vocabulary) {
  memset(memo, 0, sizeof *memo);
  memo->lexicon = lexicon;
  memo->vocabulary = vocabulary;
  return stemmer_new(&memo->stemmer);
}

void memo_finish(word_memo *memo) {
  stemmer_free(&memo->stemmer);
  intern_finish(&memo->forms);
  free(memo->words);
  free(memo->symbols);
  free(memo->hits);
  memset(memo, 0, sizeof *memo);
}

static void forget(word_memo *memo) {
  intern_clear(&memo->forms);
  memo->n_symbols = memo->n_hits = 0;
}

void memo_trim(word_memo *memo) {
  if (memo->forms.n >= MEMO_LIMIT) forget(memo);
}

/* The symbols that a word is, most specific first: its form, its stem, its prefixes from long to short. */
static size_t find_symbols(const tenor_lexicon *lexicon, const char *form, size_t size,
                           const char *stem, size_t stem_size, uint32_t symbols[MEMO_MAX_SYMBOLS]) {
  enum { LONGEST_PREFIX = 24 };
  size_t n = 0;
  uint32_t symbol = lexicon_symbol_find(lexicon, SYMBOL_FORM, form, size);
  if (symbol != LEXICON_NONE) symbols[n++] = symbol;
  symbol = lexicon_symbol_find(lexicon, SYMBOL_STEM, stem, stem_size);
  if (symbol != LEXICON_NONE) symbols[n++] = symbol;
  for (size_t k = size < LONGEST_PREFIX ? size : LONGEST_PREFIX; k >= 3 && n < MEMO_MAX_SYMBOLS;
       k--) {
    symbol = lexicon_symbol_find(lexicon, SYMBOL_PREFIX, form, k);
    if (symbol != LEXICON_NONE) symbols[n++] = symbol;
  }
  return n;
}

/* The word's weights: in each category the most specific term wins. */
static tenor_status collect_hits(word_memo *memo, word *w) {
  const tenor_lexicon *lexicon = memo->lexicon;
  uint64_t seen = 0;
  for (size_t i = 0; i < w->n_symbols; i++) {
    const lexicon_symbol *symbol = &lexicon->symbols[memo->symbols[w->first_symbol + i].symbol];
    for (uint32_t k = 0; k < symbol->n; k++) {
      const uint32_t id = lexicon->entries[symbol->first + k];
      const lexicon_pattern *pattern = &lexicon->patterns[id];
      const uint64_t bit = UINT64_C(1) << pattern->category;
      if (seen & bit) continue;
      seen |= bit;
      TRY(tenor_grow(&memo->hits, &memo->hits_capacity, memo->n_hits + 1, sizeof *memo->hits));
      memo->hits[memo->n_hits++] = (word_hit){id, pattern->category, pattern->weight};
      w->n_hits++;
    }
  }
  return TENOR_OK;
}

const char *memo_stem(tenor_stemmer *stemmer, const char *form, size_t size, token_kind kind,
                      size_t *stem_size) {
  if (kind == TOKEN_WORD) return stemmer_stem(stemmer, form, size, stem_size);
  *stem_size = kind == TOKEN_NUMBER ? 1 : size;
  return kind == TOKEN_NUMBER ? "0" : form;
}

static tenor_status learn_word(word_memo *memo, const char *form, size_t size, token_kind kind,
                               word *w) {
  size_t stem_size;
  const char *stem = memo_stem(memo->stemmer, form, size, kind, &stem_size);
  *w = (word){.stem = NGRAM_NONE, .vector = NGRAM_NONE};
  w->first_symbol = (uint32_t)memo->n_symbols;
  w->first_hit = (uint32_t)memo->n_hits;
  if (memo->vocabulary && size > 0) { /* "" stands for what is masked */
    w->stem = string_table_find(&memo->vocabulary->stems, stem, stem_size);
    w->vector = string_table_find(&memo->vocabulary->words, form, size);
  }
  if (!memo->lexicon) return TENOR_OK;
  uint32_t symbols[MEMO_MAX_SYMBOLS];
  const size_t n = find_symbols(memo->lexicon, form, size, stem, stem_size, symbols);
  TRY(tenor_grow(&memo->symbols, &memo->symbols_capacity, memo->n_symbols + n + 1,
                 sizeof *memo->symbols));
  for (size_t i = 0; i < n; i++) {
    const lexicon_symbol *symbol = &memo->lexicon->symbols[symbols[i]];
    const lexicon_node *node = &memo->lexicon->nodes[symbol->node]; /* node 0 leads nowhere */
    memo->symbols[memo->n_symbols++] = (word_symbol){
        symbols[i], symbol->node, node->gap, node->edges, memo->lexicon->nodes[node->gap].edges};
    w->starts_phrase = w->starts_phrase || symbol->node != 0;
    w->bits |= lexicon_bit(symbols[i]);
    w->parents |= symbol->parents;
  }
  w->n_symbols = (uint8_t)n;
  return collect_hits(memo, w);
}

tenor_status memo_find(word_memo *memo, const char *form, size_t size, token_kind kind,
                       uint32_t *id) {
  *id = intern_find(&memo->forms, form, size);
  if (*id != INTERN_NONE) return TENOR_OK;
  const size_t known = memo->forms.n;
  TRY(tenor_grow(&memo->words, &memo->words_capacity, known + 1, sizeof *memo->words));
  TRY(intern_add(&memo->forms, form, size, id));
  const tenor_status status = learn_word(memo, form, size, kind, &memo->words[*id]);
  if (status < 0) forget(memo); /* a half-known word must not be found again */
  return status;
}
