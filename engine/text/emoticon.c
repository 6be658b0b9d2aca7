/* SPDX-License-Identifier: Apache-2.0 */
#include "text/emoticon.h"

#include <stdbool.h>
#include <string.h>

static bool one_of(const char *set, char c) {
  return c != '\0' && strchr(set, c) != NULL;
}

static bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char at_or_nul(const char *data, size_t size, size_t at) {
  return at < size ? data[at] : '\0';
}

/* eyes, perhaps a tear or a nose, a mouth */
static size_t face_length(const char *data, size_t size, size_t at) {
  size_t n = 0;
  if (!one_of(":;=", at_or_nul(data, size, at))) return 0;
  n++;
  if (at_or_nul(data, size, at + n) == '\'') n++;
  if (one_of("-^o", at_or_nul(data, size, at + n))) n++;
  if (!one_of(")(DPp|/\\*3OoSs$@[]{}><", at_or_nul(data, size, at + n))) return 0;
  const char mouth = data[at + n];
  if (one_of("/[]{}><", mouth) && n == 1 && data[at] == '=') return 0; /* "=>", "={" */
  return n + 1;
}

static size_t fixed_length(const char *data, size_t size, size_t at) {
  static const char *const known[] = {"</3", "<3", "^_^", "-_-", ">:(", "^^"};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    const size_t n = strlen(known[i]);
    if (size - at >= n && memcmp(data + at, known[i], n) == 0) return n;
  }
  return 0;
}

size_t emoticon_length(const char *data, size_t size, size_t at) {
  if (!one_of(":;=<^->", data[at])) return 0;
  if (at > 0 && is_alphanumeric(data[at - 1]) && data[at] != '<') {
    /* "great:)" is one, "ratio 3:0" is not */
    if (!one_of(":;", data[at]) || !one_of(")(", at_or_nul(data, size, at + 1))) return 0;
  }
  size_t n = fixed_length(data, size, at);
  if (n == 0) n = face_length(data, size, at);
  if (n == 0 || is_alphanumeric(at_or_nul(data, size, at + n))) return 0;
  return n;
}
