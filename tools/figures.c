/* SPDX-License-Identifier: Apache-2.0 */
#include "figures.h"

#include <math.h>

#include "output/decimal.h"

enum { PLACES = 4 };

/* The next figure of a summary at or after *index, which moves behind it; NULL: no more. */
static const tenor_figure *next_brief(size_t *index) {
  const tenor_figure *which;
  while ((which = tenor_figure_at(*index))) {
    ++*index;
    if (which->brief) break;
  }
  return which;
}

void figures_columns(column columns[FIGURES_COLUMNS]) {
  const tenor_figure *which;
  size_t index = 0;
  columns[0] = (column){"n", COLUMN_NUMBER, false};
  for (size_t i = 1; i < FIGURES_COLUMNS && (which = next_brief(&index)); i++)
    columns[i] = (column){which->name, COLUMN_NUMBER, false};
}

void figures_spare(unsigned char spare[FIGURES_COLUMNS]) {
  const tenor_figure *which;
  size_t index = 0;
  spare[0] = 0;
  for (size_t i = 1; i < FIGURES_COLUMNS && (which = next_brief(&index)); i++)
    spare[i] = (unsigned char)(which->brief - 1);
}

bool figures_number(batch *b, double value, int places, cell *result) {
  char text[DECIMAL_BYTES];
  result->data = NULL;
  result->size = 0;
  if (isnan(value)) return true;
  result->size = decimal_write(text, value, places);
  result->data = batch_copy(b, text, result->size);
  return result->data != NULL;
}

tenor_status figures_write(const tenor_figures *f, batch *b, cell cells[FIGURES_COLUMNS]) {
  const tenor_figure *which;
  size_t index = 0;
  bool fine = figures_number(b, (double)f->n, 0, &cells[0]);
  for (size_t i = 1; i < FIGURES_COLUMNS && (which = next_brief(&index)); i++)
    fine = fine && figures_number(b, tenor_figure_of(f, which), PLACES, &cells[i]);
  return fine ? TENOR_OK : TENOR_ERR_MEMORY;
}
