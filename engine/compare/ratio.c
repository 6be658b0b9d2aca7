/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/ratio.h"

#include <math.h>

double ratio_total(const ratio_sample *sample) {
  double total = 0;
  for (size_t d = 0; d < sample->size; d++) total += sample->n[d];
  return total;
}

double ratio_influence(const ratio_sample *sample, double value, double total, size_t d) {
  const double share = sample->n[d] / total;
  return (sample->y[d] - value * sample->n[d]) / (total * sqrt(1 - share));
}

/*
 * Satterthwaite's tr(AM)^2 / tr(AMAM) for A = diag(a), a = 1 / (1 - h), and M the covariance of residual sums when each
 * document has an error of its own common to its statements. With h the documents' shares and q the sum of h squared,
 * M[d][d] = h^2 (1 - 2 h + q) and else M[d][e] = h h' (q - h - h'), so the double sum falls apart into p0, p1 and p2.
 */
double ratio_degrees(const ratio_sample *sample, double total) {
  double q = 0, p0 = 0, p1 = 0, p2 = 0, trace = 0, diagonal = 0;
  for (size_t d = 0; d < sample->size; d++) q += (sample->n[d] / total) * (sample->n[d] / total);
  for (size_t d = 0; d < sample->size; d++) {
    const double h = sample->n[d] / total, a = 1 / (1 - h), h2 = h * h;
    p0 += a * h2;
    p1 += a * h2 * h;
    p2 += a * h2 * h2;
    trace += a * h2 * (1 - 2 * h + q);
    diagonal += a * a * h2 * h2 * ((1 - 2 * h + q) * (1 - 2 * h + q) - (q - 2 * h) * (q - 2 * h));
  }
  const double square = q * q * p0 * p0 - 4 * q * p0 * p1 + 2 * p0 * p2 + 2 * p1 * p1 + diagonal;
  return fmax(1, trace * trace / square);
}

ratio ratio_estimate(const ratio_sample *sample) {
  const double total = ratio_total(sample);
  double sum = 0, variance = 0;
  for (size_t d = 0; d < sample->size; d++) sum += sample->y[d];
  ratio result = {.value = sum / total, .se = NAN, .df = NAN};
  if (sample->size < 2) return result;
  for (size_t d = 0; d < sample->size; d++) {
    const double part = ratio_influence(sample, result.value, total, d);
    variance += part * part;
  }
  result.se = sqrt(variance);
  result.df = ratio_degrees(sample, total);
  return result;
}
