/* SPDX-License-Identifier: Apache-2.0 */
/* What is known of the terminal behind a file descriptor. */
#ifndef TENOR_TERMINAL_H
#define TENOR_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* A terminal that can erase a line (so not TERM=dumb). */
bool terminal_is(int fd);

/* Its width in columns, else 0. */
size_t terminal_width(int fd);

/* Whether colours and bold are welcome: a terminal, and NO_COLOR is unset or empty (no-color.org).
 */
bool terminal_colour(int fd);

#endif
