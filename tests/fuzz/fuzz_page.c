/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as a web page: what is read of it is UTF-8, no longer than the page allows, and without blanks around. */
#include "article/article_html.h"
#include "fuzz.h"
#include "input/wellformed.h"

static batch memory; /* kept from page to page */

static void finish(void) {
  batch_finish(&memory);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  batch_init(&memory);
  return atexit(finish);
}

static void check_cell(cell c) {
  FUZZ_CHECK(c.size == 0 || wellformed_prefix(c.data, c.size) == c.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  html_article page;
  const char *text = (const char *)data;
  if (wellformed_prefix(text, size) < size) return 0; /* such pages are not read at all */
  batch_reset(&memory, 0);
  const tenor_status status = article_html_read(text, size, &memory, &page);
  FUZZ_CHECK(status == TENOR_OK || status == TENOR_ERR_FORMAT);
  check_cell(page.title);
  check_cell(page.date);
  check_cell(page.source);
  check_cell(page.text);
  FUZZ_CHECK(page.text.size <= 2 * size + 16);
  FUZZ_CHECK(page.text.size == 0 || (*page.text.data != ' ' && *page.text.data != '\n'));
  return 0;
}
