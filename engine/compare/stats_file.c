/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sums in a file, framed as base/frame.h has it. Written in order, so that equal sums make equal files. Read as an
 * enemy's: after the frame, every name, id, order of magnitude and total is checked, and what the cells of a group come
 * to must be what its counts come to.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/blob.h"
#include "base/file.h"
#include "base/frame.h"
#include "base/grow.h"
#include "compare/comparison.h"

static const frame_kind stats_kind = {
    {0x89, 'T', 'N', 'R', 'S', 'U', '\r', '\n'}, 1, "statistics file"};

#define TAG_ABOUT     BLOB_TAG('A', 'B', 'O', 'U')
#define TAG_SCALE     BLOB_TAG('S', 'C', 'A', 'L')
#define TAG_GROUPS    BLOB_TAG('G', 'R', 'P', 'S')
#define TAG_DOCUMENTS BLOB_TAG('D', 'O', 'C', 'S')
#define TAG_TARGETS   BLOB_TAG('T', 'R', 'G', 'S')
#define TAG_KEYS      BLOB_TAG('K', 'E', 'Y', 'S')
#define TAG_SUMS      BLOB_TAG('S', 'U', 'M', 'S')
#define TAG_COUNTS    BLOB_TAG('C', 'N', 'T', 'S')
#define TAG_GOLD      BLOB_TAG('G', 'O', 'L', 'D')

typedef struct stats_scale {
  double low, high;
  uint64_t n_classes;
} stats_scale;

/* ---- writing -------------------------------------------------------------------------------------------- */

static tenor_status write_sums(const tenor_comparison *c, unsigned char **bytes, size_t *size) {
  const stats_scale scale = {c->low, c->high, c->n_classes};
  unsigned char *content;
  size_t content_size;
  blob_builder b;
  blob_builder_init(&b);
  blob_builder_add(&b, TAG_ABOUT, 1, c->about, strlen(c->about) + 1);
  blob_builder_add(&b, TAG_SCALE, sizeof scale, &scale, 1);
  blob_builder_add(&b, TAG_GROUPS, 1, c->groups.bytes, c->groups.n_bytes);
  blob_builder_add(&b, TAG_DOCUMENTS, 1, c->documents.bytes, c->documents.n_bytes);
  blob_builder_add(&b, TAG_TARGETS, 1, c->targets.bytes, c->targets.n_bytes);
  blob_builder_add(&b, TAG_KEYS, sizeof *c->keys, c->keys, c->n_cells);
  blob_builder_add(&b, TAG_SUMS, sizeof *c->sums, c->sums, c->n_cells * c->stride);
  blob_builder_add(&b, TAG_COUNTS, sizeof *c->counts, c->counts, c->n_counts);
  blob_builder_add(&b, TAG_GOLD, sizeof *c->gold, c->gold, c->n_gold);
  TRY(blob_build(&b, &content, &content_size));
  const tenor_status status = frame_build(&stats_kind, content, content_size, bytes, size);
  free(content);
  return status;
}

tenor_status tenor_comparison_save(tenor_comparison *comparison, const char *path,
                                   tenor_error *error) {
  unsigned char *bytes = NULL;
  size_t size = 0;
  tenor_status status = comparison_arrange(comparison);
  if (status >= 0) status = write_sums(comparison, &bytes, &size);
  if (status < 0) return tenor_error_memory(error);
  status = file_write(path, bytes, size, error);
  free(bytes);
  return status;
}

/* ---- reading -------------------------------------------------------------------------------------------- */

static tenor_status broken(tenor_error *error, const char *what) {
  return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "%s", what);
}

