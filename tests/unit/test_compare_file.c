/* SPDX-License-Identifier: Apache-2.0 */
/* Statistics files: what is read is what was written; what is cut, flipped or made by an enemy is an error or harmless. */
#include "base/bytes.h"
#include "base/frame.h"
#include "compare_sample.h"
#include "tempfile.h"

static tenor_comparison *filled(void) {
  tenor_comparison *c = sample_new(SAMPLE_CLASSES);
  tenor_rng rng = {21};
  for (int i = 0; i < 60; i++) {
    char names[3][16];
    const tenor_observation o = sample_random(&rng, names);
    cr_assert_eq(tenor_comparison_add(c, &o), TENOR_OK);
    const tenor_gold gold = {.group = o.group,
                             .document = o.document,
                             .score = o.score,
                             .gold = 0.5,
                             .positive = o.positive,
                             .gold_positive = 1,
                             .probability = 0.5};
    if (i % 4 == 0) cr_assert_eq(tenor_comparison_add_gold(c, &gold), TENOR_OK);
  }
  return c;
}

static unsigned char *bytes_of(tenor_comparison *c, const tempfile *file, size_t *size) {
  unsigned char *bytes = calloc(1, 1 << 18);
  cr_assert_not_null(bytes);
  cr_assert_eq(tenor_comparison_save(c, file->path, NULL), TENOR_OK);
  FILE *stream = fopen(file->path, "rb");
  cr_assert_not_null(stream);
  *size = fread(bytes, 1, 1 << 18, stream);
  cr_assert_eq(fclose(stream), 0);
  return bytes;
}

/* Asks everything of what a file holds. */
static void use(tenor_comparison *c) {
  tenor_comparison_size size;
  tenor_compare_options options;
  tenor_compare_options_default(&options);
  options.permutations = 19;
  cr_assert_eq(tenor_comparison_sizes(c, &size), TENOR_OK);
  for (uint32_t g = 0; g < size.n_groups; g++) {
    tenor_slice slice = tenor_slice_of(g);
    tenor_estimate e;
    tenor_pair pair;
    tenor_correction correction;
    tenor_change *changes;
    size_t n;
    cr_assert_eq(tenor_comparison_estimate(c, &slice, &options, &e), TENOR_OK);
    (void)tenor_comparison_correct(c, g, &options, &correction);
    if (g > 0) cr_assert_eq(tenor_comparison_pair(c, 0, g, &options, &pair), TENOR_OK);
    cr_assert_eq(tenor_comparison_changes(c, &slice, 0.05, &options, &changes, &n), TENOR_OK);
    tenor_changes_free(&changes);
    cr_assert_not_null(tenor_comparison_group(c, g));
  }
}

static tenor_status read_bytes(const tempfile *file, const unsigned char *bytes, size_t size,
                               tenor_error *error) {
  tenor_comparison *c = NULL;
  (void)unlink(
      file->path); /* a file that is cut to nothing first is flushed to the disk, a new one is not */
  tempfile_write(file, (const char *)bytes, size);
  const tenor_status status = tenor_comparison_read(&c, file->path, error);
  cr_assert_eq(c == NULL, status < 0);
  if (c) use(c);
  tenor_comparison_free(&c);
  return status;
}

Test(compare_file, what_is_read_is_what_was_written) {
  const tempfile file = tempfile_new("s");
  tenor_comparison *c = filled(), *again = NULL;
  size_t size, size_again;
  unsigned char *bytes = bytes_of(c, &file, &size);
  cr_assert_eq(tenor_comparison_read(&again, file.path, NULL), TENOR_OK);
  unsigned char *bytes_again = bytes_of(again, &file, &size_again);
  cr_expect(size == size_again && memcmp(bytes, bytes_again, size) == 0);
  cr_expect_str_eq(tenor_comparison_about(again), "{\"head\":\"hostility\"}");
  cr_expect_eq(tenor_comparison_n_classes(again), SAMPLE_CLASSES);
  sample_add(again, "more", "d", 0.1); /* and goes on */
  use(again);
  free(bytes);
  free(bytes_again);
  tenor_comparison_free(&c);
  tenor_comparison_free(&again);
  tempfile_remove(&file);
}

Test(compare_file, an_empty_comparison_can_be_saved) {
  const tempfile file = tempfile_new("s");
  tenor_comparison *c = sample_new(0), *again = NULL;
  tenor_comparison_size size;
  cr_assert_eq(tenor_comparison_save(c, file.path, NULL), TENOR_OK);
  cr_assert_eq(tenor_comparison_read(&again, file.path, NULL), TENOR_OK);
  cr_assert_eq(tenor_comparison_sizes(again, &size), TENOR_OK);
  cr_expect(size.n_statements == 0 && size.n_groups == 0);
  tenor_comparison_free(&c);
  tenor_comparison_free(&again);
  tempfile_remove(&file);
}

