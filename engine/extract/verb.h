/* SPDX-License-Identifier: Apache-2.0 */
/* A verb of saying with its auxiliaries: whether it asserts that something was said. */
#ifndef TENOR_EXTRACT_VERB_H
#define TENOR_EXTRACT_VERB_H

#include "extract/reading.h"

typedef struct verb_group {
  uint32_t begin; /* its first lexeme: "has | repeatedly | said" */
  uint32_t verb;
  bool passive; /* "was accused", "is said" */
  bool bare;    /* a gerund without "is": "saying that", which borrows its subject */
  bool plural;  /* a form that goes with several: "say" */
} verb_group;

/* Reads the group that ends in the verb at lexeme `i`, not going before `floor`. False: it asserts nothing ("to say",
 * "could say", "did not say"), or is no verb here. */
bool verb_read(const reading *r, uint32_t i, uint32_t floor, verb_group *group);

#endif
