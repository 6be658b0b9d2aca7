/* SPDX-License-Identifier: Apache-2.0 */
/* Counts are kept in integers as long as they are counts, so that ties cost no precision. */
#include "learn/ranking.h"

#include <math.h>
#include <string.h>

#include "learn/metrics.h"

/* NaN for a share of nothing. */
static double share(double part, double whole) {
  return whole > 0 ? part / whole : NAN;
}

/* How many rows of items [begin, end) there are, counting repeats, and how many of them are positive. */
typedef struct tally {
  uint64_t rows, positives;
} tally;

static tally count(const order_item *items, const uint8_t *positive, const uint32_t *weight,
                   size_t begin, size_t end) {
  tally t = {0, 0};
  for (size_t i = begin; i < end; i++) {
    const uint32_t times = metrics_times(weight, items[i].row);
    t.rows += times;
    t.positives += positive[items[i].row] ? times : 0;
  }
  return t;
}

double ranking_auc(const order_item *by_score, const uint8_t *positive, const uint32_t *weight,
                   size_t n) {
  uint64_t wins = 0; /* counted in halves: a tie is one, a win two */
  uint64_t positives = 0, negatives = 0;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = order_tie_end(by_score, begin, n);
    const tally here = count(by_score, positive, weight, begin, end);
    const uint64_t against = here.rows - here.positives;
    wins += here.positives * (2 * negatives + against);
    positives += here.positives;
    negatives += against;
  }
  return share((double)wins, 2 * (double)positives * (double)negatives);
}

double ranking_average_precision(const order_item *by_score, const uint8_t *positive,
                                 const uint32_t *weight, size_t n) {
  tally above = count(by_score, positive, weight, 0, n); /* at or above the present score */
  const double positives = (double)above.positives;
  double sum = 0;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = order_tie_end(by_score, begin, n);
    const tally here = count(by_score, positive, weight, begin, end);
    if (here.positives > 0)
      sum += (double)here.positives * (double)above.positives / (double)above.rows;
    above.positives -= here.positives;
    above.rows -= here.rows;
  }
  return share(sum, positives);
}

static uint64_t count_rows(const order_item *items, const uint32_t *weight, size_t begin,
                           size_t end) {
  uint64_t rows = 0;
  for (size_t i = begin; i < end; i++) rows += metrics_times(weight, items[i].row);
  return rows;
}

/* Rank of each row from 1, the mean of theirs in a tie. */
static void fill_ranks(const order_item *items, const uint32_t *weight, size_t n, double *rank) {
  uint64_t before = 0;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = order_tie_end(items, begin, n);
    const uint64_t here = count_rows(items, weight, begin, end);
    for (size_t i = begin; i < end; i++)
      rank[items[i].row] = (double)before + ((double)here + 1) / 2;
    before += here;
  }
}

double ranking_spearman(const order_item *by_x, const order_item *by_y, const uint32_t *weight,
                        size_t n, double *work) {
  fill_ranks(by_x, weight, n, work);
  fill_ranks(by_y, weight, n, work + n);
  return metrics_pearson(work, work + n, weight, n);
}

uint32_t ranking_levels(const order_item *by_y, size_t n, uint32_t *level) {
  uint32_t n_levels = 0;
  for (size_t begin = 0, end; begin < n; begin = end, n_levels++) {
    end = order_tie_end(by_y, begin, n);
    for (size_t i = begin; i < end; i++) level[by_y[i].row] = n_levels;
  }
  return n_levels;
}

/* ---- Kendall --------------------------------------------------------------------------------- */

/* A tree of counts by level; tree[0] is not used. */
static void tree_add(uint64_t *tree, uint32_t n_levels, uint32_t level, uint64_t times) {
  for (uint32_t i = level + 1; i <= n_levels; i += i & -i) tree[i] += times;
}

/* How many stand on the levels below. */
static uint64_t tree_below(const uint64_t *tree, uint32_t level) {
  uint64_t sum = 0;
  for (uint32_t i = level; i > 0; i -= i & -i) sum += tree[i];
  return sum;
}

static uint64_t pairs_of(uint64_t n) {
  return n ? n * (n - 1) / 2 : 0;
}

double ranking_kendall(const order_item *by_x, const uint32_t *level_y, uint32_t n_levels,
                       const uint32_t *weight, size_t n, uint64_t *work) {
  memset(work, 0, ((size_t)n_levels + 1) * sizeof *work);
  uint64_t rows = 0, tied_x = 0, tied_y = 0, concordant = 0, discordant = 0;
  for (size_t begin = 0, end; begin < n; begin = end) {
    end = order_tie_end(by_x, begin, n);
    for (size_t i = begin; i < end; i++) { /* rows of one x are compared with those of lower x */
      const uint32_t level = level_y[by_x[i].row], times = metrics_times(weight, by_x[i].row);
      concordant += times * tree_below(work, level);
      discordant += times * (rows - tree_below(work, level + 1));
    }
    for (size_t i = begin; i < end; i++)
      tree_add(work, n_levels, level_y[by_x[i].row], metrics_times(weight, by_x[i].row));
    const uint64_t here = count_rows(by_x, weight, begin, end);
    tied_x += pairs_of(here);
    rows += here;
  }
  for (uint32_t i = 0; i < n_levels; i++)
    tied_y += pairs_of(tree_below(work, i + 1) - tree_below(work, i));
  const double untied_x = (double)(pairs_of(rows) - tied_x);
  const double untied_y = (double)(pairs_of(rows) - tied_y);
  return share((double)concordant - (double)discordant, sqrt(untied_x) * sqrt(untied_y));
}
