/* SPDX-License-Identifier: Apache-2.0 */
/* Where a command's rows go and how they look: --format and --output. */
#ifndef TENOR_OUTPUT_OPTIONS_H
#define TENOR_OUTPUT_OPTIONS_H

#include "opts.h"
#include "output/writer.h"

/* --format, of commands that write rows; --output, of all that write. */
extern const option output_format_options[];
extern const option output_file_options[];

/* The format that --format or --output say or imply: a table on a terminal, csv elsewhere, for a file by its
 * extension. */
writer_format output_format(const args *a);

/* Opens the stream and a writer on it. `columns` [n] is borrowed until the writer is closed. Errors: IO, MEMORY. */
tenor_status output_open(const args *a, out **stream, writer **w, const column *columns, size_t n,
                         tenor_error *error);
/* The same to a file that another option names. */
tenor_status output_open_file(const char *path, out **stream, writer **w, const column *columns,
                              size_t n, tenor_error *error);

/* Ends what one of these began, `status` being how it went so far: after a failure the unfinished file is removed.
 * Returns the first failure. Accepts what was never opened. */
tenor_status output_close(out **stream, writer **w, tenor_status status, tenor_error *error);

#endif
