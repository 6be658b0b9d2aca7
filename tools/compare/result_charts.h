/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The charts of a comparison. Each function makes a chart from the results and shows it with `show`, for which the
 * chart is valid during the call: page_figure puts it into a page. Errors: MEMORY.
 */
#ifndef TENOR_RESULT_CHARTS_H
#define TENOR_RESULT_CHARTS_H

#include "compare/results.h"
#include "page/chart.h"

typedef void chart_show(out *stream, const chart *c);

/* More than these are too many to draw; the tables have them all. */
enum {
  CHART_TONES_MOST = 40,
  CHART_ROWS_MOST = 30,
  CHART_TARGETS_MOST = 12,
  CHART_WORDS_MOST = 12
};

/* Means with intervals of the groups; of more than `most` the first and half as many of the last. */
tenor_status result_means_show(const results *r, size_t most, chart_show *show, out *stream,
                               tenor_error *error);
/* Tones of the first groups. */
tenor_status result_tones_show(const results *r, chart_show *show, out *stream, tenor_error *error);
/* The course of groups first .. first + n, all on the same scale. */
tenor_status result_trend_show(const results *r, size_t first, size_t n, chart_show *show,
                               out *stream, tenor_error *error);
/* Who says it to whom: the first groups and targets. */
tenor_status result_targets_show(const results *r, chart_show *show, out *stream,
                                 tenor_error *error);
/* The distinctive words of one group. */
tenor_status result_words_show(const results *r, size_t group, chart_show *show, out *stream,
                               tenor_error *error);

/* Whether there is anything to show. */
bool result_has_trend(const results *r);
bool result_has_targets(const results *r);
bool result_has_words(const results *r);
/* How many of the group's words stand out from chance, one by one. */
size_t result_n_distinctive(const result_group *g);

#endif
