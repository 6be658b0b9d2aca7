/* SPDX-License-Identifier: Apache-2.0 */
/* A label is a number, or the name of one of the head's labels, which becomes its number; 0 where there is none, which
 * is what the format has for a vector without a label. */
#include "feature_lines.h"

#include <stdio.h>
#include <string.h>

#include "output/decimal.h"
#include "output/exact.h"
#include "tenor_export.h"

const option feature_lines_options[] = {
    {.name = "features",
     .kind = OPTION_FILE,
     .value = "FILE",
     .help = "Write each statement's features to FILE as well: a vector a line, for svm-predict "
             "with what tenor model export makes."},
    {.name = "features-label",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .help = "The column whose labels begin the lines of --features; else they begin with 0."},
    {.name = NULL}};

tenor_status feature_lines_open(feature_lines *f, const args *a, const statements *in,
                                const tenor_model *model, tenor_error *error) {
  const char *label = opts_text(a, "features-label");
  *f = (feature_lines){.label = SIZE_MAX};
  if (!opts_given(a, "features"))
    return label ? opts_error(error, "--features-label goes with --features") : TENOR_OK;
  if (label) {
    const tenor_status status =
        statements_need_column(in, label, "column of labels", &f->label, error);
    if (status < 0) return status;
  }
  for (uint32_t i = 0; label && i < tenor_model_n_heads(model); i++)
    if (strcmp(tenor_model_head(model, i)->name, label) == 0) f->head = tenor_model_head(model, i);
  return out_open(&f->stream, opts_text(a, "features"), error);
}

static double label_of(const feature_lines *f, const row *r) {
  const cell label = f->label == SIZE_MAX ? (cell){"", 0} : r->cells[f->label];
  double number = 0;
  for (uint32_t i = 0; f->head && i < f->head->n_labels; i++)
    if (strlen(f->head->labels[i]) == label.size && label.size > 0 &&
        memcmp(f->head->labels[i], label.data, label.size) == 0)
      return i;
  return decimal_read(label.data, label.size, &number) ? number : 0;
}

tenor_status feature_lines_make(const feature_lines *f, batch *b, const row *r,
                                tenor_scratch *scratch, cell *line) {
  enum { FEATURE_BYTES = EXACT_BYTES + 16 };
  const tenor_feature_value *values = NULL;
  size_t n = 0;
  const tenor_status status = scratch ? tenor_features(scratch, &values, &n) : TENOR_OK;
  if (status < 0) return status;
  char *text = batch_alloc(b, (n + 1) * FEATURE_BYTES);
  if (!text) return TENOR_ERR_MEMORY;
  char *at = text + exact_write(text, label_of(f, r));
  for (size_t i = 0; i < n; i++) {
    at += snprintf(at, FEATURE_BYTES - EXACT_BYTES, " %u:", values[i].feature + 1);
    at += exact_write(at, values[i].value);
  }
  *at++ = '\n';
  *line = (cell){text, (size_t)(at - text)};
  return TENOR_OK;
}

tenor_status feature_lines_close(feature_lines *f, bool complete, tenor_error *error) {
  if (f->stream && complete) return out_close(&f->stream, error);
  out_discard(&f->stream);
  return TENOR_OK;
}
