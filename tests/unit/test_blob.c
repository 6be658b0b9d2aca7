/* SPDX-License-Identifier: Apache-2.0 */
/* Blobs: what was put in comes out, and a broken frame is refused whatever is broken in it. */
#include "base/blob.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = 8, ENTRY_BYTES = 24 };
#define TAG_ONE   BLOB_TAG('O', 'N', 'E', ' ')
#define TAG_TWO   BLOB_TAG('T', 'W', 'O', ' ')
#define TAG_EMPTY BLOB_TAG('N', 'O', 'N', 'E')

static const uint64_t numbers[] = {1, UINT64_MAX, 3};
static const char letters[] = "abcde";

static unsigned char *build(size_t *size) {
  blob_builder builder;
  unsigned char *bytes = NULL;
  blob_builder_init(&builder);
  blob_builder_add(&builder, TAG_TWO, 1, letters, sizeof letters);
  blob_builder_add(&builder, TAG_EMPTY, 4, NULL, 0);
  blob_builder_add(&builder, TAG_ONE, sizeof *numbers, numbers, 3);
  cr_assert_eq(blob_build(&builder, &bytes, size), TENOR_OK);
  return bytes;
}

/* The section's entry in the table. */
static unsigned char *entry(unsigned char *bytes, size_t index) {
  return bytes + HEAD_BYTES + index * ENTRY_BYTES;
}

static void put32(unsigned char *at, uint32_t value) {
  memcpy(at, &value, sizeof value);
}
static void put64(unsigned char *at, uint64_t value) {
  memcpy(at, &value, sizeof value);
}

static void expect_refused(const unsigned char *bytes, size_t size, const char *what) {
  tenor_blob blob;
  tenor_error error = {0};
  cr_expect_eq(blob_open(&blob, bytes, size, &error), TENOR_ERR_FORMAT, "%s", what);
  cr_expect_eq(error.status, TENOR_ERR_FORMAT, "%s: the error is not filled", what);
  cr_expect_neq(error.message[0], '\0', "%s: without a message", what);
}

Test(blob, gives_back_what_was_added) {
  size_t size, n;
  unsigned char *bytes = build(&size);
  tenor_blob blob;
  const uint64_t *one;
  const uint32_t *none;
  const char *two;
  cr_assert_eq(blob_open(&blob, bytes, size, NULL), TENOR_OK);
  cr_assert_eq(blob_array(&blob, TAG_ONE, 8, &one, &n, NULL), TENOR_OK);
  cr_expect_eq(n, 3);
  cr_expect_eq((uintptr_t)one % 8, 0, "not aligned");
  cr_expect_eq(memcmp(one, numbers, sizeof numbers), 0);
  cr_assert_eq(blob_array(&blob, TAG_TWO, 1, &two, &n, NULL), TENOR_OK);
  cr_expect_eq(n, sizeof letters);
  cr_expect_str_eq(two, letters);
  cr_assert_eq(blob_array(&blob, TAG_EMPTY, 4, &none, &n, NULL), TENOR_OK);
  cr_expect_eq(n, 0);
  free(bytes);
}

Test(blob, is_the_same_every_time) {
  size_t size, again_size;
  unsigned char *bytes = build(&size), *again = build(&again_size);
  cr_expect_eq(size, again_size);
  cr_expect_eq(size % 8, 0);
  cr_expect_eq(memcmp(bytes, again, size), 0);
  free(bytes);
  free(again);
}

Test(blob, says_what_is_missing_or_of_another_size) {
  size_t size, n;
  unsigned char *bytes = build(&size);
  tenor_blob blob;
  tenor_error error = {0};
  const void *array;
  cr_assert_eq(blob_open(&blob, bytes, size, NULL), TENOR_OK);
  cr_expect_eq(blob_array(&blob, BLOB_TAG('L', 'O', 'S', 'T'), 1, &array, &n, &error),
               TENOR_ERR_FORMAT);
  cr_expect_not_null(strstr(error.message, "LOST"));
  cr_expect_eq(blob_array(&blob, TAG_ONE, 4, &array, &n, &error), TENOR_ERR_FORMAT);
  free(bytes);
}

Test(blob, refuses_every_cut) {
  size_t size;
  unsigned char *bytes = build(&size);
  for (size_t cut = 0; cut < size; cut++) {
    unsigned char *part =
        malloc(cut ? cut : 1); /* of the exact size: a sanitizer sees what reads past it */
    cr_assert_not_null(part);
    memcpy(part, bytes, cut);
    tenor_blob blob;
    const tenor_status status = blob_open(&blob, part, cut, NULL);
    cr_expect(status == TENOR_ERR_FORMAT || cut >= size - 7, "cut to %zu of %zu bytes", cut, size);
    free(part);
  }
  free(bytes);
}

Test(blob, refuses_a_broken_table) {
  size_t size;
  unsigned char *bytes = build(&size), *copy = malloc(size);
  cr_assert_not_null(copy);
#define REFUSES(what, ...)            \
  do {                                \
    memcpy(copy, bytes, size);        \
    __VA_ARGS__;                      \
    expect_refused(copy, size, what); \
  } while (0)
  REFUSES("no sections", put32(copy, 0));
  REFUSES("33 sections", put32(copy, 33));
  REFUSES("very many sections", put32(copy, UINT32_MAX));
  REFUSES("elements of no bytes", put32(entry(copy, 0) + 4, 0));
  REFUSES("an offset into the table", put64(entry(copy, 1) + 8, 8));
  REFUSES("an offset that is not aligned", put64(entry(copy, 1) + 8, size - 4));
  REFUSES("an offset past the end", put64(entry(copy, 1) + 8, size + 8));
  REFUSES("an offset that wraps", put64(entry(copy, 1) + 8, UINT64_MAX - 7));
  REFUSES("a count past the end", put64(entry(copy, 2) + 16, 4));
  REFUSES("a count that overflows", put64(entry(copy, 2) + 16, UINT64_C(1) << 61));
  REFUSES("elements past the end", put32(entry(copy, 0) + 4, UINT32_MAX));
#undef REFUSES
  free(copy);
  free(bytes);
}
