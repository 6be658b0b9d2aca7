/* SPDX-License-Identifier: Apache-2.0 */
/* Collects terms and compiles them into a lexicon. */
#ifndef TENOR_FEATURE_LEXICON_BUILDER_H
#define TENOR_FEATURE_LEXICON_BUILDER_H

#include "base/intern.h"
#include "feature/lexicon.h"
#include "text/fold.h"
#include "text/stem.h"
#include "text/token.h"

typedef struct builder_symbol {
  symbol_kind kind;
  uint32_t key; /* in strings */
} builder_symbol;

typedef struct builder_pattern {
  uint32_t category;
  double weight, sd;
  uint32_t text; /* in strings */
  uint32_t n;
  uint32_t parts[LEXICON_MAX_WORDS * 2];
  uint64_t line; /* where it came from, for findings */
} builder_pattern;

typedef struct lexicon_builder {
  tenor_intern strings;
  tenor_intern symbol_keys;  /* kind byte and key -> symbol */
  tenor_intern pattern_keys; /* category and parts -> pattern */
  struct {
    uint32_t name, measures; /* in strings */
    uint32_t role, n_patterns;
  } categories[LEXICON_MAX_CATEGORIES];
  size_t n_categories;
  builder_symbol *symbols; /* [symbol_keys.n] */
  size_t symbols_capacity;
  builder_pattern *patterns; /* [n_patterns] */
  size_t n_patterns, patterns_capacity;
  token_list tokens;
  tenor_stemmer *stemmer;
} lexicon_builder;

tenor_status lexicon_builder_init(lexicon_builder *builder);
void lexicon_builder_finish(lexicon_builder *builder);

/* Adds a category without terms. Errors: LIMIT, MEMORY. */
tenor_status lexicon_builder_category(lexicon_builder *builder, const char *name,
                                      const char *measures, lexicon_role role, uint32_t *category);

/* Why a term cannot be added. */
typedef enum term_fault {
  TERM_FINE,
  TERM_EMPTY,       /* nothing that could match is left after tokenising */
  TERM_TOO_LONG,    /* too many words */
  TERM_GAP_AT_EDGE, /* begins or ends with a gap, or has two in a row */
  TERM_SHORT_PREFIX,
  TERM_DUPLICATE /* the category has it; *same tells which */
} term_fault;

/* Adds the term to the category. `text` (may be NULL) is kept with it. *fault says what is wrong with it; a
 * faulty term is not added. Errors: MEMORY, LIMIT. */
tenor_status lexicon_builder_term(lexicon_builder *builder, uint32_t category, tenor_text term,
                                  double weight, double sd, tenor_text text, uint64_t line,
                                  term_fault *fault, uint32_t *same);

/* Copies a category with all terms from a compiled lexicon. */
tenor_status lexicon_builder_copy(lexicon_builder *builder, const struct tenor_lexicon *from,
                                  uint32_t category);

/* Compiles. *lexicon is owned by the caller. Errors: MEMORY, FORMAT. */
tenor_status lexicon_builder_build(lexicon_builder *builder, struct tenor_lexicon **lexicon,
                                   tenor_error *error);

#endif
