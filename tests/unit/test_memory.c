/* SPDX-License-Identifier: Apache-2.0 */
/* Memory: scoring asks for none once it is warm; wherever a request fails, the call says so and nothing leaks. */
#include "counted_memory.h"
#include "feature/analysis.h"
#include "tenor_agreement.h"
#include "tenor_export.h"
#include "tiny_model.h"

/* ---- none on the scoring path --------------------------------------------------------------------------- */

enum { WARM_TEXTS = 300 };

static void score_everything(tiny_model *t) {
  tenor_rng rng = {61};
  for (size_t i = 0; i < WARM_TEXTS; i++) {
    char text[2048];
    tenor_score score;
    const tenor_reason *reasons;
    size_t n;
    double decision;
    const tenor_text whole = {text, tiny_text(&rng, text)};
    cr_assert_eq(tenor_score_text(t->scratch, whole, &score), TENOR_OK);
    (void)tenor_rates(t->scratch);
    const tenor_feature_value *values;
    cr_assert_eq(tenor_features(t->scratch, &values, &n), TENOR_OK);
    for (uint32_t head = 0; head < TINY_HEADS; head++)
      cr_assert_eq(tenor_reasons(t->scratch, whole, head, 0, &reasons, &n, &decision), TENOR_OK);
  }
}

Test(memory, is_not_asked_for_once_scoring_is_warm) {
  tiny_model t = tiny_model_new();
  score_everything(&t);
  memory_start(0, 0);
  score_everything(&t);
  score_everything(&t);
  cr_expect_eq(memory_requests(), 0, "%zu requests", memory_requests());
  tiny_model_free(&t);
}

Test(memory, does_not_grow_with_the_number_of_words) {
  tiny_model t = tiny_model_new();
  size_t late = 0;
  for (unsigned i = 0; i < 4 * MEMO_LIMIT; i += 50) {
    char text[1024];
    tenor_score score;
    size_t n = 0;
    for (unsigned k = 0; k < 50; k++)
      n += (size_t)snprintf(text + n, sizeof text - n, "w%06ux ", i + k);
    memory_start(0, 0);
    cr_assert_eq(tenor_score_text(t.scratch, (tenor_text){text, n}, &score), TENOR_OK);
    if (i > 2 * MEMO_LIMIT) late += memory_requests();
  }
  cr_expect_eq(late, 0, "%zu requests after the memo has been full", late);
  tiny_model_free(&t);
}

/* ---- every failure is reported ---------------------------------------------------------------------------- */

/* Everything from folder to reasons; stops at the first failure. */
typedef struct life {
  tsv_folder folder;
  tenor_train_options options;
  tenor_error error;
} life;

static tenor_status use_model(const void *bytes, size_t size, tenor_error *error) {
  tenor_model *model = NULL;
  tenor_scratch *scratch = NULL;
  tenor_score score;
  const tenor_reason *reasons;
  size_t n;
  double decision;
  tenor_status status = tenor_model_from_memory(&model, bytes, size, error);
  if (status >= 0) status = tenor_scratch_new(&scratch, model, error);
  if (status >= 0)
    status = tenor_score_text(
        scratch, tenor_text_of("they will not attack the enemy in a sea of fire"), &score);
  if (status >= 0 && tenor_model_is_additive(model))
    status = tenor_reasons(scratch, tenor_text_of("they would attack, but it is good"), 0, 0,
                           &reasons, &n, &decision);
  tenor_scratch_free(&scratch);
  tenor_model_free(&model);
  return status;
}

static tenor_status live(life *l) {
  const char *const paths[] = {l->folder.path};
  tenor_lexicon *base = NULL, *lexicon = NULL;
  tenor_trainer *trainer = NULL;
  void *bytes = NULL;
  size_t size = 0;
  tenor_status status = tenor_lexicon_read(&base, NULL, paths, 1, NULL, NULL, &l->error);
  if (status >= 0) status = tenor_lexicon_read(&lexicon, base, NULL, 0, NULL, NULL, &l->error);
  if (status >= 0) status = tiny_trainer(&trainer, &l->options, lexicon, 24, &l->error);
  if (status >= 0) status = tenor_trainer_fit(trainer, NULL, NULL, &l->error);
  if (status >= 0) status = tenor_trainer_model(trainer, "{}", &bytes, &size, &l->error);
  if (status >= 0) status = use_model(bytes, size, &l->error);
  tenor_bytes_free(&bytes);
  tenor_trainer_free(&trainer);
  tenor_lexicon_free(&lexicon);
  tenor_lexicon_free(&base);
  return status;
}

static life life_new(void) {
  life l = {.folder = tsv_folder_new(), .options = tiny_options()};
  l.options.n_folds = 2;
  l.options.n_c = l.options.n_gamma = 1;
  tsv_folder_put(&l.folder, "violence.tsv",
                 "# role: hostility\nattack\t3\nsea of fire\t4\nwipe * off\t2\n");
  tsv_folder_put(&l.folder, "valence.tsv", "# role: valence\ngood\t2\nbad\t-2\n");
  return l;
}

