/* SPDX-License-Identifier: Apache-2.0 */
#include "label/label_agreement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "exits.h"
#include "label/codings.h"
#include "message.h"
#include "output/decimal.h"
#include "output_options.h"

enum { REPLICATES = 1000, PLACES = 3 };

typedef struct comparison {
  const args *args;
  codings codings;
  batch memory; /* of the row being written */
  out *stream;
  writer *writer;
} comparison;

static cell cell_of(const char *text) {
  return (cell){text, strlen(text)};
}

/* Empty if it is not defined; data == NULL when memory is out. */
static cell number_cell(batch *b, double value, int places) {
  char text[DECIMAL_BYTES];
  const size_t n = isnan(value) ? 0 : decimal_write(text, value, places);
  return (cell){n > 0 ? batch_copy(b, text, n) : NULL, n};
}

/* ---- figures ------------------------------------------------------------------------------------------- */

static const column figure_columns[] = {
    {"label", COLUMN_TEXT, false},
    {"metric", COLUMN_TEXT, false},
    {"n", COLUMN_NUMBER, false},
    {"coders", COLUMN_NUMBER, false},
    {"alpha", COLUMN_NUMBER, false},
    {"alpha_lo", COLUMN_NUMBER, false},
    {"alpha_hi", COLUMN_NUMBER, false},
    {"kappa", COLUMN_NUMBER, false},
    {"kappa_lo", COLUMN_NUMBER, false},
    {"kappa_hi", COLUMN_NUMBER, false},
    {"weighted_kappa", COLUMN_NUMBER, false},
    {"weighted_kappa_lo", COLUMN_NUMBER, false},
    {"weighted_kappa_hi", COLUMN_NUMBER, false},
    {"agreement", COLUMN_NUMBER, false},
    {"agreement_lo", COLUMN_NUMBER, false},
    {"agreement_hi", COLUMN_NUMBER, false},
};
enum { N_FIGURE_COLUMNS = sizeof figure_columns / sizeof *figure_columns };

/* Which columns a narrow terminal goes without first. */
static const unsigned char figure_spare[N_FIGURE_COLUMNS] = {0, 0, 0, 0, 0, 0, 0, 0,
                                                             3, 3, 2, 3, 3, 1, 3, 3};

static tenor_status write_figures(comparison *c, size_t head, tenor_error *error) {
  static const char *const metrics[] = {"nominal", "ordinal", "interval"};
  const codings *all = &c->codings;
  tenor_metric metric;
  tenor_agreement found;
  tenor_status status = codings_of(&c->codings, head, &metric, error);
  if (status < 0) return status;
  status = tenor_agreement_measure(all->codes, all->n_units, all->n_coders, metric, REPLICATES,
                                   (uint64_t)opts_integer(c->args, "seed"), &found);
  if (status < 0) return tenor_error_set(error, status, "", 0, 0, "out of memory");
  batch_reset(&c->memory, 0);
  cell cells[N_FIGURE_COLUMNS] = {cell_of(all->heads.columns[head].name), cell_of(metrics[metric]),
                                  number_cell(&c->memory, (double)found.n_units, 0),
                                  number_cell(&c->memory, (double)found.n_coders, 0)};
  const tenor_agreement_figure *const estimates[] = {&found.alpha, &found.kappa,
                                                     &found.weighted_kappa, &found.agreement};
  for (size_t i = 0; i < sizeof estimates / sizeof *estimates; i++) {
    cells[4 + 3 * i] = number_cell(&c->memory, estimates[i]->value, PLACES);
    cells[5 + 3 * i] = number_cell(&c->memory, estimates[i]->lo, PLACES);
    cells[6 + 3 * i] = number_cell(&c->memory, estimates[i]->hi, PLACES);
  }
  return writer_row(c->writer, cells, NULL, error);
}

/* ---- disputed statements ------------------------------------------------------------------------------- */

static const column dispute_columns[] = {{"label", COLUMN_TEXT, false},
                                         {"distance", COLUMN_NUMBER, false},
                                         {"codes", COLUMN_TEXT, false},
                                         {"id", COLUMN_TEXT, false},
                                         {"text", COLUMN_TEXT, false}};
enum { N_DISPUTE_COLUMNS = sizeof dispute_columns / sizeof *dispute_columns };

typedef struct dispute {
  double distance;
  size_t unit;
} dispute;

static int compare_disputes(const void *x, const void *y) {
  const dispute *a = x, *b = y;
  if (a->distance < b->distance || a->distance > b->distance)
    return a->distance < b->distance ? 1 : -1;
  return (a->unit > b->unit) - (a->unit < b->unit);
}

