/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a command line asks `tenor compare` for, and the description of it that saved statistics carry: only what was
 * counted alike may be merged.
 */
#ifndef TENOR_PLAN_H
#define TENOR_PLAN_H

#include "calendar.h"
#include "compare/filter.h"
#include "compare/measure.h"
#include "tenor_compare.h"

enum { PLAN_MAX_BY = 8, PLAN_LIST_BYTES = 512, PLAN_ABOUT_BYTES = 4096 };

typedef struct plan {
  const args *args;
  char by_text[PLAN_LIST_BYTES]; /* the names lie in it */
  const char *by[PLAN_MAX_BY];   /* [n_by] */
  size_t n_by;
  char head[MEASURE_NAME_BYTES];
  measure measure;
  filter filter;
  char unit[MEASURE_NAME_BYTES]; /* column of the documents; "": there is none */
  /* What is counted, beside the groups. */
  bool has_periods, has_targets;
  calendar_unit period;
  int32_t window; /* periods that a point of the trend covers */
  /* What is shown; the page shows all that was counted. */
  bool shows_trend, shows_targets, shows_pairs, shows_words, shows_examples;
  size_t n_words;
  tenor_compare_options options;
} plan;

/* Reads the options; `model` is borrowed. Errors: ARG. */
tenor_status plan_init(plan *p, const args *a, const tenor_model *model, tenor_error *error);
void plan_finish(plan *p);

/* What a page would show is counted if the file has the columns; what was asked for must be there. Errors: FORMAT. */
tenor_status plan_settle(plan *p, const statements *s, tenor_error *error);

/* Describes what is counted, as a JSON object. Errors: LIMIT. */
tenor_status plan_describe(const plan *p, char about[PLAN_ABOUT_BYTES], tenor_error *error);

/* The other way: what the command line leaves open is as it was when the statistics in the file `path` were counted.
 * Errors: FORMAT where they are of something else than is asked for; ARG, LIMIT. */
tenor_status plan_adopt(plan *p, const char *about, const char *path, const tenor_model *model,
                        tenor_error *error);

#endif
