/* SPDX-License-Identifier: Apache-2.0 */
/* Stops: the runs of full stops, question and exclamation marks with the closing marks behind them, and whether one
 * ends a sentence. It is decided by the word before and the word after alone, each looked at a few letters deep. */
#ifndef TENOR_TEXT_STOP_H
#define TENOR_TEXT_STOP_H

#include <stdbool.h>
#include <stddef.h>

typedef enum stop_kind {
  STOP_FULL,
  STOP_STRONG,   /* with ! or ? */
  STOP_ELLIPSIS, /* two or three dots, spaced or not, or one sign; a fourth makes it a full one */
  STOP_WIDE      /* 。！？: no blank follows them */
} stop_kind;

typedef struct stop {
  stop_kind kind;
  size_t begin; /* of the marks, bytes */
  size_t end;   /* behind quotation marks and brackets that close after them */
  bool quoted;  /* a quotation mark is among those */
} stop;

/* The sentence in which stops are judged. */
typedef struct stop_place {
  const char *text; /* borrowed */
  size_t begin;     /* of the sentence, bytes */
  size_t limit;     /* end of the paragraph */
} stop_place;

/* Reads the stop at text[at]; false: there is none. */
bool stop_read(const stop_place *place, size_t at, stop *result);
bool stop_ends_sentence(const stop_place *place, const stop *s);

#endif
