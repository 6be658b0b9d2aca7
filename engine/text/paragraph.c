/* SPDX-License-Identifier: Apache-2.0 */
#include "text/paragraph.h"

#include <stdint.h>
#include <utf8proc.h>

#include "text/utf8.h"

enum {
  NARROWEST = 40, /* characters of a line: what is shorter is a list, not filled text */
  WIDEST = 200,   /* what is longer was not filled by hand or by an editor */
  SLACK = 6       /* characters: not every editor fills to the last one */
};

typedef struct line {
  size_t begin, end; /* without the blanks around */
  size_t indent;     /* bytes of blanks before */
  size_t next;       /* where the next line begins */
} line;

/* ---- blanks and lines -------------------------------------------------------------------------------- */

size_t blank_length(const char *text, size_t size, size_t at) {
  const unsigned char c = (unsigned char)text[at];
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  if (c < 0xC2 || c > 0xEF) return 0;
  uint32_t code;
  int valid;
  const size_t length = utf8_decode(text + at, size - at, &code, &valid);
  const bool blank = code == 0xA0 || code == 0x85 || (code >= 0x2000 && code <= 0x200B) ||
                     code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
                     code == 0x3000 || code == 0xFEFF;
  return valid && blank ? length : 0;
}

/* How many bytes of a line break stand at text[at]; 0: none. */
static size_t break_length(const char *text, size_t size, size_t at) {
  const unsigned char c = (unsigned char)text[at];
  if (c == '\r') return at + 1 < size && text[at + 1] == '\n' ? 2 : 1;
  if (c == 0xE2 && size - at > 2 && (unsigned char)text[at + 1] == 0x80)
    return (unsigned char)text[at + 2] == 0xA8 || (unsigned char)text[at + 2] == 0xA9 ? 3 : 0;
  return c == '\n' || c == '\f' || c == '\v';
}

static line line_at(const paragraph_reader *r, size_t at) {
  line l = {at, at, 0, r->size};
  bool begun = false;
  while (at < r->size) {
    const unsigned char c = (unsigned char)r->text[at];
    const bool plain = c > ' ' && c < 0x80; /* nearly every byte */
    const size_t stop = plain ? 0 : break_length(r->text, r->size, at);
    if (stop > 0) {
      l.next = at + stop;
      break;
    }
    const size_t blank = plain ? 0 : blank_length(r->text, r->size, at);
    if (blank == 0) {
      if (!begun) l.indent = at - l.begin, l.begin = at;
      begun = true;
      l.end = at + 1;
    }
    at += blank ? blank : 1;
  }
  if (!begun) l.begin = l.end;
  return l;
}

/* ---- wrapped text ------------------------------------------------------------------------------------ */

static size_t count_characters(const char *text, size_t begin, size_t end) {
  size_t n = 0;
  for (size_t i = begin; i < end; i++) n += ((unsigned char)text[i] & 0xC0) != 0x80;
  return n;
}

static size_t first_word(const paragraph_reader *r, const line *l) {
  size_t end = l->begin;
  while (end < l->end && blank_length(r->text, l->end, end) == 0) end++;
  return count_characters(r->text, l->begin, end);
}

static bool begins_small(const paragraph_reader *r, const line *l) {
  uint32_t code;
  int valid;
  (void)utf8_decode(r->text + l->begin, l->end - l->begin, &code, &valid);
  return valid && utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LL;
}

/* Whether `b` goes on with the paragraph of the line before it. */
static bool is_wrap(const paragraph_reader *r, const line *a, const line *b) {
  if (r->width == 0 || b->indent > a->indent) return false;
  return count_characters(r->text, a->begin, a->end) + 1 + first_word(r, b) + SLACK > r->width;
}

/* The length that 19 of 20 lines do not pass; 0: the lines are too long, or too short, to be filled ones. */
static size_t measure_width(const paragraph_reader *r) {
  size_t counts[WIDEST + 1] = {0}, n = 0, seen = 0, width = 0;
  for (size_t at = 0; at < r->size;) {
    const line l = line_at(r, at);
    at = l.next;
    if (l.end == l.begin) continue;
    const size_t length = count_characters(r->text, l.begin, l.end);
    n++;
    if (length <= WIDEST) counts[length]++;
  }
  while (width <= WIDEST && (seen += counts[width]) * 20 < n * 19) width++;
  return width < NARROWEST || width > WIDEST ? 0 : width;
}

/* In wrapped text nearly every break is where the line was full, and half of the lines after begin small. */
static bool breaks_are_wraps(const paragraph_reader *r) {
  size_t n = 0, full = 0, small = 0;
  line last = line_at(r, 0);
  while (last.next < r->size) {
    const line l = line_at(r, last.next);
    if (l.end > l.begin && last.end > last.begin && l.indent <= last.indent) {
      n++;
      full += is_wrap(r, &last, &l);
      small += begins_small(r, &l);
    }
    last = l;
  }
  return n > 1 && full * 4 >= n * 3 && small * 2 >= n;
}

/* ---- reading ----------------------------------------------------------------------------------------- */

void paragraph_reader_init(paragraph_reader *reader, const char *text, size_t size) {
  *reader = (paragraph_reader){text, size, 0, 0};
  reader->width = measure_width(reader);
  if (reader->width > 0 && !breaks_are_wraps(reader)) reader->width = 0;
}

bool paragraph_next(paragraph_reader *reader, paragraph *next) {
  line last = {0};
  while (reader->at < reader->size && last.end == last.begin) {
    last = line_at(reader, reader->at);
    reader->at = last.next;
  }
  *next = (paragraph){last.begin, last.end};
  while (last.end > last.begin && reader->at < reader->size) {
    const line l = line_at(reader, reader->at);
    if (l.end == l.begin || !is_wrap(reader, &last, &l)) break;
    reader->at = l.next;
    next->end = l.end;
    last = l;
  }
  return next->end > next->begin;
}
