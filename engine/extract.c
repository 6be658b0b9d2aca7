/* SPDX-License-Identifier: Apache-2.0 */
/* The public face of extraction: rows of attribution with places in bytes and code points. */
#include <stdlib.h>

#include "base/grow.h"
#include "extract/attribution.h"
#include "tenor_extract.h"

enum { STRIDE = 64 }; /* bytes from one counted place to the next */

struct tenor_extractor {
  attribution found;
  tenor_statement *statements; /* [found.n] */
  size_t capacity;
  uint32_t *counts; /* [size / STRIDE + 1] code points before each STRIDE bytes */
  size_t counts_capacity;
  bool all;
};

tenor_status tenor_extractor_new(tenor_extractor **extractor, const tenor_lexicon *lexicon,
                                 tenor_error *error) {
  *extractor = NULL;
  if (!lexicon) return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "there is no lexicon");
  tenor_extractor *own = calloc(1, sizeof *own);
  if (!own) return tenor_error_memory(error);
  const tenor_status status = attribution_init(&own->found, lexicon);
  if (status >= 0) {
    *extractor = own;
    return TENOR_OK;
  }
  tenor_extractor_free(&own);
  if (status == TENOR_ERR_MEMORY) return tenor_error_memory(error);
  return tenor_error_set(error, status, NULL, 0, 0,
                         "the lexicon has no verbs of saying; read lexicons/en/attribution too");
}

void tenor_extractor_free(tenor_extractor **extractor) {
  if (!extractor || !*extractor) return;
  attribution_finish(&(*extractor)->found);
  free((*extractor)->statements);
  free((*extractor)->counts);
  free(*extractor);
  *extractor = NULL;
}

void tenor_extractor_set_all(tenor_extractor *extractor, int all) {
  extractor->all = all != 0;
}

static bool begins_code_point(char byte) {
  return ((unsigned char)byte & 0xC0) != 0x80;
}

static tenor_status count(tenor_extractor *own, tenor_text article) {
  uint32_t n = 0;
  TRY(tenor_grow(&own->counts, &own->counts_capacity, article.size / STRIDE + 1,
                 sizeof *own->counts));
  for (size_t i = 0; i <= article.size; i++) {
    if (i % STRIDE == 0) own->counts[i / STRIDE] = n;
    if (i < article.size) n += begins_code_point(article.data[i]);
  }
  return TENOR_OK;
}

static uint32_t characters_before(const tenor_extractor *own, const char *text, uint32_t byte) {
  uint32_t n = own->counts[byte / STRIDE];
  for (uint32_t i = byte / STRIDE * STRIDE; i < byte; i++) n += begins_code_point(text[i]);
  return n;
}

static tenor_span span_of(const tenor_extractor *own, const char *text, uint32_t begin,
                          uint32_t end) {
  return (tenor_span){begin, end, characters_before(own, text, begin),
                      characters_before(own, text, end)};
}

tenor_status tenor_extract(tenor_extractor *own, tenor_text article,
                           const tenor_statement **statements, size_t *n, tenor_error *error) {
  *statements = NULL;
  *n = 0;
  if (!own || (!article.data && article.size > 0))
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "there is no article");
  if (article.size >= UINT32_MAX)
    return tenor_error_set(error, TENOR_ERR_LIMIT, NULL, 0, 0, "the article is over 4 GiB");
  if (article.size == 0) return TENOR_OK;
  const attribution *found = &own->found;
  tenor_status status = attribution_read(&own->found, article, own->all);
  if (status >= 0) status = count(own, article);
  if (status >= 0)
    status = tenor_grow(&own->statements, &own->capacity, found->n + 1, sizeof *own->statements);
  if (status == TENOR_ERR_MEMORY) return tenor_error_memory(error);
  if (status < 0) return tenor_error_set(error, status, NULL, 0, 0, "the article is too large");
  for (size_t i = 0; i < found->n; i++) {
    const attributed *row = &found->rows[i];
    const sentence *first = &found->article.splits.sentences[row->first_sentence];
    const sentence *last = &found->article.splits.sentences[row->last_sentence];
    own->statements[i] = (tenor_statement){
        .text = span_of(own, article.data, row->begin, row->end),
        .speaker_text = span_of(own, article.data, row->speaker_begin, row->speaker_end),
        .cue = span_of(own, article.data, row->cue_begin, row->cue_end),
        .sentence = span_of(own, article.data, (uint32_t)first->begin, (uint32_t)last->end),
        .kind = row->kind,
        .speaker = roster_string(&found->people, row->speaker),
        .via = roster_string(&found->people, row->via),
        .target = roster_string(&found->people, row->target)};
  }
  *statements = own->statements;
  *n = found->n;
  return TENOR_OK;
}
