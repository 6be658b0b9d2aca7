/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of one category with weights, a term a line:
 *
 *     VADER   term <TAB> mean rating <TAB> standard deviation <TAB> the raters' raw numbers
 *     AFINN   term <TAB> rating, a whole number
 *
 * The category is named like the file. In these lists '*' and '?' are what people typed, not
 * wildcards.
 */
#include "lexicon/importers.h"

#include "output/decimal.h"

typedef struct tabular {
  wordlist *list;
  size_t category;
  bool has_sd;
} tabular;

static tenor_status take(void *user, const char *line, size_t size, uint64_t number,
                         tenor_error *error) {
  tabular *t = user;
  size_t at = 0;
  tenor_text term = {NULL, 0}, field = {NULL, 0};
  double weight, sd = 0;
  (void)import_field(line, size, &at, &term);
  if (!import_field(line, size, &at, &field))
    return import_error(t->list, number, "a term and its weight are separated by a tab");
  if (!decimal_read(field.data, field.size, &weight)) {
    wordlist_lose(t->list, number, term.data, term.size, "has no number for a weight");
    return TENOR_OK;
  }
  if (t->has_sd && import_field(line, size, &at, &field) && field.size > 0 &&
      !decimal_read(field.data, field.size, &sd)) {
    wordlist_lose(t->list, number, term.data, term.size, "has no number for a standard deviation");
    return TENOR_OK;
  }
  return wordlist_add(t->list, t->category, term.data, term.size, weight, sd, number, error);
}

static tenor_status import_tabular(wordlist *w, bool has_sd, tenor_error *error) {
  tabular t = {.list = w, .has_sd = has_sd};
  const char *slash = strrchr(w->path, '/'), *name = slash ? slash + 1 : w->path;
  const char *dot = strrchr(name, '.');
  const tenor_status status = wordlist_category_of(
      w, name, dot && dot > name ? (size_t)(dot - name) : strlen(name), &t.category, error);
  if (status < 0) return status;
  w->wildcards = false;
  w->categories[t.category].valence = true;
  return import_lines(w->path, take, &t, error);
}

tenor_status import_vader(wordlist *w, tenor_error *error) {
  return import_tabular(w, true, error);
}
tenor_status import_afinn(wordlist *w, tenor_error *error) {
  return import_tabular(w, false, error);
}
