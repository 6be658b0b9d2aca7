/* SPDX-License-Identifier: Apache-2.0 */
/* The format of a file, from its name or from how it begins. */
#ifndef TENOR_SNIFF_H
#define TENOR_SNIFF_H

#include "input/reader.h"

enum { SNIFF_BYTES = 64 * 1024 };

/* READER_AUTO when the extension tells nothing. */
reader_format sniff_path(const char *path);

/* From the first bytes; text when in doubt. */
reader_format sniff_bytes(const char *data, size_t size);

#endif
