/* SPDX-License-Identifier: Apache-2.0 */
/* The figures of merit that a summary shows, as columns: the same in the report of train and in evaluate. */
#ifndef TENOR_FIGURES_H
#define TENOR_FIGURES_H

#include "output/writer.h"
#include "tenor_evaluate.h"

enum { FIGURES_COLUMNS = 13 };

/* Their names, in order, and which of them a narrow table leaves out first (writer_spare). */
void figures_columns(column columns[FIGURES_COLUMNS]);
void figures_spare(unsigned char spare[FIGURES_COLUMNS]);
/* Their cells, whose bytes lie in `b`; undefined figures are empty. Errors: MEMORY. */
tenor_status figures_write(const tenor_figures *f, batch *b, cell cells[FIGURES_COLUMNS]);

/* A number as a cell whose bytes lie in `b`; NaN is an empty one. False when memory is out. */
bool figures_number(batch *b, double value, int places, cell *result);

#endif
