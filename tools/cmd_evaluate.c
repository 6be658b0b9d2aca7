/* SPDX-License-Identifier: Apache-2.0 */
/* tenor evaluate: how good a model is on labels that it has not seen. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "chosen_model.h"
#include "command.h"
#include "exits.h"
#include "figures.h"
#include "labelled.h"
#include "message.h"
#include "output_options.h"

/* The rows of one value of the --by column, or all rows. */
typedef struct group {
  const char *name;
  tenor_evaluator *heads[TENOR_MAX_HEADS]; /* NULL: the head has no column of labels */
} group;

typedef struct evaluation {
  const args *args;
  chosen_model chosen;
  tenor_scratch *scratch;
  labelled rows;
  label_column columns[TENOR_MAX_HEADS]; /* [n_heads] */
  tenor_head_spec specs[TENOR_MAX_HEADS];
  uint32_t n_heads;
  group *groups; /* [n_groups]; the first is all rows */
  size_t n_groups, capacity;
} evaluation;

static tenor_status out_of_memory(tenor_error *error) {
  return tenor_error_set(error, TENOR_ERR_MEMORY, "", 0, 0, "out of memory");
}

/* ---- groups ------------------------------------------------------------------------------------------- */

static tenor_status add_group(evaluation *e, const char *name) {
  if (e->n_groups == e->capacity) {
    const size_t capacity = e->capacity == 0 ? 16 : e->capacity * 2;
    group *grown = realloc(e->groups, capacity * sizeof *grown);
    if (!grown) return TENOR_ERR_MEMORY;
    e->groups = grown, e->capacity = capacity;
  }
  group *g = &e->groups[e->n_groups];
  *g = (group){.name = name};
  e->n_groups++;
  for (uint32_t i = 0; i < e->n_heads; i++)
    if (e->columns[i].n_values > 0 &&
        tenor_evaluator_new(&g->heads[i], tenor_model_head(e->chosen.model, i)) < 0)
      return TENOR_ERR_MEMORY;
  return TENOR_OK;
}

static int compare_names(const void *x, const void *y) {
  return strcmp(((const group *)x)->name, ((const group *)y)->name);
}

/* All rows first, then the values of the --by column by name. */
static tenor_status find_groups(evaluation *e) {
  tenor_status status = add_group(e, "all");
  for (size_t i = 0; status >= 0 && i < e->rows.n; i++) {
    const char *by = e->rows.rows[i].by;
    bool known = by == NULL;
    for (size_t k = 1; k < e->n_groups && !known; k++) known = strcmp(e->groups[k].name, by) == 0;
    if (!known) status = add_group(e, by);
  }
  if (status >= 0 && e->n_groups > 2)
    qsort(e->groups + 1, e->n_groups - 1, sizeof *e->groups, compare_names);
  return status;
}

static group *group_of(evaluation *e, const char *by) {
  const group key = {.name = by};
  return bsearch(&key, e->groups + 1, e->n_groups - 1, sizeof *e->groups, compare_names);
}

/* ---- rows --------------------------------------------------------------------------------------------- */

static tenor_status add_row(evaluation *e, const labelled_row *r, tenor_error *error) {
  tenor_score score;
  tenor_status status =
      tenor_score_text(e->scratch, (tenor_text){r->text.data, r->text.size}, &score);
  if (status < 0) return out_of_memory(error);
  group *by = r->by ? group_of(e, r->by) : NULL;
  for (uint32_t i = 0; i < e->n_heads; i++) {
    double label;
    if (!e->groups[0].heads[i]) continue;
    if (!label_read(&e->specs[i], r->labels[i], &label))
      return tenor_error_set(error, TENOR_ERR_FORMAT, e->args->operands[r->file], r->line, 0,
                             "'%s' is no label of the model's head '%s'", r->labels[i].data,
                             e->specs[i].name);
    status = tenor_evaluator_add(e->groups[0].heads[i], &score.heads[i], NULL, label, NULL);
    if (status >= 0 && by) status = tenor_evaluator_add(by->heads[i], &score.heads[i], NULL, label, NULL);
    if (status < 0) return out_of_memory(error);
  }
  return TENOR_OK;
}

static tenor_status add_rows(evaluation *e, tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status >= 0 && i < e->rows.n; i++)
    status = add_row(e, &e->rows.rows[i], error);
  return status;
}

/* ---- output ------------------------------------------------------------------------------------------- */

enum { OWN_COLUMNS = 2 };

