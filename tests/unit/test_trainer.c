/* SPDX-License-Identifier: Apache-2.0 */
/* Training: the same bytes every time, on any number of threads; what is wrong is refused and said. */
#include "tempfile.h"
#include "tiny_model.h"

static void expect_bad(const tenor_train_options *options, const tenor_head_spec *heads, uint32_t n,
                       const char *what) {
  tenor_trainer *trainer = NULL;
  tenor_error error = {0};
  cr_expect_eq(tenor_trainer_new(&trainer, options, heads, n, NULL, &error), TENOR_ERR_ARG, "%s",
               what);
  cr_expect_eq(error.status, TENOR_ERR_ARG, "%s: the error is not filled", what);
  cr_expect_null(trainer, "%s", what);
  tenor_trainer_free(&trainer);
}

/* ---- repeatable ----------------------------------------------------------------------------------------- */

static void expect_same_bytes(tenor_train_options a, tenor_train_options b, bool same) {
  size_t one_size, other_size;
  void *one = tiny_model_bytes(&a, &one_size), *other = tiny_model_bytes(&b, &other_size);
  const bool equal = one_size == other_size && memcmp(one, other, one_size) == 0;
  cr_expect_eq(equal, same);
  tenor_bytes_free(&one);
  tenor_bytes_free(&other);
  cr_expect_null(one);
}

Test(trainer, gives_the_same_bytes_every_time) {
  expect_same_bytes(tiny_options(), tiny_options(), true);
}

Test(trainer, gives_the_same_bytes_on_any_number_of_threads) {
  for (tenor_solver solver = TENOR_SOLVER_LIBSVM; solver <= TENOR_SOLVER_LIBLINEAR; solver++) {
    tenor_train_options one = tiny_options(), two = tiny_options();
    one.solver = two.solver = solver;
    two.n_threads = 2;
    expect_same_bytes(one, two, true);
  }
}

/* All that may be asked for, one after another. */
static tenor_train_options unusual(int which) {
  tenor_train_options o = tiny_options();
  switch (which) {
    case 0: o.kernel = TENOR_KERNEL_RBF; break;
    case 1: o.calibration = TENOR_CALIBRATION_ISOTONIC; break;
    case 2: o.ratios = 1; break;
    case 3: o.balanced = 1; break;
    case 4: o.time_blocks = 1; break;
    case 5: o.nu[0] = 0.2, o.nu[1] = 0.5, o.n_nu = 2; break;
    case 6: o.epsilon[1] = 0.3, o.n_epsilon = 2; break;
    case 7: o.mask_names = 1; break;
    default: o.learn_share = 0.5; break;
  }
  return o;
}
enum { UNUSUAL = 9 };

Test(trainer, gives_the_same_bytes_whatever_is_asked_for) {
  for (int i = 0; i < UNUSUAL; i++) {
    tenor_train_options one = unusual(i), two = unusual(i);
    two.n_threads = 2;
    expect_same_bytes(one, two, true);
  }
}

static uint32_t count_stems(const tenor_train_options *options) {
  size_t size;
  void *bytes = tiny_model_bytes(options, &size);
  tenor_model *model = NULL;
  tenor_model_size sizes;
  cr_assert_eq(tenor_model_from_memory(&model, bytes, size, NULL), TENOR_OK);
  tenor_model_sizes(model, &sizes);
  tenor_model_free(&model);
  tenor_bytes_free(&bytes);
  return sizes.n_stems;
}

Test(trainer, learns_nothing_from_names_when_they_are_masked) {
  tenor_train_options plain = tiny_options(), masked = tiny_options();
  masked.mask_names = 1;
  cr_expect_eq(count_stems(&masked), count_stems(&plain) - 2, "all but 'russia' and 'iran'");
}

/* A trainer of 120 examples with these options, fitted. */
static tenor_trainer *fitted(const tenor_train_options *options, tenor_status expected) {
  tenor_trainer *trainer = NULL;
  tenor_error error = {0};
  cr_assert_eq(tiny_trainer(&trainer, options, NULL, TINY_EXAMPLES, &error), TENOR_OK);
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, &error), expected, "%s", error.message);
  return trainer;
}

