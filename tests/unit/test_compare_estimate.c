/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Means, errors and intervals against values from numpy 2.4 and scipy 1.17: quantiles by scipy.stats; the robust error and
 * its degrees of freedom by matrices over the 30 statements of compare_sample.h (eigenvalues of I - H for each document, as
 * Bell & McCaffrey write it); bootstrap intervals by scipy.stats.bootstrap with 400,000 resamples of documents.
 */
#include "compare_sample.h"

#include "compare/bootstrap.h"
#include "compare/interval.h"
#include "compare/ratio.h"
#include "compare/student.h"

/* ---- distributions --------------------------------------------------------------------------------------- */

Test(compare_estimate, quantiles_are_those_of_scipy) {
  static const double t[][3] = {
      {0.975, 1, 12.706204736174694},   {0.975, 1.37, 6.885073156641705},
      {0.975, 4.2, 2.7250727225923743}, {0.975, 30, 2.0422724563012378},
      {0.995, 2.5, 7.163728138948783},  {0.6, 7, 0.2631668613520229},
      {0.975, 1e6, 1.959966356814107},  {0.025, 3.3, -3.0248744618408083}};
  static const double z[][2] = {{0.5, 0},
                                {0.975, 1.959963984540054},
                                {0.001, -3.090232306167813},
                                {1e-9, -5.9978070150076865},
                                {0.8413, 0.9998150936147446}};
  for (size_t i = 0; i < sizeof t / sizeof *t; i++)
    expect_close(student_quantile(t[i][0], t[i][1]), t[i][2], 1e-9 * fabs(t[i][2]), "t");
  for (size_t i = 0; i < sizeof z / sizeof *z; i++)
    expect_close(normal_quantile(z[i][0]), z[i][1], 1e-7, "z");
  expect_close(student_cdf(0.5, 1.5), 0.65971644466503, 1e-12, "cdf");
  expect_close(student_cdf(-2.3, 9.25), 0.02312725645977847, 1e-12, "cdf");
  expect_close(student_cdf(8, 3), 0.9979617112061072, 1e-12, "cdf");
  expect_close(student_cdf(0, 4), 0.5, 1e-15, "cdf");
}

/* ---- the ratio ------------------------------------------------------------------------------------------- */

static tenor_estimate estimate_of(tenor_comparison *c, uint32_t group, tenor_interval_kind kind) {
  const tenor_slice slice = tenor_slice_of(group);
  tenor_compare_options options;
  tenor_estimate e;
  tenor_compare_options_default(&options);
  options.interval = kind;
  cr_assert_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_OK);
  return e;
}

Test(compare_estimate, robust_error_and_interval_are_those_of_the_matrices) {
  tenor_comparison *c = sample_new(0);
  sample_fill(c, "g");
  const tenor_estimate e = estimate_of(c, 0, TENOR_INTERVAL_ROBUST);
  const double naive = 0.04844972114395709;
  cr_expect_eq(e.n_statements, 30);
  cr_expect_eq(e.n_documents, 6);
  expect_close(e.mean.value, 0.27166666666666667, 1e-15, "mean");
  expect_close(e.se, 0.12253317107153233, 1e-14, "se");
  expect_close(e.mean.lo, 0.023142202754141885, 1e-10, "lo");
  expect_close(e.mean.hi, 0.8544971126406079, 1e-10, "hi");
  expect_close(e.design_effect, e.se * e.se / (naive * naive), 1e-9, "design effect");
  expect_close(e.lower_quartile, 0.0725, 1e-12, "lower quartile");
  expect_close(e.median, 0.165, 1e-12, "median");
  expect_close(e.upper_quartile, 0.39, 1e-12, "upper quartile");
  expect_close(e.positive.value, 6.0 / 30, 1e-15, "share");
  expect_close(e.largest_document, 12.0 / 30, 1e-15, "largest document");
  cr_expect(isnan(e.coverage));
  cr_expect_eq(e.warnings, TENOR_WARN_FEW_DOCUMENTS);
  const tenor_estimate n = estimate_of(c, 0, TENOR_INTERVAL_NAIVE);
  expect_close(n.mean.hi - n.mean.value, 1.959963984540054 * naive, 1e-9, "naive");
  tenor_comparison_free(&c);
}

