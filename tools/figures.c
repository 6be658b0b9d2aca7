/* SPDX-License-Identifier: Apache-2.0 */
#include "figures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/decimal.h"

static const char *const names[FIGURES_COLUMNS] = {
    "n",   "auc", "average_precision", "spearman", "pearson", "mae", "qwk", "accuracy", "macro_f1",
    "mcc", "ece", "coverage",          "width"};

void figures_columns(column columns[FIGURES_COLUMNS]) {
  for (size_t i = 0; i < FIGURES_COLUMNS; i++)
    columns[i] = (column){names[i], COLUMN_NUMBER, false};
}

tenor_status figures_write(const tenor_figures *f, batch *b, cell cells[FIGURES_COLUMNS]) {
  const double values[FIGURES_COLUMNS] = {
      (double)f->n, f->auc,      f->average_precision, f->spearman, f->pearson, f->mae,
      f->qwk,       f->accuracy, f->macro_f1,          f->mcc,      f->ece,     f->coverage,
      f->width};
  for (size_t i = 0; i < FIGURES_COLUMNS; i++) {
    char text[DECIMAL_BYTES];
    cells[i] = (cell){NULL, 0};
    if (isnan(values[i])) continue;
    const size_t size = decimal_write(text, values[i], i == 0 ? 0 : 4);
    const char *kept = batch_copy(b, text, size);
    if (!kept) return TENOR_ERR_MEMORY;
    cells[i] = (cell){kept, size};
  }
  return TENOR_OK;
}
