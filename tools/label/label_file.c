/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row is written in one piece and synced. If the disk is full, the file is cut back to where it was. A crash in the
 * middle of a write can leave at most a part of the last row, which is reported, as any bad row, when the file is read
 * again.
 */
#include "label/label_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/reader.h"

static tenor_status failed(const label_file *f, const char *verb, tenor_error *error) {
  return tenor_error_set(error, TENOR_ERR_IO, f->path, 0, 0, "cannot %s: %s", verb,
                         strerror(errno));
}

/* ---- writing ------------------------------------------------------------------------------------------- */

static bool line_room(label_file *f, size_t more) {
  if (f->capacity - f->size >= more) return true;
  const size_t capacity = 2 * (f->size + more);
  char *grown = realloc(f->line, capacity);
  if (!grown) return false;
  f->line = grown;
  f->capacity = capacity;
  return true;
}

/* Quoted only when it must be (RFC 4180), as in write_csv.c. */
static bool line_add(label_file *f, const char *data, size_t size) {
  bool quoted = false;
  if (!line_room(f, 2 * size + 3)) return false;
  for (size_t i = 0; i < size; i++)
    quoted = quoted || data[i] == ',' || data[i] == '"' || data[i] == '\n' || data[i] == '\r';
  if (quoted) f->line[f->size++] = '"';
  for (size_t i = 0; i < size; i++) {
    if (data[i] == '"') f->line[f->size++] = '"';
    f->line[f->size++] = data[i];
  }
  if (quoted) f->line[f->size++] = '"';
  return true;
}

static tenor_status write_line(label_file *f, uint64_t at, tenor_error *error) {
  for (size_t done = 0; done < f->size;) {
    const ssize_t n = pwrite(f->file, f->line + done, f->size - done, (off_t)(at + done));
    if (n >= 0)
      done += (size_t)n;
    else if (errno != EINTR)
      return failed(f, "write", error);
  }
  return TENOR_OK;
}

tenor_status label_file_cut(label_file *f, uint64_t at, tenor_error *error) {
  if (ftruncate(f->file, (off_t)at) != 0) return failed(f, "cut the file", error);
  f->end = at;
  return fsync(f->file) == 0 ? TENOR_OK : failed(f, "sync", error);
}

tenor_status label_file_put(label_file *f, uint64_t at, const cell *cells, size_t n,
                            tenor_error *error) {
  f->size = 0;
  for (size_t i = 0; i < n; i++)
    if (!line_add(f, cells[i].data, cells[i].size) || !line_room(f, 1))
      return tenor_error_set(error, TENOR_ERR_MEMORY, f->path, 0, 0, "out of memory");
    else
      f->line[f->size++] = i + 1 < n ? ',' : '\n';
  const tenor_status status = write_line(f, at, error);
  if (status < 0) {
    (void)label_file_cut(f, at, NULL);
    return status;
  }
  return label_file_cut(f, at + f->size, error);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

static tenor_status check_columns(const label_file *f, reader *in, const char *const *columns,
                                  size_t n, tenor_error *error) {
  size_t n_seen;
  const char *const *seen = reader_columns(in, &n_seen);
  for (size_t i = 0; i < n || i < n_seen; i++)
    if (i >= n || i >= n_seen || strcmp(seen[i], columns[i]) != 0)
      return tenor_error_set(error, TENOR_ERR_FORMAT, f->path, 1, 0,
                             "holds labels of other heads or statements: its columns differ; name "
                             "another file with -o");
  return TENOR_OK;
}

/* One row is held back, so that the last is known as such. */
static tenor_status read_rows(label_file *f, reader *in, label_row_fn *on_row, void *user,
                              tenor_error *error) {
  batch batches[2];
  uint64_t begin = 0, last = 0;
  size_t n = 0;
  tenor_status status = TENOR_OK;
  batch_init(&batches[0]);
  batch_init(&batches[1]);
  while (status == TENOR_OK) {
    begin = reader_bytes_read(in);
    status = reader_next(in, &batches[n % 2], 1, error);
    const bool more = status == TENOR_OK;
    if (status >= 0 && n > 0) {
      const tenor_status told = on_row(user, &batches[(n + 1) % 2].rows[0], !more, error);
      if (told < 0) status = told;
    }
    if (more) last = begin, n++;
  }
  f->last = f->end - (n > 0 ? reader_bytes_read(in) - last : 0);
  batch_finish(&batches[0]);
  batch_finish(&batches[1]);
  return status == TENOR_END ? TENOR_OK : status;
}

static tenor_status read_file(label_file *f, const char *const *columns, size_t n,
                              label_row_fn *on_row, void *user, tenor_error *error) {
  const reader_options options = {.format = READER_CSV};
  reader *in;
  tenor_status status = reader_open(&in, f->path, &options, error);
  if (status < 0) return status;
  status = check_columns(f, in, columns, n, error);
  if (status >= 0) status = read_rows(f, in, on_row, user, error);
  reader_close(&in);
  return status;
}

/* ---- opening ------------------------------------------------------------------------------------------- */

/* The lock goes with the process: it comes after the reading, for closing any descriptor of the file ends it. */
static tenor_status lock(label_file *f, tenor_error *error) {
  struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  struct stat now;
  if (fcntl(f->file, F_SETLK, &range) != 0) {
    if (errno != EACCES && errno != EAGAIN) return failed(f, "lock the file", error);
    return tenor_error_set(error, TENOR_ERR_IO, f->path, 0, 0,
                           "is being labelled by another tenor");
  }
  if (fstat(f->file, &now) != 0) return failed(f, "read", error);
  if ((uint64_t)now.st_size == f->end) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_IO, f->path, 0, 0, "was changed by another program");
}

