/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as an article: statements are extracted, and what tenor_extract.h promises of them must hold.
 */
#include <string.h>

#include "fuzz.h"
#include "tenor_extract.h"

static tenor_lexicon *lexicon;
static tenor_extractor *extractor; /* keeps its memory from article to article */

static void finish(void) {
  tenor_extractor_free(&extractor);
  tenor_lexicon_free(&lexicon);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  const char *const lists[] = {TENOR_LISTS};
  tenor_lexicon *actors = fuzz_lexicon();
  FUZZ_CHECK(tenor_lexicon_read(&lexicon, actors, lists, 1, NULL, NULL, NULL) == TENOR_OK);
  tenor_lexicon_free(&actors);
  FUZZ_CHECK(tenor_extractor_new(&extractor, lexicon, NULL) == TENOR_OK);
  return atexit(finish);
}

static uint32_t count_characters(const char *text, uint32_t end) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < end; i++) n += ((unsigned char)text[i] & 0xC0) != 0x80;
  return n;
}

static void check_span(tenor_text article, tenor_span span) {
  FUZZ_CHECK(span.begin <= span.end && span.end <= article.size);
  FUZZ_CHECK(span.char_begin <= span.char_end);
  if (article.size > 4096) return; /* counting from the start is dear */
  FUZZ_CHECK(span.char_begin == count_characters(article.data, span.begin));
  FUZZ_CHECK(span.char_end == count_characters(article.data, span.end));
}

static void check_statement(tenor_text article, const tenor_statement *s) {
  check_span(article, s->text);
  check_span(article, s->speaker_text);
  check_span(article, s->cue);
  check_span(article, s->sentence);
  FUZZ_CHECK(s->text.begin < s->text.end && s->kind <= TENOR_STATEMENT_NONE);
  FUZZ_CHECK(s->sentence.begin < s->sentence.end);
  FUZZ_CHECK(s->speaker != NULL && s->via != NULL && s->target != NULL);
  if (s->kind == TENOR_STATEMENT_NONE) FUZZ_CHECK(*s->speaker == '\0');
}

/* What is found, in one number. */
static uint64_t read_article(tenor_extractor *with, tenor_text article, int all) {
  const tenor_statement *statements;
  size_t n;
  uint64_t sum = 0;
  tenor_extractor_set_all(with, all);
  FUZZ_CHECK(tenor_extract(with, article, &statements, &n, NULL) == TENOR_OK);
  for (size_t i = 0; i < n; i++) {
    const tenor_statement *s = &statements[i];
    check_statement(article, s);
    FUZZ_CHECK(i == 0 || statements[i - 1].text.begin <= s->text.begin);
    sum = sum * 31 + s->text.begin * UINT64_C(7) + s->text.end +
          strlen(s->speaker) * UINT64_C(1009) + strlen(s->target) * UINT64_C(97) +
          (uint64_t)s->kind;
  }
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const tenor_text article = {(const char *)data, size};
  tenor_extractor *fresh = NULL; /* one that has read nothing else must find the same */
  const uint64_t found = read_article(extractor, article, 0);
  (void)read_article(extractor, article, 1);
  FUZZ_CHECK(tenor_extractor_new(&fresh, lexicon, NULL) == TENOR_OK);
  FUZZ_CHECK(read_article(fresh, article, 0) == found);
  tenor_extractor_free(&fresh);
  return 0;
}
