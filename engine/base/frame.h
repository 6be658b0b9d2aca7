/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The frame that every binary file of tenor has around its content, a blob (base/blob.h):
 *
 *     8 bytes magic, u32 version, u32 head size (32), u64 file size, u64 zero, the content, u64 XXH3-64 of all bytes
 *     before it.
 */
#ifndef TENOR_BASE_FRAME_H
#define TENOR_BASE_FRAME_H

#include "base/status.h"

enum { FRAME_HEAD = 32, FRAME_TAIL = 8 };

/* A kind of file. */
typedef struct frame_kind {
  unsigned char magic[8];
  uint32_t version;
  const char *noun; /* "model file" */
} frame_kind;

/* *bytes is owned by the caller (free). Errors: MEMORY. */
tenor_status frame_build(const frame_kind *kind, const void *content, size_t content_size,
                         unsigned char **bytes, size_t *size);

/* Checks magic, version, length and checksum; the content is at bytes + FRAME_HEAD, FRAME_HEAD + FRAME_TAIL shorter
 * than the file. Errors: FORMAT, VERSION, CHECKSUM. */
tenor_status frame_check(const frame_kind *kind, const unsigned char *bytes, size_t size,
                         uint64_t *checksum, tenor_error *error);

#endif
