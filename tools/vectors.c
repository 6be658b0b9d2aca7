/* SPDX-License-Identifier: Apache-2.0 */
#include "vectors.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/decimal.h"

enum { MAX_DIMENSIONS = 2048 };

typedef struct vector_line {
  tenor_text form;
  float values[MAX_DIMENSIONS]; /* [n] */
  size_t n;
} vector_line;

/* Splits "word 0.1 -0.2 ..."; a word may hold no blank. False: something is no number, or there are too many. */
static bool parse_line(char *line, size_t size, vector_line *v) {
  char *at = line, *end = line + size;
  while (at < end && *at != ' ' && *at != '\t') at++;
  v->form = (tenor_text){line, (size_t)(at - line)};
  v->n = 0;
  while (at < end) {
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    char *start = at;
    while (at < end && *at != ' ' && *at != '\t') at++;
    double value;
    if (at == start) break;
    if (v->n == MAX_DIMENSIONS || !decimal_read(start, (size_t)(at - start), &value)) return false;
    v->values[v->n++] = (float)value;
  }
  return v->form.size > 0;
}

static tenor_status read_lines(FILE *file, const char *path, size_t most, tenor_trainer *trainer,
                               size_t *n_words, size_t *n_dimensions, tenor_error *error) {
  char *line = NULL;
  size_t capacity = 0;
  uint64_t number = 0;
  tenor_status status = TENOR_OK;
  vector_line *v = malloc(sizeof *v);
  if (!v) return tenor_error_memory(error);
  for (ssize_t n; status >= 0 && *n_words < most && (n = getline(&line, &capacity, file)) > 0;) {
    number++;
    while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r' || line[n - 1] == ' ')) n--;
    if (n == 0) continue;
    const bool parsed = parse_line(line, (size_t)n, v);
    if (number == 1 && parsed && v->n == 1) continue; /* words and dimensions */
    if (!parsed || v->n == 0 || (*n_dimensions > 0 && v->n != *n_dimensions)) {
      status = tenor_error_set(error, TENOR_ERR_FORMAT, path, number, 0,
                               "is no word with %zu numbers", *n_dimensions);
      break;
    }
    *n_dimensions = v->n;
    status = tenor_trainer_add_vector(trainer, v->form, v->values, (uint32_t)v->n, error);
    ++*n_words;
  }
  if (status >= 0 && ferror(file))
    status = tenor_error_set(error, TENOR_ERR_IO, path, 0, 0, "%s", strerror(errno));
  free(v);
  free(line);
  return status;
}

tenor_status vectors_read(const char *path, size_t most, tenor_trainer *trainer, size_t *n_words,
                          size_t *n_dimensions, tenor_error *error) {
  *n_words = *n_dimensions = 0;
  FILE *file = fopen(path, "r");
  if (!file) return tenor_error_set(error, TENOR_ERR_IO, path, 0, 0, "%s", strerror(errno));
  tenor_status status = read_lines(file, path, most, trainer, n_words, n_dimensions, error);
  (void)fclose(file);
  if (status >= 0 && *n_words == 0)
    status = tenor_error_set(error, TENOR_ERR_FORMAT, path, 0, 0, "has no word vectors");
  return status;
}
