/* SPDX-License-Identifier: Apache-2.0 */
/* A completion for zsh: the tables become specifications for its _arguments function. */
#include "generate.h"

#include "describe.h"

#define QUOTE "'\\''"

/* The names of an option: '(-m --model)'{-m+,--model=}, or '*' before them when it may be repeated.
 */
static void put_names(FILE *out, const option *row) {
  const char *joined = row->kind == OPTION_FLAG ? "" : "+",
             *equals = row->kind == OPTION_FLAG ? "" : "=";
  (void)fputs("        ", out);
  if (row->repeats) (void)fputs("'*'", out);
  if (row->letter == 0) {
    (void)fprintf(out, "--%s%s", row->name, equals);
    return;
  }
  if (!row->repeats) (void)fprintf(out, "'(-%c --%s)'", row->letter, row->name);
  (void)fprintf(out, "{-%c%s,--%s%s}", row->letter, joined, row->name, equals);
}

static void put_value(FILE *out, const option *row) {
  (void)fprintf(out, "':%s:", row->value);
  if (row->kind == OPTION_FILE) (void)fputs("_files", out);
  if (row->kind == OPTION_FOLDER) (void)fputs("_files -/", out);
  for (const char *const *choice = row->choices; choice != NULL && *choice != NULL; choice++)
    (void)fprintf(out, "%s%s", choice == row->choices ? "(" : " ", *choice);
  (void)fputs(row->choices != NULL ? ")'" : "'", out);
}

static void put_option(FILE *out, const option *row) {
  char text[DESCRIBE_BYTES];
  describe_briefly(text, row);
  put_names(out, row);
  (void)fputs("'['", out);
  generate_quoted(out, text, "[]\\", QUOTE);
  (void)fputs("']'", out);
  if (row->kind != OPTION_FLAG) put_value(out, row);
  (void)fputs(" \\\n", out);
}

static void put_command(FILE *out, const command *cmd) {
  const option *row;
  (void)fprintf(out, "    %s)\n      _arguments -S \\\n", cmd->name);
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++) put_option(out, row);
  if (cmd->subcommands != NULL) {
    (void)fputs("        '1:command:(", out);
    for (const subcommand *sub = cmd->subcommands; sub->name != NULL; sub++)
      (void)fprintf(out, "%s%s", sub == cmd->subcommands ? "" : " ", sub->name);
    (void)fputs(")' \\\n", out);
  }
  (void)fputs("        '*:file:_files' ;;\n", out);
}

void generate_zsh(FILE *out, const command *const *commands) {
  (void)fputs(
      "#compdef tenor\n"
      "# zsh completion of tenor, made by `tenor --generate zsh`\n"
      "_tenor() {\n"
      "  local context state state_descr line\n"
      "  typeset -A opt_args\n"
      "  local -a commands\n"
      "  commands=(\n",
      out);
  for (size_t i = 0; commands[i] != NULL; i++) {
    (void)fprintf(out, "    %s:", commands[i]->name);
    generate_quoted(out, commands[i]->summary, "", QUOTE);
    (void)fputc('\n', out);
  }
  (void)fputs(
      "    help:'Show the help of a command'\n"
      "  )\n"
      "  _arguments -C '(- *)'{-h,--help}'[Show the help]' '(- *)--version[Show the version]' \\\n"
      "    '1: :->command' '*:: :->rest'\n"
      "  case $state in\n"
      "  command) _describe command commands ;;\n"
      "  rest)\n"
      "    case $words[1] in\n"
      "    help) (( CURRENT == 2 )) && _describe command commands ;;\n",
      out);
  for (size_t i = 0; commands[i] != NULL; i++) put_command(out, commands[i]);
  (void)fputs(
      "    esac ;;\n"
      "  esac\n"
      "}\n"
      "if [[ $funcstack[1] == _tenor ]]; then _tenor \"$@\"; else compdef _tenor tenor; fi\n",
      out);
}
