/* SPDX-License-Identifier: Apache-2.0 */
/* The design matrix: rows scaled as design.h says, and scoring a collapsed model equals multiplying rows. */
#include "learn/design.h"

#include "feature/vocabulary.h"
#include "scratch.h"
#include "tiny_model.h"

enum { TEXTS = 80, DIMENSIONS = TINY_DIMENSIONS, VECTOR_WORDS = 4, OUTPUTS = 3 };

typedef struct fixture {
  tenor_lexicon *lexicon;
  char text[TEXTS][512];
  tenor_text texts[TEXTS];
  vocabulary_choice choice;
  unsigned char *blob;
  size_t blob_size;
  ngram_vocabulary vocabulary;
  int8_t vectors[VECTOR_WORDS * 64]; /* rows of embedding_stride(DIMENSIONS) */
  design design;
} fixture;

static const design_options scales = {0.3, 0.2, 0.1, false};

static void start(fixture *f) {
  static const char *const vector_words[VECTOR_WORDS] = {"attack", "good", "talks", "nowhere"};
  tenor_rng rng = {12};
  vocabulary_counter counter;
  tenor_intern words;
  uint32_t id;
  memset(f, 0, sizeof *f);
  f->lexicon = shifter_lexicon();
  cr_assert_eq(vocabulary_counter_init(&counter, NULL), TENOR_OK);
  for (size_t i = 0; i < TEXTS; i++) {
    f->texts[i] = (tenor_text){f->text[i], tiny_sentence(&rng, (unsigned)(i % 3), f->text[i])};
    if (i == 7) f->texts[i].size = 0;
    cr_assert_eq(vocabulary_counter_add(&counter, f->texts[i]), TENOR_OK);
  }
  cr_assert_eq(vocabulary_choose(&counter, 2, 3, &f->choice), TENOR_OK);
  vocabulary_counter_finish(&counter);
  intern_init(&words);
  for (size_t i = 0; i < VECTOR_WORDS; i++)
    cr_assert_eq(intern_add(&words, vector_words[i], strlen(vector_words[i]), &id), TENOR_OK);
  float vectors[VECTOR_WORDS * DIMENSIONS];
  for (size_t i = 0; i < VECTOR_WORDS * DIMENSIONS; i++) vectors[i] = (float)(rng_unit(&rng) - 0.5);
  embedding_quantise(vectors, VECTOR_WORDS, DIMENSIONS, f->vectors);
  cr_assert_eq(ngram_build(&f->choice.stems, (const uint32_t(*)[2])f->choice.pairs,
                           f->choice.n_pairs, &words, &f->blob, &f->blob_size),
               TENOR_OK);
  intern_finish(&words);
  cr_assert_eq(ngram_open(&f->vocabulary, f->blob, f->blob_size, NULL), TENOR_OK);
  cr_assert_eq(
      design_init(&f->design, f->lexicon, &f->vocabulary, f->choice.idf,
                  (embedding){f->vectors, VECTOR_WORDS, DIMENSIONS}, &scales, f->texts, TEXTS),
      TENOR_OK);
}

static void stop(fixture *f) {
  design_finish(&f->design);
  vocabulary_choice_finish(&f->choice);
  free(f->blob);
  tenor_lexicon_free(&f->lexicon);
}

Test(design, rows_are_in_order) {
  fixture f;
  start(&f);
  cr_expect_eq(f.design.rows.n, TEXTS);
  cr_expect_eq(f.design.rows.n_features, f.design.first_vector + DIMENSIONS);
  for (size_t i = 0; i < TEXTS; i++)
    for (size_t k = f.design.rows.starts[i]; k < f.design.rows.starts[i + 1]; k++) {
      const svm_entry *e = &f.design.rows.entries[k];
      cr_assert(isfinite(e->value) && e->index >= 0 &&
                (uint32_t)e->index < f.design.rows.n_features);
      cr_assert(k == f.design.rows.starts[i] || e->index > e[-1].index, "row %zu is not sorted", i);
    }
  cr_expect_eq(f.design.rows.starts[7], f.design.rows.starts[8], "an empty text has an empty row");
  stop(&f);
}

Test(design, ngram_rows_have_length_one) {
  fixture f;
  start(&f);
  for (size_t i = 0; i < TEXTS; i++) {
    double squares = 0;
    for (size_t k = f.design.rows.starts[i]; k < f.design.rows.starts[i + 1]; k++) {
      const svm_entry *e = &f.design.rows.entries[k];
      if ((uint32_t)e->index >= f.design.n_dense && (uint32_t)e->index < f.design.first_vector)
        squares += e->value * e->value;
    }
    cr_expect(i == 7 || fabs(squares - 1) < 1e-9, "row %zu: %g", i, squares);
  }
  stop(&f);
}

