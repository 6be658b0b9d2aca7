/* SPDX-License-Identifier: Apache-2.0 */
/* Small files in a temporary folder, for the tests of readers and writers. */
#ifndef TENOR_TEST_TEMPFILE_H
#define TENOR_TEST_TEMPFILE_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct tempfile {
  char folder[64];
  char path[128]; /* in the folder; not there until it is written */
} tempfile;

static inline tempfile tempfile_new(const char *name) {
  tempfile file = {"/tmp/tenor-test-XXXXXX", ""};
  cr_assert_not_null(mkdtemp(file.folder));
  cr_assert_lt(snprintf(file.path, sizeof file.path, "%s/%s", file.folder, name),
               (int)sizeof file.path);
  return file;
}

static inline void tempfile_write(const tempfile *file, const char *data, size_t size) {
  FILE *stream = fopen(file->path, "wb");
  cr_assert_not_null(stream);
  cr_assert_eq(fwrite(data, 1, size, stream), size);
  cr_assert_eq(fclose(stream), 0);
}

/* What the file holds, terminated; the caller frees it. */
static inline char *tempfile_read(const tempfile *file) {
  FILE *stream = fopen(file->path, "rb");
  cr_assert_not_null(stream);
  char *data = calloc(1, 1 << 20);
  cr_assert_not_null(data);
  (void)fread(data, 1, (1 << 20) - 1, stream);
  cr_assert_eq(fclose(stream), 0);
  return data;
}

static inline void tempfile_remove(const tempfile *file) {
  (void)unlink(file->path);
  cr_assert_eq(rmdir(file->folder), 0, "the folder is not empty: something was left behind");
}

#endif
