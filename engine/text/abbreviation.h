/* SPDX-License-Identifier: Apache-2.0 */
/* Words that are written with a full stop which ends no sentence: "Mr.", "Gen.", "Feb." */
#ifndef TENOR_TEXT_ABBREVIATION_H
#define TENOR_TEXT_ABBREVIATION_H

#include <stdbool.h>
#include <stddef.h>

typedef enum abbreviation_kind {
  ABBREVIATION_NONE,
  ABBREVIATION_TITLE,  /* something follows: "Mr. Kim", "vs. Kim" */
  ABBREVIATION_DATE,   /* a number follows, or the sentence ends: "Feb. 8" */
  ABBREVIATION_NUMBER, /* the same, but also a word: "no. 5", "art. 3" */
  ABBREVIATION_TAIL,   /* stands at the end of a sentence, too: "Ltd.", "etc." */
  ABBREVIATION_NAME    /* the same, but only with a capital: "Mass.", "Co.", "Mon." */
} abbreviation_kind;

/* Of the folded form of a word, without its stop. */
abbreviation_kind abbreviation_find(const char *form, size_t size);

/* Whether the form is hardly a word of its own. */
bool abbreviation_is(const char *form, size_t size);

#endif
