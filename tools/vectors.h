/* SPDX-License-Identifier: Apache-2.0 */
/* Word vectors in word2vec's text format, as word2vec, GloVe and fastText write it. */
#ifndef TENOR_VECTORS_H
#define TENOR_VECTORS_H

#include "tenor_train.h"

/* Adds the first `most` words of the file to the trainer. The line "words dimensions" at the top may lack. Lines are
 * checked: each must have the same number of numbers. Errors: IO, FORMAT, MEMORY. */
tenor_status vectors_read(const char *path, size_t most, tenor_trainer *trainer, size_t *n_words,
                          size_t *n_dimensions, tenor_error *error);

#endif
