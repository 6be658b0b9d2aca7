/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/findings_section.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/decimal.h"

enum { ID_BYTES = 48, PLACES = 3 };

static const char *make_id(char id[ID_BYTES], const char *what, size_t index) {
  (void)snprintf(id, ID_BYTES, "%s-%zu", what, index);
  return id;
}

/* ---- figures ------------------------------------------------------------------------------------------ */

/* Those on the scale from 0 to 1 of which more is better: the only ones that one axis can hold. */
static void put_figures_chart(out *stream, const finding *f, size_t index) {
  forest_row rows[TENOR_N_FIGURES];
  const tenor_figure *which;
  char id[ID_BYTES];
  size_t n = 0;
  for (size_t i = 0; (which = tenor_figure_at(i)); i++) {
    const double value = tenor_figure_of(&f->figures, which);
    if (which->better <= 0 || isnan(value)) continue;
    rows[n++] = (forest_row){which->name, NULL, value, tenor_figure_of(&f->lo, which),
                             tenor_figure_of(&f->hi, which)};
  }
  const forest_chart forest = {.rows = rows,
                               .n = n,
                               .axis = "1 is perfect",
                               .low = NAN,
                               .high = 1,
                               .reference = NAN,
                               .places = 2};
  if (n > 0)
    page_figure(stream, &(chart){.id = make_id(id, "figures", index),
                                 .title = "Figures of which more is better",
                                 .describe = "Each with its 95 % interval over documents.",
                                 .forest = &forest});
}

static void put_figures_table(out *stream, const finding *f) {
  static const page_column columns[] = {
      {"figure", false},       {"value", true},         {"from", true},       {"to", true},
      {"best constant", true}, {"lexicon alone", true}, {"what it is", false}};
  const size_t n = sizeof columns / sizeof *columns;
  const tenor_figure *which;
  page_table_begin(stream, "All figures, with 95 % intervals and what they must be compared with",
                   columns, n);
  for (size_t i = 0; (which = tenor_figure_at(i)); i++) {
    if (isnan(tenor_figure_of(&f->figures, which))) continue;
    const page_cell cells[] = {PAGE_TEXT(which->name),
                               PAGE_NUMBER(tenor_figure_of(&f->figures, which), PLACES),
                               PAGE_NUMBER(tenor_figure_of(&f->lo, which), PLACES),
                               PAGE_NUMBER(tenor_figure_of(&f->hi, which), PLACES),
                               PAGE_NUMBER(tenor_figure_of(&f->constant, which), PLACES),
                               PAGE_NUMBER(tenor_figure_of(&f->lexicon, which), PLACES),
                               PAGE_TEXT(which->meaning)};
    page_table_row(stream, columns, cells, n);
  }
  page_table_end(stream);
}

/* ---- reliability -------------------------------------------------------------------------------------- */

static void put_reliability_table(out *stream, const tenor_reliability *bins) {
  static const page_column columns[] = {
      {"probability", false}, {"statements", true}, {"mean probability", true},
      {"came true", true},    {"from", true},       {"to", true}};
  const size_t n = sizeof columns / sizeof *columns;
  page_table_begin(stream, "What came true of each tenth of the probability", columns, n);
  for (int i = 0; i < TENOR_RELIABILITY_BINS; i++) {
    char tenth[3 * DECIMAL_BYTES], from[DECIMAL_BYTES], to[DECIMAL_BYTES];
    (void)decimal_write(from, i / 10.0, 1);
    (void)decimal_write(to, (i + 1) / 10.0, 1);
    (void)snprintf(tenth, sizeof tenth, "%s to %s", from, to);
    const page_cell cells[] = {PAGE_TEXT(tenth),
                               PAGE_NUMBER((double)bins[i].n, 0),
                               PAGE_NUMBER(bins[i].p, PLACES),
                               PAGE_NUMBER(bins[i].outcome, PLACES),
                               PAGE_NUMBER(bins[i].lo, PLACES),
                               PAGE_NUMBER(bins[i].hi, PLACES)};
    page_table_row(stream, columns, cells, n);
  }
  page_table_end(stream);
}

