/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the models and lexicons are that come with tenor: in $TENOR_DATADIR, beside the program (the build tree), in
 * ../share/tenor from it (an installed tree that may have moved), or where it was installed.
 */
#ifndef TENOR_DATADIR_H
#define TENOR_DATADIR_H

#include "tenor.h"

enum { DATADIR_PATH_BYTES = 4096 };
#define DATADIR_MODEL "models/rhetoric-en.tenor"

/* The first of these places that has `file` ("models/rhetoric-en.tenor"). Errors: IO, naming the places. */
tenor_status datadir_find(const char *file, char path[DATADIR_PATH_BYTES], tenor_error *error);

#endif
