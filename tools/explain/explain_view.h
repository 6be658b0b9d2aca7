/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The three ways in which `tenor explain` shows why: text for a terminal or a pipe, JSON Lines for
 * programs, and a page.
 *
 * A view is told of a statement, then of each head, then that the statement is over. All pointers
 * are borrowed during the call. Failures of writing stay in the stream (output/out.h), so most
 * calls return nothing.
 */
#ifndef TENOR_EXPLAIN_VIEW_H
#define TENOR_EXPLAIN_VIEW_H

#include "explain/ledger.h"
#include "explain/shading.h"
#include "output/out.h"

typedef struct statement {
  const char *file; /* where it came from; NULL: the command line */
  uint64_t line;
  tenor_text text;
} statement;

/* One head's account of one statement. */
typedef struct account {
  const tenor_head *head;
  const tenor_head_score *score;
  const double *p;             /* [head->n_labels] probabilities; NULL for a regression */
  uint32_t label;              /* class: the label that is explained */
  double decision;             /* what the reasons add up to */
  const tenor_reason *reasons; /* [n_reasons] largest first */
  size_t n_reasons;
} account;

typedef struct view view;
typedef struct view_kind {
  void (*begin)(view *v);
  void (*statement)(view *v, const statement *s);
  tenor_status (*head)(view *v, const statement *s, const account *a, tenor_error *error);
  void (*statement_end)(view *v, const statement *s);
  /* A row that cannot be scored. */
  tenor_status (*problem)(view *v, const statement *s, const char *why, tenor_error *error);
  void (*end)(view *v);
} view_kind;

struct view {
  const view_kind *kind;
  out *stream;
  size_t top;        /* lines of a table */
  bool colour;       /* text: the terminal shows colours */
  const char *about; /* the page's footer: model, version */
  ledger ledger;
  shading shading;
};

extern const view_kind view_text, view_jsonl, view_html;

/* ---- what text and page say alike (explain_words.c)
 * ---------------------------------------------------- */

enum { EXPLAIN_BYTES = 512 };

/* "hostility 0.61", "tone: threatening" */
void explain_title(char text[EXPLAIN_BYTES], const account *a);
/* "90 % between 0.35 and 0.92; likeliest level 3; probability of level 2 or more 0.83" */
void explain_detail(char text[EXPLAIN_BYTES], const account *a);
/* What the contributions add to: "log-odds of threatening". */
void explain_scale(char text[EXPLAIN_BYTES], const account *a);
/* "threat 3.0, negated" */
void explain_part(char text[EXPLAIN_BYTES], const tenor_reason *r);
/* "+0.84", with a true minus sign's place taken by "-" */
void explain_signed(char text[EXPLAIN_BYTES], double value);

#endif
