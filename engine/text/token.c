/* SPDX-License-Identifier: Apache-2.0 */
#include "text/token.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/grow.h"
#include "text/abbreviation.h"
#include "text/contraction.h"
#include "text/emoticon.h"
#include "text/fold.h"
#include "text/utf8.h"

typedef struct scanner {
  const char *data;
  size_t size, at;
  token_list *list;
  uint8_t before;     /* marks since the last token */
  size_t double_open; /* token where a double quotation opened, or NOT_OPEN */
  size_t single_open;
} scanner;

static const size_t NOT_OPEN = SIZE_MAX;
enum { SHAPE_PLAIN = 1 << 8 }; /* for emit_word only: no apostrophe */

void token_list_init(token_list *list) {
  memset(list, 0, sizeof *list);
}

void token_list_finish(token_list *list) {
  free(list->tokens);
  free(list->forms);
  token_list_init(list);
}

/* ---- characters -------------------------------------------------------------------------------------- */

static bool is_letter(unsigned char c) {
  return (unsigned char)((c | 0x20) - 'a') < 26;
}
static bool is_digit(unsigned char c) {
  return (unsigned char)(c - '0') < 10;
}
static bool is_upper(unsigned char c) {
  return (unsigned char)(c - 'A') < 26;
}
static bool is_space(unsigned char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static unsigned char peek(const scanner *s, size_t offset) {
  return s->at + offset < s->size ? (unsigned char)s->data[s->at + offset] : 0;
}

static bool is_word_code(uint32_t code) {
  switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND: return code != 0xFE0F && code != 0x20E3 && !fold_is_apostrophe(code);
    default: return false;
  }
}

/* How many bytes of a word's character stand at `at`; 0: none. */
static size_t word_character(const scanner *s, size_t at) {
  if (at >= s->size) return 0;
  const unsigned char c = (unsigned char)s->data[at];
  if (c < 0x80) return is_letter(c) || is_digit(c);
  uint32_t code;
  int valid;
  const size_t length = utf8_decode(s->data + at, s->size - at, &code, &valid);
  return valid && is_word_code(code) ? length : 0;
}

static size_t apostrophe(const scanner *s, size_t at) {
  if (at >= s->size) return 0;
  const unsigned char c = (unsigned char)s->data[at];
  if (c < 0x80) return c == '\'' || c == '`';
  uint32_t code;
  int valid;
  const size_t length = utf8_decode(s->data + at, s->size - at, &code, &valid);
  return valid && fold_is_apostrophe(code) ? length : 0;
}

/* ---- emitting ---------------------------------------------------------------------------------------- */

static tenor_status reserve(token_list *list) {
  if (list->n + 2 > list->capacity)
    TRY(tenor_grow(&list->tokens, &list->capacity, list->n + 2, sizeof *list->tokens));
  if (list->n_forms + 2 * FOLD_MAX > list->forms_capacity)
    TRY(tenor_grow(&list->forms, &list->forms_capacity, list->n_forms + 2 * FOLD_MAX, 1));
  return TENOR_OK;
}

/* Adds the token whose form's `size` bytes already lie at the end of list->forms. */
static tenor_status emit(scanner *s, size_t begin, size_t end, size_t size, token_kind kind,
                         unsigned shape) {
  token_list *list = s->list;
  if (s->double_open != NOT_OPEN || s->single_open != NOT_OPEN) shape |= SHAPE_QUOTED;
  token *t = &list->tokens[list->n++];
  t->begin = (uint32_t)begin;
  t->end = (uint32_t)end;
  t->form = (uint32_t)list->n_forms;
  t->size = (uint16_t)size;
  t->kind = (uint8_t)kind;
  t->shape = (uint8_t)shape;
  t->before = s->before;
  s->before = 0;
  list->n_forms += size;
  if (list->n_forms > UINT32_MAX - 4 * FOLD_MAX) return TENOR_ERR_LIMIT;
  return reserve(list);
}

