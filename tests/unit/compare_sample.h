/* SPDX-License-Identifier: Apache-2.0 */
/* Comparisons for the tests: rows in a line each, and a random lot of them. */
#ifndef TENOR_TESTS_COMPARE_SAMPLE_H
#define TENOR_TESTS_COMPARE_SAMPLE_H

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "tenor_compare.h"

static inline void expect_close(double value, double expected, double tolerance, const char *what) {
  cr_expect(fabs(value - expected) <= tolerance, "%s: %.17g, not %.17g", what, value, expected);
}

static inline tenor_comparison *sample_new(uint32_t n_classes) {
  const tenor_comparison_spec spec = {"{\"head\":\"hostility\"}", n_classes, 0, 1};
  tenor_comparison *made = NULL;
  cr_assert_eq(tenor_comparison_new(&made, &spec, NULL), TENOR_OK);
  return made;
}

/* A statement of which nothing is known but who made it, where, and its score. */
static inline tenor_observation sample_row(const char *group, const char *document, double score) {
  return (tenor_observation){.group = tenor_text_of(group),
                             .document = tenor_text_of(document),
                             .period = TENOR_NO_PERIOD,
                             .label = TENOR_NO_LABEL,
                             .positive = score >= 0.5,
                             .score = score,
                             .coverage = NAN};
}

static inline void sample_add(tenor_comparison *c, const char *group, const char *document,
                              double score) {
  const tenor_observation o = sample_row(group, document, score);
  cr_assert_eq(tenor_comparison_add(c, &o), TENOR_OK);
}

/* 30 statements in 6 documents, of one group. */
static inline void sample_fill(tenor_comparison *c, const char *group) {
  static const double scores[6][12] = {{.1, .25, .05},
                                       {.6},
                                       {.02, .3, .12, .0, .08, .41, .15},
                                       {.33, .47},
                                       {.05, .05, .11, .2, .18, .09, .0, .31, .26, .14, .07, .03},
                                       {.9, .75, .62, .81, .7}};
  static const int sizes[6] = {3, 1, 7, 2, 12, 5};
  for (int d = 0; d < 6; d++)
    for (int i = 0; i < sizes[d]; i++) {
      char document[8];
      (void)snprintf(document, sizeof document, "d%d", d);
      sample_add(c, group, document, scores[d][i]);
    }
}

enum { SAMPLE_CLASSES = 3 };

/* A row of anything; its names are written to `names`. */
static inline tenor_observation sample_random(tenor_rng *rng, char names[3][16]) {
  const uint64_t group = rng_below(rng, 4), document = rng_below(rng, 30),
                 target = rng_below(rng, 4);
  (void)snprintf(names[0], 16, "group%c", (char)('d' - (char)group));
  (void)snprintf(names[1], 16, "doc%u", (unsigned)document);
  (void)snprintf(names[2], 16, "target%u", (unsigned)target);
  if (document == 0) names[1][0] = '\0';
  if (target == 0) names[2][0] = '\0';
  const uint64_t label = rng_below(rng, SAMPLE_CLASSES + 1), period = rng_below(rng, 10);
  const double u = rng_unit(rng);
  return (tenor_observation){.group = tenor_text_of(names[0]),
                             .document = tenor_text_of(names[1]),
                             .target = tenor_text_of(names[2]),
                             .period = period == 0 ? TENOR_NO_PERIOD : 2000 + (int32_t)period,
                             .label = label == SAMPLE_CLASSES ? TENOR_NO_LABEL : (uint32_t)label,
                             .positive = u * u > 0.4,
                             .score = u * u,
                             .coverage = rng_below(rng, 5) == 0 ? NAN : rng_unit(rng)};
}

#endif