Test(design, dense_columns_have_the_spread_of_their_block) {
  fixture f;
  size_t used = 0;
  start(&f);
  for (uint32_t column = 0; column < f.design.rows.n_features; column++) {
    if (column >= f.design.n_dense && column < f.design.first_vector) continue;
    double sum = 0, squares = 0;
    size_t n = 0;
    for (size_t k = 0; k < f.design.rows.starts[TEXTS]; k++)
      if ((uint32_t)f.design.rows.entries[k].index == column) {
        sum += f.design.rows.entries[k].value;
        squares += f.design.rows.entries[k].value * f.design.rows.entries[k].value;
        n++;
      }
    const double spread = sqrt(fmax(0, squares / TEXTS - sum / TEXTS * (sum / TEXTS)));
    double expected = column >= f.design.first_vector       ? scales.vector_scale
                      : column >= f.design.n_dense - N_FORM ? scales.form_scale
                                                            : scales.lexicon_scale;
    if (n < 5) expected = 0; /* too rare to learn from */
    cr_expect(fabs(spread - expected) < 1e-6 || (spread < 1e-12 && f.design.scale[column] < 1e-12),
              "column %u: %g, expected %g", column, spread, expected);
    used += spread > 0;
  }
  cr_expect_gt(used, 20);
  stop(&f);
}

/* ---- what scoring makes of it --------------------------------------------------------------------------- */

/* A model of regressions with the weights w [OUTPUTS][n_features]. */
static unsigned char *build_model(const fixture *f, const double *w, const model_output *outputs,
                                  size_t *size) {
  const design *d = &f->design;
  const size_t n_ngrams = f->vocabulary.n_features, stride = weight_stride(OUTPUTS);
  float *ngram_rows = calloc(n_ngrams * stride, sizeof *ngram_rows);
  float *dense_rows = calloc(d->n_dense * stride, sizeof *dense_rows);
  float *vector_rows = calloc(VECTOR_WORDS * stride, sizeof *vector_rows);
  model_head heads[OUTPUTS];
  conformal intervals[OUTPUTS];
  unsigned char *bytes = NULL;
  cr_assert(ngram_rows && dense_rows && vector_rows);
  memset(heads, 0, sizeof heads);
  memset(intervals, 0, sizeof intervals);
  for (uint32_t k = 0; k < OUTPUTS; k++) {
    heads[k] = (model_head){
        .kind = TENOR_HEAD_REGRESSION, .n_outputs = 1, .first_output = k, .low = -9, .high = 9};
    heads[k].name[0] = (char)('a' + k);
    design_collapse(d, w + k * d->rows.n_features, k, stride, dense_rows, ngram_rows, vector_rows);
  }
  const model_image image = {.meta = "{}",
                             .lexicon = f->lexicon,
                             .vocabulary = f->blob,
                             .vocabulary_size = f->blob_size,
                             .heads = heads,
                             .n_heads = OUTPUTS,
                             .labels = "",
                             .labels_size = 0,
                             .outputs = outputs,
                             .n_outputs = OUTPUTS,
                             .intervals = intervals,
                             .ngram_rows = ngram_rows,
                             .vector_rows = vector_rows,
                             .dense_rows = dense_rows,
                             .n_ngram_rows = n_ngrams,
                             .n_vector_rows = VECTOR_WORDS,
                             .vectors = d->vectors,
                             .n_dense = d->n_dense};
  cr_assert_eq(modelfile_build(&image, &bytes, size), TENOR_OK);
  free(ngram_rows);
  free(dense_rows);
  free(vector_rows);
  return bytes;
}

Test(design, scoring_equals_multiplying_rows) {
  fixture f;
  start(&f);
  const size_t n_features = f.design.rows.n_features;
  double *w = calloc(OUTPUTS * n_features, sizeof *w);
  cr_assert_not_null(w);
  tenor_rng rng = {31};
  for (size_t i = 0; i < OUTPUTS * n_features; i++) w[i] = 2 * rng_unit(&rng) - 1;
  const model_output outputs[OUTPUTS] = {{0.5, {-1, 0}, 0}, {-0.25, {-1, 0}, 0}, {0, {-1, 0}, 0}};
  size_t size;
  unsigned char *bytes = build_model(&f, w, outputs, &size);
  tenor_model *model = NULL;
  tenor_scratch *scratch = NULL;
  tenor_error error = {0};
  cr_assert_eq(tenor_model_from_memory(&model, bytes, size, &error), TENOR_OK, "%s", error.message);
  cr_assert_eq(tenor_scratch_new(&scratch, model, &error), TENOR_OK);
  for (size_t i = 0; i < TEXTS; i++) {
    cr_assert_eq(scratch_decide(scratch, f.texts[i]), TENOR_OK);
    for (size_t k = 0; k < OUTPUTS; k++) {
      const svm_machine machine = {.w = w + k * n_features, .bias = outputs[k].bias};
      const double slow = svm_decide(&f.design.rows, i, &machine);
      cr_expect(fabs(scratch->decisions[k] - slow) < 1e-5,
                "text %zu output %zu: %.9g, rows give %.9g", i, k, scratch->decisions[k], slow);
    }
  }
  tenor_scratch_free(&scratch);
  tenor_model_free(&model);
  free(bytes);
  free(w);
  stop(&f);
}
