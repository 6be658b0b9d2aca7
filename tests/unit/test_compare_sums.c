/* SPDX-License-Identifier: Apache-2.0 */
/* Sums: what goes in comes out, by a slow count; the order of statements, shards, merging and saving leave no trace. */
#include "compare_sample.h"
#include "tempfile.h"

enum { ROWS = 3000 };

typedef struct rows {
  char names[ROWS][3][16];
  tenor_observation o[ROWS];
} rows;

static rows *rows_new(uint64_t seed) {
  tenor_rng rng = {seed};
  rows *r = malloc(sizeof *r);
  cr_assert_not_null(r);
  for (size_t i = 0; i < ROWS; i++) r->o[i] = sample_random(&rng, r->names[i]);
  return r;
}

static char *saved(tenor_comparison *c, size_t *size) {
  const tempfile file = tempfile_new("sums");
  char *bytes = calloc(1, 1 << 20);
  cr_assert_not_null(bytes);
  cr_assert_eq(tenor_comparison_save(c, file.path, NULL), TENOR_OK);
  FILE *stream = fopen(file.path, "rb");
  cr_assert_not_null(stream);
  *size = fread(bytes, 1, 1 << 20, stream);
  cr_assert_eq(fclose(stream), 0);
  cr_assert(*size > 0 && *size < 1 << 20);
  tempfile_remove(&file);
  return bytes;
}

static void expect_same(tenor_comparison *a, tenor_comparison *b, const char *what) {
  size_t size_a, size_b;
  char *bytes_a = saved(a, &size_a), *bytes_b = saved(b, &size_b);
  cr_expect(size_a == size_b && memcmp(bytes_a, bytes_b, size_a) == 0, "%s", what);
  free(bytes_a);
  free(bytes_b);
}

static void add_gold(tenor_comparison *c, const tenor_observation *o) {
  const tenor_gold gold = {.group = o->group,
                           .document = o->document,
                           .score = o->score,
                           .gold = 1 - o->score,
                           .positive = o->positive,
                           .gold_positive = !o->positive,
                           .probability = NAN};
  cr_assert_eq(tenor_comparison_add_gold(c, &gold), TENOR_OK);
}

static void add_row(tenor_comparison *c, const rows *r, size_t i) {
  cr_assert_eq(tenor_comparison_add(c, &r->o[i]), TENOR_OK);
  if (i % 50 == 0) add_gold(c, &r->o[i]);
}

static tenor_comparison *whole_of(const rows *r) {
  tenor_comparison *c = sample_new(SAMPLE_CLASSES);
  for (size_t i = 0; i < ROWS; i++) add_row(c, r, i);
  return c;
}

/* ---- the slow count --------------------------------------------------------------------------------------- */

static bool is_in(const tenor_observation *o, tenor_comparison *c, const tenor_slice *slice) {
  const char *group = tenor_comparison_group(c, slice->group);
  if (strcmp(o->group.data, group) != 0) return false;
  if (slice->target != TENOR_NO_TARGET &&
      strcmp(o->target.data, tenor_comparison_target(c, slice->target)) != 0)
    return false;
  return slice->first_period == TENOR_NO_PERIOD ||
         (o->period != TENOR_NO_PERIOD && o->period >= slice->first_period &&
          o->period <= slice->last_period);
}

static double steps_of(double x) {
  return round(x * 10000) / 10000;
}

