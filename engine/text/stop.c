/* SPDX-License-Identifier: Apache-2.0 */
#include "text/stop.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "text/abbreviation.h"
#include "text/paragraph.h"
#include "text/utf8.h"

/* ---- characters -------------------------------------------------------------------------------------- */

typedef enum letter_kind { LETTER_NONE, LETTER_SMALL, LETTER_CAPITAL, LETTER_DIGIT } letter_kind;

static unsigned char byte_at(const stop_place *p, size_t at) {
  return at < p->limit ? (unsigned char)p->text[at] : 0;
}

/* The code point at `at`, 0 at the limit; *length is how many bytes it takes. */
static uint32_t code_at(const stop_place *p, size_t at, size_t *length) {
  uint32_t code = 0;
  int valid;
  *length = 0;
  if (at < p->limit) *length = utf8_decode(p->text + at, p->limit - at, &code, &valid);
  return code;
}

/* Letters without case count as capitals: any of them may begin a sentence. Marks upon letters go with them. */
static letter_kind letter_of(uint32_t code) {
  switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC: return LETTER_SMALL;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO: return LETTER_CAPITAL;
    case UTF8PROC_CATEGORY_ND: return LETTER_DIGIT;
    default: return LETTER_NONE;
  }
}

static letter_kind letter_at(const stop_place *p, size_t at) {
  size_t length;
  return letter_of(code_at(p, at, &length));
}

static bool is_closing_quote(uint32_t code) {
  return code == '"' || code == '\'' || code == 0x201D || code == 0x2019 || code == 0xBB ||
         code == 0x203A || code == 0x300D || code == 0x300F;
}

static bool is_opening_quote(uint32_t code) {
  return code == '"' || code == '\'' || code == '`' || code == 0x201C || code == 0x2018 ||
         code == 0x201E || code == 0xAB || code == 0x2039 || code == 0x300C || code == 0x300E;
}

static bool is_bullet(uint32_t code) {
  return code == 0x2022 || code == 0x25E6 || code == 0x25AA || code == 0x25CF || code == 0x2023;
}

/* ---- words ------------------------------------------------------------------------------------------- */

enum { WORD_MAX = 24 };

typedef struct word_near {
  size_t begin, end;
  bool capital;            /* begins with a capital */
  bool dotted;             /* has a full stop within: "U.S", "a.m", "x.org" */
  char form[WORD_MAX + 1]; /* ASCII in lower case; cut */
} word_near;

static bool is_ascii_letter(unsigned char c) {
  return (unsigned char)((c | 0x20) - 'a') < 26;
}

static word_near word_cut(const stop_place *p, size_t begin, size_t end) {
  word_near w = {begin, end, letter_at(p, begin) == LETTER_CAPITAL, false, {0}};
  for (size_t i = begin; i < end; i++) {
    const unsigned char c = (unsigned char)p->text[i];
    w.dotted |= c == '.';
    w.form[i - begin] = (char)(is_ascii_letter(c) ? c | 0x20 : c);
  }
  return w;
}

/* The letters, digits and inner full stops before `end`. */
static word_near word_before(const stop_place *p, size_t end) {
  size_t begin = end;
  while (begin > p->begin) {
    size_t at = begin - 1, length;
    while (at > p->begin && ((unsigned char)p->text[at] & 0xC0) == 0x80) at--;
    const uint32_t code = code_at(p, at, &length);
    const bool inner = code == '.' && begin < end;
    if ((letter_of(code) == LETTER_NONE && !inner) || end - at > WORD_MAX) break;
    begin = at;
  }
  return word_cut(p, begin, end);
}

static word_near word_after(const stop_place *p, size_t begin) {
  size_t end = begin, length;
  while (letter_of(code_at(p, end, &length)) != LETTER_NONE && end + length - begin <= WORD_MAX)
    end += length;
  return word_cut(p, begin, end);
}