Test(compare_estimate, degrees_of_freedom_shrink_with_inequality) {
  double y[20], n[20];
  ratio_sample sample = {y, n, 20};
  for (int d = 0; d < 20; d++) {
    n[d] = 7;
    y[d] = d;
  }
  expect_close(ratio_estimate(&sample).df, 19, 1e-9, "equal documents: one less than there are");
  n[0] = 7000;
  cr_expect_lt(ratio_estimate(&sample).df, 1.2, "one document is all there is");
  sample.size = 6;
  static const double sizes[] = {3, 1, 7, 2, 12, 5};
  memcpy(n, sizes, sizeof sizes);
  expect_close(ratio_estimate(&sample).df, 1.931977424687628, 1e-12, "df of the sample");
}

Test(compare_estimate, an_unbounded_scale_gives_a_plain_interval) {
  const tenor_comparison_spec spec = {0};
  tenor_comparison *c = NULL;
  cr_assert_eq(tenor_comparison_new(&c, &spec, NULL), TENOR_OK);
  sample_fill(c, "g");
  const tenor_estimate e = estimate_of(c, 0, TENOR_INTERVAL_ROBUST);
  expect_close(e.mean.lo, -0.27374518006107146, 1e-10, "lo");
  expect_close(e.mean.hi, 0.8170785133944047, 1e-10, "hi");
  tenor_comparison_free(&c);
}

/* ---- the bootstrap --------------------------------------------------------------------------------------- */

static void sums_of_sample(double y[6], double n[6]) {
  static const double sums[] = {0.4, 0.6, 1.08, 0.8, 1.49, 3.78};
  static const double sizes[] = {3, 1, 7, 2, 12, 5};
  memcpy(y, sums, sizeof sums);
  memcpy(n, sizes, sizeof sizes);
}

Test(compare_estimate, bootstrap_bounds_are_near_those_of_scipy) {
  double y[6], n[6], lo, hi;
  const ratio_sample sample = {y, n, 6};
  sums_of_sample(y, n);
  bootstrap_plan plan = {TENOR_INTERVAL_PERCENTILE, 0.95, 20000, 5};
  cr_assert_eq(bootstrap_interval(&sample, &plan, &lo, &hi), TENOR_OK);
  expect_close(lo, 0.14176470588235296, 0.003, "percentile lo");
  expect_close(hi, 0.5858823529411764, 0.01, "percentile hi");
  plan.kind = TENOR_INTERVAL_BCA;
  cr_assert_eq(bootstrap_interval(&sample, &plan, &lo, &hi), TENOR_OK);
  expect_close(lo, 0.14512820512820512, 0.003, "BCa lo");
  expect_close(hi, 0.6123076923076922, 0.01, "BCa hi");
}

/* The studentised bootstrap with a second pass for each error, from the same draws. */
Test(compare_estimate, studentised_bounds_are_those_of_a_slow_bootstrap) {
  enum { REPLICATES = 999 };
  double y[6], n[6], t[REPLICATES], lo, hi;
  const ratio_sample sample = {y, n, 6};
  tenor_rng rng = {9};
  sums_of_sample(y, n);
  const double value = 8.15 / 30;
  double squares = 0;
  for (int d = 0; d < 6; d++) squares += (y[d] - value * n[d]) * (y[d] - value * n[d]);
  const double se = sqrt(squares * 6 / 5) / 30;
  for (int r = 0; r < REPLICATES; r++) {
    size_t drawn[6];
    double sum = 0, size = 0, error = 0;
    for (int i = 0; i < 6; i++) {
      drawn[i] = rng_below(&rng, 6);
      sum += y[drawn[i]];
      size += n[drawn[i]];
    }
    const double mean = sum / size;
    for (int i = 0; i < 6; i++) error += pow(y[drawn[i]] - mean * n[drawn[i]], 2);
    error = sqrt(error * 6 / 5) / size;
    t[r] = error > 1e-12 ? (mean - value) / error : mean > value ? INFINITY : -INFINITY;
  }
  for (int i = 1; i < REPLICATES; i++)
    for (int k = i; k > 0 && t[k - 1] > t[k]; k--) {
      const double held = t[k];
      t[k] = t[k - 1];
      t[k - 1] = held;
    }
  const bootstrap_plan plan = {TENOR_INTERVAL_BOOTSTRAP_T, 0.9, REPLICATES, 9};
  cr_assert_eq(bootstrap_interval(&sample, &plan, &lo, &hi), TENOR_OK);
  expect_close(lo, value - se * t[950 - 1], 1e-9, "lo");
  expect_close(hi, value - se * t[50 - 1], 1e-9, "hi");
}

