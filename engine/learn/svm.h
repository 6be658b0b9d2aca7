/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Support vector machines: the one place that knows libsvm (Chang & Lin 2011) and liblinear (Fan et al. 2008).
 *
 * What comes out is always a linear function w x + b: a linear machine needs no support vectors once it is
 * trained, and one weight vector is what makes scoring fast. libsvm's linear C-SVC and epsilon-SVR are collapsed
 * into it; liblinear gives it as it is. liblinear's primal Newton solvers are used (Lin, Weng & Keerthi 2008):
 * unlike its dual ones they draw no random numbers, so that the same rows give the same weights.
 */
#ifndef TENOR_LEARN_SVM_H
#define TENOR_LEARN_SVM_H

#include <stdbool.h>

#include "base/status.h"

typedef struct svm_entry {
  int32_t index; /* of the feature, from 0 */
  double value;
} svm_entry;

/* Sparse rows, one after the other. */
typedef struct svm_rows {
  svm_entry *entries;
  size_t *starts; /* [n + 1] row i is entries[starts[i] .. starts[i + 1]), by rising index */
  size_t n;
  uint32_t n_features;
} svm_rows;

typedef enum svm_solver { SVM_LIBSVM, SVM_LIBLINEAR } svm_solver;
typedef enum svm_task { SVM_CLASSIFY, SVM_REGRESS } svm_task;

typedef struct svm_options {
  svm_solver solver;
  svm_task task;
  double c;
  double epsilon; /* regression: the width of the tube */
  double
      positive_weight; /* classification: how many times a positive row's error costs a negative one's */
} svm_options;

/* Fits the rows `subset` [n] with targets `y` [rows->n] (classification: above 0 is positive). w
 * [rows->n_features] and *bias receive the function. Rows of one class only give w = 0 and bias = +-1.
 * Errors: MEMORY, ARG. */
tenor_status svm_fit(const svm_rows *rows, const size_t *subset, size_t n, const double *y,
                     const svm_options *options, double *w, double *bias, tenor_error *error);

/* For tests and exports: the same fit by libsvm, its decision values of all rows by svm_predict_values. */
tenor_status svm_reference(const svm_rows *rows, const size_t *subset, size_t n, const double *y,
                           const svm_options *options, double *decisions, tenor_error *error);

/* w x + b of a row. */
double svm_decide(const svm_rows *rows, size_t row, const double *w, double bias);

void svm_rows_finish(svm_rows *rows);

#endif
