/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/evaluation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exits.h"
#include "output/decimal.h"

/* ---- groups ------------------------------------------------------------------------------------------- */

/* The lexicon's word on a head is that of the categories whose role has the head's name: hostility, valence. */
static bool lexicon_has(const evaluation *e, const tenor_head *h) {
  if (e->score_column || h->kind == TENOR_HEAD_CLASS) return false;
  tenor_category category;
  for (uint32_t i = 0; i < tenor_lexicon_n_categories(e->chosen.lexicon); i++) {
    tenor_lexicon_category(e->chosen.lexicon, i, &category);
    if (strcmp(category.role, h->name) == 0) return true;
  }
  return false;
}

static tenor_status add_group(evaluation *e, const char *name) {
  if (e->n_groups == e->capacity) {
    const size_t capacity = e->capacity == 0 ? 16 : e->capacity * 2;
    evaluated_group *grown = realloc(e->groups, capacity * sizeof *grown);
    if (!grown) return TENOR_ERR_MEMORY;
    e->groups = grown, e->capacity = capacity;
  }
  evaluated_group *g = &e->groups[e->n_groups++];
  *g = (evaluated_group){.name = name};
  for (uint32_t i = 0; i < e->n_heads; i++) {
    const tenor_head *h = &e->heads[i];
    if (e->columns[i].n_values == 0) continue;
    if (tenor_evaluator_new(&g->heads[i], h) < 0) return TENOR_ERR_MEMORY;
    if (lexicon_has(e, h) && tenor_evaluator_new(&g->lexicon[i], h) < 0) return TENOR_ERR_MEMORY;
  }
  return TENOR_OK;
}

