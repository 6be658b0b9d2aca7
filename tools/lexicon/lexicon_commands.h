/* SPDX-License-Identifier: Apache-2.0 */
/* What the three commands under `tenor lexicon` share. Each returns the program's exit code. */
#ifndef TENOR_LEXICON_COMMANDS_H
#define TENOR_LEXICON_COMMANDS_H

#include "opts.h"
#include "output/decimal.h"

#define LEXICON_OWN_FOLDER "lexicons/en" /* in the data folder */

int lexicon_check(const args *a);
int lexicon_list(const args *a);
int lexicon_import(const args *a);

#endif
