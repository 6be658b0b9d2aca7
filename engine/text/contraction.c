/* SPDX-License-Identifier: Apache-2.0 */
#include "text/contraction.h"

#include <stdbool.h>
#include <string.h>

/* The second part of a contraction with its apostrophe; NULL: it is dropped. */
static const struct {
  const char *ending, *second;
} endings[] = {{"'s", NULL}, {"'ll", "will"}, {"'re", "are"}, {"'ve", "have"},
               {"'m", "am"}, {"'d", "would"}, {"n't", "not"}};

/* Irregular negatives, and those that lost their apostrophe in haste: whole form -> first part. The second is "not". */
static const struct {
  const char *form, *first;
} negatives[] = {{"won't", "will"},    {"can't", "can"},     {"cannot", "can"},
                 {"shan't", "shall"},  {"ain't", "is"},      {"dont", "do"},
                 {"doesnt", "does"},   {"didnt", "did"},     {"isnt", "is"},
                 {"wasnt", "was"},     {"arent", "are"},     {"werent", "were"},
                 {"couldnt", "could"}, {"wouldnt", "would"}, {"shouldnt", "should"},
                 {"havent", "have"},   {"hasnt", "has"},     {"hadnt", "had"}};

static bool ends_with(const char *form, size_t size, const char *ending) {
  const size_t n = strlen(ending);
  return size > n && memcmp(form + size - n, ending, n) == 0;
}

/* All in the table of negatives end in "nt", "'t" or "not" and are short: nearly every word is let go here. */
static bool may_be_negative(const char *form, size_t size) {
  return size > 3 && size < 9 && form[size - 1] == 't' &&
         (form[size - 2] == 'n' || form[size - 2] == '\'' || form[size - 2] == 'o');
}

const char *contraction_split(char *form, size_t *size) {
  if (may_be_negative(form, *size))
    for (size_t i = 0; i < sizeof negatives / sizeof *negatives; i++)
      if (strlen(negatives[i].form) == *size && memcmp(form, negatives[i].form, *size) == 0) {
        *size = strlen(negatives[i].first);
        memcpy(form, negatives[i].first, *size);
        return "not";
      }
  const size_t tail = *size < 4 ? *size : 4; /* the apostrophe stands within the last letters */
  if (!memchr(form + *size - tail, '\'', tail)) return NULL;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (ends_with(form, *size, endings[i].ending)) {
      *size -= strlen(endings[i].ending);
      return endings[i].second;
    }
  return NULL;
}
