/* SPDX-License-Identifier: Apache-2.0 */
#include "text/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "text/paragraph.h"
#include "text/stop.h"

void sentence_list_init(sentence_list *list) {
  memset(list, 0, sizeof *list);
}

void sentence_list_finish(sentence_list *list) {
  free(list->sentences);
  sentence_list_init(list);
}

/* How many bytes of a bullet and the blanks behind it stand at text[at]; 0: none. */
static size_t bullet_length(const char *text, size_t size, size_t at) {
  static const char *const bullets[] = {"-", "*", "•", "–", "—", "◦", "▪", "●", "‣", "·"};
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
    const size_t n = strlen(bullets[i]);
    if (size - at <= n || memcmp(text + at, bullets[i], n) != 0) continue;
    size_t length = n;
    for (size_t blank; at + length < size && (blank = blank_length(text, size, at + length)) > 0;)
      length += blank;
    return length > n ? length : 0;
  }
  return 0;
}

static size_t skip_to_text(const char *text, size_t size, size_t at) {
  while (at < size) {
    const size_t blank = blank_length(text, size, at);
    const size_t n = blank > 0 ? blank : bullet_length(text, size, at);
    if (n == 0) break;
    at += n;
  }
  return at;
}

static tenor_status add(sentence_list *list, size_t begin, size_t end, uint32_t number) {
  if (begin == end) return TENOR_OK;
  TRY(tenor_grow(&list->sentences, &list->capacity, list->n + 1, sizeof *list->sentences));
  list->sentences[list->n++] = (sentence){begin, end, number};
  return TENOR_OK;
}

static tenor_status split_paragraph(const char *text, const paragraph *p, uint32_t number,
                                    sentence_list *list) {
  stop_place place = {text, skip_to_text(text, p->end, p->begin), p->end};
  for (size_t at = place.begin; at < p->end;) {
    stop s;
    if (!stop_read(&place, at, &s)) {
      at++;
      continue;
    }
    at = s.end;
    if (!stop_ends_sentence(&place, &s)) continue;
    TRY(add(list, place.begin, s.end, number));
    at = place.begin = skip_to_text(text, p->end, s.end);
  }
  return add(list, place.begin, p->end, number);
}

tenor_status sentence_split(const char *text, size_t size, sentence_list *list) {
  paragraph_reader reader;
  paragraph next;
  list->n = 0;
  paragraph_reader_init(&reader, text, size);
  for (uint32_t number = 0; paragraph_next(&reader, &next); number++)
    TRY(split_paragraph(text, &next, number, list));
  return TENOR_OK;
}
