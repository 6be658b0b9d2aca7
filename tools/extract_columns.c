/* SPDX-License-Identifier: Apache-2.0 */
#include "extract_columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { NUMBER_BYTES = 24 };

enum {
  OWN_DOCUMENT,
  OWN_ID,
  OWN_SPEAKER,
  OWN_SPEAKER_TEXT,
  OWN_VIA,
  OWN_CUE,
  OWN_KIND,
  OWN_TARGET,
  OWN_TEXT,
  OWN_BEGIN,
  OWN_END,
  OWN_CONTEXT, /* the last: not always there */
  OWN_COLUMNS
};

static const struct {
  const char *name;
  column_type type;
  unsigned char spare;
} own[OWN_COLUMNS] = {
    [OWN_DOCUMENT] = {"document", COLUMN_TEXT, 4},
    [OWN_ID] = {"id", COLUMN_TEXT, 6},
    [OWN_SPEAKER] = {"speaker", COLUMN_TEXT, 0},
    [OWN_SPEAKER_TEXT] = {"speaker_text", COLUMN_TEXT, 5},
    [OWN_VIA] = {"via", COLUMN_TEXT, 4},
    [OWN_CUE] = {"cue", COLUMN_TEXT, 3},
    [OWN_KIND] = {"kind", COLUMN_TEXT, 2},
    [OWN_TARGET] = {"target", COLUMN_TEXT, 1},
    [OWN_TEXT] = {"text", COLUMN_TEXT, 0},
    [OWN_BEGIN] = {"begin", COLUMN_NUMBER, 7},
    [OWN_END] = {"end", COLUMN_NUMBER, 7},
    [OWN_CONTEXT] = {"context", COLUMN_TEXT, 8},
};
enum { SPARE_ALONG = 9 };

/* ---- columns ------------------------------------------------------------------------------------------ */

/* The name of a column that goes along, kept apart from ours; NULL when memory is out. */
static const char *name_along(extract_columns *c, const char *name) {
  static const char prefix[] = "article_";
  bool taken = false;
  for (int i = 0; i < OWN_COLUMNS; i++) taken |= strcasecmp(own[i].name, name) == 0;
  const size_t size = sizeof prefix + strlen(name);
  char *longer = taken ? batch_alloc(&c->names, size) : NULL;
  if (longer) (void)snprintf(longer, size, "%s%s", prefix, name);
  return taken ? longer : name;
}

tenor_status extract_columns_init(extract_columns *c, const char *const *along, size_t n_along,
                                  int64_t context, tenor_error *error) {
  *c = (extract_columns){.context = context};
  c->n_own = context >= 0 ? OWN_COLUMNS : OWN_CONTEXT;
  c->n = c->n_own + n_along;
  batch_init(&c->names);
  batch_init(&c->strings);
  c->columns = calloc(c->n, sizeof *c->columns);
  c->spare = calloc(c->n, 1);
  c->cells = calloc(c->n, sizeof *c->cells);
  if (!c->columns || !c->spare || !c->cells) return tenor_error_memory(error);
  for (size_t i = 0; i < c->n_own; i++) {
    c->columns[i] = (column){own[i].name, own[i].type, false};
    c->spare[i] = own[i].spare;
  }
  for (size_t i = c->n_own; i < c->n; i++) {
    c->columns[i] = (column){name_along(c, along[i - c->n_own]), COLUMN_TEXT, false};
    c->spare[i] = SPARE_ALONG;
    if (!c->columns[i].name) return tenor_error_memory(error);
  }
  return TENOR_OK;
}

void extract_columns_finish(extract_columns *c) {
  batch_finish(&c->names);
  batch_finish(&c->strings);
  free(c->columns);
  free(c->spare);
  free(c->cells);
  free(c->sentences);
  *c = (extract_columns){.columns = NULL};
}

/* ---- context ------------------------------------------------------------------------------------------ */

/* Statements come in the order of the text, and so do their sentences, which several may share. */
tenor_status extract_columns_begin(extract_columns *c, const tenor_statement *statements, size_t n,
                                   tenor_error *error) {
  c->n_sentences = 0;
  if (c->context < 0) return TENOR_OK;
  if (n > c->capacity) {
    tenor_span *grown = realloc(c->sentences, n * sizeof *grown);
    if (!grown) return tenor_error_memory(error);
    c->sentences = grown;
    c->capacity = n;
  }
  for (size_t i = 0; i < n; i++)
    if (c->n_sentences == 0 || statements[i].sentence.begin >= c->sentences[c->n_sentences - 1].end)
      c->sentences[c->n_sentences++] = statements[i].sentence;
  return TENOR_OK;
}