Test(trainer, takes_other_options_between_fits) {
  tenor_train_options options = tiny_options();
  tenor_fit_report whole, part, again;
  tenor_trainer *trainer = fitted(&options, TENOR_OK);
  cr_assert_eq(tenor_trainer_report(trainer, 0, &whole), TENOR_OK);
  options.learn_share = 0.2;
  cr_assert_eq(tenor_trainer_options(trainer, &options, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_report(trainer, 0, &part), TENOR_OK);
  cr_expect_eq(part.n_examples, whole.n_examples, "all are measured, few learnt from");
  cr_expect_lt(part.figures.auc, whole.figures.auc);
  options.learn_share = 1;
  cr_assert_eq(tenor_trainer_options(trainer, &options, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_report(trainer, 0, &again), TENOR_OK);
  cr_expect_eq(memcmp(&again.figures, &whole.figures, sizeof whole.figures), 0);
  options.n_folds = 1;
  cr_expect_eq(tenor_trainer_options(trainer, &options, NULL), TENOR_ERR_ARG);
  tenor_trainer_free(&trainer);
}

Test(trainer, says_which_solver_it_takes) {
  const double weights[3] = {1, 2, 1}, broken[3] = {1, 0, 1};
  tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 30, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_solver(trainer), TENOR_SOLVER_LIBSVM);
  cr_expect_eq(tenor_trainer_label_weights(trainer, 0, broken, NULL), TENOR_ERR_ARG);
  cr_expect_eq(tenor_trainer_label_weights(trainer, TINY_HEADS, weights, NULL), TENOR_ERR_ARG);
  cr_assert_eq(tenor_trainer_label_weights(trainer, 0, weights, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_solver(trainer), TENOR_SOLVER_LIBLINEAR, "rows weigh unlike");
  options.solver = TENOR_SOLVER_LIBSVM;
  cr_assert_eq(tenor_trainer_options(trainer, &options, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_ERR_ARG,
               "libsvm weighs no rows");
  tenor_trainer_free(&trainer);
}

/* Examples that all count twice are learnt with half of C as they are with C otherwise. */
Test(trainer, a_weight_of_all_examples_changes_C_alone) {
  tenor_train_options options = tiny_options();
  tenor_trainer *trainers[2] = {NULL, NULL};
  tenor_fit_report reports[2];
  options.solver = TENOR_SOLVER_LIBLINEAR;
  options.n_c = 1;
  for (int twice = 0; twice < 2; twice++) {
    const double two[TINY_HEADS] = {2, 2, 2, 2};
    options.c[0] = twice ? 0.25 : 0.5;
    cr_assert_eq(tiny_trainer(&trainers[twice], &options, NULL, TINY_EXAMPLES, NULL), TENOR_OK);
    for (uint32_t i = 0; twice && i < TINY_HEADS; i++)
      if (tiny_heads[i].n_labels > 0)
        cr_assert_eq(tenor_trainer_label_weights(trainers[1], i, two, NULL), TENOR_OK);
    cr_assert_eq(tenor_trainer_fit(trainers[twice], NULL, NULL, NULL), TENOR_OK);
    cr_assert_eq(tenor_trainer_report(trainers[twice], 3, &reports[twice]), TENOR_OK);
    tenor_trainer_free(&trainers[twice]);
  }
  cr_expect(fabs(reports[0].figures.auc - reports[1].figures.auc) < 0.02, "auc %g and %g",
            reports[0].figures.auc, reports[1].figures.auc);
}

Test(trainer, needs_dates_for_blocks_of_time) {
  tenor_train_options options = tiny_options();
  tenor_error error = {0};
  tenor_trainer *trainer = NULL;
  options.time_blocks = 1;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, TINY_EXAMPLES, NULL), TENOR_OK);
  const double labels[TINY_HEADS] = {0, 1, 0.5, 1};
  const tenor_example undated = {tenor_text_of("we talk"), NULL, labels, 1, (double)NAN, 0};
  cr_assert_eq(tenor_trainer_add(trainer, &undated, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, &error), TENOR_ERR_ARG);
  cr_expect_not_null(strstr(error.message, "dates"), "%s", error.message);
  tenor_trainer_free(&trainer);
}

/* Words that one block of time alone has are known everywhere if documents are drawn, and nowhere where it is held out. */
Test(trainer, blocks_of_time_hold_the_unseen_out) {
  static const char *const answers[] = {"no", "yes"};
  static const char *const words[3][2] = {{"alpha", "beta"}, {"gamma", "delta"}, {"zeta", "eta"}};
  const tenor_head_spec head = {"h", TENOR_HEAD_BINARY, answers, 2, 0, 0, 0};
  double accuracy[2];
  for (int blocks = 0; blocks < 2; blocks++) {
    tenor_train_options options = tiny_options();
    tenor_trainer *trainer = NULL;
    tenor_fit_report report;
    options.time_blocks = blocks;
    options.form_scale = 0;
    cr_assert_eq(tenor_trainer_new(&trainer, &options, &head, 1, NULL, NULL), TENOR_OK);
    for (int i = 0; i < 90; i++) {
      const double label = i % 2;
      const tenor_example example = {tenor_text_of(words[i / 30][i % 2]), NULL, &label, 1, i, 0};
      cr_assert_eq(tenor_trainer_add(trainer, &example, NULL), TENOR_OK);
    }
    cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
    cr_assert_eq(tenor_trainer_report(trainer, 0, &report), TENOR_OK);
    accuracy[blocks] = report.figures.accuracy;
    tenor_trainer_free(&trainer);
  }
  cr_expect_gt(accuracy[0], 0.99);
  cr_expect_lt(accuracy[1], 0.6);
}

/* 60 rows that are meant, 60 of the opposite label to learn from: `learn_only` of the latter says who is measured. */
static tenor_fit_report fit_with_helpers(int learn_only) {
  static const char *const labels_of[] = {"no", "yes"};
  const tenor_head_spec head = {"h", TENOR_HEAD_BINARY, labels_of, 2, 1, 0, 0};
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  tenor_fit_report report;
  cr_assert_eq(tenor_trainer_new(&trainer, &options, &head, 1, NULL, NULL), TENOR_OK);
  for (int i = 0; i < 120; i++) {
    const bool helper = i >= 60;
    const double label = helper ? 1 : i % 3 == 0;
    const tenor_example example = {tenor_text_of(label > 0 ? "they fight" : "we talk"),
                                   NULL,
                                   &label,
                                   1,
                                   0,
                                   helper ? learn_only : 0};
    cr_assert_eq(tenor_trainer_add(trainer, &example, NULL), TENOR_OK);
  }
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_report(trainer, 0, &report), TENOR_OK);
  tenor_trainer_free(&trainer);
  return report;
}

