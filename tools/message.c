/* SPDX-License-Identifier: Apache-2.0 */
/* A line is built whole and written by one call, so that lines of several processes do not mix. */
#include "message.h"

#include "exits.h"

#include "terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum { LINE_BYTES = 2048 };

struct line {
  char text[LINE_BYTES];
  size_t size;
};

__attribute__((format(printf, 2, 0))) static void line_vadd(struct line *line, const char *format,
                                                            va_list values) {
  size_t room = sizeof line->text - line->size;
  int size = vsnprintf(line->text + line->size, room, format, values);
  if (size > 0) line->size += (size_t)size < room ? (size_t)size : room - 1;
}

__attribute__((format(printf, 2, 3))) static void line_add(struct line *line, const char *format,
                                                           ...) {
  va_list values;
  va_start(values, format);
  line_vadd(line, format, values);
  va_end(values);
}

static void line_begin(struct line *line, const char *command, const char *kind, const char *file,
                       uint64_t number) {
  line->size = 0;
  line_add(line, "tenor%s%s: %s", command != NULL ? " " : "", command != NULL ? command : "", kind);
  if (file != NULL && file[0] != '\0') line_add(line, "%s:", file);
  if (number > 0)
    line_add(line, "%s%llu:", file != NULL && file[0] != '\0' ? "" : "line ",
             (unsigned long long)number);
  if ((file != NULL && file[0] != '\0') || number > 0) line_add(line, " ");
}

/* Standard error that cannot be written leaves nobody to tell. */
static void line_say(struct line *line) {
  for (size_t i = 0; i < line->size; i++) {
    unsigned char byte = (unsigned char)line->text[i];
    if (byte < 0x20 || byte == 0x7F) line->text[i] = '?';
  }
  (void)fprintf(stderr, "%s%.*s\n", terminal_is(STDERR_FILENO) ? "\r\x1b[K" : "", (int)line->size,
                line->text);
}

void message_error(const char *command, const tenor_error *error) {
  struct line line;
  line_begin(&line, command, "", error->file, error->line);
  line_add(&line, "%s",
           error->message[0] != '\0' ? error->message : tenor_status_name(error->status));
  line_say(&line);
  if (error->status != TENOR_ERR_ARG) return;
  (void)fprintf(stderr, "try 'tenor %s%s--help'\n", command != NULL ? command : "",
                command != NULL ? " " : "");
}

int message_failure(const char *command, const tenor_error *error, tenor_status status) {
  message_error(command, error);
  return exit_code(status);
}

void message_warning(const char *command, const char *file, uint64_t number, const char *format,
                     ...) {
  struct line line;
  va_list values;
  line_begin(&line, command, "warning: ", file, number);
  va_start(values, format);
  line_vadd(&line, format, values);
  va_end(values);
  line_say(&line);
}

void message_note(const char *command, const char *format, ...) {
  struct line line;
  va_list values;
  line_begin(&line, command, "", NULL, 0);
  va_start(values, format);
  line_vadd(&line, format, values);
  va_end(values);
  line_say(&line);
}
