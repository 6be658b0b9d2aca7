/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/plan.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { DEFAULT_WORDS = 10, MAX_WINDOW = 1200 };
static const char *const period_names[] = {"year", "quarter", "month"}; /* as calendar_unit */
enum { N_PERIODS = sizeof period_names / sizeof *period_names };

/* ---- the command line --------------------------------------------------------------------------------- */

static tenor_status read_by(plan *p, const char *list, tenor_error *error) {
  if (strlen(list) >= sizeof p->by_text) return opts_error(error, "--by: the list is too long");
  memcpy(p->by_text, list, strlen(list) + 1);
  p->n_by = 0;
  for (char *at = p->by_text, *next = NULL; at; at = next) {
    next = strchr(at, ',');
    if (next) *next++ = '\0';
    if (*at == '\0') return opts_error(error, "--by: '%s' lacks the name of a column", list);
    if (p->n_by == PLAN_MAX_BY) return opts_error(error, "--by: more than %d columns", PLAN_MAX_BY);
    p->by[p->n_by++] = at;
  }
  return TENOR_OK;
}

static tenor_status read_head(plan *p, const char *head, const tenor_model *model,
                              tenor_error *error) {
  if (strlen(head) >= sizeof p->head) return opts_error(error, "--head: the name is too long");
  memcpy(p->head, head, strlen(head) + 1);
  return measure_init(&p->measure, model, p->head, error);
}

static bool find_period(plan *p, const char *name) {
  size_t i = 0;
  while (i < N_PERIODS && strcmp(name, period_names[i]) != 0) i++;
  if (i < N_PERIODS) p->period = (calendar_unit)i;
  return i < N_PERIODS;
}

/* "12" and "12m" are months, "8q" quarters, "5y" years. */
static bool read_window(plan *p, const char *at) {
  for (p->window = 0; *at >= '0' && *at <= '9' && p->window <= MAX_WINDOW; at++)
    p->window = p->window * 10 + (*at - '0');
  p->period = *at == 'y' ? CALENDAR_YEAR : *at == 'q' ? CALENDAR_QUARTER : CALENDAR_MONTH;
  at += *at == 'y' || *at == 'q' || *at == 'm';
  return *at == '\0' && p->window > 0 && p->window <= MAX_WINDOW;
}

static tenor_status read_trend(plan *p, const char *text, tenor_error *error) {
  static const char rolling[] = "rolling:";
  const size_t size = sizeof rolling - 1;
  p->has_periods = true;
  p->window = 1;
  if (find_period(p, text)) return TENOR_OK;
  if (strncmp(text, rolling, size) == 0 && read_window(p, text + size)) return TENOR_OK;
  return opts_error(error,
                    "--trend: '%s' is no stretch of time; say year, quarter, month, rolling:12 "
                    "(months) or rolling:5y (years)",
                    text);
}

static void read_flags(plan *p, const args *a) {
  const bool reports = opts_given(a, "report");
  p->args = a;
  p->has_targets = opts_flag(a, "targets") || reports;
  p->shows_targets = p->has_targets;
  p->shows_trend = opts_given(a, "trend") || reports;
  p->shows_words = opts_given(a, "words") || reports;
  p->shows_pairs = opts_flag(a, "pairs") || opts_given(a, "baseline");
  p->shows_examples = reports;
  p->n_words = opts_given(a, "words") ? (size_t)opts_integer(a, "words") : DEFAULT_WORDS;
  tenor_compare_options_default(&p->options);
  p->options.seed = (uint64_t)opts_integer(a, "seed");
  p->options.replicates = (uint32_t)opts_integer(a, "replicates");
  p->options.interval = (tenor_interval_kind)opts_choice(a, "interval");
}

tenor_status plan_init(plan *p, const args *a, const tenor_model *model, tenor_error *error) {
  *p = (plan){.window = 1};
  read_flags(p, a);
  const char *trend = opts_given(a, "trend") ? opts_text(a, "trend") : "year";
  tenor_status status = read_head(p, opts_text(a, "head"), model, error);
  if (status >= 0) status = read_by(p, opts_text(a, "by"), error);
  if (status >= 0 && p->shows_trend) status = read_trend(p, trend, error);
  if (status >= 0) status = filter_init(&p->filter, opts_text(a, "where"), error);
  return status;
}