/* The number of the sentence that holds the byte, or of the first behind it. */
static size_t find_sentence(const extract_columns *c, uint32_t at) {
  size_t low = 0, high = c->n_sentences;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (c->sentences[middle].end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The sentences of the statement, and so many to either side. */
static cell context_cell(const extract_columns *c, const article *from, const tenor_statement *s) {
  const size_t around = (size_t)c->context, own_first = find_sentence(c, s->sentence.begin);
  size_t last = find_sentence(c, s->sentence.end - 1) + around;
  if (last >= c->n_sentences) last = c->n_sentences - 1;
  const uint32_t begin = c->sentences[own_first > around ? own_first - around : 0].begin;
  const uint32_t reach = c->sentences[last].end;
  const uint32_t end = reach > s->sentence.end ? reach : s->sentence.end;
  return (cell){from->text.data + begin, end - begin};
}

/* ---- cells -------------------------------------------------------------------------------------------- */

static const char *kind_name(tenor_statement_kind kind) {
  switch (kind) {
    case TENOR_STATEMENT_DIRECT: return "direct";
    case TENOR_STATEMENT_MIXED: return "mixed";
    case TENOR_STATEMENT_INDIRECT: return "indirect";
    case TENOR_STATEMENT_NONE: break;
  }
  return "";
}

static cell string_cell(const char *string) {
  return *string ? (cell){string, strlen(string)} : (cell){NULL, 0};
}

/* How many bytes of a blank stand here: an ASCII one or a no-break space. */
static size_t blank_length(const char *at) {
  if (strncmp(at, "\xC2\xA0", 2) == 0) return 2;
  return *at != '\0' && strchr(" \t\r\n", *at) ? 1 : 0;
}

/* A name as it may be broken over lines, with single blanks, so that it is the same name everywhere. */
static tenor_status name_cell(extract_columns *c, const char *name, cell *result,
                              tenor_error *error) {
  *result = (cell){NULL, 0};
  if (*name == '\0') return TENOR_OK;
  char *to = batch_alloc(&c->strings, strlen(name));
  if (!to) return tenor_error_memory(error);
  result->data = to;
  for (size_t n; *name != '\0'; name += n) {
    const size_t blank = n = blank_length(name);
    if (blank == 0) n = 1;
    if (blank == 0 || (result->size > 0 && to[result->size - 1] != ' '))
      to[result->size++] = blank ? ' ' : *name;
  }
  return TENOR_OK;
}

static cell span_cell(const article *from, tenor_span span) {
  return span.end > span.begin ? (cell){from->text.data + span.begin, span.end - span.begin}
                               : (cell){NULL, 0};
}

/* "DOCUMENT:7" or, without a document, "7". */
static tenor_status number_cell(extract_columns *c, cell document, size_t number, cell *result,
                                tenor_error *error) {
  char *to = batch_alloc(&c->strings, document.size + NUMBER_BYTES);
  if (!to) return tenor_error_memory(error);
  if (document.size > 0) memcpy(to, document.data, document.size);
  const int digits =
      snprintf(to + document.size, NUMBER_BYTES, &":%zu"[document.size == 0], number);
  *result = (cell){to, document.size + (size_t)digits};
  return TENOR_OK;
}

tenor_status extract_columns_fill(extract_columns *c, const article *from, const tenor_statement *s,
                                  size_t number, tenor_error *error) {
  static const cell nothing = {NULL, 0};
  cell *cells = c->cells;
  batch_reset(&c->strings, 0);
  cells[OWN_DOCUMENT] = from->document;
  cells[OWN_SPEAKER_TEXT] = span_cell(from, s->speaker_text);
  cells[OWN_CUE] = span_cell(from, s->cue);
  cells[OWN_KIND] = string_cell(kind_name(s->kind));
  cells[OWN_TARGET] = string_cell(s->target);
  cells[OWN_TEXT] = span_cell(from, s->text);
  if (c->context >= 0) cells[OWN_CONTEXT] = context_cell(c, from, s);
  for (size_t i = c->n_own; i < c->n; i++) cells[i] = from->fields[i - c->n_own];
  tenor_status status = name_cell(c, s->speaker, &cells[OWN_SPEAKER], error);
  if (status >= 0) status = name_cell(c, s->via, &cells[OWN_VIA], error);
  if (status >= 0) status = number_cell(c, from->document, number, &cells[OWN_ID], error);
  if (status >= 0) status = number_cell(c, nothing, s->text.char_begin, &cells[OWN_BEGIN], error);
  return status < 0 ? status : number_cell(c, nothing, s->text.char_end, &cells[OWN_END], error);
}
