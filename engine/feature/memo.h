/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known of a word, found once: its stem, its lexicon symbols, its weights. Stemming and the look-ups of a
 * word cost about a microsecond; language repeats itself, so all but a few words come from here. A memo belongs
 * to one scratch; past MEMO_LIMIT words it forgets all and starts again, so its memory is bounded.
 */
#ifndef TENOR_FEATURE_MEMO_H
#define TENOR_FEATURE_MEMO_H

#include "base/intern.h"
#include "feature/lexicon.h"
#include "feature/ngram.h"
#include "text/stem.h"
#include "text/token.h"

enum { MEMO_LIMIT = 1 << 16, MEMO_MAX_SYMBOLS = 16 };

/* A single word's weight in one category. */
typedef struct word_hit {
  uint32_t pattern;
  uint32_t category;
  float weight;
} word_hit;

/* A symbol that a word is, the node where phrases go on that begin with it (0: none do), and what is asked of that node
 * first. */
typedef struct word_symbol {
  uint32_t symbol, node;
  uint32_t gap;       /* lexicon_node.gap */
  uint64_t edges;     /* lexicon_node.edges */
  uint64_t gap_edges; /* the same of the gap's node */
} word_symbol;

typedef struct word {
  uint32_t stem;   /* in the vocabulary, or NGRAM_NONE */
  uint32_t vector; /* the word in the vocabulary's table of vectors, or NGRAM_NONE */
  uint32_t first_symbol, first_hit; /* in memo.symbols, memo.hits */
  uint8_t n_symbols, n_hits;
  bool starts_phrase;
  uint64_t bits;    /* lexicon_bit of each symbol */
  uint64_t parents; /* lexicon_symbol.parents of each: whether a node may lead on by this word */
} word;

typedef struct word_memo {
  const struct tenor_lexicon *lexicon; /* borrowed; may be NULL */
  const ngram_vocabulary *vocabulary;  /* borrowed; may be NULL */
  tenor_stemmer *stemmer;
  tenor_intern forms;
  word *words; /* [forms.n] */
  size_t words_capacity;
  word_symbol *symbols; /* [n_symbols] */
  size_t n_symbols, symbols_capacity;
  word_hit *hits; /* [n_hits] */
  size_t n_hits, hits_capacity;
} word_memo;

/* Errors: MEMORY. */
tenor_status memo_init(word_memo *memo, const struct tenor_lexicon *lexicon,
                       const ngram_vocabulary *vocabulary);
void memo_finish(word_memo *memo);

/* Forgets everything when the memo is full; call between texts, as it makes old ids void. */
void memo_trim(word_memo *memo);

/* The id in memo.words of a token's form. Errors: MEMORY. */
tenor_status memo_find(word_memo *memo, const char *form, size_t size, token_kind kind,
                       uint32_t *id);

/* What stands for a token in n-grams: a word's stem, "0" for every number, else the form itself. Borrowed, valid
 * until the next call with this stemmer. */
const char *memo_stem(tenor_stemmer *stemmer, const char *form, size_t size, token_kind kind,
                      size_t *stem_size);

#endif
