/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements whose true mean is known, made as unkindly as real ones: they come in documents, statements of a document
 * are alike, documents are of very unequal sizes, and most scores are low and a few high.
 *
 * A document has a level m = u^4, u uniform: skewed, mean 0.2. A statement in it has the score v^((1 - m) / m), v
 * uniform, whose mean is m. The size of a document is log-normal.
 */
#ifndef TENOR_BENCH_SIMULATED_H
#define TENOR_BENCH_SIMULATED_H

#include <math.h>
#include <stdio.h>

#include "base/rng.h"
#include "compare/student.h"
#include "tenor_compare.h"

typedef struct simulated_world {
  double spread;   /* of log sizes; 0: all documents have the same size */
  double informed; /* how much larger documents of a higher level are; 0: not at all */
} simulated_world;

typedef struct simulated_document {
  double level;
  int size;
} simulated_document;

static inline double simulated_normal(tenor_rng *rng) {
  return normal_quantile((rng_unit(rng) + 0x1.0p-54) / (1 + 0x1.0p-53));
}

static inline simulated_document simulated_draw(const simulated_world *world, tenor_rng *rng) {
  const double u = rng_unit(rng);
  const double log_size = 2.5 + world->spread * simulated_normal(rng) + world->informed * (u - 0.5);
  return (simulated_document){fmax(1e-4, u * u * u * u), 1 + (int)exp(log_size)};
}

static inline double simulated_score(double level, tenor_rng *rng) {
  return pow(rng_unit(rng), (1 - level) / level);
}

static inline double simulated_share(double level) { /* of scores of 0.5 and above */
  return 1 - pow(0.5, level / (1 - level));
}

/* The true mean and share of a world: over a great many documents of it. */
static inline void simulated_truth(const simulated_world *world, double *mean, double *share) {
  enum { DOCUMENTS = 1000000 };
  tenor_rng rng = {2718};
  double n = 0, scores = 0, positives = 0;
  for (int i = 0; i < DOCUMENTS; i++) {
    const simulated_document d = simulated_draw(world, &rng);
    n += d.size;
    scores += d.size * d.level;
    positives += d.size * simulated_share(d.level);
  }
  *mean = scores / n;
  *share = positives / n;
}

static inline tenor_comparison *simulated_comparison(void) {
  const tenor_comparison_spec spec = {.about = NULL, .n_classes = 0, .low = 0, .high = 1};
  tenor_comparison *made = NULL;
  return tenor_comparison_new(&made, &spec, NULL) < 0 ? NULL : made;
}

/* Adds a document's statements; `name` numbers it. */
static inline tenor_status simulated_add(tenor_comparison *c, const char *group, int name,
                                         const simulated_document *d, tenor_rng *rng) {
  char document[16];
  tenor_status status = TENOR_OK;
  (void)snprintf(document, sizeof document, "d%06d", name);
  for (int i = 0; i < d->size && status >= 0; i++) {
    const double score = simulated_score(d->level, rng);
    const tenor_observation o = {.group = tenor_text_of(group),
                                 .document = tenor_text_of(document),
                                 .period = TENOR_NO_PERIOD,
                                 .label = TENOR_NO_LABEL,
                                 .positive = score >= 0.5,
                                 .score = score,
                                 .coverage = 1};
    status = tenor_comparison_add(c, &o);
  }
  return status;
}

#endif
