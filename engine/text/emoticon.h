/* SPDX-License-Identifier: Apache-2.0 */
/* Emoticons of ASCII marks, such as :-) and ;( and <3. */
#ifndef TENOR_TEXT_EMOTICON_H
#define TENOR_TEXT_EMOTICON_H

#include <stddef.h>

/* The length of the emoticon at data[at]; 0: none. It must follow the start, a blank or a mark, and end
 * before a blank, a mark or the end. */
size_t emoticon_length(const char *data, size_t size, size_t at);

#endif