static void expect_slow(const rows *r, tenor_comparison *c, const tenor_slice *slice) {
  double n = 0, sum = 0, positive = 0, covered = 0, coverage = 0, labelled = 0, first = 0;
  char seen[40][16];
  size_t n_seen = 0, n_documents = 0;
  tenor_compare_options options;
  tenor_estimate e;
  for (size_t i = 0; i < ROWS; i++) {
    const tenor_observation *o = &r->o[i];
    if (!is_in(o, c, slice)) continue;
    n++;
    sum += steps_of(o->score);
    positive += o->positive != 0;
    labelled += o->label != TENOR_NO_LABEL;
    first += o->label == 0;
    if (!isnan(o->coverage)) {
      covered++;
      coverage += steps_of(o->coverage);
    }
    size_t k = 0;
    while (k < n_seen && strcmp(seen[k], o->document.data) != 0) k++;
    if (o->document.size == 0)
      n_documents++;
    else if (k == n_seen)
      strcpy(seen[n_seen++], o->document.data);
  }
  tenor_compare_options_default(&options);
  cr_assert_eq(tenor_comparison_estimate(c, slice, &options, &e), TENOR_OK);
  cr_expect_eq(e.n_statements, (uint64_t)n);
  cr_expect_eq(e.n_documents, n_documents + n_seen);
  if (n == 0) return;
  expect_close(e.mean.value, sum / n, 1e-12, "mean");
  expect_close(e.positive.value, positive / n, 1e-12, "share");
  if (covered > 0) expect_close(e.coverage, coverage / covered, 1e-12, "coverage");
  if (labelled > 0) expect_close(e.classes[0].value, first / labelled, 1e-12, "class");
}

Test(compare_sums, every_slice_is_what_a_slow_count_says) {
  rows *r = rows_new(1);
  tenor_comparison *c = whole_of(r);
  tenor_comparison_size size;
  cr_assert_eq(tenor_comparison_sizes(c, &size), TENOR_OK);
  cr_assert(size.n_statements == ROWS && size.n_groups == 4 && size.n_targets == 3);
  cr_assert(size.first_period == 2001 && size.last_period == 2009 && size.n_documents == 29);
  for (uint32_t g = 0; g < size.n_groups; g++) {
    tenor_slice slice = tenor_slice_of(g);
    expect_slow(r, c, &slice);
    slice.first_period = 2003;
    slice.last_period = 2005;
    expect_slow(r, c, &slice);
    slice = tenor_slice_of(g);
    for (slice.target = 0; slice.target < size.n_targets; slice.target++) expect_slow(r, c, &slice);
  }
  tenor_comparison_free(&c);
  free(r);
}

Test(compare_sums, names_are_in_the_order_of_their_bytes) {
  tenor_comparison *c = sample_new(0);
  tenor_comparison_size size;
  sample_add(c, "b", "", 0.5);
  sample_add(c, "\xC3\xA9", "", 0.5);
  sample_add(c, "", "", 0.5);
  sample_add(c,
             "a\x1F"
             "2",
             "", 0.5);
  cr_assert_eq(tenor_comparison_sizes(c, &size), TENOR_OK);
  cr_expect_eq(size.n_groups, 4);
  cr_expect_str_eq(tenor_comparison_group(c, 0), "");
  cr_expect_str_eq(tenor_comparison_group(c, 1),
                   "a\x1F"
                   "2");
  cr_expect_str_eq(tenor_comparison_group(c, 2), "b");
  cr_expect_str_eq(tenor_comparison_group(c, 3), "\xC3\xA9");
  cr_expect_null(tenor_comparison_group(c, 4));
  cr_expect_null(tenor_comparison_target(c, 0));
  cr_expect_eq(size.first_period, TENOR_NO_PERIOD);
  cr_expect_eq(size.last_period, TENOR_NO_PERIOD);
  sample_add(c, "0", "", 0.5); /* adding goes on after it has been put in order */
  cr_assert_eq(tenor_comparison_sizes(c, &size), TENOR_OK);
  cr_expect_str_eq(tenor_comparison_group(c, 1), "0");
  tenor_comparison_free(&c);
}

/* ---- no trace of the order -------------------------------------------------------------------------------- */

Test(compare_sums, order_of_statements_leaves_no_trace) {
  rows *r = rows_new(2);
  tenor_comparison *forwards = whole_of(r), *backwards = sample_new(SAMPLE_CLASSES);
  tenor_comparison_size size;
  for (size_t i = ROWS; i-- > 0;) {
    add_row(backwards, r, i);
    if (i % 1000 == 0) cr_assert_eq(tenor_comparison_sizes(backwards, &size), TENOR_OK);
  }
  expect_same(forwards, backwards, "backwards");
  tenor_comparison_free(&forwards);
  tenor_comparison_free(&backwards);
  free(r);
}

