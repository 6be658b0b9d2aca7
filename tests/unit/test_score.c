/* SPDX-License-Identifier: Apache-2.0 */
/* Scoring: what comes out for any text, on any thread, with any lexicon. */
#include <pthread.h>

#include "tiny_model.h"

static tenor_score score_text(tiny_model *t, const char *text) {
  tenor_score score;
  memset(&score, 0, sizeof score);
  cr_assert_eq(tenor_score_text(t->scratch, tenor_text_of(text), &score), TENOR_OK);
  return score;
}

Test(score, has_learnt_something) {
  tiny_model t = tiny_model_new();
  const tenor_score hostile = score_text(&t, "They will attack the enemy today."),
                    kind = score_text(&t, "We welcome the good talks.");
  cr_expect_gt(hostile.heads[0].value, kind.heads[0].value + 0.1);
  cr_expect_gt(hostile.heads[0].p, kind.heads[0].p);
  cr_expect_eq(hostile.heads[1].label, 2);
  cr_expect_eq(kind.heads[1].label, 1);
  cr_expect_lt(hostile.heads[2].value, 0);
  cr_expect_gt(kind.heads[2].value, 0);
  tiny_model_free(&t);
}

Test(score, keeps_its_promises_for_any_text) {
  tiny_model t = tiny_model_new();
  tenor_rng rng = {41};
  for (int i = 0; i < 2000; i++) {
    char text[2048];
    tenor_score s;
    const tenor_text whole = {text, tiny_text(&rng, text)};
    cr_assert_eq(tenor_score_text(t.scratch, whole, &s), TENOR_OK);
    cr_assert_eq(s.n_heads, TINY_HEADS);
    if (s.n_tokens == 0) continue;
    cr_assert(s.coverage >= 0 && s.coverage <= 1);
    for (uint32_t h = 0; h < s.n_heads; h++) {
      const tenor_head_score *head = &s.heads[h];
      double sum = 0;
      for (uint32_t k = 0; k < head->n; k++) sum += s.p[head->first + k];
      cr_assert(head->n == 0 || fabs(sum - 1) < 1e-9, "head %u: probabilities sum to %g", h, sum);
      cr_assert(head->value >= (h == 2 ? -1 : 0) && head->value <= (h == 1 ? 2 : 1), "head %u: %g",
                h, head->value);
      if (h == 0 || h == 2)
        cr_assert(head->lo <= head->value && head->value <= head->hi, "%g to %g", head->lo,
                  head->hi);
      else
        cr_assert(isnan(head->lo) && isnan(head->hi));
    }
  }
  tiny_model_free(&t);
}

Test(score, says_nothing_about_nothing) {
  static const char *const texts[] = {"", "   \n", "...", "\xFF\xFE", "!?"};
  tiny_model t = tiny_model_new();
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    const tenor_score s = score_text(&t, texts[i]);
    cr_expect_eq(s.n_tokens, 0);
    cr_expect_eq(s.n_heads, TINY_HEADS);
    cr_expect(fabs(s.coverage) < 1e-12);
    for (uint32_t h = 0; h < TINY_HEADS; h++)
      cr_expect(isnan(s.heads[h].value) && isnan(s.heads[h].p) && isnan(s.heads[h].lo) &&
                    isnan(s.heads[h].hi),
                "'%s'", texts[i]);
    for (uint32_t k = 0; k < 3 + 3 + 2; k++) cr_expect(isnan(s.p[k]));
    for (uint32_t c = 0; c < tenor_lexicon_n_categories(tenor_model_lexicon(t.model)); c++)
      cr_expect(fabs(tenor_rates(t.scratch)[c]) < 1e-12);
  }
  tenor_score s;
  cr_expect_eq(tenor_score_text(t.scratch, (tenor_text){NULL, 0}, &s), TENOR_OK);
  cr_expect_eq(score_text(&t, "\xFF\xFE").n_replacements, 2);
  tiny_model_free(&t);
}

Test(score, refuses_what_is_no_text) {
  tiny_model t = tiny_model_new();
  tenor_score s, before;
  memset(&s, 7, sizeof s);
  before = s;
  cr_expect_eq(tenor_score_text(t.scratch, (tenor_text){NULL, 1}, &s), TENOR_ERR_ARG);
  cr_expect_eq(tenor_score_text(t.scratch, (tenor_text){"", (size_t)UINT32_MAX + 1}, &s),
               TENOR_ERR_LIMIT);
  cr_expect_eq(memcmp(&s, &before, sizeof s), 0, "the score was touched");
  tiny_model_free(&t);
}

Test(score, knows_how_much_it_knows) {
  tiny_model t = tiny_model_new();
  cr_expect(fabs(score_text(&t, "zyx wvu tsr qpo").coverage) < 1e-12);
  cr_expect(fabs(score_text(&t, "we attack the enemy").coverage - 1) < 1e-12);
  cr_expect(fabs(score_text(&t, "we attack zyx wvu").coverage - 0.5) < 1e-12);
  cr_expect(fabs(score_text(&t, "smash zyx").coverage - 0.5) < 1e-12,
            "a word that has a vector only");
  tiny_model_free(&t);
}

Test(score, gives_rates_a_word) {
  tiny_model t = tiny_model_new();
  (void)score_text(&t, "it is not good today x y z");
  const double *rates = tenor_rates(t.scratch);
  const tenor_lexicon *lexicon = tenor_model_lexicon(t.model);
  for (uint32_t c = 0; c < tenor_lexicon_n_categories(lexicon); c++) {
    tenor_category category;
    tenor_lexicon_category(lexicon, c, &category);
    const double expected = strcmp(category.name, "valence") == 0    ? 2 * -0.74 / 8
                            : strcmp(category.name, "negators") == 0 ? -0.74 / 8
                                                                     : 0;
    cr_expect(fabs(rates[c] - expected) < 1e-6, "%s: %g, expected %g", category.name, rates[c],
              expected);
  }
  tiny_model_free(&t);
}

