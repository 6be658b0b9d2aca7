/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of each statement: heads, their labels, and the key that gives each label. */
#ifndef TENOR_SCHEME_H
#define TENOR_SCHEME_H

#include "tenor.h"

#include <stdbool.h>

enum { SCHEME_MAX_LABELS = 30, SCHEME_NAME_BYTES = 48 };

typedef struct scheme_label {
  char name[SCHEME_NAME_BYTES]; /* as it is written: "3" */
  char key;
  const char *title;   /* beside the key: "strong"; NULL: the name says it */
  const char *meaning; /* the codebook's definition; NULL: none */
} scheme_label;

typedef struct scheme_head {
  char name[SCHEME_NAME_BYTES];
  scheme_label labels[SCHEME_MAX_LABELS]; /* [n] */
  size_t n;
  const char *question; /* the codebook's, in a line; NULL: none */
} scheme_head;

typedef struct scheme {
  scheme_head heads[TENOR_MAX_HEADS]; /* [n] */
  size_t n;
} scheme;

/* Adds a head: "hostility", "tone" or "valence" as docs/codebook.md has them, or an own one, "populist=no,yes".
 * Errors: ARG. */
tenor_status scheme_add(scheme *s, const char *spec, tenor_error *error);

/* The label of that key (either case), SIZE_MAX: none. */
size_t scheme_key(const scheme_head *head, char key);

/* The label of that name, SIZE_MAX: none. */
size_t scheme_label_named(const scheme_head *head, const char *name, size_t size);

#endif