static void expect_failures_reported(life l, int from_then_on) {
  memory_start(0, 0);
  cr_assert_eq(live(&l), TENOR_OK, "%s", l.error.message);
  const size_t n = memory_requests();
  cr_assert_eq(memory_live(), 0, "%ld blocks are left even if all goes well", memory_live());
  for (size_t at = 1; at <= n; at++) {
    memset(&l.error, 0, sizeof l.error);
    memory_start(at, from_then_on);
    const tenor_status status = live(&l);
    const long left = memory_live();
    memory_start(0, 0); /* Criterion shall have memory */
    cr_expect_eq(status, TENOR_ERR_MEMORY, "request %zu of %zu: %s", at, n,
                 tenor_status_name(status));
    cr_expect_eq(left, 0, "request %zu of %zu: %ld blocks are left", at, n, left);
  }
  tsv_folder_remove(&l.folder);
}

Test(memory, each_failing_request_is_reported_and_leaks_nothing) {
  expect_failures_reported(life_new(), 0);
}
Test(memory, running_out_for_good_is_reported_and_leaks_nothing) {
  expect_failures_reported(life_new(), 1);
}
Test(memory, running_out_is_reported_with_a_kernel_and_curves) {
  life l = life_new();
  l.options.kernel = TENOR_KERNEL_RBF;
  l.options.calibration = TENOR_CALIBRATION_ISOTONIC;
  expect_failures_reported(l, 1);
}
Test(memory, running_out_is_reported_with_weights_and_ratios) {
  life l = life_new();
  l.options.balanced = l.options.ratios = l.options.time_blocks = l.options.mask_names = 1;
  l.options.learn_share = 0.9;
  expect_failures_reported(l, 1);
}

Test(memory, running_out_fills_the_error) {
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  for (size_t at = 1; at < 40; at++) {
    tenor_error error = {0};
    memory_start(at, 1);
    const tenor_status status =
        tenor_trainer_new(&trainer, &options, tiny_heads, TINY_HEADS, NULL, &error);
    memory_start(0, 0);
    tenor_trainer_free(&trainer);
    if (status == TENOR_OK) break;
    cr_expect_eq(error.status, TENOR_ERR_MEMORY, "request %zu: the error is not filled", at);
  }
}

/* A trainer that has run out of memory once may be used on: nothing half-known may be left in it. */
Test(memory, a_trainer_lives_on_after_running_out) {
  static const float vector[TINY_DIMENSIONS] = {1, 2, 3};
  const tenor_train_options options = tiny_options();
  tenor_trainer *trainer = NULL;
  cr_assert_eq(tiny_trainer(&trainer, &options, NULL, 60, NULL), TENOR_OK);
  for (size_t i = 0; i < 200; i++) {
    char form[16];
    (void)snprintf(form, sizeof form, "talks%zu", i);
    const tenor_text text = tenor_text_of(i == 100 ? "talks" : form);
    for (size_t at = 1; at < 8; at++) {
      memory_start(at, 0);
      const tenor_status status =
          tenor_trainer_add_vector(trainer, text, vector, TINY_DIMENSIONS, NULL);
      memory_start(0, 0);
      if (status == TENOR_OK) break;
      cr_assert_eq(status, TENOR_ERR_MEMORY);
    }
  }
  cr_expect_eq(tenor_trainer_fit(trainer, NULL, NULL, NULL), TENOR_OK);
  tenor_trainer_free(&trainer);
}

/* ---- exports and agreement ------------------------------------------------------------------------------ */

static tenor_status export_text(const tenor_model *model) {
  tenor_scratch *scratch = NULL;
  tenor_export *export_ = NULL;
  tenor_score score;
  const tenor_feature_value *values;
  size_t n;
  tenor_status status = tenor_scratch_new(&scratch, model, NULL);
  if (status >= 0)
    status = tenor_score_text(scratch, tenor_text_of("they attack the enemy, good"), &score);
  if (status >= 0) status = tenor_features(scratch, &values, &n);
  if (status >= 0) status = tenor_export_new(&export_, model, NULL);
  tenor_export_free(&export_);
  tenor_scratch_free(&scratch);
  return status;
}

static tenor_status agree(const tenor_model *unused) {
  static const double codes[] = {0, 0, 1, 2, 2, 2, 3, 1};
  tenor_agreement agreement;
  (void)unused;
  return tenor_agreement_measure(codes, 4, 2, TENOR_METRIC_ORDINAL, 10, 1, &agreement);
}

static void expect_each_reported(tenor_status (*call)(const tenor_model *),
                                 const tenor_model *model) {
  size_t at = 1;
  for (tenor_status status = TENOR_ERR_MEMORY; status < 0; at++) {
    memory_start(at, 0);
    status = call(model);
    const long left = memory_live();
    memory_start(0, 0);
    cr_expect(status == TENOR_ERR_MEMORY || status == TENOR_OK);
    cr_expect_eq(left, 0, "request %zu: %ld blocks are left", at, left);
  }
  cr_expect_gt(at, 5, "only %zu requests", at);
}

Test(memory, failing_requests_of_exports_and_agreement_are_reported) {
  tiny_model t = tiny_model_new();
  expect_each_reported(export_text, t.model);
  expect_each_reported(agree, t.model);
  tiny_model_free(&t);
}
