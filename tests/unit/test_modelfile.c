/* SPDX-License-Identifier: Apache-2.0 */
/* Model files: what opens is whole; what is cut, flipped or made by an enemy is an error or does no harm. */
#include "learn/modelfile.h"

#include "base/bytes.h"
#include "tempfile.h"
#include "tiny_model.h"

enum { HEAD_BYTES = 32, CHECKSUM_BYTES = 8, TABLE_HEAD = 8, TABLE_ENTRY = 24 };

static tenor_status open_copy(const unsigned char *bytes, size_t size, tenor_error *error) {
  unsigned char *copy =
      malloc(size ? size : 1); /* of the exact size: a sanitizer sees what reads past it */
  cr_assert_not_null(copy);
  memcpy(copy, bytes, size);
  tenor_model *model = NULL;
  const tenor_status status = tenor_model_from_memory(&model, copy, size, error);
  cr_assert_eq(model == NULL, status < 0);
  tenor_model_free(&model);
  free(copy);
  return status;
}

Test(modelfile, tells_what_is_in_it) {
  tiny_model t = tiny_model_new();
  tenor_model_size sizes;
  tenor_category category;
  cr_assert_eq(tenor_model_n_heads(t.model), TINY_HEADS);
  for (uint32_t i = 0; i < TINY_HEADS; i++) {
    const tenor_head *h = tenor_model_head(t.model, i);
    cr_expect_str_eq(h->name, tiny_heads[i].name);
    cr_expect_eq(h->kind, tiny_heads[i].kind);
    cr_expect_eq(h->n_labels, tiny_heads[i].n_labels);
    for (uint32_t k = 0; k < h->n_labels; k++)
      cr_expect_str_eq(h->labels[k], tiny_heads[i].labels[k]);
  }
  cr_expect_null(tenor_model_head(t.model, TINY_HEADS));
  tenor_model_sizes(t.model, &sizes);
  cr_expect_eq(sizes.bytes, t.size);
  cr_expect_eq(sizes.n_outputs, 2 + 3 + 1 + 1);
  cr_expect_eq(sizes.n_vector_words, 8);
  cr_expect(sizes.n_stems > 20 && sizes.n_bigrams > 5);
  cr_expect_not_null(strstr(tenor_model_meta(t.model), "\"about\":{\"by\":\"a test\"}"));
  cr_expect_not_null(strstr(tenor_model_meta(t.model), "\"name\":\"hostility\""));
  tenor_lexicon_category(tenor_model_lexicon(t.model), 0, &category);
  cr_expect_str_eq(category.name, "actors");
  tiny_model_free(&t);
}

Test(modelfile, opens_from_a_file_as_from_memory) {
  tiny_model t = tiny_model_new();
  const tempfile file = tempfile_new("m.tenor");
  tenor_model *model = NULL;
  tenor_model_size a, b;
  tempfile_write(&file, t.bytes, t.size);
  cr_assert_eq(tenor_model_open(&model, file.path, NULL), TENOR_OK);
  tempfile_remove(&file); /* stays mapped */
  tenor_model_sizes(t.model, &a);
  tenor_model_sizes(model, &b);
  cr_expect_eq(a.checksum, b.checksum);
  cr_expect_str_eq(tenor_model_meta(model), tenor_model_meta(t.model));
  tenor_model_free(&model);
  tiny_model_free(&t);
}