static int compare_names(const void *x, const void *y) {
  return strcmp(((const evaluated_group *)x)->name, ((const evaluated_group *)y)->name);
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

static evaluated_group *group_of(const evaluation *e, const char *by) {
  const evaluated_group key = {.name = by};
  return bsearch(&key, e->groups + 1, e->n_groups - 1, sizeof *e->groups, compare_names);
}

/* ---- scores ------------------------------------------------------------------------------------------- */

/* One head's score of a row in all its forms. */
typedef struct row_score {
  tenor_head_score score;
  const double *p; /* NULL: not known */
  double lexicon;  /* NaN: none */
} row_score;

static double lexicon_sum(const evaluation *e, const tenor_head *h, const double *rates) {
  tenor_category category;
  double sum = 0;
  for (uint32_t i = 0; i < tenor_lexicon_n_categories(e->chosen.lexicon); i++) {
    tenor_lexicon_category(e->chosen.lexicon, i, &category);
    if (strcmp(category.role, h->name) == 0) sum += rates[i];
  }
  return sum;
}

static tenor_status bad_cell(const evaluation *e, const labelled_row *r, const cell *value,
                             const char *what, const char *whose, tenor_error *error) {
  return tenor_error_set(error, TENOR_ERR_FORMAT, e->args->operands[r->file], r->line, 0,
                         "'%s' is no %s '%s'", value->data, what, whose);
}

/* A score that somebody else gave: a label for classes, else a number, of which only the order counts. */
static tenor_status read_score(const evaluation *e, const labelled_row *r, uint32_t head,
                               tenor_head_score *score, tenor_error *error) {
  const cell *value = &r->labels[e->n_heads];
  double number = NAN;
  *score = (tenor_head_score){NAN, NAN, NAN, NAN, TENOR_NO_LABEL, 0, 0};
  if (value->size == 0) return TENOR_OK;
  if (e->heads[head].kind == TENOR_HEAD_CLASS) {
    if (!label_read(&e->specs[head], *value, &number))
      return bad_cell(e, r, value, "label of", e->heads[head].name, error);
    score->label = (uint32_t)number;
  } else if (!decimal_read(value->data, value->size, &number)) {
    return bad_cell(e, r, value, "number in column", e->score_column, error);
  }
  score->value = number;
  return TENOR_OK;
}

static tenor_status add_scores(const evaluated_group *g, uint32_t head, const row_score *s,
                               double label, const char *document) {
  const tenor_head_score sum = {s->lexicon, NAN, NAN, NAN, TENOR_NO_LABEL, 0, 0};
  tenor_status status = tenor_evaluator_add(g->heads[head], &s->score, s->p, label, document);
  if (status >= 0 && g->lexicon[head] && !isnan(s->score.value))
    status = tenor_evaluator_add(g->lexicon[head], &sum, NULL, label, document);
  return status;
}

/* Compares a row's score by one head with its label, among all rows and in its group. */
static tenor_status add_label(evaluation *e, size_t index, uint32_t head, const row_score *s,
                              tenor_error *error) {
  const labelled_row *r = &e->rows.rows[index];
  const evaluated_group *by = r->by ? group_of(e, r->by) : NULL;
  double label;
  if (!label_read(&e->specs[head], r->labels[head], &label))
    return bad_cell(e, r, &r->labels[head], "label of the model's head", e->heads[head].name,
                    error);
  tenor_status status = add_scores(&e->groups[0], head, s, label, r->group);
  if (status >= 0 && by) status = add_scores(by, head, s, label, r->group);
  if (status >= 0 && !e->score_column && !isnan(label) && !isnan(s->score.value))
    status = worst_errors_add(&e->errors, head, index,
                              tenor_head_error(&e->heads[head], &s->score, s->p, label));
  return status < 0 ? tenor_error_memory(error) : TENOR_OK;
}

static tenor_status add_row(evaluation *e, size_t index, tenor_error *error) {
  const labelled_row *r = &e->rows.rows[index];
  tenor_score score;
  const double *rates = NULL;
  if (!e->score_column) {
    if (tenor_score_text(e->scratch, (tenor_text){r->text.data, r->text.size}, &score) < 0)
      return tenor_error_memory(error);
    rates = tenor_rates(e->scratch);
  }
  for (uint32_t i = 0; i < e->n_heads; i++) {
    row_score s = {.lexicon = NAN};
    tenor_status status = TENOR_OK;
    if (!e->groups[0].heads[i]) continue;
    if (e->score_column) {
      status = read_score(e, r, i, &s.score, error);
    } else {
      s.score = score.heads[i];
      s.p = score.p + score.heads[i].first;
      s.lexicon = lexicon_sum(e, &e->heads[i], rates);
    }
    if (status >= 0) status = add_label(e, index, i, &s, error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

/* ---- reading ------------------------------------------------------------------------------------------ */

/* The model's heads are the columns to look for. */
static tenor_status name_model_columns(evaluation *e, tenor_error *error) {
  e->n_heads = tenor_model_n_heads(e->chosen.model);
  for (uint32_t i = 0; i < e->n_heads; i++) {
    const tenor_head *h = tenor_model_head(e->chosen.model, i);
    const tenor_status status = label_column_init(&e->columns[i], h->name, error);
    if (status < 0) return status;
    e->heads[i] = *h;
    e->specs[i] =
        (tenor_head_spec){h->name, h->kind, h->labels, h->n_labels, h->positive, h->low, h->high};
  }
  return TENOR_OK;
}

static tenor_status read_files(evaluation *e, size_t n_columns, tenor_error *error) {
  const args *a = e->args;
  const labelled_request request = {
      .args = a,
      .labels = e->columns,
      .n_labels = n_columns,
      .labels_may_lack = !e->score_column,
      .group = opts_given(a, "group") ? opts_text(a, "group") : "document",
      .group_may_lack = !opts_given(a, "group"),
      .by = opts_text(a, "by")};
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status >= 0 && i < a->n_operands; i++)
    status = labelled_read(&e->rows, &request, a->operands[i], i, error);
  return status;
}

static tenor_status read_for_model(evaluation *e, tenor_error *error) {
  tenor_status status = name_model_columns(e, error);
  if (status >= 0) status = read_files(e, e->n_heads, error);
  if (status < 0) return status;
  for (uint32_t i = 0; i < e->n_heads; i++)
    if (e->columns[i].n_values > 0) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_FORMAT, e->args->operands[0], 0, 0,
                         "has no labels for any head of the model (the first is '%s')",
                         e->heads[0].name);
}

/* Classes that were told are classes of the head, also where no row has them as its label. */
static tenor_status see_told(evaluation *e, label_column *l) {
  const label_column *told = &e->columns[e->n_heads];
  tenor_status status = TENOR_OK;
  if (told->all_numbers || l->all_numbers) return TENOR_OK;
  for (size_t i = 0; status >= 0 && i < told->n_values; i++)
    status = label_column_see(l, (cell){told->values[i], strlen(told->values[i])});
  return status;
}

/* The labels tell what kind of heads they are of, as in train. */
static tenor_status read_for_column(evaluation *e, tenor_error *error) {
  e->n_heads = (uint32_t)e->named.n;
  memcpy(e->columns, e->named.columns, e->named.n * sizeof *e->columns);
  e->named.n = 0; /* what they hold has moved */
  tenor_status status = label_column_init(&e->columns[e->n_heads], e->score_column, error);
  if (status >= 0) status = read_files(e, e->n_heads + 1, error);
  for (uint32_t i = 0; status >= 0 && i < e->n_heads; i++) {
    tenor_head_spec *s = &e->specs[i];
    if (see_told(e, &e->columns[i]) < 0) return tenor_error_memory(error);
    status = label_column_settle(&e->columns[i], (uint32_t)opts_integer(e->args, "positive"), s,
                                 e->named.labels[i], error);
    e->heads[i] =
        (tenor_head){s->name, s->kind, s->n_labels, s->labels, s->positive, s->low, s->high};
  }
  return status;
}

static tenor_status open_model(evaluation *e, int *code, tenor_error *error) {
  const tenor_status status = chosen_model_open(&e->chosen, e->args, code, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  return tenor_scratch_new_lexicon(&e->scratch, e->chosen.model, e->chosen.lexicon, error);
}

static tenor_status check_options(evaluation *e, tenor_error *error) {
  const args *a = e->args;
  e->score_column = opts_text(a, "score-column");
  if (a->n_operands == 0) return opts_error(error, "name a file of labelled statements");
  if (!e->score_column)
    return opts_given(a, "label") ? opts_error(error, "--label needs --score-column") : TENOR_OK;
  if (!opts_given(a, "label"))
    return opts_error(error, "--score-column needs --label: the column to compare with");
  if (opts_given(a, "model") || opts_given(a, "errors"))
    return opts_error(error, "--score-column goes without a model, and so without --errors");
  return heads_init(&e->named, a, error);
}

tenor_status evaluation_run(evaluation *e, int *code, tenor_error *error) {
  labelled_init(&e->rows);
  *code = EXITS_USAGE;
  tenor_status status = check_options(e, error);
  if (status >= 0 && !e->score_column) status = open_model(e, code, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  status = e->score_column ? read_for_column(e, error) : read_for_model(e, error);
  if (status >= 0 && find_groups(e) < 0) status = tenor_error_memory(error);
  for (size_t i = 0; status >= 0 && i < e->rows.n; i++) status = add_row(e, i, error);
  if (status >= 0) worst_errors_settle(&e->errors);
  return status;
}

/* ---- findings ----------------------------------------------------------------------------------------- */

static tenor_status measure(const evaluation *e, const evaluated_group *g, uint32_t head,
                            const tenor_bootstrap *bootstrap, finding *f) {
  *f = (finding){
      .head = e->heads[head], .group = g->name, .evaluator = g->heads[head], .documents = NAN};
  tenor_figures_clear(&f->lexicon);
  tenor_status status = finding_measure(f, bootstrap);
  if (status >= 0 && g->lexicon[head]) {
    finding lexicon = {.head = e->heads[head], .evaluator = g->lexicon[head]};
    status = finding_measure(&lexicon, NULL);
    finding_keep_order_only(&lexicon);
    f->lexicon = lexicon.figures;
  }
  if (e->score_column && f->head.kind != TENOR_HEAD_CLASS) finding_keep_order_only(f);
  return status;
}

tenor_status evaluation_measure(evaluation *e, const tenor_bootstrap *bootstrap,
                                tenor_error *error) {
  e->findings = calloc(e->n_groups * e->n_heads + 1, sizeof *e->findings);
  if (!e->findings) return tenor_error_memory(error);
  for (size_t i = 0; i < e->n_groups; i++)
    for (uint32_t k = 0; k < e->n_heads; k++)
      if (e->groups[i].heads[k] &&
          measure(e, &e->groups[i], k, bootstrap, &e->findings[e->n_findings++]) < 0)
        return tenor_error_memory(error);
  return TENOR_OK;
}

void evaluation_finish(evaluation *e) {
  for (size_t i = 0; i < e->n_groups; i++)
    for (uint32_t k = 0; k < e->n_heads; k++) {
      tenor_evaluator_free(&e->groups[i].heads[k]);
      tenor_evaluator_free(&e->groups[i].lexicon[k]);
    }
  free(e->groups);
  free(e->findings);
  worst_errors_finish(&e->errors);
  for (uint32_t i = 0; i <= e->n_heads; i++) label_column_finish(&e->columns[i]);
  heads_finish(&e->named);
  labelled_finish(&e->rows);
  tenor_scratch_free(&e->scratch);
  chosen_model_close(&e->chosen);
}
