/* SPDX-License-Identifier: Apache-2.0 */
/* What was written into memory, to look at. */
#ifndef TENOR_TEST_PAGE_TEXT_H
#define TENOR_TEST_PAGE_TEXT_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "output/out.h"

static inline out *text_open(void) {
  tenor_error error;
  out *stream;
  cr_assert_eq(out_open_memory(&stream, &error), TENOR_OK);
  return stream;
}

/* Terminated; the caller frees it. Closes the stream. */
static inline char *text_close(out *stream) {
  size_t size;
  tenor_error error;
  const char *data = out_memory(stream, &size);
  cr_assert_eq(out_status(stream, &error), TENOR_OK);
  char *text = calloc(size + 1, 1);
  cr_assert_not_null(text);
  memcpy(text, data, size);
  out_discard(&stream);
  return text;
}

static inline size_t text_count(const char *text, const char *what) {
  size_t n = 0;
  for (; (text = strstr(text, what)) != NULL; text += strlen(what)) n++;
  return n;
}

#endif
