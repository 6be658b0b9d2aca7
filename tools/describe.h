/* SPDX-License-Identifier: Apache-2.0 */
/* An option in words, the same in --help, the man page and error messages. */
#ifndef TENOR_DESCRIBE_H
#define TENOR_DESCRIBE_H

#include "opts.h"

enum { DESCRIBE_BYTES = 512 };

/* "0..1", "at least 1"; empty for any number. */
void describe_range(char text[DESCRIBE_BYTES], const option *row);

/* The help sentence, then what else the row says: "(1..256; default: 4)". */
void describe_option(char text[DESCRIBE_BYTES], const option *row);

/* The first sentence of the help, without its full stop: for completions. */
void describe_briefly(char text[DESCRIBE_BYTES], const option *row);

/* Adds a word to a list with commas. */
void describe_add(char list[DESCRIBE_BYTES], const char *separator, const char *word);

#endif