static tenor_status emit_fixed(scanner *s, size_t begin, size_t end, const char *form,
                               token_kind kind, unsigned shape) {
  const size_t size = strlen(form);
  memcpy(s->list->forms + s->list->n_forms, form, size);
  return emit(s, begin, end, size, kind, shape);
}

/* ---- words ------------------------------------------------------------------------------------------- */

static bool form_is(const char *form, size_t size, const char *word) {
  return strlen(word) == size && memcmp(form, word, size) == 0;
}

/* Adds the word, its form at the end of list->forms, as the one or two tokens it stands for. */
static tenor_status emit_word(scanner *s, size_t begin, size_t end, size_t size, unsigned shape) {
  /* of the words without an apostrophe only some in -t are contractions */
  const char *form = s->list->forms + s->list->n_forms;
  const bool plain = form[size - 1] != 't' && (shape & SHAPE_PLAIN);
  const char *second = plain ? NULL : contraction_split(s->list->forms + s->list->n_forms, &size);
  TRY(emit(s, begin, end, size, TOKEN_WORD, shape));
  if (!second) return TENOR_OK;
  s->before = MARK_JOINED;
  return emit_fixed(s, begin, end, second, TOKEN_WORD, shape & ~(unsigned)SHAPE_CAPITAL);
}

/* The length of a possessive "'s" at the scanner, which no word has taken in; 0: none. */
static size_t possessive_length(const scanner *s) {
  const size_t n = apostrophe(s, s->at);
  return n > 0 && (peek(s, n) | 0x20) == 's' && word_character(s, s->at + n + 1) == 0 ? n + 1 : 0;
}

/* Length of a dotted abbreviation such as "U.S." or "e.g." at the scanner; 0: none. What is longer than any
 * abbreviation is none, so that "a.a.a. ..." takes linear time. */
static size_t dotted_length(const scanner *s) {
  enum { LONGEST = 32 };
  size_t n = 0;
  while (n < LONGEST && is_letter(peek(s, n)) && peek(s, n + 1) == '.') n += 2;
  if (n < 4 &&
      !(n == 2 && is_letter(peek(s, 2)) && !is_letter(peek(s, 3)) && !is_digit(peek(s, 3))))
    return 0;
  if (is_letter(peek(s, n)) && !is_letter(peek(s, n + 1)) && !is_digit(peek(s, n + 1)))
    n++; /* "U.S" */
  return is_letter(peek(s, n)) ? 0 : n;
}

static tenor_status scan_dotted(scanner *s, size_t length) {
  char *form = s->list->forms + s->list->n_forms;
  size_t size = 0;
  for (size_t i = 0; i < length; i++)
    if (s->data[s->at + i] != '.') form[size++] = (char)(s->data[s->at + i] | 0x20);
  const size_t begin = s->at;
  s->at += length;
  s->at += possessive_length(s);
  const unsigned shape =
      is_upper((unsigned char)s->data[begin]) ? SHAPE_CAPITAL | SHAPE_CAPITALS : 0u;
  if (form_is(form, size, "us")) return emit_fixed(s, begin, s->at, "u.s.", TOKEN_WORD, shape);
  return emit(s, begin, s->at, size, TOKEN_WORD, shape);
}

/* "http://...", "https://...", "www....": its length; 0: none. */
static size_t url_length(const scanner *s) {
  const char *at = s->data + s->at;
  const size_t rest = s->size - s->at;
  if (!(rest > 7 && memcmp(at, "http://", 7) == 0) &&
      !(rest > 8 && memcmp(at, "https://", 8) == 0) && !(rest > 4 && memcmp(at, "www.", 4) == 0))
    return 0;
  size_t n = 4;
  while (n < rest && !is_space((unsigned char)at[n]) && at[n] != '\0') n++;
  return n;
}

typedef struct word_extent {
  size_t end;
  unsigned shape;
} word_extent;

