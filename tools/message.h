/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the program says on standard error: always `tenor COMMAND: FILE:LINE: message`, one line
 * each.
 *
 * On a terminal the line is erased first, so that a progress bar is overwritten instead of
 * continued. Control characters are shown as '?': messages quote input, and input may come from
 * anybody.
 */
#ifndef TENOR_MESSAGE_H
#define TENOR_MESSAGE_H

#include "tenor.h"

/* `command` ("score", args->command->name) may be NULL. A usage error (ARG) also points to --help.
 */
void message_error(const char *command, const tenor_error *error);

/* The same, and the exit code that goes with the status. */
int message_failure(const char *command, const tenor_error *error, tenor_status status);

/* `tenor score: warning: FILE:LINE: ...`; file may be NULL or empty, line 0. */
void message_warning(const char *command, const char *file, uint64_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* `tenor score: ...`, such as the count of bad rows. Commands that are quiet leave it out. */
void message_note(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
