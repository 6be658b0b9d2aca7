/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenor model export: PREFIX-HEAD.model (of an ordinal head PREFIX-HEAD-LEVEL.model, one for each level from 1 up), and
 * PREFIX-features.tsv, which tells what each number stands for.
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/feature_label.h"
#include "model/machine_file.h"
#include "model/model_commands.h"

enum { PATH_BYTES = 4096 };

typedef struct exporting {
  const args *args;
  const tenor_model *model;
  tenor_export *export_;
  uint32_t n_features;
  double *weights; /* [n_machines of a head][n_features] */
  double biases[TENOR_MAX_OUTPUTS];
} exporting;

static machine_writer *const writers[] = {machine_write_libsvm, machine_write_liblinear,
                                          machine_write_svmlight};

/* ---- names --------------------------------------------------------------------------------------------- */

/* A head's name becomes part of a path, and a model may come from anybody. */
static bool is_file_name(const char *name) {
  for (const char *c = name; *c; c++)
    if (*c == '/' || *c == '\\' || iscntrl((unsigned char)*c)) return false;
  return *name != '\0';
}

static tenor_status make_path(const exporting *e, char path[PATH_BYTES], const char *name,
                              const char *ending, tenor_error *error) {
  const int n = snprintf(path, PATH_BYTES, "%s-%s%s", opts_text(e->args, "output"), name, ending);
  if (n > 0 && n < PATH_BYTES) return TENOR_OK;
  return opts_error(error, "--output: the name is too long");
}

/* ---- files --------------------------------------------------------------------------------------------- */

static tenor_status write_file(const exporting *e, const char *path, const machine_file *m,
                               tenor_error *error) {
  for (size_t i = 0; i < (size_t)m->n_machines * m->n_features; i++)
    if (!isfinite(m->weights[i]))
      return tenor_error_set(error, TENOR_ERR_FORMAT, "", 0, 0, "a weight is too large to export");
  out *stream;
  const tenor_status status = out_open(&stream, path, error);
  if (status < 0) return status;
  writers[opts_choice(e->args, "format") - MODEL_FORMAT_LIBSVM](stream, m);
  return out_close(&stream, error);
}

/* One file for each machine, or one for all machines of a class head. */
static tenor_status write_machines(const exporting *e, const tenor_head *head, uint32_t n,
                                   bool together, tenor_error *error) {
  machine_file m = {head->kind, together ? n : 1, e->n_features, e->weights, e->biases};
  for (uint32_t k = 0; k < (together ? 1 : n); k++) {
    char path[PATH_BYTES], ending[32] = ".model";
    const uint32_t label = head->kind == TENOR_HEAD_ORDINAL ? k + 1 : k;
    if (n > 1 && !together) (void)snprintf(ending, sizeof ending, "-%u.model", label);
    tenor_status status = make_path(e, path, head->name, ending, error);
    m.weights = e->weights + (size_t)k * e->n_features;
    m.biases = e->biases + k;
    if (status >= 0) status = write_file(e, path, &m, error);
    if (status < 0) return status;
    (void)printf("%s\t%s", path, head->name);
    if (head->kind == TENOR_HEAD_ORDINAL) (void)printf(": %s or more", head->labels[label]);
    if (head->kind == TENOR_HEAD_CLASS && !together) (void)printf(": %s", head->labels[label]);
    if (head->kind == TENOR_HEAD_BINARY) (void)printf(": %s", head->labels[1]);
    (void)printf("\n");
  }
  return TENOR_OK;
}

static tenor_status write_head(exporting *e, uint32_t index, tenor_error *error) {
  const tenor_head *head = tenor_model_head(e->model, index);
  const uint32_t n = tenor_export_n_machines(e->export_, index);
  if (!is_file_name(head->name))
    return tenor_error_set(error, TENOR_ERR_FORMAT, "", 0, 0,
                           "a head's name cannot be part of a file's name");
  e->weights = malloc(((size_t)n * e->n_features + 1) * sizeof *e->weights);
  if (!e->weights) return tenor_error_memory(error);
  for (uint32_t k = 0; k < n; k++)
    tenor_export_weights(e->export_, index, k, e->weights + (size_t)k * e->n_features,
                         &e->biases[k]);
  const bool together =
      head->kind == TENOR_HEAD_CLASS && opts_choice(e->args, "format") != MODEL_FORMAT_SVMLIGHT;
  const tenor_status status = write_machines(e, head, n, together, error);
  free(e->weights);
  e->weights = NULL;
  return status;
}

/* Columns: the number as in the files (from 1), what kind of feature, which. */
static tenor_status write_names(const exporting *e, tenor_error *error) {
  char path[PATH_BYTES], number[16];
  out *stream;
  tenor_status status = make_path(e, path, "features", ".tsv", error);
  if (status >= 0) status = out_open(&stream, path, error);
  if (status < 0) return status;
  batch memory;
  batch_init(&memory);
  out_text(stream, "feature\tkind\tname\n");
  for (uint32_t i = 0; status >= 0 && i < e->n_features; i++) {
    tenor_feature feature;
    tenor_export_feature(e->export_, i, &feature);
    batch_reset(&memory, 0);
    const cell name = feature_label(&memory, &feature);
    if (!name.data) status = tenor_error_memory(error);
    (void)snprintf(number, sizeof number, "%u\t", i + 1);
    out_text(stream, number);
    out_text(stream, feature_kind_names[feature.kind]);
    out_byte(stream, '\t');
    out_bytes(stream, name.data, name.size);
    out_byte(stream, '\n');
  }
  batch_finish(&memory);
  if (status < 0)
    out_discard(&stream);
  else
    status = out_close(&stream, error);
  if (status >= 0) (void)printf("%s\tthe names of the features\n", path);
  return status;
}

tenor_status model_export(const args *a, const tenor_model *model, tenor_error *error) {
  exporting e = {.args = a, .model = model};
  tenor_status status = tenor_export_new(&e.export_, model, error);
  if (status < 0) return status;
  e.n_features = tenor_export_n_features(e.export_);
  for (uint32_t i = 0; status >= 0 && i < tenor_model_n_heads(model); i++)
    if (model_head_is_asked(a, tenor_model_head(model, i))) status = write_head(&e, i, error);
  if (status >= 0) status = write_names(&e, error);
  tenor_export_free(&e.export_);
  return status;
}
