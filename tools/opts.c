/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parser of command lines. Not getopt_long(): it is not in POSIX, accepts abbreviations, keeps
 * its state in globals and knows nothing of ranges. Not strtod() either, whose result hangs on the
 * locale.
 */
#include "opts.h"

#include "command.h"
#include "describe.h"
#include "nearest.h"
#include "output/decimal.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const option global_options[] = {
    {.name = "quiet",
     .letter = 'q',
     .kind = OPTION_FLAG,
     .help = "Draw no progress, say only what is wrong."},
    {.name = "help", .letter = 'h', .kind = OPTION_FLAG, .help = "Show this help."},
    {.name = NULL}};

/* ---- tables -------------------------------------------------------------------------------- */

/* Row `*index` of a table, or NULL with the number of its rows taken off *index. */
static const option *table_row(const option *table, size_t *index) {
  for (; table != NULL && table->name != NULL; table++) {
    if (*index == 0) return table;
    --*index;
  }
  return NULL;
}

const option *command_option(const command *cmd, size_t index) {
  const option *row = table_row(cmd->options, &index);
  for (const option *const *table = cmd->shared; row == NULL && table != NULL && *table != NULL;
       table++)
    row = table_row(*table, &index);
  return row != NULL ? row : table_row(global_options, &index);
}

static const option *option_named(const command *cmd, const char *name, size_t size) {
  const option *row;
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++)
    if (strlen(row->name) == size && memcmp(row->name, name, size) == 0) break;
  return row;
}

static const option *option_lettered(const command *cmd, char letter) {
  const option *row;
  for (size_t i = 0; (row = command_option(cmd, i)) != NULL; i++)
    if (row->letter == letter) break;
  return row;
}

/* ---- values -------------------------------------------------------------------------------- */

static bool integer_read(const char *text, int64_t *value) {
  char *end;
  errno = 0;
  long long number = strtoll(text, &end, 10);
  if (end == text || *end != '\0' || errno != 0) return false;
  *value = number;
  return true;
}

static tenor_status range_check(const option *row, const char *text, double value,
                                tenor_error *error) {
  char range[DESCRIBE_BYTES];
  if (row->min >= row->max || (value >= row->min && value <= row->max)) return TENOR_OK;
  describe_range(range, row);
  bool half = isinf(row->min) || isinf(row->max);
  return opts_error(error, half ? "--%s: '%s' is not %s" : "--%s: '%s' is out of range %s",
                    row->name, text, range);
}

static int choice_index(const option *row, const char *text) {
  for (int i = 0; row->choices[i] != NULL; i++)
    if (strcmp(row->choices[i], text) == 0) return i;
  return -1;
}

static tenor_status choice_check(const option *row, const char *text, tenor_error *error) {
  char list[DESCRIBE_BYTES] = "";
  if (choice_index(row, text) >= 0) return TENOR_OK;
  for (size_t i = 0; row->choices[i] != NULL; i++) describe_add(list, ", ", row->choices[i]);
  return opts_error(error, "--%s: '%s' is not one of %s", row->name, text, list);
}

static tenor_status value_check(const option *row, const char *text, tenor_error *error) {
  int64_t integer;
  double number;
  switch (row->kind) {
    case OPTION_INTEGER:
      if (!integer_read(text, &integer))
        return opts_error(error, "--%s: '%s' is not a whole number", row->name, text);
      return range_check(row, text, (double)integer, error);
    case OPTION_NUMBER:
      if (!decimal_read(text, strlen(text), &number))
        return opts_error(error, "--%s: '%s' is not a number", row->name, text);
      return range_check(row, text, number, error);
    case OPTION_CHOICE: return choice_check(row, text, error);
    case OPTION_FLAG:
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_FOLDER: break;
  }
  return TENOR_OK;
}

/* ---- parsing ------------------------------------------------------------------------------- */

/* Equal options are kept side by side, so that the values of one that repeats are an array. */
static void given_add(args *a, const option *row, const char *text) {
  size_t at = a->n_given;
  while (at > 0 && a->given[at - 1] != row) at--;
  if (at > 0 && !row->repeats) {
    a->texts[at - 1] = text;
    return;
  }
  if (at == 0) at = a->n_given;

  size_t after = a->n_given++ - at;
  memmove(a->given + at + 1, a->given + at, after * sizeof *a->given);
  memmove(a->texts + at + 1, a->texts + at, after * sizeof *a->texts);
  a->given[at] = row;
  a->texts[at] = text;
}

static tenor_status unknown_option(const args *a, const char *word, size_t size,
                                   tenor_error *error) {
  char name[NEAREST_MAX + 1] = "";
  const option *row;
  if (word[1] == '-' && size - 2 < sizeof name) memcpy(name, word + 2, size - 2);

  nearest search = nearest_to(name);
  for (size_t i = 0; (row = command_option(a->command, i)) != NULL; i++)
    nearest_try(&search, row->name);
  if (name[0] == '\0' || search.best == NULL)
    return opts_error(error, "unknown option '%.*s'", (int)(size < 80 ? size : 80), word);
  return opts_error(error, "unknown option '--%s'; did you mean '--%s'?", name, search.best);
}

/* The option at argv[*at], which begins with a dash; moves *at to the last word that belongs to it.
 */
