/* SPDX-License-Identifier: Apache-2.0 */
/* A cell that lists several things, "USA; KOR". */
#ifndef TENOR_LISTS_H
#define TENOR_LISTS_H

#include "input/batch.h"

/* Takes the next item, without the blanks around it, off *rest; empty ones are passed over. False when there is
 * none. */
static inline bool list_next(cell *rest, cell *item) {
  while (rest->size > 0) {
    size_t size = 0, begin = 0;
    while (size < rest->size && rest->data[size] != ';') size++;
    size_t end = size;
    while (begin < end && rest->data[begin] == ' ') begin++;
    while (begin < end && rest->data[end - 1] == ' ') end--;
    *item = (cell){rest->data + begin, end - begin};
    const size_t taken = size + (size < rest->size);
    *rest = (cell){rest->data + taken, rest->size - taken};
    if (item->size > 0) return true;
  }
  return false;
}

#endif
