/* SPDX-License-Identifier: Apache-2.0 */
#include "text/fold.h"

#include <string.h>
#include <utf8proc.h>

#include "text/utf8.h"

/* The longest prefix of at most `limit` bytes that ends between code points. */
static size_t cut(const char *word, size_t size, size_t limit) {
  if (size <= limit) return size;
  while (limit > 0 && ((unsigned char)word[limit] & 0xC0) == 0x80) limit--;
  return limit;
}

static size_t fold_unicode(const char *word, size_t size, char form[FOLD_MAX]) {
  enum {
    MAX_CODES = FOLD_MAX * 4
  }; /* a code point of one byte decomposes and folds to a few at most */
  const utf8proc_option_t options =
      (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  utf8proc_int32_t codes[MAX_CODES + 1];
  const utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)word,
                                                (utf8proc_ssize_t)size, codes, MAX_CODES, options);
  if (n < 0 || n > MAX_CODES) return 0;
  for (utf8proc_ssize_t i = 0; i < n; i++)
    if (fold_is_apostrophe((uint32_t)codes[i])) codes[i] = '\'';
  const utf8proc_ssize_t bytes = utf8proc_reencode(codes, n, options);
  if (bytes < 0) return 0;
  const size_t kept = cut((const char *)codes, (size_t)bytes, FOLD_MAX);
  memcpy(form, codes, kept);
  return kept;
}

size_t fold_word(const char *word, size_t size, char form[FOLD_MAX]) {
  size = cut(word, size, FOLD_MAX);
  for (size_t i = 0; i < size; i++) {
    const unsigned char c = (unsigned char)word[i];
    if (c >= 0x80) return fold_unicode(word, size, form);
    form[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c == '`' ? '\'' : c);
  }
  return size;
}
