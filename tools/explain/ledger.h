/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reasons put together for a reader. The engine names each cause by itself: a word counts as a
 * lexicon entry, as a stem, as half of a pair, through its vector. A reader asks what "dearly" did:
 * reasons that stand at the same place become one line, which lists them as parts. Reasons about
 * the text as a whole stay one each.
 */
#ifndef TENOR_LEDGER_H
#define TENOR_LEDGER_H

#include <stdbool.h>

#include "tenor.h"

typedef struct ledger_line {
  uint32_t begin, end; /* bytes of the text; equal: the text as a whole */
  double contribution;
  size_t first, n; /* its parts: ledger.parts[first .. first + n), largest first */
} ledger_line;

typedef struct ledger {
  const tenor_reason **parts; /* [n_parts] borrowed from the reasons */
  size_t n_parts, parts_capacity;
  ledger_line *lines; /* [n_lines] largest first; without the bias */
  size_t n_lines, lines_capacity;
  double bias;
} ledger;

/* A ledger of zeros is empty. */
void ledger_finish(ledger *l);

/* Errors: MEMORY. */
tenor_status ledger_fill(ledger *l, const tenor_reason *reasons, size_t n, tenor_error *error);

/* The sum of the lines from `first` on. */
double ledger_rest(const ledger *l, size_t first);
/* The largest |value| of the first `n` lines and of the sum of the rest: the length of the longest
 * bar. */
double ledger_largest(const ledger *l, size_t n);

#endif
