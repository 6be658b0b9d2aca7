/* SPDX-License-Identifier: Apache-2.0 */
/* Growing arrays: room is made, content stays, and a size that no machine has is refused. */
#include "base/grow.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(grow, makes_room_and_keeps_what_is_there) {
  int *array = NULL;
  size_t capacity = 0;
  for (int i = 0; i < 10000; i++) {
    cr_assert_eq(tenor_grow(&array, &capacity, (size_t)i + 1, sizeof *array), TENOR_OK);
    cr_assert_geq(capacity, (size_t)i + 1);
    array[i] = i;
  }
  for (int i = 0; i < 10000; i++) cr_assert_eq(array[i], i);
  cr_expect_lt(capacity, 40000, "more than twice what was needed");
  free(array);
}

Test(grow, does_nothing_when_there_is_room) {
  char room[4] = "abc", *array = room;
  size_t capacity = sizeof room;
  cr_expect_eq(tenor_grow(&array, &capacity, 4, 1), TENOR_OK);
  cr_expect_eq(array, room);
}

Test(grow, refuses_sizes_that_overflow) {
  static const struct {
    size_t need, element;
  } cases[] = {{SIZE_MAX, 1},
               {SIZE_MAX / 2 + 2, 1},
               {SIZE_MAX / 8, 16},
               {SIZE_MAX / 4, 8},
               {2, SIZE_MAX / 2}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int *array = malloc(sizeof *array), *const old = array;
    size_t capacity = 1;
    cr_assert_not_null(array);
    *array = 7;
    cr_expect_eq(tenor_grow(&array, &capacity, cases[i].need, cases[i].element), TENOR_ERR_MEMORY,
                 "case %zu", i);
    cr_expect_eq(array, old, "case %zu", i);
    cr_expect_eq(capacity, 1, "case %zu", i);
    cr_expect_eq(*old, 7, "case %zu", i);
    free(old);
  }
}
