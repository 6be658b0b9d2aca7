/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON Lines: one object for each statement and head, with every reason, unmerged: programs can
 * merge for themselves. jansson writes numbers with a point in any locale, and 12 digits are more
 * than the engine's floats hold.
 */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "explain/explain_view.h"

enum { DIGITS = 12 };

/* Puts a value that may be NULL for want of memory; *whole tells whether none was. */
static void put(json_t *object, const char *key, json_t *value, bool *whole) {
  if (json_object_set_new(object, key, value) != 0) *whole = false;
}

static json_t *number(double value) {
  return isfinite(value) ? json_real(value) : json_null();
}

static json_t *rules_of(uint32_t rules, bool *whole) {
  json_t *array = json_array();
  for (unsigned bit = 0; bit < TENOR_N_RULES; bit++)
    if (rules >> bit & 1 && json_array_append_new(array, json_string(tenor_rule_name(bit))) != 0)
      *whole = false;
  return array;
}

static json_t *reason_object(const tenor_reason *r, tenor_text text, bool *whole) {
  static const char *const kinds[] = {"bias", "lexicon", "ngram", "vector", "form"};
  json_t *object = json_object();
  put(object, "kind", json_string(kinds[r->kind]), whole);
  put(object, "name", json_string(r->name), whole);
  put(object, "rules", rules_of(r->rules, whole), whole);
  put(object, "text", json_stringn(text.data + r->begin, r->end - r->begin), whole);
  put(object, "begin", json_integer(r->begin), whole);
  put(object, "end", json_integer(r->end), whole);
  put(object, "weight", number(r->weight), whole);
  put(object, "contribution", number(r->contribution), whole);
  return object;
}

static void put_score(json_t *object, const account *a, bool *whole) {
  const tenor_head *h = a->head;
  const bool numeric = h->kind == TENOR_HEAD_ORDINAL || h->kind == TENOR_HEAD_REGRESSION;
  if (h->kind == TENOR_HEAD_CLASS) {
    put(object, "label", json_string(h->labels[a->label]), whole);
    put(object, "p", number(a->p[a->label]), whole);
    put(object, "winner", json_string(h->labels[a->score->label]), whole);
    return;
  }
  put(object, "value", number(a->score->value), whole);
  if (numeric) {
    put(object, "lo", number(a->score->lo), whole);
    put(object, "hi", number(a->score->hi), whole);
  }
  if (h->kind == TENOR_HEAD_REGRESSION) return;
  put(object, "p", number(a->score->p), whole);
  put(object, "label", json_string(h->labels[a->score->label]), whole);
}

static void put_statement(json_t *object, const statement *s, bool *whole) {
  put(object, "line", json_integer((json_int_t)s->line), whole);
  put(object, "text", json_stringn(s->text.data ? s->text.data : "", s->text.size), whole);
}

/* Writes the object, if nothing is missing in it, and frees it. */
static tenor_status write_object(view *v, json_t *object, bool whole, tenor_error *error) {
  char *line =
      whole ? json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(DIGITS))
            : NULL;
  json_decref(object);
  if (!line) return tenor_error_memory(error);
  out_text(v->stream, line);
  out_byte(v->stream, '\n');
  free(line);
  return TENOR_OK;
}

static tenor_status head(view *v, const statement *s, const account *a, tenor_error *error) {
  json_t *object = json_object(), *reasons = json_array();
  bool whole = true;
  double bias = 0;
  put_statement(object, s, &whole);
  put(object, "head", json_string(a->head->name), &whole);
  put_score(object, a, &whole);
  put(object, "decision", number(a->decision), &whole);
  for (size_t i = 0; i < a->n_reasons; i++) {
    const tenor_reason *r = &a->reasons[i];
    if (r->kind == TENOR_REASON_BIAS)
      bias += r->contribution;
    else if (json_array_append_new(reasons, reason_object(r, s->text, &whole)) != 0)
      whole = false;
  }
  put(object, "bias", number(bias), &whole);
  put(object, "reasons", reasons, &whole);
  return write_object(v, object, whole, error);
}

/* The text of a bad row may be no UTF-8: it is left out. */
static tenor_status problem(view *v, const statement *s, const char *why, tenor_error *error) {
  json_t *object = json_object();
  bool whole = true;
  put(object, "line", json_integer((json_int_t)s->line), &whole);
  put(object, "problem", json_string(why), &whole);
  return write_object(v, object, whole, error);
}

static void nothing(view *v) {
  (void)v;
}
static void nothing_of(view *v, const statement *s) {
  (void)v, (void)s;
}

const view_kind view_jsonl = {nothing, nothing_of, head, nothing_of, problem, nothing};
