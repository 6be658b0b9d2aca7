/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each paragraph is read once, with a stack of the quotations that are open. A mark tells by its shape and by its
 * neighbours whether it opens or closes; it closes the innermost open quotation of its kind. What is left open at the
 * end was never closed (it is cut short) or never a quotation (a single mark: an apostrophe).
 */
#include "text/quote.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/grow.h"
#include "text/paragraph.h"
#include "text/utf8.h"

typedef enum mark_role { MARK_NONE, MARK_OPENS, MARK_CLOSES, MARK_EITHER } mark_role;

typedef struct quote_mark {
  mark_role role;
  quote_kind kind;
  uint8_t size; /* bytes */
} quote_mark;

typedef struct finder {
  const char *text;
  size_t at, begin, end; /* of the paragraph */
  size_t first;          /* of its quotations in the list */
  quote_list *list;
  size_t n_open[QUOTE_KINDS];
  bool goes_on[QUOTE_KINDS]; /* the paragraph before ended within a quotation of the kind */
} finder;

void quote_list_init(quote_list *list) {
  memset(list, 0, sizeof *list);
}

void quote_list_finish(quote_list *list) {
  free(list->quotes);
  free(list->open);
  quote_list_init(list);
}

/* ---- neighbours -------------------------------------------------------------------------------------- */

typedef enum neighbour { BLANK, WORD, OPENING, DASH, OTHER } neighbour;

static neighbour neighbour_of(uint32_t code) {
  switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return BLANK;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND: return WORD;
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PI: return OPENING;
    case UTF8PROC_CATEGORY_PD: return DASH;
    default: return OTHER;
  }
}

static neighbour after(const finder *f, size_t at) {
  uint32_t code;
  int valid;
  if (at >= f->end) return BLANK;
  (void)utf8_decode(f->text + at, f->end - at, &code, &valid);
  return neighbour_of(code);
}

static neighbour before(const finder *f, size_t at) {
  if (at == f->begin) return BLANK;
  size_t from = at - 1;
  while (from > f->begin && at - from < 4 && ((unsigned char)f->text[from] & 0xC0) == 0x80) from--;
  if (at - from == 1 && (f->text[from] == '"' || f->text[from] == '\'')) /* of `"'so` both open */
    return from == f->begin || f->text[from - 1] == ' ' ? OPENING : OTHER;
  return after(f, from);
}

static bool is_digit(const finder *f, size_t at) {
  return at < f->end && (unsigned char)(f->text[at] - '0') < 10;
}

/* ---- what is no quotation mark ----------------------------------------------------------------------- */

/* The inches of 6'2" and 5' 11". */
static bool is_measure(const finder *f, size_t at) {
  size_t from = at;
  while (from > f->begin && at - from < 3 && is_digit(f, from - 1)) from--;
  if (from == at) return false;
  if (from > f->begin && f->text[from - 1] == ' ') from--;
  return from > f->begin + 1 && f->text[from - 1] == '\'' && is_digit(f, from - 2);
}

/* '90s, 'em, ’tis: the apostrophe stands for letters left out. */
static bool is_elision(const finder *f, size_t at) {
  static const char *const words[] = {"em",   "til",   "tis", "Tis", "twas",
                                      "Twas", "cause", "n",   "bout"};
  if (is_digit(f, at) && is_digit(f, at + 1))
    return after(f, at + 2) != WORD || (f->text[at + 2] == 's' && after(f, at + 3) != WORD);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const size_t n = strlen(words[i]);
    if (f->end - at >= n && memcmp(f->text + at, words[i], n) == 0 && after(f, at + n) != WORD)
      return true;
  }
  return false;
}

/* How many bytes of a single mark, straight or curly, stand at `at`; 0: none. */
static size_t single_length(const finder *f, size_t at) {
  if (f->text[at] == '\'' || f->text[at] == '`') return 1;
  if (f->end - at < 3 || memcmp(f->text + at, "\xE2\x80", 2) != 0) return 0;
  const unsigned char last = (unsigned char)f->text[at + 2];
  return last == 0x98 || last == 0x99 || last == 0x9A ? 3 : 0;
}

/* Whether a single mark that may close comes before the next that may open. Each mark is passed over at most once for
 * the one before it, so this stays linear. */
static bool closes_later(const finder *f, size_t at) {
  while (at < f->end) {
    const size_t n = single_length(f, at);
    if (n == 0) {
      at++;
      continue;
    }
    const bool word = after(f, at + n) == WORD;
    if (before(f, at) == BLANK && word) return false;
    if (!word) return true;
    at += n;
  }
  return false;
}