static tenor_status write_header(label_file *f, const char *const *columns, size_t n,
                                 tenor_error *error) {
  cell *cells = calloc(n, sizeof *cells);
  if (!cells) return tenor_error_set(error, TENOR_ERR_MEMORY, f->path, 0, 0, "out of memory");
  for (size_t i = 0; i < n; i++) cells[i] = (cell){columns[i], strlen(columns[i])};
  const tenor_status status = label_file_put(f, 0, cells, n, error);
  f->last = f->end;
  free(cells);
  return status;
}

/* An editor may have left out the last end of line. */
static tenor_status end_last_line(label_file *f, tenor_error *error) {
  char last;
  if (pread(f->file, &last, 1, (off_t)f->end - 1) != 1) return failed(f, "read", error);
  if (last == '\n') return TENOR_OK;
  if (pwrite(f->file, "\n", 1, (off_t)f->end) != 1) return failed(f, "write", error);
  f->end++;
  return TENOR_OK;
}

static tenor_status open_file(label_file *f, const char *const *columns, size_t n,
                              label_row_fn *on_row, void *user, tenor_error *error) {
  struct stat found;
  f->file = open(f->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (f->file < 0) return failed(f, "open", error);
  if (fstat(f->file, &found) != 0) return failed(f, "open", error);
  if (!S_ISREG(found.st_mode))
    return tenor_error_set(error, TENOR_ERR_IO, f->path, 0, 0, "is no regular file");
  f->end = f->last = (uint64_t)found.st_size;
  tenor_status status = TENOR_OK;
  if (f->end > 0) status = read_file(f, columns, n, on_row, user, error);
  if (status >= 0) status = lock(f, error);
  if (status < 0) return status;
  return f->end > 0 ? end_last_line(f, error) : write_header(f, columns, n, error);
}

tenor_status label_file_open(label_file *f, const char *path, const char *const *columns, size_t n,
                             label_row_fn *on_row, void *user, tenor_error *error) {
  *f = (label_file){.path = path, .file = -1};
  const tenor_status status = open_file(f, columns, n, on_row, user, error);
  if (status < 0) label_file_close(f);
  return status;
}

void label_file_close(label_file *f) {
  if (f->file >= 0) (void)close(f->file);
  free(f->line);
  *f = (label_file){.path = f->path, .file = -1};
}
