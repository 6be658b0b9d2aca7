/* SPDX-License-Identifier: Apache-2.0 */
#include "labels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "output/decimal.h"

static const char *const kind_names[] = {"ordinal", "class", "regression", "binary"};

enum { MAX_LEVELS = 11 };

tenor_status label_column_init(label_column *l, const char *spec, tenor_error *error) {
  *l = (label_column){.all_numbers = true, .all_whole = true, .low = INFINITY, .high = -INFINITY};
  const char *colon = strrchr(spec, ':'), *equals = strchr(spec, '=');
  const size_t end = colon ? (size_t)(colon - spec) : strlen(spec);
  if (equals > spec + end) equals = NULL;
  const size_t size = equals ? (size_t)(equals - spec) : end, rest = equals ? end - size - 1 : 0;
  for (size_t i = 0; colon && i < 4 && !l->kind_is_said; i++)
    if (strcmp(colon + 1, kind_names[i]) == 0) {
      l->kind = (tenor_head_kind)i;
      l->kind_is_said = true;
    }
  if (colon && !l->kind_is_said)
    return opts_error(error,
                      "--label: '%s' is no kind of head; say ordinal, class, regression or binary",
                      colon + 1);
  if (size == 0 || size >= sizeof l->name || rest >= sizeof l->source || (equals && rest == 0))
    return opts_error(error, "--label: '%s' is no name of a head", spec);
  memcpy(l->name, spec, size);
  if (equals) memcpy(l->source, equals + 1, rest);
  return TENOR_OK;
}

void label_column_finish(label_column *l) {
  for (size_t i = 0; i < l->n_values; i++) free(l->values[i]);
  l->n_values = 0;
}

static bool cell_is(cell value, const char *text) {
  return strlen(text) == value.size && memcmp(text, value.data, value.size) == 0;
}

static void see_number(label_column *l, cell value) {
  double number;
  if (!decimal_read(value.data, value.size, &number)) {
    l->all_numbers = l->all_whole = false;
    return;
  }
  if (floor(number) < number) l->all_whole = false;
  l->low = fmin(l->low, number);
  l->high = fmax(l->high, number);
}

tenor_status label_column_see(label_column *l, cell value) {
  if (value.size == 0) return TENOR_OK;
  see_number(l, value);
  for (size_t i = 0; i < l->n_values; i++)
    if (cell_is(value, l->values[i])) return TENOR_OK;
  if (l->n_values == LABEL_MAX_CLASSES) {
    l->too_many = true;
    return TENOR_OK;
  }
  l->values[l->n_values] = strndup(value.data, value.size);
  if (!l->values[l->n_values]) return TENOR_ERR_MEMORY;
  l->n_values++;
  return TENOR_OK;
}

static tenor_head_kind detect(const label_column *l) {
  const bool levels = l->all_whole && l->low >= 0 && l->high < MAX_LEVELS;
  if (!l->too_many && l->n_values == 2) return TENOR_HEAD_BINARY;
  if (l->all_numbers) return levels ? TENOR_HEAD_ORDINAL : TENOR_HEAD_REGRESSION;
  return TENOR_HEAD_CLASS;
}

/* "no" before "yes", "0" before "1", else by name. */
static bool means_yes(const char *value) {
  static const char *const words[] = {"1", "yes", "y", "true", "t", "pos", "positive"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcasecmp(value, words[i]) == 0) return true;
  return false;
}

static int compare_values(const void *x, const void *y) {
  const char *a = *(char *const *)x, *b = *(char *const *)y;
  double p, q;
  if (decimal_read(a, strlen(a), &p) && decimal_read(b, strlen(b), &q) && (p < q || p > q))
    return p < q ? -1 : 1;
  if (means_yes(a) != means_yes(b)) return means_yes(a) ? 1 : -1;
  return strcmp(a, b);
}

static tenor_status complain(const label_column *l, tenor_error *error, const char *why) {
  return tenor_error_set(error, TENOR_ERR_FORMAT, "", 0, 0, "the label '%s' %s", l->name, why);
}

/* Levels are all numbers from 0 to the highest, also those that no row has. */
static tenor_status settle_levels(label_column *l, uint32_t positive, tenor_head_spec *spec,
                                  const char **labels, tenor_error *error) {
  static const char *const digits[MAX_LEVELS] = {"0", "1", "2", "3", "4", "5",
                                                 "6", "7", "8", "9", "10"};
  if (!l->all_whole || l->low < 0 || l->high >= MAX_LEVELS)
    return complain(l, error, "cannot be ordinal: its values are not whole numbers from 0 to 10");
  if (!(l->low < l->high)) return complain(l, error, "has the same value in every row");
  spec->n_labels = (uint32_t)l->high + 1;
  for (uint32_t i = 0; i < spec->n_labels; i++) labels[i] = digits[i];
  spec->positive = positive > 0 ? positive : spec->n_labels > 3 ? 2 : 1;
  if (spec->n_labels < 2 || spec->positive >= spec->n_labels)
    return complain(l, error, "has too few levels");
  return TENOR_OK;
}

tenor_status label_column_settle(label_column *l, uint32_t positive, tenor_head_spec *spec,
                                 const char *labels[LABEL_MAX_CLASSES], tenor_error *error) {
  if (l->n_values == 0) return complain(l, error, "is empty in every row");
  if (!l->kind_is_said) l->kind = detect(l);
  *spec = (tenor_head_spec){
      .name = l->name, .kind = l->kind, .labels = labels, .low = l->low, .high = l->high};
  if (l->kind == TENOR_HEAD_REGRESSION)
    return !l->all_numbers
               ? complain(l, error, "cannot be a regression: not all of its values are numbers")
           : l->low < l->high ? TENOR_OK
                              : complain(l, error, "has the same value in every row");
  if (l->kind == TENOR_HEAD_ORDINAL) return settle_levels(l, positive, spec, labels, error);
  if (l->too_many)
    return complain(l, error, "has too many different values to be classes; say :regression?");
  if (l->n_values < 2) return complain(l, error, "has the same value in every row");
  if (l->kind == TENOR_HEAD_BINARY && l->n_values != 2)
    return complain(l, error, "cannot be binary: it has more than two values");
  qsort(l->values, l->n_values, sizeof *l->values, compare_values);
  for (size_t i = 0; i < l->n_values; i++) labels[i] = l->values[i];
  spec->n_labels = (uint32_t)l->n_values;
  return TENOR_OK;
}

bool label_read(const tenor_head_spec *spec, cell value, double *label) {
  *label = NAN;
  if (value.size == 0) return true;
  if (spec->kind == TENOR_HEAD_REGRESSION || spec->kind == TENOR_HEAD_ORDINAL) {
    double number;
    if (!decimal_read(value.data, value.size, &number)) return false;
    if (spec->kind == TENOR_HEAD_ORDINAL &&
        (number < 0 || number >= spec->n_labels || floor(number) < number))
      return false;
    *label = number;
    return true;
  }
  for (uint32_t i = 0; i < spec->n_labels; i++)
    if (cell_is(value, spec->labels[i])) {
      *label = i;
      return true;
    }
  return false;
}
