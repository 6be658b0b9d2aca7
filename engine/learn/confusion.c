/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/confusion.h"

#include <math.h>

/* NaN for a share of nothing. */
static double share(double part, double whole) {
  return whole > 0 ? part / whole : NAN;
}

void confusion_count(const uint32_t *truth, const uint32_t *predicted, const uint32_t *weight,
                     size_t n, size_t k, uint64_t *cells) {
  for (size_t i = 0; i < k * k; i++) cells[i] = 0;
  for (size_t i = 0; i < n; i++)
    if (truth[i] < k && predicted[i] < k)
      cells[truth[i] * k + predicted[i]] += weight ? weight[i] : 1;
}

/* How often a class occurs in the truth, is predicted, and both at once. */
typedef struct class_counts {
  double truth, predicted, hits;
} class_counts;

static class_counts count_class(const uint64_t *cells, size_t k, size_t class) {
  uint64_t truth = 0, predicted = 0;
  for (size_t i = 0; i < k; i++) {
    truth += cells[class * k + i];
    predicted += cells[i * k + class];
  }
  return (class_counts){(double)truth, (double)predicted, (double)cells[class * k + class]};
}

/* What agreement and agreement by chance are made of. */
typedef struct class_sums {
  double rows, hits;
  double products; /* of truth and predicted, summed over the classes */
  double truth_squares, predicted_squares;
} class_sums;

static class_sums sum_classes(const uint64_t *cells, size_t k) {
  class_sums sums = {0, 0, 0, 0, 0};
  for (size_t i = 0; i < k; i++) {
    const class_counts c = count_class(cells, k, i);
    sums.rows += c.truth;
    sums.hits += c.hits;
    sums.products += c.truth * c.predicted;
    sums.truth_squares += c.truth * c.truth;
    sums.predicted_squares += c.predicted * c.predicted;
  }
  return sums;
}

double confusion_accuracy(const uint64_t *cells, size_t k) {
  const class_sums sums = sum_classes(cells, k);
  return share(sums.hits, sums.rows);
}

double confusion_precision(const uint64_t *cells, size_t k, size_t class) {
  const class_counts c = count_class(cells, k, class);
  return share(c.hits, c.predicted);
}

double confusion_recall(const uint64_t *cells, size_t k, size_t class) {
  const class_counts c = count_class(cells, k, class);
  return share(c.hits, c.truth);
}

double confusion_f1(const uint64_t *cells, size_t k, size_t class) {
  const class_counts c = count_class(cells, k, class);
  return share(2 * c.hits, c.truth + c.predicted);
}

double confusion_macro_f1(const uint64_t *cells, size_t k) {
  double sum = 0, present = 0;
  for (size_t i = 0; i < k; i++) {
    const double f1 = confusion_f1(cells, k, i);
    if (isnan(f1)) continue;
    sum += f1;
    present++;
  }
  return share(sum, present);
}

double confusion_mcc(const uint64_t *cells, size_t k) {
  const class_sums s = sum_classes(cells, k);
  const double square = s.rows * s.rows;
  const double spread = sqrt(square - s.truth_squares) * sqrt(square - s.predicted_squares);
  return share(s.hits * s.rows - s.products, spread);
}

double confusion_kappa(const uint64_t *cells, size_t k) {
  const class_sums s = sum_classes(cells, k);
  return 1 - share((s.rows - s.hits) * s.rows, s.rows * s.rows - s.products);
}

/* The disagreement expected by chance, sum of truth[i] * predicted[j] * (i - j)^2, multiplied out
 * into moments: one pass over the cells and no marginals to store. */
double confusion_qwk(const uint64_t *cells, size_t k) {
  double rows = 0, observed = 0, truth = 0, predicted = 0, squares = 0;
  for (size_t i = 0; i < k; i++)
    for (size_t j = 0; j < k; j++) {
      const double count = (double)cells[i * k + j], a = (double)i, b = (double)j;
      rows += count;
      observed += count * (a - b) * (a - b);
      truth += count * a;
      predicted += count * b;
      squares += count * (a * a + b * b);
    }
  return 1 - share(observed * rows, squares * rows - 2 * truth * predicted);
}
