/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The quotations of an article: straight, curly, single, low, guillemets, ``so'', corner brackets; nested in each
 * other. Apostrophes, possessives and measures (6'2") are none. A quotation whose end is missing ends where the next
 * one of its level opens, or else with its paragraph: so does one that goes on in the next paragraph, which opens with
 * a mark again.
 */
#ifndef TENOR_TEXT_QUOTE_H
#define TENOR_TEXT_QUOTE_H

#include <stdbool.h>

#include "base/status.h"

typedef enum quote_kind {
  QUOTE_DOUBLE,    /* "so", “so”, „so“, ``so'' */
  QUOTE_SINGLE,    /* 'so', ‘so’ */
  QUOTE_GUILLEMET, /* «so», »so« */
  QUOTE_ANGLE,     /* ‹so› */
  QUOTE_CORNER,    /* 「so」, 『so』 */
  QUOTE_KINDS
} quote_kind;

typedef struct quote {
  size_t begin, end; /* bytes, the inside without marks; end >= begin */
  uint32_t depth;    /* 0: not inside another */
  uint8_t kind;      /* quote_kind */
  /* bytes of the mark before begin; 0: it goes on from the paragraph before without one */
  uint8_t open;
  uint8_t close;   /* bytes of the mark at end; 0: open_ended */
  bool open_ended; /* no closing mark was found */
} quote;

typedef struct quote_list {
  quote *quotes; /* [n] by begin; the outer before the inner */
  size_t n, capacity;
  size_t *open; /* [n_open] private: indexes of those that have no end yet, the outer first */
  size_t n_open, open_capacity;
} quote_list;

void quote_list_init(quote_list *list);
void quote_list_finish(quote_list *list);

/* Fills `list` from the text; keeps its memory. Takes linear time. Errors: MEMORY. */
tenor_status quote_find(const char *text, size_t size, quote_list *list);

#endif