Test(compare_sums, merged_shards_are_one_run_to_the_byte) {
  rows *r = rows_new(3);
  tenor_comparison *whole = whole_of(r), *merged = sample_new(SAMPLE_CLASSES);
  tenor_comparison *shards[3];
  for (int s = 0; s < 3; s++) shards[s] = sample_new(SAMPLE_CLASSES);
  for (size_t i = 0; i < ROWS; i++) add_row(shards[i * 7 % 3], r, i);
  for (int s = 3; s-- > 0;) {
    const tempfile file = tempfile_new("shard");
    tenor_comparison *again = NULL;
    cr_assert_eq(tenor_comparison_save(shards[s], file.path, NULL), TENOR_OK);
    cr_assert_eq(tenor_comparison_read(&again, file.path, NULL), TENOR_OK);
    cr_assert_eq(tenor_comparison_merge(merged, again, NULL), TENOR_OK);
    tempfile_remove(&file);
    tenor_comparison_free(&again);
    tenor_comparison_free(&shards[s]);
  }
  expect_same(whole, merged, "merged");
  tenor_compare_options options;
  tenor_compare_options_default(&options);
  for (uint32_t g = 0; g < 4; g++) {
    const tenor_slice slice = tenor_slice_of(g);
    tenor_estimate a, b;
    tenor_pair pair_a = {0}, pair_b = {0};
    cr_assert_eq(tenor_comparison_estimate(whole, &slice, &options, &a), TENOR_OK);
    cr_assert_eq(tenor_comparison_estimate(merged, &slice, &options, &b), TENOR_OK);
    cr_expect_eq(memcmp(&a, &b, sizeof a), 0);
    cr_assert_eq(tenor_comparison_pair(whole, g, (g + 1) % 4, &options, &pair_a), TENOR_OK);
    cr_assert_eq(tenor_comparison_pair(merged, g, (g + 1) % 4, &options, &pair_b), TENOR_OK);
    cr_expect(pair_a.p == pair_b.p && pair_a.difference.lo == pair_b.difference.lo);
  }
  tenor_comparison_free(&whole);
  tenor_comparison_free(&merged);
  free(r);
}

Test(compare_sums, statements_without_a_document_stay_apart_when_merged) {
  tenor_comparison *a = sample_new(0), *b = sample_new(0);
  tenor_compare_options options;
  tenor_estimate e;
  const tenor_slice slice = tenor_slice_of(0);
  for (int i = 0; i < 20; i++) sample_add(i % 2 ? a : b, "g", "", 0.01 * i);
  cr_assert_eq(tenor_comparison_merge(a, b, NULL), TENOR_OK);
  tenor_compare_options_default(&options);
  cr_assert_eq(tenor_comparison_estimate(a, &slice, &options, &e), TENOR_OK);
  cr_expect(e.n_statements == 20 && e.n_documents == 20);
  tenor_comparison_free(&a);
  tenor_comparison_free(&b);
}

Test(compare_sums, memory_depends_on_groups_and_documents_not_on_statements) {
  tenor_comparison *c = sample_new(0);
  tenor_comparison_size early, late;
  tenor_rng rng = {4};
  for (int i = 0; i < 200000; i++) {
    char document[8];
    (void)snprintf(document, sizeof document, "%d", (int)rng_below(&rng, 50));
    sample_add(c, i % 3 ? "a" : "b", document, 0.001 * (double)rng_below(&rng, 1000));
    if (i == 20000) cr_assert_eq(tenor_comparison_sizes(c, &early), TENOR_OK);
  }
  cr_assert_eq(tenor_comparison_sizes(c, &late), TENOR_OK);
  cr_expect_eq(late.bytes, early.bytes);
  tenor_comparison_free(&c);
}

