/* SPDX-License-Identifier: Apache-2.0 */
#include "score_columns.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "output/decimal.h"

enum { NAME_BYTES = 160, PLACES = 4 };
enum { SPARE_COVERAGE = 1, SPARE_P = 2, SPARE_INTERVAL = 3, SPARE_EVERYTHING = 9 };

/* ---- names -------------------------------------------------------------------------------------------- */

typedef struct naming {
  score_columns *columns;
  const char *prefix;
  const char *const *taken;
  size_t n_taken;
  unsigned char spare; /* of the columns that are added now */
  tenor_status status;
} naming;

static bool is_taken(const naming *n, const char *name) {
  for (size_t i = 0; i < n->n_taken; i++)
    if (strcasecmp(n->taken[i], name) == 0) return true;
  return false;
}

static char *own_name(const naming *n, const char *name) {
  char text[NAME_BYTES + 64];
  (void)snprintf(text, sizeof text, "%s%s", n->prefix ? n->prefix : "", name);
  while (is_taken(n, text)) {
    char longer[sizeof text];
    if (snprintf(longer, sizeof longer, "tenor_%s", text) >= (int)sizeof longer) break;
    memcpy(text, longer, sizeof text);
    n->columns->renamed = true;
  }
  return strdup(text);
}

static void add(naming *n, column_type type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void add(naming *n, column_type type, const char *format, ...) {
  score_columns *c = n->columns;
  char name[NAME_BYTES];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(name, sizeof name, format, arguments);
  va_end(arguments);
  if (n->status < 0) return;
  if (c->n == c->capacity) {
    const size_t capacity = c->capacity == 0 ? 32 : c->capacity * 2;
    column *grown = realloc(c->columns, capacity * sizeof *grown);
    unsigned char *spare = grown ? realloc(c->spare, capacity) : NULL;
    if (grown) c->columns = grown;
    if (spare) c->spare = spare, c->capacity = capacity;
  }
  char *owned = c->n < c->capacity ? own_name(n, name) : NULL;
  if (owned) {
    c->spare[c->n] = n->spare;
    c->columns[c->n++] = (column){owned, type, false};
  } else {
    n->status = TENOR_ERR_MEMORY;
  }
}

static void name_head(naming *n, const tenor_head *h) {
  const bool everything = n->columns->everything;
  n->spare = 0;
  add(n, h->kind == TENOR_HEAD_CLASS || h->kind == TENOR_HEAD_BINARY ? COLUMN_TEXT : COLUMN_NUMBER,
      "%s", h->name);
  n->spare = SPARE_INTERVAL;
  switch (h->kind) {
    case TENOR_HEAD_ORDINAL:
      add(n, COLUMN_NUMBER, "%s_lo", h->name);
      add(n, COLUMN_NUMBER, "%s_hi", h->name);
      n->spare = SPARE_P;
      /* the adjective of the codebook's head; others keep their name */
      add(n, COLUMN_NUMBER, "p_%s", strcmp(h->name, "hostility") == 0 ? "hostile" : h->name);
      break;
    case TENOR_HEAD_CLASS:
    case TENOR_HEAD_BINARY:
      n->spare = SPARE_P;
      add(n, COLUMN_NUMBER, "p_%s", h->name);
      break;
    case TENOR_HEAD_REGRESSION:
      if (everything) add(n, COLUMN_NUMBER, "%s_lo", h->name);
      if (everything) add(n, COLUMN_NUMBER, "%s_hi", h->name);
      break;
  }
  n->spare = SPARE_EVERYTHING;
  for (uint32_t i = 0; everything && h->kind != TENOR_HEAD_BINARY && i < h->n_labels; i++)
    add(n, COLUMN_NUMBER, "%s:%s", h->name, h->labels[i]);
}

tenor_status score_columns_init(score_columns *c, const tenor_model *model,
                                const tenor_lexicon *lexicon, bool everything, bool clusters,
                                const char *prefix, const char *const *taken, size_t n_taken,
                                tenor_error *error) {
  *c = (score_columns){
      .model = model, .lexicon = lexicon, .everything = everything, .clusters = clusters};
  naming n = {c, prefix, taken, n_taken, 0, TENOR_OK};
  for (uint32_t i = 0; i < tenor_model_n_heads(model); i++)
    name_head(&n, tenor_model_head(model, i));
  n.spare = SPARE_COVERAGE;
  add(&n, COLUMN_NUMBER, "coverage");
  n.spare = SPARE_EVERYTHING;
  for (uint32_t i = 0; everything && i < tenor_lexicon_n_categories(lexicon); i++) {
    tenor_category category;
    tenor_lexicon_category(lexicon, i, &category);
    add(&n, COLUMN_NUMBER, "rate:%s", category.name);
  }
  n.spare = 0;
  if (clusters) add(&n, COLUMN_NUMBER, "cluster");
  if (n.status < 0) score_columns_finish(c);
  return n.status < 0 ? tenor_error_set(error, n.status, NULL, 0, 0, "out of memory") : TENOR_OK;
}

void score_columns_finish(score_columns *c) {
  for (size_t i = 0; i < c->n; i++) {
    char *name;
    memcpy(&name, &c->columns[i].name, sizeof name); /* owned here, const for readers */
    free(name);
  }
  free(c->columns);
  free(c->spare);
  *c = (score_columns){0};
}

/* ---- cells -------------------------------------------------------------------------------------------- */

typedef struct filling {
  batch *batch;
  cell *next;
  bool failed;
} filling;

static void put_number(filling *f, double value) {
  char text[DECIMAL_BYTES];
  cell *to = f->next++;
  *to = (cell){NULL, 0};
  if (isnan(value)) return;
  const size_t size = decimal_write(text, value, PLACES);
  char *data = batch_alloc(f->batch, size);
  if (!data)
    f->failed = true;
  else
    memcpy(data, text, size), *to = (cell){data, size};
}

static void put_label(filling *f, const char *label) {
  *f->next++ = (cell){label, strlen(label)};
}

static void put_head(filling *f, const tenor_head *h, const tenor_head_score *s, const double *p,
                     bool everything) {
  switch (h->kind) {
    case TENOR_HEAD_ORDINAL:
      put_number(f, s->value);
      put_number(f, s->lo);
      put_number(f, s->hi);
      put_number(f, s->p);
      break;
    case TENOR_HEAD_CLASS:
    case TENOR_HEAD_BINARY:
      put_label(f, h->labels[s->label]);
      put_number(f, s->p);
      break;
    case TENOR_HEAD_REGRESSION:
      put_number(f, s->value);
      if (everything) put_number(f, s->lo);
      if (everything) put_number(f, s->hi);
      break;
  }
  for (uint32_t i = 0; everything && h->kind != TENOR_HEAD_BINARY && i < h->n_labels; i++)
    put_number(f, p[s->first + i]);
}

tenor_status score_columns_write(const score_columns *c, batch *b, const tenor_score *score,
                                 const double *rates, cell *cells) {
  filling f = {b, cells, false};
  if (!score) {
    for (size_t i = 0; i < c->n; i++) cells[i] = (cell){NULL, 0};
    return TENOR_OK;
  }
  for (uint32_t i = 0; i < score->n_heads; i++)
    put_head(&f, tenor_model_head(c->model, i), &score->heads[i], score->p, c->everything);
  put_number(&f, score->coverage);
  for (uint32_t i = 0; c->everything && i < tenor_lexicon_n_categories(c->lexicon); i++)
    put_number(&f, rates[i]);
  if (c->clusters) *f.next = (cell){NULL, 0};
  return f.failed ? TENOR_ERR_MEMORY : TENOR_OK;
}
