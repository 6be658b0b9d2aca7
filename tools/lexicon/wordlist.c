/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/wordlist.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "message.h"

enum { MAX_TERMS = 4 << 20, MAX_CATEGORIES = 4096, MAX_REPORTED = 20, SPELLING_BYTES = 1024 };

tenor_status wordlist_init(wordlist *w, const char *path, const char *prefix, const char *asker,
                           tenor_error *error) {
  *w = (wordlist){.path = path, .prefix = prefix, .asker = asker, .wildcards = true};
  return tenor_lookup_new(&w->lookup, NULL, error);
}

void wordlist_finish(wordlist *w) {
  for (size_t i = 0; i < w->n_categories; i++) {
    free(w->categories[i].path);
    free(w->categories[i].measures);
  }
  for (size_t i = 0; i < w->n_terms; i++) {
    free(w->terms[i].spelling);
    free(w->terms[i].written);
  }
  free(w->categories);
  free(w->terms);
  tenor_lookup_free(&w->lookup);
}

/* ---- what is lost
 * -------------------------------------------------------------------------------------- */

void wordlist_lose(wordlist *w, uint64_t line, const char *term, size_t size, const char *why) {
  size_t i = 0;
  while (i < w->n_losses && strcmp(w->losses[i].why, why) != 0) i++;
  if (i == w->n_losses && i < WORDLIST_MAX_REASONS) {
    w->losses[i].why = why;
    w->losses[i].n = 0;
    w->n_losses++;
  }
  if (i < WORDLIST_MAX_REASONS) w->losses[i].n++;
  if (++w->n_lost <= MAX_REPORTED)
    message_warning(w->asker, w->path, line, "'%.*s' %s", (int)(size < 80 ? size : 80), term, why);
  else if (w->n_lost == MAX_REPORTED + 1)
    message_warning(w->asker, NULL, 0, "what else is not carried over is counted, not listed");
}

/* ---- categories
 * ---------------------------------------------------------------------------------------- */

static bool is_taken(const wordlist *w, const char *name) {
  for (size_t i = 0; i < w->n_categories; i++)
    if (strcmp(w->categories[i].name, name) == 0) return true;
  return false;
}

