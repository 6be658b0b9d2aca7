/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "calendar.h"
#include "compare/lists.h"
#include "output/decimal.h"

/* ---- reading clauses ---------------------------------------------------------------------------------- */

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

/* Cuts the next word out of the text: up to one of `ends`, or what stands in quotation marks. What ended it is in *end,
 * as its place gets the terminator. NULL: a quotation mark is not closed. */
static const char *cut_word(char **at, const char *ends, char *end) {
  char *word = *at;
  if (*word == '"' || *word == '\'') {
    char *close = strchr(word + 1, *word);
    if (!close) return NULL;
    *close = '\0';
    *at = close + 1;
    word++;
  } else {
    *at += strcspn(word, ends);
  }
  *end = **at;
  if (**at) *(*at)++ = '\0';
  return word;
}

/* What stands after the column: the first character has been cut off. */
static bool read_relation(char first, char **at, filter_relation *relation) {
  const bool equal = **at == '=';
  if (first == '=') {
    *relation = FILTER_IS;
    return true;
  }
  *at += equal;
  *relation = first == '!'   ? FILTER_IS_NOT
              : first == '<' ? (equal ? FILTER_AT_MOST : FILTER_BELOW)
                             : (equal ? FILTER_AT_LEAST : FILTER_ABOVE);
  return first == '<' || first == '>' || (first == '!' && equal);
}

static const char *read_clause(filter *f, char **at) {
  char end;
  if (f->n == FILTER_MAX_CLAUSES) return "has too many clauses";
  filter_clause *c = &f->clauses[f->n];
  *c = (filter_clause){.column = cut_word(at, "=!<> \t\n", &end), .first = f->n_values};
  if (!c->column) return "has a quotation mark that is not closed";
  if (*c->column == '\0' || !read_relation(end, at, &c->relation))
    return "must be clauses such as speaker=PRK,IRN or date>=2010, with blanks between them";
  do {
    if (f->n_values == FILTER_MAX_VALUES) return "has too many values";
    const char *value = cut_word(at, ", \t\n", &end);
    if (!value) return "has a quotation mark that is not closed";
    f->values[f->n_values++] = value;
    c->n++;
  } while (end == ',');
  if (end != '\0' && !is_blank(end)) return "must have a blank between two clauses";
  if (c->n > 1 && c->relation > FILTER_IS_NOT) return "can compare with one value only";
  f->n++;
  return NULL;
}

tenor_status filter_init(filter *f, const char *text, tenor_error *error) {
  *f = (filter){.text = NULL};
  if (!text) return TENOR_OK;
  f->text = strdup(text);
  if (!f->text) return tenor_error_memory(error);
  for (char *at = f->text;;) {
    while (is_blank(*at)) at++;
    if (*at == '\0') return TENOR_OK;
    const char *fault = read_clause(f, &at);
    if (!fault) continue;
    filter_finish(f);
    return opts_error(error, "--where: '%s' %s", text, fault);
  }
}

void filter_finish(filter *f) {
  free(f->text);
  *f = (filter){.text = NULL};
}

tenor_status filter_columns(filter *f, const statements *s, tenor_error *error) {
  for (size_t i = 0; i < f->n; i++) {
    const tenor_status status =
        statements_need_column(s, f->clauses[i].column, "column", &f->clauses[i].at, error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

/* ---- comparing ---------------------------------------------------------------------------------------- */

static int order_of(double a, double b) {
  return (a > b) - (a < b);
}

/* Two dates as far as the second goes; false: they are not both dates. */
static bool compare_dates(cell held, cell asked, int *order) {
  date a, b;
  if (!date_read(held, &a) || !date_read(asked, &b)) return false;
  *order = order_of(a.year, b.year);
  if (*order == 0 && b.month > 0) *order = order_of(a.month, b.month);
  if (*order == 0 && b.day > 0) *order = order_of(a.day, b.day);
  return true;
}

static int compare_values(cell held, const char *text, bool is_date) {
  const cell asked = {text, strlen(text)};
  double a, b;
  int order;
  if (is_date && compare_dates(held, asked, &order)) return order;
  if (decimal_read(held.data, held.size, &a) && decimal_read(asked.data, asked.size, &b))
    return order_of(a, b);
  if (compare_dates(held, asked, &order)) return order;
  const size_t shorter = held.size < asked.size ? held.size : asked.size;
  order = shorter > 0 ? memcmp(held.data, asked.data, shorter) : 0;
  return order != 0 ? order : (held.size > asked.size) - (held.size < asked.size);
}

static bool relation_holds(filter_relation relation, int order) {
  switch (relation) {
    case FILTER_BELOW: return order < 0;
    case FILTER_AT_MOST: return order <= 0;
    case FILTER_ABOVE: return order > 0;
    case FILTER_AT_LEAST: return order >= 0;
    case FILTER_IS:
    case FILTER_IS_NOT: break;
  }
  return order == 0;
}

static bool value_holds(const filter *f, const filter_clause *c, cell held, bool is_date) {
  for (size_t i = 0; i < c->n; i++)
    if (relation_holds(c->relation, compare_values(held, f->values[c->first + i], is_date)))
      return true;
  return false;
}

static bool clause_holds(const filter *f, const filter_clause *c, cell held) {
  const bool is_date = strcasecmp(c->column, "date") == 0;
  const bool is_list = strcasecmp(c->column, "target") == 0 && held.size > 0;
  bool any = false;
  if (!held.data) held = (cell){"", 0};
  if (!is_list)
    any = value_holds(f, c, held, is_date);
  else
    for (cell rest = held, item; !any && list_next(&rest, &item);)
      any = value_holds(f, c, item, is_date);
  return c->relation == FILTER_IS_NOT ? !any : any;
}

bool filter_holds(const filter *f, const row *r) {
  for (size_t i = 0; i < f->n; i++)
    if (!clause_holds(f, &f->clauses[i], r->cells[f->clauses[i].at])) return false;
  return true;
}
