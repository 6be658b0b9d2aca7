/* SPDX-License-Identifier: Apache-2.0 */
/* TIOCGWINSZ is in every Unix though POSIX has adopted it only in 2024, as tcgetwinsize(). */
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool terminal_is(int fd) {
  const char *term = getenv("TERM");
  return isatty(fd) && term != NULL && strcmp(term, "dumb") != 0;
}

size_t terminal_width(int fd) {
  struct winsize size;
  if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

bool terminal_colour(int fd) {
  const char *no = getenv("NO_COLOR");
  return terminal_is(fd) && (no == NULL || no[0] == '\0');
}
