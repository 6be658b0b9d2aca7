/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How much each word of a text did. The ledger's places overlap (a word, the pair that it is half
 * of, the phrase around it), but a word can have one colour only. So the text is cut wherever a
 * place begins or ends, and each place hands its contribution out in equal shares to the pieces
 * inside it that hold more than blanks: the shades add up to what the places add up to.
 */
#ifndef TENOR_SHADING_H
#define TENOR_SHADING_H

#include "explain/ledger.h"

typedef struct shade {
  uint32_t begin, end; /* bytes of the text; the shades cover it from the first to the last */
  bool blank;
  double value;
} shade;

typedef struct shading {
  shade *shades; /* [n] */
  size_t n, capacity;
  double largest; /* of the |value|s; 0: nothing to shade */
} shading;

/* A shading of zeros is empty. */
void shading_finish(shading *s);

/* Errors: MEMORY. */
tenor_status shading_fill(shading *s, tenor_text text, const ledger *l, tenor_error *error);

/* -n .. n: the strength of a shade in steps of the largest, its sign that of the value; 0: too weak
 * to show. */
int shading_step(const shading *s, const shade *one, int n);

#endif
