/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Support vector machines: the one place that knows libsvm (Chang & Lin 2011) and liblinear (Fan et al. 2008).
 *
 * A linear machine comes out as a function w x + b: it needs no support vectors once it is trained, and one weight
 * vector is what makes scoring fast. libsvm's C-SVC, nu-SVC and epsilon-SVR are collapsed into it; liblinear gives it
 * as it is. liblinear's primal Newton solvers are used (Lin, Weng & Keerthi 2008): unlike its dual ones they draw no
 * random numbers, so that the same rows give the same weights. Rows that weigh unlike are beyond liblinear and go to
 * learn/newton.c, which solves the same problem. A kernel machine (libsvm, RBF) keeps its support vectors.
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

/* What to learn from; all borrowed. */
typedef struct svm_sample {
  const svm_rows *rows;
  const size_t *subset; /* [n] rows */
  size_t n;
  const double *y;      /* [rows->n] targets; classification: above 0 is positive */
  const double *weight; /* [rows->n] how many rows a row counts as, above 0; NULL: all 1 */
} svm_sample;

typedef enum svm_solver { SVM_LIBSVM, SVM_LIBLINEAR } svm_solver;
typedef enum svm_task { SVM_CLASSIFY, SVM_REGRESS } svm_task;

typedef struct svm_options {
  svm_solver solver;
  svm_task task;
  double c;
  double epsilon; /* regression: the width of the tube */
  /* libsvm, classification: above 0 it takes the place of c (nu-SVC, Schölkopf et al. 2000) */
  double nu;
  double gamma; /* libsvm: above 0 the kernel is exp(-gamma |x - z|^2), else linear */
} svm_options;

/* A trained machine. It has room for any machine of the rows that it was made for. */
typedef struct svm_machine {
  double *w; /* [n_features] linear */
  double bias;
  double gamma;        /* above 0: a kernel machine, and w is 0 */
  size_t *support;     /* [n_support] its rows */
  double *coefficient; /* [n_support] */
  size_t n_support;
} svm_machine;

/* Errors: MEMORY. Finish it in any case. */
tenor_status svm_machine_init(svm_machine *machine, const svm_rows *rows);
void svm_machine_finish(svm_machine *machine);

/* Fits the sample. `warm`: the machine holds a linear function that is near the one sought, and is where to begin. Rows
 * of one class only give w = 0 and bias = +-1. A nu that the classes are too uneven for is lowered to what is possible.
 * Errors: MEMORY; ARG also where libsvm is given rows of one side that weigh unlike. */
tenor_status svm_fit(const svm_sample *sample, const svm_options *options, bool warm,
                     svm_machine *machine, tenor_error *error);

/* For tests: the same fit by libsvm, its decision values of all rows by svm_predict_values. */
tenor_status svm_reference(const svm_sample *sample, const svm_options *options, double *decisions,
                           tenor_error *error);

/* The decision value of a row; of a kernel machine, those of the rows that it was fitted on. */
double svm_decide(const svm_rows *rows, size_t row, const svm_machine *machine);

void svm_rows_finish(svm_rows *rows);

#endif
