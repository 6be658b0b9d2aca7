/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/worst_errors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain/explain_view.h"
#include "figures.h"
#include "output/decimal.h"
#include "output_options.h"

enum { MAX_REASONS = 5, PLACES = 4 };

tenor_status worst_errors_add(worst_errors *w, uint32_t head, size_t index, double error) {
  if (w->n == w->capacity) {
    const size_t capacity = w->capacity == 0 ? 1024 : w->capacity * 2;
    worst_error *grown = realloc(w->items, capacity * sizeof *grown);
    if (!grown) return TENOR_ERR_MEMORY;
    w->items = grown, w->capacity = capacity;
  }
  w->items[w->n++] = (worst_error){head, index, error};
  return TENOR_OK;
}

void worst_errors_finish(worst_errors *w) {
  free(w->items);
  *w = (worst_errors){.items = NULL};
}

static int compare_errors(const void *x, const void *y) {
  const worst_error *a = x, *b = y;
  if (a->head != b->head) return a->head < b->head ? -1 : 1;
  if (a->error < b->error || a->error > b->error) return a->error > b->error ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
}

void worst_errors_settle(worst_errors *w) {
  size_t kept = 0, of_head = 0;
  if (w->n > 0) qsort(w->items, w->n, sizeof *w->items, compare_errors);
  for (size_t i = 0; i < w->n; i++) {
    of_head = kept > 0 && w->items[i].head == w->items[kept - 1].head ? of_head + 1 : 0;
    if (of_head < WORST_ERRORS) w->items[kept++] = w->items[i];
  }
  w->n = kept;
}

/* ---- in words ----------------------------------------------------------------------------------------- */

static void append(error_words *a, const char *text, size_t size) {
  const size_t used = strlen(a->reasons);
  const size_t room = sizeof a->reasons - 1 - used;
  const size_t n = size < room ? size : room;
  memcpy(a->reasons + used, text, n);
  a->reasons[used + n] = '\0';
}

/* '"pay dearly" +0.84', or 'capitals +0.10' where no place has it. */
static void append_line(error_words *a, const ledger *l, const ledger_line *line, tenor_text text) {
  char part[EXPLAIN_BYTES];
  if (line->begin < line->end) {
    append(a, "\"", 1);
    append(a, text.data + line->begin, line->end - line->begin);
    append(a, "\"", 1);
  } else {
    explain_part(part, l->parts[line->first]);
    append(a, part, strlen(part));
  }
  append(a, " ", 1);
  explain_signed(part, line->contribution);
  append(a, part, strlen(part));
}

static void tell(error_words *a, const tenor_head *h, const tenor_head_score *s) {
  char value[DECIMAL_BYTES];
  if (h->kind == TENOR_HEAD_CLASS || h->kind == TENOR_HEAD_BINARY) {
    (void)snprintf(a->told, sizeof a->told, "%s", h->labels[s->label]);
    return;
  }
  /* in levels or units of the label, to stand beside it */
  const double scale = h->kind == TENOR_HEAD_ORDINAL ? h->n_labels - 1
                       : -h->low > h->high           ? -h->low
                                                     : h->high;
  (void)decimal_write(value, scale * s->value, 2);
  (void)snprintf(a->told, sizeof a->told, "%s", value);
}

tenor_status worst_errors_account(const worst_error *w, const labelled *rows,
                                  const tenor_model *model, tenor_scratch *scratch,
                                  error_words *words, tenor_error *error) {
  const labelled_row *r = &rows->rows[w->row];
  const tenor_text text = {r->text.data, r->text.size};
  const tenor_reason *reasons;
  tenor_score score;
  double decision;
  size_t n;
  ledger l = {0};
  *words = (error_words){{0}, {0}};
  tenor_status status = tenor_score_text(scratch, text, &score);
  if (status >= 0) {
    tell(words, tenor_model_head(model, w->head), &score.heads[w->head]);
    status =
        tenor_reasons(scratch, text, w->head, score.heads[w->head].label, &reasons, &n, &decision);
  }
  if (status == TENOR_ERR_ARG) return TENOR_OK; /* a head without reasons */
  if (status >= 0) status = ledger_fill(&l, reasons, n, error);
  for (size_t i = 0; status >= 0 && i < l.n_lines && i < MAX_REASONS; i++) {
    if (i > 0) append(words, "; ", 2);
    append_line(words, &l, &l.lines[i], text);
  }
  ledger_finish(&l);
  if (status < 0) return tenor_error_set(error, status, "", 0, 0, "out of memory");
  return TENOR_OK;
}

/* ---- the file ----------------------------------------------------------------------------------------- */

static const column columns[] = {{"head", COLUMN_TEXT, false},  {"error", COLUMN_NUMBER, false},
                                 {"label", COLUMN_TEXT, false}, {"told", COLUMN_TEXT, false},
                                 {"file", COLUMN_TEXT, false},  {"line", COLUMN_NUMBER, false},
                                 {"text", COLUMN_TEXT, false},  {"reasons", COLUMN_TEXT, false}};
enum { COLUMNS = sizeof columns / sizeof *columns };

static cell text_cell(const char *text) {
  return (cell){text, strlen(text)};
}

static tenor_status write_one(const worst_error *w, const labelled *rows, const args *a,
                              const tenor_model *model, const error_words *words, writer *file,
                              tenor_error *error) {
  const labelled_row *r = &rows->rows[w->row];
  batch memory;
  batch_init(&memory);
  cell cells[COLUMNS] = {text_cell(tenor_model_head(model, w->head)->name),
                         {NULL, 0},
                         r->labels[w->head],
                         text_cell(words->told),
                         text_cell(a->operands[r->file]),
                         {NULL, 0},
                         r->text,
                         text_cell(words->reasons)};
  const bool fine = figures_number(&memory, w->error, PLACES, &cells[1]) &&
                    figures_number(&memory, (double)r->line, 0, &cells[5]);
  const tenor_status status =
      fine ? writer_row(file, cells, NULL, error) : tenor_error_memory(error);
  batch_finish(&memory);
  return status;
}

tenor_status worst_errors_write(const worst_errors *w, const labelled *rows, const args *a,
                                const tenor_model *model, tenor_scratch *scratch, const char *path,
                                tenor_error *error) {
  out *stream = NULL;
  writer *file = NULL;
  tenor_status status = output_open_file(path, &stream, &file, columns, COLUMNS, error);
  for (size_t i = 0; status >= 0 && i < w->n; i++) {
    error_words words;
    status = worst_errors_account(&w->items[i], rows, model, scratch, &words, error);
    if (status >= 0) status = write_one(&w->items[i], rows, a, model, &words, file, error);
  }
  return output_close(&stream, &file, status, error);
}
