/* SPDX-License-Identifier: Apache-2.0 */
#include "labelled.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "message.h"
#include "output/decimal.h"

enum { BATCH_ROWS = 512 };

const option labelled_options[] = {
    {.name = "label",
     .kind = OPTION_TEXT,
     .repeats = true,
     .value = "NAME[=COLUMN][:KIND]",
     .otherwise = "those of hostility, tone and valence that the file has",
     .help = "A column of labels, or a head NAME whose labels stand in COLUMN in some of the "
             "files. KIND "
             "is ordinal, class, regression or binary; else it is found out."},
    {.name = "group",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .otherwise = "document, where there is one",
     .help = "Rows of one group are kept together in cross-validation."},
    {.name = NULL}};

void labelled_init(labelled *l) {
  *l = (labelled){.rows = NULL};
  batch_init(&l->memory);
}

void labelled_finish(labelled *l) {
  batch_finish(&l->memory);
  free(l->rows);
  *l = (labelled){.rows = NULL};
}

typedef struct places {
  size_t group, by, weight, date; /* columns, SIZE_MAX: none */
} places;

/* The column of that name, where one is asked for. */
static tenor_status need_column(const statements *s, const char *name, size_t *place,
                                tenor_error *error) {
  *place = SIZE_MAX;
  return name ? statements_need_column(s, name, "column", place, error) : TENOR_OK;
}

static tenor_status find_columns(const labelled_request *q, const statements *s, places *p,
                                 tenor_error *error) {
  for (size_t i = 0; i < q->n_labels; i++) {
    q->labels[i].column = SIZE_MAX;
    if (q->labels[i].source[0] != '\0')
      q->labels[i].column = statements_column(s, q->labels[i].source);
    if (q->labels[i].column == SIZE_MAX)
      q->labels[i].column = statements_column(s, q->labels[i].name);
    if (q->labels[i].column != SIZE_MAX || q->labels_may_lack) continue;
    const tenor_status status = statements_need_column(s, q->labels[i].name, "column of labels",
                                                       &q->labels[i].column, error);
    if (status < 0) return status;
  }
  tenor_status status = need_column(s, q->by, &p->by, error);
  if (status >= 0) status = need_column(s, q->weight, &p->weight, error);
  if (status >= 0) status = need_column(s, q->date, &p->date, error);
  if (status < 0) return status;
  p->group = q->group ? statements_column(s, q->group) : SIZE_MAX;
  if (p->group != SIZE_MAX || !q->group || q->group_may_lack) return TENOR_OK;
  return statements_need_column(s, q->group, "column", &p->group, error);
}

/* A terminated copy; NULL when memory is out. */
static const char *keep(labelled *l, cell c) {
  return batch_copy(&l->memory, c.data ? c.data : "", c.size);
}

static bool read_weight(cell value, double *weight) {
  *weight = 1;
  if (value.size == 0) return true;
  return decimal_read(value.data, value.size, weight) && *weight > 0 && *weight < 1e9;
}

static bool read_digits(cell value, size_t begin, size_t n, double *number) {
  *number = 0;
  for (size_t i = begin; i < begin + n; i++) {
    if (i >= value.size || value.data[i] < '0' || value.data[i] > '9') return false;
    *number = 10 * *number + (value.data[i] - '0');
  }
  return true;
}

/* YYYY, YYYY-MM or YYYY-MM-DD, and whatever follows the day (a time), as YYYYMMDD. */
static bool read_date(cell value, double *time) {
  double year, month = 0, day = 0;
  *time = NAN;
  if (value.size == 0) return true;
  if (!read_digits(value, 0, 4, &year)) return false;
  if (value.size > 4 && (value.data[4] != '-' || !read_digits(value, 5, 2, &month))) return false;
  if (value.size > 7 && (value.data[7] != '-' || !read_digits(value, 8, 2, &day))) return false;
  *time = 10000 * year + 100 * month + day;
  return true;
}

/* Reads what else is asked for of a row; why it cannot be used, NULL if it can. */
static const char *read_extras(const places *p, const row *r, double *weight, double *time) {
  *weight = 1;
  *time = NAN;
  if (p->weight != SIZE_MAX && !read_weight(r->cells[p->weight], weight))
    return "the weight is no number above 0";
  if (p->date != SIZE_MAX && !read_date(r->cells[p->date], time))
    return "the date is not YYYY, YYYY-MM or YYYY-MM-DD";
  return NULL;
}

static bool keep_row(labelled *l, const labelled_request *q, const statements *s, const places *p,
                     const row *r, size_t file, double weight, double time) {
  if (l->n == l->capacity) {
    const size_t capacity = l->capacity == 0 ? 1024 : l->capacity * 2;
    labelled_row *grown = realloc(l->rows, capacity * sizeof *grown);
    if (!grown) return false;
    l->rows = grown, l->capacity = capacity;
  }
  const size_t bytes = (q->n_labels + 1) * sizeof(cell) + sizeof(cell);
  char *raw = batch_alloc(&l->memory, bytes);
  if (!raw) return false;
  /* the arena hands out bytes: step up to where a cell may stand */
  cell *labels =
      (cell *)(void *)(raw + (sizeof(void *) - (uintptr_t)raw % sizeof(void *)) % sizeof(void *));
  labelled_row *out = &l->rows[l->n];
  *out = (labelled_row){
      .line = r->line, .file = file, .labels = labels, .weight = weight, .time = time};
  const cell text = r->cells[s->text];
  out->text = (cell){keep(l, text), text.size};
  if (p->group != SIZE_MAX && r->cells[p->group].size > 0) out->group = keep(l, r->cells[p->group]);
  if (p->by != SIZE_MAX) out->by = keep(l, r->cells[p->by]);
  bool fine = out->text.data != NULL && (p->by == SIZE_MAX || out->by);
  for (size_t i = 0; i < q->n_labels; i++) {
    const size_t column = q->labels[i].column;
    const cell value = column == SIZE_MAX ? (cell){NULL, 0} : r->cells[column];
    labels[i] = (cell){keep(l, value), value.size};
    fine = fine && labels[i].data && label_column_see(&q->labels[i], value) >= 0;
  }
  l->n += fine;
  return fine;
}

static tenor_status read_rows(labelled *l, const labelled_request *q, statements *s,
                              const places *p, batch *b, size_t file, tenor_error *error) {
  tenor_status status;
  while ((status = reader_next(s->reader, b, BATCH_ROWS, error)) == TENOR_OK)
    for (size_t i = 0; i < b->n_rows; i++) {
      double weight, time;
      const char *problem = statements_problem(s, &b->rows[i]);
      if (!problem) problem = read_extras(p, &b->rows[i], &weight, &time);
      if (problem) {
        l->n_problems++;
        message_warning(q->args->command->name, reader_name(s->reader), b->rows[i].line, "%s",
                        problem);
      } else if (!keep_row(l, q, s, p, &b->rows[i], file, weight, time)) {
        return tenor_error_memory(error);
      }
    }
  return status == TENOR_END ? TENOR_OK : status;
}

tenor_status labelled_read(labelled *l, const labelled_request *q, const char *path, size_t file,
                           tenor_error *error) {
  statements s;
  places p;
  tenor_status status = statements_open(&s, q->args, path, error);
  if (status < 0) return status;
  batch b;
  batch_init(&b);
  status = find_columns(q, &s, &p, error);
  if (status >= 0) status = read_rows(l, q, &s, &p, &b, file, error);
  batch_finish(&b);
  statements_close(&s);
  return status;
}
