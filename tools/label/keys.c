/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A terminal is taken out of its line mode, and must be given back however the program ends. The signals that end, stop
 * or resize it are blocked, and asked for between keys: no handler, nothing global, and no moment at which one could be
 * missed.
 */
#include "label/keys.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { WAIT = 100 /* milliseconds */, ESCAPE = 0x1b };

static const int asked_for[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH};
enum { N_SIGNALS = sizeof asked_for / sizeof *asked_for };

static bool enter(const keys *k) {
  struct termios raw = k->before;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  return tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
}

static void leave(const keys *k) {
  (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &k->before);
}

tenor_status keys_open(keys *k, tenor_error *error) {
  memset(k, 0, sizeof *k);
  (void)sigemptyset(&k->signals);
  if (!isatty(STDIN_FILENO)) return TENOR_OK;
  for (size_t i = 0; i < N_SIGNALS; i++) (void)sigaddset(&k->signals, asked_for[i]);
  /* first, lest a signal ends the program between the two */
  (void)sigprocmask(SIG_BLOCK, &k->signals, &k->blocked_before);
  if (tcgetattr(STDIN_FILENO, &k->before) != 0 || !enter(k)) {
    const int reason = errno;
    (void)sigprocmask(SIG_SETMASK, &k->blocked_before, NULL);
    return tenor_error_set(error, TENOR_ERR_IO, "the terminal", 0, 0, "cannot read keys: %s",
                           strerror(reason));
  }
  k->terminal = true;
  return TENOR_OK;
}

void keys_close(keys *k) {
  if (!k->terminal) return;
  leave(k);
  (void)sigprocmask(SIG_SETMASK, &k->blocked_before, NULL);
  k->terminal = false;
}

void keys_stop(const keys *k) {
  leave(k);
  (void)raise(SIGSTOP);
  (void)enter(k);
}

/* What a signal that is waiting wants; 0: there is none. */
static int ask_signals(const keys *k) {
  sigset_t waiting;
  int caught = 0;
  bool any = false;
  if (sigpending(&waiting) != 0) return 0;
  for (size_t i = 0; i < N_SIGNALS; i++) any = any || sigismember(&waiting, asked_for[i]) == 1;
  if (!any || sigwait(&k->signals, &caught) != 0) return 0;
  return caught == SIGTSTP ? KEYS_STOP : caught == SIGWINCH ? KEYS_REDRAW : KEYS_END;
}

static bool is_ready(int milliseconds) {
  struct pollfd input = {STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, milliseconds) > 0;
}

static int read_byte(void) {
  unsigned char byte;
  ssize_t n;
  do n = read(STDIN_FILENO, &byte, 1);
  while (n < 0 && errno == EINTR);
  return n == 1 ? byte : KEYS_END;
}

/* The rest of an arrow key's sequence comes at once; a person's next key does not. It is one character, or after [ or O
 * all up to one from @ to ~ (ECMA-48). */
static void drop_sequence(void) {
  int byte = is_ready(0) ? read_byte() : KEYS_END;
  if (byte != '[' && byte != 'O') return;
  do byte = is_ready(0) ? read_byte() : KEYS_END;
  while (byte != KEYS_END && (byte < '@' || byte > '~'));
}

int keys_next(keys *k) {
  enum { END_OF_TRANSMISSION = 4 };
  for (;;) {
    const int wish = k->terminal ? ask_signals(k) : 0;
    if (wish != 0) return wish;
    if (k->terminal && !is_ready(WAIT)) continue;
    const int key = read_byte();
    if (key == KEYS_END || (k->terminal && key == END_OF_TRANSMISSION)) return KEYS_END;
    if (k->terminal && key == ESCAPE)
      drop_sequence();
    else if (k->terminal || !isspace(key))
      return key;
  }
}
