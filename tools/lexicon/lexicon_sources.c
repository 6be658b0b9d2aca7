/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/lexicon_sources.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "input/line.h"

enum { MAX_LINE = 1 << 20 };

void sources_finish(sources *s) {
  for (size_t i = 0; i < s->n_files; i++) free(s->files[i].path);
  for (size_t i = 0; i < s->n_terms; i++) {
    free(s->terms[i].written);
    free(s->terms[i].term);
  }
  free(s->files);
  free(s->terms);
  *s = (sources){0};
}

/* Room for one more of `n` elements. */
static bool grow(void *array, size_t n, size_t *capacity, size_t element) {
  if (n < *capacity) return true;
  const size_t more = *capacity > 0 ? 2 * *capacity : 64;
  void *old, *made;
  memcpy(&old, array, sizeof old);
  made = realloc(old, more * element);
  if (!made) return false;
  memcpy(array, &made, sizeof made);
  *capacity = more;
  return true;
}

/* ---- lines
 * --------------------------------------------------------------------------------------------- */

static bool header_is(const input_line *line, const char *key, tenor_text *value) {
  const size_t n = strlen(key);
  size_t at = 1, end = line->size;
  while (at < end && line->data[at] == ' ') at++;
  if (end - at <= n || memcmp(line->data + at, key, n) != 0 || line->data[at + n] != ':')
    return false;
  at += n + 1;
  while (at < end && line->data[at] == ' ') at++;
  while (end > at && line->data[end - 1] == ' ') end--;
  *value = (tenor_text){line->data + at, end - at};
  return true;
}

static uint32_t category_of(const tenor_lexicon *lexicon, tenor_text name) {
  tenor_category c;
  for (uint32_t i = 0; i < tenor_lexicon_n_categories(lexicon); i++) {
    tenor_lexicon_category(lexicon, i, &c);
    if (strlen(c.name) == name.size && memcmp(c.name, name.data, name.size) == 0) return i;
  }
  return UINT32_MAX;
}

static void read_header(source_file *file, const input_line *line, const tenor_lexicon *lexicon) {
  tenor_text value;
  if (header_is(line, "role", &value)) file->has_role = true;
  if (!header_is(line, "category", &value)) return;
  file->has_name = value.size > 0;
  file->category = category_of(lexicon, value);
}

static tenor_status add_term(sources *s, const source_file *file, uint64_t number, tenor_text term,
                             tenor_lookup *lookup, tenor_error *error) {
  char written[TENOR_TERM_BYTES];
  const char *problem;
  if (tenor_lookup_term(lookup, term, written, &problem) < 0) return tenor_error_memory(error);
  if (problem || file->category == UINT32_MAX) return TENOR_OK;
  if (!grow(&s->terms, s->n_terms, &s->terms_capacity, sizeof *s->terms))
    return tenor_error_memory(error);
  source_term *t = &s->terms[s->n_terms];
  *t = (source_term){(uint32_t)(file - s->files), file->category, number,
                     strndup(term.data, term.size), strdup(written)};
  s->n_terms++;
  return t->written && t->term ? TENOR_OK : tenor_error_memory(error);
}

static tenor_status read_lines(sources *s, source_file *file, line_reader *lines,
                               const tenor_lexicon *lexicon, tenor_lookup *lookup,
                               tenor_error *error) {
  tenor_status status;
  input_line line;
  while ((status = line_look(lines, 0, &line, error)) == TENOR_OK) {
    if (line.size > 0 && line.data[0] == '#') {
      read_header(file, &line, lexicon);
    } else if (line.size > 0) {
      const char *tab = memchr(line.data, '\t', line.size);
      const tenor_text term = {line.data, tab ? (size_t)(tab - line.data) : line.size};
      status = add_term(s, file, line_number(lines), term, lookup, error);
      if (status < 0) return status;
    }
    line_take(lines, line.total, 1);
  }
  if (status == TENOR_ERR_LIMIT)
    return tenor_error_set(error, TENOR_ERR_IO, file->path, line_number(lines), 0,
                           "the line is too long");
  return status == TENOR_END ? TENOR_OK : status;
}

static tenor_status read_file(sources *s, source_file *file, const tenor_lexicon *lexicon,
                              tenor_lookup *lookup, tenor_error *error) {
  line_reader *lines;
  tenor_status status = line_reader_open(&lines, file->path, MAX_LINE, error);
  if (status < 0) return status;
  status = read_lines(s, file, lines, lexicon, lookup, error);
  line_reader_close(&lines);
  return status;
}

/* ---- the folder
 * ---------------------------------------------------------------------------------------- */

static tenor_status add_file(sources *s, const char *folder, const char *name,
                             const tenor_lexicon *lexicon, tenor_error *error) {
  const size_t n = strlen(name), size = strlen(folder) + n + 2;
  if (n < 5 || name[0] == '.' || strcmp(name + n - 4, ".tsv") != 0) return TENOR_OK;
  char *path = malloc(size);
  if (!path || !grow(&s->files, s->n_files, &s->files_capacity, sizeof *s->files)) {
    free(path);
    return tenor_error_memory(error);
  }
  (void)snprintf(path, size, "%s/%s", folder, name);
  s->files[s->n_files++] =
      (source_file){path, category_of(lexicon, (tenor_text){name, n - 4}), false, true};
  return TENOR_OK;
}

static int compare_files(const void *x, const void *y) {
  const source_file *a = x, *b = y;
  return strcmp(a->path, b->path);
}

static int compare_terms(const void *x, const void *y) {
  const source_term *a = x, *b = y;
  if (a->category != b->category) return a->category < b->category ? -1 : 1;
  const int by_term = strcmp(a->term, b->term);
  if (by_term != 0) return by_term;
  if (a->file != b->file) return a->file < b->file ? -1 : 1;
  return (a->line > b->line) - (a->line < b->line);
}

static tenor_status list_folder(sources *s, const char *folder, const tenor_lexicon *lexicon,
                                tenor_error *error) {
  tenor_status status = TENOR_OK;
  DIR *dir = opendir(folder);
  if (!dir) return tenor_error_set(error, TENOR_ERR_IO, folder, 0, 0, "%s", strerror(errno));
  for (struct dirent *entry; status >= 0 && (entry = readdir(dir)) != NULL;)
    status = add_file(s, folder, entry->d_name, lexicon, error);
  (void)closedir(dir); /* of a folder only read from */
  if (s->n_files > 0) qsort(s->files, s->n_files, sizeof *s->files, compare_files);
  return status;
}

tenor_status sources_read(sources *s, const char *folder, const tenor_lexicon *lexicon,
                          tenor_lookup *lookup, tenor_error *error) {
  tenor_status status = list_folder(s, folder, lexicon, error);
  for (size_t i = 0; i < s->n_files && status >= 0; i++)
    status = read_file(s, &s->files[i], lexicon, lookup, error);
  if (s->n_terms > 0) qsort(s->terms, s->n_terms, sizeof *s->terms, compare_terms);
  return status;
}

const source_term *sources_find(const sources *s, uint32_t category, const char *term) {
  size_t low = 0, high = s->n_terms;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const source_term *t = &s->terms[middle];
    if (t->category < category || (t->category == category && strcmp(t->term, term) < 0))
      low = middle + 1;
    else
      high = middle;
  }
  const bool found = low < s->n_terms && s->terms[low].category == category &&
                     strcmp(s->terms[low].term, term) == 0;
  return found ? &s->terms[low] : NULL;
}
