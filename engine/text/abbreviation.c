/* SPDX-License-Identifier: Apache-2.0 */
#include "text/abbreviation.h"

#include <string.h>

enum { LONGEST = 4 };

bool abbreviation_is(const char *form, size_t size) {
  static const char *const known[] = {"mr",  "mrs",  "ms",  "dr",  "prof", "gen", "col", "lt",
                                      "sgt", "capt", "adm", "rev", "hon",  "sen", "rep", "gov",
                                      "st",  "jr",   "sr",  "vs",  "jan",  "feb", "aug", "sept",
                                      "oct", "nov",  "dec", "art", "para", "res", "fig", "al"};
  if (size > LONGEST) return false; /* most words */
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strlen(known[i]) == size && memcmp(form, known[i], size) == 0) return true;
  return false;
}
