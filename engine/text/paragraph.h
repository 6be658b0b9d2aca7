/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The paragraphs of a text. An empty line ends a paragraph; so does any line break, unless the text is hard-wrapped:
 * news comes with a paragraph a line, mail and old wires with lines of one width. In wrapped text a break is a wrap
 * when the next line's first word would not have fitted before it, as a filling editor leaves it.
 */
#ifndef TENOR_TEXT_PARAGRAPH_H
#define TENOR_TEXT_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>

typedef struct paragraph {
  size_t begin, end; /* bytes, without the blanks around */
} paragraph;

typedef struct paragraph_reader {
  const char *text; /* [size] borrowed */
  size_t size, at;
  size_t width; /* of the lines of wrapped text, in characters; 0: not wrapped */
} paragraph_reader;

void paragraph_reader_init(paragraph_reader *reader, const char *text, size_t size);

/* The next paragraph, which is never empty; false: there is none. */
bool paragraph_next(paragraph_reader *reader, paragraph *next);

/* How many bytes of a blank stand at text[at]: ASCII blanks, NBSP, the Unicode spaces, the byte order mark; 0: none. */
size_t blank_length(const char *text, size_t size, size_t at);

#endif