Test(score, scores_a_batch_as_one_by_one) {
  tiny_model t = tiny_model_new();
  const tenor_text texts[3] = {tenor_text_of("we attack"), tenor_text_of(""),
                               tenor_text_of("they praised us")};
  tenor_score batch[3];
  memset(batch, 0, sizeof batch);
  cr_assert_eq(tenor_score_batch(t.scratch, texts, 3, batch), TENOR_OK);
  for (size_t i = 0; i < 3; i++) {
    const tenor_score one = score_text(&t, texts[i].data);
    cr_expect_eq(memcmp(&one, &batch[i], sizeof one), 0, "text %zu", i);
  }
  const tenor_text broken[2] = {{NULL, 3}, tenor_text_of("x")};
  cr_expect_eq(tenor_score_batch(t.scratch, broken, 2, batch), TENOR_ERR_ARG);
  tiny_model_free(&t);
}

/* ---- another lexicon ------------------------------------------------------------------------------------ */

Test(score, the_same_lexicon_read_again_changes_nothing) {
  tiny_model t = tiny_model_new();
  tenor_lexicon *lexicon = shifter_lexicon();
  tenor_scratch *other = NULL;
  tenor_rng rng = {43};
  cr_assert_eq(tenor_scratch_new_lexicon(&other, t.model, lexicon, NULL), TENOR_OK);
  for (int i = 0; i < 300; i++) {
    char text[2048];
    tenor_score a, b;
    memset(&a, 0, sizeof a);
    memset(&b, 0, sizeof b);
    const tenor_text whole = {text, tiny_text(&rng, text)};
    cr_assert_eq(tenor_score_text(t.scratch, whole, &a), TENOR_OK);
    cr_assert_eq(tenor_score_text(other, whole, &b), TENOR_OK);
    cr_assert_eq(memcmp(&a, &b, sizeof a), 0, "'%.*s'", (int)whole.size, text);
  }
  tenor_scratch_free(&other);
  tenor_lexicon_free(&lexicon);
  tiny_model_free(&t);
}

Test(score, another_lexicon_is_counted_and_weighs_by_name) {
  tiny_model t = tiny_model_new();
  const tsv_folder folder = tsv_folder_new();
  tsv_folder_put(&folder, "new.tsv", "zyx\t2\n");
  tsv_folder_put(&folder, "violence.tsv", "# role: hostility\nzap\t3\n");
  tenor_lexicon *lexicon = tsv_folder_compile(&folder, NULL);
  tenor_scratch *other = NULL;
  tenor_score s;
  cr_assert_eq(tenor_scratch_new_lexicon(&other, t.model, lexicon, NULL), TENOR_OK);
  cr_assert_eq(tenor_score_text(other, tenor_text_of("zap zyx they they"), &s), TENOR_OK);
  cr_expect(fabs(tenor_rates(other)[0] - 2.0 / 4) < 1e-6, "new: %g", tenor_rates(other)[0]);
  cr_expect(fabs(tenor_rates(other)[1] - 3.0 / 4) < 1e-6, "violence: %g", tenor_rates(other)[1]);
  const double with = s.heads[0].value;
  cr_assert_eq(tenor_score_text(t.scratch, tenor_text_of("zap zyx they they"), &s), TENOR_OK);
  cr_expect_gt(with, s.heads[0].value, "zap is as violent as the model's own words");
  tenor_scratch_free(&other);
  tenor_lexicon_free(&lexicon);
  tsv_folder_remove(&folder);
  tiny_model_free(&t);
}

/* ---- threads -------------------------------------------------------------------------------------------- */

enum { THREAD_TEXTS = 400 };

typedef struct job {
  const tenor_model *model;
  uint64_t order; /* the texts are scored in an order of the thread's own */
  tenor_score scores[THREAD_TEXTS];
  tenor_status status;
} job;

static void *score_all(void *argument) {
  job *j = argument;
  tenor_scratch *scratch = NULL;
  j->status = tenor_scratch_new(&scratch, j->model, NULL);
  for (size_t i = 0; j->status >= 0 && i < THREAD_TEXTS; i++) {
    const size_t at = (i * j->order) % THREAD_TEXTS;
    char text[2048];
    tenor_rng rng = {at};
    const tenor_text whole = {text, tiny_text(&rng, text)};
    j->status = tenor_score_text(scratch, whole, &j->scores[at]);
  }
  tenor_scratch_free(&scratch);
  return NULL;
}

Test(score, threads_give_the_same_bytes) {
  tiny_model t = tiny_model_new();
  job *jobs = calloc(3, sizeof *jobs);
  pthread_t threads[2];
  cr_assert_not_null(jobs);
  for (size_t i = 0; i < 3; i++) jobs[i].model = t.model, jobs[i].order = i == 1 ? 77 : 1;
  for (size_t i = 0; i < 2; i++)
    cr_assert_eq(pthread_create(&threads[i], NULL, score_all, &jobs[i]), 0);
  for (size_t i = 0; i < 2; i++) cr_assert_eq(pthread_join(threads[i], NULL), 0);
  (void)score_all(&jobs[2]);
  for (size_t i = 0; i < 3; i++) {
    cr_assert_eq(jobs[i].status, TENOR_OK);
    cr_expect_eq(memcmp(jobs[i].scores, jobs[0].scores, sizeof jobs[0].scores), 0, "thread %zu", i);
  }
  free(jobs);
  tiny_model_free(&t);
}
