/* SPDX-License-Identifier: Apache-2.0 */
/* What --help prints, made from the tables of the commands and their options alone. */
#ifndef TENOR_HELP_H
#define TENOR_HELP_H

#include <stdio.h>

#include "command.h"

/* `commands` ends with NULL. Whether `out` could be written is for the caller to ask. */
void help_program(FILE *out, const command *const *commands);
void help_command(FILE *out, const command *cmd);

#endif
