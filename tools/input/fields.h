/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of a line that is split at a delimiter. */
#ifndef TENOR_FIELDS_H
#define TENOR_FIELDS_H

#include "input/batch.h"

/* Copies the line once and cuts it into the row's cells. False when memory is out. */
bool fields_split(batch *b, row *r, const char *data, size_t size, char delimiter);

/* Notes a row that has not one field for each column. */
void fields_check_count(batch *b, row *r);

#endif
