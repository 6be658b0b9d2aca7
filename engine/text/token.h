/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From bytes to tokens in one pass. Tokens are what can carry meaning: words, numbers, emoji. Marks between
 * them are not tokens: each token knows which marks stand before it, and a last, empty token holds those at the
 * end of the text. Contractions are expanded ("don't" -> do + not), possessives dropped ("Kim's" -> kim), dotted
 * abbreviations closed up ("U.N." -> un; "U.S." and "US" -> u.s., which no pronoun can be).
 */
#ifndef TENOR_TEXT_TOKEN_H
#define TENOR_TEXT_TOKEN_H

#include "base/status.h"

typedef enum token_kind {
  TOKEN_WORD,
  TOKEN_NUMBER,
  TOKEN_EMOJI, /* an emoji or an ASCII emoticon */
  TOKEN_MENTION,
  TOKEN_URL,
  TOKEN_END
} token_kind;

enum {                            /* marks: bits of token.before */
       MARK_STOP = 1 << 0,        /* the sentence before has ended */
       MARK_QUESTION = 1 << 1,    /* ... with a question mark */
       MARK_EXCLAMATION = 1 << 2, /* ... with an exclamation mark */
       MARK_PAUSE = 1 << 3,       /* comma, colon, dash, bracket: the clause before has ended */
       MARK_OPEN = 1 << 4,        /* a quotation opens */
       MARK_CLOSE = 1 << 5,       /* a quotation has closed */
       MARK_JOINED = 1 << 6       /* hyphen or slash without blanks, or the rest of a contraction */
};

enum {                          /* shape of a token: bits of token.shape */
       SHAPE_CAPITAL = 1 << 0,  /* begins with a capital */
       SHAPE_CAPITALS = 1 << 1, /* two letters or more, all capitals */
       SHAPE_QUOTED = 1 << 2,   /* inside quotation marks */
       SHAPE_HASHTAG = 1 << 3,
       SHAPE_ELONGATED = 1 << 4 /* "soooo" */
};

typedef struct token {
  uint32_t begin, end; /* bytes of the source */
  uint32_t form;       /* where the folded form begins in token_list.forms */
  uint16_t size;       /* bytes of the form */
  uint8_t kind;        /* token_kind */
  uint8_t shape;       /* SHAPE_* */
  uint8_t before;      /* MARK_* between the last token and this */
} token;

typedef struct token_list {
  token *tokens; /* [n + 1]; the last is the end */
  size_t n, capacity;
  char *forms; /* [n_forms] */
  size_t n_forms, forms_capacity;
  uint32_t n_replacements; /* broken UTF-8 */
  uint32_t n_exclamations, n_questions, n_ellipses;
} token_list;

void token_list_init(token_list *list);
void token_list_finish(token_list *list);

/* Fills `list` from the text; keeps its memory. Errors: MEMORY, LIMIT (4 GiB). */
tenor_status token_list_read(token_list *list, tenor_text text);

static inline const char *token_form(const token_list *list, size_t index) {
  return list->forms + list->tokens[index].form;
}

#endif