/* Where the word at the scanner ends, and its shape. An apostrophe belongs to it between letters only. */
static word_extent measure_word(const scanner *s) {
  word_extent extent = {s->at, 0};
  size_t letters = 0, capitals = 0, run = 0;
  unsigned char last = 0;
  for (;;) {
    size_t n = word_character(s, extent.end);
    if (n == 0) {
      n = apostrophe(s, extent.end);
      if (n == 0 || word_character(s, extent.end + n) == 0) break;
    }
    const unsigned char c = (unsigned char)s->data[extent.end];
    run = n == 1 && is_letter(c) && (c | 0x20) == (last | 0x20) ? run + 1 : 0;
    if (run == 2) extent.shape |= SHAPE_ELONGATED;
    last = c;
    letters++;
    capitals += n == 1 && is_upper(c);
    extent.end += n;
  }
  if (is_upper((unsigned char)s->data[s->at])) extent.shape |= SHAPE_CAPITAL;
  if (letters >= 2 && capitals == letters) extent.shape |= SHAPE_CAPITALS;
  return extent;
}

/* "US" by itself or as a possessive. */
static bool is_country(const scanner *s) {
  return peek(s, 0) == 'U' && peek(s, 1) == 'S' && word_character(s, s->at + 2) == 0;
}

static tenor_status scan_word(scanner *s, unsigned shape) {
  const unsigned char c = peek(s, 0);
  if (c == 'h' || c == 'w') {
    const size_t length = url_length(s);
    if (length > 0) {
      s->at += length;
      return emit_fixed(s, s->at - length, s->at, "url", TOKEN_URL, 0);
    }
  }
  if (peek(s, 1) == '.') {
    const size_t length = dotted_length(s);
    if (length > 0) return scan_dotted(s, length);
  }
  const size_t begin = s->at;
  if (is_country(s)) {
    s->at += 2;
    s->at += possessive_length(s);
    return emit_fixed(s, begin, s->at, "u.s.", TOKEN_WORD, shape | SHAPE_CAPITAL | SHAPE_CAPITALS);
  }
  char *form = s->list->forms + s->list->n_forms;
  fold_letters letters;
  size_t size = fold_plain(s->data + begin, s->size - begin, form, &letters);
  if (size > 0) {
    s->at += size;
    shape |= (letters.first_capital ? SHAPE_CAPITAL : 0u) |
             (letters.all_capitals ? SHAPE_CAPITALS : 0u) |
             (letters.elongated ? SHAPE_ELONGATED : 0u);
    return emit_word(s, begin, s->at, size, shape | SHAPE_PLAIN);
  }
  const word_extent extent = measure_word(s);
  s->at = extent.end;
  shape |= extent.shape;
  size = fold_word(s->data + begin, extent.end - begin, form);
  return emit_word(s, begin, extent.end, size, shape);
}

/* Digits with the points, commas and colons between them, and letters that hang on ("21st"). */
static tenor_status scan_number(scanner *s) {
  const size_t begin = s->at;
  while (s->at < s->size) {
    const unsigned char c = peek(s, 0);
    const bool inner = (c == '.' || c == ',' || c == ':') && is_digit(peek(s, 1));
    if (!is_digit(c) && !is_letter(c) && !inner) break;
    s->at++;
  }
  const size_t size = fold_word(s->data + begin, s->at - begin, s->list->forms + s->list->n_forms);
  s->at += possessive_length(s);
  return emit(s, begin, s->at, size, TOKEN_NUMBER, 0);
}

static tenor_status scan_mention(scanner *s) {
  const size_t begin = s->at++;
  while (is_letter(peek(s, 0)) || is_digit(peek(s, 0)) || peek(s, 0) == '_') s->at++;
  return emit_fixed(s, begin, s->at, "@", TOKEN_MENTION, 0);
}

/* ---- marks ------------------------------------------------------------------------------------------- */