static tenor_status option_parse(args *a, int argc, char *const *argv, int *at,
                                 tenor_error *error) {
  const char *word = argv[*at], *text = NULL;
  bool is_long = word[1] == '-';
  size_t size = is_long ? strcspn(word, "=") : 2;
  const option *row =
      is_long ? option_named(a->command, word + 2, size - 2) : option_lettered(a->command, word[1]);
  if (row == NULL) return unknown_option(a, word, size, error);

  if (word[size] != '\0') text = word + size + is_long; /* is_long: past the '=' */
  if (row->kind == OPTION_FLAG) {
    if (text != NULL) return opts_error(error, "--%s takes no value, found '%s'", row->name, text);
    text = "";
  } else if (text == NULL) {
    if (*at + 1 >= argc) return opts_error(error, "--%s needs a value: %s", row->name, row->value);
    text = argv[++*at];
  }
  tenor_status status = value_check(row, text, error);
  if (status == TENOR_OK) given_add(a, row, text);
  return status;
}

static tenor_status subcommand_missing(const subcommand *sub, tenor_error *error) {
  char list[DESCRIBE_BYTES] = "";
  for (; sub->name != NULL; sub++) describe_add(list, ", ", sub->name);
  return opts_error(error, "needs one of the commands %s", list);
}

static tenor_status subcommand_unknown(const subcommand *sub, const char *word,
                                       tenor_error *error) {
  nearest search = nearest_to(word);
  for (; sub->name != NULL; sub++) nearest_try(&search, sub->name);
  if (search.best == NULL) return opts_error(error, "unknown command '%s'", word);
  return opts_error(error, "unknown command '%s'; did you mean '%s'?", word, search.best);
}

/* Takes the first operand as the subcommand. */
static tenor_status subcommand_parse(args *a, tenor_error *error) {
  const subcommand *sub = a->command->subcommands;
  if (sub == NULL) return TENOR_OK;
  if (a->n_operands == 0) return subcommand_missing(sub, error);
  while (sub->name != NULL && strcmp(sub->name, a->operands[0]) != 0) sub++;
  if (sub->name == NULL) return subcommand_unknown(a->command->subcommands, a->operands[0], error);

  a->subcommand = sub->name;
  a->n_operands--;
  memmove(a->operands, a->operands + 1, (a->n_operands + 1) * sizeof *a->operands);
  for (size_t i = 0; i < a->n_given; i++) {
    const char *only = a->given[i]->only;
    if (only != NULL && strcmp(only, sub->name) != 0)
      return opts_error(error, "--%s goes with '%s' only", a->given[i]->name, only);
  }
  return TENOR_OK;
}

static tenor_status words_parse(args *a, int argc, char *const *argv, tenor_error *error) {
  bool options = true;
  tenor_status status = TENOR_OK;
  for (int i = 0; i < argc && status == TENOR_OK; i++) {
    if (options && strcmp(argv[i], "--") == 0)
      options = false;
    else if (options && argv[i][0] == '-' && argv[i][1] != '\0')
      status = option_parse(a, argc, argv, &i, error);
    else
      a->operands[a->n_operands++] = argv[i];
  }
  return status;
}

tenor_status opts_parse(args *a, const command *cmd, int argc, char *const *argv,
                        tenor_error *error) {
  size_t room = (size_t)argc + 1;
  *a = (args){.command = cmd,
              .operands = calloc(room, sizeof *a->operands),
              .given = calloc(room, sizeof *a->given),
              .texts = calloc(room, sizeof *a->texts)};
  tenor_status status = TENOR_OK;
  if (a->operands == NULL || a->given == NULL || a->texts == NULL)
    status = tenor_error_memory(error);

  if (status == TENOR_OK) status = words_parse(a, argc, argv, error);
  if (status == TENOR_OK && !opts_flag(a, "help")) status = subcommand_parse(a, error);
  if (status != TENOR_OK) opts_free(a);
  return status;
}

void opts_free(args *a) {
  free(a->operands);
  free(a->given);
  free(a->texts);
  *a = (args){0};
}

/* ---- access -------------------------------------------------------------------------------- */

static const option *option_of(const args *a, const char *name) {
  const option *row = option_named(a->command, name, strlen(name));
  assert(row != NULL && "no such row in the command's tables");
  return row;
}

const char *const *opts_texts(const args *a, const char *name, size_t *n) {
  const option *row = option_of(a, name);
  size_t first = 0, end;
  while (first < a->n_given && a->given[first] != row) first++;
  for (end = first; end < a->n_given && a->given[end] == row;) end++;

  *n = end - first;
  if (*n > 0) return a->texts + first;
  *n = row->fallback != NULL;
  return &row->fallback;
}

bool opts_given(const args *a, const char *name) {
  const option *row = option_of(a, name);
  size_t i = 0;
  while (i < a->n_given && a->given[i] != row) i++;
  return i < a->n_given;
}

bool opts_flag(const args *a, const char *name) {
  return opts_given(a, name);
}

const char *opts_text(const args *a, const char *name) {
  size_t n;
  const char *const *texts = opts_texts(a, name, &n);
  return n > 0 ? texts[n - 1] : NULL;
}

int64_t opts_integer(const args *a, const char *name) {
  const char *text = opts_text(a, name);
  int64_t value = 0;
  if (text != NULL) (void)integer_read(text, &value);
  return value;
}

double opts_number(const args *a, const char *name) {
  const char *text = opts_text(a, name);
  double value = NAN;
  if (text != NULL) (void)decimal_read(text, strlen(text), &value);
  return value;
}

int opts_choice(const args *a, const char *name) {
  const char *text = opts_text(a, name);
  return text != NULL ? choice_index(option_of(a, name), text) : -1;
}
