/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast the engine scores, apart from reading and writing: bench_score MODEL FILE, a statement a line. Prints the processor
 * time a statement of each of five rounds; the first one warms up. No pass, no fail: machines differ.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tenor.h"

enum { ROUNDS = 5 };

typedef struct lines {
  tenor_text *texts; /* [n] */
  size_t n, capacity;
  uint64_t bytes;
} lines;

static int read_lines(lines *l, const char *path) {
  FILE *file = fopen(path, "r");
  char *line = NULL;
  size_t capacity = 0;
  if (!file) return -1;
  for (ssize_t size; (size = getline(&line, &capacity, file)) > 0;) {
    if (l->n == l->capacity) {
      l->capacity = l->capacity == 0 ? 4096 : l->capacity * 2;
      l->texts = realloc(l->texts, l->capacity * sizeof *l->texts);
      if (!l->texts) return -1;
    }
    l->texts[l->n++] = (tenor_text){line, (size_t)size};
    l->bytes += (uint64_t)size;
    line = NULL;
    capacity = 0;
  }
  free(line);
  return fclose(file);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void bench(tenor_scratch *scratch, const lines *l) {
  for (int round = 0; round < ROUNDS; round++) {
    uint64_t tokens = 0;
    const double begun = seconds();
    for (size_t i = 0; i < l->n; i++) {
      tenor_score score;
      if (tenor_score_text(scratch, l->texts[i], &score) >= 0) tokens += score.n_tokens;
    }
    const double spent = seconds() - begun;
    (void)printf("round %d: %.2f us a statement, %.0f ns a token, %.0f statements/s, %.1f MB/s\n",
                 round + 1, 1e6 * spent / (double)l->n, 1e9 * spent / (double)tokens,
                 (double)l->n / spent, 1e-6 * (double)l->bytes / spent);
  }
}

int main(int argc, char **argv) {
  lines l = {0};
  tenor_model *model = NULL;
  tenor_scratch *scratch = NULL;
  tenor_error error;
  if (argc != 3 || read_lines(&l, argv[2]) != 0 || l.n == 0) {
    (void)fprintf(stderr, "usage: bench_score MODEL FILE\n");
    return 2;
  }
  if (tenor_model_open(&model, argv[1], &error) < 0 ||
      tenor_scratch_new(&scratch, model, &error) < 0) {
    (void)fprintf(stderr, "%s\n", error.message);
    return 4;
  }
  bench(scratch, &l);
  for (size_t i = 0; i < l.n; i++) free((void *)(uintptr_t)l.texts[i].data);
  free(l.texts);
  tenor_scratch_free(&scratch);
  tenor_model_free(&model);
  return 0;
}
