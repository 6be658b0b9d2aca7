/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Buffered writing where every write, fsync, close and rename is checked.
 *
 * A file is written to PATH.PID.tmp and renamed after fsync(), so a crash or a full disk leaves the
 * old file as it was. What is not a regular file (a pipe, /dev/null) cannot be renamed onto and is
 * written straight. Failures are kept in the stream: a writer that makes twenty small writes a row
 * stays readable, and none of them goes unchecked.
 */
#define _XOPEN_SOURCE 700 /* realpath() */

#include "output/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_BYTES = 256 * 1024 };

struct out {
  int file;         /* -1: closed */
  int failure;      /* errno of the first failure; 0: none */
  const char *verb; /* what failed: "write", "close", ... */
  char *path;       /* for messages */
  char *target;     /* where the temporary will go, links followed; NULL: written straight */
  char *temporary;  /* NULL: none */
  bool in_memory;
  char *memory; /* [held] what left the buffer */
  size_t held, capacity;
  size_t used;
  char buffer[BUFFER_BYTES]; /* [used] */
};

static void fail(out *stream, const char *verb, int code) {
  if (stream->failure != 0) return;
  stream->failure = code;
  stream->verb = verb;
}

static void keep(out *stream, const char *data, size_t size) {
  if (size > stream->capacity - stream->held) {
    const size_t capacity = 2 * stream->capacity + size;
    char *more = realloc(stream->memory, capacity);
    if (more == NULL) {
      fail(stream, "write", ENOMEM);
      return;
    }
    stream->memory = more;
    stream->capacity = capacity;
  }
  memcpy(stream->memory + stream->held, data, size);
  stream->held += size;
}

static void write_all(out *stream, const char *data, size_t size) {
  if (stream->in_memory && size > 0 && stream->failure == 0) keep(stream, data, size);
  if (stream->in_memory) return;
  while (size > 0 && stream->failure == 0) {
    ssize_t n = write(stream->file, data, size);
    if (n >= 0) {
      data += n;
      size -= (size_t)n;
    } else if (errno != EINTR) {
      fail(stream, "write", errno);
    }
  }
}

static void drain(out *stream) {
  write_all(stream, stream->buffer, stream->used);
  stream->used = 0;
}

void out_bytes(out *stream, const char *data, size_t size) {
  if (size > BUFFER_BYTES - stream->used) drain(stream);
  if (size > BUFFER_BYTES) {
    write_all(stream, data, size);
  } else if (size > 0) {
    memcpy(stream->buffer + stream->used, data, size);
    stream->used += size;
  }
}

void out_text(out *stream, const char *text) {
  out_bytes(stream, text, strlen(text));
}

void out_byte(out *stream, char byte) {
  out_bytes(stream, &byte, 1);
}

void out_repeat(out *stream, const char *text, size_t n) {
  for (size_t i = 0; i < n; i++) out_text(stream, text);
}

tenor_status out_status(const out *stream, tenor_error *error) {
  if (stream->failure == 0) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_IO, stream->path, 0, 0, "cannot %s: %s", stream->verb,
                         strerror(stream->failure));
}

tenor_status out_flush(out *stream, tenor_error *error) {
  drain(stream);
  return out_status(stream, error);
}

static char *duplicate(const char *text) {
  size_t size = strlen(text) + 1;
  char *copy = malloc(size);
  if (copy != NULL) memcpy(copy, text, size);
  return copy;
}

static char *temporary_name(const char *target) {
  size_t size = strlen(target) + 32;
  char *name = malloc(size);
  if (name != NULL) (void)snprintf(name, size, "%s.%ld.tmp", target, (long)getpid());
  return name;
}

/* Opens the temporary file, with the permissions of the file that it will replace if there is
 * one. */
