/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads category files (*.tsv) into a builder. A file is one category:
 *
 *     # category: threat           the name; else that of the file
 *     # role: hostility            what the rules do with it (lexicon.h); else rhetoric
 *     # measures: words that ...   one line for people
 *     # weights: 1 to 4            the range that weights must keep
 *     term <TAB> weight [<TAB> sd [<TAB> note]]
 *
 * The file of role actor has other columns: alias, actor, kind, note. Findings go to the caller's function.
 */
#ifndef TENOR_FEATURE_LEXICON_FILE_H
#define TENOR_FEATURE_LEXICON_FILE_H

#include "feature/lexicon_builder.h"

typedef struct lexicon_findings {
  tenor_finding_fn *report; /* may be NULL */
  void *user;
  uint64_t n_errors;
  tenor_error first; /* the first error */
} lexicon_findings;

#endif
