/* SPDX-License-Identifier: Apache-2.0 */
/*
 * WordStat: a tree by indentation. Whatever ends in a number in brackets is a term with its weight,
 * else a category.
 *
 *     SOUTH
 *     <TAB>COAST
 *     <TAB><TAB>harbour (1)
 *     <TAB><TAB>deep_water* (1)
 *
 * Blanks between tabs do not count. Rules (@...) say where a term counts; they have no counterpart
 * here.
 */
#include "lexicon/importers.h"

#include "output/decimal.h"

enum { MAX_DEPTH = 32, PATH_BYTES = 512 };

typedef struct wordstat {
  wordlist *list;
  struct {
    size_t indent;
    size_t end; /* of its name in path */
    size_t category;
  } levels[MAX_DEPTH]; /* [depth] */
  size_t depth;
  char path[PATH_BYTES];
} wordstat;

/* Tabs, or blanks where there are no tabs. */
static size_t indent_of(const char *line, size_t size, size_t *begin) {
  size_t tabs = 0, at = 0;
  for (; at < size && import_blank(line[at]); at++) tabs += line[at] == '\t';
  *begin = at;
  return tabs > 0 ? tabs : at;
}

/* "harbour (1)": where the term ends, and its weight. */
static bool split_weight(const char *item, size_t size, size_t *end, double *weight) {
  if (size < 4 || item[size - 1] != ')') return false;
  size_t open = size - 1;
  while (open > 0 && item[open] != '(') open--;
  if (open == 0 || !decimal_read(item + open + 1, size - open - 2, weight)) return false;
  *end = open;
  while (*end > 0 && import_blank(item[*end - 1])) --*end;
  return *end > 0;
}

static tenor_status enter(wordstat *s, size_t indent, const char *name, size_t size,
                          uint64_t number, tenor_error *error) {
  const size_t start = s->depth > 0 ? s->levels[s->depth - 1].end : 0, slash = start > 0;
  if (s->depth == MAX_DEPTH)
    return import_error(s->list, number, "categories lie deeper than %d levels", MAX_DEPTH);
  if (start + slash + size >= PATH_BYTES)
    return import_error(s->list, number, "the name of the category is too long");
  if (slash) s->path[start] = '/';
  memcpy(s->path + start + slash, name, size);
  const size_t end = start + slash + size;
  s->levels[s->depth].indent = indent;
  s->levels[s->depth].end = end;
  return wordlist_category_of(s->list, s->path, end, &s->levels[s->depth++].category, error);
}

static tenor_status take(void *user, const char *line, size_t size, uint64_t number,
                         tenor_error *error) {
  wordstat *s = user;
  size_t begin, end;
  double weight;
  const size_t indent = indent_of(line, size, &begin);
  const char *item = line + begin;
  size -= begin;
  if (item[0] == '@') {
    wordlist_lose(s->list, number, item, size, "is a rule");
    return TENOR_OK;
  }
  while (s->depth > 0 && s->levels[s->depth - 1].indent >= indent) s->depth--;
  if (!split_weight(item, size, &end, &weight)) return enter(s, indent, item, size, number, error);
  if (s->depth == 0)
    return import_error(s->list, number, "a term stands before the first category");
  return wordlist_add(s->list, s->levels[s->depth - 1].category, item, end, weight, 0, number,
                      error);
}

tenor_status import_wordstat(wordlist *w, tenor_error *error) {
  wordstat s = {.list = w};
  return import_lines(w->path, take, &s, error);
}
