/* SPDX-License-Identifier: Apache-2.0 */
/* A command of the tenor program: a row of the table in main.c, defined in its own cmd_*.c. */
#ifndef TENOR_COMMAND_H
#define TENOR_COMMAND_H

#include "opts.h"

typedef struct subcommand {
  const char *name; /* NULL ends the table */
  const char *synopsis, *summary;
} subcommand;

typedef struct example {
  const char *line; /* what one types; NULL ends the table */
  const char *what; /* what it does, a few words */
} example;

struct command {
  const char *name;
  const char *summary; /* one line, without a full stop */
  /* What follows `tenor NAME [OPTION]...`, values in capitals: "[STATEMENTS]". */
  const char *synopsis;
  /* Paragraphs, each one line ended by \n\n; a line that begins with a blank is shown as it stands.
     May be NULL. */
  const char *details;
  const option *options;         /* ends with a NULL name; or NULL */
  const option *const *shared;   /* tables that several commands have, ends with NULL; or NULL */
  const subcommand *subcommands; /* or NULL */
  const example *examples;       /* or NULL */
  int (*run)(const args *a);     /* returns the exit code; see exits.h */
};

extern const command command_extract, command_score, command_explain, command_compare,
    command_train, command_evaluate, command_label, command_lexicon, command_model;

#endif