Test(trainer, rows_to_learn_from_alone_are_not_measured) {
  cr_expect_eq(fit_with_helpers(0).figures.n, 120);
  cr_expect_eq(fit_with_helpers(1).figures.n, 60);
}

Test(trainer, refuses_to_favour_rare_classes_beyond_reason) {
  tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  options.favour_rare = 1.5;
  cr_expect_eq(tenor_trainer_new(&trainer, &options, tiny_heads, TINY_HEADS, NULL, NULL),
               TENOR_ERR_ARG);
  options.favour_rare = (double)NAN;
  cr_expect_eq(tenor_trainer_new(&trainer, &options, tiny_heads, TINY_HEADS, NULL, NULL),
               TENOR_ERR_ARG);
}

Test(trainer, an_rbf_kernel_goes_without_vectors) {
  tenor_train_options options = tiny_options();
  tenor_error error = {0};
  tenor_trainer *trainer = NULL;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, TINY_EXAMPLES, NULL), TENOR_OK);
  options.kernel = TENOR_KERNEL_RBF;
  cr_assert_eq(tenor_trainer_options(trainer, &options, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, &error), TENOR_ERR_ARG);
  cr_expect_not_null(strstr(error.message, "vectors"));
  tenor_trainer_free(&trainer);
}

Test(trainer, depends_on_the_seed) {
  tenor_train_options other = tiny_options();
  other.seed = 2;
  expect_same_bytes(tiny_options(), other, false);
}