static void open_quote(scanner *s, size_t *open) {
  *open = s->list->n;
  s->before |= MARK_OPEN;
}

static void close_quote(scanner *s, size_t *open) {
  if (*open == NOT_OPEN) return;
  *open = NOT_OPEN;
  s->before |= MARK_CLOSE;
}

/* A straight double quote opens what is not open. */
static void toggle_quote(scanner *s, size_t *open) {
  if (*open == NOT_OPEN)
    open_quote(s, open);
  else
    close_quote(s, open);
}

/* A single quote opens before a word that follows a blank; it closes what is open after anything else. */
static void single_quote(scanner *s, size_t length) {
  const bool blank_before = s->at == 0 || is_space((unsigned char)s->data[s->at - 1]) ||
                            strchr("([\"-", s->data[s->at - 1]) != NULL;
  const bool word_after = word_character(s, s->at + length) > 0;
  if (blank_before && word_after)
    open_quote(s, &s->single_open);
  else if (!word_after)
    close_quote(s, &s->single_open);
}

/* An opened quotation that never closes was no quotation. */
static void forget_open(scanner *s, size_t open) {
  if (open == NOT_OPEN) return;
  for (size_t i = open; i < s->list->n; i++) s->list->tokens[i].shape &= (uint8_t)~SHAPE_QUOTED;
}

/* Whether the full stop at the scanner ends a sentence. */
static bool stop_ends_sentence(const scanner *s) {
  size_t after = 1;
  while (strchr("\"')]", peek(s, after)) && peek(s, after) != 0) after++;
  const unsigned char next = peek(s, after);
  if (next != 0 && next < 0x80 && !is_space(next)) return false;
  if (s->list->n == 0) return false;
  const token *last = &s->list->tokens[s->list->n - 1];
  if (last->end != s->at) return true; /* after a quote or bracket */
  if (last->size == 1 && last->kind == TOKEN_WORD && (last->shape & SHAPE_CAPITAL)) return false;
  return !abbreviation_is(token_form(s->list, s->list->n - 1), last->size);
}

static void scan_stop(scanner *s) {
  size_t n = 1;
  while (peek(s, n) == '.') n++;
  if (n > 1) {
    s->list->n_ellipses++;
    s->before |= MARK_PAUSE;
  } else if (stop_ends_sentence(s)) {
    s->before |= MARK_STOP;
  }
  s->at += n;
}

static void scan_hyphen(scanner *s, size_t length) {
  const bool joins = s->at > 0 && !is_space((unsigned char)s->data[s->at - 1]) &&
                     word_character(s, s->at + length) > 0;
  s->before |= joins ? MARK_JOINED : MARK_PAUSE;
  s->at += length;
}

static tenor_status scan_ampersand(scanner *s) {
  const size_t begin = s->at++;
  if (s->size - s->at >= 4 && memcmp(s->data + s->at, "amp;", 4) == 0) s->at += 4;
  return emit_fixed(s, begin, s->at, "and", TOKEN_WORD, 0);
}

/* Blanks; an empty line ends a sentence, as headlines have no stop. */
static void scan_space(scanner *s) {
  unsigned newlines = 0;
  for (; is_space(peek(s, 0)); s->at++) newlines += peek(s, 0) == '\n';
  if (newlines > 1 && s->list->n > 0) s->before |= MARK_STOP;
}

static tenor_status scan_ascii_mark(scanner *s, unsigned char c) {
  const size_t emoticon = emoticon_length(s->data, s->size, s->at);
  if (emoticon > 0) {
    const size_t begin = s->at;
    memcpy(s->list->forms + s->list->n_forms, s->data + begin, emoticon);
    s->at += emoticon;
    return emit(s, begin, s->at, emoticon, TOKEN_EMOJI, 0);
  }
  switch (c) {
    case '.': scan_stop(s); return TENOR_OK;
    case '-':
    case '/': scan_hyphen(s, 1); return TENOR_OK;
    case '&': return scan_ampersand(s);
    case '"': toggle_quote(s, &s->double_open); break;
    case '`':
    case '\'': single_quote(s, 1); break;
    case '!': s->before |= MARK_STOP | MARK_EXCLAMATION, s->list->n_exclamations++; break;
    case '?': s->before |= MARK_STOP | MARK_QUESTION, s->list->n_questions++; break;
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case '[':
    case ']': s->before |= MARK_PAUSE; break;
    default: break;
  }
  s->at++;
  return TENOR_OK;
}

