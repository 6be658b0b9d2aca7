/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/finding_tables.h"

#include <math.h>
#include <string.h>

#include "figures.h"

enum { PLACES = 4 };

const char *const finding_table_names[] = {"summary",   "figures",     "classes",
                                           "confusion", "reliability", NULL};

#define TEXT(name) \
  { name, COLUMN_TEXT, false }
#define NUMBER(name) \
  { name, COLUMN_NUMBER, false }

static const column summary_columns[] = {TEXT("head"), TEXT("group")}; /* and figures_columns */
static const column figure_columns[] = {
    TEXT("head"), TEXT("group"), TEXT("figure"),          NUMBER("value"),
    NUMBER("lo"), NUMBER("hi"),  NUMBER("best_constant"), NUMBER("lexicon")};
static const column class_columns[] = {TEXT("head"),     TEXT("group"),    TEXT("label"),
                                       NUMBER("n"),      NUMBER("n_told"), NUMBER("precision"),
                                       NUMBER("recall"), NUMBER("f1")};
static const column confusion_columns[] = {TEXT("head"), TEXT("group"), TEXT("label"),
                                           TEXT("told"), NUMBER("n"),   NUMBER("share")};
static const column reliability_columns[] = {TEXT("head"),      TEXT("group"), NUMBER("from"),
                                             NUMBER("to"),      NUMBER("n"),   NUMBER("p"),
                                             NUMBER("outcome"), NUMBER("lo"),  NUMBER("hi")};
#define N(columns) (sizeof(columns) / sizeof *(columns))

/* A row in the making: cells are appended, and written when all are there. */
typedef struct table_row {
  writer *writer;
  batch memory;
  cell cells[FINDING_MAX_COLUMNS]; /* [n] */
  size_t n;
  bool fine; /* memory has not run out */
} table_row;

static cell text_cell(const char *text) {
  return (cell){text, strlen(text)};
}

static void put_text(table_row *r, const char *text) {
  r->cells[r->n++] = text_cell(text);
}

static void put_number(table_row *r, double value, int places) {
  r->fine = figures_number(&r->memory, value, places, &r->cells[r->n++]) && r->fine;
}

static void begin(table_row *r, const finding *f) {
  batch_reset(&r->memory, 0);
  r->n = 0;
  put_text(r, f->head.name);
  put_text(r, f->group);
}

static tenor_status end(table_row *r, tenor_error *error) {
  if (!r->fine) return tenor_error_memory(error);
  return writer_row(r->writer, r->cells, NULL, error);
}

/* ---- the tables --------------------------------------------------------------------------------------- */

static tenor_status write_summary(const finding *f, table_row *r, tenor_error *error) {
  cell cells[FINDING_MAX_COLUMNS] = {text_cell(f->head.name), text_cell(f->group)};
  batch_reset(&r->memory, 0);
  if (figures_write(&f->figures, &r->memory, cells + N(summary_columns)) < 0)
    return tenor_error_memory(error);
  return writer_row(r->writer, cells, NULL, error);
}

static tenor_status write_figures(const finding *f, table_row *r, tenor_error *error) {
  const tenor_figure *which;
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status >= 0 && (which = tenor_figure_at(i)); i++) {
    const double value = tenor_figure_of(&f->figures, which);
    if (isnan(value)) continue;
    begin(r, f);
    put_text(r, which->name);
    put_number(r, value, PLACES);
    put_number(r, tenor_figure_of(&f->lo, which), PLACES);
    put_number(r, tenor_figure_of(&f->hi, which), PLACES);
    put_number(r, tenor_figure_of(&f->constant, which), PLACES);
    put_number(r, tenor_figure_of(&f->lexicon, which), PLACES);
    status = end(r, error);
  }
  return status;
}

static tenor_status write_classes(const finding *f, table_row *r, tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (uint32_t k = 0; status >= 0 && k < f->head.n_labels; k++) {
    tenor_class_figures c;
    tenor_evaluator_class(f->evaluator, k, &c);
    begin(r, f);
    put_text(r, f->head.labels[k]);
    put_number(r, (double)c.n, 0);
    put_number(r, (double)c.n_predicted, 0);
    put_number(r, c.precision, PLACES);
    put_number(r, c.recall, PLACES);
    put_number(r, c.f1, PLACES);
    status = end(r, error);
  }
  return status;
}

static tenor_status write_confusion(const finding *f, table_row *r, tenor_error *error) {
  const uint64_t *cells = tenor_evaluator_confusion(f->evaluator);
  const uint32_t k = f->head.n_labels;
  tenor_status status = TENOR_OK;
  for (uint32_t i = 0; cells && status >= 0 && i < k * k; i++) {
    double whole = 0;
    for (uint32_t j = 0; j < k; j++) whole += (double)cells[i / k * k + j];
    begin(r, f);
    put_text(r, f->head.labels[i / k]);
    put_text(r, f->head.labels[i % k]);
    put_number(r, (double)cells[i], 0);
    put_number(r, whole > 0 ? (double)cells[i] / whole : NAN, PLACES);
    status = end(r, error);
  }
  return status;
}

static tenor_status write_reliability(const finding *f, table_row *r, tenor_error *error) {
  tenor_reliability bins[TENOR_RELIABILITY_BINS];
  if (f->head.kind == TENOR_HEAD_REGRESSION) return TENOR_OK;
  tenor_status status = tenor_evaluator_reliability(f->evaluator, bins);
  r->fine = status >= 0;
  for (int i = 0; i < TENOR_RELIABILITY_BINS; i++) {
    begin(r, f);
    put_number(r, (double)i / TENOR_RELIABILITY_BINS, 1);
    put_number(r, (double)(i + 1) / TENOR_RELIABILITY_BINS, 1);
    put_number(r, (double)bins[i].n, 0);
    put_number(r, bins[i].p, PLACES);
    put_number(r, bins[i].outcome, PLACES);
    put_number(r, bins[i].lo, PLACES);
    put_number(r, bins[i].hi, PLACES);
    status = end(r, error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

typedef tenor_status write_fn(const finding *f, table_row *r, tenor_error *error);

static const struct {
  const column *columns;
  size_t n;
  write_fn *write;
} tables[] = {
    [TABLE_SUMMARY] = {summary_columns, N(summary_columns), write_summary},
    [TABLE_FIGURES] = {figure_columns, N(figure_columns), write_figures},
    [TABLE_CLASSES] = {class_columns, N(class_columns), write_classes},
    [TABLE_CONFUSION] = {confusion_columns, N(confusion_columns), write_confusion},
    [TABLE_RELIABILITY] = {reliability_columns, N(reliability_columns), write_reliability},
};

size_t finding_table_columns(finding_table table, column columns[FINDING_MAX_COLUMNS]) {
  const size_t n = tables[table].n;
  memcpy(columns, tables[table].columns, n * sizeof *columns);
  if (table != TABLE_SUMMARY) return n;
  figures_columns(columns + n);
  return n + FIGURES_COLUMNS;
}

tenor_status finding_table_write(finding_table table, const finding *f, writer *w,
                                 tenor_error *error) {
  table_row r = {.writer = w, .fine = true};
  batch_init(&r.memory);
  const tenor_status status = tables[table].write(f, &r, error);
  batch_finish(&r.memory);
  return status;
}
