/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lexicoder 3: a category begins with a plus sign, its patterns follow, one a line.
 *
 *     +positive
 *     gladd*
 *     in good heart
 *
 * Categories of the name "positive" and "negative" get role valence and the weights 1 and -1.
 */
#include "lexicon/importers.h"

typedef struct lexicoder {
  wordlist *list;
  bool inside; /* a category has begun */
  size_t category;
  double weight;
} lexicoder;

static bool is_named(const char *name, size_t size, const char *other) {
  if (strlen(other) != size) return false;
  for (size_t i = 0; i < size; i++)
    if ((name[i] | 0x20) != other[i]) return false;
  return true;
}

static tenor_status begin(lexicoder *l, const char *name, size_t size, uint64_t number,
                          tenor_error *error) {
  if (size == 0) return import_error(l->list, number, "a category has no name");
  const bool positive = is_named(name, size, "positive"),
             negative = is_named(name, size, "negative");
  const tenor_status status = wordlist_category_of(l->list, name, size, &l->category, error);
  if (status < 0) return status;
  l->inside = true;
  l->weight = negative ? -1 : 1;
  l->list->categories[l->category].valence = positive || negative;
  return TENOR_OK;
}

static tenor_status take(void *user, const char *line, size_t size, uint64_t number,
                         tenor_error *error) {
  lexicoder *l = user;
  while (size > 0 && import_blank(*line)) line++, size--;
  if (*line == '+') {
    do line++, size--;
    while (size > 0 && import_blank(*line));
    return begin(l, line, size, number, error);
  }
  if (!l->inside)
    return import_error(l->list, number, "a term stands before the first category, '+NAME'");
  return wordlist_add(l->list, l->category, line, size, l->weight, 0, number, error);
}

tenor_status import_lexicoder(wordlist *w, tenor_error *error) {
  lexicoder l = {.list = w};
  return import_lines(w->path, take, &l, error);
}
