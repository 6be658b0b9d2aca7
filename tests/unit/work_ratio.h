/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether something takes linear time: a text of n bytes once, against a text of n / 16 bytes sixteen times. Linear
 * code gives about 1, quadratic code 16. The smallest of three runs counts, in processor time, so that a busy
 * machine does not matter much.
 */
#ifndef TENOR_TESTS_WORK_RATIO_H
#define TENOR_TESTS_WORK_RATIO_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tenor.h"

enum { WORK_PARTS = 16 };
static const double WORK_LIMIT = 5;

typedef void work_fn(void *context, tenor_text text);

/* `body` over and over for `size` bytes, then `tail`; the caller frees it. */
static inline char *work_text(const char *body, const char *tail, size_t size) {
  const size_t n = strlen(body), n_tail = strlen(tail);
  char *text = malloc(size + n_tail);
  cr_assert_not_null(text);
  for (size_t i = 0; i < size; i++) text[i] = body[i % n];
  memcpy(text + size - n_tail, tail, n_tail);
  return text;
}

static inline double work_seconds(work_fn *run, void *context, tenor_text text, int times) {
  double best = 1e9;
  for (int i = 0; i < 3; i++) {
    const clock_t start = clock();
    for (int k = 0; k < times; k++) run(context, text);
    const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds < best) best = seconds;
  }
  return best;
}

static inline void expect_linear(work_fn *run, void *context, const char *body, const char *tail,
                                 size_t size) {
  char *part = work_text(body, tail, size / WORK_PARTS), *whole = work_text(body, tail, size);
  const double expected =
      work_seconds(run, context, (tenor_text){part, size / WORK_PARTS}, WORK_PARTS);
  const double found = work_seconds(run, context, (tenor_text){whole, size}, 1);
  cr_expect(found < WORK_LIMIT * (expected + 0.002),
            "'%.20s...%s': %.1f ms, expected about %.1f ms", body, tail, 1e3 * found,
            1e3 * expected);
  free(part);
  free(whole);
}

#endif
