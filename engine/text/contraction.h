/* SPDX-License-Identifier: Apache-2.0 */
/* Contractions written out and possessives dropped: "don't" is do + not, "we'll" we + will, "Kim's" kim. */
#ifndef TENOR_TEXT_CONTRACTION_H
#define TENOR_TEXT_CONTRACTION_H

#include <stddef.h>

/* Looks at a folded form. Where it is a contraction, its first part is left in form[0 .. *size) and the second
 * returned, a static string; a possessive is cut off; NULL: there is no second part. */
const char *contraction_split(char *form, size_t *size);

#endif
