/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Puts together who says what: reports are read sentence by sentence, their sources resolved in the order of the text,
 * what passes another's words on becomes `via`, and a quotation that goes on after "S said." is S's too.
 */
#ifndef TENOR_EXTRACT_ATTRIBUTION_H
#define TENOR_EXTRACT_ATTRIBUTION_H

#include "extract/reports.h"
#include "extract/target.h"
#include "tenor_extract.h"

/* One statement; places are bytes. Strings are ids in roster.strings or INTERN_NONE. */
typedef struct attributed {
  uint32_t begin, end;
  uint32_t speaker_begin, speaker_end, cue_begin, cue_end;
  uint32_t first_sentence, last_sentence;
  uint32_t speaker, via, target;
  tenor_statement_kind kind;
} attributed;

typedef struct attribution {
  lingo words;
  reading article;
  report_list reports;
  roster people;
  attributed *rows; /* [n] in order of the text */
  size_t n, capacity;
  uint8_t *taken; /* [article.n_quotations] whether a statement has it */
  size_t taken_capacity;
} attribution;

/* `lexicon` is borrowed. Errors: ARG when it has no cues, MEMORY. */
tenor_status attribution_init(attribution *a, const tenor_lexicon *lexicon);
void attribution_finish(attribution *a);

/* Fills a->rows from the article, with its other sentences as rows of kind NONE if `all`. Errors: MEMORY, LIMIT. */
tenor_status attribution_read(attribution *a, tenor_text article, bool all);

#endif
