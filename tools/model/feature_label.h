/* SPDX-License-Identifier: Apache-2.0 */
/* Features in words, for lists of them. */
#ifndef TENOR_FEATURE_LABEL_H
#define TENOR_FEATURE_LABEL_H

#include "input/batch.h"
#include "tenor_export.h"

/* "lexicon", "form", "stem", "pair", "word", then NULL: by tenor_feature_kind. */
extern const char *const feature_kind_names[];

/* "threat: peak", "sentence length", "pay dear"; in the batch's memory; data == NULL when that is out. */
cell feature_label(batch *b, const tenor_feature *feature);

#endif
