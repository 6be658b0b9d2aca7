/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as a category file. If it can be used, its own bytes are the text in which its terms are looked for, twice:
 * as scoring does it (match.h) and as lookup.c does it for people. The two must agree on each entry that counts.
 */
#include <stdbool.h>
#include <string.h>

#include "feature/analysis.h"
#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  return 0;
}

/* ---- findings ---------------------------------------------------------------------------------------- */

typedef struct finding_count {
  size_t n_errors;
  uint64_t n_lines; /* of the file */
} finding_count;

static void count_finding(void *user, tenor_finding_kind kind, const char *file, uint64_t line,
                          const char *message) {
  finding_count *count = user;
  FUZZ_CHECK(file[0] != '\0' && message[0] != '\0' && line <= count->n_lines);
  count->n_errors += kind == TENOR_FINDING_ERROR;
}

static uint64_t count_lines(const uint8_t *data, size_t size) {
  uint64_t n = 1;
  for (size_t i = 0; i < size; i++) n += data[i] == '\n';
  return n;
}

/* ---- matches ----------------------------------------------------------------------------------------- */

typedef struct place {
  uint32_t category, begin, end, entry;
} place;

static int compare_places(const void *x, const void *y) {
  return memcmp(x, y, sizeof(place)); /* any order will do, if it is the same for both */
}

static size_t places_of_matches(const analysis *a, place *places) {
  for (size_t i = 0; i < a->matches.n; i++) {
    const match *m = &a->matches.matches[i];
    places[i] = (place){m->category, a->tokens.tokens[m->begin].begin,
                        a->tokens.tokens[m->end - 1].end, m->pattern};
  }
  return a->matches.n;
}

static size_t places_of_hits(const tenor_lexicon *lexicon, const tenor_hit *hits, size_t n,
                             place *places) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (hits[i].effect == TENOR_HIT_COUNTS)
      places[kept++] = (place){lexicon->patterns[hits[i].entry].category, hits[i].begin,
                               hits[i].end, hits[i].entry};
  return kept;
}

static void check_agreement(const tenor_lexicon *lexicon, const analysis *a, const tenor_hit *hits,
                            size_t n_hits) {
  place *left = malloc((a->matches.n + 1) * sizeof *left);
  place *right = malloc((n_hits + 1) * sizeof *right);
  FUZZ_CHECK(left && right);
  const size_t n = places_of_matches(a, left);
  FUZZ_CHECK(places_of_hits(lexicon, hits, n_hits, right) == n);
  qsort(left, n, sizeof *left, compare_places);
  qsort(right, n, sizeof *right, compare_places);
  FUZZ_CHECK(memcmp(left, right, n * sizeof *left) == 0);
  free(left);
  free(right);
}

static void match_text(const tenor_lexicon *lexicon, tenor_text text) {
  analysis a;
  tenor_lookup *lookup = NULL;
  const tenor_hit *hits;
  size_t n_hits;
  FUZZ_CHECK(analysis_init(&a, lexicon, NULL, NULL) == TENOR_OK);
  FUZZ_CHECK(analysis_read(&a, text) == TENOR_OK);
  FUZZ_CHECK(tenor_lookup_new(&lookup, lexicon, NULL) == TENOR_OK);
  FUZZ_CHECK(tenor_lookup_text(lookup, text, &hits, &n_hits) == TENOR_OK);
  check_agreement(lexicon, &a, hits, n_hits);
  tenor_lookup_free(&lookup);
  analysis_finish(&a);
}

/* A lexicon as the base of another that brings nothing new must be copied without loss. */
static void copy_lexicon(const tenor_lexicon *lexicon) {
  tenor_lexicon *copy = NULL;
  FUZZ_CHECK(tenor_lexicon_read(&copy, lexicon, NULL, 0, NULL, NULL, NULL) == TENOR_OK);
  FUZZ_CHECK(tenor_lexicon_n_entries(copy) == tenor_lexicon_n_entries(lexicon));
  for (uint32_t i = 0; i < tenor_lexicon_n_entries(copy); i++) {
    tenor_entry a, b;
    tenor_lexicon_entry(lexicon, i, &a);
    tenor_lexicon_entry(copy, i, &b);
    FUZZ_CHECK(strcmp(a.term, b.term) == 0 && strcmp(a.text, b.text) == 0);
    FUZZ_CHECK(memcmp(&a.weight, &b.weight, sizeof a.weight) == 0);
  }
  tenor_lexicon_free(&copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  tenor_lexicon *lexicon = NULL;
  tenor_error error = {0};
  finding_count count = {0, count_lines(data, size)};
  const char *folder = fuzz_folder();
  (void)fuzz_file("words.tsv", data, size);
  const tenor_status status =
      tenor_lexicon_read(&lexicon, NULL, &folder, 1, count_finding, &count, &error);
  FUZZ_CHECK(count.n_errors == 0 ? status == TENOR_OK : status == TENOR_ERR_FORMAT);
  FUZZ_CHECK(status == TENOR_OK || (!lexicon && error.message[0] != '\0'));
  if (!lexicon) return 0;
  match_text(lexicon, (tenor_text){(const char *)data, size});
  copy_lexicon(lexicon);
  tenor_lexicon_free(&lexicon);
  return 0;
}
