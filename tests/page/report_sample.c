/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the report, or the plot, of an invented comparison, for the browser test:
 *
 *     report_sample N report.html [plot.svg | plot.png]
 *
 * N is the number of speakers; names and numbers are invented, some of the names to break pages. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "compare/report.h"

enum { GROUPS_MOST = 250, CLASSES = 7, PERIODS = 12, TARGETS = 4, WORDS = 5, NAME_BYTES = 64 };

static const char *const names[] = {"Anka Thorvald", "Benno \"the <b>Bear</b>\" Keld",
                                    "Hestland & Sons",
                                    "The Secretary-General of the Northern Islands"};
static const char *const classes[CLASSES] = {"threatening",  "accusatory", "demanding", "defiant",
                                             "conciliatory", "supportive", "neutral"};
static const char *const targets[TARGETS] = {"Hestland", "the 'Northern' Islands", "Keld's party",
                                             "</svg>"};
static const char *const by[] = {"speaker"}, *const sources[] = {"speeches.csv",
                                                                 "more <of> them.csv"};
static result_word words[WORDS] = {{"traitors", 12, 1, 3.1, 5.2},
                                   {"punish", 9, 2, 2.2, 4.4},
                                   {"<warships>", 6, 2, 1.8, 3.3},
                                   {"never", 30, 40, 0.6, 2.9},
                                   {"shall", 20, 31, 0.5, 2.1}};
static result_example highest[] = {{"They will pay dearly for this, and <soon>.", "speech \"4\"",
                                    "2014-05-01", 0.82, 17}},
                      lowest[] = {
                          {"Let us meet halfway, on the island, & talk.", "", "", 0.05, 44}};

static double spread(size_t i, size_t k) {
  return (double)((i * 7919 + k * 104729) % 97) / 97;
}

static estimate around(double value, double half) {
  return (estimate){value, value - half, value + half};
}

static void fill_group(result_group *g, size_t i, size_t n, char *name, estimate *profile,
                       result_cell *trend, result_cell *cells) {
  const double mean = 0.55 - 0.45 * (double)i / (double)n;
  double sum = 0;
  (void)snprintf(name, NAME_BYTES, i < 4 ? "%s" : "%s, No. %zu", i < 4 ? names[i] : "Speaker",
                 i + 1);
  *g = (result_group){.name = name,
                      .n_statements = 14 + 31 * i % 200,
                      .n_documents = 3 + i % 40,
                      .mean = around(mean, 0.05),
                      .share = around(mean / 2, 0.04),
                      .profile = profile,
                      .median = mean - 0.02,
                      .coverage = 0.91,
                      .naive_mean = NAN,
                      .letters = i < 2 ? "a" : "b",
                      .warnings = i == 2 ? TENOR_WARN_FEW_DOCUMENTS | TENOR_WARN_LOW_COVERAGE : 0,
                      .trend = trend,
                      .targets = cells,
                      .words = words,
                      .n_words = WORDS,
                      .highest = highest,
                      .n_highest = 1,
                      .lowest = lowest,
                      .n_lowest = 1};
  if (i == 3) g->mean.lo = g->mean.hi = NAN, g->warnings = TENOR_WARN_ONE_DOCUMENT;
  for (size_t k = 0; k < CLASSES; k++) sum += profile[k].value = 0.02 + spread(i, k);
  for (size_t k = 0; k < CLASSES; k++) profile[k] = around(profile[k].value / sum, 0.03);
  for (size_t k = 0; k < PERIODS; k++) {
    const double level = mean + 0.06 * spread(i + 3, k) + (i == 0 && k >= 7 ? 0.2 : 0);
    trend[k] = (result_cell){20, 6, around(level, 0.05), i == 0 && k == 7 ? 0.004 : NAN};
    if (i == 1 && k == 4) trend[k] = (result_cell){0, 0, {NAN, NAN, NAN}, NAN};
  }
  for (size_t k = 0; k < TARGETS; k++)
    cells[k] = k == i ? (result_cell){0, 0, {NAN, NAN, NAN}, NAN}
                      : (result_cell){4 + k, 2, around(spread(i, k + 9), 0.1), NAN};
}

static void fill_pairs(results *r, result_pair *pairs) {
  r->pairs = pairs;
  for (size_t a = 0; a < r->n_groups && a < 6; a++)
    for (size_t b = a + 1; b < r->n_groups && b < 6; b++)
      pairs[r->n_pairs++] = (result_pair){
          a,   b,      around(r->groups[a].mean.value - r->groups[b].mean.value, 0.06),
          0.3, 0.0004, 0.02 + 0.1 * (double)a,
          0.01};
}

int main(int argc, char **argv) {
  static result_group groups[GROUPS_MOST];
  static char texts[GROUPS_MOST][NAME_BYTES], years[PERIODS][8];
  static estimate profiles[GROUPS_MOST][CLASSES];
  static result_cell trends[GROUPS_MOST][PERIODS], cells[GROUPS_MOST][TARGETS];
  static result_period periods[PERIODS];
  static result_pair pairs[15];
  static const char *keys[GROUPS_MOST][1];
  results r = {.by = by,
               .n_by = 1,
               .head = "hostility",
               .measure = "mean hostility",
               .positive = "hostile",
               .low = 0,
               .high = 1,
               .trend = "year",
               .unit = "document",
               .groups = groups,
               .classes = classes,
               .n_classes = CLASSES,
               .periods = periods,
               .n_periods = PERIODS,
               .targets = targets,
               .n_targets = TARGETS,
               .n_rows = 412,
               .n_statements = 400,
               .n_documents = 61,
               .n_folded = 7,
               .n_bad = 1,
               .n_without_key = 4,
               .seed = 1,
               .replicates = 2000,
               .sources = sources,
               .n_sources = 2};
  tenor_error error = {0};
  if (argc < 3) return 2;
  r.n_groups = (size_t)strtoul(argv[1], NULL, 10) % (GROUPS_MOST + 1);
  for (size_t i = 0; i < r.n_groups; i++) {
    fill_group(&groups[i], i, r.n_groups, texts[i], profiles[i], trends[i], cells[i]);
    keys[i][0] = texts[i];
    groups[i].keys = keys[i];
  }
  for (size_t k = 0; k < PERIODS; k++) {
    (void)snprintf(years[k], sizeof years[k], "%zu", 2009 + k);
    periods[k] = (result_period){years[k], 2009.5 + (double)k};
  }
  fill_pairs(&r, pairs);
  tenor_status status = report_write(&r, argv[2], &error);
  if (status >= 0 && argc > 3) status = plot_write(&r, argv[3], &error);
  if (status < 0) (void)fprintf(stderr, "%s\n", error.message);
  return status < 0;
}
