/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/finding.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "output/decimal.h"

tenor_status finding_measure(finding *f, const tenor_bootstrap *bootstrap) {
  tenor_figures_clear(&f->lo);
  tenor_figures_clear(&f->hi);
  tenor_status status = tenor_evaluator_figures(f->evaluator, &f->figures);
  if (status >= 0) status = tenor_evaluator_constant(f->evaluator, &f->constant);
  if (status >= 0 && bootstrap)
    status = tenor_evaluator_intervals(f->evaluator, bootstrap, &f->lo, &f->hi);
  return status;
}

static void keep_order_only(tenor_figures *f) {
  const tenor_figures all = *f;
  tenor_figures_clear(f);
  f->n = all.n;
  f->n_groups = all.n_groups;
  f->auc = all.auc;
  f->average_precision = all.average_precision;
  f->spearman = all.spearman;
  f->kendall = all.kendall;
  f->pearson = all.pearson;
}

void finding_keep_order_only(finding *f) {
  keep_order_only(&f->figures);
  keep_order_only(&f->constant);
  keep_order_only(&f->lo);
  keep_order_only(&f->hi);
}

const tenor_figure *finding_main_figure(tenor_head_kind kind) {
  static const char *const names[] = {"spearman", "macro_f1", "pearson", "auc"};
  const tenor_figure *which = NULL;
  for (size_t i = 0; (which = tenor_figure_at(i)); i++)
    if (strcmp(which->name, names[kind]) == 0) break;
  return which;
}

/* ---- notes -------------------------------------------------------------------------------------------- */

enum {
  SENTENCE_BYTES = 256,
  FEW_DOCUMENTS = 20,     /* fewer, and the bootstrap's intervals are too narrow themselves */
  FEW_PROBABILITIES = 200 /* fewer, and shares of a tenth of them scatter by as much */
};
static const double MISCALIBRATED = 0.1, UNCOVERED = 0.85;

/* By which figure a model should at least beat the best constant. */
static void note_constant(const finding *f, finding_say_fn *say, void *user) {
  static const struct {
    const char *what;
    size_t offset;
    int better;
  } yardsticks[] = {
      [TENOR_HEAD_ORDINAL] = {"mean error", offsetof(tenor_figures, mae), -1},
      [TENOR_HEAD_CLASS] = {"accuracy", offsetof(tenor_figures, accuracy), 1},
      [TENOR_HEAD_REGRESSION] = {"mean error", offsetof(tenor_figures, mae), -1},
      [TENOR_HEAD_BINARY] = {"Brier score", offsetof(tenor_figures, brier), -1},
  };
  const tenor_figure yardstick = {.offset = yardsticks[f->head.kind].offset};
  const double own = tenor_figure_of(&f->figures, &yardstick);
  const double other = tenor_figure_of(&f->constant, &yardstick);
  if (isnan(own) || isnan(other) || (own - other) * yardsticks[f->head.kind].better > 0) return;
  char sentence[SENTENCE_BYTES];
  (void)snprintf(sentence, sizeof sentence,
                 "%s: no better than saying the same of every statement: %s %s, that of the best "
                 "constant %s",
                 f->head.name, yardsticks[f->head.kind].what, decimal_of(own, 2).text,
                 decimal_of(other, 2).text);
  say(user, sentence);
}

void finding_notes(const finding *f, finding_say_fn *say, void *user) {
  char sentence[SENTENCE_BYTES];
  const char *name = f->head.name;
  if (f->figures.n == 0) {
    (void)snprintf(sentence, sizeof sentence, "%s: no statement has a label and a score", name);
    say(user, sentence);
    return;
  }
  if (f->figures.n_groups < FEW_DOCUMENTS) {
    (void)snprintf(sentence, sizeof sentence,
                   "%s: %" PRIu64 " statements of %" PRIu64 " documents are too few to tell much",
                   name, f->figures.n, f->figures.n_groups);
    say(user, sentence);
    return;
  }
  note_constant(f, say, user);
  if (f->figures.ece > MISCALIBRATED && f->figures.n >= FEW_PROBABILITIES) {
    (void)snprintf(sentence, sizeof sentence,
                   "%s: probabilities are off by %s on average; do not read them as shares", name,
                   decimal_of(f->figures.ece, 2).text);
    say(user, sentence);
  }
  if (f->figures.coverage < UNCOVERED) {
    (void)snprintf(sentence, sizeof sentence, "%s: the 90 %% intervals hold %s %% of the labels",
                   name, decimal_of(100 * f->figures.coverage, 0).text);
    say(user, sentence);
  }
}