/* Whether the word is one of the list, whose words stand between blanks. */
static bool is_listed(const char *list, const char *form) {
  const size_t size = strlen(form);
  for (const char *at = list + 1; size > 0 && *at != '\0'; at += strcspn(at, " ") + 1)
    if (strncmp(at, form, size) == 0 && at[size] == ' ') return true;
  return false;
}

/* Words that, with a capital, begin a sentence rather than go on with a name. */
static bool is_starter(const word_near *w) {
  return w->capital && is_listed(
                           " the a an he she it they we i you this that these those there here but "
                           "and so or in on at as if when "
                           "while however his her its their my our your for from after before both "
                           "also meanwhile what who why how "
                           "where with some many most not yet since although though despite under "
                           "by to one two three last such even "
                           "still now then once other others several all each every according "
                           "earlier later because during until "
                           "neither instead moreover nevertheless nor ",
                           w->form);
}

/* ---- what follows ------------------------------------------------------------------------------------ */

typedef struct following {
  size_t at;        /* its first letter, digit or other sign */
  bool apart;       /* blanks stand before it */
  bool quote;       /* opening quotation marks stand before it */
  bool bullet;      /* ... or a bullet */
  bool dash;        /* ... or a dash: "NEW HAVEN, Conn. - The mayor" */
  letter_kind kind; /* "iPhone" and "al-Assad" count as capitals */
} following;

static bool has_capital(const stop_place *p, size_t at) {
  enum { DEPTH = 32 };
  const size_t limit = p->limit - at < DEPTH ? p->limit : at + DEPTH;
  for (; at < limit && blank_length(p->text, p->limit, at) == 0; at++)
    if ((unsigned char)(p->text[at] - 'A') < 26) return true;
  return false;
}

static size_t skip_blanks(const stop_place *p, size_t at) {
  for (size_t n; at < p->limit && (n = blank_length(p->text, p->limit, at)) > 0;) at += n;
  return at;
}

static following find_following(const stop_place *p, size_t end) {
  following f = {.at = skip_blanks(p, end), .kind = LETTER_NONE};
  f.apart = f.at > end;
  for (int marks = 0; marks < 6; marks++) {
    size_t length;
    const uint32_t code = code_at(p, f.at, &length);
    f.kind = letter_of(code);
    if (length == 0 || f.kind != LETTER_NONE) break;
    f.quote |= is_opening_quote(code);
    f.bullet |= is_bullet(code);
    f.dash |= utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_PD;
    f.at = skip_blanks(p, f.at + length);
  }
  if (f.kind == LETTER_SMALL && has_capital(p, f.at)) f.kind = LETTER_CAPITAL;
  return f;
}

/* Whether a name and a verb of saying follow, and nothing that is said: "Why?" the quotation asks, "Kim asked." */
static bool is_said_by(const stop_place *p, size_t at) {
  enum { WORDS = 6 };
  for (int n = 0; n < WORDS; n++) {
    const word_near w = word_after(p, at);
    if (w.end == w.begin) return false;
    at = skip_blanks(p, w.end);
    if (is_listed(" said says asked asks told added replied cried wrote tweeted shouted declared ",
                  w.form)) {
      const unsigned char next = byte_at(p, at);
      return n > 0 && (next == 0 || strchr(".,;:", next) != NULL);
    }
    if (!w.capital && !is_listed(" the of de la van von bin al el ", w.form)) return false;
    while (byte_at(p, at) == '.' || byte_at(p, at) == '-') at = skip_blanks(p, at + 1);
  }
  return false;
}

/* ---- the stop ---------------------------------------------------------------------------------------- */

/* Takes in dots that blanks part: ". . ." */
static size_t read_spaced_dots(const stop_place *p, size_t at, size_t *n_dots) {
  for (;;) {
    const size_t next = skip_blanks(p, at);
    if (next == at || byte_at(p, next) != '.') return at;
    at = next + 1;
    ++*n_dots;
  }
}

