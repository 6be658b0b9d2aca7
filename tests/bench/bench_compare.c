/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast statements are summed and groups compared, on as many as the United Nations' general debates have: 535,780
 * statements of 200 states in 8,000 documents over 35 years, with 20 targets. No pass, no fail: machines differ.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/rng.h"
#include "tenor_compare.h"

enum { STATEMENTS = 535780, GROUPS = 200, DOCUMENTS = 8000, YEARS = 35, TARGETS = 20, CLASSES = 7 };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double said(const char *what, double begun) {
  const double now = seconds();
  (void)printf("%-44s %6.2f s\n", what, now - begun);
  return now;
}

static tenor_status add_all(tenor_comparison *c) {
  tenor_rng rng = {1};
  tenor_status status = TENOR_OK;
  for (int i = 0; i < STATEMENTS && status >= 0; i++) {
    const uint64_t d = rng_below(&rng, DOCUMENTS);
    char group[16], document[16], target[16];
    (void)snprintf(group, sizeof group, "g%03u", (unsigned)(d % GROUPS));
    (void)snprintf(document, sizeof document, "d%05u", (unsigned)d);
    (void)snprintf(target, sizeof target, "t%02u", (unsigned)rng_below(&rng, TARGETS));
    const double u = rng_unit(&rng);
    const tenor_observation o = {.group = tenor_text_of(group),
                                 .document = tenor_text_of(document),
                                 .target = tenor_text_of(rng_below(&rng, 3) ? "" : target),
                                 .period = 1990 + (int)(d / GROUPS % YEARS),
                                 .label = (uint32_t)rng_below(&rng, CLASSES),
                                 .positive = u > 0.8,
                                 .score = u * u * (0.5 + 0.0025 * (double)(d % GROUPS)),
                                 .coverage = 0.9};
    status = tenor_comparison_add(c, &o);
  }
  return status;
}

static tenor_status estimate_all(tenor_comparison *c, const tenor_compare_options *options) {
  tenor_estimate e;
  tenor_status status = TENOR_OK;
  for (uint32_t g = 0; g < GROUPS && status >= 0; g++) {
    const tenor_slice slice = tenor_slice_of(g);
    status = tenor_comparison_estimate(c, &slice, options, &e);
  }
  return status;
}

static tenor_status estimate_slices(tenor_comparison *c, const tenor_compare_options *options) {
  tenor_estimate e;
  for (uint32_t g = 0; g < GROUPS; g++) {
    tenor_slice slice = tenor_slice_of(g);
    for (slice.first_period = 1990; slice.first_period < 1990 + YEARS; slice.first_period++) {
      slice.last_period = slice.first_period;
      const tenor_status status = tenor_comparison_estimate(c, &slice, options, &e);
      if (status < 0) return status;
    }
    slice = tenor_slice_of(g);
    for (slice.target = 0; slice.target < TARGETS; slice.target++) {
      const tenor_status status = tenor_comparison_estimate(c, &slice, options, &e);
      if (status < 0) return status;
    }
  }
  return TENOR_OK;
}

static tenor_status pair_all(tenor_comparison *c, const tenor_compare_options *options) {
  tenor_pair pair;
  tenor_status status = TENOR_OK;
  for (uint32_t g = 1; g < GROUPS && status >= 0; g++)
    status = tenor_comparison_pair(c, 0, g, options, &pair);
  return status;
}

static tenor_status change_all(tenor_comparison *c, const tenor_compare_options *options) {
  tenor_status status = TENOR_OK;
  for (uint32_t g = 0; g < GROUPS && status >= 0; g++) {
    const tenor_slice slice = tenor_slice_of(g);
    tenor_change *changes;
    size_t n;
    status = tenor_comparison_changes(c, &slice, 0.05, options, &changes, &n);
    tenor_changes_free(&changes);
  }
  return status;
}

/* Groups in order of their means; the further apart, the surer that they differ, but not quite. */
static tenor_status letter_all(void) {
  static unsigned char differ[GROUPS * GROUPS];
  tenor_rng rng = {2};
  unsigned char *letters;
  uint32_t n_letters;
  for (int a = 0; a < GROUPS; a++)
    for (int b = a + 1; b < GROUPS; b++)
      differ[a * GROUPS + b] = differ[b * GROUPS + a] = b - a > 50 + (int)rng_below(&rng, 5);
  const tenor_status status = tenor_letters_make(differ, GROUPS, &letters, &n_letters);
  (void)printf("%-44s %6u\n", "letters", n_letters);
  tenor_letters_free(&letters);
  return status == TENOR_ERR_LIMIT ? TENOR_OK : status;
}

int main(void) {
  const tenor_comparison_spec spec = {"bench", CLASSES, 0, 1};
  tenor_comparison *c = NULL;
  tenor_compare_options options;
  tenor_comparison_size size;
  if (tenor_comparison_new(&c, &spec, NULL) < 0) return 1;
  tenor_compare_options_default(&options);
  double at = seconds();
  if (add_all(c) < 0) return 1;
  at = said("add 535,780 statements", at);
  if (tenor_comparison_sizes(c, &size) < 0) return 1;
  at = said("put them in order", at);
  (void)printf("%-44s %6.1f MB\n", "memory", (double)size.bytes / 1e6);
  if (estimate_all(c, &options) < 0) return 1;
  at = said("200 groups, robust intervals", at);
  options.interval = TENOR_INTERVAL_BOOTSTRAP_T;
  if (estimate_all(c, &options) < 0) return 1;
  at = said("200 groups, bootstrap-t", at);
  options.interval = TENOR_INTERVAL_ROBUST;
  if (estimate_slices(c, &options) < 0) return 1;
  at = said("200 x 35 years and 200 x 20 targets", at);
  if (pair_all(c, &options) < 0) return 1;
  at = said("199 pairs, 9,999 permutations at most", at);
  if (change_all(c, &options) < 0) return 1;
  at = said("changes of 200 groups, 9,999 permutations", at);
  if (letter_all() < 0) return 1;
  (void)said("letters of 200 groups", at);
  tenor_comparison_free(&c);
  return 0;
}