static void scan_unicode_mark(scanner *s, uint32_t code, size_t length) {
  switch (code) {
    case 0x201C: /* “ */
    case 0x201E: /* „ */
    case 0x201F:
    case 0xAB: /* « */ open_quote(s, &s->double_open); break;
    case 0x201D: /* ” */
    case 0xBB: /* » */ close_quote(s, &s->double_open); break;
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201A: single_quote(s, length); break;
    case 0x2026: s->list->n_ellipses++, s->before |= MARK_PAUSE; break;
    case 0x2010: /* hyphens */
    case 0x2011: scan_hyphen(s, length); return;
    case 0x2012: /* dashes */
    case 0x2013:
    case 0x2014:
    case 0x2015: s->before |= MARK_PAUSE; break;
    case 0x3002: s->before |= MARK_STOP; break;
    default: break;
  }
  s->at += length;
}

static bool is_emoji(uint32_t code) {
  return (code >= 0x1F300 && code <= 0x1FAFF && !(code >= 0x1F3FB && code <= 0x1F3FF)) ||
         (code >= 0x2600 && code <= 0x27BF) || (code >= 0x2B00 && code <= 0x2BFF) ||
         (code >= 0x1F000 && code <= 0x1F2FF) || code == 0x2764 || code == 0x263A;
}

static tenor_status scan_unicode(scanner *s) {
  uint32_t code;
  int valid;
  const size_t length = utf8_decode(s->data + s->at, s->size - s->at, &code, &valid);
  if (!valid) {
    s->list->n_replacements++;
    s->at += length;
    return TENOR_OK;
  }
  if (is_word_code(code)) return scan_word(s, 0);
  if (is_emoji(code)) {
    memcpy(s->list->forms + s->list->n_forms, s->data + s->at, length);
    s->at += length;
    return emit(s, s->at - length, s->at, length, TOKEN_EMOJI, 0);
  }
  scan_unicode_mark(s, code, length);
  return TENOR_OK;
}

static tenor_status scan(scanner *s) {
  const unsigned char c = peek(s, 0);
  if (is_letter(c)) return scan_word(s, 0);
  if (is_space(c)) {
    scan_space(s);
    return TENOR_OK;
  }
  if (is_digit(c)) return scan_number(s);
  if (c >= 0x80) return scan_unicode(s);
  if (c == '@' && (is_letter(peek(s, 1)) || is_digit(peek(s, 1)) || peek(s, 1) == '_'))
    return scan_mention(s);
  if (c == '#' && is_letter(peek(s, 1))) {
    s->at++;
    return scan_word(s, SHAPE_HASHTAG);
  }
  return scan_ascii_mark(s, c);
}

tenor_status token_list_read(token_list *list, tenor_text text) {
  if (text.size >= UINT32_MAX) return TENOR_ERR_LIMIT;
  scanner s = {text.data, text.size, 0, list, 0, NOT_OPEN, NOT_OPEN};
  list->n = list->n_forms = 0;
  list->n_replacements = list->n_exclamations = list->n_questions = list->n_ellipses = 0;
  TRY(reserve(list));
  while (s.at < s.size) TRY(scan(&s));
  forget_open(&s, s.double_open);
  forget_open(&s, s.single_open);
  s.double_open = s.single_open = NOT_OPEN;
  TRY(emit(&s, s.size, s.size, 0, TOKEN_END, 0));
  list->n--;
  return TENOR_OK;
}
