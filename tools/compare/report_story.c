/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The finding in sentences, made from the numbers and no surer than they are: who comes first, whether chance could
 * have put them there, who comes last; then how much was read. A group without an interval is not ranked in words.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare/report_parts.h"
#include "page/markup.h"

static const char dash[] = "\xE2\x80\x93";

const char *report_number(char text[DECIMAL_BYTES], double value, int places) {
  return decimal_write(text, value, places) > 0 ? text : dash;
}

const char *report_estimate(char text[REPORT_ESTIMATE_BYTES], const estimate *e, int places) {
  char value[DECIMAL_BYTES], lo[DECIMAL_BYTES], hi[DECIMAL_BYTES];
  if (isfinite(e->lo) && isfinite(e->hi))
    (void)snprintf(text, REPORT_ESTIMATE_BYTES, "%s [%s, %s]",
                   report_number(value, e->value, places), report_number(lo, e->lo, places),
                   report_number(hi, e->hi, places));
  else
    (void)snprintf(text, REPORT_ESTIMATE_BYTES, "%s", report_number(value, e->value, places));
  return text;
}

const char *report_p(char text[DECIMAL_BYTES], double p) {
  if (p < 0.001) return "< 0.001";
  return report_number(text, p, 3);
}

static bool is_ranked(const result_group *g) {
  return isfinite(g->mean.value) && isfinite(g->mean.lo) && isfinite(g->mean.hi);
}

/* The first and the last group with an interval, n_groups when there is none. */
static size_t first_ranked(const results *r) {
  size_t i = 0;
  while (i < r->n_groups && !is_ranked(&r->groups[i])) i++;
  return i;
}

static size_t next_ranked(const results *r, size_t i) {
  do i++;
  while (i < r->n_groups && !is_ranked(&r->groups[i]));
  return i;
}

static size_t ranked_before(const results *r, size_t i) {
  while (i > 0)
    if (is_ranked(&r->groups[--i])) return i;
  return r->n_groups;
}

/* ---- who
 * ------------------------------------------------------------------------------------------------ */

typedef struct superlative {
  const char *head, *most, *least;
} superlative;

/* Only heads whose scale everybody can read have an adjective. */
static const superlative *superlative_of(const char *head) {
  static const superlative known[] = {
      {"hostility", "most hostile", "least hostile"},
      {"valence", "most positive in tone", "most negative in tone"}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(known[i].head, head) == 0) return &known[i];
  return NULL;
}

static const result_pair *find_pair(const results *r, size_t a, size_t b) {
  for (size_t i = 0; i < r->n_pairs; i++)
    if ((r->pairs[i].a == a && r->pairs[i].b == b) || (r->pairs[i].a == b && r->pairs[i].b == a))
      return &r->pairs[i];
  return NULL;
}

/* Whether group a is above group b beyond what chance makes: by the test of the two where there is one, else by their
 * intervals, of which overlapping ones decide nothing. */
static bool is_above(const results *r, size_t a, size_t b) {
  const result_pair *pair = find_pair(r, a, b);
  if (pair && isfinite(pair->p_holm)) return pair->p_holm < 0.05;
  return r->groups[a].mean.lo > r->groups[b].mean.hi;
}

static void put_group(out *stream, const result_group *g) {
  if (g->n_statements == 1)
    markup(stream, "he one statement of <strong>%s</strong>", g->name);
  else
    markup(stream, "he %.0f statements of <strong>%s</strong>", (double)g->n_statements, g->name);
}

/* "The 14 statements of Ana are the most hostile: " where that is settled, else "The highest mean hostility is that of
 * the 14 statements of Ana: "; then the numbers. */
static void put_place(const results *r, out *stream, const result_group *g, bool top,
                      bool settled) {
  const superlative *s = superlative_of(r->head);
  char mean[DECIMAL_BYTES], lo[DECIMAL_BYTES], hi[DECIMAL_BYTES];
  if (settled && s) {
    markup(stream, "T");
    put_group(stream, g);
    markup(stream, " %s the %s: mean ", g->n_statements == 1 ? "is" : "are",
           top ? s->most : s->least);
  } else {
    markup(stream, "The %s %s is that of t", top ? "highest" : "lowest", r->measure);
    put_group(stream, g);
    markup(stream, ": ");
  }
  markup(stream, "%s (95 %% interval %s to %s). ", report_number(mean, g->mean.value, 2),
         report_number(lo, g->mean.lo, 2), report_number(hi, g->mean.hi, 2));
}

/* ---- how sure
 * ------------------------------------------------------------------------------------------- */

static void put_test(const results *r, out *stream, const result_pair *pair) {
  char diff[DECIMAL_BYTES], p[DECIMAL_BYTES];
  const bool rare = pair->p_holm < 0.05;
  markup(stream, "; a difference of %s, which chance alone %s (p %s%s",
         report_number(diff, fabs(pair->diff.value), 2),
         rare ? "would rarely make" : "could well make", pair->p_holm < 0.001 ? "" : "= ",
         report_p(p, pair->p_holm));
  if (r->n_pairs > 1) markup(stream, ", corrected for %zu pairs", r->n_pairs);
  markup(stream, "). ");
}

static void put_runner_up(const results *r, out *stream, size_t first, size_t second) {
  const result_pair *pair = find_pair(r, first, second);
  char mean[DECIMAL_BYTES];
  markup(stream, "Next is %s with %s", r->groups[second].name,
         report_number(mean, r->groups[second].mean.value, 2));
  if (pair && isfinite(pair->p_holm))
    put_test(r, stream, pair);
  else if (is_above(r, first, second))
    markup(stream, "; their intervals do not overlap. ");
  else
    markup(stream, "; their intervals overlap, so the order of the two is not settled. ");
}