Test(compare_estimate, draws_depend_on_the_group_and_not_on_its_neighbours) {
  tenor_comparison *alone = sample_new(0), *among = sample_new(0);
  sample_fill(alone, "m");
  sample_fill(among, "m");
  sample_fill(among, "a");
  sample_add(among, "z", "zd", 0.4);
  const tenor_estimate one = estimate_of(alone, 0, TENOR_INTERVAL_PERCENTILE);
  const tenor_estimate a = estimate_of(among, 0, TENOR_INTERVAL_PERCENTILE);
  const tenor_estimate m = estimate_of(among, 1, TENOR_INTERVAL_PERCENTILE);
  cr_expect_eq(memcmp(&one, &m, sizeof one), 0);
  cr_expect_neq(a.mean.hi, m.mean.hi,
                "the same documents under another name have draws of their own");
  tenor_comparison_free(&alone);
  tenor_comparison_free(&among);
}

/* ---- degenerate ------------------------------------------------------------------------------------------ */

Test(compare_estimate, one_document_gives_no_interval) {
  for (unsigned kind = 0; kind < TENOR_INTERVAL_NAIVE; kind++) {
    tenor_comparison *c = sample_new(0);
    sample_add(c, "g", "d", 0.25);
    sample_add(c, "g", "d", 0.75);
    const tenor_estimate e = estimate_of(c, 0, (tenor_interval_kind)kind);
    expect_close(e.mean.value, 0.5, 0, "mean");
    cr_expect(isnan(e.mean.lo) && isnan(e.mean.hi) && isnan(e.se) && isnan(e.positive.lo));
    cr_expect_eq(e.warnings, TENOR_WARN_FEW_DOCUMENTS | TENOR_WARN_ONE_DOCUMENT);
    tenor_comparison_free(&c);
  }
}

Test(compare_estimate, the_same_score_everywhere_is_a_point_and_said_so) {
  for (unsigned kind = 0; kind < TENOR_INTERVAL_NAIVE; kind++) {
    tenor_comparison *c = sample_new(0);
    for (int d = 0; d < 12; d++) {
      char document[8];
      (void)snprintf(document, sizeof document, "%d", d);
      sample_add(c, "g", document, 0.25);
    }
    const tenor_estimate e = estimate_of(c, 0, (tenor_interval_kind)kind);
    expect_close(e.mean.lo, 0.25, 1e-9, "lo");
    expect_close(e.mean.hi, 0.25, 1e-9, "hi");
    cr_expect_eq(e.warnings, TENOR_WARN_SAME_SCORES);
    /* None of 12 documents has a positive one: 1 - 0.025^(1/12). */
    expect_close(e.positive.value, 0, 0, "share");
    expect_close(e.positive.lo, 0, 0, "share lo");
    expect_close(e.positive.hi, 0.2646484693970512, 1e-12, "share hi");
    tenor_comparison_free(&c);
  }
}

