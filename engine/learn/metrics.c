/* SPDX-License-Identifier: Apache-2.0 */
/* Counts are kept in integers as long as they are counts, so that ties cost no precision. */
#include "learn/metrics.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "learn/order.h"

/* NaN for a share of nothing, and for the mean of nothing. */
static double share(double part, double whole) {
  return whole > 0 ? part / whole : NAN;
}

/* ---- ranking --------------------------------------------------------------------------------- */

static uint64_t count_positive(const order_item *items, const uint8_t *positive, size_t begin,
                               size_t end) {
  uint64_t count = 0;
  for (size_t i = begin; i < end; i++) count += positive[items[i].row] != 0;
  return count;
}

tenor_status metrics_auc(const double *score, const uint8_t *positive, size_t n, double *auc) {
  order_item *items;
  TRY(order_make(score, NULL, n, &items));
  uint64_t wins = 0; /* counted in halves: a tie is one, a win two */
  uint64_t positives = 0, negatives = 0;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = order_tie_end(items, begin, n);
    const uint64_t here = count_positive(items, positive, begin, end);
    const uint64_t against = end - begin - here;
    wins += here * (2 * negatives + against);
    positives += here;
    negatives += against;
  }
  free(items);
  *auc = share((double)wins, 2 * (double)positives * (double)negatives);
  return TENOR_OK;
}

tenor_status metrics_average_precision(const double *score, const uint8_t *positive, size_t n,
                                       double *precision) {
  order_item *items;
  TRY(order_make(score, NULL, n, &items));
  const uint64_t positives = count_positive(items, positive, 0, n);
  uint64_t below = 0, found = positives; /* found: positives at or above the present score */
  double sum = 0;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = order_tie_end(items, begin, n);
    const uint64_t here = count_positive(items, positive, begin, end);
    sum += (double)here * (double)found / (double)(n - below);
    found -= here;
    below = end;
  }
  free(items);
  *precision = share(sum, (double)positives);
  return TENOR_OK;
}

/* ---- agreement of two numbers ---------------------------------------------------------------- */

static double mean_of(const double *x, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += x[i];
  return sum / (double)n;
}

/* Asked exactly: the mean of a constant is rounded, and its variance need not come out as 0. */
static bool is_constant(const double *x, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (x[i] < x[0] || x[i] > x[0]) return false;
  return true;
}

double metrics_pearson(const double *x, const double *y, size_t n) {
  if (is_constant(x, n) || is_constant(y, n)) return NAN;
  const double mean_x = mean_of(x, n), mean_y = mean_of(y, n);
  double xx = 0, yy = 0, xy = 0;
  for (size_t i = 0; i < n; i++) {
    const double dx = x[i] - mean_x, dy = y[i] - mean_y;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const double r = xy / (sqrt(xx) * sqrt(yy));
  return r > 1 ? 1 : r < -1 ? -1 : r;
}

/* Rank of each row from 1, the mean of theirs in a tie. *ranks is owned by the caller. */
static tenor_status make_ranks(const double *x, size_t n, double **ranks) {
  order_item *items;
  *ranks = NULL;
  TRY(order_make(x, NULL, n, &items));
  double *made = calloc(n ? n : 1, sizeof *made);
  for (size_t begin = 0, end; made && begin < n; begin = end) {
    end = order_tie_end(items, begin, n);
    for (size_t i = begin; i < end; i++) made[items[i].row] = ((double)begin + (double)end + 1) / 2;
  }
  free(items);
  *ranks = made;
  return made ? TENOR_OK : TENOR_ERR_MEMORY;
}

tenor_status metrics_spearman(const double *x, const double *y, size_t n, double *rho) {
  double *ranks_x = NULL, *ranks_y = NULL;
  tenor_status status;
  TRY_GOTO(status, make_ranks(x, n, &ranks_x), done);
  TRY_GOTO(status, make_ranks(y, n, &ranks_y), done);
  *rho = metrics_pearson(ranks_x, ranks_y, n);
done:
  free(ranks_x);
  free(ranks_y);
  return status;
}

/* Sorts values[0 .. n) by merging; the number of pairs that stood in the wrong order. */
static uint64_t sort_exchanges(double *values, double *work, size_t n) {
  if (n < 2) return 0;
  const size_t half = n / 2;
  uint64_t exchanges = sort_exchanges(values, work, half);
  exchanges += sort_exchanges(values + half, work, n - half);
  for (size_t i = 0; i < half; i++) work[i] = values[i];
  for (size_t out = 0, left = 0, right = half; left < half; out++) {
    if (right < n && values[right] < work[left]) {
      exchanges += half - left;
      values[out] = values[right++];
    } else {
      values[out] = work[left++];
    }
  }
  return exchanges;
}

static uint64_t pairs_of(uint64_t n) {
  return n ? n * (n - 1) / 2 : 0;
}

/* Pairs tied in both numbers, among items [begin, end) that are tied in the key. */
static uint64_t pairs_tied_twice(const order_item *items, size_t begin, size_t end) {
  uint64_t pairs = 0, same = 0;
  for (size_t i = begin + 1; i < end; i++) {
    same = items[i].second <= items[i - 1].second ? same + 1 : 0;
    pairs += same;
  }
  return pairs;
}

tenor_status metrics_kendall(const double *x, const double *y, size_t n, double *tau) {
  order_item *items;
  TRY(order_make(x, y, n, &items));
  /* [n] y in the order of x, then [n] work */
  double *values = calloc(n ? n : 1, 2 * sizeof *values);
  if (!values) {
    free(items);
    return TENOR_ERR_MEMORY;
  }
  uint64_t tied_x = 0, tied_y = 0, tied_both = 0, same = 0;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = order_tie_end(items, begin, n);
    tied_x += pairs_of(end - begin);
    tied_both += pairs_tied_twice(items, begin, end);
  }
  for (size_t i = 0; i < n; i++) values[i] = items[i].second;
  const uint64_t discordant = sort_exchanges(values, values + n, n);
  for (size_t i = 1; i < n; i++) {
    same = values[i] <= values[i - 1] ? same + 1 : 0;
    tied_y += same;
  }
  const uint64_t all = pairs_of(n), untied_x = all - tied_x, untied_y = all - tied_y;
  const uint64_t concordant = untied_x - (tied_y - tied_both) - discordant;
  free(values);
  free(items);
  *tau = share((double)concordant - (double)discordant,
               sqrt((double)untied_x) * sqrt((double)untied_y));
  return TENOR_OK;
}

