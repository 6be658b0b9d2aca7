/* SPDX-License-Identifier: Apache-2.0 */
/* The pool of support vectors: the same decisions as the machines that it was made from, and no unsound index. */
#include "learn/kernel.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

enum { ROWS = 80, DENSE = 4, FEATURES = 30, OUTPUTS = 3 };

typedef struct fixture {
  svm_rows rows;
  double y[OUTPUTS][ROWS], scale[DENSE];
  size_t all[ROWS];
  svm_machine machines[OUTPUTS];
  kernel_pool pool;
} fixture;

static void start(fixture *f) {
  tenor_rng rng = {21};
  size_t n = 0;
  memset(f, 0, sizeof *f);
  f->rows = (svm_rows){calloc(ROWS * FEATURES, sizeof(svm_entry)), calloc(ROWS + 1, sizeof(size_t)),
                       ROWS, FEATURES};
  for (size_t k = 0; k < DENSE; k++) f->scale[k] = 0.5 + (double)k;
  for (size_t i = 0; i < ROWS; i++) {
    f->all[i] = i;
    for (int32_t k = 0; k < FEATURES; k++)
      if (rng_below(&rng, 3) == 0) f->rows.entries[n++] = (svm_entry){k, 2 * rng_unit(&rng) - 1};
    f->rows.starts[i + 1] = n;
    for (size_t k = 0; k < OUTPUTS; k++) f->y[k][i] = rng_below(&rng, 2) ? 1 : -1;
    f->y[2][i] = 1; /* one class: no support vectors */
  }
  for (size_t k = 0; k < OUTPUTS; k++) {
    const svm_sample sample = {&f->rows, f->all, k == 1 ? ROWS / 2 : ROWS, f->y[k], NULL};
    const svm_options options = {
        .solver = SVM_LIBSVM, .task = SVM_CLASSIFY, .c = 0.5, .gamma = k == 0 ? 0.3 : 0.8};
    cr_assert_eq(svm_machine_init(&f->machines[k], &f->rows), TENOR_OK);
    cr_assert_eq(svm_fit(&sample, &options, false, &f->machines[k], NULL), TENOR_OK);
  }
  cr_assert_eq(kernel_pool_init(&f->pool, &f->rows, f->scale, DENSE, f->machines, OUTPUTS),
               TENOR_OK);
}

static void stop(fixture *f) {
  kernel_pool_finish(&f->pool);
  for (size_t k = 0; k < OUTPUTS; k++) svm_machine_finish(&f->machines[k]);
  svm_rows_finish(&f->rows);
}

Test(kernel, a_pool_decides_as_its_machines_do) {
  fixture f;
  start(&f);
  cr_expect_eq(f.machines[2].n_support, 0);
  cr_expect(f.pool.n_support > 0 && f.pool.n_support <= ROWS);
  for (size_t i = 0; i < ROWS; i++) {
    double x[FEATURES] = {0}, sums[OUTPUTS];
    for (size_t e = f.rows.starts[i]; e < f.rows.starts[i + 1]; e++)
      x[f.rows.entries[e].index] = f.rows.entries[e].value;
    for (size_t k = 0; k < OUTPUTS; k++) sums[k] = f.machines[k].bias;
    kernel_pool_add(&f.pool, x, sums);
    for (size_t k = 0; k < OUTPUTS; k++) {
      const double slow = svm_decide(&f.rows, i, &f.machines[k]);
      cr_assert(fabs(sums[k] - slow) < 1e-9, "row %zu output %zu: %.15g, %.15g", i, k, sums[k],
                slow);
    }
  }
  stop(&f);
}

Test(kernel, tells_a_sound_pool_from_others) {
  fixture f;
  start(&f);
  const size_t n = f.pool.starts[f.pool.n_support];
  uint64_t *starts = (uint64_t *)(uintptr_t)f.pool.starts;
  kernel_entry *entries = (kernel_entry *)(uintptr_t)f.pool.entries;
  double *gamma = (double *)(uintptr_t)f.pool.gamma;
  cr_expect(kernel_pool_is_sound(&f.pool, n));
  cr_expect_not(kernel_pool_is_sound(&f.pool, n - 1));
  starts[1] += 1000000;
  cr_expect_not(kernel_pool_is_sound(&f.pool, n));
  starts[1] -= 1000000;
  entries[0].column += FEATURES;
  cr_expect_not(kernel_pool_is_sound(&f.pool, n));
  entries[0].column -= FEATURES;
  gamma[0] = -1;
  cr_expect_not(kernel_pool_is_sound(&f.pool, n));
  gamma[0] = NAN;
  cr_expect_not(kernel_pool_is_sound(&f.pool, n));
  gamma[0] = 1;
  entries[1].value = 1e300;
  cr_expect_not(kernel_pool_is_sound(&f.pool, n));
  stop(&f);
}
