/* SPDX-License-Identifier: Apache-2.0 */
/* Two columns and 80 characters a line, whatever the terminal: the output can be kept, sent and
 * diffed. */
#include "help.h"

#include "describe.h"
#include "exits.h"

#include <string.h>

enum { WIDTH = 80, COLUMN_MAX = 28 };

static void blanks(FILE *out, size_t n) {
  (void)fprintf(out, "%*s", (int)n, "");
}

/* Sets text[0 .. size) in lines from column `at` on, where the cursor stands; later lines begin at
   `indent`. */
static void set_text(FILE *out, const char *text, size_t size, size_t indent, size_t at) {
  const char *end = text + size;
  for (bool first = true; text < end; first = false) {
    size_t word = strcspn(text, " \n");
    if (word > (size_t)(end - text)) word = (size_t)(end - text);
    if (!first && at + 1 + word > WIDTH) {
      (void)fputc('\n', out);
      blanks(out, indent);
      at = indent;
    } else if (!first) {
      (void)fputc(' ', out);
      at++;
    }
    (void)fwrite(text, 1, word, out);
    at += word;
    text += word;
    while (text < end && *text == ' ') text++;
  }
  (void)fputc('\n', out);
}

/* Paragraphs as in command.details. */
static void set_paragraphs(FILE *out, const char *text) {
  while (*text != '\0') {
    size_t size = strcspn(text, "\n");
    if (*text == ' ')
      (void)fprintf(out, "%.*s\n", (int)size, text);
    else
      set_text(out, text, size, 0, 0);
    text += size + (text[size] == '\n');
  }
}

/* "  name  text", with the text in the column of that number. */
static void set_row(FILE *out, const char *name, const char *text, size_t column) {
  size_t used = strlen(name) + 2;
  (void)fprintf(out, "  %s", name);
  if (used + 2 > column) {
    (void)fputc('\n', out);
    used = 0;
  }
  blanks(out, column - used);
  set_text(out, text, strlen(text), column, column);
}

/* "-m, --model FILE" */
static void option_name(char name[DESCRIBE_BYTES], const option *row) {
  char letter[] = {'-', row->letter, ',', ' ', '\0'};
  name[0] = '\0';
  describe_add(name, "", row->letter != 0 ? letter : "    ");
  describe_add(name, "", "--");
  describe_add(name, "", row->name);
  if (row->value == NULL) return;
  describe_add(name, "", " ");
  describe_add(name, "", row->value);
}

static void set_options(FILE *out, const command *cmd) {
  char name[DESCRIBE_BYTES], text[DESCRIBE_BYTES];
  const option *row;
  size_t column = 0;
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++) {
    option_name(name, row);
    size_t width = strlen(name) + 4;
    if (width > column && width <= COLUMN_MAX) column = width;
  }
  (void)fputs("\nOptions:\n", out);
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++) {
    option_name(name, row);
    describe_option(text, row);
    set_row(out, name, text, column);
  }
}

static void set_usage(FILE *out, const command *cmd) {
  const subcommand *sub = cmd->subcommands;
  if (sub == NULL)
    (void)fprintf(out, "usage: tenor %s [OPTION]...%s%s\n", cmd->name,
                  cmd->synopsis[0] != '\0' ? " " : "", cmd->synopsis);
  for (; sub != NULL && sub->name != NULL; sub++)
    (void)fprintf(out, "%s tenor %s %s [OPTION]...%s%s\n",
                  sub == cmd->subcommands ? "usage:" : "      ", cmd->name, sub->name,
                  sub->synopsis[0] != '\0' ? " " : "", sub->synopsis);
}

static void set_subcommands(FILE *out, const subcommand *first) {
  size_t column = 0;
  for (const subcommand *sub = first; sub->name != NULL; sub++)
    if (strlen(sub->name) + 4 > column) column = strlen(sub->name) + 4;
  (void)fputs("\nCommands:\n", out);
  for (const subcommand *sub = first; sub->name != NULL; sub++)
    set_row(out, sub->name, sub->summary, column);
}

static void set_exits(FILE *out, const command *cmd) {
  (void)fputs("\nExit status:\n", out);
  for (int code = 0; code < EXITS_N; code++) {
    const char *meaning = code == EXITS_ROWS ? cmd->exit_rows : exit_meaning(code);
    char name[] = {(char)('0' + code), '\0'};
    if (meaning != NULL) set_row(out, name, meaning, 5);
  }
}

static void set_examples(FILE *out, const example *row) {
  (void)fputs("\nExamples:\n", out);
  for (; row->line != NULL; row++) {
    (void)fprintf(out, "  %s\n      ", row->line);
    set_text(out, row->what, strlen(row->what), 6, 6);
  }
}

void help_command(FILE *out, const command *cmd) {
  set_usage(out, cmd);
  (void)fprintf(out, "\n%s.\n", cmd->summary);
  if (cmd->details != NULL) {
    (void)fputc('\n', out);
    set_paragraphs(out, cmd->details);
  }
  if (cmd->subcommands != NULL) set_subcommands(out, cmd->subcommands);
  set_options(out, cmd);
  set_exits(out, cmd);
  if (cmd->examples != NULL) set_examples(out, cmd->examples);
}

void help_program(FILE *out, const command *const *commands) {
  (void)fputs(
      "usage: tenor COMMAND [OPTION]... [FILE]...\n"
      "       tenor --help | --version\n\n"
      "Measures what people say: hostility, tone and valence.\n\n"
      "Commands:\n",
      out);
  for (; *commands != NULL; commands++) set_row(out, (*commands)->name, (*commands)->summary, 14);
  set_row(out, "help", "the help of a command", 14);
  (void)fputs("\n'tenor COMMAND --help' tells more, and so does the manual: man tenor.\n", out);
}
