/* SPDX-License-Identifier: Apache-2.0 */
#include "counted_memory.h"

#include <stdatomic.h>
#include <stdlib.h>

/* The linker makes __real_* of the system's functions and sends callers of malloc() and so on to __wrap_*. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

static atomic_size_t requests, fail_at;
static atomic_int from_then_on;
static atomic_long live;

void memory_start(size_t fail, int then_on) {
  atomic_store(&requests, 0);
  atomic_store(&live, 0);
  atomic_store(&fail_at, fail);
  atomic_store(&from_then_on, then_on);
}

size_t memory_requests(void) {
  return atomic_load(&requests);
}
long memory_live(void) {
  return atomic_load(&live);
}

static int fails(void) {
  const size_t n = atomic_fetch_add(&requests, 1) + 1, at = atomic_load(&fail_at);
  return at != 0 && (n == at || (n > at && atomic_load(&from_then_on)));
}

static void *counted(void *block) {
  if (block) atomic_fetch_add(&live, 1);
  return block;
}

void *__wrap_malloc(size_t size) {
  return fails() ? NULL : counted(__real_malloc(size));
}
void *__wrap_calloc(size_t n, size_t size) {
  return fails() ? NULL : counted(__real_calloc(n, size));
}

void *__wrap_realloc(void *block, size_t size) {
  if (fails()) return NULL;
  void *grown = __real_realloc(block, size);
  return block ? grown : counted(grown);
}

void __wrap_free(void *block) {
  if (block) atomic_fetch_sub(&live, 1);
  __real_free(block);
}
