/* SPDX-License-Identifier: Apache-2.0 */
/* Whole files: read, mapped, written whole or not at all. */
#include "base/file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "tempfile.h"

static void expect_error(tenor_status status, tenor_status expected, const tenor_error *error,
                         const char *path) {
  cr_expect_eq(status, expected, "%s: %s", path, tenor_status_name(status));
  cr_expect_eq(error->status, expected, "%s", path);
  cr_expect_str_eq(error->file, path);
  cr_expect_neq(error->message[0], '\0', "%s: without a message", path);
}

static void expect_content(const tempfile *file, const char *expected) {
  char *found = tempfile_read(file);
  cr_expect_str_eq(found, expected);
  free(found);
}

Test(file, reads_and_terminates) {
  const tempfile file = tempfile_new("f");
  char *data = NULL;
  size_t size = 0;
  tempfile_write(&file, "a\0b", 3);
  cr_assert_eq(file_read(file.path, &data, &size, NULL), TENOR_OK);
  cr_expect_eq(size, 3);
  cr_expect_eq(memcmp(data, "a\0b", 4), 0);
  free(data);
  tempfile_write(&file, "", 0);
  cr_assert_eq(file_read(file.path, &data, &size, NULL), TENOR_OK);
  cr_expect_eq(size, 0);
  cr_expect_str_eq(data, "");
  free(data);
  tempfile_remove(&file);
}

Test(file, maps) {
  const tempfile file = tempfile_new("f");
  const void *data = NULL;
  size_t size = 0;
  tenor_error error = {0};
  tempfile_write(&file, "mapped", 6);
  cr_assert_eq(file_map(file.path, &data, &size, NULL), TENOR_OK);
  cr_expect_eq(size, 6);
  cr_expect_eq(memcmp(data, "mapped", 6), 0);
  file_unmap(data, size);
  tempfile_write(&file, "", 0);
  expect_error(file_map(file.path, &data, &size, &error), TENOR_ERR_FORMAT, &error, file.path);
  tempfile_remove(&file);
}

Test(file, says_why_it_cannot_read) {
  const tempfile file = tempfile_new("f");
  const char *const paths[] = {file.path, file.folder, "/dev/null", "/dev/full"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    char *data = NULL;
    const void *mapped = NULL;
    size_t size;
    tenor_error error = {0};
    expect_error(file_read(paths[i], &data, &size, &error), TENOR_ERR_IO, &error, paths[i]);
    error = (tenor_error){0};
    expect_error(file_map(paths[i], &mapped, &size, &error), TENOR_ERR_IO, &error, paths[i]);
    cr_expect_null(data);
  }
  tempfile_remove(&file);
}

Test(file, replaces_the_old_one) {
  const tempfile file = tempfile_new("f");
  cr_assert_eq(file_write(file.path, "first", 5, NULL), TENOR_OK);
  expect_content(&file, "first");
  cr_assert_eq(file_write(file.path, "2nd", 3, NULL), TENOR_OK);
  expect_content(&file, "2nd");
  cr_assert_eq(file_write(file.path, "", 0, NULL), TENOR_OK);
  expect_content(&file, "");
  tempfile_remove(&file); /* fails when a temporary is left */
}

Test(file, stays_as_it_was_when_writing_fails) {
  enum { LIMIT = 4096 };
  static const char data[2 * LIMIT] = "new";
  const tempfile file = tempfile_new("f");
  const struct rlimit limit = {LIMIT, LIMIT};
  tenor_error error = {0};
  tempfile_write(&file, "old", 3);
  cr_assert_neq(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0); /* as good as a full disk */
  expect_error(file_write(file.path, data, sizeof data, &error), TENOR_ERR_IO, &error, file.path);
  expect_content(&file, "old");
  tempfile_remove(&file);
}

Test(file, stays_as_it_was_in_a_folder_that_cannot_be_written) {
  const tempfile file = tempfile_new("f");
  tenor_error error = {0};
  tempfile_write(&file, "old", 3);
  cr_assert_eq(chmod(file.folder, 0555), 0);
  if (geteuid() == 0) cr_assert_eq(seteuid(65534), 0); /* root may write anywhere */
  expect_error(file_write(file.path, "new", 3, &error), TENOR_ERR_IO, &error, file.path);
  (void)seteuid(0);
  cr_assert_eq(chmod(file.folder, 0755), 0);
  expect_content(&file, "old");
  tempfile_remove(&file);
}

Test(file, is_not_written_where_there_is_no_folder) {
  tenor_error error = {0};
  expect_error(file_write("/no/such/folder/f", "x", 1, &error), TENOR_ERR_IO, &error,
               "/no/such/folder/f");
  expect_error(file_write("", "x", 1, &error), TENOR_ERR_IO, &error, "");
  const tempfile file = tempfile_new("f");
  expect_error(file_write(file.folder, "x", 1, &error), TENOR_ERR_IO, &error, file.folder);
  tempfile_remove(&file);
}

/* A device or pipe cannot be renamed onto: it would be replaced by a file. The names are links of our own, so that
 * a failure does no harm to the machine. */
Test(file, does_not_replace_a_pipe) {
  const tempfile file = tempfile_new("pipe");
  struct stat info;
  char got[8] = "";
  cr_assert_eq(mkfifo(file.path, 0600), 0);
  const int reader = open(file.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  cr_assert_geq(reader, 0);
  cr_expect_eq(file_write(file.path, "x", 1, NULL), TENOR_OK);
  cr_assert_eq(stat(file.path, &info), 0);
  cr_expect(S_ISFIFO(info.st_mode), "the pipe has become a file");
  cr_expect_eq(read(reader, got, sizeof got), 1);
  close(reader);
  tempfile_remove(&file);
}

Test(file, tells_of_a_full_device) {
  const tempfile file = tempfile_new("full");
  tenor_error error = {0};
  struct stat info;
  cr_assert_eq(symlink("/dev/full", file.path), 0);
  expect_error(file_write(file.path, "x", 1, &error), TENOR_ERR_IO, &error, file.path);
  cr_assert_eq(lstat(file.path, &info), 0);
  cr_expect(S_ISLNK(info.st_mode), "the link has become a file");
  tempfile_remove(&file);
}
