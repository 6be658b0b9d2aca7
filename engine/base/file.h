/* SPDX-License-Identifier: Apache-2.0 */
/* Whole files: read, mapped, and written so that a reader sees the old one or the new one and nothing between. */
#ifndef TENOR_BASE_FILE_H
#define TENOR_BASE_FILE_H

#include <stdbool.h>

#include "base/status.h"

/* Reads the file; *data is owned by the caller (free) and has a 0 after its last byte. Errors: IO, MEMORY. */
tenor_status file_read(const char *path, char **data, size_t *size, tenor_error *error);

/* Maps the file for reading. *data is released by file_unmap. Errors: IO; FORMAT for an empty file. */
tenor_status file_map(const char *path, const void **data, size_t *size, tenor_error *error);
void file_unmap(const void *data, size_t size);

/* Writes to a temporary beside `path`, syncs it and renames it. On failure nothing is left. What is there and no
 * regular file (a pipe, a device) is written straight. Errors: IO. */
tenor_status file_write(const char *path, const void *data, size_t size, tenor_error *error);

#endif
