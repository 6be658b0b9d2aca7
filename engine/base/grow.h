/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays that grow by doubling: three plain variables (pointer, size, capacity), no hidden header. */
#ifndef TENOR_BASE_GROW_H
#define TENOR_BASE_GROW_H

#include "base/status.h"

/* The slow half of tenor_grow. */
tenor_status tenor_grow_now(void *array, size_t *capacity, size_t need, size_t element);

/* Makes room for `need` elements of `element` bytes in *array (a T **), whose capacity is *capacity. What
 * it held stays; on failure nothing changes. */
static inline tenor_status tenor_grow(void *array, size_t *capacity, size_t need, size_t element) {
  return need <= *capacity ? TENOR_OK : tenor_grow_now(array, capacity, need, element);
}

#endif
