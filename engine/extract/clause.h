/* SPDX-License-Identifier: Apache-2.0 */
/* Where a reported clause begins and ends. */
#ifndef TENOR_EXTRACT_CLAUSE_H
#define TENOR_EXTRACT_CLAUSE_H

#include "extract/mention.h"

/* The first lexeme of the sentence after a dateline ("SEOUL:", "PARIS (Reuters) -"), or its first. */
uint32_t clause_start(const reading *r, extent bounds);

/* Where what begins at `from` ends, in a sentence that ends before `end`: before another report ("..., officials said",
 * "..., adding that", "and described"), before the reporter's remark ("..., apparently"), else at `end`. `verb` is the
 * verb that reports it. */
uint32_t clause_end(const reading *r, uint32_t from, uint32_t end, uint32_t verb);

/* Where the noun phrase at `from` ends, in a clause that ends before `end`: before what a comma adds to it ("...,
 * which", "..., but"), or another verb of its subject ("but did not"). */
uint32_t clause_phrase_end(const reading *r, uint32_t from, uint32_t end);

/* Whether a verb stands in it that could make it a clause: something is said to be or to happen. */
bool clause_has_verb(const reading *r, uint32_t begin, uint32_t end);

/* Skips times, places and adverbs that stand between a verb and what is said: "said Friday in an interview". */
uint32_t clause_skip(const reading *r, uint32_t i, uint32_t end);

/* Whether a noun phrase could begin with lexeme `i`. */
bool clause_begins_noun(const reading *r, uint32_t i);

#endif