/* Closing quotation marks and brackets, and numbers of notes: "[12]". */
static size_t read_closers(const stop_place *p, size_t at, bool *quoted) {
  for (;;) {
    size_t length;
    const uint32_t code = code_at(p, at, &length);
    if (code == '[' && letter_at(p, at + 1) == LETTER_DIGIT) {
      size_t end = at + 1;
      while (end - at < 5 && letter_at(p, end) == LETTER_DIGIT) end++;
      if (byte_at(p, end) != ']') return at;
      at = end + 1;
      continue;
    }
    const bool apart = at + length >= p->limit || blank_length(p->text, p->limit, at + length) > 0;
    if (is_closing_quote(code) || (code == 0x201C && apart)) /* “ the wrong way round */
      *quoted = true;
    else if (code != ')' && code != ']' && code != '}')
      return at;
    at += length;
  }
}

static bool is_wide(uint32_t code) {
  return code == 0x3002 || code == 0xFF01 || code == 0xFF1F;
}

/* One run of marks. */
static size_t read_marks(const stop_place *p, size_t at, size_t *n_dots, stop_kind *kind) {
  for (;;) {
    size_t length;
    const uint32_t code = code_at(p, at, &length);
    if (code == '.')
      ++*n_dots;
    else if (code == 0x2026)
      *n_dots += 3;
    else if (code == '!' || code == '?')
      *kind = STOP_STRONG;
    else if (is_wide(code))
      *kind = STOP_WIDE;
    else
      return at;
    at += length;
  }
}

bool stop_read(const stop_place *place, size_t at, stop *result) {
  size_t n_dots = 0, end;
  *result = (stop){STOP_FULL, at, at, false};
  while ((end = read_marks(place, result->end, &n_dots, &result->kind)) > result->end)
    result->end = read_closers(place, end, &result->quoted); /* then there may be more: (Why?). */
  if (n_dots > 0 && result->kind == STOP_FULL && !result->quoted)
    result->end =
        read_closers(place, read_spaced_dots(place, result->end, &n_dots), &result->quoted);
  if (result->kind == STOP_FULL && (n_dots == 2 || n_dots == 3)) result->kind = STOP_ELLIPSIS;
  return result->end > at;
}

/* ---- whether it ends a sentence ---------------------------------------------------------------------- */

/* No blank follows: "ten years.North Korean", but not "example.Com", "St.Petersburg" or "v2.Beta". */
static bool ends_before_letter(const stop_place *p, const stop *s, const following *f) {
  if (s->kind == STOP_ELLIPSIS || letter_at(p, f->at) != LETTER_CAPITAL) return false;
  const word_near next = word_after(p, f->at), last = word_before(p, s->begin);
  if (letter_at(p, next.begin + 1) != LETTER_SMALL && next.end - next.begin > 1) return false;
  if (last.dotted || last.end - last.begin < 3 || letter_at(p, last.end - 1) != LETTER_SMALL ||
      letter_at(p, last.end - 2) != LETTER_SMALL)
    return false;
  if (is_listed(" com org net gov edu ", next.form)) return false;
  const unsigned char before = last.begin > p->begin ? (unsigned char)p->text[last.begin - 1] : ' ';
  if (strchr("@/:#", before) != NULL) return false;
  return abbreviation_find(last.form, last.end - last.begin) == ABBREVIATION_NONE;
}

/* "U.S. The", "5 p.m. Kim" end sentences; "U.S. Senate", "J.K. Rowling", "5 p.m. Monday", "e.g. Iran" do not. */
static bool ends_after_dotted(const stop_place *p, const word_near *w, const following *f) {
  const word_near next = word_after(p, f->at);
  if (is_listed(" e.g i.e ", w->form)) return false;
  if (is_listed(" a.m p.m ", w->form))
    return f->quote ||
           (f->kind == LETTER_CAPITAL &&
            !is_listed(
                " monday tuesday wednesday thursday friday saturday sunday est edt et gmt utc "
                "pst pdt pt cet cest bst ist kst jst msk eastern local ",
                next.form));
  if (f->kind == LETTER_DIGIT) return false;
  for (size_t i = 0; w->form[i] != '\0';
       i++) /* letters and stops in turn? else it is a word: "x.org" */
    if ((i % 2 == 1) != (w->form[i] == '.') && !is_listed(" ph.d m.d ", w->form)) return true;
  return f->quote || is_starter(&next);
}

