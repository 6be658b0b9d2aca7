/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A progress line on standard error, for people only: drawn when it is a terminal and not quiet, at
 * most ten times a second, and erased at the end. Otherwise every call costs one comparison.
 *
 *     scoring  42 % [########            ]  1234567 rows  98210/s  0:12 left
 */
#ifndef TENOR_PROGRESS_H
#define TENOR_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct progress {
  const char *label;   /* borrowed: "scoring" */
  const char *unit;    /* borrowed: what is counted; NULL: "rows"; set after the start */
  uint64_t total;      /* bytes; 0: unknown */
  double begun, drawn; /* seconds, of the monotonic clock */
  bool shown;
} progress;

/* `total` is what reader_size says; `quiet` is opts_flag(args, "quiet"). */
void progress_start(progress *p, const char *label, uint64_t total, bool quiet);

/* How far it has come since the start: bytes of input and rows (both cumulative). */
void progress_step(progress *p, uint64_t bytes, uint64_t rows);

/* Erases the line. */
void progress_finish(progress *p);

/* The line itself, at most `width` columns and size - 1 bytes, terminated; returns its length. What
   does not fit is left out, the bar first. Apart from the clock and the terminal, for the tests. */
size_t progress_line(char *line, size_t size, size_t width, const progress *p, uint64_t bytes,
                     uint64_t rows, double seconds);

#endif
