/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file of readable cases, in the spirit of cmark's spec.txt: what the program shall do, in words
 * and by example.
 *
 *     # Negation ends at the clause (Taboada et al. 2011)
 *     valence   "I am not happy." < "I am happy."
 *     match     "so-called democracy" scare_quote !insult
 *     hostility "We will destroy them." >
 *       "We regret their decision." > 0
 *
 * A line with '#' is prose: it states the rule and its source. Any other line is a case; an
 * indented line goes on with the case above.
 *
 * Quantities that are compared, in chains of `<`, `>` and `=` as long as one likes:
 *     valence, hostility    sum of the effective weights of all categories of that role
 *     sum NAME              the same for a role or a category
 *     rate NAME             that sum a word
 *     score HEAD            the value of a model's head
 * Quantities that are listed:
 *     match      categories that have a match (`!name`: that have none)
 *     rules      rules that changed a counted word's weight (`!name`: that changed none)
 *     label HEAD the likeliest label of a model's head is one of these
 *     tokens     the forms of all tokens, in order
 *     actors     the canonical names of all actors, in order
 *     sentences  the sentences, in order
 *     quotes     the insides of all quotations, in order; one within another after it
 *     folds      statements of the same speaker that repeat the first
 *     apart      statements of the same speaker that do not repeat the first
 *
 * Texts and words that hold blanks stand in straight quotation marks; \" \\ and \n mean what they
 * mean in C. `todo` before a case says that it is known to fail.
 */
#ifndef TENOR_TEST_SPEC_FILE_H
#define TENOR_TEST_SPEC_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum spec_quantity {
  SPEC_SUM,
  SPEC_RATE,
  SPEC_SCORE,
  SPEC_MATCH,
  SPEC_RULES,
  SPEC_LABEL,
  SPEC_TOKENS,
  SPEC_ACTORS,
  SPEC_SENTENCES,
  SPEC_QUOTES,
  SPEC_FOLDS,
  SPEC_APART
} spec_quantity;

enum { SPEC_MAX_OPERANDS = 8, SPEC_MAX_WORDS = 64 };

typedef struct spec_operand {
  const char *text; /* NULL: a number */
  double number;
} spec_operand;

typedef struct spec_case {
  spec_quantity quantity;
  const char *name; /* of the category, role or head; NULL: the quantity has none */
  bool todo;
  spec_operand operands[SPEC_MAX_OPERANDS]; /* [n_operands] */
  char relations[SPEC_MAX_OPERANDS];        /* [n_operands - 1] '<', '>' or '=' */
  size_t n_operands;
  const char *words[SPEC_MAX_WORDS]; /* [n_words] what a listed quantity shall be */
  size_t n_words;
  uint64_t line; /* where it begins */
} spec_case;

/* The content of a spec file. Cases are cut out of it where it lies. */
typedef struct spec_file {
  char *at; /* borrowed, terminated; what is still to be read */
  uint64_t line;
  const char *fault; /* a static string: what is wrong with the last case; NULL: nothing */
} spec_file;

/* `content` must be terminated; it is overwritten and must outlive the cases. */
void spec_file_init(spec_file *file, char *content);

/* The next case; false when there is none left or it is malformed: then file->fault says why. All
 * pointers in
 * *result are borrowed from the content. */
bool spec_file_next(spec_file *file, spec_case *result);

#endif
