/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Command-line options, each of them one row of a table.
 *
 * The row holds the name, the range, the default and the help of an option, and from it come the
 * parser here, --help, the completions and the man page: they cannot disagree. What a row promises
 * has been checked before a command runs, so that the accessors below cannot fail.
 *
 *     static const option options[] = {
 *         {.name = "model", .letter = 'm', .kind = OPTION_FILE, .value = "FILE", .help = "The
 * model."},
 *         {.name = "threads", .kind = OPTION_INTEGER, .value = "N", .min = 1, .max = 256,
 *          .otherwise = "one a processor", .help = "Score with N threads."},
 *         {.name = "format", .kind = OPTION_CHOICE, .value = "FORMAT", .choices = format_names,
 *          .fallback = "csv", .help = "Write the rows as FORMAT."},
 *         {.name = NULL}};
 *
 * Accepted: `--name value`, `--name=value`, `-m value`, `-mvalue`; options and operands in any
 * order; `--` ends the options; `-` is an operand. Names are never abbreviated: what a script
 * abbreviates today would be ambiguous after the next release. Given twice, the last value counts
 * unless the option repeats.
 */
#ifndef TENOR_OPTS_H
#define TENOR_OPTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tenor.h"

typedef enum option_kind {
  OPTION_FLAG = 0,
  OPTION_TEXT,
  OPTION_FILE,   /* as text; completed with files */
  OPTION_FOLDER, /* as text; completed with folders */
  OPTION_CHOICE,
  OPTION_INTEGER,
  OPTION_NUMBER
} option_kind;

typedef struct option {
  const char *name; /* "threads", without the dashes; NULL ends the table */
  char letter;      /* 'm' for -m; 0: none */
  option_kind kind;
  bool repeats;          /* may be given several times; see opts_texts */
  const char *value;     /* "FILE", what the help calls the value; NULL for a flag */
  const char *fallback;  /* the default as one would type it; NULL: none */
  const char *otherwise; /* a default that is worked out, in words: "one a processor" */
  double min, max;       /* numbers: the range, ends included; min == max: any; HUGE_VAL: no end */
  const char *const *choices; /* OPTION_CHOICE: ends with NULL */
  const char *only;           /* the one subcommand that it is for; NULL: all */
  const char *help;           /* a sentence or two */
} option;

typedef struct command command; /* command.h */

/* A parsed command line. Strings are borrowed from argv and the tables. */
typedef struct args {
  const command *command;
  const char *subcommand; /* one of command->subcommands; NULL if it has none */
  const char **operands;  /* [n_operands], then NULL */
  size_t n_operands;
  const option **given; /* [n_given], equal ones adjacent */
  const char **texts;   /* [n_given], "" for a flag */
  size_t n_given;
} args;

/* Every command has these as well: help, quiet. */
extern const option global_options[];

/* The option of that index of a command: its own, then the shared ones, then the global ones; NULL
   beyond the last. */
const option *command_option(const command *cmd, size_t index);

/* Reads argv[0 .. argc), which begins after the command's name. On an error (ARG, MEMORY) the
   message is the whole story, and there is nothing to free. Where --help is given nothing else is
   asked for. */
tenor_status opts_parse(args *a, const command *cmd, int argc, char *const *argv,
                        tenor_error *error);
void opts_free(args *a);

/* For each of these `name` must stand in the command's tables. */
bool opts_given(const args *a, const char *name); /* on the command line itself */
bool opts_flag(const args *a, const char *name);
const char *opts_text(const args *a, const char *name); /* else the fallback, else NULL */
int64_t opts_integer(const args *a, const char *name);  /* else the fallback, else 0 */
double opts_number(const args *a, const char *name);    /* else the fallback, else NaN */
int opts_choice(const args *a, const char *name);       /* its place in choices, else -1 */
/* All values of an option that repeats, [*n] in their order, or its fallback; valid until
 * opts_free. */
const char *const *opts_texts(const args *a, const char *name, size_t *n);

/* For what concerns several options at once ("-o is needed"): fills *error so that message_error
   prints a usage error, and returns TENOR_ERR_ARG. */
#define opts_error(error, ...) tenor_error_set((error), TENOR_ERR_ARG, "", 0, 0, __VA_ARGS__)

#endif