/* The genitive of a plural: ‘the leaders’ plan’. */
static bool is_possessive(const finder *f, size_t at, size_t length) {
  const size_t next = at + length;
  return at > f->begin && f->text[at - 1] == 's' && f->end - next > 1 && f->text[next] == ' ' &&
         f->text[next + 1] >= 'a' && f->text[next + 1] <= 'z' && closes_later(f, next);
}

/* ---- marks ------------------------------------------------------------------------------------------- */

static mark_role role_of_single(const finder *f, size_t at, size_t length, bool closing_shape) {
  const neighbour left = before(f, at), right = after(f, at + length);
  if (left == WORD && right == WORD) return MARK_NONE;
  if (left == BLANK || left == OPENING || (left == DASH && right == WORD)) {
    if (closing_shape || right == BLANK || is_elision(f, at + length)) return MARK_NONE;
    return MARK_OPENS;
  }
  return right == WORD || is_possessive(f, at, length) ? MARK_NONE : MARK_CLOSES;
}

/* By its neighbours alone. */
static mark_role role_of_straight(const finder *f, size_t at, size_t length) {
  const neighbour left = before(f, at), right = after(f, at + length);
  if (is_measure(f, at)) return MARK_NONE;
  if (left == BLANK || left == OPENING) return right == BLANK ? MARK_EITHER : MARK_OPENS;
  if (left == DASH) return right == WORD ? MARK_OPENS : MARK_CLOSES;
  return MARK_CLOSES;
}

static mark_role role_of_code(const finder *f, uint32_t code, size_t length, quote_kind *kind) {
  *kind = QUOTE_DOUBLE;
  switch (code) {
    case '"':
    case 0xFF02: return role_of_straight(f, f->at, length);
    case 0x201C:
    case 0x201E:
    case 0x201F: return MARK_OPENS;
    case 0x201D: return MARK_CLOSES;
    default: break;
  }
  *kind = QUOTE_SINGLE;
  switch (code) {
    case '\'':
    case '`':
    case 0x2018:
    case 0x201A: return role_of_single(f, f->at, length, false);
    case 0x2019: return role_of_single(f, f->at, length, true);
    default: break;
  }
  *kind = code == 0xAB || code == 0xBB       ? QUOTE_GUILLEMET
          : code == 0x2039 || code == 0x203A ? QUOTE_ANGLE
                                             : QUOTE_CORNER;
  switch (code) {
    case 0xAB:
    case 0x2039:
    case 0x300C:
    case 0x300E: return MARK_OPENS;
    case 0xBB:
    case 0x203A:
    case 0x300D:
    case 0x300F: return MARK_CLOSES;
    default: return MARK_NONE;
  }
}

/* Turns a mark round that stands the wrong way: “so“, ”so”, »so«, `: "so` without its blank. */
static mark_role role_in_place(const finder *f, mark_role role, quote_kind kind, size_t length) {
  const neighbour left = before(f, f->at), right = after(f, f->at + length);
  const bool open = f->n_open[kind] > 0;
  if (kind == QUOTE_SINGLE || kind == QUOTE_CORNER) return role;
  if (role == MARK_EITHER) return open ? MARK_CLOSES : MARK_OPENS;
  if (role == MARK_CLOSES && !open && right == WORD && !f->goes_on[kind]) return MARK_OPENS;
  if (role == MARK_OPENS && open && left != BLANK && left != OPENING && left != DASH &&
      right != WORD)
    return MARK_CLOSES;
  return role;
}

static quote_mark read_mark(const finder *f, uint32_t code, size_t length) {
  quote_mark m = {MARK_NONE, QUOTE_DOUBLE, (uint8_t)length};
  if ((code == '\'' || code == '`') && f->end - f->at > 1 && f->text[f->at + 1] == f->text[f->at]) {
    m.size = 2; /* ``so'' */
    m.role = code == '`' ? MARK_OPENS : role_of_straight(f, f->at, 2);
  } else {
    m.role = role_of_code(f, code, length, &m.kind);
  }
  if (m.role != MARK_NONE) m.role = role_in_place(f, m.role, m.kind, m.size);
  return m;
}

/* ---- quotations -------------------------------------------------------------------------------------- */

static tenor_status add(finder *f, quote_mark m, size_t begin, uint8_t open) {
  quote_list *list = f->list;
  TRY(tenor_grow(&list->quotes, &list->capacity, list->n + 1, sizeof *list->quotes));
  TRY(tenor_grow(&list->open, &list->open_capacity, list->n_open + 1, sizeof *list->open));
  list->quotes[list->n] = (quote){begin, SIZE_MAX, 0, (uint8_t)m.kind, open, 0, true};
  list->open[list->n_open++] = list->n++;
  f->n_open[m.kind]++;
  return TENOR_OK;
}

/* Ends the innermost open quotation of the mark's kind. Single ones within it were apostrophes, and stay open-ended for
 * settle() to drop; a single mark ends no other quotation. */
