/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A completion for bash 4 and later, without the bash-completion package: one `case` on the
 * command, in it one on the word before the cursor. Names in the tables need no quoting: they are
 * made of a-z and -.
 */
#include "generate.h"

static const char head[] =
    "# bash completion of tenor, made by `tenor --generate bash`\n"
    "_tenor() {\n"
    "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "  local command=${COMP_WORDS[1]} words= files=f\n"
    "  (( COMP_CWORD == 1 )) && command=\n"
    "  # bash takes '=' for a word of its own\n"
    "  if [[ $cur == '=' ]]; then\n"
    "    cur=\n"
    "  elif [[ $prev == '=' ]]; then\n"
    "    prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "  fi\n"
    "  case $command in\n";

static const char tail[] =
    "  esac\n"
    "  mapfile -t COMPREPLY < <(\n"
    "    [[ $words ]] && compgen -W \"$words\" -- \"$cur\"\n"
    "    [[ $files ]] && compgen -$files -- \"$cur\"\n"
    "  )\n"
    "  [[ $files ]] && compopt -o filenames 2>/dev/null\n"
    "  return 0\n"
    "}\n"
    "complete -F _tenor tenor\n";

/* What may follow an option that takes a value. */
static void put_value(FILE *out, const option *row) {
  (void)fprintf(out, "      --%s", row->name);
  if (row->letter != 0) (void)fprintf(out, "|-%c", row->letter);
  (void)fputs(") words='", out);
  for (const char *const *choice = row->choices; choice != NULL && *choice != NULL; choice++)
    (void)fprintf(out, "%s%s", choice == row->choices ? "" : " ", *choice);
  (void)fprintf(out, "' files=%s ;;\n",
                row->kind == OPTION_FILE     ? "f"
                : row->kind == OPTION_FOLDER ? "d"
                                             : "");
}

static void put_command(FILE *out, const command *cmd) {
  const option *row;
  (void)fprintf(out, "    %s)\n    case $prev in\n", cmd->name);
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++)
    if (row->kind != OPTION_FLAG) put_value(out, row);

  (void)fputs("      *)\n      if [[ $cur == -* ]]; then\n        files= words='", out);
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++)
    (void)fprintf(out, "%s--%s", i == 0 ? "" : " ", row->name);
  (void)fputs("'\n", out);
  if (cmd->subcommands != NULL) {
    (void)fputs("      elif (( COMP_CWORD == 2 )); then\n        files= words='", out);
    for (const subcommand *sub = cmd->subcommands; sub->name != NULL; sub++)
      (void)fprintf(out, "%s%s", sub == cmd->subcommands ? "" : " ", sub->name);
    (void)fputs("'\n", out);
  }
  (void)fputs("      fi ;;\n    esac ;;\n", out);
}

void generate_bash(FILE *out, const command *const *commands) {
  (void)fputs(head, out);
  (void)fputs("    ''|help)\n    files=\n    (( COMP_CWORD < 3 )) && words='", out);
  for (size_t i = 0; commands[i] != NULL; i++) (void)fprintf(out, "%s ", commands[i]->name);
  (void)fputs("help'\n    [[ $command ]] || words+=' --help --version' ;;\n", out);
  for (size_t i = 0; commands[i] != NULL; i++) put_command(out, commands[i]);
  (void)fputs(tail, out);
}
