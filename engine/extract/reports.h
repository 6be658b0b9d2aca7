/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report: a cue with its source and what it reports, as found in one sentence. The patterns are those of English news
 * (Bergler 1992; Krestel, Bergler and Witte 2008): S said (that) X; X, S said; X, said S; S accused O of X; S called
 * for X; S described O as X; S called O "X"; S pledged to X; S's claim that X; according to S, X.
 */
#ifndef TENOR_EXTRACT_REPORTS_H
#define TENOR_EXTRACT_REPORTS_H

#include "extract/clause.h"
#include "extract/verb.h"

typedef struct report {
  extent cue;
  mention source; /* kind NONE: that of the report before, or the subject of the sentence */
  extent before,
      after;     /* what is reported, on either side of source and cue; begin == end: nothing */
  extent object; /* whom it is against: "accused O of" */
  uint32_t sentence;
  uint32_t via;   /* another report that passes this one on; READING_NONE */
  bool whole;     /* before and after are one sentence, with "S said" between them */
  bool according; /* "according to" */
  bool dropped;
} report;

/* Where a cue is being looked at. */
typedef struct report_context {
  const reading *r;
  extent sentence;
  uint32_t start; /* of the sentence proper */
  verb_group group;
  uint64_t verb; /* classes */
  report *report;
  bool incomplete; /* what stands before the source is no clause: it must go on after it */
} report_context;

typedef struct report_list {
  report *reports; /* [n] in order of their cues */
  size_t n, capacity;
} report_list;

void report_list_init(report_list *list);
void report_list_finish(report_list *list);

/* Finds the reports of all sentences. Errors: MEMORY. */
tenor_status report_find(report_list *list, const reading *r);

#endif