double metrics_mae(const double *predicted, const double *actual, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += fabs(predicted[i] - actual[i]);
  return share(sum, (double)n);
}

double metrics_rmse(const double *predicted, const double *actual, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += (predicted[i] - actual[i]) * (predicted[i] - actual[i]);
  return sqrt(share(sum, (double)n));
}

/* ---- probabilities --------------------------------------------------------------------------- */

static double clip(double p) {
  return p < DBL_EPSILON ? DBL_EPSILON : p > 1 - DBL_EPSILON ? 1 - DBL_EPSILON : p;
}

double metrics_log_loss(const double *p, const uint8_t *positive, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum -= positive[i] ? log(clip(p[i])) : log1p(-clip(p[i]));
  return share(sum, (double)n);
}

double metrics_brier(const double *p, const uint8_t *positive, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    const double miss = p[i] - (positive[i] ? 1 : 0);
    sum += miss * miss;
  }
  return share(sum, (double)n);
}

static void fill_bins(const double *p, const uint8_t *positive, size_t n, size_t n_bins,
                      reliability_bin *bins) {
  for (size_t i = 0; i < n_bins; i++) bins[i] = (reliability_bin){0, 0, 0};
  for (size_t i = 0; i < n; i++) {
    const size_t at = (size_t)(p[i] * (double)n_bins);
    reliability_bin *bin = &bins[at < n_bins ? at : n_bins - 1];
    bin->p += p[i];
    bin->outcome += positive[i] ? 1 : 0;
    bin->count++;
  }
}

tenor_status metrics_ece(const double *p, const uint8_t *positive, size_t n, size_t n_bins,
                         reliability_bin *bins, double *ece) {
  if (n_bins == 0) return TENOR_ERR_ARG;
  for (size_t i = 0; i < n; i++)
    if (!(p[i] >= 0 && p[i] <= 1)) return TENOR_ERR_ARG;
  reliability_bin *own = bins ? NULL : calloc(n_bins, sizeof *own);
  if (!bins && !own) return TENOR_ERR_MEMORY;
  reliability_bin *table = bins ? bins : own;
  fill_bins(p, positive, n, n_bins, table);
  double sum = 0;
  for (size_t i = 0; i < n_bins; i++) {
    sum += fabs(table[i].p - table[i].outcome);
    table[i].p = share(table[i].p, (double)table[i].count);
    table[i].outcome = share(table[i].outcome, (double)table[i].count);
  }
  free(own);
  *ece = share(sum, (double)n);
  return TENOR_OK;
}

/* ---- classes --------------------------------------------------------------------------------- */

tenor_status metrics_confusion(const uint32_t *truth, const uint32_t *predicted, size_t n, size_t k,
                               uint64_t *cells) {
  for (size_t i = 0; i < k * k; i++) cells[i] = 0;
  for (size_t i = 0; i < n; i++) {
    if (truth[i] >= k || predicted[i] >= k) return TENOR_ERR_ARG;
    cells[truth[i] * k + predicted[i]]++;
  }
  return TENOR_OK;
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

double metrics_accuracy(const uint64_t *cells, size_t k) {
  const class_sums sums = sum_classes(cells, k);
  return share(sums.hits, sums.rows);
}

double metrics_precision(const uint64_t *cells, size_t k, size_t class) {
  const class_counts c = count_class(cells, k, class);
  return share(c.hits, c.predicted);
}

double metrics_recall(const uint64_t *cells, size_t k, size_t class) {
  const class_counts c = count_class(cells, k, class);
  return share(c.hits, c.truth);
}

double metrics_f1(const uint64_t *cells, size_t k, size_t class) {
  const class_counts c = count_class(cells, k, class);
  return share(2 * c.hits, c.truth + c.predicted);
}

double metrics_macro_f1(const uint64_t *cells, size_t k) {
  double sum = 0, present = 0;
  for (size_t i = 0; i < k; i++) {
    const double f1 = metrics_f1(cells, k, i);
    if (isnan(f1)) continue;
    sum += f1;
    present++;
  }
  return share(sum, present);
}

double metrics_mcc(const uint64_t *cells, size_t k) {
  const class_sums s = sum_classes(cells, k);
  const double square = s.rows * s.rows;
  const double spread = sqrt(square - s.truth_squares) * sqrt(square - s.predicted_squares);
  return share(s.hits * s.rows - s.products, spread);
}

double metrics_kappa(const uint64_t *cells, size_t k) {
  const class_sums s = sum_classes(cells, k);
  return 1 - share((s.rows - s.hits) * s.rows, s.rows * s.rows - s.products);
}

/* The disagreement expected by chance, sum of truth[i] * predicted[j] * (i - j)^2, multiplied out
 * into moments: one pass over the cells and no marginals to store. */
double metrics_qwk(const uint64_t *cells, size_t k) {
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