/* "anna 2, ben 4" */
static cell codes_cell(batch *b, const codings *all, size_t unit, size_t head) {
  size_t size = 1;
  for (size_t i = all->units[unit]; i < all->units[unit + 1]; i++)
    size += all->coders[all->entries[i].coder].size + coding_label(&all->entries[i], head).size + 3;
  char *text = batch_alloc(b, size), *at = text;
  for (size_t i = all->units[unit]; text && i < all->units[unit + 1]; i++) {
    const cell coder = all->coders[all->entries[i].coder];
    const cell label = coding_label(&all->entries[i], head);
    if (label.size == 0) continue;
    if (at > text) memcpy(at, ", ", 2), at += 2;
    memcpy(at, coder.data, coder.size), at += coder.size;
    *at++ = ' ';
    memcpy(at, label.data, label.size), at += label.size;
  }
  return (cell){text, text ? (size_t)(at - text) : 0};
}

static tenor_status write_dispute(comparison *c, size_t head, const dispute *d,
                                  tenor_error *error) {
  const codings *all = &c->codings;
  const coding_entry *entry = &all->entries[all->units[d->unit]];
  const size_t id = entry->file->id;
  batch_reset(&c->memory, 0);
  const cell cells[N_DISPUTE_COLUMNS] = {cell_of(all->heads.columns[head].name),
                                         number_cell(&c->memory, d->distance, PLACES),
                                         codes_cell(&c->memory, all, d->unit, head),
                                         id == SIZE_MAX ? (cell){NULL, 0} : entry->row->cells[id],
                                         entry->row->cells[entry->file->text]};
  if (!cells[2].data) return tenor_error_memory(error);
  return writer_row(c->writer, cells, NULL, error);
}

static tenor_status write_disputes(comparison *c, size_t head, tenor_error *error) {
  const codings *all = &c->codings;
  const size_t most = (size_t)opts_integer(c->args, "disputed");
  dispute *disputes = calloc(all->n_units + 1, sizeof *disputes);
  if (!disputes) return tenor_error_memory(error);
  tenor_metric metric;
  size_t n = 0;
  tenor_status status = codings_of(&c->codings, head, &metric, error);
  for (size_t u = 0; u < all->n_units && status >= 0; u++) {
    const double distance =
        tenor_agreement_dispute(all->codes + u * all->n_coders, all->n_coders, metric);
    if (distance > 0) disputes[n++] = (dispute){distance, u};
  }
  if (n > 0) qsort(disputes, n, sizeof *disputes, compare_disputes);
  for (size_t i = 0; i < n && i < most && status >= 0; i++)
    status = write_dispute(c, head, &disputes[i], error);
  free(disputes);
  return status;
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static tenor_status write_rows(comparison *c, tenor_error *error) {
  const bool disputes = opts_given(c->args, "disputed");
  bool any = false;
  tenor_status status =
      output_open(c->args, &c->stream, &c->writer, disputes ? dispute_columns : figure_columns,
                  disputes ? N_DISPUTE_COLUMNS : N_FIGURE_COLUMNS, error);
  if (status >= 0 && !disputes) writer_spare(c->writer, figure_spare);
  for (size_t i = 0; i < c->codings.heads.n && status >= 0; i++) {
    if (!codings_has(&c->codings, i)) continue;
    any = true;
    status = disputes ? write_disputes(c, i, error) : write_figures(c, i, error);
  }
  if (status >= 0 && !any)
    status = tenor_error_set(
        error, TENOR_ERR_FORMAT, "", 0, 0,
        "there are no labels in columns hostility, tone or valence; name yours with --label");
  if (status >= 0) status = writer_close(&c->writer, error);
  return status < 0 ? status : out_close(&c->stream, error);
}

int label_agreement(const args *a) {
  comparison c = {.args = a};
  tenor_error error = {0};
  batch_init(&c.memory);
  tenor_status status = codings_open(&c.codings, a, &error);
  if (status >= 0) status = write_rows(&c, &error);
  int code = c.codings.n_problems > 0 ? EXITS_ROWS : EXITS_OK;
  if (status < 0) {
    message_error(a->command->name, &error);
    code = status == TENOR_ERR_ARG ? EXITS_USAGE : EXITS_FILES;
  }
  (void)writer_close(&c.writer, NULL);
  out_discard(&c.stream);
  batch_finish(&c.memory);
  codings_close(&c.codings);
  return code;
}
