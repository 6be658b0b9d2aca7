/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The manual, tenor(1), in the man macros, which groff, mandoc and every other formatter know. What
 * the tables say is taken from them; only what concerns all commands is written here.
 */
#include "generate.h"

#include "describe.h"
#include "exits.h"

#include <string.h>

#define REVISED \
  "2026-11-21" /* the day of the last change to the text below; not the day of the build */

/* ---- text into roff ------------------------------------------------------------------------ */

enum { FILL = 66 }; /* the next blank after so many columns ends an input line */

/* Writes text[0 .. size) so that roff takes no part of it for a command; `fill` allows new lines.
 */
static void put_text(FILE *out, const char *text, size_t size, bool fill) {
  static const char special[] = "\\-'^~";
  static const char *const escapes[] = {"\\e", "\\-", "\\(aq", "\\(ha", "\\(ti"};
  size_t column = 0;
  for (const char *end = text + size; text < end; text++) {
    const char *found = *text != '\0' ? strchr(special, *text) : NULL;
    if (column++ == 0 && *text == '.') (void)fputs("\\&", out);
    if (found != NULL) {
      (void)fputs(escapes[found - special], out);
    } else if (fill && *text == ' ' && column > FILL) {
      (void)fputc('\n', out);
      column = 0;
    } else {
      (void)fputc(*text, out);
    }
  }
}

/* A text within a line. */
static void put_words(FILE *out, const char *text) {
  put_text(out, text, strlen(text), false);
}

/* A text as lines of its own. */
static void put_line(FILE *out, const char *text) {
  put_text(out, text, strlen(text), true);
  (void)fputc('\n', out);
}

/* Writes a text like command.details: lines that begin with a blank stay as they stand. */
static void put_paragraphs(FILE *out, const char *text) {
  bool begun = false, verbatim = false;
  for (size_t size; *text != '\0'; text += size + (text[size] == '\n')) {
    bool blank = *text == ' ';
    size = strcspn(text, "\n");
    if (size == 0) continue;
    if (verbatim && !blank) (void)fputs(".fi\n", out);
    if (begun && !(verbatim && blank)) (void)fputs(".PP\n", out);
    if (blank && !verbatim) (void)fputs(".nf\n", out);
    put_text(out, text, size, !blank);
    (void)fputc('\n', out);
    verbatim = blank;
    begun = true;
  }
  if (verbatim) (void)fputs(".fi\n", out);
}

/* A synopsis: words in capitals are values, those with a dash options. */
static void put_synopsis(FILE *out, const char *text) {
  while (*text != '\0') {
    size_t value = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    size_t name = *text == '-' ? strcspn(text, " =]|") : 0;
    size_t size = name + value > 0 ? name + value : 1; /* one of them is 0 */
    if (name > 0) (void)fputs("\\fB", out);
    if (value > 0) (void)fputs("\\fI", out);
    put_text(out, text, size, false);
    if (name + value > 0) (void)fputs("\\fR", out);
    text += size;
  }
  (void)fputc('\n', out);
}

/* ---- sections from the tables -------------------------------------------------------------- */

/* One line: a command, or a command and subcommand, and what follows it. */
static void put_usage(FILE *out, const char *name, const char *sub, const char *synopsis) {
  (void)fprintf(out, "\\fBtenor %s%s%s\\fR [\\fIOPTION\\fR]...", name, sub[0] != '\0' ? " " : "",
                sub);
  if (synopsis[0] != '\0') (void)fputc(' ', out);
  put_synopsis(out, synopsis);
}

static void put_usages(FILE *out, const command *cmd) {
  const subcommand *sub = cmd->subcommands;
  if (sub == NULL) put_usage(out, cmd->name, "", cmd->synopsis);
  for (; sub != NULL && sub->name != NULL; sub++) {
    if (sub != cmd->subcommands) (void)fputs(".br\n", out);
    put_usage(out, cmd->name, sub->name, sub->synopsis);
  }
}

static void put_option(FILE *out, const option *row) {
  char text[DESCRIBE_BYTES];
  (void)fputs(".TP\n", out);
  if (row->letter != 0) (void)fprintf(out, "\\fB\\-%c\\fR, ", row->letter);
  (void)fputs("\\fB\\-\\-", out);
  put_words(out, row->name);
  (void)fputs("\\fR", out);
  if (row->value != NULL) {
    (void)fputs(" \\fI", out);
    put_words(out, row->value);
    (void)fputs("\\fR", out);
  }
  (void)fputc('\n', out);
  describe_option(text, row);
  put_line(out, text);
}

