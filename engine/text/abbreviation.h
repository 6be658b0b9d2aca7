/* SPDX-License-Identifier: Apache-2.0 */
/* Words whose full stop does not end a sentence: "Mr.", "Gen.", "Feb." */
#ifndef TENOR_TEXT_ABBREVIATION_H
#define TENOR_TEXT_ABBREVIATION_H

#include <stdbool.h>
#include <stddef.h>

bool abbreviation_is(const char *form, size_t size);

#endif
