/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/signature.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "base/rng.h"

/* The reader learns these first, so that a negator is a form with a small number. */
static const char *const negators[] = {"not",  "no",     "never",   "nor",     "neither",
                                       "none", "nobody", "nothing", "nowhere", "without"};
enum { N_NEGATORS = sizeof negators / sizeof *negators, FEW_FORMS = 1 << 20 };

static tenor_status learn_negators(stem_reader *reader) {
  for (size_t i = 0; i < N_NEGATORS; i++) {
    uint32_t id;
    TRY(stem_reader_form(reader, negators[i], strlen(negators[i]), TOKEN_WORD, &id));
  }
  return TENOR_OK;
}

tenor_status signature_init(signature *s) {
  memset(s, 0, sizeof *s);
  tenor_rng rng = {1997};
  for (size_t i = 0; i < SIGNATURE_HASHES; i++) s->salts[i] = (uint32_t)rng_next(&rng);
  TRY(stem_reader_init(&s->reader));
  return learn_negators(&s->reader);
}

void signature_finish(signature *s) {
  stem_reader_finish(&s->reader);
  free(s->stems);
  free(s->order);
}

/* ---- the set ------------------------------------------------------------------------------------------ */

/* A capital tells a name only where a small letter could stand. */
static bool is_named(const stem_reader *reader, size_t at) {
  const token *t = &reader->tokens.tokens[at];
  if (t->kind == TOKEN_NUMBER) return true;
  const unsigned begins = MARK_STOP | MARK_QUESTION | MARK_EXCLAMATION | MARK_OPEN;
  return t->kind == TOKEN_WORD && t->shape & SHAPE_CAPITAL && t->size > 1 && at > 0 &&
         !(t->before & begins);
}

static int compare_hashes(const void *left, const void *right) {
  const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

static uint32_t bare(uint32_t hash) {
  return hash & ~(uint32_t)SIGNATURE_NAMED;
}

/* Sorts the hashes and leaves each once, as a name if it is one anywhere. */
static size_t make_set(uint32_t *hashes, size_t n) {
  size_t kept = 0;
  qsort(hashes, n, sizeof *hashes, compare_hashes);
  for (size_t i = 0; i < n; i++) {
    if (kept > 0 && bare(hashes[kept - 1]) == bare(hashes[i]))
      hashes[kept - 1] |= hashes[i];
    else
      hashes[kept++] = hashes[i];
  }
  return kept;
}

static uint32_t stem_hash(const stem_reader *reader, size_t at) {
  size_t size;
  const uint32_t stem = reader->stem_of[reader->forms_read[at]];
  const char *string = intern_string(&reader->stems, stem, &size);
  return bare((uint32_t)bytes_hash(string, size));
}

static tenor_status read_stems(signature *s) {
  const stem_reader *reader = &s->reader;
  const size_t n = reader->tokens.n;
  TRY(tenor_grow(&s->stems, &s->stems_capacity, n + 1, sizeof *s->stems));
  TRY(tenor_grow(&s->order, &s->order_capacity, n + 1, sizeof *s->order));
  s->set = (stem_set){s->stems, 0, 0};
  for (size_t i = 0; i < n; i++) {
    s->order[i] = stem_hash(reader, i);
    s->stems[i] = s->order[i] | (is_named(reader, i) ? SIGNATURE_NAMED : 0);
    s->set.n_negators += reader->forms_read[i] < N_NEGATORS;
  }
  s->identity = bytes_hash(s->order, n * sizeof *s->order);
  s->set.n = make_set(s->stems, n);
  return TENOR_OK;
}

/* ---- the bands ---------------------------------------------------------------------------------------- */

/* Every function at once: a loop over the salts is a loop over lanes. */
static void add_shingle(const signature *s, uint32_t shingle, uint32_t minima[SIGNATURE_HASHES]) {
  for (size_t i = 0; i < SIGNATURE_HASHES; i++) {
    uint32_t x = (shingle ^ s->salts[i]) * 0x85ebca6bu; /* half of MurmurHash3's finaliser */
    x = (x ^ x >> 13) * 0xc2b2ae35u;
    minima[i] = x < minima[i] ? x : minima[i];
  }
}

static void make_bands(signature *s, size_t n) {
  uint32_t minima[SIGNATURE_HASHES];
  memset(minima, 0xFF, sizeof minima);
  for (size_t i = 0; i < n; i++) {
    add_shingle(s, s->order[i], minima);
    if (i > 0) add_shingle(s, (uint32_t)bytes_hash_pair(s->order[i - 1], s->order[i]), minima);
  }
  for (size_t i = 0; i < SIGNATURE_BANDS; i++)
    s->bands[i] =
        (uint32_t)bytes_hash(minima + i * SIGNATURE_ROWS, SIGNATURE_ROWS * sizeof *minima);
}

tenor_status signature_read(signature *s, tenor_text text) {
  if (s->reader.forms.n > FEW_FORMS) { /* endless input must not fill the memory with words */
    intern_clear(&s->reader.forms);
    intern_clear(&s->reader.stems);
    TRY(learn_negators(&s->reader));
  }
  TRY(stem_reader_read(&s->reader, text));
  TRY(read_stems(s));
  make_bands(s, s->reader.tokens.n);
  return TENOR_OK;
}

/* ---- the check ---------------------------------------------------------------------------------------- */

bool signature_near(const stem_set *a, const stem_set *b, const tenor_duplicates_options *options) {
  if (a->n_negators != b->n_negators) return false;
  size_t i = 0, k = 0, common = 0;
  unsigned named_a = 0, named_b = 0; /* whether it has a name that the other lacks */
  while (i < a->n || k < b->n) {
    if (k == b->n || (i < a->n && bare(a->stems[i]) < bare(b->stems[k])))
      named_a |= a->stems[i++] & SIGNATURE_NAMED;
    else if (i == a->n || bare(b->stems[k]) < bare(a->stems[i]))
      named_b |= b->stems[k++] & SIGNATURE_NAMED;
    else
      i++, k++, common++;
  }
  if (named_a && named_b) return false;
  const double shorter = (double)(a->n < b->n ? a->n : b->n);
  const double longer = (double)(a->n < b->n ? b->n : a->n);
  const double shared = (double)common;
  return shared >= options->similarity * (shorter + longer - shared) ||
         (2 * shorter >= longer && shared >= options->containment * shorter);
}