static tenor_status read_scale(tenor_comparison **comparison, const tenor_blob *blob,
                               tenor_error *error) {
  const char *about;
  const stats_scale *scale;
  size_t about_size, n;
  TRY(blob_array(blob, TAG_ABOUT, 1, &about, &about_size, error));
  TRY(blob_array(blob, TAG_SCALE, sizeof *scale, &scale, &n, error));
  if (about_size == 0 || memchr(about, '\0', about_size) != about + about_size - 1 || n != 1 ||
      scale->n_classes > TENOR_MAX_CLASSES)
    return broken(error, "the description of the statistics is broken");
  const tenor_comparison_spec spec = {about, (uint32_t)scale->n_classes, scale->low, scale->high};
  const tenor_status status = tenor_comparison_new(comparison, &spec, error);
  return status == TENOR_ERR_ARG ? broken(error, "the scale of the statistics is broken") : status;
}

static tenor_status read_names(tenor_intern *names, const tenor_blob *blob, uint32_t tag,
                               tenor_error *error) {
  const char *bytes;
  size_t size;
  TRY(blob_array(blob, tag, 1, &bytes, &size, error));
  if (size > 0 && bytes[size - 1] != '\0') return broken(error, "a name is broken");
  for (size_t at = 0; at < size; at += strlen(bytes + at) + 1) {
    const size_t n = names->n;
    uint32_t id;
    TRY(intern_add(names, bytes + at, strlen(bytes + at), &id));
    if (id != n) return broken(error, "a name stands there twice");
  }
  return TENOR_OK;
}

static tenor_status read_array(void *array, size_t *capacity, size_t *n, const tenor_blob *blob,
                               uint32_t tag, size_t element, tenor_error *error) {
  const void *from;
  void *to;
  TRY(blob_array(blob, tag, element, &from, n, error));
  TRY(tenor_grow(array, capacity, *n, element));
  memcpy(&to, array, sizeof to);
  if (*n > 0) memcpy(to, from, *n * element);
  return TENOR_OK;
}

/* ---- checking ------------------------------------------------------------------------------------------- */

static bool is_key(const tenor_comparison *c, const cell_key *key) {
  return key->group < c->groups.n &&
         (key->document == NO_DOCUMENT || key->document < c->documents.n) &&
         (key->target == TENOR_NO_TARGET || key->target < c->targets.n) &&
         comparison_is_period(key->period);
}

static bool is_within(int64_t value, int64_t low, int64_t high) {
  return value >= low && value <= high;
}

/* Whether sums of some statements could be these. */
static bool are_sums(const int64_t *sums, size_t stride) {
  const int64_t n = sums[SUM_N];
  int64_t labelled = 0;
  if (!is_within(n, 1, MAX_STATEMENTS) || !is_within(sums[SUM_POSITIVE], 0, n) ||
      !is_within(sums[SUM_SCORE], -n * MAX_SCORE_STEPS, n * MAX_SCORE_STEPS) ||
      !is_within(sums[SUM_COVERED], 0, n) ||
      !is_within(sums[SUM_COVERAGE], 0, sums[SUM_COVERED] * STEPS))
    return false;
  for (size_t k = SUM_CLASSES; k < stride; k++) {
    if (!is_within(sums[k], 0, n - labelled)) return false;
    labelled += sums[k];
  }
  return true;
}

/* What is left to account for of each group: statements, and the sum of their scores. */
typedef struct rest {
  int64_t n, score;
} rest;

static tenor_status check_cells(tenor_comparison *c, rest *left, tenor_error *error) {
  for (size_t i = 0; i < c->n_cells; i++) {
    const cell_key *key = &c->keys[i];
    const int64_t *sums = c->sums + i * c->stride;
    size_t place = i;
    if (!is_key(c, key) || !are_sums(sums, c->stride) ||
        sums[SUM_N] > MAX_STATEMENTS - c->n_statements)
      return broken(error, "a sum is broken");
    if (key->document != NO_DOCUMENT) TRY(key_index_place(&c->cell_index, c->keys, i, key, &place));
    if (place != i) return broken(error, "a sum stands there twice");
    c->n_statements += sums[SUM_N];
    left[key->group].n += sums[SUM_N];
    left[key->group].score += sums[SUM_SCORE];
  }
  return TENOR_OK;
}

