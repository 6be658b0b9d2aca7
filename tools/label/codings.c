/* SPDX-License-Identifier: Apache-2.0 */
/* Rows are sorted by statement and coder. Where a coder labelled one statement twice, the later row counts. */
#include "label/codings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "message.h"
#include "output/decimal.h"

static cell cell_at(const row *r, size_t column) {
  return column == SIZE_MAX ? (cell){NULL, 0} : r->cells[column];
}

cell coding_label(const coding_entry *entry, size_t head) {
  return cell_at(entry->row, entry->file->heads[head]);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

/* All rows of a file into its batch. */
static tenor_status read_file(codings *c, coding_file *file, const args *a, const char *path,
                              tenor_error *error) {
  statements in;
  tenor_status status = statements_open(&in, a, path, error);
  if (status < 0) return status;
  file->text = in.text;
  file->id = statements_column(&in, "id");
  file->coder = statements_column(&in, "coder");
  for (size_t i = 0; i < c->heads.n && status >= 0; i++) {
    file->heads[i] = statements_column(&in, c->heads.columns[i].name);
    if (file->heads[i] == SIZE_MAX && !c->heads.usual)
      status = statements_need_column(&in, c->heads.columns[i].name, "column of labels",
                                      &file->heads[i], error);
  }
  if (status >= 0) status = reader_next(in.reader, &file->rows, SIZE_MAX, error);
  for (size_t i = 0; i < file->rows.n_rows && status >= 0; i++) {
    const char *problem = statements_problem(&in, &file->rows.rows[i]);
    if (!problem) continue;
    file->rows.rows[i].problem = problem;
    message_warning(a->command->name, reader_name(in.reader), file->rows.rows[i].line, "%s",
                    problem);
    c->n_problems++;
  }
  statements_close(&in);
  return status;
}

static tenor_status find_coder(codings *c, cell name, size_t *coder, tenor_error *error) {
  for (*coder = 0; *coder < c->n_coders; ++*coder)
    if (cell_compare(c->coders[*coder], name) == 0) return TENOR_OK;
  if (c->n_coders == CODINGS_MAX_CODERS)
    return tenor_error_set(error, TENOR_ERR_FORMAT, "", 0, 0, "there are more than %d coders",
                           CODINGS_MAX_CODERS);
  c->coders[c->n_coders++] = name;
  return TENOR_OK;
}

static tenor_status add_entry(codings *c, const coding_file *file, const row *r,
                              tenor_error *error) {
  coding_entry *entry = &c->entries[c->n_entries];
  const cell id = cell_at(r, file->id), coder = cell_at(r, file->coder);
  *entry = (coding_entry){r, file, id.size > 0 ? id : r->cells[file->text], 0, c->n_entries};
  c->n_entries++;
  for (size_t i = 0; i < c->heads.n; i++)
    if (label_column_see(&c->heads.columns[i], coding_label(entry, i)) < 0)
      return tenor_error_memory(error);
  return find_coder(c, coder.size > 0 ? coder : file->name, &entry->coder, error);
}

static tenor_status add_entries(codings *c, tenor_error *error) {
  size_t n = 0;
  for (size_t f = 0; f < c->n_files; f++) n += c->files[f].rows.n_rows;
  c->entries = calloc(n + 1, sizeof *c->entries);
  if (!c->entries) return tenor_error_memory(error);
  for (size_t f = 0; f < c->n_files; f++)
    for (size_t i = 0; i < c->files[f].rows.n_rows; i++) {
      const row *r = &c->files[f].rows.rows[i];
      const tenor_status status = r->problem ? TENOR_OK : add_entry(c, &c->files[f], r, error);
      if (status < 0) return status;
    }
  return TENOR_OK;
}

/* ---- units --------------------------------------------------------------------------------------------- */

static int compare_entries(const void *x, const void *y) {
  const coding_entry *a = x, *b = y;
  const int order = cell_compare(a->unit, b->unit);
  if (order != 0) return order;
  if (a->coder != b->coder) return a->coder < b->coder ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

static tenor_status find_units(codings *c, tenor_error *error) {
  if (c->n_entries > 0) qsort(c->entries, c->n_entries, sizeof *c->entries, compare_entries);
  c->units = calloc(c->n_entries + 1, sizeof *c->units);
  c->codes = calloc(c->n_entries * c->n_coders + 1, sizeof *c->codes);
  if (!c->units || !c->codes) return tenor_error_memory(error);
  for (size_t i = 0; i < c->n_entries; i++)
    if (i == 0 || cell_compare(c->entries[i - 1].unit, c->entries[i].unit) != 0)
      c->units[c->n_units++] = i;
  c->units[c->n_units] = c->n_entries;
  return TENOR_OK;
}

tenor_status codings_open(codings *c, const args *a, tenor_error *error) {
  memset(c, 0, sizeof *c);
  tenor_status status = heads_init(&c->heads, a, error);
  if (status >= 0 && a->n_operands == 0)
    status = opts_error(error, "name files of labelled statements");
  if (status < 0) return status;
  c->files = calloc(a->n_operands, sizeof *c->files);
  if (!c->files) return tenor_error_memory(error);
  c->n_files = a->n_operands;
  for (size_t f = 0; f < c->n_files && status >= 0; f++) {
    batch_init(&c->files[f].rows);
    c->files[f].name = (cell){a->operands[f], strlen(a->operands[f])};
    status = read_file(c, &c->files[f], a, a->operands[f], error);
  }
  if (status >= 0) status = add_entries(c, error);
  return status < 0 ? status : find_units(c, error);
}

void codings_close(codings *c) {
  heads_finish(&c->heads);
  for (size_t f = 0; f < c->n_files; f++) batch_finish(&c->files[f].rows);
  free(c->files);
  free(c->entries);
  free(c->units);
  free(c->codes);
  memset(c, 0, sizeof *c);
}

/* ---- codes --------------------------------------------------------------------------------------------- */

bool codings_has(const codings *c, size_t head) {
  return c->heads.columns[head].n_values > 0;
}

/* Where it is not said: numbers are levels if they are whole and not just two, else an interval scale; words are
 * classes. */
static tenor_metric metric_of(const label_column *l) {
  if (l->kind_is_said)
    return l->kind == TENOR_HEAD_ORDINAL      ? TENOR_METRIC_ORDINAL
           : l->kind == TENOR_HEAD_REGRESSION ? TENOR_METRIC_INTERVAL
                                              : TENOR_METRIC_NOMINAL;
  if (!l->all_numbers || l->n_values <= 2) return TENOR_METRIC_NOMINAL;
  return l->all_whole && l->low >= 0 ? TENOR_METRIC_ORDINAL : TENOR_METRIC_INTERVAL;
}

/* A number, or the place of a class among those seen. */
static bool read_code(const label_column *l, tenor_metric metric, cell label, double *code) {
  if (metric != TENOR_METRIC_NOMINAL) return decimal_read(label.data, label.size, code);
  for (size_t i = 0; i < l->n_values; i++)
    if (strlen(l->values[i]) == label.size && memcmp(l->values[i], label.data, label.size) == 0) {
      *code = (double)i;
      return true;
    }
  return false;
}

tenor_status codings_of(codings *c, size_t head, tenor_metric *metric, tenor_error *error) {
  const label_column *l = &c->heads.columns[head];
  *metric = metric_of(l);
  for (size_t u = 0; u < c->n_units; u++) {
    double *codes = c->codes + u * c->n_coders;
    for (size_t k = 0; k < c->n_coders; k++) codes[k] = NAN;
    for (size_t i = c->units[u]; i < c->units[u + 1]; i++) {
      const coding_entry *entry = &c->entries[i];
      const cell label = coding_label(entry, head);
      if (label.size > 0 && !read_code(l, *metric, label, &codes[entry->coder]))
        return tenor_error_set(error, TENOR_ERR_FORMAT, entry->file->name.data, entry->row->line, 0,
                               "'%.*s' is no label of '%s'%s", (int)label.size, label.data, l->name,
                               *metric == TENOR_METRIC_NOMINAL ? ": there are too many" : "");
    }
  }
  return TENOR_OK;
}
