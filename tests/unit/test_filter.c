/* SPDX-License-Identifier: Apache-2.0 */
/* --where: what clauses mean, what is no clause. */
#include "compare/filter.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const columns[] = {"speaker", "date", "target", "words", "press release"};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

/* Whether a row of these cells passes; the filter must be sound. */
static bool passes(const char *clauses, const char *const values[N_COLUMNS]) {
  filter f;
  tenor_error error = {0};
  cell cells[N_COLUMNS];
  const statements s = {.columns = columns, .n_columns = N_COLUMNS};
  for (size_t i = 0; i < N_COLUMNS; i++)
    cells[i] = (cell){values[i], values[i] ? strlen(values[i]) : 0};
  const row r = {.n_cells = N_COLUMNS, .cells = cells};
  cr_assert_eq(filter_init(&f, clauses, &error), TENOR_OK, "%s: %s", clauses, error.message);
  cr_assert_eq(filter_columns(&f, &s, &error), TENOR_OK, "%s", clauses);
  const bool holds = filter_holds(&f, &r);
  filter_finish(&f);
  return holds;
}

static const char *const row_1[] = {"Kim Jong Un", "2010-05-17", "USA; KOR", "12", "yes"};
static const char *const row_2[] = {"PRK", "2011", "", "9", NULL};

Test(filter, has_any_of_the_values) {
  cr_expect(passes("speaker=PRK", row_2));
  cr_expect(passes("speaker=IRN,PRK,CUB", row_2));
  cr_expect_not(passes("speaker=IRN,CUB", row_2));
  cr_expect(passes("speaker!=IRN,CUB", row_2));
  cr_expect_not(passes("speaker!=IRN,PRK", row_2));
  cr_expect(passes("Speaker=PRK", row_2), "the case of a column's name does not matter");
  cr_expect_not(passes("speaker=prk", row_2));
  cr_expect(passes(NULL, row_2) && passes("", row_2) && passes("  ", row_2));
}

Test(filter, must_hold_in_all_clauses) {
  cr_expect(passes("speaker=PRK date>=2010 words<10", row_2));
  cr_expect_not(passes("speaker=PRK date>=2010 words<9", row_2));
}

Test(filter, takes_quotation_marks) {
  cr_expect(passes("speaker=\"Kim Jong Un\"", row_1));
  cr_expect(passes("speaker='Kim Jong Un',PRK words=12", row_1));
  cr_expect(passes("\"press release\"=yes", row_1));
  cr_expect_not(passes("\"press release\"=yes", row_2));
  cr_expect(passes("\"press release\"=\"\"", row_2));
}

Test(filter, compares_numbers_as_numbers) {
  cr_expect(passes("words<12", row_2), "9 < 12, though not as text");
  cr_expect(passes("words<=9", row_2) && passes("words>=9.0", row_2) &&
            passes("words=9.00", row_2));
  cr_expect_not(passes("words>9", row_2));
  cr_expect(passes("words>9", row_1));
}

Test(filter, compares_dates_as_far_as_the_clause_goes) {
  cr_expect(passes("date=2010", row_1) && passes("date<=2010", row_1) &&
            passes("date>=2010", row_1));
  cr_expect_not(passes("date>2010", row_1));
  cr_expect(passes("date<=2010-05", row_1) && passes("date>2010-04", row_1));
  cr_expect(passes("date>=2010-05-17 date<2010-05-18", row_1));
  cr_expect(passes("date>2010-12-31", row_2) && passes("date!=2010", row_2));
}

Test(filter, looks_at_each_target) {
  cr_expect(passes("target=KOR", row_1) && passes("target=USA", row_1));
  cr_expect_not(passes("target!=USA", row_1));
  cr_expect(passes("target!=JPN", row_1) && passes("target!=USA", row_2));
  cr_expect(passes("target=\"\"", row_2));
  cr_expect_not(passes("target=\"\"", row_1));
}

Test(filter, refuses_what_is_no_clause) {
  static const char *const wrong[] = {"speaker",     "=PRK",         "speaker!PRK",
                                      "speaker~PRK", "speaker \t=a", "speaker=\"PRK",
                                      "\"speaker=1", "words>1,2",    "speaker='a'b"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    filter f;
    tenor_error error = {0};
    cr_expect_eq(filter_init(&f, wrong[i], &error), TENOR_ERR_ARG, "%s", wrong[i]);
    cr_expect_not_null(strstr(error.message, "--where"));
    filter_finish(&f);
  }
}