void plan_finish(plan *p) {
  filter_finish(&p->filter);
}

tenor_status plan_settle(plan *p, const statements *s, tenor_error *error) {
  size_t column;
  tenor_status status = TENOR_OK;
  if (opts_given(p->args, "trend"))
    status = statements_need_column(s, "date", "column", &column, error);
  if (status >= 0 && opts_flag(p->args, "targets"))
    status = statements_need_column(s, "target", "column", &column, error);
  p->has_periods = p->has_periods && statements_column(s, "date") != SIZE_MAX;
  p->has_targets = p->has_targets && statements_column(s, "target") != SIZE_MAX;
  return status;
}

/* ---- the description ---------------------------------------------------------------------------------- */

static json_t *describe_names(const char *const *names, size_t n) {
  json_t *list = json_array();
  for (size_t i = 0; list && i < n; i++)
    if (json_array_append_new(list, json_string(names[i])) != 0) {
      json_decref(list);
      list = NULL;
    }
  return list;
}

tenor_status plan_describe(const plan *p, char about[PLAN_ABOUT_BYTES], tenor_error *error) {
  const tenor_head *tones = p->measure.tones;
  json_t *tone_names = describe_names(tones ? tones->labels : NULL, tones ? tones->n_labels : 0);
  json_t *root =
      json_pack("{s:s, s:o, s:o, s:s, s:s?, s:b}", "head", p->head, "by",
                describe_names(p->by, p->n_by), "tones", tone_names, "unit", p->unit, "period",
                p->has_periods ? period_names[p->period] : NULL, "targets", p->has_targets);
  const size_t size =
      root ? json_dumpb(root, about, PLAN_ABOUT_BYTES - 1, JSON_COMPACT) : PLAN_ABOUT_BYTES;
  json_decref(root);
  if (size >= PLAN_ABOUT_BYTES)
    return tenor_error_set(error, TENOR_ERR_LIMIT, "", 0, 0,
                           "the names of columns and labels are too long");
  about[size] = '\0';
  return TENOR_OK;
}

/* ["speaker", "year"] as --by would have it. */
static void join_names(const json_t *names, char list[PLAN_LIST_BYTES]) {
  size_t used = 0, i;
  const json_t *name;
  list[0] = '\0';
  json_array_foreach(names, i, name) {
    const char *text = json_string_value(name);
    if (!text || used + strlen(text) + 2 > PLAN_LIST_BYTES) break;
    used += (size_t)snprintf(list + used, PLAN_LIST_BYTES - used, "%s%s", i > 0 ? "," : "", text);
  }
}

static tenor_status adopt(plan *p, const json_t *root, const tenor_model *model,
                          tenor_error *error) {
  char list[PLAN_LIST_BYTES];
  const char *head = json_string_value(json_object_get(root, "head"));
  const char *period = json_string_value(json_object_get(root, "period"));
  const char *unit = json_string_value(json_object_get(root, "unit"));
  tenor_status status = TENOR_OK;
  (void)snprintf(p->unit, sizeof p->unit, "%s", unit ? unit : "");
  join_names(json_object_get(root, "by"), list);
  if (!opts_given(p->args, "by")) status = read_by(p, list, error);
  if (status >= 0 && head && !opts_given(p->args, "head"))
    status = read_head(p, head, model, error);
  if (!opts_given(p->args, "trend")) p->has_periods = period && find_period(p, period);
  if (!opts_flag(p->args, "targets"))
    p->has_targets = json_is_true(json_object_get(root, "targets"));
  return status;
}

tenor_status plan_adopt(plan *p, const char *about, const char *path, const tenor_model *model,
                        tenor_error *error) {
  char asked[PLAN_ABOUT_BYTES];
  json_t *root = json_loads(about, 0, NULL);
  tenor_status status = adopt(p, root, model, error);
  json_decref(root);
  if (status >= 0) status = plan_describe(p, asked, error);
  if (status >= 0 && strcmp(asked, about) != 0)
    status = tenor_error_set(error, TENOR_ERR_FORMAT, path, 0, 0,
                             "has statistics of %s and not of %s", about, asked);
  return status;
}
