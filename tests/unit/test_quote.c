/* SPDX-License-Identifier: Apache-2.0 */
/* Quotations: marks, depth, open ends, nesting; any bytes, in linear time. What is quoted stands in tests/spec/quotes.txt. */
#include "text/quote.h"

#include <stdio.h>

#include "random_text.h"
#include "work_ratio.h"

/* Each quotation as DEPTH:MARKS(INSIDE), where marks are the bytes of both marks and '!' an open end. */
static void expect_quotes(const char *text, const char *expected) {
  char found[1024] = "";
  size_t n = 0;
  quote_list list;
  quote_list_init(&list);
  cr_assert_eq(quote_find(text, strlen(text), &list), TENOR_OK);
  for (size_t i = 0; i < list.n; i++) {
    const quote *q = &list.quotes[i];
    n += (size_t)snprintf(found + n, sizeof found - n, "%s%u:%d%d%s(%.*s)", i > 0 ? " " : "",
                          q->depth, q->open, q->close, q->open_ended ? "!" : "",
                          (int)(q->end - q->begin), text + q->begin);
  }
  cr_expect_str_eq(found, expected, "'%s': '%s', expected '%s'", text, found, expected);
  quote_list_finish(&list);
}

Test(quote, knows_its_marks) {
  expect_quotes("a \"b\" c", "0:11(b)");
  expect_quotes("a “b” c", "0:33(b)");
  expect_quotes("a “b\" ‘c’ «d» ``e'' c", "0:31(b) 0:33(c) 0:22(d) 0:22(e)");
  expect_quotes("a “” \"\" c", "0:33() 0:11()");
}

Test(quote, knows_its_depth) {
  expect_quotes("“a ‘b “c” d’ e” “f”", "0:33(a ‘b “c” d’ e) 1:33(b “c” d) 2:33(c) 0:33(f)");
  expect_quotes("“a ‘b’ ‘c’ “d””", "0:33(a ‘b’ ‘c’ “d”) 1:33(b) 1:33(c) 1:33(d)");
}

Test(quote, tells_an_open_end) {
  expect_quotes("“a b \n\nc", "0:30!(a b)");
  expect_quotes("“a\n\n“b”", "0:30!(a) 0:33(b)");
  expect_quotes("“a\n\nb” c", "0:30!(a) 0:03(b)");
  expect_quotes("“a. “b ‘c’” “d", "0:30!(a.) 0:33(b ‘c’) 1:33(c) 0:30!(d)");
}

Test(quote, does_not_go_on_without_reason) {
  expect_quotes("“a”\n\nb” c", "0:33(a)");
  expect_quotes("“a\n\nb\n\nc” d", "0:30!(a)");
}

Test(quote, of_single_marks_opens_a_paragraph_only) {
  expect_quotes("‘a b\n\n‘c’", "0:30!(a b) 0:33(c)");
  expect_quotes("a ‘b c", "");
  expect_quotes("“a ‘b” c", "0:33(a ‘b)");
}

Test(quote, reuses_its_list) {
  quote_list list;
  quote_list_init(&list);
  cr_assert_eq(quote_find("“a” “b", 12, &list), TENOR_OK);
  cr_expect_eq(list.n, 2);
  const quote *kept = list.quotes;
  cr_assert_eq(quote_find("“c”", 7, &list), TENOR_OK);
  cr_expect_eq(list.n, 1);
  cr_expect_eq(list.quotes, kept);
  cr_assert_eq(quote_find(NULL, 0, &list), TENOR_OK);
  cr_expect_eq(list.n, 0);
  quote_list_finish(&list);
}

/* Each lies within as many as its depth says, and crosses none. */
static void expect_nested(const quote_list *list, size_t size) {
  size_t ends[256], n = 0, last = 0;
  for (size_t i = 0; i < list->n; i++) {
    const quote *q = &list->quotes[i];
    cr_assert(q->begin >= last && q->begin <= q->end && q->end + q->close <= size);
    cr_assert(q->begin >= q->open && q->open_ended == (q->close == 0));
    while (n > 0 && ends[n - 1] <= q->begin - q->open) n--;
    cr_assert(n == 0 || q->end <= ends[n - 1], "quotation %zu crosses another", i);
    cr_assert_eq(q->depth, n, "quotation %zu has depth %u, expected %zu", i, q->depth, n);
    ends[n++] = q->end;
    last = q->begin;
  }
}

Test(quote, nests_on_random_bytes) {
  tenor_rng rng = {7};
  quote_list list;
  quote_list_init(&list);
  for (int i = 0; i < 50000; i++) {
    size_t size;
    char *text = random_text(&rng, &size);
    cr_assert_eq(quote_find(text, size, &list), TENOR_OK);
    expect_nested(&list, size);
    free(text);
  }
  quote_list_finish(&list);
}

static void find_again(void *list, tenor_text text) {
  cr_assert_eq(quote_find(text.data, text.size, list), TENOR_OK);
}

Test(quote, takes_linear_time_for_any_pattern) {
  static const char *const bodies[] = {
      "\"",  " \"a", "a\" ",   "“",         "“a ",  "a” ",      "‘",      "‘a ", "s’ a", "s' a",
      " 'a", "'",    "''",     "`",         "``",   "'\"",      "6'2\" ", "«",   "»",    "“a ‘b ",
      "“‘",  "‘“",   "“a\n\n", "as’ a“b” ", "\xFF", "\xE2\x80", "— \"",   "“ ",  "\"  "};
  quote_list list;
  quote_list_init(&list);
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    expect_linear(find_again, &list, bodies[i], "b", 1 << 18);
  expect_linear(find_again, &list, " \"a", "b", 1 << 20);
  quote_list_finish(&list);
}
