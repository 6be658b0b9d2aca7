/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/decimal.h"
#include "tenor_compare.h"

static bool names_labels(const tenor_head *h) {
  return h->kind == TENOR_HEAD_CLASS || h->kind == TENOR_HEAD_BINARY;
}

static bool find_head(measure *m, const tenor_model *model, const char *name, size_t size) {
  for (m->head_index = 0; m->head_index < tenor_model_n_heads(model); m->head_index++) {
    m->head = tenor_model_head(model, m->head_index);
    if (strlen(m->head->name) == size && memcmp(m->head->name, name, size) == 0) return true;
  }
  return false;
}

static uint32_t find_label(const tenor_head *h, const char *name, size_t size) {
  uint32_t label = 0;
  while (label < h->n_labels &&
         (strlen(h->labels[label]) != size || memcmp(h->labels[label], name, size) != 0))
    label++;
  return label < h->n_labels ? label : TENOR_NO_LABEL;
}

static void find_tones(measure *m, const tenor_model *model) {
  for (uint32_t i = 0; i < tenor_model_n_heads(model) && !m->tones; i++)
    if (tenor_model_head(model, i)->kind == TENOR_HEAD_CLASS) {
      m->tones = tenor_model_head(model, i);
      m->tones_index = i;
    }
}

/* The adjective of the codebook's head; others keep their name. */
static const char *adjective(const tenor_head *h) {
  return strcmp(h->name, "hostility") == 0 ? "hostile" : h->name;
}

static tenor_status settle_label(measure *m, const char *colon, tenor_error *error) {
  if (!names_labels(m->head))
    return colon ? opts_error(error, "--head: '%s' has no labels to choose from", m->head->name)
                 : TENOR_OK;
  if (!colon && m->head->kind == TENOR_HEAD_CLASS)
    return opts_error(error, "--head: say which label of '%s', such as %s:%s", m->head->name,
                      m->head->name, m->head->labels[0]);
  m->label = colon ? find_label(m->head, colon + 1, strlen(colon + 1)) : 1;
  if (m->label == TENOR_NO_LABEL)
    return opts_error(error, "--head: '%s' is no label of '%s'", colon + 1, m->head->name);
  return TENOR_OK;
}

tenor_status measure_init(measure *m, const tenor_model *model, const char *asked,
                          tenor_error *error) {
  *m = (measure){.asked = asked, .label = TENOR_NO_LABEL};
  const char *colon = strchr(asked, ':');
  if (!find_head(m, model, asked, colon ? (size_t)(colon - asked) : strlen(asked)))
    return opts_error(error, "--head: the model has no head '%s'", asked);
  const tenor_status status = settle_label(m, colon, error);
  if (status < 0) return status;
  find_tones(m, model);
  m->low = m->head->kind == TENOR_HEAD_REGRESSION && m->head->low < 0 ? -1 : 0;
  m->high = 1;
  if (names_labels(m->head))
    (void)snprintf(m->title, sizeof m->title, "share of %s", m->head->labels[m->label]);
  else
    (void)snprintf(m->title, sizeof m->title, "mean %s", m->head->name);
  if (m->head->kind == TENOR_HEAD_ORDINAL)
    (void)snprintf(m->positive, sizeof m->positive, "%s", adjective(m->head));
  return TENOR_OK;
}

void measure_columns(measure *m, const statements *s) {
  char name[MEASURE_NAME_BYTES];
  (void)snprintf(name, sizeof name, "p_%s", adjective(m->head));
  m->value = statements_column(s, m->head->name);
  m->p = statements_column(s, name);
  m->tone = m->tones ? statements_column(s, m->tones->name) : SIZE_MAX;
  m->coverage = statements_column(s, "coverage");
  m->is_scored = m->value != SIZE_MAX;
}

/* The number in a cell; NaN where there is none. */
static double number_in(const row *r, size_t column) {
  double value = NAN;
  if (column != SIZE_MAX) (void)decimal_read(r->cells[column].data, r->cells[column].size, &value);
  return value;
}

const char *measure_read(const measure *m, const row *r, reading *result) {
  const cell held = r->cells[m->value];
  if (r->problem) return r->problem;
  if (held.size == 0) return "has no score";
  *result = (reading){number_in(r, m->value), number_in(r, m->coverage), false, TENOR_NO_LABEL};
  if (!(result->coverage >= 0 && result->coverage <= 1)) result->coverage = NAN;
  if (m->tone != SIZE_MAX)
    result->label = find_label(m->tones, r->cells[m->tone].data, r->cells[m->tone].size);
  if (m->label != TENOR_NO_LABEL) {
    const uint32_t label = find_label(m->head, held.data, held.size);
    result->score = label == m->label;
    return label == TENOR_NO_LABEL ? "has a label that the model's head has not" : NULL;
  }
  if (!(result->score >= m->low && result->score <= m->high))
    return "has a score that is no number on the scale of the head";
  result->positive = *m->positive && number_in(r, m->p) >= 0.5;
  return NULL;
}

/* A number as the rows of tenor score have it, so that it makes no difference who scored them. */
static double as_written(double value) {
  char text[DECIMAL_BYTES];
  double read = NAN;
  (void)decimal_read(text, decimal_write(text, value, 4), &read);
  return read;
}

void measure_score(const measure *m, const tenor_score *score, reading *result) {
  const tenor_head_score *h = &score->heads[m->head_index];
  *result = (reading){as_written(h->value), as_written(score->coverage),
                      *m->positive && as_written(h->p) >= 0.5, TENOR_NO_LABEL};
  if (m->label != TENOR_NO_LABEL) result->score = h->label == m->label;
  if (m->tones) result->label = score->heads[m->tones_index].label;
}

bool measure_label(const measure *m, cell label, double *score, bool *positive) {
  const tenor_head *h = m->head;
  double value;
  *positive = false;
  if (m->label != TENOR_NO_LABEL) {
    const uint32_t found = find_label(h, label.data, label.size);
    *score = found == m->label;
    return found != TENOR_NO_LABEL;
  }
  if (!decimal_read(label.data, label.size, &value)) return false;
  if (h->kind == TENOR_HEAD_ORDINAL) {
    *positive = value >= h->positive;
    *score = value / (h->n_labels - 1);
  } else {
    *score = value / fmax(fabs(h->low), fabs(h->high));
  }
  return *score >= m->low && *score <= m->high;
}
