/* SPDX-License-Identifier: Apache-2.0 */
/* Numbered strings of the program: dense numbers in order of appearance, kept while the table grows. */
#include "names.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(names, numbers_strings_in_order_of_appearance) {
  enum { N = 5000 };
  name_table t;
  char text[16];
  names_init(&t);
  cr_expect_eq(names_find(&t, "a", 1), NAMES_NONE);
  for (size_t i = 0; i < N; i++) {
    const int n = snprintf(text, sizeof text, "s%zu", i);
    cr_assert_eq(names_add(&t, text, (size_t)n), i);
    cr_assert_eq(names_add(&t, text, (size_t)n), i);
  }
  cr_expect_eq(t.n, N);
  for (size_t i = 0; i < N; i++) {
    const int n = snprintf(text, sizeof text, "s%zu", i);
    cr_assert_eq(names_find(&t, text, (size_t)n), i);
    cr_assert_str_eq(t.strings[i].data, text);
  }
  cr_expect_eq(names_find(&t, "s", 1), NAMES_NONE);
  cr_expect_eq(names_add(&t, NULL, 0), N, "the empty string is one");
  cr_expect_eq(names_find(&t, "", 0), N);
  cr_expect_eq(names_add(&t, "s\0", 2), N + 1, "any bytes are");
  names_finish(&t);
}
