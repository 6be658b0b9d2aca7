/* SPDX-License-Identifier: Apache-2.0 */
#include "model/feature_label.h"

#include <string.h>

const char *const feature_kind_names[] = {"lexicon", "form", "stem", "pair", "word", NULL};

cell feature_label(batch *b, const tenor_feature *feature) {
  const char *between = feature->kind == TENOR_FEATURE_LEXICON ? ": "
                        : feature->kind == TENOR_FEATURE_PAIR  ? " "
                                                               : "";
  const size_t gap = strlen(between), size = feature->name.size + gap + feature->second.size;
  char *text = batch_alloc(b, size + 1);
  if (!text) return (cell){NULL, 0};
  memcpy(text, feature->name.data, feature->name.size);
  memcpy(text + feature->name.size, between, gap);
  memcpy(text + feature->name.size + gap, feature->second.data, feature->second.size);
  for (size_t i = 0; i < size; i++)
    if ((unsigned char)text[i] < ' ') text[i] = ' '; /* a model may come from anybody */
  text[size] = '\0';
  return (cell){text, size};
}
