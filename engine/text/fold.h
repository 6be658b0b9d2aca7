/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The folded form of a word: NFC, case-folded, every apostrophe the straight one. Folding works on one word at
 * a time, never on the text, so that the offsets of tokens into the source stay exact.
 */
#ifndef TENOR_TEXT_FOLD_H
#define TENOR_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FOLD_MAX = 256 }; /* bytes of a form; what is longer is no word and is cut */

/* Whether the code point is an apostrophe within a word: ' ’ ʼ ‘ ` ´ and the full-width one. */
static inline int fold_is_apostrophe(uint32_t code) {
  return code == 0x27 || code == 0x2019 || code == 0x2BC || code == 0x2018 || code == 0x60 ||
         code == 0xB4 || code == 0xFF07 || code == 0x2032;
}

/* Writes the folded form of the valid UTF-8 word[0 .. size) and returns its size, at most FOLD_MAX. */
size_t fold_word(const char *word, size_t size, char form[FOLD_MAX]);

/* What the folding of a plain word saw. */
typedef struct fold_letters {
  bool first_capital;
  bool all_capitals; /* two letters or more */
  bool elongated;    /* a letter three times in a row */
} fold_letters;

/* Most words are ASCII letters with a blank or a plain mark after them: one pass, eight bytes at a time, measures and
 * folds the word at data[0 .. rest), which begins with a letter. Returns its size, or 0 when it is not so plain. */
size_t fold_plain(const char *data, size_t rest, char form[FOLD_MAX], fold_letters *letter_case);

#endif
