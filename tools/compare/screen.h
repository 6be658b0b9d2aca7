/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results for a person at a terminal, on one screen where the groups are few: means with bars for their intervals, then
 * whatever else was asked for, then what must be said about it.
 */
#ifndef TENOR_SCREEN_H
#define TENOR_SCREEN_H

#include "compare/plan.h"
#include "compare/results.h"
#include "output/out.h"

/* `width` is that of the terminal, 0: unlimited. Errors: IO, MEMORY. */
tenor_status screen_write(const results *r, const plan *p, out *stream, size_t width,
                          tenor_error *error);

/* Notes that stand below the screen, and go to standard error elsewhere: one a call, in order; false: there is none of
 * that number. Repeats that were folded, rows left out. */
enum { SCREEN_NOTE_BYTES = 320 };
bool screen_note(const results *r, size_t index, char text[SCREEN_NOTE_BYTES]);

#endif
