/* SPDX-License-Identifier: Apache-2.0 */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void copy_bounded(char *to, size_t capacity, const char *from) {
  size_t size = from ? strlen(from) : 0;
  if (size >= capacity) size = capacity - 1;
  if (size > 0) memcpy(to, from, size);
  to[size] = '\0';
}

tenor_status tenor_error_set(tenor_error *error, tenor_status status, const char *file,
                             uint64_t line, uint64_t byte, const char *format, ...) {
  if (!error) return status;
  error->status = status;
  error->line = line;
  error->byte = byte;
  copy_bounded(error->file, sizeof error->file, file);
  va_list arguments;
  va_start(arguments, format);
  if (vsnprintf(error->message, sizeof error->message, format, arguments) < 0)
    error->message[0] = '\0';
  va_end(arguments);
  return status;
}

tenor_status tenor_error_memory(tenor_error *error) {
  return tenor_error_set(error, TENOR_ERR_MEMORY, NULL, 0, 0, "out of memory");
}

void tenor_error_name_file(tenor_error *error, const char *file) {
  if (error) copy_bounded(error->file, sizeof error->file, file);
}

const char *tenor_status_name(tenor_status status) {
  switch (status) {
    case TENOR_OK: return "ok";
    case TENOR_AGAIN: return "again";
    case TENOR_END: return "end";
    case TENOR_ERR_ARG: return "argument";
    case TENOR_ERR_MEMORY: return "memory";
    case TENOR_ERR_IO: return "input/output";
    case TENOR_ERR_FORMAT: return "format";
    case TENOR_ERR_VERSION: return "version";
    case TENOR_ERR_CHECKSUM: return "checksum";
    case TENOR_ERR_UTF8: return "utf-8";
    case TENOR_ERR_LIMIT: return "limit";
  }
  return "unknown";
}

const char *tenor_version(void) {
  return "0.1.0";
}
