/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Kernel machines in a model: support vectors of all outputs in one pool, and for each output its coefficients.
 *
 *     decision = bias + sum over support vectors of coefficient x exp(-gamma |x - s|^2)
 *
 * They cannot be collapsed into weights, so each costs a kernel evaluation for every text, and the cost grows with the
 * set: with dense features of 1,499 statements scoring takes five times as long as a linear model. A point x has the
 * columns of the design matrix: dense features, each multiplied by its scale, then n-grams.
 */
#ifndef TENOR_LEARN_KERNEL_H
#define TENOR_LEARN_KERNEL_H

#include "learn/svm.h"

typedef struct kernel_entry {
  uint32_t column;
  uint32_t zero; /* padding, named so that its bytes are known */
  double value;
} kernel_entry;

/* In a model file, or owned by a trainer. */
typedef struct kernel_pool {
  const double *gamma;         /* [n_outputs] */
  const double *scale;         /* [n_dense] */
  const uint64_t *starts;      /* [n_support + 1] */
  const kernel_entry *entries; /* [starts[n_support]] */
  const double *coefficients;  /* [n_support][n_outputs] */
  size_t n_support;            /* 0: the model is linear */
  size_t n_outputs, n_dense, n_columns;
} kernel_pool;

/* Pools what the machines [n_outputs] need of the rows; the first n_dense columns have been multiplied by `scale`.
 * *pool is owned: kernel_pool_finish, in any case. Errors: MEMORY. */
tenor_status kernel_pool_init(kernel_pool *pool, const svm_rows *rows, const double *scale,
                              size_t n_dense, const svm_machine *machines, size_t n_outputs);
void kernel_pool_finish(kernel_pool *pool);

/* True when all indices and numbers are sound: for a pool from a file whose arrays have the right lengths. */
bool kernel_pool_is_sound(const kernel_pool *pool, size_t n_entries);

/* Adds each output's kernel sum at the point x [n_columns] to sums [n_outputs]. */
void kernel_pool_add(const kernel_pool *pool, const double *x, double *sums);

#endif
