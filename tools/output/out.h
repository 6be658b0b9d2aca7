/* SPDX-License-Identifier: Apache-2.0 */
/* An output stream that notices when the disk is full, and a file that appears whole or not at
 * all; or bytes in memory. */
#ifndef TENOR_OUT_H
#define TENOR_OUT_H

#include "tenor.h"

typedef struct out out;

/* "-" is standard output, which is written as it comes, as are devices and pipes. Any other path is
 * written beside it, and takes its place when it is closed. */
tenor_status out_open(out **stream, const char *path, tenor_error *error);

/* The same into memory, for who needs the bytes: out_memory. Close it with out_discard. */
tenor_status out_open_memory(out **stream, tenor_error *error);
/* What was written so far; borrowed, valid until the next write. After a failure see out_status. */
const char *out_memory(out *stream, size_t *size);

/* The first failure is kept and makes the following calls do nothing, so that it is enough to ask
 * out_status() once a row. SIGPIPE must be ignored by the program for EPIPE to arrive here. */
void out_bytes(out *stream, const char *data, size_t size);
void out_text(out *stream, const char *text);
void out_byte(out *stream, char byte);
void out_repeat(out *stream, const char *text, size_t n);
tenor_status out_status(const out *stream, tenor_error *error);

/* Hands what is buffered to the system, for whoever reads the pipe now. */
tenor_status out_flush(out *stream, tenor_error *error);

/* Writes the rest and puts the file in its place, unless something failed. Frees the stream in any
 * case and sets *stream to NULL. */
tenor_status out_close(out **stream, tenor_error *error);

/* Gives up: an unfinished file is removed. Accepts NULL. */
void out_discard(out **stream);

#endif
