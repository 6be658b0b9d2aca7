/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Linear machines as model files of other programs: libsvm (Chang & Lin 2011), liblinear (Fan et al. 2008) and
 * SVM-light (Joachims 1999).
 */
#ifndef TENOR_MACHINE_FILE_H
#define TENOR_MACHINE_FILE_H

#include "output/out.h"

/* The machines of a head that go into one file. */
typedef struct machine_file {
  tenor_head_kind kind;
  uint32_t n_machines; /* above 1: classes, of which the highest decision wins */
  uint32_t n_features;
  const double *weights; /* [n_machines][n_features] */
  const double *biases;  /* [n_machines] */
} machine_file;

typedef void machine_writer(out *stream, const machine_file *m);

/* Classes become libsvm's machines for pairs: their difference decides, so the winner of all votes is the highest. A
 * single classifier answers 1 or 0, and has the probability of 1 for `svm-predict -b 1`. */
machine_writer machine_write_libsvm;

/* Logistic regressions, so that `liblinear-predict -b 1` gives the probabilities. */
machine_writer machine_write_liblinear;

/* One machine only. */
machine_writer machine_write_svmlight;

#endif
