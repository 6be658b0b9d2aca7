/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes as a model file. Whatever opens must be safe to use: its lexicon is listed and looked up, texts are scored and
 * explained with it, with its lexicon in a sound model and with a sound lexicon in it.
 *
 * Input that begins as a model file does is taken for one; its size field and checksum are put right first, for a
 * fuzzer never guesses a hash. All other input is a list of edits of a sound model, 8 bytes each:
 *
 *     u8 section, u8 zero, u16 word of the section, u32 its new value
 *
 * Sections are counted through the model's table and then those of the blobs in it; both numbers are taken modulo what
 * there is. So a small section is hit as often as a large one, and a seed outlives changes of the sections' sizes.
 */
#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"
#include "fuzz.h"

enum { HEAD_BYTES = 32, CHECKSUM_BYTES = 8, EDIT_BYTES = 8, MAX_SECTIONS = 64 };

static unsigned char *base; /* [base_size] a sound model file */
static size_t base_size;
static tenor_model *base_model;

typedef struct section {
  size_t offset, size;
} section;
static section sections[MAX_SECTIONS]; /* [n_sections] of base */
static size_t n_sections;

/* ---- the sound model --------------------------------------------------------------------------------- */

/* Adds the sections of the blob at `offset`, its table first, and of those within it that are blobs. */
static void find_sections(size_t offset, bool outer) {
  uint32_t n;
  memcpy(&n, base + offset, 4);
  FUZZ_CHECK(n_sections + n + 1 <= MAX_SECTIONS);
  sections[n_sections++] = (section){offset, 8 + (size_t)n * 24};
  for (uint32_t i = 0; i < n; i++) {
    uint32_t tag, element;
    uint64_t at, count;
    const unsigned char *entry = base + offset + 8 + (size_t)i * 24;
    memcpy(&tag, entry, 4);
    memcpy(&element, entry + 4, 4);
    memcpy(&at, entry + 8, 8);
    memcpy(&count, entry + 16, 8);
    const size_t size = (size_t)count * element;
    FUZZ_CHECK(offset + at + size <= base_size);
    if (outer && (memcmp(&tag, "LEXI", 4) == 0 || memcmp(&tag, "VOCA", 4) == 0))
      find_sections(offset + (size_t)at, false);
    else if (size >= 4)
      sections[n_sections++] = (section){offset + (size_t)at, size};
  }
}

static void finish(void) {
  tenor_model_free(&base_model);
  void *bytes = base;
  tenor_bytes_free(&bytes);
}

static void use(const unsigned char *bytes, size_t size, tenor_status expected);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  base = fuzz_model_bytes(&base_size);
  FUZZ_CHECK(tenor_model_from_memory(&base_model, base, base_size, NULL) == TENOR_OK);
  find_sections(HEAD_BYTES, true);
  use(base, base_size, TENOR_OK);
  return atexit(finish);
}

/* ---- use of a model that opened ---------------------------------------------------------------------- */

static const char *const texts[] = {
    "",
    "The minister said that talks are not very good, but Iran would attack the enemy today!",
    "They threaten us with war: pay dearly in a sea of fire. \"Excellent\" peace, in the name of "
    "poverty?",
    "the the greatest greatest army army, not only KILL annihilated friends; so-called invincible "
    "team of war 12 :)",
};
enum { N_TEXTS = sizeof texts / sizeof *texts };

static void read_string(const char *string) {
  FUZZ_CHECK(strlen(string) < SIZE_MAX);
}

/* How many categories have that name. */
static uint32_t count_name(const tenor_lexicon *lexicon, const char *name) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < tenor_lexicon_n_categories(lexicon); i++) {
    tenor_category category;
    tenor_lexicon_category(lexicon, i, &category);
    n += strcmp(category.name, name) == 0;
  }
  return n;
}

static void use_lexicon(const tenor_lexicon *lexicon) {
  const uint32_t n_categories = tenor_lexicon_n_categories(lexicon);
  for (uint32_t i = 0; i < n_categories; i++) {
    tenor_category category;
    tenor_lexicon_category(lexicon, i, &category);
    read_string(category.measures), read_string(category.role);
    FUZZ_CHECK(count_name(lexicon, category.name) == 1);
  }
  for (uint32_t i = 0; i < tenor_lexicon_n_entries(lexicon); i++) {
    tenor_entry entry;
    tenor_lexicon_entry(lexicon, i, &entry);
    FUZZ_CHECK(entry.category < n_categories);
    read_string(entry.text), read_string(entry.term);
  }
  tenor_lookup *lookup = NULL;
  FUZZ_CHECK(tenor_lookup_new(&lookup, lexicon, NULL) == TENOR_OK);
  for (size_t t = 0; t < N_TEXTS; t++) {
    const tenor_hit *hits;
    size_t n;
    FUZZ_CHECK(tenor_lookup_text(lookup, tenor_text_of(texts[t]), &hits, &n) == TENOR_OK);
    for (size_t i = 0; i < n; i++) FUZZ_CHECK(hits[i].entry < tenor_lexicon_n_entries(lexicon));
  }
  tenor_lookup_free(&lookup);

  tenor_lexicon *more = NULL; /* a category of the folder, and all of the model's */
  const char *folder = fuzz_folder();
  (void)fuzz_file("more.tsv", "more\t1\n", strlen("more\t1\n"));
  if (tenor_lexicon_read(&more, lexicon, &folder, 1, NULL, NULL, NULL) >= 0)
    FUZZ_CHECK(tenor_lexicon_n_categories(more) > 0);
  tenor_lexicon_free(&more);
}