static void open_beside(out *stream, const char *path, const struct stat *old) {
  stream->target = old != NULL ? realpath(path, NULL) : duplicate(path);
  stream->temporary = stream->target != NULL ? temporary_name(stream->target) : NULL;
  if (stream->temporary == NULL) {
    fail(stream, "open", errno != 0 ? errno : ENOMEM);
    return;
  }
  const char *name = stream->temporary;
  stream->file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (stream->file < 0 && errno == EEXIST &&
      unlink(name) == 0) /* left by a crash: the pid is ours */
    stream->file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (stream->file < 0) {
    fail(stream, "open", errno);
    free(stream->temporary);
    stream->temporary = NULL;
  } else if (old != NULL && fchmod(stream->file, old->st_mode & 0777) != 0) {
    fail(stream, "set the permissions of the temporary file", errno);
  }
}

static void open_path(out *stream, const char *path) {
  struct stat old;

  if (strcmp(path, "-") == 0) {
    stream->file = STDOUT_FILENO;
  } else if (stat(path, &old) != 0) {
    if (errno == ENOENT)
      open_beside(stream, path, NULL);
    else
      fail(stream, "open", errno);
  } else if (S_ISREG(old.st_mode)) {
    open_beside(stream, path, &old);
  } else {
    stream->file = open(path, O_WRONLY | O_CLOEXEC);
    if (stream->file < 0) fail(stream, "open", errno);
  }
}

/* A stream to nowhere yet. */
static tenor_status new_stream(out **result, const char *name, tenor_error *error) {
  out *stream = malloc(sizeof *stream);
  *result = NULL;
  if (stream == NULL || (stream->path = duplicate(name)) == NULL) {
    free(stream);
    return tenor_error_set(error, TENOR_ERR_MEMORY, name, 0, 0, "out of memory");
  }
  stream->file = -1;
  stream->failure = 0;
  stream->verb = NULL;
  stream->target = stream->temporary = stream->memory = NULL;
  stream->in_memory = false;
  stream->held = stream->capacity = stream->used = 0;
  *result = stream;
  return TENOR_OK;
}

tenor_status out_open(out **result, const char *path, tenor_error *error) {
  const char *name = strcmp(path, "-") == 0 ? "standard output" : path;
  tenor_status status = new_stream(result, name, error);
  if (status != TENOR_OK) return status;
  open_path(*result, path);
  status = out_status(*result, error);
  if (status != TENOR_OK) out_discard(result);
  return status;
}

tenor_status out_open_memory(out **result, tenor_error *error) {
  const tenor_status status = new_stream(result, "memory", error);
  if (status == TENOR_OK) (*result)->in_memory = true;
  return status;
}

const char *out_memory(out *stream, size_t *size) {
  drain(stream);
  *size = stream->held;
  return stream->memory != NULL ? stream->memory : "";
}

static void close_file(out *stream) {
  if (stream->temporary != NULL && stream->failure == 0 && fsync(stream->file) != 0)
    fail(stream, "sync", errno);
  if (stream->file != STDOUT_FILENO && close(stream->file) != 0) fail(stream, "close", errno);
  stream->file = -1;
}

tenor_status out_close(out **stream, tenor_error *error) {
  out *closing = *stream;

  drain(closing);
  close_file(closing);
  if (closing->temporary != NULL && closing->failure == 0) {
    if (rename(closing->temporary, closing->target) != 0) {
      fail(closing, "rename the finished file", errno);
    } else {
      free(closing->temporary);
      closing->temporary = NULL;
    }
  }
  tenor_status status = out_status(closing, error);
  out_discard(stream);
  return status;
}

void out_discard(out **stream) {
  out *unwanted = *stream;

  if (unwanted == NULL) return;
  if (unwanted->file >= 0 && unwanted->file != STDOUT_FILENO) (void)close(unwanted->file);
  if (unwanted->temporary != NULL) (void)unlink(unwanted->temporary);
  free(unwanted->memory);
  free(unwanted->temporary);
  free(unwanted->target);
  free(unwanted->path);
  free(unwanted);
  *stream = NULL;
}