Test(trainer, fits_again_as_the_first_time) {
  tenor_lexicon *lexicon = shifter_lexicon();
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  void *first, *second;
  size_t first_size, second_size;
  cr_assert_eq(tiny_trainer(&trainer, &options, lexicon, TINY_EXAMPLES, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_model(trainer, NULL, &first, &first_size, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
  cr_assert_eq(tenor_trainer_model(trainer, NULL, &second, &second_size, NULL), TENOR_OK);
  cr_expect(first_size == second_size && memcmp(first, second, first_size) == 0);
  tenor_bytes_free(&first);
  tenor_bytes_free(&second);
  tenor_trainer_free(&trainer);
  tenor_lexicon_free(&lexicon);
}

/* ---- results -------------------------------------------------------------------------------------------- */

Test(trainer, reports_what_it_found_out_of_fold) {
  tenor_lexicon *lexicon = shifter_lexicon();
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  tenor_fit_report report;
  cr_assert_eq(tiny_trainer(&trainer, &options, lexicon, TINY_EXAMPLES, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_report(trainer, 0, &report), TENOR_ERR_ARG, "before a fit");
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
  for (uint32_t i = 0; i < TINY_HEADS; i++) {
    cr_assert_eq(tenor_trainer_report(trainer, i, &report), TENOR_OK);
    cr_expect_eq(report.n_examples,
                 i == 2 ? TINY_EXAMPLES - (TINY_EXAMPLES + 6) / 7 : TINY_EXAMPLES);
    cr_expect(fabs(report.c - 0.1) < 1e-12 || fabs(report.c - 1) < 1e-12);
    cr_expect_eq(report.solver, TENOR_SOLVER_LIBSVM);
    if (i == 0)
      cr_expect(report.figures.auc > 0.7 && report.figures.auc <= 1, "auc %g", report.figures.auc);
    if (i == 2) cr_expect(report.figures.pearson > 0.4, "pearson %g", report.figures.pearson);
    if (i == 0 || i == 2)
      cr_expect(report.figures.coverage > 0.8, "coverage %g", report.figures.coverage);
  }
  cr_expect_eq(tenor_trainer_report(trainer, TINY_HEADS, &report), TENOR_ERR_ARG);
  tenor_trainer_free(&trainer);
  tenor_lexicon_free(&lexicon);
}

Test(trainer, saves_a_file_that_opens) {
  const tempfile file = tempfile_new("m.tenor");
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  tenor_model *model = NULL;
  tenor_error error = {0};
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, TINY_EXAMPLES, NULL),
               TENOR_OK); /* without a lexicon */
  cr_expect_eq(tenor_trainer_save(trainer, NULL, file.path, &error), TENOR_ERR_ARG, "before a fit");
  cr_assert_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_save(trainer, NULL, "/no/such/folder/m", &error), TENOR_ERR_IO);
  cr_assert_eq(tenor_trainer_save(trainer, NULL, file.path, &error), TENOR_OK);
  cr_assert_eq(tenor_model_open(&model, file.path, &error), TENOR_OK, "%s", error.message);
  cr_expect_eq(tenor_lexicon_n_categories(tenor_model_lexicon(model)), 0);
  tenor_model_free(&model);
  tenor_trainer_free(&trainer);
  tempfile_remove(&file);
}

Test(trainer, can_do_without_any_block_of_features) {
  for (int left_out = 0; left_out < 4; left_out++) {
    tenor_train_options options = tiny_options();
    size_t size;
    tenor_model *model = NULL;
    tenor_model_size sizes;
    if (left_out == 0) options.ngrams = 0;
    if (left_out == 1) options.lexicon_scale = 0;
    if (left_out == 2) options.form_scale = 0;
    if (left_out == 3) options.vector_scale = 0;
    void *bytes = tiny_model_bytes(&options, &size);
    cr_assert_eq(tenor_model_from_memory(&model, bytes, size, NULL), TENOR_OK);
    tenor_model_sizes(model, &sizes);
    cr_expect_eq(sizes.n_stems == 0, left_out == 0);
    tenor_model_free(&model);
    tenor_bytes_free(&bytes);
  }
}

static int give_up_at_once(void *user, const char *head, uint64_t done, uint64_t total) {
  cr_assert_str_not_empty(head);
  cr_assert_leq(done, total);
  ++*(int *)user;
  return 1;
}

Test(trainer, gives_up_when_told) {
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  void *bytes = NULL;
  size_t size;
  int calls = 0;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, TINY_EXAMPLES, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_fit(trainer, give_up_at_once, &calls, NULL), TENOR_AGAIN);
  cr_expect_geq(calls, 1);
  cr_expect_eq(tenor_trainer_model(trainer, NULL, &bytes, &size, NULL), TENOR_ERR_ARG);
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK, "it may be tried again");
  tenor_trainer_free(&trainer);
}

/* ---- bad arguments -------------------------------------------------------------------------------------- */