Test(modelfile, names_the_file_that_is_no_model) {
  const tempfile file = tempfile_new("m.tenor");
  tenor_model *model = NULL;
  tenor_error error = {0};
  tempfile_write(&file, "text\n", 5);
  cr_expect_eq(tenor_model_open(&model, file.path, &error), TENOR_ERR_FORMAT);
  cr_expect_str_eq(error.file, file.path);
  tempfile_write(&file, "", 0);
  cr_expect_eq(tenor_model_open(&model, file.path, &error), TENOR_ERR_FORMAT);
  cr_expect_eq(tenor_model_open(&model, file.folder, &error), TENOR_ERR_IO);
  cr_expect_eq(tenor_model_open(&model, "/no/such.tenor", &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.file, "/no/such.tenor");
  cr_expect_eq(tenor_model_from_memory(&model, NULL, 0, &error), TENOR_ERR_ARG);
  cr_expect_eq(tenor_model_from_memory(&model, file.path + 1, 100, &error), TENOR_ERR_ARG,
               "not aligned");
  cr_expect_null(model);
  tempfile_remove(&file);
}

Test(modelfile, says_when_it_is_from_another_version) {
  const tenor_train_options options = tiny_options();
  size_t size;
  unsigned char *bytes = tiny_model_bytes(&options, &size);
  tenor_error error = {0};
  const uint32_t version = 99;
  memcpy(bytes + 8, &version, sizeof version);
  cr_expect_eq(open_copy(bytes, size, &error), TENOR_ERR_VERSION);
  cr_expect_not_null(strstr(error.message, "99"));
  free(bytes);
}

Test(modelfile, refuses_every_cut) {
  const tenor_train_options options = tiny_options();
  size_t size;
  unsigned char *bytes = tiny_model_bytes(&options, &size);
  for (size_t percent = 0; percent < 100; percent++)
    cr_expect_eq(open_copy(bytes, size * percent / 100, NULL), TENOR_ERR_FORMAT, "cut to %zu %%",
                 percent);
  for (size_t cut = 0; cut < 64; cut++) cr_expect_eq(open_copy(bytes, cut, NULL), TENOR_ERR_FORMAT);
  cr_expect_eq(open_copy(bytes, size - 1, NULL), TENOR_ERR_FORMAT);
  unsigned char *longer = calloc(1, size + 8);
  cr_assert_not_null(longer);
  memcpy(longer, bytes, size);
  cr_expect_eq(open_copy(longer, size + 8, NULL), TENOR_ERR_FORMAT, "longer than it says");
  free(longer);
  free(bytes);
}

Test(modelfile, refuses_every_flipped_byte) {
  const tenor_train_options options = tiny_options();
  size_t size;
  unsigned char *bytes = tiny_model_bytes(&options, &size);
  tenor_model *model = NULL;
  for (size_t at = 0; at < size; at += at < 1024 || at > size - 256 ? 1 : 7) {
    bytes[at] ^= (unsigned char)(1u << at % 8);
    const tenor_status status = tenor_model_from_memory(&model, bytes, size, NULL);
    cr_assert(status < 0 && model == NULL, "byte %zu flipped", at);
    bytes[at] ^= (unsigned char)(1u << at % 8);
  }
  cr_expect_eq(open_copy(bytes, size, NULL), TENOR_OK, "the test has broken it itself");
  free(bytes);
}

/* ---- an enemy's files: the checksum is right ------------------------------------------------------------ */

static void seal(unsigned char *bytes, size_t size) {
  const uint64_t checksum = bytes_hash(bytes, size - CHECKSUM_BYTES);
  memcpy(bytes + size - CHECKSUM_BYTES, &checksum, sizeof checksum);
}

/* If it opens, everything that reads it must come to an end without harm. Returns whether it opened. */
static bool use_bytes(unsigned char *bytes, size_t size) {
  static const char *const texts[] = {
      "we will attack the enemy in a sea of fire, not good but very great!", "",
      "\xFF they say \"peace\" 12"};
  tenor_model *model = NULL;
  tenor_scratch *scratch = NULL;
  seal(bytes, size);
  if (tenor_model_from_memory(&model, bytes, size, NULL) < 0) return false;
  cr_assert_eq(tenor_scratch_new(&scratch, model, NULL), TENOR_OK);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    tenor_score score;
    const tenor_reason *reasons;
    size_t n;
    double decision;
    cr_assert_eq(tenor_score_text(scratch, tenor_text_of(texts[i]), &score), TENOR_OK);
    for (uint32_t h = 0; h < score.n_heads; h++) {
      cr_assert_leq(score.heads[h].first + score.heads[h].n, TENOR_MAX_CLASSES);
      cr_assert_eq(tenor_reasons(scratch, tenor_text_of(texts[i]), h, 0, &reasons, &n, &decision),
                   tenor_model_is_additive(model) ? TENOR_OK : TENOR_ERR_ARG);
      for (size_t k = 0; tenor_model_is_additive(model) && k < n; k++)
        cr_assert(reasons[k].end <= strlen(texts[i]) && strlen(reasons[k].name) < size);
    }
    (void)tenor_rates(scratch);
  }
  for (uint32_t h = 0; h < tenor_model_n_heads(model); h++) {
    const tenor_head *head = tenor_model_head(model, h);
    cr_assert_lt(strlen(head->name), 48);
    for (uint32_t k = 0; k < head->n_labels; k++) cr_assert_lt(strlen(head->labels[k]), size);
  }
  cr_assert_lt(strlen(tenor_model_meta(model)), size);
  tenor_lexicon *copy = NULL;
  (void)tenor_lexicon_read(&copy, tenor_model_lexicon(model), NULL, 0, NULL, NULL, NULL);
  tenor_lexicon_free(&copy);
  tenor_scratch_free(&scratch);
  tenor_model_free(&model);
  return true;
}

typedef struct section {
  size_t offset, size;
} section;

static section find_section(const unsigned char *bytes, const char *tag) {
  uint32_t n;
  memcpy(&n, bytes + HEAD_BYTES, sizeof n);
  for (uint32_t i = 0; i < n; i++) {
    const unsigned char *entry = bytes + HEAD_BYTES + TABLE_HEAD + i * TABLE_ENTRY;
    uint32_t element;
    uint64_t offset, count;
    if (memcmp(entry, tag, 4) != 0) continue;
    memcpy(&element, entry + 4, sizeof element);
    memcpy(&offset, entry + 8, sizeof offset);
    memcpy(&count, entry + 16, sizeof count);
    return (section){HEAD_BYTES + (size_t)offset, (size_t)count * element};
  }
  cr_assert(false, "there is no section %s", tag);
  return (section){0, 0};
}

