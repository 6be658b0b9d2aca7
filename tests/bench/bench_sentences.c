/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the sentences of text/sentence.h compare with those of ICU's break iterator (Unicode UAX #29 with the CLDR's list of
 * English abbreviations, "en@ss=standard"):
 *
 *     bench_sentences ARTICLES.json
 *
 * There is no gold standard of sentences among the data, so this tells how far the two agree, and a proxy: content spans that
 * people marked as what somebody said, and that a boundary cuts through where no stop is. The file maps names to articles:
 * {"text": ..., "rel": [{"content": [{"spans": [[begin, end], ...]}]}]}, offsets in characters. No pass, no fail.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>

#include "text/paragraph.h"
#include "text/sentence.h"

enum { MAX_SHOWN = 20 };

/* Where sentences begin, apart from the first, as bytes in order. */
typedef struct starts {
  size_t *at; /* [n] */
  size_t n, capacity;
} starts;

typedef struct method {
  const char *name;
  starts starts;
  uint64_t n_starts, n_cut, n_cut_without_stop, n_alone;
  double seconds;
} method;

static void add(starts *s, size_t at) {
  if (s->n == s->capacity) {
    s->capacity = s->capacity ? 2 * s->capacity : 256;
    s->at = realloc(s->at, s->capacity * sizeof *s->at);
    if (!s->at) abort();
  }
  s->at[s->n++] = at;
}

static double seconds(void) {
  return (double)clock() / CLOCKS_PER_SEC;
}

/* ---- the two methods --------------------------------------------------------------------------------- */

static void split_by_rules(method *m, const char *text, size_t size) {
  sentence_list list;
  sentence_list_init(&list);
  const double begun = seconds();
  if (sentence_split(text, size, &list) < 0) abort();
  m->seconds += seconds() - begun;
  m->starts.n = 0;
  for (size_t i = 1; i < list.n; i++) add(&m->starts, list.sentences[i].begin);
  sentence_list_finish(&list);
}

/* Behind a break, ICU's sentence begins with blanks at times. */
static size_t skip_blanks(const char *text, size_t size, size_t at) {
  for (size_t n; at < size && (n = blank_length(text, size, at)) > 0;) at += n;
  return at;
}

static void split_by_icu(method *m, UBreakIterator *breaks, const char *text, size_t size) {
  UErrorCode status = U_ZERO_ERROR;
  const double begun = seconds();
  UText *utext = utext_openUTF8(NULL, text, (int64_t)size, &status);
  ubrk_setUText(breaks, utext, &status);
  if (U_FAILURE(status)) abort();
  m->starts.n = 0;
  (void)ubrk_first(breaks);
  for (int32_t at; (at = ubrk_next(breaks)) != UBRK_DONE;) {
    const size_t start = skip_blanks(text, size, (size_t)at);
    const bool again = m->starts.n > 0 && m->starts.at[m->starts.n - 1] == start;
    if (start < size && !again) add(&m->starts, start);
  }
  utext_close(utext);
  m->seconds += seconds() - begun;
}

/* ---- figures ----------------------------------------------------------------------------------------- */

