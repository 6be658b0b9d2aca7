/* SPDX-License-Identifier: Apache-2.0 */
/* Keys, one at a time: from a terminal as they are pressed, from anything else byte by byte. */
#ifndef TENOR_KEYS_H
#define TENOR_KEYS_H

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

#include "tenor.h"

enum {
  KEYS_END = -1,    /* no more: the end of the input, or somebody wants the program to end */
  KEYS_REDRAW = -2, /* the window has changed */
  KEYS_STOP = -3    /* Ctrl-Z: keys_stop is to be called */
};

typedef struct keys {
  bool terminal;
  struct termios before; /* how the terminal was */
  sigset_t signals, blocked_before;
} keys;

/* Errors: IO. */
tenor_status keys_open(keys *k, tenor_error *error);
/* Gives the terminal back as it was. */
void keys_close(keys *k);

/* Stops the program, the terminal as it was, until it is continued. */
void keys_stop(const keys *k);

/* The next key, or one of the above. The sequences of arrow and function keys are passed over, and blanks and ends of
 * line where the keys come from elsewhere. */
int keys_next(keys *k);

#endif
