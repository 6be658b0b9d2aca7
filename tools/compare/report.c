/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/report.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "compare/report_parts.h"
#include "compare/result_charts.h"
#include "explain/shading_html.h"
#include "page/page.h"

enum { FIRST_SCREEN = 18, LINES_TOGETHER = 4, CHARTS_MOST = 24, TITLE_BYTES = 512 };

static const char report_style[] =
    ".note ul{margin:.25rem 0;padding-left:1.25rem}.note p{margin:0}\n"
    "h4{font-size:.9rem;margin:.75rem 0 0;color:var(--dim)}\n";

typedef struct report {
  const results *results;
  out *stream;
} report;

typedef struct section {
  const char *id, *heading;
  bool (*is_there)(const results *r);
  tenor_status (*write)(const report *p, tenor_error *error);
} section;

/* ---- sections
 * ------------------------------------------------------------------------------------------- */

static bool has_pairs(const results *r) {
  return r->n_pairs > 0;
}

static bool has_tones(const results *r) {
  return r->n_classes > 0 && r->n_groups > 0;
}

static bool has_examples(const results *r) {
  for (size_t i = 0; i < r->n_groups; i++)
    if (r->groups[i].n_highest + r->groups[i].n_lowest > 0) return true;
  return false;
}

static bool always(const results *r) {
  (void)r;
  return true;
}

/* The first screen has the chart, but a long list would push all else away: then its ends. */
static bool is_long(const results *r) {
  return r->n_groups > FIRST_SCREEN;
}

static tenor_status write_means(const report *p, tenor_error *error) {
  tenor_status status = TENOR_OK;
  if (is_long(p->results))
    status = result_means_show(p->results, SIZE_MAX, page_figure, p->stream, error);
  report_groups_table(p->results, p->stream);
  return status;
}

static tenor_status write_pairs(const report *p, tenor_error *error) {
  (void)error;
  page_paragraph(p->stream,
                 "A p-value says how often chance alone, dealing the documents out anew, would "
                 "make a difference "
                 "as large. Many pairs make some small p-values by luck; Holm's and Benjamini and "
                 "Hochberg's are "
                 "corrected for that. Cliff's delta tells how often a statement of the first is "
                 "above one of the "
                 "second, from -1, never, to 1, always. Groups that share a letter in the table "
                 "above do not differ.");
  report_pairs_table(p->results, p->stream);
  return TENOR_OK;
}

static tenor_status write_tones(const report *p, tenor_error *error) {
  const tenor_status status = result_tones_show(p->results, page_figure, p->stream, error);
  report_tones_table(p->results, p->stream);
  return status;
}

/* A few lines share a chart; many get a small one each. */
static tenor_status write_trend(const report *p, tenor_error *error) {
  const results *r = p->results;
  tenor_status status = TENOR_OK;
  report_changes(r, p->stream);
  if (r->n_groups <= LINES_TOGETHER) {
    status = result_trend_show(r, 0, r->n_groups, page_figure, p->stream, error);
  } else {
    page_row_begin(p->stream);
    for (size_t i = 0; i < r->n_groups && i < CHARTS_MOST && status >= 0; i++)
      status = result_trend_show(r, i, 1, page_small_figure, p->stream, error);
    page_row_end(p->stream);
  }
  if (r->n_groups > CHARTS_MOST)
    page_paragraph(p->stream, "The first groups are drawn; the table has them all.");
  report_trend_table(r, p->stream);
  return status;
}

static tenor_status write_targets(const report *p, tenor_error *error) {
  page_paragraph(p->stream,
                 "Means of few statements are unsure; their number stands below each mean.");
  return result_targets_show(p->results, page_figure, p->stream, error);
}

static tenor_status write_words(const report *p, tenor_error *error) {
  const results *r = p->results;
  tenor_status status = TENOR_OK;
  size_t n = 0;
  page_paragraph(
      p->stream,
      "Words that each uses more than all the others do: log-odds ratios against a prior "
      "of all words, in standard errors, from 2 on. That is more than chance explains for "
      "a word chosen beforehand; the top of a long list needs more.");
  page_row_begin(p->stream);
  for (size_t i = 0; i < r->n_groups && i < CHARTS_MOST && status >= 0; i++) {
    if (result_n_distinctive(&r->groups[i]) == 0) continue;
    status = result_words_show(r, i, page_small_figure, p->stream, error);
    n++;
  }
  page_row_end(p->stream);
  if (n == 0)
    page_paragraph(p->stream, "No word stands out that far: there is too little text to tell.");
  return status;
}

static tenor_status write_examples(const report *p, tenor_error *error) {
  return report_examples(p->results, p->stream, error);
}

static tenor_status write_method(const report *p, tenor_error *error) {
  return report_method(p->results, p->stream, error);
}

static const section sections[] = {
    {"means", "The means in numbers", always, write_means},
    {"tones", "Tones", has_tones, write_tones},
    {"trend", "Over time", result_has_trend, write_trend},
    {"targets", "Towards whom", result_has_targets, write_targets},
    {"words", "In which words", result_has_words, write_words},
    {"statements", "Statements at the ends", has_examples, write_examples},
    {"pairs", "Pair by pair", has_pairs, write_pairs},
    {"method", "How this was made", always, write_method},
};
enum { N_SECTIONS = sizeof sections / sizeof *sections };

/* ---- the page
 * ------------------------------------------------------------------------------------------- */

static void write_title(char title[TITLE_BYTES], const results *r) {
  size_t used = 0;
  (void)snprintf(title, TITLE_BYTES, "%.200s by ", r->measure);
  for (size_t i = 0; i < r->n_by && (used = strlen(title)) < TITLE_BYTES; i++)
    (void)snprintf(title + used, TITLE_BYTES - used, "%s%s", i > 0 ? " and " : "", r->by[i]);
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = (char)(title[0] - 'a' + 'A');
}

static void write_contents(const report *p) {
  page_link links[N_SECTIONS];
  size_t n = 0;
  for (size_t i = 0; i < N_SECTIONS; i++)
    if (sections[i].is_there(p->results))
      links[n++] = (page_link){sections[i].id, sections[i].heading};
  page_contents(p->stream, links, n);
}

static tenor_status write_page(const report *p, tenor_error *error) {
  char title[TITLE_BYTES], about[64];
  tenor_status status = TENOR_OK;
  write_title(title, p->results);
  page_begin(p->stream, title,
             (const char *[]){shading_style, report_examples_style, report_style, NULL});
  report_story(p->results, p->stream);
  status = result_means_show(p->results, FIRST_SCREEN, page_figure, p->stream, error);
  report_cautions(p->results, p->stream);
  write_contents(p);
  for (size_t i = 0; i < N_SECTIONS && status >= 0; i++) {
    if (!sections[i].is_there(p->results)) continue;
    page_section_begin(p->stream, sections[i].id, sections[i].heading);
    status = sections[i].write(p, error);
    page_section_end(p->stream);
  }
  (void)snprintf(about, sizeof about, "tenor compare, tenor %s", tenor_version());
  page_end(p->stream, about);
  return status;
}

tenor_status report_write(const results *r, const char *path, tenor_error *error) {
  report p = {.results = r};
  tenor_status status = out_open(&p.stream, path, error);
  if (status < 0) return status;
  status = write_page(&p, error);
  if (status >= 0) return out_close(&p.stream, error);
  out_discard(&p.stream);
  return status;
}
