/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar.h"

#include <stdio.h>
#include <string.h>

static const int32_t a_year[] = {
    [CALENDAR_YEAR] = 1, [CALENDAR_QUARTER] = 4, [CALENDAR_MONTH] = 12};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* The next `n` characters as a number; -1 when they are not all digits. */
static int32_t take_digits(const char **at, const char *end, int n) {
  int32_t value = 0;
  if (end - *at < n) return -1;
  for (int i = 0; i < n; i++, ++*at) {
    if (!is_digit(**at)) return -1;
    value = value * 10 + (**at - '0');
  }
  return value;
}

static int32_t days_of_month(int32_t year, int32_t month) {
  static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leaps = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leaps);
}

/* What may follow a whole date. */
static bool is_rest(const char *at, const char *end) {
  return at == end || *at == 'T' || *at == 't' || *at == ' ';
}

bool date_read(cell text, date *result) {
  const char *at = text.size > 0 ? text.data : "", *end = at + text.size; /* a row may lack it */
  while (at < end && (*at == ' ' || *at == '\t')) at++;
  while (at < end && (end[-1] == ' ' || end[-1] == '\t')) end--;
  date d = {0};
  d.year = take_digits(&at, end, 4);
  if (d.year < 0) return false;
  const bool dashes = at < end && *at == '-';
  if (at < end) {
    if (!dashes && end - at < 4) return false;
    at += dashes;
    d.month = take_digits(&at, end, 2);
    if (d.month < 1 || d.month > 12) return false;
  }
  if (at < end) {
    if (dashes && *at++ != '-') return false;
    d.day = take_digits(&at, end, 2);
    if (d.day < 1 || d.day > days_of_month(d.year, d.month) || !is_rest(at, end)) return false;
  }
  *result = d;
  return true;
}

/* Hinnant (2013): a year that begins in March has its leap day at the end. */
int32_t date_days(date d) {
  const int32_t month = d.month ? d.month : 7, day = d.day ? d.day : d.month ? 15 : 1;
  const int32_t year = d.year - (month <= 2);
  const int32_t era = year / 400, year_of_era = year % 400;
  const int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

bool date_period(date d, calendar_unit unit, int32_t *period) {
  if (unit != CALENDAR_YEAR && d.month == 0) return false;
  const int32_t months = unit == CALENDAR_YEAR ? 0 : d.month - 1;
  *period = d.year * a_year[unit] + months * a_year[unit] / 12;
  return true;
}

size_t calendar_label(char label[CALENDAR_LABEL_BYTES], calendar_unit unit, int32_t period) {
  const int year = (int)(period / a_year[unit]), part = (int)(period % a_year[unit]) + 1;
  const char *between = unit == CALENDAR_QUARTER ? " Q" : part < 10 ? "-0" : "-";
  int n = snprintf(label, CALENDAR_LABEL_BYTES, "%04d", year);
  if (unit != CALENDAR_YEAR)
    n += snprintf(label + n, CALENDAR_LABEL_BYTES - (size_t)n, "%s%d", between, part);
  return (size_t)n;
}

double calendar_middle(calendar_unit unit, int32_t period) {
  return (period + 0.5) / a_year[unit];
}
