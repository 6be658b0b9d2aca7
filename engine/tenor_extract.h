/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenor_extract: who says what in a news article.
 *
 *     const char *folders[] = {"lexicons/en", "lexicons/en/attribution"};
 *     tenor_lexicon *lexicon = NULL;
 *     tenor_extractor *extractor = NULL;
 *     tenor_lexicon_read(&lexicon, NULL, folders, 2, NULL, NULL, &error);
 *     tenor_extractor_new(&extractor, lexicon, &error);
 *     const tenor_statement *statements;
 *     size_t n;
 *     tenor_extract(extractor, tenor_text_of(article), &statements, &n, &error);
 *
 * A statement is a stretch of the article, so that anyone can check it: its text is article[begin .. end), never
 * a rewording. Precision comes first: what cannot be laid at a speaker's door is not a statement.
 */
#ifndef TENOR_EXTRACT_H
#define TENOR_EXTRACT_H

#include "tenor.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tenor_statement_kind {
  TENOR_STATEMENT_DIRECT = 0,   /* all of it in quotation marks */
  TENOR_STATEMENT_MIXED = 1,    /* reported, with words in quotation marks */
  TENOR_STATEMENT_INDIRECT = 2, /* reported */
  TENOR_STATEMENT_NONE = 3      /* nobody's: the article's own words; only with option `all` */
} tenor_statement_kind;

/* A stretch of the article; begin == end: none. */
typedef struct tenor_span {
  uint32_t begin, end;           /* bytes */
  uint32_t char_begin, char_end; /* code points */
} tenor_span;

/* Strings are "" where unknown, owned by the extractor, valid until its next call. */
typedef struct tenor_statement {
  tenor_span text;         /* what is said; a direct one without its quotation marks */
  tenor_span speaker_text; /* who says it, as written: "he", "the ministry", "Kim" */
  tenor_span cue;          /* "said", "according to" */
  tenor_span sentence;     /* from the first sentence that it touches to the last */
  tenor_statement_kind kind;
  const char *speaker; /* canonical: "Kim Jong Un", "USA", "analysts" */
  const char *via;     /* who passes it on: "Korean Central News Agency"; at times "state media" */
  const char *target;  /* the actors it is about, without the speaker: "USA; KOR" */
} tenor_statement;

/* Extracts from one article after another; for one thread; keeps its memory from one to the next. */
typedef struct tenor_extractor tenor_extractor;

/* `lexicon` is borrowed and must outlive the extractor. It holds the categories of lexicons/en/attribution, and should
 * hold those of role actor (lexicons/en/actors.tsv, or a model's lexicon as the base). Errors: ARG when it has no cues,
 * MEMORY. */
TENOR_API tenor_status tenor_extractor_new(tenor_extractor **extractor,
                                           const tenor_lexicon *lexicon, tenor_error *error);
TENOR_API void tenor_extractor_free(tenor_extractor **extractor);

/* Whether sentences that nobody is known to have said come out too, of kind NONE; at first they do not. */
TENOR_API void tenor_extractor_set_all(tenor_extractor *extractor, int all);

/* Finds the statements of an article, UTF-8, in the order of its text. *statements [*n] is borrowed, valid until the
 * next call. Linear in the article's size. Errors: ARG, MEMORY, LIMIT (4 GiB). */
TENOR_API tenor_status tenor_extract(tenor_extractor *extractor, tenor_text article,
                                     const tenor_statement **statements, size_t *n,
                                     tenor_error *error);

#ifdef __cplusplus
}
#endif
#endif