/* ---- bad input -------------------------------------------------------------------------------------------- */

Test(compare_sums, refuses_rows_that_make_no_sense_and_adds_nothing) {
  const double bad_scores[] = {NAN, INFINITY, -INFINITY, 1.0001, -0.0001, 1e300};
  tenor_comparison *c = sample_new(2), *same = sample_new(2);
  const tenor_observation good = sample_row("g", "d", 0.5);
  for (size_t i = 0; i < sizeof bad_scores / sizeof *bad_scores; i++) {
    tenor_observation o = good;
    o.score = bad_scores[i];
    cr_expect_eq(tenor_comparison_add(c, &o), TENOR_ERR_ARG, "score %g", bad_scores[i]);
  }
  tenor_observation bad[6];
  for (size_t i = 0; i < 6; i++) bad[i] = good;
  bad[0].label = 2;
  bad[1].coverage = 1.5;
  bad[2].coverage = -0.1;
  bad[3].period = TENOR_LAST_PERIOD + 1;
  bad[4].group = (tenor_text){"a\0b", 3};
  bad[5].target = (tenor_text){"\0", 1};
  for (size_t i = 0; i < 6; i++) cr_expect_eq(tenor_comparison_add(c, &bad[i]), TENOR_ERR_ARG);
  tenor_gold gold = {.group = good.group, .document = good.document, .probability = 0.5};
  gold.gold = 2;
  cr_expect_eq(tenor_comparison_add_gold(c, &gold), TENOR_ERR_ARG, "a label off the scale");
  gold.gold = 1;
  gold.probability = 0;
  cr_expect_eq(tenor_comparison_add_gold(c, &gold), TENOR_ERR_ARG, "drawn with probability 0");
  gold.probability = 1.1;
  cr_expect_eq(tenor_comparison_add_gold(c, &gold), TENOR_ERR_ARG);
  expect_same(c, same, "something was added");
  tenor_comparison_free(&c);
  tenor_comparison_free(&same);
}

Test(compare_sums, refuses_specs_that_make_no_sense) {
  tenor_comparison *c = NULL;
  tenor_error error = {0};
  tenor_comparison_spec spec = {.n_classes = TENOR_MAX_CLASSES + 1};
  cr_expect_eq(tenor_comparison_new(&c, &spec, &error), TENOR_ERR_ARG);
  spec = (tenor_comparison_spec){.low = 1, .high = 0};
  cr_expect_eq(tenor_comparison_new(&c, &spec, &error), TENOR_ERR_ARG);
  spec = (tenor_comparison_spec){.low = 0, .high = NAN};
  cr_expect_eq(tenor_comparison_new(&c, &spec, &error), TENOR_ERR_ARG);
  cr_expect_null(c);
  cr_expect_neq(error.message[0], '\0');
  tenor_comparison_free(&c);
  tenor_comparison_free(NULL);
}

Test(compare_sums, does_not_merge_different_things) {
  const tenor_comparison_spec specs[] = {{"b", 2, 0, 1}, {"a", 3, 0, 1}, {"a", 2, -1, 1}};
  const tenor_comparison_spec own = {"a", 2, 0, 1};
  tenor_comparison *into = NULL, *from = NULL;
  tenor_error error = {0};
  cr_assert_eq(tenor_comparison_new(&into, &own, NULL), TENOR_OK);
  for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
    cr_assert_eq(tenor_comparison_new(&from, &specs[i], NULL), TENOR_OK);
    cr_expect_eq(tenor_comparison_merge(into, from, &error), TENOR_ERR_ARG);
    cr_expect_str_eq(error.message,
                     "these are statistics of different things and cannot be merged");
    tenor_comparison_free(&from);
  }
  cr_expect_eq(tenor_comparison_merge(into, into, &error), TENOR_ERR_ARG, "with itself");
  cr_expect_str_eq(tenor_comparison_about(into), "a");
  cr_expect_eq(tenor_comparison_n_classes(into), 2);
  tenor_comparison_free(&into);
}
