/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evaluation: what a head said and what was true, and from that the figures of merit, each with its interval.
 *
 *     tenor_evaluator_new(&evaluator, tenor_model_head(model, 0));
 *     for each labelled text:
 *       tenor_evaluator_add(evaluator, &score.heads[0], score.p + score.heads[0].first, label, document);
 *     tenor_evaluator_figures(evaluator, &figures);
 *     tenor_evaluator_intervals(evaluator, &(tenor_bootstrap){.replicates = 1000, .seed = 1}, &lo, &hi);
 *     tenor_evaluator_free(&evaluator);
 *
 * docs/evaluation.md tells what each figure means and when to trust it.
 */
#ifndef TENOR_EVALUATE_H
#define TENOR_EVALUATE_H

#include "tenor.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How well scores agree with labels; NaN where a figure is not defined, for this kind of head or for these rows. */
typedef struct tenor_figures {
  uint64_t n;        /* rows */
  uint64_t n_groups; /* documents */
  /* ordinal (of the value against label >= positive) and binary: how well the score orders the rows */
  double auc, average_precision;
  /* ordinal and regression: agreement of the value with the label; mae and rmse in levels or units of the label */
  double spearman, kendall, pearson, mae, rmse;
  /* ordinal: of the likeliest level, a miss by two counting four times */
  double qwk;
  /* ordinal, class, binary: of the likeliest label */
  double kappa, accuracy, macro_f1, mcc;
  /* of the probabilities: of the positive; of a class head, log_loss and brier of all classes, ece of the winner */
  double log_loss, brier, ece;
  /* ordinal and regression: of the 90 % prediction intervals; width on the scale of the value */
  double coverage, width;
} tenor_figures;

/* What a program that shows figures needs to know of each. */
typedef struct tenor_figure {
  const char *name;    /* "auc" */
  const char *meaning; /* a phrase */
  size_t offset;       /* of the double in tenor_figures */
  int better;          /* 1: higher is better; -1: lower; 0: neither by itself */
  int brief; /* 0: not in a summary; else in it, the highest to be left out first where room is short */
} tenor_figure;

enum { TENOR_N_FIGURES = 17 };
/* The figure of that index, in the order of showing them; NULL beyond the last. Static. */
TENOR_API const tenor_figure *tenor_figure_at(size_t index);

static inline double tenor_figure_of(const tenor_figures *figures, const tenor_figure *figure) {
  double value;
  memcpy(&value, (const char *)figures + figure->offset, sizeof value);
  return value;
}

/* No rows, and no figure defined. */
TENOR_API void tenor_figures_clear(tenor_figures *figures);

/* Collects scores and labels of one head. Errors: MEMORY; ARG for a head of more than TENOR_MAX_CLASSES labels. */
typedef struct tenor_evaluator tenor_evaluator;
TENOR_API tenor_status tenor_evaluator_new(tenor_evaluator **evaluator, const tenor_head *head);
TENOR_API void tenor_evaluator_free(tenor_evaluator **evaluator);

/* A row. `p` [head->n_labels] are the probabilities of the labels; NULL for a regression or where they are not known.
 * `group` is the document, whose rows are not independent; NULL: a document of its own. score->p and the interval may
 * be NaN, and score->label TENOR_NO_LABEL; figures that need them are then not defined. A label of NaN and a score of
 * no tokens (value NaN) are passed over. Errors: MEMORY; ARG for a label that the head has not. */
#define TENOR_NO_LABEL UINT32_MAX
TENOR_API tenor_status tenor_evaluator_add(tenor_evaluator *evaluator,
                                           const tenor_head_score *score, const double *p,
                                           double label, const char *group);

/* Errors: MEMORY. */
TENOR_API tenor_status tenor_evaluator_figures(const tenor_evaluator *evaluator,
                                               tenor_figures *figures);

/* The figures of the best constant, to which a model must be compared: the commonest label, the median value (the
 * mean for rmse), and as probabilities the labels' shares among these rows. Errors: MEMORY. */
TENOR_API tenor_status tenor_evaluator_constant(const tenor_evaluator *evaluator,
                                                tenor_figures *figures);

typedef struct tenor_bootstrap {
  uint32_t replicates; /* 1000 is enough for two digits */
  uint64_t seed;
} tenor_bootstrap;

/* 95 % intervals of the figures over other documents of the same kind: whole documents are drawn with replacement, as
 * many as there are, and the 2.5 and 97.5 % quantiles taken (percentile bootstrap, Efron 1979; by clusters, Davison &
 * Hinkley 1997). NaN for fewer than two documents, and for a figure that is not defined in half of the replicates or
 * more; lo->n and hi->n are those of the rows. The same seed gives the same numbers. Errors: MEMORY. */
TENOR_API tenor_status tenor_evaluator_intervals(const tenor_evaluator *evaluator,
                                                 const tenor_bootstrap *bootstrap,
                                                 tenor_figures *lo, tenor_figures *hi);

/* ---- tables ------------------------------------------------------------------------------------------- */

/* Counts [n_labels * n_labels], truth by row; borrowed, valid until the next add; NULL for a regression. */
TENOR_API const uint64_t *tenor_evaluator_confusion(const tenor_evaluator *evaluator);

typedef struct tenor_class_figures {
  uint64_t n, n_predicted;
  double precision, recall, f1; /* NaN: never predicted; never occurs; neither */
} tenor_class_figures;
/* Of one label, below n_labels; not for a regression. */
TENOR_API void tenor_evaluator_class(const tenor_evaluator *evaluator, uint32_t label,
                                     tenor_class_figures *figures);

enum { TENOR_RELIABILITY_BINS = 10 };

/* Rows whose probability lay from a tenth to the next. */
typedef struct tenor_reliability {
  uint64_t n;
  double p;       /* mean probability; NaN in an empty bin, as the next */
  double outcome; /* the share that was true */
  double lo, hi;  /* its 95 % interval, rows taken as independent (Wilson 1927) */
} tenor_reliability;
/* Fills the table of the probability that ece is made from: of the positive, of a class head of the class that was
 * told. Errors: MEMORY. */
TENOR_API tenor_status tenor_evaluator_reliability(const tenor_evaluator *evaluator,
                                                   tenor_reliability bins[TENOR_RELIABILITY_BINS]);

/* How wrong one score is, 0..1 where the scale of the values is 0..1, else 0..2: the distance of value and label; of
 * a class or binary head, the probability that was not given to the truth. NaN where there is no label or no score. */
TENOR_API double tenor_head_error(const tenor_head *head, const tenor_head_score *score,
                                  const double *p, double label);

#ifdef __cplusplus
}
#endif
#endif