/* "1. First", "b. Second" at the beginning of a sentence. */
static bool is_item_number(const stop_place *p, const word_near *w) {
  if (w->begin != p->begin || w->end - w->begin > 3) return false;
  return w->end - w->begin == 1 || letter_at(p, w->begin) == LETTER_DIGIT ||
         strspn(w->form, "ivx") == w->end - w->begin;
}

static bool ends_after_letter(const word_near *w, const following *f, const word_near *next) {
  if (w->capital) return f->quote || *w->form == 'i' || is_starter(next);
  return f->kind == LETTER_CAPITAL && *w->form != 'v'; /* "Roe v. Wade", "p. 5" */
}

/* What an apostrophe parts from its word: the t of "don't". */
static bool is_rest(const stop_place *p, const word_near *w) {
  size_t at = w->begin;
  if (at > p->begin && p->text[at - 1] == '\'')
    at--;
  else if (at > p->begin + 2 && memcmp(p->text + at - 3, "’", 3) == 0)
    at -= 3;
  return at < w->begin && at > p->begin && is_ascii_letter((unsigned char)p->text[at - 1]);
}

static bool ends_after_word(const stop_place *p, const stop *s, const following *f) {
  const word_near w = word_before(p, s->begin), next = word_after(p, f->at);
  const size_t size = w.end - w.begin;
  if (size == 0 || is_rest(p, &w)) return true; /* a bracket, a quotation mark; "they don't." */
  if (is_item_number(p, &w)) return false;
  const abbreviation_kind kind = abbreviation_find(w.form, size);
  if (f->dash && (w.dotted || kind != ABBREVIATION_NONE)) return false; /* a dateline */
  if (w.dotted) return ends_after_dotted(p, &w, f);
  if (size == 1 && is_ascii_letter((unsigned char)*w.form)) return ends_after_letter(&w, f, &next);
  switch (kind) {
    case ABBREVIATION_NONE: return true;
    case ABBREVIATION_TITLE: return false;
    case ABBREVIATION_DATE:
    case ABBREVIATION_NUMBER: return f->kind != LETTER_DIGIT;
    case ABBREVIATION_TAIL: return f->quote || is_starter(&next);
    case ABBREVIATION_NAME: return !w.capital || f->quote || is_starter(&next);
  }
  return true;
}

/* Whether only marks stand before the stop: "[...] They left", "... and left". */
static bool leads(const stop_place *p, const stop *s) {
  enum { DEPTH = 16 };
  if (s->begin - p->begin > DEPTH) return false;
  for (size_t i = p->begin; i < s->begin; i++)
    if (letter_at(p, i) != LETTER_NONE) return false;
  return true;
}

bool stop_ends_sentence(const stop_place *place, const stop *s) {
  const following f = find_following(place, s->end);
  if (f.at >= place->limit || s->kind == STOP_WIDE || f.bullet) return true;
  if (leads(place, s)) return false;
  if (!f.apart) return ends_before_letter(place, s, &f);
  if (f.kind == LETTER_SMALL) /* but: said the U.S. "does not" */
    return s->kind == STOP_FULL && f.quote && !s->quoted && !word_before(place, s->begin).dotted;
  if (s->quoted && is_said_by(place, f.at)) return false;
  if (s->kind == STOP_STRONG) return true;
  if (s->kind == STOP_FULL) return ends_after_word(place, s, &f);
  const word_near next = word_after(place, f.at);
  return f.kind == LETTER_CAPITAL && strcmp(next.form, "i") != 0;
}
