/* SPDX-License-Identifier: Apache-2.0 */
#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

tenor_status tenor_grow_now(void *array, size_t *capacity, size_t need, size_t element) {
  size_t target = *capacity < 16 ? 16 : *capacity;
  while (target < need) {
    if (target > SIZE_MAX / 2) return TENOR_ERR_MEMORY;
    target *= 2;
  }
  if (target > SIZE_MAX / element) return TENOR_ERR_MEMORY;
  void *old;
  memcpy(&old, array, sizeof old);
  void *grown = realloc(old, target * element);
  if (!grown) return TENOR_ERR_MEMORY;
  memcpy(array, &grown, sizeof grown);
  *capacity = target;
  return TENOR_OK;
}
