/* SPDX-License-Identifier: Apache-2.0 */
/* The direction of a text: weighting by rank, bytes, and the sum against a slow reference. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"
#include "feature/embedding.h"

enum { WORDS = 5, DIMENSIONS = 3, STRIDE = 64 };
static const char *const words[WORDS] = {"the", "enemy", "of", "peace", "nothing"};

typedef struct fixture {
  float vectors[WORDS * DIMENSIONS];
  int8_t values[WORDS * STRIDE];
  unsigned char *blob;
  size_t blob_size;
  ngram_vocabulary vocabulary;
  analysis analysis;
  embedding embedding;
} fixture;

static void start(fixture *f) {
  tenor_intern stems, forms;
  uint32_t id;
  tenor_rng rng = {7};
  intern_init(&stems);
  intern_init(&forms);
  cr_assert_eq(intern_add(&stems, "enemi", 5, &id), TENOR_OK);
  for (size_t i = 0; i < WORDS; i++)
    cr_assert_eq(intern_add(&forms, words[i], strlen(words[i]), &id), TENOR_OK);
  for (size_t i = 0; i < WORDS * DIMENSIONS; i++) f->vectors[i] = (float)(rng_unit(&rng) - 0.5);
  for (size_t k = 0; k < DIMENSIONS; k++) f->vectors[4 * DIMENSIONS + k] = 0;
  embedding_quantise(f->vectors, WORDS, DIMENSIONS, f->values);
  cr_assert_eq(ngram_build(&stems, NULL, 0, &forms, &f->blob, &f->blob_size), TENOR_OK);
  cr_assert_eq(ngram_open(&f->vocabulary, f->blob, f->blob_size, NULL), TENOR_OK);
  cr_assert_eq(analysis_init(&f->analysis, NULL, NULL, &f->vocabulary), TENOR_OK);
  f->embedding = (embedding){f->values, WORDS, DIMENSIONS};
  intern_finish(&stems);
  intern_finish(&forms);
}

static void stop(fixture *f) {
  analysis_finish(&f->analysis);
  free(f->blob);
}

static double sum_of(fixture *f, const char *text, float *sum) {
  cr_assert_eq(analysis_read(&f->analysis, tenor_text_of(text)), TENOR_OK);
  return embedding_sum(&f->embedding, &f->analysis, sum);
}

/* Arora, Liang & Ma's weight of the word of that rank under Zipf's law, times its unit vector. */
static double reference(const fixture *f, size_t word_id, size_t k) {
  double harmonic = 0, squares = 0;
  for (size_t i = 1; i <= WORDS; i++) harmonic += 1 / (double)i;
  for (size_t i = 0; i < DIMENSIONS; i++)
    squares += pow((double)f->vectors[word_id * DIMENSIONS + i], 2);
  const double frequency = 1 / ((double)(word_id + 1) * harmonic);
  return 1e-3 / (1e-3 + frequency) * (double)f->vectors[word_id * DIMENSIONS + k] / sqrt(squares);
}

Test(embedding, common_words_count_less) {
  fixture f;
  start(&f);
  double largest = 0;
  for (size_t i = 0; i < 4; i++)
    for (size_t k = 0; k < DIMENSIONS; k++) largest = fmax(largest, fabs(reference(&f, i, k)));
  for (size_t i = 0; i < 4; i++)
    for (size_t k = 0; k < DIMENSIONS; k++)
      cr_expect_float_eq(f.values[i * STRIDE + k] / 127.0, reference(&f, i, k) / largest, 0.5 / 127,
                         "word %zu, dimension %zu", i, k);
  stop(&f);
}

Test(embedding, the_rest_of_a_row_and_a_vector_without_length_are_zero) {
  fixture f;
  start(&f);
  for (size_t i = 0; i < WORDS; i++)
    for (size_t k = i == 4 ? 0 : DIMENSIONS; k < STRIDE; k++)
      cr_assert_eq(f.values[i * STRIDE + k], 0);
  stop(&f);
}

Test(embedding, adds_the_words_up) {
  fixture f;
  start(&f);
  float sum[STRIDE];
  const double length = sum_of(&f, "The enemy, the unknown enemy of peace!", sum);
  double squares = 0;
  for (size_t k = 0; k < STRIDE; k++) {
    const int expected = 2 * f.values[k] + 2 * f.values[STRIDE + k] + f.values[2 * STRIDE + k] +
                         f.values[3 * STRIDE + k];
    cr_expect_eq((int)sum[k], expected);
    squares += (double)expected * expected;
  }
  cr_expect_float_eq(length, sqrt(squares), 1e-12);
  stop(&f);
}

Test(embedding, saying_it_twice_changes_the_length_and_not_the_direction) {
  fixture f;
  start(&f);
  float once[STRIDE], twice[STRIDE];
  const double length = sum_of(&f, "Peace of the enemy.", once);
  cr_expect_float_eq(sum_of(&f, "Peace of the enemy. Peace of the enemy.", twice), 2 * length,
                     1e-12);
  for (size_t k = 0; k < STRIDE; k++) cr_expect_eq(twice[k], 2 * once[k]);
  stop(&f);
}

Test(embedding, a_text_without_known_words_has_no_direction) {
  fixture f;
  start(&f);
  float sum[STRIDE];
  cr_expect_eq(sum_of(&f, "xyzzy", sum), 0);
  cr_expect_eq(sum_of(&f, "", sum), 0);
  cr_expect_eq(sum_of(&f, "nothing", sum), 0);
  stop(&f);
}