Test(trainer, refuses_bad_options) {
  static const struct {
    uint32_t folds, n_c;
    double c, epsilon;
  } cases[] = {{1, 1, 1, 0.1},  {21, 1, 1, 0.1}, {3, 0, 1, 0.1},   {3, TENOR_MAX_C + 1, 1, 0.1},
               {3, 1, 0, 0.1},  {3, 1, -1, 0.1}, {3, 1, NAN, 0.1}, {3, 1, INFINITY, 0.1},
               {3, 1, 1, -0.1}, {3, 1, 1, NAN}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tenor_train_options o = tiny_options();
    char what[32];
    o.n_folds = cases[i].folds;
    o.n_c = cases[i].n_c;
    o.c[0] = cases[i].c;
    o.epsilon[0] = cases[i].epsilon;
    (void)snprintf(what, sizeof what, "options %zu", i);
    expect_bad(&o, tiny_heads, TINY_HEADS, what);
  }
  tenor_train_options o = tiny_options();
  o.lexicon_scale = NAN;
  expect_bad(&o, tiny_heads, TINY_HEADS, "a scale that is no number");
  o = tiny_options();
  o.solver = (tenor_solver)9;
  expect_bad(&o, tiny_heads, TINY_HEADS, "a solver that there is not");
  o = tiny_options();
  o.kernel = TENOR_KERNEL_RBF;
  o.solver = TENOR_SOLVER_LIBLINEAR;
  expect_bad(&o, tiny_heads, TINY_HEADS, "an RBF kernel by liblinear");
  o.solver = TENOR_SOLVER_AUTO;
  o.ratios = 1;
  expect_bad(&o, tiny_heads, TINY_HEADS, "ratios in an RBF kernel");
  o = tiny_options();
  o.nu[0] = 1.1;
  o.n_nu = 1;
  expect_bad(&o, tiny_heads, TINY_HEADS, "nu above 1");
  o = tiny_options();
  o.learn_share = 0;
  expect_bad(&o, tiny_heads, TINY_HEADS, "nothing to learn from");
}

Test(trainer, refuses_bad_heads) {
  static const char *const many[TENOR_MAX_CLASSES + 1] = {"x"};
  static const char long_name[] = "a name of forty-eight bytes is one byte too long";
  static const tenor_head_spec bad[] = {
      {NULL, TENOR_HEAD_CLASS, tiny_tones, 3, 0, 0, 0},
      {"", TENOR_HEAD_CLASS, tiny_tones, 3, 0, 0, 0},
      {long_name, TENOR_HEAD_CLASS, tiny_tones, 3, 0, 0, 0},
      {"h", TENOR_HEAD_CLASS, tiny_tones, 1, 0, 0, 0},
      {"h", TENOR_HEAD_CLASS, NULL, 3, 0, 0, 0},
      {"h", TENOR_HEAD_CLASS, many, TENOR_MAX_CLASSES + 1, 0, 0, 0},
      {"h", TENOR_HEAD_BINARY, tiny_tones, 3, 0, 0, 0},
      {"h", TENOR_HEAD_ORDINAL, tiny_levels, 3, 0, 0, 0},
      {"h", TENOR_HEAD_ORDINAL, tiny_levels, 3, 3, 0, 0},
      {"h", TENOR_HEAD_REGRESSION, NULL, 0, 0, 1, 1},
      {"h", TENOR_HEAD_REGRESSION, NULL, 0, 0, NAN, 1},
      {"h", TENOR_HEAD_REGRESSION, NULL, 0, 0, -INFINITY, 1},
      {"h", (tenor_head_kind)7, tiny_tones, 3, 0, 0, 0},
  };
  const tenor_train_options options = tiny_options();
  cr_assert_eq(strlen(long_name), 48);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char what[32];
    (void)snprintf(what, sizeof what, "head %zu", i);
    expect_bad(&options, &bad[i], 1, what);
  }
  expect_bad(&options, tiny_heads, 0, "no heads");
  const tenor_head_spec twins[2] = {tiny_heads[0], tiny_heads[0]};
  expect_bad(&options, twins, 2, "two heads of one name");
}

Test(trainer, refuses_weights_that_are_none) {
  static const double bad[] = {0, -1, NAN, INFINITY};
  const tenor_train_options options = tiny_options();
  const double labels[TINY_HEADS] = {0, 0, 0, 0};
  tenor_trainer *trainer = NULL;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 0, NULL), TENOR_OK);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const tenor_example example = {tenor_text_of("x"), NULL, labels, bad[i], 0, 0};
    cr_expect_eq(tenor_trainer_add(trainer, &example, NULL), TENOR_ERR_ARG, "case %zu", i);
  }
  tenor_trainer_free(&trainer);
}

