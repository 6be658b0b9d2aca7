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

/* A weight with at most four places and no needless zeros: "2.5". */
void lexicon_weight(char text[DECIMAL_BYTES], double weight);

/* Says the error; returns the code for a failure. */
int lexicon_fail(const args *a, const tenor_error *error, tenor_status status);

#endif
