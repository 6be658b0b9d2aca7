/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A head as it lies in a model file, and how it turns decision values into a score.
 *
 * Ordinal heads are K binary machines for "level >= k" (Frank & Hall 2001), calibrated each, made monotone, and
 * summed to the expected level. Classes are one-versus-rest, calibrated each and normalised.
 */
#ifndef TENOR_LEARN_HEAD_H
#define TENOR_LEARN_HEAD_H

#include "learn/calibrate.h"
#include "learn/conformal.h"

enum { MODEL_NAME_BYTES = 48 };

typedef struct model_head {
  char name[MODEL_NAME_BYTES];    /* terminated */
  uint32_t kind;                  /* tenor_head_kind */
  uint32_t n_labels, first_label; /* in labels */
  uint32_t n_outputs, first_output;
  uint32_t positive;
  double low, high; /* of a regression's labels */
} model_head;

/* Ordinal: output k decides level >= k + 1. Class: output k decides class k. Others: one output. */
typedef struct model_output {
  double bias;
  platt calibration; /* of classifiers; regressions do not use it */
  double favour; /* of a class: its probability counts so many times where the label is chosen */
} model_output;

/* Weights lie in rows of this many floats: one that is the row's own (an n-gram's idf, a form feature's mean, else 0),
 * one for each output, and zeros up to a multiple of 8, so that a row is added eight numbers at a time and mostly is
 * one line of the cache. */
static inline size_t weight_stride(size_t n_outputs) {
  return (1 + n_outputs + 7) & ~(size_t)7;
}

/* Reads the head's score from its decision values [h->n_outputs] with `outputs` [h->n_outputs]; s->first must be set
 * and is kept. p [h->n_labels] receives the probabilities of the labels. `curves` [h->n_outputs] calibrate in place of
 * the outputs' sigmoids where they have knots; NULL: none has. */
void head_read(const model_head *h, const model_output *outputs, const isotonic *curves,
               const conformal *interval, const double *decisions, tenor_head_score *s, double *p);

/* The score of a text without tokens: NaN. */
void head_read_nothing(const model_head *h, tenor_head_score *s, double *p);

/* A label on the scale of tenor_head_score.value. */
double head_label_value(uint32_t kind, uint32_t n_labels, double low, double high, double label);

#endif
