/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far the figures would be off with other documents of the same kind: a bootstrap that draws whole documents, since
 * rows of one document are alike and drawing rows would make the intervals too narrow. A draw is a weight for each row,
 * so that nothing is copied or sorted a second time.
 */
#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "evaluator.h"

static const double TAIL = 0.025;

typedef struct resampling {
  const tenor_evaluator *evaluator;
  assessment rows;
  uint32_t *times;  /* [groups.n] how often each document was drawn */
  uint32_t *weight; /* [n] */
  double *found;    /* [TENOR_N_FIGURES][replicates] values that are defined */
  size_t n_found[TENOR_N_FIGURES];
} resampling;

static void draw(resampling *r, tenor_rng *rng) {
  const tenor_evaluator *e = r->evaluator;
  for (size_t i = 0; i < e->groups.n; i++) r->times[i] = 0;
  for (size_t i = 0; i < e->groups.n; i++) r->times[rng_below(rng, e->groups.n)]++;
  for (size_t i = 0; i < e->n; i++) r->weight[i] = r->times[e->rows[i].group];
}

static void note_figures(resampling *r, const tenor_figures *f, uint32_t replicates) {
  const tenor_figure *which;
  for (size_t i = 0; (which = tenor_figure_at(i)); i++) {
    const double value = tenor_figure_of(f, which);
    if (!isnan(value)) r->found[i * replicates + r->n_found[i]++] = value;
  }
}

/* Between the order statistics on either side of it; `values` [n] rise. */
static double quantile(const double *values, size_t n, double q) {
  const double at = q * (double)(n - 1);
  const size_t below = (size_t)at;
  const size_t above = below + 1 < n ? below + 1 : below;
  return values[below] + (at - (double)below) * (values[above] - values[below]);
}

static void read_intervals(resampling *r, uint32_t replicates, tenor_figures *lo,
                           tenor_figures *hi) {
  const tenor_figure *which;
  for (size_t i = 0; (which = tenor_figure_at(i)); i++) {
    double *values = r->found + i * replicates;
    if (2 * r->n_found[i] <= replicates) continue;
    order_values(values, r->n_found[i]);
    *(double *)(void *)((char *)lo + which->offset) = quantile(values, r->n_found[i], TAIL);
    *(double *)(void *)((char *)hi + which->offset) = quantile(values, r->n_found[i], 1 - TAIL);
  }
}

static tenor_status allocate(resampling *r, uint32_t replicates) {
  const tenor_evaluator *e = r->evaluator;
  r->times = calloc(e->groups.n + 1, sizeof *r->times);
  r->weight = calloc(e->n + 1, sizeof *r->weight);
  r->found = calloc((size_t)replicates * TENOR_N_FIGURES + 1, sizeof *r->found);
  return r->times && r->weight && r->found ? TENOR_OK : TENOR_ERR_MEMORY;
}

tenor_status tenor_evaluator_intervals(const tenor_evaluator *e, const tenor_bootstrap *bootstrap,
                                       tenor_figures *lo, tenor_figures *hi) {
  tenor_figures_clear(lo);
  lo->n = e->n, lo->n_groups = e->groups.n;
  *hi = *lo;
  if (e->groups.n < 2 || bootstrap->replicates == 0) return TENOR_OK;
  resampling r = {.evaluator = e};
  tenor_rng rng = {bootstrap->seed};
  tenor_status status = allocate(&r, bootstrap->replicates);
  if (status >= 0) status = assessment_init(&r.rows, &e->head, e->rows, e->n);
  for (uint32_t i = 0; status >= 0 && i < bootstrap->replicates; i++) {
    tenor_figures f;
    draw(&r, &rng);
    assessment_figures(&r.rows, r.weight, &f);
    note_figures(&r, &f, bootstrap->replicates);
  }
  if (status >= 0) read_intervals(&r, bootstrap->replicates, lo, hi);
  assessment_finish(&r.rows);
  free(r.times);
  free(r.weight);
  free(r.found);
  return status;
}
