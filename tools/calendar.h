/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates as statements have them, and the years, quarters and months that they fall into.
 *
 * Read are ISO 8601 dates, as far as they go: "1994", "1994-05", "1994-05-17", with a time after it or without, and
 * "19940517". Anything else is no date; guessing whether 3/4 is in March or in April would be wrong half of the time.
 */
#ifndef TENOR_CALENDAR_H
#define TENOR_CALENDAR_H

#include <stdbool.h>

#include "input/batch.h"

typedef struct date {
  int32_t year;
  int32_t month, day; /* from 1; 0: not said */
} date;

typedef enum calendar_unit { CALENDAR_YEAR, CALENDAR_QUARTER, CALENDAR_MONTH } calendar_unit;

enum { CALENDAR_LABEL_BYTES = 16 };

/* False when the text is no date; blanks around it do not matter. */
bool date_read(cell text, date *result);

/* Days since 1 January 1970 (Gregorian); what is not said is taken to be the middle. */
int32_t date_days(date d);

/* Years are numbered as they are, quarters and months from the year 0 on. False when the date is not as exact. */
bool date_period(date d, calendar_unit unit, int32_t *period);

/* "1994", "1994 Q2", "1994-05"; returns the length. */
size_t calendar_label(char label[CALENDAR_LABEL_BYTES], calendar_unit unit, int32_t period);

/* Where the middle of a period lies: 1994.5 */
double calendar_middle(calendar_unit unit, int32_t period);

#endif
