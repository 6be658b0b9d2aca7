/* SPDX-License-Identifier: Apache-2.0 */
/* Exit codes, the same for every command, so that scripts can rely on them. */
#ifndef TENOR_EXITS_H
#define TENOR_EXITS_H

#include "tenor.h"

enum exits {
  EXITS_OK = 0,
  EXITS_ROWS = 1,  /* some rows had errors */
  EXITS_USAGE = 2, /* the command line asks for something impossible */
  EXITS_FILES = 3, /* cannot read or write */
  EXITS_MODEL = 4, /* the model or lexicon is unusable */
  EXITS_N = 5
};

/* The code for a failure while opening a model or lexicon, or writing. FORMAT, VERSION and CHECKSUM
   say that a model is unusable; when the reader of statements returns them, return EXITS_FILES
   instead. */
int exit_code(tenor_status status);

/* What a code means, a phrase for the help; a static string. */
const char *exit_meaning(int code);

#endif
