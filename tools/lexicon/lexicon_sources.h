/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the terms of a lexicon stand in their files. A compiled lexicon has forgotten lines;
 * whoever is to mend a term needs one. So the folder is read again here, as lines only, and terms
 * are found by how the engine writes them.
 */
#ifndef TENOR_LEXICON_SOURCES_H
#define TENOR_LEXICON_SOURCES_H

#include <stdbool.h>

#include "tenor.h"

typedef struct source_file {
  char *path;
  uint32_t category; /* UINT32_MAX: the lexicon has none of that name */
  bool has_role, has_name;
} source_file;

typedef struct source_term {
  uint32_t file;
  uint32_t category;
  uint64_t line;
  char *written; /* as the file has it */
  char *term;    /* as tenor_entry.term has it */
} source_term;

typedef struct sources {
  source_file *files; /* [n_files] by name */
  size_t n_files, files_capacity;
  source_term *terms; /* [n_terms] by category, term, line */
  size_t n_terms, terms_capacity;
} sources;

/* Reads the *.tsv of the folder; sources of zeros are empty. Terms that the engine refuses are left
 * out: it has said so. Errors: IO, MEMORY. */
tenor_status sources_read(sources *s, const char *folder, const tenor_lexicon *lexicon,
                          tenor_lookup *lookup, tenor_error *error);
void sources_finish(sources *s);

/* The first line with that term; NULL: none. */
const source_term *sources_find(const sources *s, uint32_t category, const char *term);

#endif
