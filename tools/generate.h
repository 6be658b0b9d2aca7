/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Completions and the man page, made from the same tables as --help. `tenor --generate WHAT` is for
 * the build, which runs the program that it has just made; it is not shown in the help.
 */
#ifndef TENOR_GENERATE_H
#define TENOR_GENERATE_H

#include <stdio.h>

#include "command.h"

/* Writes "bash", "zsh", "fish" or "man"; false for anything else. `commands` ends with NULL.
   Whether `out` could be written is for the caller to ask. */
bool generate(FILE *out, const char *what, const command *const *commands);

void generate_bash(FILE *out, const command *const *commands);
void generate_zsh(FILE *out, const command *const *commands);
void generate_fish(FILE *out, const command *const *commands);
void generate_man(FILE *out, const command *const *commands);

/* Writes text between single quotes, in which `special` characters get a backslash. A quote itself
   is written as `quote`: shells differ. */
void generate_quoted(FILE *out, const char *text, const char *special, const char *quote);

#endif