static bool has(const starts *s, size_t at) {
  for (size_t low = 0, high = s->n; low < high;) {
    const size_t middle = (low + high) / 2;
    if (s->at[middle] == at) return true;
    if (s->at[middle] < at)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

/* Whether a stop, with closing marks behind it, stands before the byte. */
static bool follows_stop(const char *text, size_t at) {
  while (at > 0 && strchr(" \n\t\"')]}\x80\x99\x9D\xE2", text[at - 1])) at--;
  return at > 0 && strchr(".!?", text[at - 1]);
}

static void count_cuts(method *m, const char *text, size_t begin, size_t end) {
  bool cut = false, without_stop = false;
  for (size_t i = 0; i < m->starts.n; i++) {
    if (m->starts.at[i] <= begin || m->starts.at[i] >= end) continue;
    cut = true;
    without_stop |= !follows_stop(text, m->starts.at[i]);
  }
  m->n_cut += cut;
  m->n_cut_without_stop += without_stop;
}

static void show_difference(const method *a, const method *b, const char *text, size_t size) {
  for (size_t i = 0; i < a->starts.n; i++) {
    const size_t at = a->starts.at[i], from = at < 40 ? 0 : at - 40,
                 to = size - at < 40 ? size : at + 40;
    if (has(&b->starts, at)) continue;
    printf("  only %s: ", a->name);
    for (size_t k = from; k < to; k++) {
      if (k == at) printf("|");
      putchar(text[k] == '\n' ? '~' : text[k]);
    }
    putchar('\n');
  }
}

/* ---- articles ---------------------------------------------------------------------------------------- */

/* The byte of the n-th character. */
static size_t byte_of(const char *text, size_t size, json_int_t n) {
  size_t at = 0;
  while (at < size && n > 0)
    for (n--, at++; at < size && ((unsigned char)text[at] & 0xC0) == 0x80;) at++;
  return at;
}

static uint64_t count_contents(const json_t *relations, const char *text, size_t size,
                               method *methods) {
  uint64_t n = 0;
  size_t i, k, p;
  json_t *relation, *content, *span;
  json_array_foreach(relations, i, relation) {
    json_array_foreach(json_object_get(relation, "content"), k, content) {
      json_int_t begin = INT64_MAX, end = 0;
      json_array_foreach(json_object_get(content, "spans"), p, span) {
        const json_int_t b = json_integer_value(json_array_get(span, 0));
        const json_int_t e = json_integer_value(json_array_get(span, 1));
        if (b < begin) begin = b;
        if (e > end) end = e;
      }
      if (end <= begin) continue;
      n++;
      for (int m = 0; m < 2; m++)
        count_cuts(&methods[m], text, byte_of(text, size, begin), byte_of(text, size, end));
    }
  }
  return n;
}

int main(int argc, char **argv) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, "en@ss=standard", NULL, 0, &status);
  json_t *articles = argc > 1 ? json_load_file(argv[1], 0, NULL) : NULL, *article;
  const bool show = argc > 2 && strcmp(argv[2], "--show") == 0;
  method methods[2] = {{.name = "ours"}, {.name = "ICU"}};
  uint64_t n_contents = 0, n_bytes = 0, n_articles = 0, n_both = 0;
  const char *name;
  if (!articles || U_FAILURE(status)) {
    (void)fprintf(stderr, "usage: bench_sentences ARTICLES.json [--show]\n");
    return 2;
  }
  json_object_foreach(articles, name, article) {
    const char *text = json_string_value(json_object_get(article, "text"));
    const size_t size = strlen(text);
    split_by_rules(&methods[0], text, size);
    split_by_icu(&methods[1], breaks, text, size);
    for (int m = 0; m < 2; m++) methods[m].n_starts += methods[m].starts.n;
    for (size_t i = 0; i < methods[0].starts.n; i++)
      n_both += has(&methods[1].starts, methods[0].starts.at[i]);
    n_contents += count_contents(json_object_get(article, "rel"), text, size, methods);
    n_bytes += size;
    n_articles++;
    if (!show) continue;
    show_difference(&methods[0], &methods[1], text, size);
    show_difference(&methods[1], &methods[0], text, size);
  }
  printf("%llu articles, %llu bytes, %llu content spans; %llu boundaries in common\n",
         (unsigned long long)n_articles, (unsigned long long)n_bytes,
         (unsigned long long)n_contents, (unsigned long long)n_both);
  for (int m = 0; m < 2; m++)
    printf(
        "%-4s %6llu boundaries, %4llu alone; %4llu spans cut, %3llu of them where no stop is; %.1f "
        "MB/s\n",
        methods[m].name, (unsigned long long)methods[m].n_starts,
        (unsigned long long)(methods[m].n_starts - n_both), (unsigned long long)methods[m].n_cut,
        (unsigned long long)methods[m].n_cut_without_stop,
        1e-6 * (double)n_bytes / methods[m].seconds);
  json_decref(articles);
  ubrk_close(breaks);
  return 0;
}
