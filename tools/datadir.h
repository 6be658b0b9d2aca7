/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the models and lexicons are that come with tenor: in $TENOR_DATADIR, beside the program (the build tree), in
 * ../share/tenor from it (an installed tree that may have moved), or where it was installed.
 */
#ifndef TENOR_DATADIR_H
#define TENOR_DATADIR_H

#include "tenor.h"

enum { DATADIR_PATH_BYTES = 4096 };

/* The first of these places that has `file` ("models/rhetoric-en.tenor"). Errors: IO, naming the places. */
tenor_status datadir_find(const char *file, char path[DATADIR_PATH_BYTES], tenor_error *error);

/* What --model and --lexicon say: opens the model (`path` NULL: the default one), and the lexicon that the folders
 * [n_folders] make of the model's own (NULL when there are none). */
tenor_status datadir_open_model(const char *path, const char *const *folders, size_t n_folders,
                                tenor_model **model, tenor_lexicon **lexicon, tenor_error *error);

#endif