/* Letters and digits, small; whatever else comes between becomes one underscore. */
static size_t make_safe(char name[WORDLIST_NAME_BYTES], size_t used, const char *text, size_t size,
                        size_t most) {
  for (size_t i = 0; i < size && used < most; i++) {
    const char c = text[i];
    if (c >= 'A' && c <= 'Z')
      name[used++] = (char)(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      name[used++] = c;
    else if (used > 0 && name[used - 1] != '_')
      name[used++] = '_';
  }
  return used;
}

static void name_category(const wordlist *w, wordlist_category *c, const char *path, size_t size) {
  const size_t most = WORDLIST_NAME_BYTES - 8; /* leaves room for a number */
  size_t used = make_safe(c->name, 0, w->prefix, strlen(w->prefix), most);
  used = make_safe(c->name, used, path, size, most);
  while (used > 0 && c->name[used - 1] == '_') used--;
  c->name[used] = '\0';
  if (used == 0) used = (size_t)snprintf(c->name, sizeof c->name, "category");
  for (unsigned i = 2; is_taken(w, c->name) && i < MAX_CATEGORIES + 2; i++)
    (void)snprintf(c->name + used, sizeof c->name - used, "_%u", i % 10000);
}

tenor_status wordlist_category_of(wordlist *w, const char *path, size_t size, size_t *category,
                                  tenor_error *error) {
  for (size_t i = 0; i < w->n_categories; i++)
    if (strlen(w->categories[i].path) == size && memcmp(w->categories[i].path, path, size) == 0) {
      *category = i;
      return TENOR_OK;
    }
  if (w->n_categories == MAX_CATEGORIES)
    return tenor_error_set(error, TENOR_ERR_LIMIT, w->path, 0, 0, "has more than %d categories",
                           MAX_CATEGORIES);
  if (w->n_categories == w->categories_capacity) {
    const size_t more = w->categories_capacity > 0 ? 2 * w->categories_capacity : 32;
    wordlist_category *array = realloc(w->categories, more * sizeof *array);
    if (!array) return tenor_error_memory(error);
    w->categories = array;
    w->categories_capacity = more;
  }
  wordlist_category c = {.path = strndup(path, size), .low = INFINITY, .high = -INFINITY};
  if (!c.path) return tenor_error_memory(error);
  name_category(w, &c, path, size);
  *category = w->n_categories;
  w->categories[w->n_categories++] = c;
  return TENOR_OK;
}

/* ---- terms
 * --------------------------------------------------------------------------------------------- */

/* Copies the term with single blanks between its words, underscores being blanks too. 0: it is too
 * long. */
static size_t copy_spelling(char spelling[SPELLING_BYTES], const char *term, size_t size) {
  size_t n = 0;
  for (size_t i = 0; i < size; i++) {
    const bool blank = term[i] == ' ' || term[i] == '_' || term[i] == '\t';
    if (blank && (n == 0 || spelling[n - 1] == ' ')) continue;
    if (n + 1 == SPELLING_BYTES) return 0;
    spelling[n++] = blank ? ' ' : term[i];
  }
  while (n > 0 && spelling[n - 1] == ' ') n--;
  spelling[n] = '\0';
  return n;
}

static bool ends_word(char c) {
  return c == ' ' || c == '\0';
}

/* Why the spelling would mean something else in tenor's format; NULL: it means the same. */
static const char *foreign(const wordlist *w, const char *spelling) {
  if (spelling[0] == '#') return "begins with #, as comments do";
  for (const char *at = spelling; *at; at++) {
    const bool inside = strchr(at, ' ') != NULL;
    if ((unsigned char)*at < 0x20 || *at == 0x7F) return "has a control character";
    if (*at == '~' && ends_word(at[1])) return "ends in ~, which would mean a stem";
    if (strchr(",;:!?", *at) && inside && ends_word(at[1]) && at > spelling && at[-1] != ' ')
      return "has a mark inside, at which a phrase ends";
    if (!w->wildcards && *at == '*') return "has a *, which stands for itself there and not here";
    if (!w->wildcards) continue;
    if (*at == '?') return "has a wildcard for one letter";
    if (*at != '*') continue;
    if (!ends_word(at[1])) return "has a wildcard inside a word";
    if (at == spelling || at[-1] == ' ') return "has a wildcard for a whole word";
  }
  return NULL;
}

static tenor_status keep(wordlist *w, wordlist_term t, const char *spelling, const char *written,
                         tenor_error *error) {
  if (w->n_terms == MAX_TERMS)
    return tenor_error_set(error, TENOR_ERR_LIMIT, w->path, t.line, 0, "has more than %d terms",
                           MAX_TERMS);
  if (w->n_terms == w->terms_capacity) {
    const size_t more = w->terms_capacity > 0 ? 2 * w->terms_capacity : 1024;
    wordlist_term *array = realloc(w->terms, more * sizeof *array);
    if (!array) return tenor_error_memory(error);
    w->terms = array;
    w->terms_capacity = more;
  }
  t.spelling = strdup(spelling);
  t.written = strdup(written);
  w->terms[w->n_terms++] = t;
  return t.spelling && t.written ? TENOR_OK : tenor_error_memory(error);
}

tenor_status wordlist_add(wordlist *w, size_t category, const char *term, size_t size,
                          double weight, double sd, uint64_t line, tenor_error *error) {
  char spelling[SPELLING_BYTES], written[TENOR_TERM_BYTES];
  const size_t n = copy_spelling(spelling, term, size);
  const char *why = n == 0 ? "is empty or too long" : foreign(w, spelling);
  if (!why && !(fabs(weight) > 0)) why = "has the weight 0, which would block it";
  if (!why && !(fabs(weight) <= 100 && sd >= 0 && sd <= 10))
    why = "has a weight or deviation out of range";
  if (!why && tenor_lookup_term(w->lookup, (tenor_text){spelling, n}, written, &why) < 0)
    return tenor_error_memory(error);
  if (why) {
    wordlist_lose(w, line, term, size, why);
    return TENOR_OK;
  }
  const wordlist_term t = {.category = category, .weight = weight, .sd = sd, .line = line};
  return keep(w, t, spelling, written, error);
}
