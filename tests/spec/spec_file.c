/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A case is first cut off and put on one line, then read word by word in the same memory: each word
 * is terminated where it stands, so nothing is copied and nothing is owned.
 */
#include "spec_file.h"

#include <string.h>

#include "base/number.h"

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

void spec_file_init(spec_file *file, char *content) {
  *file = (spec_file){content, 1, NULL};
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void skip_line(spec_file *file) {
  file->at += strcspn(file->at, "\n");
  if (*file->at == '\n') {
    file->at++;
    file->line++;
  }
}

/* Prose and empty lines. */
static void skip_prose(spec_file *file) {
  for (;;) {
    const char *at = file->at;
    while (is_blank(*at)) at++;
    if (*at == '\0' || (*at != '#' && *at != '\n')) return;
    skip_line(file);
  }
}

/* Cuts off the case that begins here, its lines joined by single blanks. */
static char *cut_case(spec_file *file) {
  char *const begin = file->at, *to = begin;
  const char *from = begin;
  while (*from != '\0' && (*from != '\n' || is_blank(from[1]))) {
    if (*from != '\n') {
      *to++ = *from++;
      continue;
    }
    file->line++;
    while (is_blank(*++from)) continue;
    *to++ = ' ';
  }
  file->at += from - begin;
  if (*from == '\n') {
    file->at++;
    file->line++;
  }
  *to = '\0';
  return begin;
}

/* ---- words ----------------------------------------------------------------------------------- */

typedef enum piece_kind { PIECE_END, PIECE_WORD, PIECE_TEXT, PIECE_BROKEN } piece_kind;

typedef struct piece {
  piece_kind kind;
  char *string;
} piece;

static char unescaped(char c) {
  return c == 'n' ? '\n' : c;
}

static piece read_text(char **at) {
  char *const begin = *at, *to = begin, *from = begin;
  while (*from != '"') {
    if (*from == '\\') {
      from++;
      *to = unescaped(*from);
    } else {
      *to = *from;
    }
    if (*from == '\0') return (piece){PIECE_BROKEN, begin};
    from++;
    to++;
  }
  *to = '\0';
  *at = from + 1;
  return (piece){PIECE_TEXT, begin};
}

static piece read_piece(char **at) {
  while (is_blank(**at)) ++*at;
  if (**at == '\0') return (piece){PIECE_END, *at};
  if (**at == '"') {
    ++*at;
    return read_text(at);
  }
  char *const begin = *at;
  while (**at != '\0' && !is_blank(**at)) ++*at;
  if (**at != '\0') *(*at)++ = '\0';
  return (piece){PIECE_WORD, begin};
}

/* ---- cases ----------------------------------------------------------------------------------- */

static const struct {
  const char *word;
  spec_quantity quantity;
  bool listed, named;
} quantities[] = {
    {"valence", SPEC_SUM, false, false},
    {"hostility", SPEC_SUM, false, false},
    {"sum", SPEC_SUM, false, true},
    {"rate", SPEC_RATE, false, true},
    {"score", SPEC_SCORE, false, true},
    {"match", SPEC_MATCH, true, false},
    {"rules", SPEC_RULES, true, false},
    {"label", SPEC_LABEL, true, true},
    {"tokens", SPEC_TOKENS, true, false},
    {"actors", SPEC_ACTORS, true, false},
    {"sentences", SPEC_SENTENCES, true, false},
    {"quotes", SPEC_QUOTES, true, false},
    {"folds", SPEC_FOLDS, true, false},
    {"apart", SPEC_APART, true, false},
};

static const char *read_operand(char **at, spec_operand *operand) {
  const piece next = read_piece(at);
  *operand = (spec_operand){next.kind == PIECE_TEXT ? next.string : NULL, 0};
  switch (next.kind) {
    case PIECE_TEXT: return NULL;
    case PIECE_WORD:
      return number_parse(next.string, strlen(next.string), &operand->number)
                 ? NULL
                 : "a text in quotation marks or a number must stand here";
    case PIECE_BROKEN: return "the quotation mark is not closed";
    case PIECE_END: break;
  }
  return "the case ends too soon";
}

static const char *read_order(char *at, spec_case *result) {
  for (;;) {
    if (result->n_operands == SPEC_MAX_OPERANDS) return "the chain is too long";
    const char *fault = read_operand(&at, &result->operands[result->n_operands++]);
    if (fault) return fault;
    const piece relation = read_piece(&at);
    if (relation.kind == PIECE_END) break;
    if (relation.kind != PIECE_WORD || strlen(relation.string) != 1 ||
        !strchr("<>=", *relation.string))
      return "'<', '>' or '=' must stand between two texts or numbers";
    result->relations[result->n_operands - 1] = *relation.string;
  }
  return result->n_operands < 2 ? "there is nothing to compare with" : NULL;
}

static const char *read_list(char *at, spec_case *result) {
  const char *fault = read_operand(&at, &result->operands[result->n_operands++]);
  if (fault) return fault;
  if (!result->operands[0].text) return "a text in quotation marks must stand here";
  for (;;) {
    const piece next = read_piece(&at);
    if (next.kind == PIECE_END) return NULL;
    if (next.kind == PIECE_BROKEN) return "the quotation mark is not closed";
    if (result->n_words == SPEC_MAX_WORDS) return "the list is too long";
    result->words[result->n_words++] = next.string;
  }
}

static const char *read_case(char *at, spec_case *result) {
  piece word = read_piece(&at);
  if (word.kind == PIECE_WORD && strcmp(word.string, "todo") == 0) {
    result->todo = true;
    word = read_piece(&at);
  }
  for (size_t i = 0; word.kind == PIECE_WORD && i < sizeof quantities / sizeof *quantities; i++) {
    if (strcmp(word.string, quantities[i].word) != 0) continue;
    result->quantity = quantities[i].quantity;
    if (quantities[i].named) {
      const piece name = read_piece(&at);
      if (name.kind != PIECE_WORD) return "a name must stand after sum, rate, score and label";
      result->name = name.string;
    } else if (result->quantity == SPEC_SUM) {
      result->name = word.string;
    }
    return quantities[i].listed ? read_list(at, result) : read_order(at, result);
  }
  return "a case must begin with a quantity (valence, hostility, match, ...), prose with '#'";
}

bool spec_file_next(spec_file *file, spec_case *result) {
  skip_prose(file);
  *result = (spec_case){.line = file->line};
  if (*file->at == '\0') return false;
  file->fault = is_blank(*file->at) ? "an indented line must follow a case"
                                    : read_case(cut_case(file), result);
  if (file->fault) file->line = result->line;
  return file->fault == NULL;
}
