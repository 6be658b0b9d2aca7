/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static tenor_status fail(tenor_error *error, const char *path) {
  return tenor_error_set(error, TENOR_ERR_IO, path, 0, 0, "%s", strerror(errno));
}

/* Opens a regular file and tells its size. */
static tenor_status open_regular(const char *path, int *descriptor, size_t *size,
                                 tenor_error *error) {
  struct stat info;
  *descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (*descriptor < 0) return fail(error, path);
  if (fstat(*descriptor, &info) != 0) {
    const tenor_status status = fail(error, path);
    close(*descriptor);
    return status;
  }
  if (!S_ISREG(info.st_mode)) {
    close(*descriptor);
    return tenor_error_set(error, TENOR_ERR_IO, path, 0, 0,
                           S_ISDIR(info.st_mode) ? "is a directory" : "is not a regular file");
  }
  *size = (size_t)info.st_size;
  return TENOR_OK;
}

static bool read_fully(int descriptor, char *data, size_t size, size_t *got) {
  *got = 0;
  while (*got < size) {
    const ssize_t n = read(descriptor, data + *got, size - *got);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    if (n == 0) break;
    *got += (size_t)n;
  }
  return true;
}

tenor_status file_read(const char *path, char **data, size_t *size, tenor_error *error) {
  int descriptor = -1;
  size_t expected = 0;
  TRY(open_regular(path, &descriptor, &expected, error));
  char *bytes = malloc(expected + 1);
  tenor_status status = bytes ? TENOR_OK : tenor_error_memory(error);
  if (bytes && !read_fully(descriptor, bytes, expected, size)) status = fail(error, path);
  close(descriptor);
  if (status < 0) {
    free(bytes);
    return status;
  }
  bytes[*size] = '\0';
  *data = bytes;
  return TENOR_OK;
}

tenor_status file_map(const char *path, const void **data, size_t *size, tenor_error *error) {
  int descriptor = -1;
  TRY(open_regular(path, &descriptor, size, error));
  if (*size == 0) {
    close(descriptor);
    return tenor_error_set(error, TENOR_ERR_FORMAT, path, 0, 0, "is empty");
  }
  void *mapped = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  const tenor_status status = mapped == MAP_FAILED ? fail(error, path) : TENOR_OK;
  close(descriptor);
  *data = mapped;
  return status;
}

void file_unmap(const void *data, size_t size) {
  void *mapped;
  memcpy(&mapped, &data, sizeof mapped); /* munmap takes no const */
  if (mapped) munmap(mapped, size);
}

static bool write_fully(int descriptor, const char *data, size_t size) {
  while (size > 0) {
    const ssize_t n = write(descriptor, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    data += n;
    size -= (size_t)n;
  }
  return true;
}

/* A pipe or device cannot be renamed onto: it would be gone, and a file in its place. */
static tenor_status write_straight(const char *path, const void *data, size_t size,
                                   tenor_error *error) {
  const int descriptor = open(path, O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(error, path);
  tenor_status status = write_fully(descriptor, data, size) ? TENOR_OK : fail(error, path);
  if (close(descriptor) != 0 && status >= 0) status = fail(error, path);
  return status;
}

tenor_status file_write(const char *path, const void *data, size_t size, tenor_error *error) {
  struct stat info;
  if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
    return write_straight(path, data, size, error);
  char temporary[4096];
  const int n = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
  if (n < 0 || (size_t)n >= sizeof temporary)
    return tenor_error_set(error, TENOR_ERR_IO, path, 0, 0, "the path is too long");
  const int descriptor = mkstemp(temporary);
  if (descriptor < 0) return fail(error, path);
  const bool written = write_fully(descriptor, data, size) && fchmod(descriptor, 0644) == 0 &&
                       fsync(descriptor) == 0;
  tenor_status status = written ? TENOR_OK : fail(error, path);
  if (close(descriptor) != 0 && status >= 0) status = fail(error, path);
  if (status >= 0 && rename(temporary, path) != 0) status = fail(error, path);
  if (status < 0) unlink(temporary);
  return status;
}
