/* SPDX-License-Identifier: Apache-2.0 */
/* The one place that knows libstemmer: the Snowball stemmer "english" (Porter 2001). */
#ifndef TENOR_TEXT_STEM_H
#define TENOR_TEXT_STEM_H

#include "base/status.h"

typedef struct tenor_stemmer tenor_stemmer;

/* Errors: MEMORY. A stemmer is for one thread. */
tenor_status stemmer_new(tenor_stemmer **stemmer);
void stemmer_free(tenor_stemmer **stemmer);

/* The stem of a folded form; borrowed, valid until the next call. Words too long to be English (over 64
 * bytes) are their own stem. */
const char *stemmer_stem(tenor_stemmer *stemmer, const char *form, size_t size, size_t *stem_size);

#endif
