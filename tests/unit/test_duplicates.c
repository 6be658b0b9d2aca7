/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Repeats: who may repeat whom, how many of similar statements are found, and that the search does not depend on what it
 * cost. Which texts are alike is stated in tests/spec/repeats.txt.
 */
#include "compare/signature.h"
#include "counted_memory.h"
#include "base/rng.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char once[] =
    "Our patience with the blockade is at an end, and those who imposed it will bear the "
    "consequences.";
static const char again[] =
    "Our patience with this blockade is at an end and those that imposed it will bear the "
    "consequences!";

static tenor_duplicates *start(int32_t days) {
  tenor_duplicates *d;
  tenor_duplicates_options options;
  tenor_duplicates_options_default(&options);
  options.days = days;
  cr_assert_eq(tenor_duplicates_new(&d, &options, NULL), TENOR_OK);
  return d;
}

static uint64_t add(tenor_duplicates *d, const char *speaker, int32_t day, const char *text) {
  uint64_t first = UINT64_MAX;
  cr_assert_eq(tenor_duplicates_add(d, tenor_text_of(speaker), day, tenor_text_of(text), &first),
               TENOR_OK);
  return first;
}

Test(duplicates, are_of_one_speaker) {
  tenor_duplicates *d = start(92);
  cr_expect_eq(add(d, "Arden", TENOR_NO_DAY, once), 0);
  cr_expect_eq(add(d, "Korvath", TENOR_NO_DAY, again), 1);
  cr_expect_eq(add(d, "Arden", TENOR_NO_DAY, again), 0);
  cr_expect_eq(add(d, "Korvath", TENOR_NO_DAY, once), 1);
  cr_expect_eq(add(d, "", TENOR_NO_DAY, once), 4);
  tenor_duplicates_free(&d);
  cr_expect_null(d);
}

Test(duplicates, are_near_in_time) {
  tenor_duplicates *d = start(92);
  cr_expect_eq(add(d, "a", 1000, once), 0);
  cr_expect_eq(add(d, "a", 1092, again), 0);
  cr_expect_eq(add(d, "a", 1093, again), 2, "after 93 days it is said anew");
  cr_expect_eq(add(d, "a", 1094, once), 2, "and that is repeated");
  cr_expect_eq(add(d, "a", 1046, once), 0, "the earliest of those that are near");
  cr_expect_eq(add(d, "a", TENOR_NO_DAY, again), 0);
  cr_expect_eq(add(d, "a", INT32_MAX, again), 6);
  cr_expect_eq(add(d, "a", INT32_MIN + 1, again), 7);
  tenor_duplicates_free(&d);
  d = start(-1);
  cr_expect_eq(add(d, "a", 0, once), 0);
  cr_expect_eq(add(d, "a", 1 << 30, again), 0, "time does not matter");
  tenor_duplicates_free(&d);
}

Test(duplicates, need_words) {
  tenor_duplicates *d = start(92);
  cr_expect_eq(add(d, "a", 0, ""), 0);
  cr_expect_eq(add(d, "a", 0, ""), 1);
  cr_expect_eq(add(d, "a", 0, " ... "), 2);
  cr_expect_eq(add(d, "a", 0, "No."), 3);
  cr_expect_eq(add(d, "a", 0, "No!"), 3);
  tenor_duplicates_free(&d);
}

/* Step by step a statement becomes another one; each step repeats the last, the end does not repeat the beginning. */
Test(duplicates, make_no_chains) {
  char text[512] = "";
  tenor_duplicates *d = start(92);
  uint64_t last = 0;
  for (int step = 0; step <= 16; step++) {
    size_t n = 0;
    for (int i = 0; i < 16; i++)
      n += (size_t)snprintf(text + n, sizeof text - n, "%s%c ", i < step ? "new" : "old", 'a' + i);
    last = add(d, "a", 0, text);
    if (step == 1) cr_expect_eq(last, 0);
  }
  cr_expect_neq(last, 0);
  tenor_duplicates_free(&d);
}

Test(duplicates, refuse_senseless_options) {
  tenor_duplicates *d;
  tenor_error error;
  tenor_duplicates_options options;
  tenor_duplicates_options_default(&options);
  options.similarity = 0.2;
  cr_expect_eq(tenor_duplicates_new(&d, &options, &error), TENOR_ERR_ARG);
  cr_expect_null(d);
  tenor_duplicates_options_default(&options);
  options.containment = 1.5;
  cr_expect_eq(tenor_duplicates_new(&d, &options, &error), TENOR_ERR_ARG);
  tenor_duplicates_free(&d);
  tenor_duplicates_free(NULL);
}

