/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A blob: named arrays in one relocatable run of bytes, so that what was built in memory can be written to a
 * file and used again where it is mapped, without reading it in.
 *
 *     u32 n_sections, u32 zero, then n_sections x { u32 tag, u32 element bytes, u64 offset, u64 count },
 *     then the arrays, each aligned to 8 bytes.
 *
 * A blob from a file is hostile until blob_open has checked each offset and count; what the numbers inside the
 * arrays point at is checked by the module that owns them.
 */
#ifndef TENOR_BASE_BLOB_H
#define TENOR_BASE_BLOB_H

#include <stdbool.h>

#include "base/status.h"

#define BLOB_TAG(a, b, c, d) \
  ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)

/* A checked blob in borrowed memory. */
typedef struct tenor_blob {
  const unsigned char *bytes;
  size_t size;
} tenor_blob;

/* Checks the frame. `bytes` must be aligned to 8. Errors: FORMAT. */
tenor_status blob_open(tenor_blob *blob, const void *bytes, size_t size, tenor_error *error);

bool blob_has(const tenor_blob *blob, uint32_t tag);

/* The array with that tag: its first element and how many there are. Errors: FORMAT when it is missing or
 * its elements have another size. */
tenor_status blob_array(const tenor_blob *blob, uint32_t tag, size_t element, void *array,
                        size_t *count, tenor_error *error);

/* Builds a blob: add arrays (borrowed until blob_build), then build. */
typedef struct blob_builder {
  struct {
    uint32_t tag, element;
    const void *data;
    size_t count;
  } sections[32];
  size_t n_sections;
} blob_builder;

void blob_builder_init(blob_builder *builder);
void blob_builder_add(blob_builder *builder, uint32_t tag, size_t element, const void *data,
                      size_t count);
/* *bytes is owned by the caller (free), aligned as malloc aligns. Errors: MEMORY. */
tenor_status blob_build(const blob_builder *builder, unsigned char **bytes, size_t *size);

#endif
