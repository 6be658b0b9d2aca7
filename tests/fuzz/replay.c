/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a fuzz target on its seeds and on mutations of them, without a fuzzer: a test for any compiler, the same in
 * each run. It finds little that is new; it keeps what was found from coming back.
 *
 *     fuzz_NAME SEEDS [N [LAST]]
 *
 * N (2000) mutations of the files in the folder SEEDS. LAST is a file to which each input is written before it runs,
 * so that it is there after a crash.
 */
#include <dirent.h>
#include <stdbool.h>
#include <string.h>

#include "base/file.h"
#include "base/rng.h"
#include "fuzz.h"

enum { MAX_SEEDS = 256, MAX_BYTES = 1 << 16, MAX_EDITS = 6 };

typedef struct seed {
  char *name, *data;
  size_t size;
} seed;

typedef struct seed_list {
  seed seeds[MAX_SEEDS]; /* [n] */
  size_t n;
} seed_list;

/* ---- seeds ------------------------------------------------------------------------------------------- */

static int compare_seeds(const void *a, const void *b) {
  return strcmp(((const seed *)a)->name, ((const seed *)b)->name);
}

static void seeds_read(seed_list *list, const char *folder) {
  DIR *dir = opendir(folder);
  FUZZ_CHECK(dir != NULL);
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    FUZZ_CHECK(list->n < MAX_SEEDS);
    seed *s = &list->seeds[list->n++];
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    FUZZ_CHECK(file_read(path, &s->data, &s->size, NULL) == TENOR_OK);
    s->name = malloc(strlen(entry->d_name) + 1);
    FUZZ_CHECK(s->name && s->size <= MAX_BYTES / 2);
    strcpy(s->name, entry->d_name);
  }
  FUZZ_CHECK(closedir(dir) == 0 && list->n > 0);
  qsort(list->seeds, list->n, sizeof *list->seeds, compare_seeds);
}

static void seeds_finish(seed_list *list) {
  for (size_t i = 0; i < list->n; i++) {
    free(list->seeds[i].name);
    free(list->seeds[i].data);
  }
}

/* ---- mutations --------------------------------------------------------------------------------------- */

typedef struct input {
  unsigned char data[MAX_BYTES]; /* [size] */
  size_t size;
} input;

/* Puts `size` bytes in at `at`; nothing when there is no room. */
static void input_insert(input *in, size_t at, const void *data, size_t size) {
  if (size > MAX_BYTES - in->size) return;
  memmove(in->data + at + size, in->data + at, in->size - at);
  memcpy(in->data + at, data, size);
  in->size += size;
}

static void input_delete(input *in, size_t at, size_t size) {
  memmove(in->data + at, in->data + at + size, in->size - at - size);
  in->size -= size;
}

/* Up to 64 bytes from anywhere in a seed. */
static void input_splice(input *in, tenor_rng *rng, const seed *from, size_t at) {
  const size_t begin = rng_below(rng, from->size + 1);
  const size_t rest = from->size - begin;
  input_insert(in, at, from->data + begin, rng_below(rng, (rest < 64 ? rest : 64) + 1));
}

static void input_edit(input *in, tenor_rng *rng, const seed_list *list) {
  static const unsigned char marked[] = {0,   1,   '\t', '\n', '\r', ' ',  '"',  '#',
                                         '*', '-', '\'', 0x7F, 0x80, 0xE2, 0xF0, 0xFF};
  const size_t at = rng_below(rng, in->size + 1), rest = in->size - at;
  const unsigned char byte = marked[rng_below(rng, sizeof marked)];
  switch (rng_below(rng, 6)) {
    case 0:
      if (rest > 0) in->data[at] ^= (unsigned char)(1u << rng_below(rng, 8));
      break;
    case 1:
      if (rest > 0) in->data[at] = byte;
      break;
    case 2: input_insert(in, at, &byte, 1); break;
    case 3: input_delete(in, at, rng_below(rng, (rest < 32 ? rest : 32) + 1)); break;
    case 4: input_splice(in, rng, &list->seeds[rng_below(rng, list->n)], at); break;
    case 5:
      if (rest > 0) in->data[at] = (unsigned char)rng_next(rng);
      break;
  }
}

/* ---- the program ------------------------------------------------------------------------------------- */

static void write_last(const char *path, const void *data, size_t size) {
  FILE *stream = fopen(path, "wb");
  FUZZ_CHECK(stream && fwrite(data, 1, size, stream) == size);
  FUZZ_CHECK(fclose(stream) == 0);
}

/* Runs a copy of just that size, so that a sanitizer sees the first byte read beyond it. */
static void run(const void *data, size_t size, const char *last) {
  uint8_t *copy = malloc(size > 0 ? size : 1);
  FUZZ_CHECK(copy != NULL);
  memcpy(copy, data, size);
  if (last) write_last(last, data, size);
  (void)LLVMFuzzerTestOneInput(copy, size);
  free(copy);
}

static void run_mutations(const seed_list *list, size_t n, const char *last) {
  tenor_rng rng = {1};
  input *in = malloc(sizeof *in);
  FUZZ_CHECK(in != NULL);
  for (size_t i = 0; i < n; i++) {
    const seed *from = &list->seeds[i % list->n];
    memcpy(in->data, from->data, from->size);
    in->size = from->size;
    for (size_t k = 1 + rng_below(&rng, MAX_EDITS); k > 0; k--) input_edit(in, &rng, list);
    run(in->data, in->size, last);
  }
  free(in);
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fputs("usage: fuzz_NAME SEEDS [N [LAST]]\n", stderr);
    return 2;
  }
  const size_t n = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 2000;
  const char *last = argc > 3 ? argv[3] : NULL;
  static seed_list list; /* too large for some stacks */
  seeds_read(&list, argv[1]);
  (void)LLVMFuzzerInitialize(&argc, &argv);
  for (size_t i = 0; i < list.n; i++) run(list.seeds[i].data, list.seeds[i].size, last);
  run_mutations(&list, n, last);
  printf("%zu seeds and %zu mutations of them\n", list.n, n);
  seeds_finish(&list);
  return 0;
}