/* Those above the first that has an interval. */
static void put_unranked(const results *r, out *stream, size_t first) {
  if (first == 0) return;
  char mean[DECIMAL_BYTES];
  const result_group *g = &r->groups[0];
  if (!isfinite(g->mean.value)) return;
  markup(stream, "%s%s stands higher, at %s, but on too few documents to say how sure that is. ",
         g->name, first > 1 ? " (and others)" : "", report_number(mean, g->mean.value, 2));
}

/* The first and the last, where the first and the second are not settled. */
static void put_ends(const results *r, out *stream, size_t first, size_t second, size_t last) {
  if (is_above(r, first, second)) return;
  if (is_above(r, first, last))
    markup(stream, "That the first is above the last is more than chance would make. ");
  else
    markup(stream,
           "Even the first and the last cannot be told apart: there is too little to go by. ");
}

static void put_headline(const results *r, out *stream) {
  const size_t first = first_ranked(r), last = ranked_before(r, r->n_groups);
  if (r->n_groups == 0) {
    markup(stream, "There is nothing to compare: no statement was left.");
    return;
  }
  if (first == r->n_groups) {
    markup(stream,
           "There are too few documents to say how sure any of these means is; so nobody is called "
           "first.");
    return;
  }
  const size_t second = next_ranked(r, first), next_to_last = ranked_before(r, last);
  put_place(r, stream, &r->groups[first], true, second < r->n_groups && is_above(r, first, second));
  if (second < r->n_groups) put_runner_up(r, stream, first, second);
  if (last != first && last != second)
    put_place(r, stream, &r->groups[last], false, is_above(r, next_to_last, last));
  if (last != first && last != second) put_ends(r, stream, first, second, last);
  put_unranked(r, stream, first);
}

/* ---- how much, and what of it
 * --------------------------------------------------------------------------- */

static void put_count(out *stream, uint64_t n, const char *one, const char *many) {
  markup(stream, "%.0f %s", (double)n, n == 1 ? one : many);
}

static void put_basis(const results *r, out *stream) {
  put_count(stream, r->n_statements, "statement", "statements");
  if (r->unit) {
    markup(stream, " from ");
    put_count(stream, r->n_documents, "document", "documents");
  }
  markup(stream, ", in ");
  put_count(stream, r->n_groups, "group", "groups");
  if (r->n_folded > 0) {
    markup(stream, "; ");
    put_count(stream, r->n_folded, "repeat of a statement was", "repeats of statements were");
    markup(stream, " counted once, with the first");
  } else if (r->repeats_counted) {
    markup(stream, "; statements reported twice were counted twice");
  }
  markup(stream, ".");
}

void report_story(const results *r, out *stream) {
  markup(stream, "<p class=\"lead\">");
  put_headline(r, stream);
  markup(stream, "</p>\n<p class=\"dim\">");
  put_basis(r, stream);
  markup(stream, "</p>\n");
}

/* ---- cautions
 * ------------------------------------------------------------------------------------------- */

enum { NAMES_MOST = 8 };

/* "few documents: A, B and 3 others" */
static void put_warning(const results *r, out *stream, unsigned bit) {
  size_t n = 0;
  for (size_t i = 0; i < r->n_groups; i++) {
    if (!(r->groups[i].warnings >> bit & 1)) continue;
    if (n == 0) markup(stream, "<li>%s: ", tenor_warning_name(bit));
    if (n < NAMES_MOST) markup(stream, "%s%s", n > 0 ? ", " : "", r->groups[i].name);
    n++;
  }
  if (n > NAMES_MOST) markup(stream, " and %zu more", n - NAMES_MOST);
  if (n > 0) markup(stream, "</li>\n");
}

static void put_left_out(out *stream, uint64_t n, const char *one, const char *many) {
  if (n == 0) return;
  markup(stream, "<li>");
  put_count(stream, n, one, many);
  markup(stream, "</li>\n");
}

static bool has_cautions(const results *r) {
  uint32_t all = 0;
  for (size_t i = 0; i < r->n_groups; i++) all |= r->groups[i].warnings;
  return all != 0 || !r->unit || r->n_bad + r->n_without_key + r->n_small + r->n_undated > 0;
}

void report_cautions(const results *r, out *stream) {
  if (!has_cautions(r)) return;
  markup(stream, "<div class=\"note\" role=\"note\"><p>To be read with care:</p>\n<ul>\n");
  if (!r->unit)
    markup(stream,
           "<li>no column of documents is known: statements of one speech count as independent, so "
           "the "
           "intervals are too short</li>\n");
  for (unsigned bit = 0; tenor_warning_name(bit); bit++) put_warning(r, stream, bit);
  put_left_out(stream, r->n_bad, "row could not be read or scored and is left out",
               "rows could not be read or scored and are left out");
  put_left_out(stream, r->n_without_key, "row belongs to no group and is left out",
               "rows belong to no group and are left out");
  put_left_out(stream, r->n_small, "group is too small to be shown (--min-n)",
               "groups are too small to be shown (--min-n)");
  put_left_out(stream, r->n_undated, "row has no date and is not in the trend",
               "rows have no date and are not in the trend");
  markup(stream, "</ul></div>\n");
}
