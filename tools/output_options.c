/* SPDX-License-Identifier: Apache-2.0 */
#include "output_options.h"

#include <string.h>
#include <unistd.h>

#include "terminal.h"

static const char *const format_names[] = {"csv", "tsv", "jsonl", "table", NULL};

const option output_format_options[] = {
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .value = "FORMAT",
     .choices = format_names,
     .otherwise = "table on a terminal, else by the extension of the output file, else csv",
     .help = "Write the rows as FORMAT."},
    {.name = NULL}};

const option output_file_options[] = {{.name = "output",
                                       .letter = 'o',
                                       .kind = OPTION_FILE,
                                       .value = "FILE",
                                       .otherwise = "standard output",
                                       .help = "Write to FILE, which appears when it is complete."},
                                      {.name = NULL}};

static bool ends_with(const char *path, const char *ending) {
  const size_t n = strlen(path), k = strlen(ending);
  return n > k && strcmp(path + n - k, ending) == 0;
}

static writer_format choose_format(const char *path) {
  if (strcmp(path, "-") == 0) return terminal_is(STDOUT_FILENO) ? WRITER_TABLE : WRITER_CSV;
  if (ends_with(path, ".tsv")) return WRITER_TSV;
  return ends_with(path, ".jsonl") || ends_with(path, ".ndjson") ? WRITER_JSONL : WRITER_CSV;
}

static tenor_status open_as(const char *path, writer_format format, out **stream, writer **w,
                            const column *columns, size_t n, tenor_error *error) {
  const writer_options options = {format,
                                  strcmp(path, "-") == 0 ? terminal_width(STDOUT_FILENO) : 0};
  const tenor_status status = out_open(stream, path, error);
  return status < 0 ? status : writer_open(w, *stream, &options, columns, n, error);
}

tenor_status output_open(const args *a, out **stream, writer **w, const column *columns, size_t n,
                         tenor_error *error) {
  const char *path = opts_given(a, "output") ? opts_text(a, "output") : "-";
  const writer_format format =
      opts_given(a, "format") ? (writer_format)opts_choice(a, "format") : choose_format(path);
  return open_as(path, format, stream, w, columns, n, error);
}

tenor_status output_open_file(const char *path, out **stream, writer **w, const column *columns,
                              size_t n, tenor_error *error) {
  return open_as(path, choose_format(path), stream, w, columns, n, error);
}

tenor_status output_close(out **stream, writer **w, tenor_status status, tenor_error *error) {
  const tenor_status closed = writer_close(w, status < 0 ? NULL : error);
  if (status >= 0) status = closed;
  if (status >= 0 && *stream) status = out_close(stream, error);
  out_discard(stream);
  return status;
}
