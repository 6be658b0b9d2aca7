/* SPDX-License-Identifier: Apache-2.0 */
/* A drawing as pixels, by librsvg where the program was built with it (meson option `png`). */
#ifndef TENOR_PNG_H
#define TENOR_PNG_H

#include <stdbool.h>

#include "output/out.h"

/* Whether png_write can do anything. */
bool png_is_built(void);

/* Draws `svg` [size], a file of its own, twice as large as it says, for dense screens and for print, and writes a PNG.
 * `file` is for messages. Errors: FORMAT, LIMIT (too large to draw), MEMORY, IO; ARG when built without. */
tenor_status png_write(out *stream, const char *svg, size_t size, const char *file,
                       tenor_error *error);

#endif
