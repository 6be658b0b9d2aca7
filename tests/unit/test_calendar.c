/* SPDX-License-Identifier: Apache-2.0 */
/* Dates: what is one, the day it is, and the year, quarter and month that it falls into. */
#include "calendar.h"

#include <criterion/criterion.h>
#include <string.h>

static bool read(const char *text, date *d) {
  return date_read((cell){text, strlen(text)}, d);
}

static int32_t days(const char *text) {
  date d;
  cr_assert(read(text, &d), "%s", text);
  return date_days(d);
}

Test(calendar, reads_dates_as_far_as_they_go) {
  date d;
  cr_expect(read("1994", &d) && d.year == 1994 && d.month == 0 && d.day == 0);
  cr_expect(read("1994-05", &d) && d.year == 1994 && d.month == 5 && d.day == 0);
  cr_expect(read("1994-05-17", &d) && d.month == 5 && d.day == 17);
  cr_expect(read(" 1994-05-17 ", &d) && d.day == 17);
  cr_expect(read("19940517", &d) && d.month == 5 && d.day == 17);
  cr_expect(read("2024-02-29T23:59:59Z", &d) && d.day == 29);
  cr_expect(read("2024-02-29 23:59", &d) && d.day == 29);
  cr_expect(read("199405", &d) == false, "six digits may be a time");
}

Test(calendar, takes_nothing_else_for_a_date) {
  static const char *const texts[] = {"",           "94",         "1994-",       "1994-13",
                                      "1994-00-01", "1994-02-29", "1900-02-29",  "1994-04-31",
                                      "1994-5-1",   "17.05.1994", "05/17/1994",  "1994-05-17x",
                                      "1994-05-1",  "May 1994",   "1994-0517",   "199405-17",
                                      "-1994",      "1994 05 17", "1994-05-17-", "12345"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    date d = {7, 7, 7};
    cr_expect_not(read(texts[i], &d), "'%s'", texts[i]);
    cr_expect_eq(d.year, 7);
  }
}

/* Day numbers from Python: datetime.date(...).toordinal() - datetime.date(1970, 1, 1).toordinal(). */
Test(calendar, numbers_days) {
  cr_expect_eq(days("1970-01-01"), 0);
  cr_expect_eq(days("1969-12-31"), -1);
  cr_expect_eq(days("2000-02-29"), 11016);
  cr_expect_eq(days("2000-03-01"), 11017);
  cr_expect_eq(days("2024-12-31"), 20088);
  cr_expect_eq(days("1900-03-01"), -25508);
  cr_expect_eq(days("2024"), days("2024-07-01"), "the middle of the year");
  cr_expect_eq(days("2024-05"), days("2024-05-15"));
  for (int32_t year = 1600, last = days("1599-12-31"); year < 2400; year++) {
    const bool leaps = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const int32_t end = date_days((date){year, 12, 31});
    cr_assert_eq(end - last, leaps ? 366 : 365, "%d", (int)year);
    last = end;
  }
}

static void expect_period(const char *text, calendar_unit unit, int32_t expected,
                          const char *label) {
  date d;
  int32_t period = -1;
  char seen[CALENDAR_LABEL_BYTES];
  cr_assert(read(text, &d));
  cr_expect(date_period(d, unit, &period));
  cr_expect_eq(period, expected, "%s", text);
  cr_expect_eq(calendar_label(seen, unit, period), strlen(label));
  cr_expect_str_eq(seen, label);
}

Test(calendar, finds_periods) {
  expect_period("1994-05-17", CALENDAR_YEAR, 1994, "1994");
  expect_period("1994-05-17", CALENDAR_QUARTER, 1994 * 4 + 1, "1994 Q2");
  expect_period("1994-12", CALENDAR_QUARTER, 1994 * 4 + 3, "1994 Q4");
  expect_period("1994-05-17", CALENDAR_MONTH, 1994 * 12 + 4, "1994-05");
  expect_period("1994-12-31", CALENDAR_MONTH, 1994 * 12 + 11, "1994-12");
  expect_period("0001", CALENDAR_YEAR, 1, "0001");
  date d;
  int32_t period;
  cr_assert(read("1994", &d));
  cr_expect_not(date_period(d, CALENDAR_MONTH, &period), "a year has no month");
  cr_expect_not(date_period(d, CALENDAR_QUARTER, &period));
}

Test(calendar, puts_periods_on_an_axis) {
  cr_expect_float_eq(calendar_middle(CALENDAR_YEAR, 1994), 1994.5, 1e-12);
  cr_expect_float_eq(calendar_middle(CALENDAR_QUARTER, 1994 * 4 + 1), 1994.375, 1e-12);
  cr_expect_float_eq(calendar_middle(CALENDAR_MONTH, 1994 * 12), 1994 + 0.5 / 12, 1e-12);
}
