/* SPDX-License-Identifier: Apache-2.0 */
/* The section of one head on the page of findings: figures, reliability, labels. */
#ifndef TENOR_FINDINGS_SECTION_H
#define TENOR_FINDINGS_SECTION_H

#include "evaluate/finding.h"
#include "page/page.h"

/* `index` makes the ids of its parts. Errors: MEMORY. */
tenor_status findings_section_write(out *stream, const finding *f, size_t index);

#endif