static tenor_status check_counts(tenor_comparison *c, rest *left, tenor_error *error) {
  for (size_t i = 0; i < c->n_counts; i++) {
    const score_count *one = &c->counts[i];
    size_t place;
    if (one->group >= c->groups.n || !comparison_is_score(c, (double)one->score / STEPS) ||
        !is_within(one->n, 0, left[one->group].n))
      return broken(error, "a count is broken");
    TRY(key_index_place(&c->count_index, c->counts, i, one, &place));
    if (place != i) return broken(error, "a count stands there twice");
    left[one->group].n -= one->n;
    left[one->group].score -= one->n * one->score;
  }
  for (size_t g = 0; g < c->groups.n; g++)
    if (left[g].n != 0 || left[g].score != 0)
      return broken(error, "the sums and the counts of a group are not the same");
  return TENOR_OK;
}

static tenor_status check_gold(const tenor_comparison *c, tenor_error *error) {
  for (size_t i = 0; i < c->n_gold; i++) {
    const gold_row *row = &c->gold[i];
    if (row->group >= c->groups.n ||
        (row->document != NO_DOCUMENT && row->document >= c->documents.n) ||
        !comparison_is_score(c, (double)row->score / STEPS) ||
        !comparison_is_score(c, (double)row->gold / STEPS) || !is_within(row->positive, 0, 1) ||
        !is_within(row->gold_positive, 0, 1) || !(row->probability >= 0 && row->probability <= 1))
      return broken(error, "a label is broken");
  }
  return TENOR_OK;
}

static tenor_status check_all(tenor_comparison *c, tenor_error *error) {
  rest *left = calloc(c->groups.n + 1, sizeof *left);
  if (!left) return TENOR_ERR_MEMORY;
  tenor_status status = check_cells(c, left, error);
  if (status >= 0) status = check_counts(c, left, error);
  if (status >= 0) status = check_gold(c, error);
  free(left);
  return status < 0 ? status : comparison_arrange(c);
}

static tenor_status read_sums(tenor_comparison **comparison, const unsigned char *bytes,
                              size_t size, tenor_error *error) {
  tenor_blob blob;
  uint64_t checksum;
  size_t n_sums;
  TRY(frame_check(&stats_kind, bytes, size, &checksum, error));
  TRY(blob_open(&blob, bytes + FRAME_HEAD, size - FRAME_HEAD - FRAME_TAIL, error));
  TRY(read_scale(comparison, &blob, error));
  tenor_comparison *c = *comparison;
  TRY(read_names(&c->groups, &blob, TAG_GROUPS, error));
  TRY(read_names(&c->documents, &blob, TAG_DOCUMENTS, error));
  TRY(read_names(&c->targets, &blob, TAG_TARGETS, error));
  TRY(read_array(&c->keys, &c->keys_capacity, &c->n_cells, &blob, TAG_KEYS, sizeof *c->keys,
                 error));
  TRY(read_array(&c->sums, &c->sums_capacity, &n_sums, &blob, TAG_SUMS, sizeof *c->sums, error));
  TRY(read_array(&c->counts, &c->counts_capacity, &c->n_counts, &blob, TAG_COUNTS,
                 sizeof *c->counts, error));
  TRY(read_array(&c->gold, &c->gold_capacity, &c->n_gold, &blob, TAG_GOLD, sizeof *c->gold, error));
  if (n_sums / c->stride != c->n_cells || n_sums % c->stride != 0)
    return broken(error, "there are not as many sums as keys");
  return check_all(c, error);
}

tenor_status tenor_comparison_read(tenor_comparison **comparison, const char *path,
                                   tenor_error *error) {
  char *bytes;
  size_t size;
  *comparison = NULL;
  TRY(file_read(path, &bytes, &size, error));
  tenor_status status = read_sums(comparison, (const unsigned char *)bytes, size, error);
  free(bytes);
  if (status >= 0) return TENOR_OK;
  tenor_comparison_free(comparison);
  if (status == TENOR_ERR_MEMORY) return tenor_error_memory(error);
  tenor_error_name_file(error, path);
  return status;
}
