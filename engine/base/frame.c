/* SPDX-License-Identifier: Apache-2.0 */
#include "base/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

tenor_status frame_build(const frame_kind *kind, const void *content, size_t content_size,
                         unsigned char **bytes, size_t *size) {
  const size_t total = FRAME_HEAD + content_size + FRAME_TAIL;
  const uint32_t head = FRAME_HEAD;
  const uint64_t total64 = total;
  unsigned char *made = calloc(1, total);
  if (!made) return TENOR_ERR_MEMORY;
  memcpy(made, kind->magic, sizeof kind->magic);
  memcpy(made + 8, &kind->version, 4);
  memcpy(made + 12, &head, 4);
  memcpy(made + 16, &total64, 8);
  memcpy(made + FRAME_HEAD, content, content_size);
  const uint64_t checksum = bytes_hash(made, total - FRAME_TAIL);
  memcpy(made + total - FRAME_TAIL, &checksum, 8);
  *bytes = made;
  *size = total;
  return TENOR_OK;
}

tenor_status frame_check(const frame_kind *kind, const unsigned char *bytes, size_t size,
                         uint64_t *checksum, tenor_error *error) {
  uint32_t version, head;
  uint64_t stated_size, stated_checksum;
  if (size < sizeof kind->magic || memcmp(bytes, kind->magic, sizeof kind->magic) != 0)
    return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "is not a tenor %s", kind->noun);
  if (size < FRAME_HEAD + FRAME_TAIL)
    return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "the %s is cut short", kind->noun);
  memcpy(&version, bytes + 8, 4);
  memcpy(&head, bytes + 12, 4);
  memcpy(&stated_size, bytes + 16, 8);
  if (version != kind->version || head != FRAME_HEAD)
    return tenor_error_set(error, TENOR_ERR_VERSION, NULL, 0, 0,
                           "has format version %u; this program reads version %u", version,
                           kind->version);
  if (stated_size != size)
    return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0,
                           "the %s is cut short or has grown: %zu bytes, should be %llu",
                           kind->noun, size, (unsigned long long)stated_size);
  memcpy(&stated_checksum, bytes + size - FRAME_TAIL, 8);
  *checksum = bytes_hash(bytes, size - FRAME_TAIL);
  if (stated_checksum != *checksum)
    return tenor_error_set(error, TENOR_ERR_CHECKSUM, NULL, 0, 0,
                           "the %s is damaged: its checksum is wrong", kind->noun);
  return TENOR_OK;
}