Test(trainer, refuses_labels_out_of_range) {
  static const struct {
    size_t head;
    double label;
  } bad[] = {{0, 3}, {0, -1}, {0, 0.5}, {0, INFINITY}, {1, 3}, {2, 2.01}, {2, -INFINITY}, {3, 2}};
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 0, NULL), TENOR_OK);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    double labels[TINY_HEADS] = {NAN, NAN, NAN, NAN};
    tenor_error error = {0};
    labels[bad[i].head] = bad[i].label;
    const tenor_example example = {tenor_text_of("x"), NULL, labels, 1, 0, 0};
    cr_expect_eq(tenor_trainer_add(trainer, &example, &error), TENOR_ERR_ARG, "case %zu", i);
    cr_expect_not_null(strstr(error.message, tiny_heads[bad[i].head].name));
  }
  tenor_trainer_free(&trainer);
}

Test(trainer, refuses_vectors_that_do_not_fit) {
  static const float fine[4] = {1, 2, 3, 4}, broken[4] = {1, NAN, 3, 4};
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 0, NULL),
               TENOR_OK); /* holds vectors of three */
  cr_expect_eq(tenor_trainer_add_vector(trainer, tenor_text_of("a"), fine, 4, NULL), TENOR_ERR_ARG);
  cr_expect_eq(tenor_trainer_add_vector(trainer, tenor_text_of("a"), fine, 0, NULL), TENOR_ERR_ARG);
  cr_expect_eq(tenor_trainer_add_vector(trainer, tenor_text_of("a"), broken, 3, NULL),
               TENOR_ERR_ARG);
  cr_expect_eq(tenor_trainer_add_vector(trainer, tenor_text_of("attack"), fine, 3, NULL), TENOR_OK,
               "known already");
  tenor_trainer_free(&trainer);
}

Test(trainer, refuses_too_little_to_learn_from) {
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  tenor_error error = {0};
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 5, NULL), TENOR_OK);
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, &error), TENOR_ERR_ARG);
  tenor_trainer_free(&trainer);

  const double labels[TINY_HEADS] = {0, 0, 0, 0};
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 0, NULL), TENOR_OK);
  for (int i = 0; i < 30; i++) {
    const tenor_example example = {tenor_text_of("we talk"), i % 2 ? "a" : "b", labels, 1, 0, 0};
    cr_assert_eq(tenor_trainer_add(trainer, &example, NULL), TENOR_OK);
  }
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, &error), TENOR_ERR_ARG);
  cr_expect_not_null(strstr(error.message, "2 documents"));
  tenor_trainer_free(&trainer);
}

Test(trainer, says_which_head_has_no_examples) {
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  tenor_error error = {0};
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 0, NULL), TENOR_OK);
  for (int i = 0; i < 30; i++) {
    const double labels[TINY_HEADS] = {i % 3, NAN, i % 2, i % 2};
    const tenor_example example = {
        tenor_text_of(i % 2 ? "we talk" : "they fight"), NULL, labels, 1, 0, 0};
    cr_assert_eq(tenor_trainer_add(trainer, &example, NULL), TENOR_OK);
  }
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, &error), TENOR_ERR_ARG);
  cr_expect_eq(error.status, TENOR_ERR_ARG);
  tenor_trainer_free(&trainer);
}

Test(trainer, learns_from_rows_of_one_class_and_empty_texts) {
  const tenor_train_options options = tiny_options();
  const double labels[TINY_HEADS] = {0, 1, 0.5, 1};
  tenor_trainer *trainer = NULL;
  tenor_error error = {0};
  void *bytes = NULL;
  size_t size;
  tenor_model *model = NULL;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 0, NULL), TENOR_OK);
  for (int i = 0; i < 30; i++) {
    const tenor_example example = {
        tenor_text_of(i % 4 ? "we talk \xFF today" : ""), NULL, labels, 1, 0, 0};
    cr_assert_eq(tenor_trainer_add(trainer, &example, NULL), TENOR_OK);
  }
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, &error), TENOR_OK, "%s", error.message);
  cr_expect_eq(tenor_trainer_model(trainer, NULL, &bytes, &size, &error), TENOR_OK);
  cr_expect_eq(tenor_model_from_memory(&model, bytes, size, &error), TENOR_OK, "%s", error.message);
  tenor_model_free(&model);
  tenor_bytes_free(&bytes);
  tenor_trainer_free(&trainer);
}
