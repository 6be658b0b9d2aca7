/* SPDX-License-Identifier: Apache-2.0 */
/* Paragraphs: lines, empty lines, hard-wrapped text; blanks of every kind; in linear time. */
#include "text/paragraph.h"

#include "random_text.h"
#include "work_ratio.h"

/* The paragraphs of the text, a bar between two. */
static void expect_paragraphs(const char *text, const char *expected) {
  char found[2048];
  size_t n = 0;
  paragraph_reader reader;
  paragraph next;
  paragraph_reader_init(&reader, text, strlen(text));
  while (paragraph_next(&reader, &next)) {
    if (n > 0) found[n++] = '|';
    memcpy(found + n, text + next.begin, next.end - next.begin);
    n += next.end - next.begin;
  }
  found[n] = '\0';
  cr_expect_str_eq(found, expected, "'%s': '%s', expected '%s'", text, found, expected);
}

Test(paragraph, is_a_line) {
  expect_paragraphs("One.\nTwo three.\n\n  Four \n", "One.|Two three.|Four");
  expect_paragraphs("One.\r\nTwo.\r\rThree.", "One.|Two.|Three.");
  expect_paragraphs("One.\u2028Two.\u2029Three.\fFour.", "One.|Two.|Three.|Four.");
  expect_paragraphs("", "");
  expect_paragraphs(" \n\t\n\u00A0\n", "");
}

Test(paragraph, has_no_blanks_around) {
  expect_paragraphs("\uFEFF\u00A0 One two\u3000\u200B\n", "One two");
}

Test(paragraph, runs_over_lines_that_are_full) {
  expect_paragraphs(
      "The envoys of the two countries met for\nthe third time in a year, and parted with\nno pact "
      "to show "
      "for it.\nThe markets fell by three in a hundred,\nthe steepest loss since spring.\n\nNobody "
      "was surprised.",
      "The envoys of the two countries met for\nthe third time in a year, and parted with\nno pact "
      "to show for "
      "it.|The markets fell by three in a hundred,\nthe steepest loss since spring.|Nobody was "
      "surprised.");
}

/* As wide as an editor's window: no less filled for that. */
Test(paragraph, runs_over_long_lines_that_are_full) {
#define FIRST                                                                    \
  "The envoys of the two countries met for the third time in a year, in the hal" \
  "l of the old customs house by the sea, and parted with no pact to show for\n" \
  "it, as the markets had expected ever since the spring of that year had broug" \
  "ht no change at all to speak of, and none was in sight."
#define SECOND                                                                   \
  "Nobody was surprised, least of all those who had been there before and knew " \
  "how little is settled in such halls, by such men, in the middle of a\nwinter" \
  " such as this was."
  expect_paragraphs(FIRST "\n\n" SECOND, FIRST "|" SECOND);
#undef FIRST
#undef SECOND
}

Test(paragraph, ends_where_the_next_line_is_indented) {
  expect_paragraphs(
      "The envoys of the two countries met for\nthe third time in a year, and they left\n  with no "
      "pact in hand, "
      "as most had feared\nwould be the way of it, and went home.",
      "The envoys of the two countries met for\nthe third time in a year, and they left|with no "
      "pact in hand, as most "
      "had feared\nwould be the way of it, and went home.");
}

Test(paragraph, does_not_run_over_lines_of_different_lengths) {
  expect_paragraphs("a list of short lines\nof which\nnone is full at all\nand none ends",
                    "a list of short lines|of which|none is full at all|and none ends");
  expect_paragraphs(
      "Talks between the two countries collapse\nEnvoys of the two countries blame others\nMarkets "
      "of the two "
      "countries fall by three",
      "Talks between the two countries collapse|Envoys of the two countries blame others|Markets "
      "of the two "
      "countries fall by three");
}

Test(paragraph, keeps_its_bounds_on_random_bytes) {
  tenor_rng rng = {5};
  for (int i = 0; i < 20000; i++) {
    size_t size, last = 0;
    char *text = random_text(&rng, &size);
    paragraph_reader reader;
    paragraph next;
    paragraph_reader_init(&reader, text, size);
    while (paragraph_next(&reader, &next)) {
      cr_assert(next.begin >= last && next.begin < next.end && next.end <= size);
      cr_assert_eq(blank_length(text, size, next.begin), 0);
      last = next.end;
    }
    free(text);
  }
}

static void read_all(void *user, tenor_text text) {
  (void)user;
  paragraph_reader reader;
  paragraph next;
  paragraph_reader_init(&reader, text.data, text.size);
  while (paragraph_next(&reader, &next)) continue;
}

Test(paragraph, takes_linear_time_for_any_pattern) {
  static const char filled[] =
      "the lines of this text are filled to the same\nwidth, and go on and on, with no end to "
      "them,\nas ";
  static const char *const bodies[] = {"a",     " ",      "\n",   "a\n", "\n ",
                                       "a\n\n", "\u00A0", "\xFF", filled};
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    expect_linear(read_all, NULL, bodies[i], "b", 1 << 18);
}
