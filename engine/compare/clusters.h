/* SPDX-License-Identifier: Apache-2.0 */
/* A slice of a comparison as its documents: the sums over the statements of each. */
#ifndef TENOR_COMPARE_CLUSTERS_H
#define TENOR_COMPARE_CLUSTERS_H

#include "compare/comparison.h"
#include "compare/ratio.h"

typedef struct clusters {
  size_t n, stride;
  int64_t *sums;       /* [n][stride] as in a cell */
  uint32_t *documents; /* [n] ascending, NO_DOCUMENT last */
  double *y, *size;    /* [n] room for the sample that was asked for last */
} clusters;

/* Of a comparison in order. Errors: ARG for a group or target that it has not; MEMORY. On error there is nothing to
 * finish. */
tenor_status clusters_init(clusters *c, const tenor_comparison *comparison,
                           const tenor_slice *slice);
void clusters_finish(clusters *c);

int64_t clusters_sum(const clusters *c, size_t which);

/* The sample of a mean or share: `which` is SUM_SCORE, SUM_POSITIVE, SUM_COVERAGE or a class. Documents without a
 * statement that counts are left out. Borrowed, valid until the next call. */
ratio_sample clusters_sample(clusters *c, size_t which);

#endif
