/* SPDX-License-Identifier: Apache-2.0 */
/* The figures of merit one by one, so that whoever shows them needs to name none. */
#include <math.h>

#include "tenor_evaluate.h"

#define FIGURE(field, better, brief, meaning) \
  { #field, meaning, offsetof(tenor_figures, field), better, brief }
static const tenor_figure figure_table[TENOR_N_FIGURES] = {
    FIGURE(auc, 1, 1, "chance that a positive outscores a negative"),
    FIGURE(average_precision, 1, 7, "precision, averaged over recall"),
    FIGURE(spearman, 1, 1, "correlation of the ranks"),
    FIGURE(kendall, 1, 0, "pairs in the right order less those in the wrong one (tau-b)"),
    FIGURE(pearson, 1, 2, "correlation"),
    FIGURE(mae, -1, 4, "mean error, in units of the label"),
    FIGURE(rmse, -1, 0, "root of the mean squared error, in units of the label"),
    FIGURE(qwk, 1, 6, "agreement beyond chance, far misses costing more"),
    FIGURE(kappa, 1, 0, "agreement beyond chance"),
    FIGURE(accuracy, 1, 3, "share of labels that are right"),
    FIGURE(macro_f1, 1, 1, "mean over the labels of F1, of precision and recall"),
    FIGURE(mcc, 1, 8, "correlation of told and true labels (Matthews)"),
    FIGURE(log_loss, -1, 0, "surprise at the truth, in nats"),
    FIGURE(brier, -1, 0, "squared distance of probabilities from the truth"),
    FIGURE(ece, -1, 1, "how far probabilities are from what happens"),
    FIGURE(coverage, 0, 5, "share of truths inside their 90 % interval"),
    FIGURE(width, -1, 9, "mean width of those intervals"),
};

const tenor_figure *tenor_figure_at(size_t index) {
  return index < TENOR_N_FIGURES ? &figure_table[index] : NULL;
}

void tenor_figures_clear(tenor_figures *figures) {
  const double nothing = NAN;
  figures->n = figures->n_groups = 0;
  for (size_t i = 0; i < TENOR_N_FIGURES; i++)
    memcpy((char *)figures + figure_table[i].offset, &nothing, sizeof nothing);
}
