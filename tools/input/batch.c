/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows and the arena that holds their bytes.
 *
 * A row is read once, scored by another thread, written once and forgotten with its whole batch. So
 * cells are not allocated one by one: they are cut from chunks, and a reset takes all of them back
 * without giving any memory to the system (D. R. Hanson, Fast allocation and deallocation of memory
 * based on object lifetimes, 1990). Chunks never move, so pointers into them hold.
 */
#include "input/batch.h"

#include "input/wellformed.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 256 * 1024, PROBLEM_BYTES = 512 };

typedef struct batch_chunk {
  struct batch_chunk *next;
  size_t size, used;
  alignas(max_align_t) char data[]; /* [size] */
} chunk;

int cell_compare(cell a, cell b) {
  const size_t n = a.size < b.size ? a.size : b.size;
  const int order = n > 0 ? memcmp(a.data, b.data, n) : 0;
  return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

void batch_init(batch *b) {
  memset(b, 0, sizeof *b);
}

void batch_finish(batch *b) {
  for (chunk *next, *each = b->first; each != NULL; each = next) {
    next = each->next;
    free(each);
  }
  free(b->rows);
  batch_init(b);
}

void batch_reset(batch *b, size_t n_columns) {
  b->n_rows = 0;
  b->n_columns = n_columns;
  batch_rewind(b, (batch_mark){b->first, 0});
}

batch_mark batch_mark_here(const batch *b) {
  return (batch_mark){b->current, b->current != NULL ? b->current->used : 0};
}

void batch_rewind(batch *b, batch_mark mark) {
  b->current = mark.chunk != NULL ? mark.chunk : b->first;
  if (b->current != NULL) b->current->used = mark.chunk != NULL ? mark.used : 0;
}

static chunk *chunk_new(size_t size) {
  size_t room = size < CHUNK_BYTES ? CHUNK_BYTES : size;
  if (room > SIZE_MAX - sizeof(chunk)) return NULL;
  chunk *fresh = malloc(sizeof *fresh + room);
  if (fresh != NULL) *fresh = (chunk){.size = room};
  return fresh;
}

/* Makes current a chunk with room for `size` bytes: the nearest later one that is large enough, or
 * a new one. Looking past the small ones keeps a rare long row from adding a chunk each time. */
static bool chunk_advance(batch *b, size_t size) {
  chunk **link = b->current != NULL ? &b->current->next : &b->first;
  chunk **from = link;

  while (*from != NULL && (*from)->size < size) from = &(*from)->next;
  chunk *found = *from;
  if (found != NULL)
    *from = found->next;
  else if ((found = chunk_new(size)) == NULL)
    return false;
  found->next = *link;
  found->used = 0;
  *link = b->current = found;
  return true;
}

static void *allocate(batch *b, size_t size, size_t alignment) {
  chunk *current = b->current;
  size_t start = current != NULL ? (current->used + alignment - 1) & ~(alignment - 1) : 0;

  if (current == NULL || start > current->size || size > current->size - start) {
    if (!chunk_advance(b, size)) return NULL;
    start = 0;
  }
  b->current->used = start + size;
  return b->current->data + start;
}

char *batch_alloc(batch *b, size_t size) {
  return allocate(b, size, 1);
}

char *batch_copy(batch *b, const char *data, size_t size) {
  char *copy = size < SIZE_MAX ? batch_alloc(b, size + 1) : NULL;
  if (copy == NULL) return NULL;
  if (size > 0) memcpy(copy, data, size);
  copy[size] = '\0';
  return copy;
}

row *batch_add_row(batch *b, uint64_t line) {
  if (b->n_rows == b->capacity) {
    size_t capacity = b->capacity > 0 ? 2 * b->capacity : 256;
    row *rows = realloc(b->rows, capacity * sizeof *rows);
    if (rows == NULL) return NULL;
    b->rows = rows;
    b->capacity = capacity;
  }
  row *added = &b->rows[b->n_rows++];
  *added = (row){.line = line};
  return added;
}

bool batch_add_cells(batch *b, row *r, size_t n) {
  size_t room = n > b->n_columns ? n : b->n_columns;
  if (room > SIZE_MAX / sizeof(cell)) return false;
  cell *cells = allocate(b, room * sizeof *cells, alignof(cell));
  if (cells == NULL) return false;
  for (size_t i = 0; i < room; i++) cells[i] = (cell){NULL, 0};
  r->cells = cells;
  r->n_cells = n;
  return true;
}

/* A file must not be able to send the terminal control sequences through our messages. */
static void make_printable(char *message) {
  for (size_t at = 0, left = strlen(message); left > 0;) {
    size_t length = wellformed_char(message + at, left);
    unsigned char byte = (unsigned char)message[at];
    bool control = byte < 0x20 || byte == 0x7F ||
                   (byte == 0xC2 && length == 2 && (unsigned char)message[at + 1] < 0xA0);
    if (length == 0) length = 1, control = true;
    if (control) memset(message + at, '?', length);
    at += length;
    left -= length;
  }
}

void batch_problem(batch *b, row *r, const char *format, ...) {
  if (r->problem != NULL) return;

  char message[PROBLEM_BYTES];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (length < 0) message[0] = '\0';
  make_printable(message);

  const char *copy = batch_copy(b, message, strlen(message));
  r->problem = copy != NULL ? copy : "bad row (and out of memory when saying why)";
}

void batch_check_text(batch *b, row *r, const char *data, size_t size, size_t offset) {
  size_t good = wellformed_prefix(data, size);
  if (good < size)
    batch_problem(b, r, "%s at byte %zu", data[good] == '\0' ? "NUL" : "invalid UTF-8",
                  offset + good + 1);
}