Test(compare_estimate, intervals_stay_on_the_scale) {
  tenor_rng rng = {3};
  for (int round = 0; round < 200; round++) {
    tenor_comparison *c = sample_new(SAMPLE_CLASSES);
    for (uint64_t i = 1 + rng_below(&rng, 12); i > 0; i--) {
      char names[3][16];
      tenor_observation o = sample_random(&rng, names);
      o.group = tenor_text_of("g");
      cr_assert_eq(tenor_comparison_add(c, &o), TENOR_OK);
    }
    for (unsigned kind = 0; kind < TENOR_INTERVAL_NAIVE; kind++) {
      const tenor_estimate e = estimate_of(c, 0, (tenor_interval_kind)kind);
      const tenor_interval all[] = {e.mean, e.positive, e.classes[0], e.classes[2]};
      for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        cr_expect_eq(isnan(all[i].lo), isnan(all[i].hi));
        if (isnan(all[i].lo)) continue;
        cr_expect(all[i].lo >= 0 && all[i].hi <= 1 && all[i].lo <= all[i].hi, "%g %g %g", all[i].lo,
                  all[i].value, all[i].hi);
      }
    }
    tenor_comparison_free(&c);
  }
}

Test(compare_estimate, a_slice_without_statements_is_all_nan) {
  tenor_comparison *c = sample_new(2);
  tenor_compare_options options;
  tenor_estimate e;
  sample_fill(c, "g");
  tenor_compare_options_default(&options);
  tenor_slice slice = tenor_slice_of(0);
  slice.first_period = slice.last_period = 1999;
  cr_assert_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_OK);
  cr_expect(e.n_statements == 0 && e.n_documents == 0 && e.warnings == 0);
  cr_expect(isnan(e.mean.value) && isnan(e.mean.lo) && isnan(e.positive.value) &&
            isnan(e.classes[1].value) && isnan(e.median) && isnan(e.coverage));
  tenor_comparison_free(&c);
}

Test(compare_estimate, refuses_what_is_not_there) {
  tenor_comparison *c = sample_new(0);
  tenor_compare_options options;
  tenor_estimate e;
  sample_fill(c, "g");
  tenor_compare_options_default(&options);
  tenor_slice slice = tenor_slice_of(1);
  cr_expect_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_ERR_ARG, "no such group");
  slice = tenor_slice_of(0);
  slice.target = 0;
  cr_expect_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_ERR_ARG, "no such target");
  slice.target = TENOR_NO_TARGET;
  options.level = 1;
  cr_expect_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_ERR_ARG, "no such level");
  options.level = NAN;
  cr_expect_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_ERR_ARG);
  tenor_compare_options_default(&options);
  options.replicates = 10;
  cr_expect_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_ERR_ARG, "too few");
  tenor_comparison_free(&c);
}

/* ---- the difference of two means -------------------------------------------------------------------------- */

Test(compare_estimate, difference_is_worked_out_by_hand) {
  const tenor_interval a = {0.5, 0.4, 0.7}, b = {0.2, 0.1, 0.25};
  const tenor_interval d = interval_difference(&a, &b, 0);
  expect_close(d.value, 0.3, 1e-15, "value");
  expect_close(d.lo, 0.3 - sqrt(0.1 * 0.1 + 0.05 * 0.05), 1e-15, "lo");
  expect_close(d.hi, 0.3 + sqrt(0.2 * 0.2 + 0.1 * 0.1), 1e-15, "hi");
  const tenor_interval same = interval_difference(&a, &a, 1);
  expect_close(same.lo, -0.1, 1e-15, "with itself, lo");
  expect_close(same.hi, 0.1, 1e-15, "with itself, hi");
  const tenor_interval unknown = {0.5, NAN, NAN};
  cr_expect(isnan(interval_difference(&a, &unknown, 0).lo));
}

Test(compare_estimate, warnings_have_names) {
  for (unsigned bit = 0; bit < TENOR_N_WARNINGS; bit++) cr_expect_not_null(tenor_warning_name(bit));
  cr_expect_str_eq(tenor_warning_name(0), "few documents");
  cr_expect_null(tenor_warning_name(TENOR_N_WARNINGS));
}
