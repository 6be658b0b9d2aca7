/* SPDX-License-Identifier: Apache-2.0 */
/* A completion for fish: one `complete` line for each command, subcommand and option. */
#include "generate.h"

#include "describe.h"

static void put_description(FILE *out, const char *text) {
  (void)fputs(" -d ", out);
  generate_quoted(out, text, "\\", "\\'");
  (void)fputc('\n', out);
}

/* Choices, folders and numbers exclude file names (-x); a file is asked for with -r -F. */
static void put_value(FILE *out, const option *row) {
  switch (row->kind) {
    case OPTION_FLAG: break;
    case OPTION_FILE: (void)fputs(" -r -F", out); break;
    case OPTION_FOLDER: (void)fputs(" -x -a '(__fish_complete_directories)'", out); break;
    case OPTION_CHOICE:
      for (const char *const *choice = row->choices; *choice != NULL; choice++)
        (void)fprintf(out, "%s%s", choice == row->choices ? " -x -a '" : " ", *choice);
      (void)fputc('\'', out);
      break;
    case OPTION_TEXT:
    case OPTION_INTEGER:
    case OPTION_NUMBER: (void)fputs(" -x", out); break;
  }
}

static void put_option(FILE *out, const char *name, const option *row) {
  char text[DESCRIBE_BYTES];
  describe_briefly(text, row);
  (void)fprintf(out, "complete -c tenor -n '__tenor_command %s' -l %s", name, row->name);
  if (row->letter != 0) (void)fprintf(out, " -s %c", row->letter);
  put_value(out, row);
  put_description(out, text);
}

static void put_command(FILE *out, const command *cmd) {
  const option *row;
  (void)fprintf(out, "complete -c tenor -n __fish_use_subcommand -f -a %s", cmd->name);
  put_description(out, cmd->summary);
  (void)fprintf(out, "complete -c tenor -n '__tenor_command help' -f -a %s", cmd->name);
  put_description(out, cmd->summary);

  for (const subcommand *sub = cmd->subcommands; sub != NULL && sub->name != NULL; sub++) {
    (void)fprintf(out,
                  "complete -c tenor -n '__tenor_command %s; and __tenor_nothing_after' -f -a %s",
                  cmd->name, sub->name);
    put_description(out, sub->summary);
  }
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++) put_option(out, cmd->name, row);
}

void generate_fish(FILE *out, const command *const *commands) {
  (void)fputs(
      "# fish completion of tenor, made by `tenor --generate fish`\n"
      "function __tenor_command\n"
      "    set -l words (commandline -opc)\n"
      "    test (count $words) -ge 2; and test $words[2] = $argv[1]\n"
      "end\n"
      "function __tenor_nothing_after\n"
      "    test (count (commandline -opc)) -eq 2\n"
      "end\n"
      "complete -c tenor -n __fish_use_subcommand -f -l help -s h -d 'Show the help'\n"
      "complete -c tenor -n __fish_use_subcommand -f -l version -d 'Show the version'\n"
      "complete -c tenor -n __fish_use_subcommand -f -a help -d 'Show the help of a command'\n",
      out);
  for (size_t i = 0; commands[i] != NULL; i++) put_command(out, commands[i]);
}