/* ---- against a search of all pairs ---------------------------------------------------------------------- */

enum { N_ORIGINALS = 600, N_WORDS = 20, VOCABULARY = 3000 };

static size_t put_word(char *to, size_t room, uint64_t word) {
  return (size_t)snprintf(to, room, "w%c%c%c ", (char)('a' + word % 26),
                          (char)('a' + word / 26 % 26), (char)('a' + word / 676 % 26));
}

/* Statement `number`, in which every word is replaced with probability `change`. */
static void make_text(char text[1024], uint64_t number, double change, tenor_rng *rng) {
  tenor_rng words = {number * 7919 + 1};
  size_t n = 0;
  for (size_t i = 0; i < N_WORDS; i++) {
    const uint64_t word = rng_below(&words, VOCABULARY);
    const bool changed = rng_unit(rng) < change;
    n += put_word(text + n, 1024 - n, changed ? rng_below(rng, VOCABULARY) : word);
  }
}

/* Whatever the exact check would fold with one of the originals must mostly be found, and nothing else. */
static void expect_found(double change, double least) {
  char text[1024];
  tenor_rng rng = {5};
  tenor_duplicates *d = start(-1);
  tenor_duplicates_options options;
  signature a, b;
  size_t n_near = 0, n_found = 0;
  tenor_duplicates_options_default(&options);
  cr_assert_eq(signature_init(&a), TENOR_OK);
  cr_assert_eq(signature_init(&b), TENOR_OK);
  for (uint64_t i = 0; i < N_ORIGINALS; i++) {
    make_text(text, i, 0, &rng);
    cr_assert_eq(add(d, "a", 0, text), i);
  }
  for (uint64_t i = 0; i < N_ORIGINALS; i++) {
    make_text(text, i, 0, &rng);
    cr_assert_eq(signature_read(&a, tenor_text_of(text)), TENOR_OK);
    make_text(text, i, change, &rng);
    cr_assert_eq(signature_read(&b, tenor_text_of(text)), TENOR_OK);
    const bool near = signature_near(&a.set, &b.set, &options);
    const bool found = add(d, "a", 0, text) == i;
    cr_expect(near || !found, "statement %d was folded though it is not near", (int)i);
    n_near += near;
    n_found += found;
  }
  cr_expect_geq((double)n_found, least * (double)n_near, "%zu of %zu found at %.2f", n_found,
                n_near, change);
  cr_expect_gt(n_near, N_ORIGINALS / 8);
  signature_finish(&a);
  signature_finish(&b);
  tenor_duplicates_free(&d);
}

Test(duplicates, are_found_like_in_a_search_of_all_pairs) {
  expect_found(0, 1);
  expect_found(0.05, 0.99);
  expect_found(0.15, 0.9);
  expect_found(0.25, 0.85);
}

/* A formula with another number each time is another statement each time, and time grows with their number only: every
 * band of one is a band of all. */
Test(duplicates, take_time_by_the_number_of_statements) {
  char text[256];
  tenor_duplicates *d = start(-1);
  for (int i = 0; i < 3000; i++) {
    (void)snprintf(
        text, sizeof text,
        "In the year %d my delegation asked the Assembly to consider the question of the islands.",
        1000 + i);
    cr_assert_eq(add(d, "a", 0, text), (uint64_t)i);
  }
  cr_expect_leq(tenor_duplicates_bytes(d), 3000u * 1000u);
  tenor_duplicates_free(&d);
}

/* ---- memory ------------------------------------------------------------------------------------------- */

static tenor_status live(uint64_t *folded) {
  tenor_duplicates *d;
  tenor_rng rng = {3};
  char text[1024];
  *folded = 0;
  tenor_status status = tenor_duplicates_new(&d, NULL, NULL);
  for (uint64_t i = 0; status >= 0 && i < 40; i++) {
    uint64_t first;
    make_text(text, i / 2, 0, &rng);
    status = tenor_duplicates_add(d, tenor_text_of("a"), 0, tenor_text_of(text), &first);
    *folded += status >= 0 && first != i;
  }
  tenor_duplicates_free(&d);
  return status;
}

Test(duplicates, report_every_failure_of_memory) {
  uint64_t folded;
  memory_start(0, 0);
  cr_assert_eq(live(&folded), TENOR_OK);
  cr_expect_eq(folded, 20);
  const size_t n = memory_requests();
  for (size_t at = 1; at <= n; at++) {
    memory_start(at, 0);
    cr_expect_eq(live(&folded), TENOR_ERR_MEMORY, "request %zu of %zu", at, n);
    cr_expect_eq(memory_live(), 0, "request %zu of %zu leaks", at, n);
  }
}
