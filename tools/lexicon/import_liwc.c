/* SPDX-License-Identifier: Apache-2.0 */
/*
 * LIWC 2007 and 2015, a dictionary in one file:
 *
 *     %
 *     1 <TAB> joy (Words of joy)
 *     2 <TAB> work
 *     %
 *     gladd* <TAB> 1
 *     hard at work <TAB> 1 <TAB> 2
 *
 * Conditional entries ("like" that counts as a verb only after certain words) have no counterpart
 * here; their unconditional categories are carried over, the condition is counted as lost.
 */
#include <stdlib.h>

#include "lexicon/importers.h"

enum { MAX_NUMBERS = 4096, MAX_NUMBER = 1000000 };

typedef struct liwc {
  wordlist *list;
  unsigned n_marks; /* '%' lines seen: 0 before the header, 1 in it, 2 after it */
  struct {
    unsigned number;
    size_t category;
  } numbers[MAX_NUMBERS]; /* [n_numbers] */
  size_t n_numbers;
} liwc;

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* A whole number that is all of the text. */
static bool read_number(tenor_text text, unsigned *number) {
  *number = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (!is_digit(text.data[i]) || *number > MAX_NUMBER) return false;
    *number = *number * 10 + (unsigned)(text.data[i] - '0');
  }
  return text.size > 0;
}

/* "1 <TAB> joy (Words of joy)", levels of a hierarchy being indented. */
static tenor_status take_header(liwc *l, const char *line, size_t size, uint64_t number,
                                tenor_error *error) {
  size_t at = 0, end;
  unsigned id;
  while (at < size && import_blank(line[at])) at++;
  for (end = at; end < size && !import_blank(line[end]);) end++;
  if (!read_number((tenor_text){line + at, end - at}, &id))
    return import_error(l->list, number, "a category is a number, a tab and a name");
  for (at = end; at < size && import_blank(line[at]);) at++;
  const char *bracket = memchr(line + at, '(', size - at);
  end = bracket && bracket > line + at ? (size_t)(bracket - line) : size;
  const size_t meaning = end + 1;
  while (end > at && import_blank(line[end - 1])) end--;
  if (end == at) return import_error(l->list, number, "category %u has no name", id);
  if (l->n_numbers == MAX_NUMBERS)
    return import_error(l->list, number, "more than %d categories", MAX_NUMBERS);
  size_t category;
  const tenor_status status = wordlist_category_of(l->list, line + at, end - at, &category, error);
  if (status < 0) return status;
  l->numbers[l->n_numbers].number = id;
  l->numbers[l->n_numbers++].category = category;
  wordlist_category *c = &l->list->categories[category];
  if (c->measures || !bracket || line[size - 1] != ')' || meaning + 1 >= size) return TENOR_OK;
  c->measures = strndup(line + meaning, size - 1 - meaning);
  return c->measures ? TENOR_OK : tenor_error_memory(error);
}

static tenor_status add_to(liwc *l, tenor_text term, tenor_text number, uint64_t line,
                           tenor_error *error) {
  unsigned id;
  if (!read_number(number, &id)) {
    wordlist_lose(l->list, line, term.data, term.size, "has a condition, which is left out");
    return TENOR_OK;
  }
  for (size_t i = 0; i < l->n_numbers; i++)
    if (l->numbers[i].number == id)
      return wordlist_add(l->list, l->numbers[i].category, term.data, term.size, 1, 0, line, error);
  wordlist_lose(l->list, line, term.data, term.size, "has a category that the header lacks");
  return TENOR_OK;
}

/* Where the term ends: at the first tab, or in a line without tabs before the numbers at its end.
 */
static size_t term_end(const char *line, size_t size) {
  const char *tab = memchr(line, '\t', size);
  if (tab) return (size_t)(tab - line);
  for (size_t end = size;;) {
    size_t at = end;
    while (at > 0 && is_digit(line[at - 1])) at--;
    if (at == end || at == 0 || !import_blank(line[at - 1])) return end;
    while (at > 0 && import_blank(line[at - 1])) at--;
    end = at;
  }
}

/* "kind (of)", "(discrep)": a condition as part of the term. A bracket in an emoticon has no
 * letters in it. */
static bool has_condition(tenor_text term) {
  const char *bracket = memchr(term.data, '(', term.size);
  const char *end = term.data + term.size;
  return bracket && bracket + 1 < end && memchr(bracket, ')', (size_t)(end - bracket)) &&
         ((bracket[1] >= 'a' && bracket[1] <= 'z') || (bracket[1] >= 'A' && bracket[1] <= 'Z'));
}

static tenor_status take_entry(liwc *l, const char *line, size_t size, uint64_t number,
                               tenor_error *error) {
  size_t begin = 0;
  while (begin < size && import_blank(line[begin])) begin++;
  line += begin;
  size -= begin;
  size_t at = term_end(line, size), n = 0;
  const tenor_text term = {line, at};
  tenor_status status = TENOR_OK;
  if (has_condition(term)) {
    wordlist_lose(l->list, number, term.data, term.size, "has a condition, which is left out");
    return TENOR_OK;
  }
  while (at < size && status >= 0) {
    while (at < size && import_blank(line[at])) at++;
    size_t end = at;
    const bool bracket = line[at] == '(' || line[at] == '<';
    while (end < size && line[end] != '\t' && (bracket || !import_blank(line[end]))) end++;
    status = add_to(l, term, (tenor_text){line + at, end - at}, number, error);
    n++;
    at = end;
  }
  if (n == 0) wordlist_lose(l->list, number, term.data, term.size, "has no category");
  return status;
}

static tenor_status take(void *user, const char *line, size_t size, uint64_t number,
                         tenor_error *error) {
  liwc *l = user;
  if (size == 1 && line[0] == '%') {
    if (++l->n_marks > 2)
      return import_error(l->list, number, "a third '%%': the header stands between two");
    return TENOR_OK;
  }
  if (l->n_marks == 0)
    return import_error(l->list, number, "a LIWC dictionary begins with a line '%%'");
  return l->n_marks == 1 ? take_header(l, line, size, number, error)
                         : take_entry(l, line, size, number, error);
}

tenor_status import_liwc(wordlist *w, tenor_error *error) {
  liwc *l = calloc(1, sizeof *l);
  if (!l) return tenor_error_memory(error);
  l->list = w;
  tenor_status status = import_lines(w->path, take, l, error);
  if (status >= 0 && l->n_marks < 2)
    status = import_error(w, 0, "has no second '%%', which ends the categories");
  free(l);
  return status;
}
