/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that are hard to cut: marks, stops, breaks and broken bytes, thrown together. */
#ifndef TENOR_TEST_RANDOM_TEXT_H
#define TENOR_TEST_RANDOM_TEXT_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

/* Up to 24 pieces in memory of their exact size, so that a sanitizer sees what reads past it; the caller frees it. */
static inline char *random_text(tenor_rng *rng, size_t *size) {
  static const char *const pieces[] = {"we",
                                       "We",
                                       "U.S.",
                                       "Mr.",
                                       "J.",
                                       "p.m.",
                                       "e.g.",
                                       "3",
                                       "1.",
                                       " ",
                                       " ",
                                       "\n",
                                       "\n\n",
                                       "\r\n",
                                       "\t",
                                       ".",
                                       "...",
                                       "…",
                                       "!",
                                       "?",
                                       "。",
                                       ",",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       "[1]",
                                       "\"",
                                       "\"",
                                       "'",
                                       "'",
                                       "“",
                                       "”",
                                       "‘",
                                       "’",
                                       "„",
                                       "«",
                                       "»",
                                       "``",
                                       "''",
                                       "「",
                                       "」",
                                       "- ",
                                       "•",
                                       "—",
                                       "s’",
                                       "é",
                                       "東",
                                       "\xFF",
                                       "\xE2",
                                       "\xE2\x80",
                                       "\xC2\xA0",
                                       "\xEF\xBB\xBF",
                                       "\xF0\x9F"};
  enum { N_PIECES = sizeof pieces / sizeof *pieces };
  char joined[256];
  *size = 0;
  for (size_t n = rng_below(rng, 24); n > 0; n--) {
    const char *piece = pieces[rng_below(rng, N_PIECES)];
    memcpy(joined + *size, piece, strlen(piece));
    *size += strlen(piece);
  }
  char *text = malloc(*size ? *size : 1);
  cr_assert_not_null(text);
  memcpy(text, joined, *size);
  return text;
}

#endif