static void close_innermost(finder *f, quote_mark m) {
  quote_list *list = f->list;
  if (f->n_open[m.kind] == 0) return;
  if (m.kind == QUOTE_SINGLE && list->quotes[list->open[list->n_open - 1]].kind != QUOTE_SINGLE)
    return;
  for (;;) {
    quote *q = &list->quotes[list->open[--list->n_open]];
    f->n_open[q->kind]--;
    q->end = f->at;
    if (q->kind != m.kind) continue;
    q->close = m.size;
    q->open_ended = false;
    return;
  }
}

static tenor_status apply(finder *f, quote_mark m) {
  if (m.role == MARK_OPENS) {
    f->goes_on[m.kind] = false;
    return add(f, m, f->at + m.size, m.size);
  }
  if (m.role != MARK_CLOSES) return TENOR_OK;
  if (f->goes_on[m.kind] && f->n_open[m.kind] == 0 && f->list->n == f->first)
    TRY(add(f, m, f->begin, 0));
  f->goes_on[m.kind] = false;
  close_innermost(f, m);
  return TENOR_OK;
}

/* ---- the end of a paragraph -------------------------------------------------------------------------- */

/* A single mark that nothing closes opens a quotation only where a paragraph does. */
static bool is_dropped(const finder *f, const quote *q) {
  return q->open_ended && q->kind == QUOTE_SINGLE && q->begin - q->open > f->begin;
}

static size_t trimmed_end(const finder *f, size_t begin, size_t end) {
  while (end > begin && (unsigned char)(f->text[end - 1]) <= ' ') end--;
  return end;
}

/* Cuts the open-ended short, where the next of the kind opens or the paragraph ends; a quotation that lies between and
 * is closed is not cut through, but ends them where it opens. */
static void end_open(finder *f) {
  size_t next[QUOTE_KINDS];
  for (int kind = 0; kind < QUOTE_KINDS; kind++) next[kind] = f->end, f->goes_on[kind] = false;
  for (size_t i = f->list->n; i-- > f->first;) {
    quote *q = &f->list->quotes[i];
    const size_t mark = q->begin - q->open;
    if (is_dropped(f, q)) continue;
    if (q->open_ended) {
      const size_t limit = next[q->kind] < q->end ? next[q->kind] : q->end;
      q->end = trimmed_end(f, q->begin, limit);
      f->goes_on[q->kind] |= limit == f->end;
    }
    for (int kind = 0; kind < QUOTE_KINDS; kind++)
      if (next[kind] < q->end) next[kind] = mark;
    next[q->kind] = mark;
  }
}

/* Leaves out what was dropped, and counts which lie within which. */
static void settle(finder *f) {
  quote_list *list = f->list;
  size_t kept = f->first;
  end_open(f);
  list->n_open = 0;
  for (size_t i = f->first; i < list->n; i++) {
    quote q = list->quotes[i];
    if (is_dropped(f, &q)) continue;
    while (list->n_open > 0 && list->quotes[list->open[list->n_open - 1]].end <= q.begin - q.open)
      list->n_open--;
    if (list->n_open > 0) { /* only one that is open-ended can reach out of another */
      const size_t limit = list->quotes[list->open[list->n_open - 1]].end;
      if (q.end > limit) q.end = limit;
    }
    q.depth = (uint32_t)list->n_open;
    list->open[list->n_open++] = kept;
    list->quotes[kept++] = q;
  }
  list->n = kept;
  list->n_open = 0;
}

static tenor_status find_in_paragraph(finder *f) {
  memset(f->n_open, 0, sizeof f->n_open);
  f->first = f->list->n;
  for (f->at = f->begin; f->at < f->end;) {
    const unsigned char c = (unsigned char)f->text[f->at];
    uint32_t code = c;
    size_t length = 1;
    int valid;
    if (c >= 0x80) length = utf8_decode(f->text + f->at, f->end - f->at, &code, &valid);
    const bool plain = c < 0x80 ? c != '"' && c != '\'' && c != '`' : c != 0xC2 && c < 0xE2;
    const quote_mark m = plain ? (quote_mark){.size = (uint8_t)length} : read_mark(f, code, length);
    TRY(apply(f, m));
    f->at += m.size;
  }
  settle(f);
  return TENOR_OK;
}

tenor_status quote_find(const char *text, size_t size, quote_list *list) {
  paragraph_reader reader;
  paragraph next;
  finder f = {.text = text, .list = list};
  list->n = list->n_open = 0;
  paragraph_reader_init(&reader, text, size);
  while (paragraph_next(&reader, &next)) {
    f.begin = next.begin;
    f.end = next.end;
    TRY(find_in_paragraph(&f));
  }
  return TENOR_OK;
}
