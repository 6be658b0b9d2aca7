/* SPDX-License-Identifier: Apache-2.0 */
/* The last step of an import: repeats go, and each category becomes a file that a person can read
 * on. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/decimal.h"
#include "lexicon/lexicon_commands.h"
#include "lexicon/wordlist.h"
#include "output/out.h"

enum { PATH_BYTES = 4096 };

static int compare_written(const void *x, const void *y) {
  const wordlist_term *a = *(const wordlist_term *const *)x, *b = *(const wordlist_term *const *)y;
  if (a->category != b->category) return a->category < b->category ? -1 : 1;
  const int by_term = strcmp(a->written, b->written);
  return by_term != 0 ? by_term : a < b ? -1 : a > b;
}

/* Of terms that the engine cannot tell apart the first stays; the others lose their spelling. */
static tenor_status drop_repeats(wordlist *w, tenor_error *error) {
  wordlist_term **order = malloc((w->n_terms + 1) * sizeof *order);
  if (!order) return tenor_error_memory(error);
  for (size_t i = 0; i < w->n_terms; i++) order[i] = &w->terms[i];
  qsort(order, w->n_terms, sizeof(const wordlist_term *), compare_written);
  for (size_t i = 1, first = 0; i < w->n_terms; i++) {
    if (order[i]->category != order[first]->category ||
        strcmp(order[i]->written, order[first]->written) != 0) {
      first = i;
      continue;
    }
    const bool same = fabs(order[i]->weight - order[first]->weight) < 1e-9;
    wordlist_lose(w, order[i]->line, order[i]->spelling, strlen(order[i]->spelling),
                  same ? "repeats an entry" : "repeats an entry with another weight");
    free(order[i]->spelling);
    order[i]->spelling = NULL;
  }
  free(order);
  return TENOR_OK;
}

static void count(wordlist *w) {
  for (size_t i = 0; i < w->n_terms; i++) {
    const wordlist_term *t = &w->terms[i];
    wordlist_category *c = &w->categories[t->category];
    if (!t->spelling) continue;
    c->n_terms++;
    c->low = fmin(c->low, t->weight);
    c->high = fmax(c->high, t->weight);
  }
}

/* A line of the header: one line, whatever the source had. */
static void put_value(out *stream, const char *key, const char *value, const char *more) {
  out_text(stream, "# ");
  out_text(stream, key);
  out_text(stream, ": ");
  for (; *value; value++) out_byte(stream, (unsigned char)*value < 0x20 ? ' ' : *value);
  out_text(stream, more);
  out_byte(stream, '\n');
}

static void put_header(out *stream, const wordlist *w, const wordlist_category *c,
                       const char *format) {
  char low[DECIMAL_BYTES], high[DECIMAL_BYTES], range[2 * DECIMAL_BYTES + 8], origin[128];
  const char *slash = strrchr(w->path, '/');
  (void)decimal_write_short(low, c->low, 4);
  (void)decimal_write_short(high, c->high, 4);
  (void)snprintf(range, sizeof range, "%s to %s", low, high);
  (void)snprintf(origin, sizeof origin,
                 " (%s), carried over by tenor lexicon import; the licence is that of the source",
                 format);
  put_value(stream, "category", c->name, "");
  put_value(stream, "role", c->valence ? "valence" : "rhetoric", "");
  put_value(stream, "measures", c->measures ? c->measures : c->path, "");
  put_value(stream, "compiled", slash ? slash + 1 : w->path, origin);
  put_value(stream, "weights", range, "");
  out_text(stream, "# columns: term\tweight\tsd\tnote\n");
}

static void put_term(out *stream, const wordlist_term *t) {
  char number[DECIMAL_BYTES];
  out_text(stream, t->spelling);
  out_byte(stream, '\t');
  (void)decimal_write_short(number, t->weight, 4);
  out_text(stream, number);
  if (t->sd > 0) {
    (void)decimal_write_short(number, t->sd, 4);
    out_byte(stream, '\t');
    out_text(stream, number);
  }
  out_byte(stream, '\n');
}

static tenor_status path_of(char path[PATH_BYTES], const char *folder, const wordlist_category *c,
                            tenor_error *error) {
  const int n = snprintf(path, PATH_BYTES, "%s/%s.tsv", folder, c->name);
  if (n > 0 && n < PATH_BYTES) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_IO, folder, 0, 0, "the path is too long");
}

static tenor_status write_category(const wordlist *w, size_t category, const char *folder,
                                   const char *format, tenor_error *error) {
  const wordlist_category *c = &w->categories[category];
  char path[PATH_BYTES];
  out *stream;
  tenor_status status = path_of(path, folder, c, error);
  if (status >= 0) status = out_open(&stream, path, error);
  if (status < 0) return status;
  put_header(stream, w, c, format);
  for (size_t i = 0; i < w->n_terms; i++)
    if (w->terms[i].category == category && w->terms[i].spelling) put_term(stream, &w->terms[i]);
  return out_close(&stream, error);
}

/* Somebody's own work may be in the folder: better to stop before the first file than after some.
 */
static tenor_status refuse_to_replace(const wordlist *w, const char *folder, tenor_error *error) {
  char path[PATH_BYTES];
  for (size_t i = 0; i < w->n_categories; i++) {
    if (w->categories[i].n_terms == 0) continue;
    const tenor_status status = path_of(path, folder, &w->categories[i], error);
    if (status < 0) return status;
    if (access(path, F_OK) == 0)
      return tenor_error_set(error, TENOR_ERR_IO, path, 0, 0,
                             "is there already; remove it or name another folder with -o");
  }
  return TENOR_OK;
}

tenor_status wordlist_write(wordlist *w, const char *folder, const char *format,
                            tenor_error *error) {
  tenor_status status = drop_repeats(w, error);
  if (status < 0) return status;
  count(w);
  if (mkdir(folder, 0777) != 0 && errno != EEXIST)
    return tenor_error_set(error, TENOR_ERR_IO, folder, 0, 0, "cannot make the folder: %s",
                           strerror(errno));
  status = refuse_to_replace(w, folder, error);
  for (size_t i = 0; i < w->n_categories && status >= 0; i++)
    if (w->categories[i].n_terms > 0) status = write_category(w, i, folder, format, error);
  return status;
}
