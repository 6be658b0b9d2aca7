/* SPDX-License-Identifier: Apache-2.0 */
/* Comparing while memory runs out: every failure is reported, and nothing leaks. */
#include "compare_sample.h"
#include "counted_memory.h"
#include "tempfile.h"

static tenor_status add_rows(tenor_comparison *c) {
  tenor_rng rng = {31};
  tenor_status status = TENOR_OK;
  for (int i = 0; i < 120 && status >= 0; i++) {
    char names[3][16];
    const tenor_observation o = sample_random(&rng, names);
    const tenor_gold gold = {.group = o.group,
                             .document = o.document,
                             .score = o.score,
                             .positive = o.positive,
                             .gold = 0.5,
                             .probability = NAN};
    status = tenor_comparison_add(c, &o);
    if (status >= 0 && i % 2) status = tenor_comparison_add_gold(c, &gold);
  }
  return status;
}

static tenor_status ask(tenor_comparison *c) {
  static const unsigned char differ[4] = {0, 1, 1, 0};
  static const double p[2] = {0.1, 0.2};
  tenor_compare_options options;
  tenor_estimate e;
  tenor_pair pair;
  tenor_correction correction;
  tenor_change *changes = NULL;
  unsigned char *letters = NULL;
  uint32_t n_letters;
  size_t n;
  double adjusted[2];
  const tenor_slice slice = tenor_slice_of(0);
  tenor_compare_options_default(&options);
  options.permutations = 19;
  options.replicates = 100;
  options.interval = TENOR_INTERVAL_BCA;
  tenor_status status = tenor_comparison_estimate(c, &slice, &options, &e);
  if (status >= 0) status = tenor_comparison_pair(c, 0, 1, &options, &pair);
  if (status >= 0) status = tenor_comparison_correct(c, 0, &options, &correction);
  if (status >= 0) status = tenor_comparison_changes(c, &slice, 0.5, &options, &changes, &n);
  if (status >= 0) status = tenor_letters_make(differ, 2, &letters, &n_letters);
  if (status >= 0) status = tenor_adjust_holm(p, 2, adjusted);
  if (status >= 0) status = tenor_adjust_bh(p, 2, adjusted);
  tenor_letters_free(&letters);
  tenor_changes_free(&changes);
  return status;
}

static tenor_status live(const char *path) {
  const tenor_comparison_spec spec = {"{\"head\":\"hostility\"}", SAMPLE_CLASSES, 0, 1};
  tenor_comparison *c = NULL, *again = NULL, *merged = NULL;
  tenor_status status = tenor_comparison_new(&c, &spec, NULL);
  if (status >= 0) status = add_rows(c);
  if (status >= 0)
    status = tenor_comparison_save(c, "/dev/null", NULL); /* unlike a file, at once */
  if (status >= 0) status = tenor_comparison_read(&again, path, NULL);
  if (status >= 0) status = tenor_comparison_new(&merged, &spec, NULL);
  if (status >= 0) status = tenor_comparison_merge(merged, c, NULL);
  if (status >= 0) status = tenor_comparison_merge(merged, again, NULL);
  if (status >= 0) status = ask(merged);
  tenor_comparison_free(&c);
  tenor_comparison_free(&again);
  tenor_comparison_free(&merged);
  return status;
}

static void save_rows(const char *path) {
  tenor_comparison *c = sample_new(SAMPLE_CLASSES);
  cr_assert_eq(add_rows(c), TENOR_OK);
  cr_assert_eq(tenor_comparison_save(c, path, NULL), TENOR_OK);
  tenor_comparison_free(&c);
}

static void expect_failures_reported(int from_then_on) {
  const tempfile file = tempfile_new("s");
  save_rows(file.path);
  memory_start(0, 0);
  cr_assert_eq(live(file.path), TENOR_OK);
  const size_t n = memory_requests();
  cr_assert_eq(memory_live(), 0, "%ld blocks are left even if all goes well", memory_live());
  cr_assert_gt(n, 60);
  for (size_t at = 1; at <= n; at++) {
    memory_start(at, from_then_on);
    const tenor_status status = live(file.path);
    const long left = memory_live();
    memory_start(0, 0); /* Criterion shall have memory */
    cr_expect_eq(status, TENOR_ERR_MEMORY, "request %zu of %zu: %s", at, n,
                 tenor_status_name(status));
    cr_expect_eq(left, 0, "request %zu of %zu: %ld blocks are left", at, n, left);
  }
  tempfile_remove(&file);
}

Test(compare_memory, each_failing_request_is_reported_and_leaks_nothing) {
  expect_failures_reported(0);
}
Test(compare_memory, running_out_for_good_is_reported_and_leaks_nothing) {
  expect_failures_reported(1);
}

/* A statement that found no memory was not counted, not even in part. */
Test(compare_memory, a_comparison_lives_on_after_running_out) {
  tenor_comparison *c = sample_new(0);
  tenor_compare_options options;
  tenor_estimate e;
  const tenor_slice slice = tenor_slice_of(0);
  tenor_compare_options_default(&options);
  for (int i = 0; i < 300; i++) {
    char document[8];
    (void)snprintf(document, sizeof document, "%d", i);
    const tenor_observation o = sample_row("g", document, 0.003 * i);
    for (size_t at = 1; at < 12; at++) {
      memory_start(at, 0);
      const tenor_status status = tenor_comparison_add(c, &o);
      memory_start(0, 0);
      if (status == TENOR_OK) break;
      cr_assert_eq(status, TENOR_ERR_MEMORY);
    }
  }
  cr_assert_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_OK);
  cr_expect(e.n_statements == 300 && e.n_documents == 300);
  expect_close(e.mean.value, 0.003 * 299 / 2, 1e-9, "mean");
  tenor_comparison_free(&c);
}
