/* SPDX-License-Identifier: Apache-2.0 */
#include "datadir.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef TENOR_DATADIR_INSTALLED
#define TENOR_DATADIR_INSTALLED "/usr/local/share/tenor"
#endif

static bool exists(char path[DATADIR_PATH_BYTES], const char *folder, const char *middle,
                   const char *file) {
  const int n = snprintf(path, DATADIR_PATH_BYTES, "%s%s/%s", folder, middle, file);
  return n > 0 && n < DATADIR_PATH_BYTES && access(path, R_OK) == 0;
}

/* The folder of the running program; empty where the system does not tell. */
static void program_folder(char folder[DATADIR_PATH_BYTES]) {
  const ssize_t n = readlink("/proc/self/exe", folder, DATADIR_PATH_BYTES - 1);
  folder[n > 0 ? n : 0] = '\0';
  char *slash = strrchr(folder, '/');
  if (slash) *slash = '\0';
}

tenor_status datadir_find(const char *file, char path[DATADIR_PATH_BYTES], tenor_error *error) {
  const char *chosen = getenv("TENOR_DATADIR");
  if (chosen && *chosen) {
    if (exists(path, chosen, "", file)) return TENOR_OK;
    return tenor_error_set(error, TENOR_ERR_IO, path, 0, 0,
                           "is not there, though TENOR_DATADIR says so");
  }
  char folder[DATADIR_PATH_BYTES];
  program_folder(folder);
  if (*folder && (exists(path, folder, "", file) || exists(path, folder, "/../share/tenor", file)))
    return TENOR_OK;
  if (exists(path, TENOR_DATADIR_INSTALLED, "", file)) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_IO, file, 0, 0,
                         "is neither beside the program nor in %s; set TENOR_DATADIR to its folder",
                         TENOR_DATADIR_INSTALLED);
}
