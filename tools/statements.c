/* SPDX-License-Identifier: Apache-2.0 */
#include "statements.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const format_names[] = {"auto", "csv", "tsv", "jsonl", "txt", NULL};

const option statements_options[] = {
    {.name = "input-format",
     .kind = OPTION_CHOICE,
     .value = "FORMAT",
     .choices = format_names,
     .fallback = "auto",
     .help = "How the input is written; auto goes by the file's extension, else by a look at it."},
    {.name = "text-column",
     .kind = OPTION_TEXT,
     .value = "NAME",
     .otherwise = "text, statement, quote, sentence or headline, whichever comes first",
     .help = "The column that holds the statements."},
    {.name = NULL}};

size_t statements_column(const statements *s, const char *name) {
  for (size_t i = 0; i < s->n_columns; i++)
    if (strcasecmp(s->columns[i], name) == 0) return i;
  return SIZE_MAX;
}

static tenor_status missing_column(const statements *s, const char *what, tenor_error *error) {
  char list[400] = "";
  size_t used = 0;
  for (size_t i = 0; i < s->n_columns; i++) {
    const int n =
        snprintf(list + used, sizeof list - used, "%s%s", i > 0 ? ", " : "", s->columns[i]);
    if (n < 0 || (size_t)n >= sizeof list - used) break;
    used += (size_t)n;
  }
  return tenor_error_set(error, TENOR_ERR_FORMAT, reader_name(s->reader), 1, 0,
                         "has no %s; its columns are: %s", what, list);
}

tenor_status statements_need_column(const statements *s, const char *name, const char *what,
                                    size_t *column, tenor_error *error) {
  char described[160];
  *column = statements_column(s, name);
  if (*column != SIZE_MAX) return TENOR_OK;
  (void)snprintf(described, sizeof described, "%s '%s'", what, name);
  return missing_column(s, described, error);
}

static tenor_status find_text(statements *s, const char *asked, tenor_error *error) {
  static const char *const usual[] = {"text", "statement", "quote", "sentence", "headline"};
  if (asked) return statements_need_column(s, asked, "column", &s->text, error);
  s->text = SIZE_MAX;
  for (size_t i = 0; s->text == SIZE_MAX && i < sizeof usual / sizeof *usual; i++)
    s->text = statements_column(s, usual[i]);
  return TENOR_OK;
}

tenor_status statements_need_text(const statements *s, tenor_error *error) {
  if (s->text != SIZE_MAX) return TENOR_OK;
  return missing_column(s, "text column (name it with --text-column)", error);
}

tenor_status statements_open_rows(statements *s, const args *a, const char *path,
                                  tenor_error *error) {
  const reader_options options = {.format = (reader_format)opts_choice(a, "input-format")};
  memset(s, 0, sizeof *s);
  tenor_status status = reader_open(&s->reader, path ? path : "-", &options, error);
  if (status < 0) return status;
  s->columns = reader_columns(s->reader, &s->n_columns);
  status = find_text(s, opts_text(a, "text-column"), error);
  if (status < 0) statements_close(s);
  return status;
}

tenor_status statements_open(statements *s, const args *a, const char *path, tenor_error *error) {
  tenor_status status = statements_open_rows(s, a, path, error);
  if (status < 0) return status;
  status = statements_need_text(s, error);
  if (status < 0) statements_close(s);
  return status;
}

void statements_close(statements *s) {
  reader_close(&s->reader);
}

tenor_status statements_operand(const args *a, const char **path, tenor_error *error) {
  *path = a->n_operands > 0 ? a->operands[0] : NULL;
  if (a->n_operands <= 1) return TENOR_OK;
  return opts_error(error, "'%s' is one file too many", a->operands[1]);
}

const char *statements_problem(const statements *s, const row *r) {
  if (r->problem) return r->problem;
  return r->cells[s->text].size == 0 ? "no text" : NULL;
}
