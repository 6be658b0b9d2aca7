/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The `tenor` program: a table of commands, and the choice of one. What a command is and does
 * stands in its own cmd_*.c; the parser, the help, the completions and the man page only read the
 * tables.
 */
#include "command.h"
#include "exits.h"
#include "generate.h"
#include "help.h"
#include "message.h"
#include "nearest.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const command *const commands[] = {
    &command_extract,  &command_score, &command_explain, &command_compare, &command_train,
    &command_evaluate, &command_label, &command_lexicon, &command_model,   NULL};

static const command *command_named(const char *name) {
  const command *const *cmd = commands;
  while (*cmd != NULL && strcmp((*cmd)->name, name) != 0) cmd++;
  return *cmd;
}

static int usage_error(const char *what, const char *word, const char *best) {
  tenor_error error;
  if (best != NULL)
    (void)opts_error(&error, "%s '%s'; did you mean '%s'?", what, word, best);
  else
    (void)opts_error(&error, "%s '%s'", what, word);
  message_error(NULL, &error);
  return EXITS_USAGE;
}

static int unknown_command(const char *word) {
  nearest search = nearest_to(word);
  for (const command *const *cmd = commands; *cmd != NULL; cmd++)
    nearest_try(&search, (*cmd)->name);
  nearest_try(&search, "help");
  nearest_try(&search, "--help");
  nearest_try(&search, "--version");
  return usage_error(word[0] == '-' ? "unknown option" : "unknown command", word, search.best);
}

/* For what was printed with stdio: a full disk shows at the latest when the buffer is written. */
static int printed(void) {
  tenor_error error;
  if (fflush(stdout) == 0 && !ferror(stdout)) return EXITS_OK;
  (void)tenor_error_set(&error, TENOR_ERR_IO, "standard output", 0, 0, "%s", strerror(errno));
  message_error(NULL, &error);
  return EXITS_FILES;
}

static int show_help(const char *name) {
  const command *cmd = name != NULL ? command_named(name) : NULL;
  if (name != NULL && cmd == NULL && strcmp(name, "help") != 0) return unknown_command(name);
  if (cmd != NULL)
    help_command(stdout, cmd);
  else
    help_program(stdout, commands);
  return printed();
}

static int show_version(void) {
  (void)printf("tenor %s\n", tenor_version());
  return printed();
}

static int run(const command *cmd, int argc, char *const *argv) {
  args parsed;
  tenor_error error;
  tenor_status status = opts_parse(&parsed, cmd, argc, argv, &error);
  if (status != TENOR_OK) {
    message_error(cmd->name, &error);
    return exit_code(status);
  }
  int code = opts_flag(&parsed, "help") ? show_help(cmd->name) : cmd->run(&parsed);
  opts_free(&parsed);
  return code;
}

int main(int argc, char **argv) {
  /* A closed pipe is then an error of the write, with a message and a status, as all others. */
  (void)signal(SIGPIPE, SIG_IGN);
  if (argc < 2) {
    help_program(stderr, commands);
    return EXITS_USAGE;
  }

  const char *word = argv[1], *next = argc > 2 ? argv[2] : NULL;
  const command *cmd = command_named(word);
  if (cmd != NULL) return run(cmd, argc - 2, argv + 2);
  if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
    return show_help(next);
  if (strcmp(word, "--version") == 0) return show_version();
  if (strcmp(word, "--generate") == 0)
    return next != NULL && generate(stdout, next, commands)
               ? printed()
               : usage_error("--generate makes bash, zsh, fish or man, not",
                             next != NULL ? next : "", NULL);
  return unknown_command(word);
}
