/* SPDX-License-Identifier: Apache-2.0 */
/* Lexicons made in a test: a temporary folder of category files, and what is compiled from it. */
#ifndef TENOR_TESTS_TSV_FOLDER_H
#define TENOR_TESTS_TSV_FOLDER_H

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tenor.h"

typedef struct tsv_folder {
  char path[64];
} tsv_folder;

static inline tsv_folder tsv_folder_new(void) {
  tsv_folder folder = {"/tmp/tenor-tsv-XXXXXX"};
  cr_assert_not_null(mkdtemp(folder.path));
  return folder;
}

static inline void tsv_folder_put(const tsv_folder *folder, const char *name, const char *content) {
  char path[128];
  (void)snprintf(path, sizeof path, "%s/%s", folder->path, name);
  FILE *stream = fopen(path, "wb");
  cr_assert_not_null(stream);
  cr_assert_geq(fputs(content, stream), 0);
  cr_assert_eq(fclose(stream), 0);
}

static inline void tsv_folder_remove(const tsv_folder *folder) {
  DIR *dir = opendir(folder->path);
  cr_assert_not_null(dir);
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder->path, entry->d_name);
    if (entry->d_name[0] != '.') (void)unlink(path);
  }
  cr_assert_eq(closedir(dir), 0);
  cr_assert_eq(rmdir(folder->path), 0);
}

/* Reads the folder without findings of any kind; the caller frees the lexicon. */
static inline void tsv_no_finding(void *user, tenor_finding_kind kind, const char *file,
                                  uint64_t line, const char *message) {
  (void)user, (void)kind;
  cr_assert(false, "%s:%d: %s", file, (int)line, message);
}

static inline tenor_lexicon *tsv_folder_compile(const tsv_folder *folder,
                                                const tenor_lexicon *base) {
  tenor_lexicon *lexicon = NULL;
  tenor_error error = {0};
  const char *const paths[] = {folder->path};
  cr_assert_eq(tenor_lexicon_read(&lexicon, base, paths, 1, tsv_no_finding, NULL, &error), TENOR_OK,
               "%s", error.message);
  return lexicon;
}

/* A lexicon of one file. */
static inline tenor_lexicon *tsv_compile(const char *name, const char *content) {
  const tsv_folder folder = tsv_folder_new();
  tsv_folder_put(&folder, name, content);
  tenor_lexicon *lexicon = tsv_folder_compile(&folder, NULL);
  tsv_folder_remove(&folder);
  return lexicon;
}

#endif
