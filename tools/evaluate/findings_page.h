/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings as a page: for each head its figures beside what they must be compared with, how far its probabilities can
 * be believed, what it takes for what; then the groups, what was learnt from what, the worst errors, and how it was
 * measured.
 */
#ifndef TENOR_FINDINGS_PAGE_H
#define TENOR_FINDINGS_PAGE_H

#include "evaluate/finding.h"
#include "page/page.h"

/* One of the worst errors, in words. */
typedef struct page_error {
  const char *head, *label, *told, *text, *reasons;
} page_error;

/* All borrowed. */
typedef struct findings_page {
  const char *title;
  const finding *findings; /* [n] those on all rows first, one a head; then by group */
  size_t n, n_heads;
  /* [n_studies] of train: other blocks of features, fewer documents; grouped by what was learnt from */
  const finding *studies;
  size_t n_studies;
  const page_error *errors; /* [n_errors] head by head */
  size_t n_errors;
  const char *const *method; /* [n_method] how it was measured, a sentence each */
  size_t n_method;
  const char *about; /* the footer */
} findings_page;

/* Errors: MEMORY; those of writing stay in the stream. */
tenor_status findings_page_write(out *stream, const findings_page *p);

#endif