static tenor_status put_reliability(out *stream, const finding *f, size_t index) {
  tenor_reliability bins[TENOR_RELIABILITY_BINS];
  scatter_point points[TENOR_RELIABILITY_BINS];
  char id[ID_BYTES];
  size_t n = 0;
  if (isnan(f->figures.ece)) return TENOR_OK;
  const tenor_status status = tenor_evaluator_reliability(f->evaluator, bins);
  if (status < 0) return status;
  for (int i = 0; i < TENOR_RELIABILITY_BINS; i++)
    if (bins[i].n > 0)
      points[n++] = (scatter_point){bins[i].p,  bins[i].outcome,   bins[i].lo,
                                    bins[i].hi, (double)bins[i].n, NULL};
  const scatter_chart scatter = {.points = points,
                                 .n = n,
                                 .x_axis = "probability",
                                 .y_axis = "share that came true",
                                 .low = 0,
                                 .high = 1,
                                 .diagonal = "as it should be"};
  page_figure(stream, &(chart){.id = make_id(id, "reliability", index),
                               .title = "How far the probabilities can be believed",
                               .describe = "Each mark is a tenth of the probability; below the "
                                           "diagonal the model is too sure.",
                               .scatter = &scatter});
  page_details_begin(stream, "The numbers of this chart");
  put_reliability_table(stream, bins);
  page_details_end(stream);
  return TENOR_OK;
}

/* ---- labels ------------------------------------------------------------------------------------------- */

static void put_classes(out *stream, const finding *f) {
  static const page_column columns[] = {{"label", false},    {"statements", true}, {"told", true},
                                        {"precision", true}, {"recall", true},     {"F1", true}};
  const size_t n = sizeof columns / sizeof *columns;
  page_table_begin(stream, "Label by label", columns, n);
  for (uint32_t k = 0; k < f->head.n_labels; k++) {
    tenor_class_figures c;
    tenor_evaluator_class(f->evaluator, k, &c);
    const page_cell cells[] = {
        PAGE_TEXT(f->head.labels[k]),          PAGE_NUMBER((double)c.n, 0),
        PAGE_NUMBER((double)c.n_predicted, 0), PAGE_NUMBER(c.precision, PLACES),
        PAGE_NUMBER(c.recall, PLACES),         PAGE_NUMBER(c.f1, PLACES)};
    page_table_row(stream, columns, cells, n);
  }
  page_table_end(stream);
}

/* Shares of each label's row, with the counts as notes. */
typedef struct shares {
  double *values;               /* [k * k] */
  char (*texts)[DECIMAL_BYTES]; /* [k * k] */
  const char **notes;           /* [k * k] into texts */
} shares;

static void fill_shares(shares *s, const uint64_t *cells, uint32_t k) {
  for (uint32_t i = 0; i < k; i++) {
    double whole = 0;
    for (uint32_t j = 0; j < k; j++) whole += (double)cells[i * k + j];
    for (uint32_t j = 0; j < k; j++) {
      const uint32_t at = i * k + j;
      s->values[at] = whole > 0 ? (double)cells[at] / whole : NAN;
      (void)decimal_write(s->texts[at], (double)cells[at], 0);
      s->notes[at] = s->texts[at];
    }
  }
}

static void put_matrix(out *stream, const finding *f, const shares *s, size_t index) {
  char id[ID_BYTES];
  const matrix_chart matrix = {.rows = f->head.labels,
                               .columns = f->head.labels,
                               .n_rows = f->head.n_labels,
                               .n_columns = f->head.n_labels,
                               .values = s->values,
                               .notes = s->notes,
                               .row_axis = "label",
                               .column_axis = "told",
                               .low = 0,
                               .high = 1,
                               .places = 2,
                               .hue = SHADE_BLUE};
  page_figure(stream, &(chart){.id = make_id(id, "confusion", index),
                               .title = "What is taken for what",
                               .describe = "Shares of each label's statements, with their number "
                                           "below; the diagonal is right.",
                               .matrix = &matrix});
}

static tenor_status put_labels(out *stream, const finding *f, size_t index) {
  const uint64_t *cells = tenor_evaluator_confusion(f->evaluator);
  const uint32_t k = f->head.n_labels;
  if (!cells || isnan(f->figures.accuracy)) return TENOR_OK;
  shares s = {.values = calloc((size_t)k * k, sizeof *s.values),
              .texts = calloc((size_t)k * k, sizeof *s.texts),
              .notes = calloc((size_t)k * k, sizeof *s.notes)};
  const bool fine = s.values && s.texts && s.notes;
  if (fine) {
    fill_shares(&s, cells, k);
    put_matrix(stream, f, &s, index);
    put_classes(stream, f);
  }
  free(s.values);
  free(s.texts);
  free(s.notes);
  return fine ? TENOR_OK : TENOR_ERR_MEMORY;
}

tenor_status findings_section_write(out *stream, const finding *f, size_t index) {
  char id[ID_BYTES];
  page_section_begin(stream, make_id(id, "head", index), f->head.name);
  put_figures_chart(stream, f, index);
  put_figures_table(stream, f);
  tenor_status status = put_reliability(stream, f, index);
  if (status >= 0) status = put_labels(stream, f, index);
  page_section_end(stream);
  return status;
}
