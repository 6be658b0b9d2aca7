/* SPDX-License-Identifier: Apache-2.0 */
/* The mean of a score, or the share of a class, over the documents of a slice, with its interval. */
#ifndef TENOR_COMPARE_ESTIMATE_H
#define TENOR_COMPARE_ESTIMATE_H

#include "compare/clusters.h"

typedef struct estimate {
  tenor_interval interval;
  ratio ratio;
  double naive_se; /* if statements were independent; NaN for the mean of less than a whole group */
} estimate;

/* `which` as in clusters_sample, `documents` being those of the slice. Errors: MEMORY. */
tenor_status estimate_make(const tenor_comparison *comparison, const tenor_slice *slice,
                           clusters *documents, size_t which, const tenor_compare_options *options,
                           estimate *e);

/* The warnings that follow from the documents of a slice. */
uint32_t estimate_warnings(const clusters *documents, const tenor_compare_options *options);

#endif