static void put_command(FILE *out, const command *cmd) {
  const option *row;
  (void)fprintf(out, ".SS tenor %s\n", cmd->name);
  put_usages(out, cmd);
  (void)fputs(".PP\n", out);
  put_words(out, cmd->summary);
  (void)fputs(".\n", out);
  if (cmd->details != NULL) {
    (void)fputs(".PP\n", out);
    put_paragraphs(out, cmd->details);
  }
  for (const subcommand *sub = cmd->subcommands; sub != NULL && sub->name != NULL; sub++) {
    (void)fprintf(out, ".TP\n\\fB%s\\fR\n", sub->name);
    put_line(out, sub->summary);
  }
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++) put_option(out, row);
}

static void put_exits(FILE *out) {
  (void)fputs(".SH EXIT STATUS\n", out);
  for (int code = 0; code < EXITS_N; code++) {
    (void)fprintf(out, ".TP\n%d\n", code);
    put_line(out, exit_meaning(code));
  }
}

static void put_examples(FILE *out, const command *const *commands) {
  (void)fputs(".SH EXAMPLES\n", out);
  for (; *commands != NULL; commands++) {
    const example *row = (*commands)->examples;
    for (; row != NULL && row->line != NULL; row++) {
      (void)fputs(".TP\n\\fB", out);
      put_words(out, row->line);
      (void)fputs("\\fR\n", out);
      put_line(out, row->what);
    }
  }
}

/* ---- what concerns all commands ------------------------------------------------------------ */

static const char description[] =
    "tenor reads what people say and measures how they say it: how hostile it is, in what tone, "
    "and how positive or negative. It takes statements - sentences, quotes, headlines - from "
    "tables, JSON lines or plain text, and writes a row of scores for each, with an interval "
    "that says how sure they are.\n\n"
    "The same input, model and seed give the same bytes, on any machine, with any number of "
    "threads and in any locale.";

static const char input_and_output[] =
    "No file, or the name -, is standard input. Results go to standard output, progress and "
    "warnings to standard error; progress is drawn on a terminal only.\n\n"
    "Statements may be csv (RFC 4180: a quoted field may hold newlines), tsv (no quoting), "
    "jsonl (an object a line) or txt (a statement a line). The format is taken from "
    "--input-format, else from the name's extension, else from the first bytes. Text is UTF-8; "
    "a byte order mark is skipped and CRLF is taken for a line's end.\n\n"
    "Columns are found by their names in the header: text, speaker, date, document, target and "
    "id. Only text is needed. Every column of the input, known or not, comes out again "
    "unchanged and in its place, followed by those of the scores.\n\n"
    "Should an input column have the name of one that is to be added, as when scores are scored "
    "again, a warning is given and the added columns' names begin with tenor_, or with what "
    "--prefix says.\n\n"
    "tenor score writes one row for each input row, in the order of the input. A row that cannot "
    "be "
    "scored - broken JSON, a wrong number of fields, invalid UTF-8, no text - is reported with "
    "file, line and reason, and kept with empty scores; the command then ends with status 1. An "
    "article that cannot be read is reported, and gives no rows. Nothing is dropped silently.\n\n"
    "Results are a table for reading when they go to a terminal, and csv when they go to a file "
    "or a pipe.";

static const char environment[] =
    ".SH ENVIRONMENT\n"
    ".TP\n.B TENOR_DATADIR\n"
    "The folder with the models and lexicons that come with tenor,\n"
    "in place of the one that it was installed with.\n"
    ".TP\n.B NO_COLOR\n"
    "When set and not empty, no colour is used.\n"
    ".SH FILES\n"
    ".TP\n.I share/tenor/models\n"
    "Models, below the folder where tenor is installed.\n"
    ".TP\n.I share/tenor/lexicons\n"
    "Lexicons, a folder a language, a file a category.\n";

void generate_man(FILE *out, const command *const *commands) {
  (void)fprintf(out,
                ".\\\" Made by `tenor --generate man`; change the tables of options instead.\n"
                ".TH TENOR 1 %s \"tenor %s\" \"User Commands\"\n"
                ".SH NAME\ntenor \\- measure hostility, tone and valence of statements\n"
                ".SH SYNOPSIS\n",
                REVISED, tenor_version());
  for (size_t i = 0; commands[i] != NULL; i++) {
    put_usages(out, commands[i]);
    (void)fputs(".br\n", out);
  }
  (void)fputs(
      "\\fBtenor help\\fR [\\fICOMMAND\\fR]\n"
      ".br\n\\fBtenor \\-\\-version\\fR\n"
      ".SH DESCRIPTION\n",
      out);
  put_paragraphs(out, description);
  (void)fputs(".SH COMMANDS\n", out);
  for (size_t i = 0; commands[i] != NULL; i++) put_command(out, commands[i]);
  (void)fputs(".SH INPUT AND OUTPUT\n", out);
  put_paragraphs(out, input_and_output);
  put_exits(out);
  (void)fputs(environment, out);
  put_examples(out, commands);
  (void)fputs(".SH AUTHORS\nThe tenor authors.\n", out);
}
