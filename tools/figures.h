/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of merit as columns: the same in the report of train and in evaluate. */
#ifndef TENOR_FIGURES_H
#define TENOR_FIGURES_H

#include "output/writer.h"
#include "tenor_evaluate.h"

enum { FIGURES_COLUMNS = 13 };

/* Their names, in order. */
void figures_columns(column columns[FIGURES_COLUMNS]);
/* Their cells, whose bytes lie in `b`; undefined figures are empty. Errors: MEMORY. */
tenor_status figures_write(const tenor_figures *f, batch *b, cell cells[FIGURES_COLUMNS]);

#endif
