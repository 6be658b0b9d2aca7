/* SPDX-License-Identifier: Apache-2.0 */
/* Memory of extraction: wherever a request fails the call says so and nothing leaks; once warm it asks for none. */
#include "counted_memory.h"
#include "extract_fixture.h"
#include "tenor_extract.h"

static const char *const extract_article =
    "Anna Bell, a doctor, said the \"road\" was closed. \"We wait,\" she said. \"We go.\"\n\n"
    "Kim Jong Un and Paul Keld accused Russia of lying, state media said. Kim told Moscow to go.";

static tenor_status extract_once(const tenor_lexicon *lexicon, tenor_error *error) {
  tenor_extractor *extractor = NULL;
  const tenor_statement *statements;
  size_t n;
  tenor_status status = tenor_extractor_new(&extractor, lexicon, error);
  if (status >= 0)
    status = tenor_extract(extractor, tenor_text_of(extract_article), &statements, &n, error);
  tenor_extractor_free(&extractor);
  return status;
}

Test(extract_memory, each_failing_request_of_extraction_is_reported_and_leaks_nothing) {
  tenor_lexicon *lexicon = extract_lexicon();
  memory_start(0, 0);
  cr_assert_eq(extract_once(lexicon, NULL), TENOR_OK);
  const size_t n = memory_requests();
  cr_assert_gt(n, 20u);
  for (size_t at = 1; at <= n; at++) {
    tenor_error error = {0};
    memory_start(at, 0);
    const tenor_status status = extract_once(lexicon, &error);
    const long left = memory_live();
    memory_start(0, 0);
    cr_expect_eq(status, TENOR_ERR_MEMORY, "request %zu of %zu", at, n);
    cr_expect_eq(error.status, TENOR_ERR_MEMORY, "request %zu of %zu", at, n);
    cr_expect_eq(left, 0, "request %zu of %zu: %ld blocks are left", at, n, left);
  }
  tenor_lexicon_free(&lexicon);
}

/* An extractor that ran out of memory once reads on, and once warm it asks for none. */
Test(extract_memory, an_extractor_lives_on_after_running_out) {
  tenor_lexicon *lexicon = extract_lexicon();
  tenor_extractor *extractor = NULL;
  const tenor_statement *statements;
  size_t n;
  const tenor_text article = tenor_text_of(extract_article);
  cr_assert_eq(tenor_extractor_new(&extractor, lexicon, NULL), TENOR_OK);
  for (size_t at = 1; at < 1000; at++) {
    memory_start(at, 0);
    const tenor_status status = tenor_extract(extractor, article, &statements, &n, NULL);
    memory_start(0, 0);
    if (status == TENOR_OK) break;
    cr_assert_eq(status, TENOR_ERR_MEMORY);
  }
  cr_assert_eq(tenor_extract(extractor, article, &statements, &n, NULL), TENOR_OK);
  cr_expect_eq(n, 5u, "%zu statements", n);
  memory_start(0, 0);
  cr_assert_eq(tenor_extract(extractor, article, &statements, &n, NULL), TENOR_OK);
  cr_expect_eq(memory_requests(), 0, "%zu requests", memory_requests());
  tenor_extractor_free(&extractor);
  tenor_lexicon_free(&lexicon);
}
