/* SPDX-License-Identifier: Apache-2.0 */
/* Tags of a lexicon blob's arrays, shared by builder and reader. Stored in files: never change. */
#ifndef TENOR_FEATURE_LEXICON_TAGS_H
#define TENOR_FEATURE_LEXICON_TAGS_H

#include "base/blob.h"

#define TAG_STRINGS      BLOB_TAG('S', 'T', 'R', 'S')
#define TAG_CATEGORIES   BLOB_TAG('C', 'A', 'T', 'S')
#define TAG_PATTERNS     BLOB_TAG('P', 'A', 'T', 'T')
#define TAG_PARTS        BLOB_TAG('P', 'A', 'R', 'T')
#define TAG_ENTRIES      BLOB_TAG('E', 'N', 'T', 'R')
#define TAG_SYMBOLS      BLOB_TAG('S', 'Y', 'M', 'B')
#define TAG_SYMBOL_SLOTS BLOB_TAG('S', 'L', 'O', 'T')
#define TAG_NODES        BLOB_TAG('N', 'O', 'D', 'E')
#define TAG_EDGES        BLOB_TAG('E', 'D', 'G', 'E')

#endif