/* A sanitizer does not see a read that stays within the file: the name tells whether its category is one. */
static void use_reasons(tenor_scratch *scratch, const tenor_model *model,
                        const tenor_lexicon *lexicon, tenor_text text) {
  for (uint32_t i = 0; i < tenor_model_n_heads(model); i++) {
    const tenor_head *head = tenor_model_head(model, i);
    for (uint32_t label = 0; label < (head->kind == TENOR_HEAD_CLASS ? head->n_labels : 1);
         label++) {
      const tenor_reason *reasons;
      size_t n;
      double decision;
      FUZZ_CHECK(tenor_reasons(scratch, text, i, label, &reasons, &n, &decision) == TENOR_OK);
      for (size_t k = 0; k < n; k++) {
        FUZZ_CHECK(reasons[k].begin <= reasons[k].end && reasons[k].end <= text.size);
        FUZZ_CHECK(reasons[k].kind != TENOR_REASON_LEXICON ||
                   count_name(lexicon, reasons[k].name) == 1);
        read_string(reasons[k].name);
      }
    }
  }
}

static void use_scratch(const tenor_model *model, const tenor_lexicon *lexicon) {
  tenor_scratch *scratch = NULL;
  FUZZ_CHECK(tenor_scratch_new_lexicon(&scratch, model, lexicon, NULL) == TENOR_OK);
  for (size_t t = 0; t < N_TEXTS; t++) {
    const tenor_text text = tenor_text_of(texts[t]);
    tenor_score score;
    FUZZ_CHECK(tenor_score_text(scratch, text, &score) == TENOR_OK);
    fuzz_check_score(model, &score);
    (void)tenor_rates(scratch);
    use_reasons(scratch, model, lexicon, text);
  }
  tenor_scratch_free(&scratch);
}

static void use_model(const tenor_model *model) {
  tenor_model_size sizes;
  tenor_model_sizes(model, &sizes);
  read_string(tenor_model_meta(model));
  for (uint32_t i = 0; i < tenor_model_n_heads(model); i++) {
    const tenor_head *head = tenor_model_head(model, i);
    read_string(head->name);
    for (uint32_t k = 0; k < head->n_labels; k++) read_string(head->labels[k]);
  }
  use_lexicon(tenor_model_lexicon(model));
  use_scratch(model, tenor_model_lexicon(model));
  use_scratch(model, tenor_model_lexicon(base_model));
  use_scratch(base_model, tenor_model_lexicon(model));
}

/* Opens the bytes; `expected` OK: they must open. */
static void use(const unsigned char *bytes, size_t size, tenor_status expected) {
  tenor_model *model = NULL;
  tenor_error error = {0};
  const tenor_status status = tenor_model_from_memory(&model, bytes, size, &error);
  FUZZ_CHECK(status == TENOR_OK || (status < 0 && !model && error.message[0] != '\0'));
  FUZZ_CHECK(expected != TENOR_OK || status == TENOR_OK);
  if (model) use_model(model);
  tenor_model_free(&model);
}

/* ---- input ------------------------------------------------------------------------------------------- */

static void edit(unsigned char *bytes, const uint8_t *data, size_t size) {
  for (; size >= EDIT_BYTES; data += EDIT_BYTES, size -= EDIT_BYTES) {
    const section *s = &sections[data[0] % n_sections];
    uint16_t word;
    memcpy(&word, data + 2, 2);
    memcpy(bytes + s->offset + word % (s->size / 4) * 4, data + 4, 4);
  }
}

static void repair(unsigned char *bytes, size_t size) {
  const uint64_t size64 = size;
  if (size < HEAD_BYTES + CHECKSUM_BYTES) return;
  memcpy(bytes + 16, &size64, 8);
  const uint64_t checksum = bytes_hash(bytes, size - CHECKSUM_BYTES);
  memcpy(bytes + size - CHECKSUM_BYTES, &checksum, CHECKSUM_BYTES);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const bool whole = size >= 8 && memcmp(data, base, 8) == 0;
  const size_t total = whole ? size : base_size;
  unsigned char *bytes = malloc(total); /* aligned, and of just that size */
  FUZZ_CHECK(bytes != NULL);
  memcpy(bytes, whole ? data : base, total);
  if (!whole) edit(bytes, data, size);
  repair(bytes, total);
  use(bytes, total, TENOR_ERR_FORMAT);
  free(bytes);
  return 0;
}
