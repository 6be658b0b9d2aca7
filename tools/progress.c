/* SPDX-License-Identifier: Apache-2.0 */
/* Only carriage return and erase-line are sent: every terminal knows them, and NO_COLOR is kept. */
#include "progress.h"

#include "terminal.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define INTERVAL 0.1 /* seconds */
enum { LINE_BYTES = 256, BAR_MAX = 40, BAR_MIN = 10 };

static double seconds_now(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* "0:42", "12:05", "3:00:00" */
static void clock_write(char text[32], double seconds) {
  unsigned long s = seconds < 1e9 ? (unsigned long)(seconds + 0.5) : 1000000000ul;
  if (s < 3600)
    (void)snprintf(text, 32, "%lu:%02lu", s / 60, s % 60);
  else
    (void)snprintf(text, 32, "%lu:%02lu:%02lu", s / 3600, s / 60 % 60, s % 60);
}

/* " [#####     ]", `room` columns wide or less. */
static void bar_write(char bar[BAR_MAX + 4], size_t room, double share) {
  size_t width = room > BAR_MAX + 3 ? BAR_MAX : room - 3;
  size_t full = (size_t)(share * (double)width);
  memcpy(bar, " [", 2);
  memset(bar + 2, '#', full);
  memset(bar + 2 + full, ' ', width - full);
  memcpy(bar + 2 + width, "]", 2);
}

/* Rows, rows a second and the time left, as many of them as fit into `room` columns. */
static void tail_write(char tail[96], size_t room, double share, uint64_t rows, const char *unit,
                       double seconds) {
  char parts[3][40] = {"", "", ""}, time[32];
  (void)snprintf(parts[0], sizeof parts[0], "  %llu %s", (unsigned long long)rows, unit);
  if (seconds > 0) (void)snprintf(parts[1], sizeof parts[1], "  %.0f/s", (double)rows / seconds);
  if (seconds >= 1 && share > 0) { /* before, it is a guess */
    clock_write(time, seconds * (1 - share) / share);
    (void)snprintf(parts[2], sizeof parts[2], "  %s left", time);
  }

  size_t used = 0;
  if (room > 95) room = 95;
  for (size_t i = 0; i < 3 && used + strlen(parts[i]) <= room; i++)
    used += strlen(strcpy(tail + used, parts[i]));
  tail[used] = '\0';
}

size_t progress_line(char *line, size_t size, size_t width, const progress *p, uint64_t bytes,
                     uint64_t rows, double seconds) {
  char head[64], bar[BAR_MAX + 4] = "", tail[96];
  double share = p->total > 0 ? (double)bytes / (double)p->total : 0;
  if (share > 1) share = 1; /* the file grew meanwhile */
  if (width > size - 1) width = size - 1;

  if (p->total > 0)
    (void)snprintf(head, sizeof head, "%.40s %3d %%", p->label, (int)(100 * share));
  else
    (void)snprintf(head, sizeof head, "%.40s", p->label);
  size_t used = strlen(head);
  tail_write(tail, width > used ? width - used : 0, share, rows, p->unit ? p->unit : "rows",
             seconds);
  used += strlen(tail);
  if (p->total > 0 && used + BAR_MIN + 3 <= width) bar_write(bar, width - used, share);

  int length = snprintf(line, width + 1, "%s%s%s", head, bar, tail);
  return length < 0 ? 0 : strlen(line);
}

void progress_start(progress *p, const char *label, uint64_t total, bool quiet) {
  *p = (progress){.label = label, .total = total, .shown = !quiet && terminal_is(STDERR_FILENO)};
  if (p->shown) p->begun = p->drawn = seconds_now();
}

void progress_step(progress *p, uint64_t bytes, uint64_t rows) {
  if (!p->shown) return;
  double now = seconds_now();
  if (now - p->drawn < INTERVAL) return;

  char line[LINE_BYTES];
  size_t width = terminal_width(STDERR_FILENO);
  if (width == 0) width = 80;
  p->drawn = now;
  /* One column less: writing into the last makes some terminals begin a new line. */
  (void)progress_line(line, sizeof line, width - 1, p, bytes, rows, now - p->begun);
  (void)fprintf(stderr, "\r%s\x1b[K", line);
  (void)fflush(stderr);
}

void progress_finish(progress *p) {
  if (p->shown) (void)fputs("\r\x1b[K", stderr);
  p->shown = false;
}
