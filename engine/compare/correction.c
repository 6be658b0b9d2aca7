/* SPDX-License-Identifier: Apache-2.0 */
/*
 * With w the weight of the model, f its scores and y the labels, the estimate is
 *     w mean(f) + weighted mean over labels of (y - w f),
 * and what document d adds to its error is a[d] + w b[d], where a is the labels' part and b the difference of the two
 * means of f. So the variance is a parabola in w, and its lowest point is known.
 */
#include "compare/correction.h"

#include <math.h>

typedef struct means {
  double n, weight;               /* totals */
  double score, gold_score, gold; /* of all; of those with labels; of labels */
} means;

static means means_of(const gold_document *documents, size_t n) {
  means m = {0};
  for (size_t d = 0; d < n; d++) {
    m.n += documents[d].n;
    m.weight += documents[d].weight;
    m.score += documents[d].scores;
    m.gold_score += documents[d].gold_scores;
    m.gold += documents[d].golds;
  }
  m.score /= m.n;
  m.gold_score /= m.weight;
  m.gold /= m.weight;
  return m;
}

/* The parts that a document adds to the error, each corrected as ratio_influence() does it. */
static double part(double residual, double size, double total) {
  return residual / (total * sqrt(1 - size / total));
}

correction correction_make(const gold_document *documents, size_t n) {
  const means m = means_of(documents, n);
  double aa = 0, ab = 0, bb = 0;
  for (size_t d = 0; d < n; d++) {
    const gold_document *one = &documents[d];
    const double a = part(one->golds - m.gold * one->weight, one->weight, m.weight);
    const double b = part(one->scores - m.score * one->n, one->n, m.n) -
                     part(one->gold_scores - m.gold_score * one->weight, one->weight, m.weight);
    aa += a * a;
    ab += a * b;
    bb += b * b;
  }
  const double w = bb > 0 ? fmin(1, fmax(0, -ab / bb)) : 0;
  const double variance = fmax(0, aa + 2 * w * ab + w * w * bb);
  return (correction){
      .value = m.gold + w * (m.score - m.gold_score), .se = sqrt(variance), .model_weight = w};
}
