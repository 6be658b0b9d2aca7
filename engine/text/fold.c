/* SPDX-License-Identifier: Apache-2.0 */
#include "text/fold.h"

#include <string.h>
#include <utf8proc.h>

#include "base/bytes.h"
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

/* ---- plain words ------------------------------------------------------------------------------------- */

/* Eight bytes at once: which are ASCII letters (0x80 in each such byte), and the bytes in lower case. */
static uint64_t letters_of(uint64_t bytes, uint64_t *lower) {
  const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
  *lower = bytes | ones << 5;
  const uint64_t low7 = *lower & ~highs;
  return (low7 + ones * (0x80 - 'a')) & ~(low7 + ones * (0x7F - 'z')) & ~bytes & highs;
}

static bool is_elongated(const char *form, size_t size) {
  for (size_t i = 2; i < size; i++)
    if (form[i] == form[i - 1] && form[i] == form[i - 2]) return true;
  return false;
}

size_t fold_plain(const char *data, size_t rest, char form[FOLD_MAX], fold_letters *letter_case) {
  const uint64_t highs = UINT64_C(0x8080808080808080);
  size_t n = 0;
  uint64_t small = 0, twins = 0; /* letters in lower case; letters equal to the one before them */
  for (uint64_t others = 0; others == 0; n += 8) {
    uint64_t bytes = 0, lower;
    if (n + 8 > FOLD_MAX) return 0;
    memcpy(&bytes, data + n, rest - n < 8 ? rest - n : 8);
    const uint64_t letters = letters_of(bytes, &lower);
    memcpy(form + n, &lower, 8);
    others = ~letters & highs;
    /* what stands from the first other byte on does not count */
    const uint64_t counted = others ? (others & (0 - others)) - 1 : UINT64_MAX;
    small |= (bytes << 2) & letters & counted & highs;
    const uint64_t change = lower ^ (lower << 8);
    twins |= (change - highs / 128) & ~change & counted & highs;
    if (others) {
      n += bytes_lowest(others);
      break;
    }
  }
  const unsigned char first = (unsigned char)data[0],
                      next = n < rest ? (unsigned char)data[n] : ' ';
  const bool goes_on = next >= 0x80 || next == '\'' || next == '`' || (next >= '0' && next <= '9');
  if (goes_on) return 0;
  letter_case->first_capital = first >= 'A' && first <= 'Z';
  letter_case->all_capitals = n >= 2 && small == 0;
  letter_case->elongated = twins && is_elongated(form, n);
  return n;
}