Test(compare_file, names_the_file_that_cannot_be_read_or_written) {
  const tempfile file = tempfile_new("s");
  tenor_comparison *c = filled(), *again = NULL;
  tenor_error error = {0};
  cr_expect_eq(tenor_comparison_save(c, "/dev/full", &error), TENOR_ERR_IO);
  cr_expect_eq(tenor_comparison_save(c, "/no/such/file", &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.file, "/no/such/file");
  cr_expect_eq(tenor_comparison_read(&again, "/no/such/file", &error), TENOR_ERR_IO);
  tempfile_write(&file, "text\n", 5);
  cr_expect_eq(tenor_comparison_read(&again, file.path, &error), TENOR_ERR_FORMAT);
  cr_expect_str_eq(error.file, file.path);
  cr_expect_str_eq(error.message, "is not a tenor statistics file");
  tempfile_write(&file, "", 0);
  cr_expect_eq(tenor_comparison_read(&again, file.path, &error), TENOR_ERR_FORMAT);
  tenor_comparison_free(&c);
  tempfile_remove(&file);
}

Test(compare_file, refuses_every_cut_and_every_flipped_bit) {
  const tempfile file = tempfile_new("s");
  tenor_comparison *c = filled();
  size_t size;
  unsigned char *bytes = bytes_of(c, &file, &size);
  for (size_t cut = 0; cut < size; cut += cut < 400 ? 7 : 297)
    cr_expect_eq(read_bytes(&file, bytes, cut, NULL), TENOR_ERR_FORMAT, "cut to %zu", cut);
  for (size_t at = 0; at < size; at += at < 400 ? 3 : 61) {
    bytes[at] ^= (unsigned char)(1u << at % 8);
    cr_expect_lt(read_bytes(&file, bytes, size, NULL), 0, "byte %zu", at);
    bytes[at] ^= (unsigned char)(1u << at % 8);
  }
  cr_expect_eq(read_bytes(&file, bytes, size, NULL), TENOR_OK);
  tenor_error error = {0};
  const uint32_t version = 99;
  memcpy(bytes + 8, &version, sizeof version);
  cr_expect_eq(read_bytes(&file, bytes, size, &error), TENOR_ERR_VERSION);
  cr_expect_not_null(strstr(error.message, "99"));
  free(bytes);
  tenor_comparison_free(&c);
  tempfile_remove(&file);
}

static void seal(unsigned char *bytes, size_t size) {
  const uint64_t checksum = bytes_hash(bytes, size - FRAME_TAIL);
  memcpy(bytes + size - FRAME_TAIL, &checksum, sizeof checksum);
}

/* An enemy's files have the right checksum. They may be refused or read, and then used, but do no harm. */
Test(compare_file, survives_lies_with_a_right_checksum) {
  enum { ROUNDS = 1000 };
  static const uint64_t lies[] = {0,
                                  1,
                                  2,
                                  3,
                                  255,
                                  1u << 20,
                                  UINT32_MAX,
                                  (uint64_t)INT32_MAX + 1,
                                  (uint64_t)1 << 33,
                                  (uint64_t)1 << 62,
                                  INT64_MAX,
                                  (uint64_t)INT64_MAX + 1,
                                  UINT64_MAX,
                                  0x7FF0000000000000,
                                  0x7FF8000000000000};
  const tempfile file = tempfile_new("s");
  tenor_comparison *c = filled();
  tenor_rng rng = {22};
  size_t size;
  unsigned char *good = bytes_of(c, &file, &size), *bytes = malloc(size);
  int n_read = 0;
  cr_assert_not_null(bytes);
  for (int round = 0; round < ROUNDS; round++) {
    memcpy(bytes, good, size);
    for (uint64_t k = 1 + rng_below(&rng, 2); k > 0; k--) {
      const uint64_t lie = lies[rng_below(&rng, sizeof lies / sizeof *lies)];
      const size_t width = rng_below(&rng, 2) ? 8 : 4;
      const size_t part = rng_below(&rng, 3) ? size : 600; /* often the tables at the front */
      const size_t at = 16 + 4 * rng_below(&rng, (part - 16 - 2 * 8) / 4);
      memcpy(bytes + at, &lie, width);
    }
    seal(bytes, size);
    n_read += read_bytes(&file, bytes, size, NULL) == TENOR_OK;
  }
  cr_expect(n_read > 0 && n_read < ROUNDS / 2, "%d of %d were read", n_read, ROUNDS);
  free(bytes);
  free(good);
  tenor_comparison_free(&c);
  tempfile_remove(&file);
}

/* Sums and counts tell the same story twice; a change in one of them does not pass. */
Test(compare_file, refuses_sums_that_contradict_the_counts) {
  const tempfile file = tempfile_new("s");
  tenor_comparison *c = sample_new(0);
  size_t size;
  tenor_error error = {0};
  sample_add(c, "g", "d", 0.1234);
  unsigned char *bytes = bytes_of(c, &file, &size);
  const int64_t score = 1234;
  size_t at = 0;
  for (size_t i = 0; i + 8 <= size && at == 0; i += 8)
    if (memcmp(bytes + i, &score, 8) == 0) at = i;
  cr_assert_gt(at, 0);
  bytes[at]++;
  seal(bytes, size);
  cr_expect_eq(read_bytes(&file, bytes, size, &error), TENOR_ERR_FORMAT);
  cr_expect_str_eq(error.message, "the sums and the counts of a group are not the same");
  free(bytes);
  tenor_comparison_free(&c);
  tempfile_remove(&file);
}
