/* SPDX-License-Identifier: Apache-2.0 */
/* The formats that can be imported. Each reads the file at w->path into the list; errors name file
 * and line. */
#ifndef TENOR_IMPORTERS_H
#define TENOR_IMPORTERS_H

#include "input/line.h"
#include "lexicon/wordlist.h"

/* LIWC 2007 and 2015, .dic; LIWC-22, .dicx. */
tenor_status import_liwc(wordlist *w, tenor_error *error);
tenor_status import_dicx(wordlist *w, tenor_error *error);
/* quanteda: nested lists in YAML. */
tenor_status import_quanteda(wordlist *w, tenor_error *error);
/* Lexicoder 3, lines of text; Lexicoder 2 and Yoshikoder, XML. */
tenor_status import_lexicoder(wordlist *w, tenor_error *error);
tenor_status import_yoshikoder(wordlist *w, tenor_error *error);
/* term TAB weight [TAB sd ...] */
tenor_status import_vader(wordlist *w, tenor_error *error);
tenor_status import_afinn(wordlist *w, tenor_error *error);
/* WordStat: a tree by indentation. */
tenor_status import_wordstat(wordlist *w, tenor_error *error);

/* ---- shared by the importers of lines (import_lines.c)
 * -------------------------------------------------- */

/* Gets each line that is not blank, its blanks at the end cut off. */
typedef tenor_status import_line_fn(void *user, const char *line, size_t size, uint64_t number,
                                    tenor_error *error);
tenor_status import_lines(const char *path, import_line_fn *take, void *user, tenor_error *error);

/* An error at a line of the source. */
#define import_error(w, line, ...) \
  tenor_error_set(error, TENOR_ERR_FORMAT, (w)->path, (line), 0, __VA_ARGS__)

/* The next part of line[*at ..] up to a tab, its blanks trimmed; false when none is left. */
bool import_field(const char *line, size_t size, size_t *at, tenor_text *field);
bool import_blank(char c);

#endif
