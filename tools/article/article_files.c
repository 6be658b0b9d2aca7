/* SPDX-License-Identifier: Apache-2.0 */
#include "article/article_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

typedef struct search {
  article_files *files;
  article_format asked;
  tenor_error *error;
} search;

static tenor_status cannot_read(const char *path, tenor_error *error) {
  if (errno == ENOENT) return tenor_error_set(error, TENOR_ERR_IO, path, 0, 0, "no such file");
  return tenor_error_set(error, TENOR_ERR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
}

/* ---- names ------------------------------------------------------------------------------------------- */

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static const char *ending(const char *path) {
  const char *name = base_name(path), *dot = strrchr(name, '.');
  return dot && dot > name ? dot : name + strlen(name);
}

static article_format format_of(const char *path) {
  static const struct {
    const char *ending;
    article_format format;
  } known[] = {{".txt", ARTICLE_TXT},     {".text", ARTICLE_TXT},     {".md", ARTICLE_TXT},
               {".html", ARTICLE_HTML},   {".htm", ARTICLE_HTML},     {".xhtml", ARTICLE_HTML},
               {".jsonl", ARTICLE_JSONL}, {".ndjson", ARTICLE_JSONL}, {".csv", ARTICLE_CSV},
               {".tsv", ARTICLE_TSV},     {".tab", ARTICLE_TSV}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcasecmp(ending(path), known[i].ending) == 0) return known[i].format;
  return ARTICLE_AUTO;
}

static char *document_name(const char *path, bool with_folder) {
  const char *begin = with_folder ? path : base_name(path);
  while (strncmp(begin, "./", 2) == 0) begin += 2;
  return strcmp(path, "-") == 0 ? strdup("stdin") : strndup(begin, (size_t)(ending(path) - begin));
}

/* ---- the search -------------------------------------------------------------------------------------- */

static tenor_status add_file(const search *s, const char *path) {
  article_files *files = s->files;
  if (files->n == files->capacity) {
    const size_t capacity = files->capacity ? 2 * files->capacity : 16;
    article_file *grown = realloc(files->files, capacity * sizeof *grown);
    if (!grown) return tenor_error_memory(s->error);
    files->files = grown;
    files->capacity = capacity;
  }
  article_file *added = &files->files[files->n++];
  *added = (article_file){strdup(path), document_name(path, false),
                          s->asked == ARTICLE_AUTO ? format_of(path) : s->asked};
  return added->path && added->document ? TENOR_OK : tenor_error_memory(s->error);
}

static int is_shown(const struct dirent *entry) {
  return *entry->d_name != '.';
}

static int compare_entries(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name); /* not alphasort(), which asks the locale */
}

static tenor_status add_folder(const search *s, const char *path);

/* Links to folders are not followed: they may lead in a circle. */
static tenor_status add_path(const search *s, const char *path) {
  struct stat about;
  if (lstat(path, &about) != 0) return cannot_read(path, s->error);
  if (S_ISDIR(about.st_mode)) return add_folder(s, path);
  const bool is_file = stat(path, &about) == 0 && S_ISREG(about.st_mode);
  if (is_file && (s->asked != ARTICLE_AUTO || format_of(path) != ARTICLE_AUTO))
    return add_file(s, path);
  s->files->n_passed++;
  return TENOR_OK;
}

/* The path is no array on the stack: folders may lie in each other as deep as a path is long. */
static tenor_status add_entry(const search *s, const char *folder, const char *name) {
  const size_t room = strlen(folder) + 1 + strlen(name) + 1;
  char *path = malloc(room);
  if (!path) return tenor_error_memory(s->error);
  const bool slash = folder[strlen(folder) - 1] != '/';
  (void)snprintf(path, room, "%s%s%s", folder, slash ? "/" : "", name);
  const tenor_status status = add_path(s, path);
  free(path);
  return status;
}

static tenor_status add_folder(const search *s, const char *path) {
  struct dirent **entries;
  const int n = scandir(path, &entries, is_shown, compare_entries);
  if (n < 0) return cannot_read(path, s->error);
  tenor_status status = TENOR_OK;
  for (int i = 0; i < n; i++) {
    if (status >= 0) status = add_entry(s, path, entries[i]->d_name);
    free(entries[i]);
  }
  free(entries);
  return status;
}

static tenor_status add_operand(const search *s, const char *path) {
  struct stat about;
  if (strcmp(path, "-") == 0) return add_file(s, path);
  if (stat(path, &about) != 0) return cannot_read(path, s->error);
  return S_ISDIR(about.st_mode) ? add_folder(s, path) : add_file(s, path);
}

/* ---- documents of one name --------------------------------------------------------------------------- */

static int compare_documents(const void *a, const void *b) {
  const article_file *const *x = a, *const *y = b;
  return strcmp((*x)->document, (*y)->document);
}

/* Gives those that share their document's name with another one its folder too. */
static tenor_status name_apart(article_file **sorted, bool *shared, size_t n) {
  qsort(sorted, n, sizeof *sorted, compare_documents);
  for (size_t i = 1; i < n; i++)
    if (compare_documents(&sorted[i - 1], &sorted[i]) == 0) shared[i - 1] = shared[i] = true;
  for (size_t i = 0; i < n; i++) {
    if (!shared[i]) continue;
    char *longer = document_name(sorted[i]->path, true);
    if (!longer) return TENOR_ERR_MEMORY;
    free(sorted[i]->document);
    sorted[i]->document = longer;
  }
  return TENOR_OK;
}

static tenor_status tell_apart(article_files *files, tenor_error *error) {
  tenor_status status = TENOR_ERR_MEMORY;
  article_file **sorted = malloc((files->n + 1) * sizeof *sorted);
  bool *shared = calloc(files->n + 1, sizeof *shared);
  if (sorted && shared) {
    for (size_t i = 0; i < files->n; i++) sorted[i] = &files->files[i];
    status = name_apart(sorted, shared, files->n);
  }
  free(sorted);
  free(shared);
  return status < 0 ? tenor_error_memory(error) : TENOR_OK;
}

tenor_status article_files_find(article_files *files, const char *const *operands, size_t n,
                                article_format format, tenor_error *error) {
  const search s = {files, format, error};
  tenor_status status = TENOR_OK;
  *files = (article_files){.files = NULL};
  if (n == 0) status = add_file(&s, "-");
  for (size_t i = 0; status >= 0 && i < n; i++) status = add_operand(&s, operands[i]);
  return status < 0 ? status : tell_apart(files, error);
}

void article_files_finish(article_files *files) {
  for (size_t i = 0; i < files->n; i++) {
    free(files->files[i].path);
    free(files->files[i].document);
  }
  free(files->files);
  *files = (article_files){.files = NULL};
}
