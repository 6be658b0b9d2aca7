/* SPDX-License-Identifier: Apache-2.0 */
/* Interned strings: dense ids in order of first appearance, kept while the tables grow. */
#include "base/intern.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static uint32_t add(tenor_intern *intern, const char *text) {
  uint32_t id = INTERN_NONE;
  cr_assert_eq(intern_add(intern, text, strlen(text), &id), TENOR_OK);
  return id;
}

Test(intern, numbers_strings_in_order_of_appearance) {
  tenor_intern intern;
  intern_init(&intern);
  cr_expect_eq(intern_find(&intern, "pay", 3), INTERN_NONE);
  cr_expect_eq(add(&intern, "pay"), 0);
  cr_expect_eq(add(&intern, "dearly"), 1);
  cr_expect_eq(add(&intern, "pay"), 0);
  cr_expect_eq(add(&intern, ""), 2);
  cr_expect_eq(add(&intern, ""), 2);
  cr_expect_eq(intern.n, 3);
  cr_expect_eq(intern_find(&intern, "dearly", 6), 1);
  cr_expect_eq(intern_find(&intern, "dear", 4), INTERN_NONE);
  intern_finish(&intern);
}

Test(intern, keeps_ids_while_it_grows) {
  enum { N = 20000 };
  tenor_intern intern;
  char text[16];
  intern_init(&intern);
  for (int i = 0; i < N; i++) {
    (void)snprintf(text, sizeof text, "w%d", i);
    cr_assert_eq(add(&intern, text), (uint32_t)i);
  }
  for (int i = 0; i < N; i++) {
    size_t size;
    (void)snprintf(text, sizeof text, "w%d", i);
    cr_assert_eq(intern_find(&intern, text, strlen(text)), (uint32_t)i);
    cr_assert_str_eq(intern_string(&intern, (uint32_t)i, &size), text);
    cr_assert_eq(size, strlen(text));
  }
  intern_finish(&intern);
}

Test(intern, takes_any_bytes) {
  static const char zeros[] = {0, 0, 1, 0};
  tenor_intern intern;
  uint32_t ids[4];
  intern_init(&intern);
  for (size_t n = 1; n <= 4; n++)
    cr_assert_eq(intern_add(&intern, zeros, n, &ids[n - 1]), TENOR_OK);
  for (size_t n = 1; n <= 4; n++) cr_expect_eq(intern_find(&intern, zeros, n), ids[n - 1]);
  cr_expect_eq(intern.n, 4);
  intern_finish(&intern);
}

Test(intern, starts_anew_when_it_is_cleared) {
  tenor_intern intern;
  intern_init(&intern);
  for (char c = 'a'; c <= 'z'; c++) add(&intern, (char[2]){c, '\0'});
  intern_clear(&intern);
  cr_expect_eq(intern_find(&intern, "a", 1), INTERN_NONE);
  cr_expect_eq(add(&intern, "z"), 0);
  cr_expect_eq(add(&intern, "a"), 1);
  cr_expect_str_eq(intern_string(&intern, 0, NULL), "z");
  intern_finish(&intern);
}
