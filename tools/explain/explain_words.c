/* SPDX-License-Identifier: Apache-2.0 */
/* The words for scores and reasons. Numbers go through decimal.h: the same in every locale. */
#include <stdio.h>

#include "explain/explain_view.h"
#include "output/decimal.h"

enum { PLACES = 2 };

void explain_signed(char text[EXPLAIN_BYTES], double value) {
  const decimal n = decimal_of(value, PLACES);
  (void)snprintf(text, EXPLAIN_BYTES, "%s%s", n.text[0] == '-' ? "" : "+", n.text);
}

void explain_title(char text[EXPLAIN_BYTES], const account *a) {
  const tenor_head *h = a->head;
  const decimal value = decimal_of(a->score->value, PLACES);
  if (h->kind == TENOR_HEAD_CLASS || h->kind == TENOR_HEAD_BINARY)
    (void)snprintf(text, EXPLAIN_BYTES, "%s: %s", h->name, h->labels[a->score->label]);
  else
    (void)snprintf(text, EXPLAIN_BYTES, "%s %s", h->name, value.text);
}

void explain_detail(char text[EXPLAIN_BYTES], const account *a) {
  const tenor_head *h = a->head;
  const decimal lo = decimal_of(a->score->lo, PLACES), hi = decimal_of(a->score->hi, PLACES);
  const decimal p = decimal_of(a->score->p, PLACES);
  switch (h->kind) {
    case TENOR_HEAD_ORDINAL:
      (void)snprintf(
          text, EXPLAIN_BYTES,
          "90 %% between %s and %s; likeliest level %s; probability of level %s or more: %s",
          lo.text, hi.text, h->labels[a->score->label], h->labels[h->positive], p.text);
      break;
    case TENOR_HEAD_CLASS: {
      const decimal own = decimal_of(a->p[a->label], PLACES);
      if (a->label == a->score->label)
        (void)snprintf(text, EXPLAIN_BYTES, "probability %s", p.text);
      else
        (void)snprintf(text, EXPLAIN_BYTES, "probability %s; explained is %s, probability %s",
                       p.text, h->labels[a->label], own.text);
      break;
    }
    case TENOR_HEAD_REGRESSION:
      (void)snprintf(text, EXPLAIN_BYTES, "90 %% between %s and %s", lo.text, hi.text);
      break;
    case TENOR_HEAD_BINARY:
      (void)snprintf(text, EXPLAIN_BYTES, "probability of %s: %s", h->labels[1], p.text);
      break;
  }
}

void explain_scale(char text[EXPLAIN_BYTES], const account *a) {
  const tenor_head *h = a->head;
  const decimal low = decimal_of(h->low, 0), high = decimal_of(h->high, 0);
  switch (h->kind) {
    case TENOR_HEAD_ORDINAL:
      (void)snprintf(text, EXPLAIN_BYTES,
                     "log-odds of a higher level, the mean over the %u thresholds",
                     h->n_labels - 1);
      break;
    case TENOR_HEAD_CLASS:
      (void)snprintf(text, EXPLAIN_BYTES, "log-odds of %s", h->labels[a->label]);
      break;
    case TENOR_HEAD_REGRESSION:
      (void)snprintf(text, EXPLAIN_BYTES, "%s on the scale of its labels, %s to %s", h->name,
                     low.text, high.text);
      break;
    case TENOR_HEAD_BINARY:
      (void)snprintf(text, EXPLAIN_BYTES, "log-odds of %s", h->labels[1]);
      break;
  }
}

/* What a rule did, after "threat 3.0, "; by the bit of the rule. */
static const char *const rule_words[TENOR_N_RULES] = {
    "negated", "intensified",     "weakened",    "contrasted", "not as a fact",   "in a question",
    "quoted",  "in scare quotes", "in capitals", "exclaimed",  "without an enemy"};

void explain_part(char text[EXPLAIN_BYTES], const tenor_reason *r) {
  const decimal weight = decimal_of(r->weight, 1);
  const bool counted = r->kind == TENOR_REASON_LEXICON;
  int used = snprintf(text, EXPLAIN_BYTES, "%s%s%s", r->name, counted ? " " : "",
                      counted ? weight.text : "");
  for (unsigned bit = 0; bit < TENOR_N_RULES; bit++) {
    if (!(r->rules >> bit & 1) || used < 0 || used >= EXPLAIN_BYTES) continue;
    used += snprintf(text + used, EXPLAIN_BYTES - (size_t)used, ", %s", rule_words[bit]);
  }
}
