/* SPDX-License-Identifier: Apache-2.0 */
#include "base/blob.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = 8, ENTRY_BYTES = 24, MAX_SECTIONS = 32 };

typedef struct section {
  uint32_t tag, element;
  uint64_t offset, count;
} section;

static section read_section(const unsigned char *bytes, size_t index) {
  section result;
  const unsigned char *at = bytes + HEAD_BYTES + index * ENTRY_BYTES;
  memcpy(&result.tag, at, 4);
  memcpy(&result.element, at + 4, 4);
  memcpy(&result.offset, at + 8, 8);
  memcpy(&result.count, at + 16, 8);
  return result;
}

tenor_status blob_open(tenor_blob *blob, const void *bytes, size_t size, tenor_error *error) {
  uint32_t n = 0;
  if (size >= HEAD_BYTES) memcpy(&n, bytes, 4);
  const size_t table_end = HEAD_BYTES + (size_t)n * ENTRY_BYTES;
  if (size < HEAD_BYTES || n == 0 || n > MAX_SECTIONS || size < table_end)
    return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "the table of sections is broken");
  for (uint32_t i = 0; i < n; i++) {
    const section s = read_section(bytes, i);
    if (s.element == 0 || s.offset % 8 != 0 || s.offset < table_end || s.offset > size ||
        s.count > (size - s.offset) / s.element)
      return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, s.offset,
                             "section %u lies outside the file", i);
  }
  blob->bytes = bytes;
  blob->size = size;
  return TENOR_OK;
}

bool blob_has(const tenor_blob *blob, uint32_t tag) {
  uint32_t n;
  memcpy(&n, blob->bytes, 4);
  for (uint32_t i = 0; i < n; i++)
    if (read_section(blob->bytes, i).tag == tag) return true;
  return false;
}

tenor_status blob_array(const tenor_blob *blob, uint32_t tag, size_t element, void *array,
                        size_t *count, tenor_error *error) {
  uint32_t n;
  memcpy(&n, blob->bytes, 4);
  for (uint32_t i = 0; i < n; i++) {
    const section s = read_section(blob->bytes, i);
    if (s.tag != tag) continue;
    if (s.element != element) break;
    const void *start = blob->bytes + s.offset;
    memcpy(array, &start, sizeof start);
    *count = (size_t)s.count;
    return TENOR_OK;
  }
  return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "section '%c%c%c%c' is missing",
                         (int)(tag & 255), (int)(tag >> 8 & 255), (int)(tag >> 16 & 255),
                         (int)(tag >> 24 & 255));
}

void blob_builder_init(blob_builder *builder) {
  builder->n_sections = 0;
}

void blob_builder_add(blob_builder *builder, uint32_t tag, size_t element, const void *data,
                      size_t count) {
  assert(builder->n_sections < MAX_SECTIONS);
  const size_t i = builder->n_sections++;
  builder->sections[i].tag = tag;
  builder->sections[i].element = (uint32_t)element;
  builder->sections[i].data = data;
  builder->sections[i].count = count;
}

static size_t align8(size_t n) {
  return (n + 7) & ~(size_t)7;
}

tenor_status blob_build(const blob_builder *builder, unsigned char **bytes, size_t *size) {
  size_t total = HEAD_BYTES + builder->n_sections * ENTRY_BYTES;
  for (size_t i = 0; i < builder->n_sections; i++)
    total = align8(total) + builder->sections[i].element * builder->sections[i].count;
  total = align8(total);
  unsigned char *out = calloc(1, total);
  if (!out) return TENOR_ERR_MEMORY;
  const uint32_t n = (uint32_t)builder->n_sections;
  memcpy(out, &n, 4);
  size_t offset = HEAD_BYTES + builder->n_sections * ENTRY_BYTES;
  for (size_t i = 0; i < builder->n_sections; i++) {
    offset = align8(offset);
    const uint64_t offset64 = offset, count64 = builder->sections[i].count;
    unsigned char *at = out + HEAD_BYTES + i * ENTRY_BYTES;
    memcpy(at, &builder->sections[i].tag, 4);
    memcpy(at + 4, &builder->sections[i].element, 4);
    memcpy(at + 8, &offset64, 8);
    memcpy(at + 16, &count64, 8);
    const size_t section_bytes = builder->sections[i].element * builder->sections[i].count;
    if (section_bytes > 0) memcpy(out + offset, builder->sections[i].data, section_bytes);
    offset += section_bytes;
  }
  *bytes = out;
  *size = total;
  return TENOR_OK;
}
