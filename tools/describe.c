/* SPDX-License-Identifier: Apache-2.0 */
/* Text is cut, not overrun, where it does not fit: a table with so long a row is the mistake. */
#include "describe.h"

#include "output/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void describe_add(char list[DESCRIBE_BYTES], const char *separator, const char *word) {
  size_t used = strlen(list);
  if (used + 1 >= DESCRIBE_BYTES) return;
  const int n =
      snprintf(list + used, DESCRIBE_BYTES - used, "%s%s", used > 0 ? separator : "", word);
  if (n < 0) list[used] = '\0';
}

/* The end of a range, without needless zeros: "0.9". */
static void describe_bound(char text[DESCRIBE_BYTES], double bound) {
  char digits[DECIMAL_BYTES];
  memcpy(text, digits, decimal_write_short(digits, bound, DECIMAL_MAX_PLACES) + 1);
}

void describe_range(char text[DESCRIBE_BYTES], const option *row) {
  char min[DESCRIBE_BYTES], max[DESCRIBE_BYTES];
  text[0] = '\0';
  if (row->min >= row->max) return;

  describe_bound(min, row->min);
  describe_bound(max, row->max);
  if (isinf(row->max)) {
    describe_add(text, "", "at least ");
    describe_add(text, "", min);
  } else if (isinf(row->min)) {
    describe_add(text, "", "at most ");
    describe_add(text, "", max);
  } else {
    describe_add(text, "", min);
    describe_add(text, "..", max);
  }
}

void describe_option(char text[DESCRIBE_BYTES], const option *row) {
  char notes[DESCRIBE_BYTES] = "", note[DESCRIBE_BYTES] = "";
  for (const char *const *choice = row->choices; choice != NULL && *choice != NULL; choice++)
    describe_add(note, ", ", *choice);
  if (note[0] != '\0') describe_add(notes, "; ", note);

  describe_range(note, row);
  if (note[0] != '\0') describe_add(notes, "; ", note);
  if (row->repeats) describe_add(notes, "; ", "may be repeated");
  if (row->only != NULL) {
    describe_add(notes, "; ", "with ");
    describe_add(notes, "", row->only);
  }
  if (row->fallback != NULL || row->otherwise != NULL) {
    describe_add(notes, "; ", "default: ");
    describe_add(notes, "", row->otherwise != NULL ? row->otherwise : row->fallback);
  }

  text[0] = '\0';
  describe_add(text, "", row->help);
  if (notes[0] == '\0') return;
  describe_add(text, " ", "(");
  describe_add(text, "", notes);
  describe_add(text, "", ")");
}

void describe_briefly(char text[DESCRIBE_BYTES], const option *row) {
  text[0] = '\0';
  describe_add(text, "", row->help);
  char *stop = strstr(text, ". ");
  size_t size = stop != NULL ? (size_t)(stop - text) : strlen(text);
  if (size > 0 && text[size - (stop == NULL)] == '.') size -= stop == NULL;
  text[size] = '\0';
}