static tenor_status write_group(const group *g, const evaluation *e, writer *w, batch *b,
                                tenor_error *error) {
  for (uint32_t i = 0; i < e->n_heads; i++) {
    if (!g->heads[i]) continue;
    cell cells[OWN_COLUMNS + FIGURES_COLUMNS];
    tenor_figures figures;
    batch_reset(b, 0);
    cells[0] = (cell){e->specs[i].name, strlen(e->specs[i].name)};
    cells[1] = (cell){g->name, strlen(g->name)};
    tenor_status status = tenor_evaluator_figures(g->heads[i], &figures);
    if (status >= 0) status = figures_write(&figures, b, cells + OWN_COLUMNS);
    if (status < 0) return out_of_memory(error);
    status = writer_row(w, cells, NULL, error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

static tenor_status write_all(const evaluation *e, tenor_error *error) {
  column columns[OWN_COLUMNS + FIGURES_COLUMNS] = {{"head", COLUMN_TEXT, false},
                                                   {"group", COLUMN_TEXT, false}};
  figures_columns(columns + OWN_COLUMNS);
  out *stream = NULL;
  writer *w = NULL;
  batch b;
  batch_init(&b);
  tenor_status status =
      output_open(e->args, &stream, &w, columns, OWN_COLUMNS + FIGURES_COLUMNS, error);
  for (size_t i = 0; status >= 0 && i < e->n_groups; i++)
    status = write_group(&e->groups[i], e, w, &b, error);
  const tenor_status closed = writer_close(&w, status < 0 ? NULL : error);
  if (status >= 0) status = closed;
  if (status >= 0) status = out_close(&stream, error);
  out_discard(&stream);
  batch_finish(&b);
  return status;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

/* The model's heads are the columns to look for. */
static tenor_status name_columns(evaluation *e, tenor_error *error) {
  e->n_heads = tenor_model_n_heads(e->chosen.model);
  for (uint32_t i = 0; i < e->n_heads; i++) {
    const tenor_head *h = tenor_model_head(e->chosen.model, i);
    const tenor_status status = label_column_init(&e->columns[i], h->name, error);
    if (status < 0) return status;
    e->specs[i] =
        (tenor_head_spec){h->name, h->kind, h->labels, h->n_labels, h->positive, h->low, h->high};
  }
  return TENOR_OK;
}

static tenor_status read_files(evaluation *e, tenor_error *error) {
  const args *a = e->args;
  const labelled_request request = {.args = a,
                                    .labels = e->columns,
                                    .n_labels = e->n_heads,
                                    .labels_may_lack = true,
                                    .by = opts_text(a, "by")};
  for (size_t i = 0; i < a->n_operands; i++) {
    const tenor_status status = labelled_read(&e->rows, &request, a->operands[i], i, error);
    if (status < 0) return status;
  }
  for (uint32_t i = 0; i < e->n_heads; i++)
    if (e->columns[i].n_values > 0) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_FORMAT, a->operands[0], 0, 0,
                         "has no labels for any head of the model (the first is '%s')",
                         e->specs[0].name);
}

static tenor_status evaluate(evaluation *e, int *code, tenor_error *error) {
  *code = EXITS_USAGE;
  if (e->args->n_operands == 0) return opts_error(error, "name a file of labelled statements");
  tenor_status status = chosen_model_open(&e->chosen, e->args, code, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  status = tenor_scratch_new_lexicon(&e->scratch, e->chosen.model, e->chosen.lexicon, error);
  if (status < 0) return status;
  status = name_columns(e, error);
  if (status >= 0) status = read_files(e, error);
  if (status >= 0 && find_groups(e) < 0) status = out_of_memory(error);
  if (status >= 0) status = add_rows(e, error);
  return status < 0 ? status : write_all(e, error);
}

static void evaluation_free(evaluation *e) {
  for (size_t i = 0; i < e->n_groups; i++)
    for (uint32_t k = 0; k < e->n_heads; k++) tenor_evaluator_free(&e->groups[i].heads[k]);
  free(e->groups);
  for (uint32_t i = 0; i < e->n_heads; i++) label_column_finish(&e->columns[i]);
  labelled_finish(&e->rows);
  tenor_scratch_free(&e->scratch);
  chosen_model_close(&e->chosen);
  free(e);
}

static int run(const args *a) {
  evaluation *e = calloc(1, sizeof *e);
  tenor_error error = {0};
  int code = EXITS_FILES;
  if (!e) return code;
  e->args = a;
  labelled_init(&e->rows);
  const tenor_status status = evaluate(e, &code, &error);
  if (status < 0)
    message_error(a->command->name, &error);
  else
    code = e->rows.n_problems > 0 ? EXITS_ROWS : EXITS_OK;
  evaluation_free(e);
  return code;
}

static const option options[] = {{.name = "by",
                                  .kind = OPTION_TEXT,
                                  .value = "COLUMN",
                                  .help = "Give the figures for each value of COLUMN as well."},
                                 {.name = NULL}};

static const option *const shared[] = {chosen_model_options, statements_options,
                                       output_format_options, output_file_options, NULL};

static const example examples[] = {
    {"tenor evaluate heldout.tsv", "the model that comes with tenor"},
    {"tenor evaluate heldout.csv -m mine.tenor --by source", "figures by source"},
    {NULL, NULL}};

const command command_evaluate = {
    .name = "evaluate",
    .summary = "how good a model is on held-out labels",
    .synopsis = "LABELLED...",
    .details =
        "Scores labelled statements and compares: columns of the names of the model's heads hold "
        "the labels. One row of "
        "figures for each head: auc and average_precision (of the value, against labels at or "
        "above the "
        "positive level), spearman, pearson, mae (in levels or units of the label), qwk, accuracy, "
        "macro_f1, "
        "mcc, ece (expected calibration error of the probability), coverage and width (of the 90 % "
        "prediction intervals). What is not defined for a kind of head is empty.",
    .options = options,
    .shared = shared,
    .examples = examples,
    .run = run};
