/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/newton.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 100, MAX_TURNS = 500, MAX_HALVINGS = 30 };
static const double CLASSIFY_TOLERANCE = 2e-4, REGRESS_TOLERANCE = 5e-5;
static const double DESCENT = 0.01; /* Armijo's condition */

typedef struct newton {
  const svm_sample *sample;
  const svm_options *options;
  size_t n, size;                     /* rows; features and the bias */
  double *z, *dz, *miss;              /* [n] values, their change along the step, misses */
  double *w, *gradient, *step;        /* [size] the bias is last */
  double *rest, *direction, *product; /* [size] of the conjugate gradients */
} newton;

static double dot(const double *a, const double *b, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

static double weight_of(const newton *t, size_t i) {
  const double *weight = t->sample->weight;
  return weight ? weight[t->sample->subset[i]] : 1;
}

/* out [n] = rows x v */
static void multiply(const newton *t, const double *v, double *out_values) {
  const svm_rows *rows = t->sample->rows;
  for (size_t i = 0; i < t->n; i++) {
    const size_t row = t->sample->subset[i];
    double sum = v[t->size - 1];
    for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++)
      sum += v[rows->entries[k].index] * rows->entries[k].value;
    out_values[i] = sum;
  }
}

/* v [size] += factor x row i */
static void add_row(const newton *t, size_t i, double factor, double *v) {
  const svm_rows *rows = t->sample->rows;
  const size_t row = t->sample->subset[i];
  for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++)
    v[rows->entries[k].index] += factor * rows->entries[k].value;
  v[t->size - 1] += factor;
}

/* How far value z of row i is from where it would cost nothing. With y = +-1, 1 - y z beyond the margin is y (y -
 * z). */
static double miss_of(const newton *t, size_t i, double z) {
  const double y = t->sample->y[t->sample->subset[i]], epsilon = t->options->epsilon;
  if (t->options->task == SVM_CLASSIFY) return y > 0 ? fmin(z - 1, 0) : fmax(z + 1, 0);
  if (z - y > epsilon) return z - y - epsilon;
  return z - y < -epsilon ? z - y + epsilon : 0;
}

/* The sum to be made small, `share` of the step away. */
static double cost(newton *t, double share) {
  double squares = 0, losses = 0;
  for (size_t k = 0; k < t->size; k++) {
    const double w = t->w[k] + share * t->step[k];
    squares += w * w;
  }
  for (size_t i = 0; i < t->n; i++) {
    t->miss[i] = miss_of(t, i, t->z[i] + share * t->dz[i]);
    losses += weight_of(t, i) * t->miss[i] * t->miss[i];
  }
  return squares / 2 + t->options->c * losses;
}

/* From w and the misses. */
static void derive(newton *t) {
  memcpy(t->gradient, t->w, t->size * sizeof *t->w);
  for (size_t i = 0; i < t->n; i++)
    if (t->miss[i] < 0 || t->miss[i] > 0)
      add_row(t, i, 2 * t->options->c * weight_of(t, i) * t->miss[i], t->gradient);
}

/* product = second derivative x v, of the rows that miss */
static void curve(newton *t, const double *v) {
  multiply(t, v, t->dz);
  memcpy(t->product, v, t->size * sizeof *v);
  for (size_t i = 0; i < t->n; i++)
    if (t->miss[i] < 0 || t->miss[i] > 0)
      add_row(t, i, 2 * t->options->c * weight_of(t, i) * t->dz[i], t->product);
}

/* step = - inverse of the second derivative x gradient, roughly. */
static void find_step(newton *t) {
  memset(t->step, 0, t->size * sizeof *t->step);
  for (size_t k = 0; k < t->size; k++) t->rest[k] = t->direction[k] = -t->gradient[k];
  double squares = dot(t->rest, t->rest, t->size);
  const double enough = 0.01 * squares;
  for (int turn = 0; turn < MAX_TURNS && squares > enough; turn++) {
    curve(t, t->direction);
    const double length = squares / dot(t->direction, t->product, t->size);
    for (size_t k = 0; k < t->size; k++) {
      t->step[k] += length * t->direction[k];
      t->rest[k] -= length * t->product[k];
    }
    const double before = squares;
    squares = dot(t->rest, t->rest, t->size);
    for (size_t k = 0; k < t->size; k++)
      t->direction[k] = t->rest[k] + squares / before * t->direction[k];
  }
}

/* Goes along the step as far as the sum falls enough; false when it does not fall at all. */
static bool take_step(newton *t, double *now) {
  const double slope = DESCENT * dot(t->gradient, t->step, t->size);
  multiply(t, t->step, t->dz);
  double share = 1;
  for (int i = 0; i < MAX_HALVINGS; i++, share /= 2) {
    const double next = cost(t, share);
    if (next > *now + share * slope) continue;
    for (size_t k = 0; k < t->size; k++) t->w[k] += share * t->step[k];
    for (size_t k = 0; k < t->n; k++) t->z[k] += share * t->dz[k];
    *now = next;
    return true;
  }
  return false;
}

/* The length of the gradient to stop at, relative to that at w = 0, as liblinear has it: a rare class must be heard. */
static double tolerance(newton *t) {
  double positives = 0, total = 0;
  memset(t->z, 0, t->n * sizeof *t->z);
  memset(t->dz, 0, t->n * sizeof *t->dz);
  double *begin = t->w;
  t->w = t->product; /* zeros */
  (void)cost(t, 0);
  derive(t);
  t->w = begin;
  for (size_t i = 0; i < t->n; i++) {
    total += weight_of(t, i);
    if (t->sample->y[t->sample->subset[i]] > 0) positives += weight_of(t, i);
  }
  const double length = sqrt(dot(t->gradient, t->gradient, t->size));
  if (t->options->task == SVM_REGRESS) return REGRESS_TOLERANCE * length;
  return CLASSIFY_TOLERANCE * fmin(positives, total - positives) / total * length;
}

static void descend(newton *t) {
  const double enough = tolerance(t);
  multiply(t, t->w, t->z);
  double now = cost(t, 0);
  for (int i = 0; i < MAX_STEPS; i++) {
    derive(t);
    if (sqrt(dot(t->gradient, t->gradient, t->size)) <= enough) break;
    find_step(t);
    if (!take_step(t, &now)) break;
  }
}

tenor_status newton_fit(const svm_sample *sample, const svm_options *options, double *w,
                        double *bias) {
  const size_t n = sample->n, size = (size_t)sample->rows->n_features + 1;
  double *memory = calloc(3 * n + 6 * size, sizeof *memory);
  if (!memory) return TENOR_ERR_MEMORY;
  double *of_size = memory + 3 * n;
  newton t = {.sample = sample,
              .options = options,
              .n = n,
              .size = size,
              .z = memory,
              .dz = memory + n,
              .miss = memory + 2 * n,
              .w = of_size,
              .gradient = of_size + size,
              .step = of_size + 2 * size,
              .rest = of_size + 3 * size,
              .direction = of_size + 4 * size,
              .product = of_size + 5 * size};
  memcpy(t.w, w, (size - 1) * sizeof *w);
  t.w[size - 1] = *bias;
  descend(&t);
  memcpy(w, t.w, (size - 1) * sizeof *w);
  *bias = t.w[size - 1];
  free(memory);
  return TENOR_OK;
}
