/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mean corrected by labels that people gave to a random sample of the statements.
 *
 * The model scored every statement, people only some. The mean of the model's scores is precise and perhaps wrong; that
 * of the labels is right and perhaps imprecise. Prediction-powered inference (Angelopoulos et al. 2023) and
 * design-based supervised learning (Egami et al. 2023) take the model's mean, and to it add what labels differ from
 * scores in the sample, each weighed by one over the probability with which it was drawn. Whatever the model's errors,
 * the result is right on average, because how statements were drawn is known.
 *
 * How much to trust the model is chosen so that the variance is least ("power tuning", Angelopoulos, Duchi & Zrnic
 * 2023): with weight 0 its scores are ignored, with 1 they are used whole. Documents are the units of the variance.
 */
#ifndef TENOR_COMPARE_CORRECTION_H
#define TENOR_COMPARE_CORRECTION_H

#include <stddef.h>

/* A document's statements: how many, the model's sum over all; and over those with a label, by weight: how much there
 * is of them, the model's sum and the labels'. */
typedef struct gold_document {
  double n, scores;
  double weight, gold_scores, golds;
} gold_document;

typedef struct correction {
  double value, se;
  double model_weight; /* 0..1 */
} correction;

/* documents[0 .. n), of which two or more have labels. */
correction correction_make(const gold_document *documents, size_t n);

#endif
