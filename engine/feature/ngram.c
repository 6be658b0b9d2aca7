/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/ngram.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

#define TAG_PAIRS BLOB_TAG('P', 'A', 'I', 'R')

/* Tags of the two string tables: the third letter tells which. */
static uint32_t table_tag(char table, char part) {
  return BLOB_TAG('T', 'B', table, part);
}

/* ---- string tables ----------------------------------------------------------------------------------- */

const char *string_table_get(const string_table *table, uint32_t id, size_t *size) {
  *size = table->starts[id + 1] - table->starts[id];
  return table->bytes + table->starts[id];
}

uint32_t string_table_find(const string_table *table, const char *data, size_t size) {
  const size_t mask = table->n_slots - 1;
  size_t slot = (size_t)bytes_hash(data, size) & mask;
  for (; table->slots[slot] != 0; slot = (slot + 1) & mask) {
    const uint32_t id = table->slots[slot] - 1;
    size_t found_size;
    const char *found = string_table_get(table, id, &found_size);
    if (found_size == size && memcmp(found, data, size) == 0) return id;
  }
  return NGRAM_NONE;
}

static bool string_table_is_sound(const string_table *table) {
  for (size_t i = 0; i < table->n; i++)
    if (table->starts[i] > table->starts[i + 1]) return false;
  if (table->starts[table->n] > table->n_bytes) return false;
  size_t empty = 0;
  for (size_t i = 0; i < table->n_slots; i++) {
    if (table->slots[i] > table->n) return false;
    empty += table->slots[i] == 0;
  }
  return empty > 0 && (table->n_slots & (table->n_slots - 1)) == 0;
}

static tenor_status string_table_open(string_table *table, const tenor_blob *blob, char name,
                                      tenor_error *error) {
  size_t n_starts;
  TRY(blob_array(blob, table_tag(name, 'b'), 1, &table->bytes, &table->n_bytes, error));
  TRY(blob_array(blob, table_tag(name, 'o'), 4, &table->starts, &n_starts, error));
  TRY(blob_array(blob, table_tag(name, 's'), 4, &table->slots, &table->n_slots, error));
  table->n = n_starts - 1;
  if (n_starts == 0 || table->n >= NGRAM_NONE || !string_table_is_sound(table))
    return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "a table of strings is broken");
  return TENOR_OK;
}

/* What a string table is built from: the strings without their terminators, and the slots. */
typedef struct table_image {
  char *bytes;
  uint32_t *starts, *slots;
  uint32_t n, n_slots;
} table_image;

static void table_image_finish(table_image *image) {
  free(image->bytes);
  free(image->starts);
  free(image->slots);
}

static tenor_status table_image_init(table_image *image, const tenor_intern *strings) {
  image->n = strings ? (uint32_t)strings->n : 0;
  image->n_slots = bytes_table_size(image->n);
  image->bytes = malloc(strings ? strings->n_bytes + 1 : 1);
  image->starts = calloc((size_t)image->n + 1, sizeof *image->starts);
  image->slots = calloc(image->n_slots, sizeof *image->slots);
  if (!image->bytes || !image->starts || !image->slots) return TENOR_ERR_MEMORY;
  for (uint32_t i = 0; i < image->n; i++) {
    size_t size;
    const char *string = intern_string(strings, i, &size);
    memcpy(image->bytes + image->starts[i], string, size);
    image->starts[i + 1] = image->starts[i] + (uint32_t)size;
    size_t slot = (size_t)bytes_hash(string, size) & (image->n_slots - 1);
    while (image->slots[slot] != 0) slot = (slot + 1) & (image->n_slots - 1);
    image->slots[slot] = i + 1;
  }
  return TENOR_OK;
}

static void table_image_add(blob_builder *out, const table_image *image, char name) {
  blob_builder_add(out, table_tag(name, 'b'), 1, image->bytes, image->starts[image->n]);
  blob_builder_add(out, table_tag(name, 'o'), 4, image->starts, (size_t)image->n + 1);
  blob_builder_add(out, table_tag(name, 's'), 4, image->slots, image->n_slots);
}

/* ---- pairs ------------------------------------------------------------------------------------------- */

bool ngram_pair_of(const ngram_vocabulary *vocabulary, uint32_t feature, uint32_t *first,
                   uint32_t *second) {
  for (size_t i = 0; i < vocabulary->n_pair_slots; i++)
    if (vocabulary->pairs[i].feature == feature && feature != 0) {
      *first = vocabulary->pairs[i].first;
      *second = vocabulary->pairs[i].second;
      return true;
    }
  return false;
}

static tenor_status open_pairs(ngram_vocabulary *v, const tenor_blob *blob, tenor_error *error) {
  TRY(blob_array(blob, TAG_PAIRS, sizeof *v->pairs, &v->pairs, &v->n_pair_slots, error));
  size_t used = 0;
  bool sound = v->n_pair_slots > 0 && (v->n_pair_slots & (v->n_pair_slots - 1)) == 0;
  for (size_t i = 0; i < v->n_pair_slots; i++) used += v->pairs[i].feature != 0;
  sound = sound && used < v->n_pair_slots && v->stems.n + used < NGRAM_NONE;
  for (size_t i = 0; sound && i < v->n_pair_slots; i++) {
    const ngram_pair *p = &v->pairs[i];
    sound = p->feature == 0 || (p->first < v->stems.n && p->second < v->stems.n &&
                                p->feature >= v->stems.n && p->feature < v->stems.n + used);
  }
  if (!sound)
    return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "the table of pairs is broken");
  v->n_pairs = (uint32_t)used;
  v->n_features = (uint32_t)(v->stems.n + used);
  return TENOR_OK;
}

tenor_status ngram_open(ngram_vocabulary *vocabulary, const void *bytes, size_t size,
                        tenor_error *error) {
  tenor_blob blob;
  memset(vocabulary, 0, sizeof *vocabulary);
  TRY(blob_open(&blob, bytes, size, error));
  TRY(string_table_open(&vocabulary->stems, &blob, 's', error));
  TRY(string_table_open(&vocabulary->words, &blob, 'w', error));
  return open_pairs(vocabulary, &blob, error);
}

tenor_status ngram_build(const tenor_intern *stems, const uint32_t (*pairs)[2], uint32_t n_pairs,
                         const tenor_intern *words, unsigned char **bytes, size_t *size) {
  table_image stem_image = {0}, word_image = {0};
  const uint32_t n_slots = bytes_table_size(n_pairs);
  ngram_pair *slots = calloc(n_slots, sizeof *slots);
  tenor_status status = slots ? TENOR_OK : TENOR_ERR_MEMORY;
  if (status >= 0) status = table_image_init(&stem_image, stems);
  if (status >= 0) status = table_image_init(&word_image, words);
  if (status >= 0) {
    for (uint32_t i = 0; i < n_pairs; i++) {
      size_t slot = (size_t)bytes_hash_pair(pairs[i][0], pairs[i][1]) & (n_slots - 1);
      while (slots[slot].feature != 0) slot = (slot + 1) & (n_slots - 1);
      slots[slot] = (ngram_pair){pairs[i][0], pairs[i][1], stem_image.n + i};
    }
    blob_builder out;
    blob_builder_init(&out);
    table_image_add(&out, &stem_image, 's');
    table_image_add(&out, &word_image, 'w');
    blob_builder_add(&out, TAG_PAIRS, sizeof *slots, slots, n_slots);
    status = blob_build(&out, bytes, size);
  }
  free(slots);
  table_image_finish(&stem_image);
  table_image_finish(&word_image);
  return status;
}
