/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenor model features: what weighs most. A class head has a list for each class. An ordinal head is listed by the mean
 * of its machines, the same that tenor explain adds up.
 *
 * A weight is what one unit of the feature adds. Units differ from kind to kind (a share, a rate, a length of 1), so
 * that a list of one --kind tells more than a list of all.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/feature_label.h"
#include "model/model_commands.h"
#include "output/decimal.h"
#include "output_options.h"

typedef struct weighed {
  uint32_t feature;
  double weight;
} weighed;

typedef struct listing {
  const args *args;
  const tenor_model *model;
  tenor_export *export_;
  uint32_t n_features;
  double *weights, *mean; /* [n_features] */
  weighed *order;         /* [n_features] */
  batch memory;
  out *stream;
  writer *writer;
} listing;

static const column columns[] = {{"head", COLUMN_TEXT, false},    {"label", COLUMN_TEXT, false},
                                 {"rank", COLUMN_NUMBER, false},  {"kind", COLUMN_TEXT, false},
                                 {"feature", COLUMN_TEXT, false}, {"weight", COLUMN_NUMBER, false}};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

static cell cell_of(const char *text) {
  return (cell){text, strlen(text)};
}

/* By falling size; equal ones by number, so that the order does not depend on the sort. */
static int compare_weights(const void *x, const void *y) {
  const weighed *a = x, *b = y;
  const double p = fabs(a->weight), q = fabs(b->weight);
  if (p < q || p > q) return p < q ? 1 : -1;
  return (a->feature > b->feature) - (a->feature < b->feature);
}

static tenor_status write_feature(listing *l, const char *head, const char *label, size_t rank,
                                  double weight, const tenor_feature *feature, tenor_error *error) {
  char number[DECIMAL_BYTES], place[DECIMAL_BYTES];
  batch_reset(&l->memory, 0);
  const cell cells[N_COLUMNS] = {cell_of(head),
                                 cell_of(label),
                                 {place, decimal_write(place, (double)rank, 0)},
                                 cell_of(feature_kind_names[feature->kind]),
                                 feature_label(&l->memory, feature),
                                 {number, decimal_write(number, weight, 6)}};
  if (!cells[4].data) return tenor_error_memory(error);
  return writer_row(l->writer, cells, NULL, error);
}

/* The features of the --kind asked for that have a weight, the heaviest first. */
static tenor_status write_list(listing *l, const char *head, const char *label,
                               const double *weights, tenor_error *error) {
  const size_t top = (size_t)opts_integer(l->args, "top");
  const int kind = opts_choice(l->args, "kind");
  tenor_feature feature;
  size_t n = 0;
  for (uint32_t i = 0; i < l->n_features; i++) {
    if (!(fabs(weights[i]) > 0)) continue;
    tenor_export_feature(l->export_, i, &feature);
    if (kind < 0 || (int)feature.kind == kind) l->order[n++] = (weighed){i, weights[i]};
  }
  if (n > 0) qsort(l->order, n, sizeof *l->order, compare_weights);
  for (size_t i = 0; i < n && i < top; i++) {
    tenor_export_feature(l->export_, l->order[i].feature, &feature);
    const tenor_status status =
        write_feature(l, head, label, i + 1, l->order[i].weight, &feature, error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

static tenor_status write_head(listing *l, uint32_t index, tenor_error *error) {
  const tenor_head *head = tenor_model_head(l->model, index);
  const uint32_t n = tenor_export_n_machines(l->export_, index);
  memset(l->mean, 0, l->n_features * sizeof *l->mean);
  for (uint32_t k = 0; k < n; k++) {
    double bias;
    tenor_export_weights(l->export_, index, k, l->weights, &bias);
    for (uint32_t i = 0; i < l->n_features; i++) l->mean[i] += l->weights[i] / n;
    if (head->kind != TENOR_HEAD_CLASS) continue;
    const tenor_status status = write_list(l, head->name, head->labels[k], l->weights, error);
    if (status < 0) return status;
  }
  return head->kind == TENOR_HEAD_CLASS ? TENOR_OK : write_list(l, head->name, "", l->mean, error);
}

static tenor_status write_heads(listing *l, tenor_error *error) {
  tenor_status status = tenor_export_new(&l->export_, l->model, error);
  if (status < 0) return status;
  l->n_features = tenor_export_n_features(l->export_);
  l->weights = malloc((l->n_features + 1) * sizeof *l->weights);
  l->mean = malloc((l->n_features + 1) * sizeof *l->mean);
  l->order = malloc((l->n_features + 1) * sizeof *l->order);
  if (!l->weights || !l->mean || !l->order) return tenor_error_memory(error);
  status = output_open(l->args, &l->stream, &l->writer, columns, N_COLUMNS, error);
  for (uint32_t i = 0; status >= 0 && i < tenor_model_n_heads(l->model); i++)
    if (model_head_is_asked(l->args, tenor_model_head(l->model, i)))
      status = write_head(l, i, error);
  if (status >= 0) status = writer_close(&l->writer, error);
  return status < 0 ? status : out_close(&l->stream, error);
}

tenor_status model_features(const args *a, const tenor_model *model, tenor_error *error) {
  listing l = {.args = a, .model = model};
  batch_init(&l.memory);
  const tenor_status status = write_heads(&l, error);
  (void)writer_close(&l.writer, NULL);
  out_discard(&l.stream);
  batch_finish(&l.memory);
  tenor_export_free(&l.export_);
  free(l.weights);
  free(l.mean);
  free(l.order);
  return status;
}
