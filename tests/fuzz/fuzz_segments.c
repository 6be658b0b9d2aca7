/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as an article: its sentences and quotations lie in the text, in order, and cross neither each other nor a paragraph.
 */
#include "fuzz.h"
#include "text/paragraph.h"
#include "text/quote.h"
#include "text/sentence.h"

static sentence_list sentences; /* keep their memory from text to text */
static quote_list quotes;

static void finish(void) {
  sentence_list_finish(&sentences);
  quote_list_finish(&quotes);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  sentence_list_init(&sentences);
  quote_list_init(&quotes);
  return atexit(finish);
}

static void check_sentences(size_t size) {
  size_t last = 0;
  for (size_t i = 0; i < sentences.n; i++) {
    const sentence *s = &sentences.sentences[i];
    FUZZ_CHECK(s->begin >= last && s->begin < s->end && s->end <= size);
    FUZZ_CHECK(i == 0 || s->paragraph >= s[-1].paragraph);
    last = s->end;
  }
}

static void check_quotes(size_t size) {
  for (size_t i = 0; i < quotes.n; i++) {
    const quote *q = &quotes.quotes[i];
    FUZZ_CHECK(q->begin >= q->open && q->begin <= q->end && q->end + q->close <= size);
    FUZZ_CHECK(q->open_ended == (q->close == 0) && q->kind < QUOTE_KINDS);
    FUZZ_CHECK(i == 0 || q->begin >= q[-1].begin);
    FUZZ_CHECK(i == 0 ? q->depth == 0 : q->depth <= q[-1].depth + 1);
    FUZZ_CHECK(i == 0 || q->depth <= q[-1].depth || q->end <= q[-1].end);
  }
}

/* Every sentence and every quotation lies in one paragraph. */
static void check_paragraphs(const char *text, size_t size) {
  paragraph_reader reader;
  paragraph next;
  size_t s = 0, q = 0;
  paragraph_reader_init(&reader, text, size);
  while (paragraph_next(&reader, &next)) {
    while (s < sentences.n && sentences.sentences[s].begin < next.end)
      FUZZ_CHECK(sentences.sentences[s++].end <= next.end);
    while (q < quotes.n && quotes.quotes[q].begin - quotes.quotes[q].open < next.end)
      FUZZ_CHECK(quotes.quotes[q++].end <= next.end);
  }
  FUZZ_CHECK(s == sentences.n && q == quotes.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *text = (const char *)data;
  FUZZ_CHECK(sentence_split(text, size, &sentences) == TENOR_OK);
  FUZZ_CHECK(quote_find(text, size, &quotes) == TENOR_OK);
  check_sentences(size);
  check_quotes(size);
  check_paragraphs(text, size);
  return 0;
}