/* Writes lies into a part of the file, `times` times. */
static void expect_survival_of(tenor_train_options options, const char *tag, int times,
                               uint64_t seed) {
  static const uint32_t lies[] = {0,          1,          2,          3,          5,
                                  8,          16,         63,         64,         65,
                                  255,        0x7F800000, 0x7FC00000, 0x7FEFFFFF, 0x7FF00000,
                                  0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF};
  size_t size;
  unsigned char *good = tiny_model_bytes(&options, &size), *bytes = malloc(size);
  const section part =
      tag ? find_section(good, tag) : (section){HEAD_BYTES, TABLE_HEAD + 10 * TABLE_ENTRY};
  tenor_rng rng = {seed};
  cr_assert_not_null(bytes);
  memcpy(bytes, good, size);
  cr_assert(use_bytes(bytes, size), "the model itself does not open");
  for (int i = 0; i < times; i++) {
    memcpy(bytes, good, size);
    for (size_t k = 1 + rng_below(&rng, 3); k > 0; k--) {
      uint32_t lie = lies[rng_below(&rng, sizeof lies / sizeof *lies)];
      if (rng_below(&rng, 3) == 0) lie = (uint32_t)rng_below(&rng, 300);
      const size_t room = part.size < 4 ? part.size : 4;
      memcpy(bytes + part.offset + 4 * rng_below(&rng, (part.size + 3) / 4), &lie, room);
    }
    (void)use_bytes(bytes, size);
  }
  free(bytes);
  free(good);
}

static void expect_survival(const char *tag, int times, uint64_t seed) {
  expect_survival_of(tiny_options(), tag, times, seed);
}

/* The sections of version 2. */
Test(modelfile, survives_lies_in_its_curves) {
  tenor_train_options options = tiny_options();
  options.calibration = TENOR_CALIBRATION_ISOTONIC;
  expect_survival_of(options, "ISOS", 300, 9);
  expect_survival_of(options, "ISOK", 300, 10);
}
Test(modelfile, survives_lies_in_its_kernel) {
  static const char *const tags[] = {"KGAM", "KSCA", "KSTA", "KENT", "KWEI"};
  tenor_train_options options = tiny_options();
  options.kernel = TENOR_KERNEL_RBF;
  options.n_gamma = options.n_c = 1;
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    expect_survival_of(options, tags[i], 200, 11 + i);
}

static uint32_t version_of(tenor_train_options options) {
  uint32_t version;
  size_t size;
  unsigned char *bytes = tiny_model_bytes(&options, &size);
  memcpy(&version, bytes + 8, sizeof version);
  free(bytes);
  return version;
}

Test(modelfile, is_of_version_two_only_where_it_must_be) {
  tenor_train_options options = tiny_options();
  cr_expect_eq(version_of(options), 1);
  options.calibration = TENOR_CALIBRATION_ISOTONIC;
  cr_expect_eq(version_of(options), 2);
  options.calibration = TENOR_CALIBRATION_SIGMOID;
  options.kernel = TENOR_KERNEL_RBF;
  cr_expect_eq(version_of(options), 2);
}

Test(modelfile, survives_lies_in_its_table) {
  expect_survival(NULL, 1500, 1);
}
Test(modelfile, survives_lies_in_its_heads) {
  expect_survival("HEAD", 1500, 2);
}
Test(modelfile, survives_lies_in_its_labels) {
  expect_survival("LABL", 300, 3);
}
Test(modelfile, survives_lies_in_its_outputs) {
  expect_survival("OUTP", 500, 4);
}
Test(modelfile, survives_lies_in_its_intervals) {
  expect_survival("INTV", 500, 5);
}
Test(modelfile, survives_lies_in_its_lexicon) {
  expect_survival("LEXI", 1500, 6);
}
Test(modelfile, survives_lies_in_its_vocabulary) {
  expect_survival("VOCA", 1500, 7);
}
Test(modelfile, survives_lies_in_its_description) {
  expect_survival("META", 100, 8);
}

Test(modelfile, refuses_numbers_that_are_not_finite) {
  static const char *const tags[] = {"OUTP", "ROWN", "ROWV", "ROWD"};
  const tenor_train_options options = tiny_options();
  size_t size;
  unsigned char *good = tiny_model_bytes(&options, &size), *bytes = malloc(size);
  cr_assert_not_null(bytes);
  for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
    const section part = find_section(good, tags[t]);
    const size_t width = t == 0 ? 8 : 4; /* outputs are doubles: bias and calibration */
    for (size_t at = 0; at < (t == 0 ? part.size : 40); at += width) {
      memcpy(bytes, good, size);
      memset(bytes + part.offset + at, 0xFF, width); /* a NaN */
      cr_expect_not(use_bytes(bytes, size), "a NaN at byte %zu of %s", at, tags[t]);
    }
  }
  free(bytes);
  free(good);
}
