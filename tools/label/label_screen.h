/* SPDX-License-Identifier: Apache-2.0 */
/* What whoever labels sees: a screen that is drawn anew for each question on a terminal, else plain lines. */
#ifndef TENOR_LABEL_SCREEN_H
#define TENOR_LABEL_SCREEN_H

#include "label/label_queue.h"
#include "output/out.h"

typedef struct label_screen {
  out *stream;
  bool terminal, colour;
} label_screen;

/* One question. */
typedef struct label_view {
  const label_queue *queue;
  const scheme *scheme;
  const queue_item *item;
  size_t head;      /* that is asked for */
  size_t place;     /* of the statement, from 0 */
  size_t context;   /* statements of its document before and after it */
  const char *hint; /* what the model says; NULL: nothing is shown */
  const char *note; /* on the last key; NULL: none */
} label_view;

/* Errors: IO, MEMORY. */
tenor_status label_screen_open(label_screen *s, tenor_error *error);
tenor_status label_screen_close(label_screen *s, tenor_error *error);

/* Shows the terminal's other screen, or again the one that it had. Errors: IO. */
tenor_status label_screen_enter(label_screen *s, bool enter, tenor_error *error);

/* Errors: IO. */
tenor_status label_screen_ask(label_screen *s, const label_view *view, tenor_error *error);
/* The definitions of the head's labels. */
tenor_status label_screen_help(label_screen *s, const scheme_head *head, tenor_error *error);

#endif
