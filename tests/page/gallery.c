/* SPDX-License-Identifier: Apache-2.0 */
/* Writes a page with each kind of chart, and with input that is hard to draw, for the browser test:
 *
 *     gallery > page.html       gallery KIND > chart.svg
 *
 * The people and numbers are invented. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "page/page.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const forest_row speakers[] = {
    {"Anka Thorvald", "14", 0.46, 0.38, 0.53},
    {"Benno Keld", "61", 0.31, 0.27, 0.35},
    {"The Secretary-General of the Northern Islands", "9", 0.22, 0.1, 0.36},
    {"Hestland", "120", 0.12, 0.1, 0.15},
    {"<b>\"Nobody\" & 'co'</b>", "1", NAN, NAN, NAN}};
static const forest_chart forest = {.rows = speakers,
                                    .n = COUNT(speakers),
                                    .axis = "mean hostility",
                                    .note_name = "statements",
                                    .low = 0,
                                    .high = NAN,
                                    .reference = 0.21,
                                    .places = 2};

static const line_point anka[] = {{2010, 0.31, 0.22, 0.40, false}, {2011, 0.33, 0.25, 0.41, false},
                                  {2012, 0.30, 0.21, 0.39, false}, {2013, 0.47, 0.39, 0.55, true},
                                  {2014, 0.51, 0.42, 0.60, false}, {2015, 0.48, 0.40, 0.57, false}};
static const line_point benno[] = {
    {2010, 0.21, 0.15, 0.27, false}, {2011, 0.19, 0.13, 0.25, false},
    {2012, NAN, NAN, NAN, false},    {2013, 0.23, 0.17, 0.29, false},
    {2014, 0.20, 0.14, 0.27, false}, {2015, 0.22, 0.16, 0.28, false}};
static const line_point hest[] = {{2010, 0.14, 0.11, 0.17, false},
                                  {2013, 0.13, 0.10, 0.16, false},
                                  {2015, 0.19, 0.16, 0.23, false}};
static const line_series series[] = {{"Anka Thorvald", anka, COUNT(anka)},
                                     {"Benno Keld", benno, COUNT(benno)},
                                     {"Hestland", hest, COUNT(hest)}};
static const line_chart lines = {
    .series = series,
    .n = COUNT(series),
    .x_axis = "year",
    .y_axis = "mean hostility",
    .low = 0,
    .high = NAN,
    .reference = NAN,
    .change_name = "the level changes here (permutation test, p < 0.05)"};

static const line_point curve[] = {{0, 0.71, 0.66, 0.75, false},
                                   {1, 0.78, 0.74, 0.81, false},
                                   {2, 0.82, 0.79, 0.85, false},
                                   {3, 0.84, 0.82, 0.86, false}};
static const char *const sizes[] = {"200", "400", "800", "1,600"};
static const line_series curves[] = {{"AUC", curve, COUNT(curve)}};
static const line_chart learning = {.series = curves,
                                    .n = 1,
                                    .x_axis = "labelled statements",
                                    .y_axis = "AUC on held-out documents",
                                    .low = 0.5,
                                    .high = 1,
                                    .x_names = sizes,
                                    .n_x_names = COUNT(sizes),
                                    .reference = 0.5};

static const char *const tones[] = {"threatening",  "accusatory", "demanding", "defiant",
                                    "conciliatory", "supportive", "neutral"};
static const double tone_a[] = {0.22, 0.31, 0.12, 0.17, 0.04, 0.02, 0.12},
                    tone_b[] = {0.05, 0.22, 0.2, 0.1, 0.14, 0.09, 0.2},
                    tone_c[] = {0.005, 0.03, 0.1, 0.02, 0.35, 0.25, 0.245},
                    tone_d[] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
static const share_row profiles[] = {
    {"Anka Thorvald", tone_a}, {"Benno Keld", tone_b}, {"Hestland", tone_c}, {"Nobody", tone_d}};
static const share_chart shares = {
    .rows = profiles, .n = COUNT(profiles), .parts = tones, .n_parts = COUNT(tones)};

static const char *const targets[] = {"Hestland", "Northern Islands", "Keld's party",
                                      "United Ports"};
static const char *const who[] = {"Anka Thorvald", "Benno Keld", "Hestland"};
static const double to_whom[] = {0.61, 0.44, 0.52, 0.08, 0.3, NAN, 0.12, 0.2, NAN, 0.33, 0.05, 0.1};
static const char *const counts[] = {"n 12", "n 4", "n 7", "n 3", "n 20", NULL,
                                     "n 2",  "n 9", NULL,  "n 8", "n 14", "n 31"};
static const matrix_chart matrix = {.rows = who,
                                    .columns = targets,
                                    .n_rows = 3,
                                    .n_columns = 4,
                                    .values = to_whom,
                                    .notes = counts,
                                    .row_axis = "speaker",
                                    .column_axis = "target",
                                    .low = 0,
                                    .high = NAN,
                                    .places = 2,
                                    .hue = SHADE_RED};
static const char *const many[] = {"threatening",  "accusatory", "demanding", "defiant",
                                   "conciliatory", "supportive", "neutral",   "eighth"};
static const double confused[] = {40, 8, 1,  5, 0,  0, 2,  0, 6, 55, 3, 4,  0, 1,  9, 0,
                                  2,  4, 31, 1, 3,  0, 4,  0, 5, 7,  1, 29, 1, 0,  3, 0,
                                  0,  0, 2,  1, 44, 6, 9,  0, 0, 1,  0, 0,  8, 37, 6, 0,
                                  1,  6, 3,  2, 7,  5, 61, 0, 0, 0,  0, 0,  0, 0,  0, 1};
static const matrix_chart confusion = {.rows = many,
                                       .columns = many,
                                       .n_rows = 8,
                                       .n_columns = 8,
                                       .values = confused,
                                       .notes = NULL,
                                       .row_axis = "label",
                                       .column_axis = "prediction",
                                       .low = 0,
                                       .high = NAN,
                                       .places = 0,
                                       .hue = SHADE_BLUE};

static const scatter_point bins[] = {{0.05, 0.04, 0.02, 0.08, 310, "0.0 to 0.1: 310"},
                                     {0.15, 0.17, 0.1, 0.25, 120, "0.1 to 0.2: 120"},
                                     {0.45, 0.4, 0.28, 0.53, 60, "0.4 to 0.5: 60"},
                                     {0.75, 0.82, 0.7, 0.9, 75, "0.7 to 0.8: 75"},
                                     {0.95, 0.93, 0.88, 0.97, 190, "0.9 to 1.0: 190"}};
static const scatter_chart reliability = {.points = bins,
                                          .n = COUNT(bins),
                                          .x_axis = "predicted probability",
                                          .y_axis = "share seen",
                                          .low = 0,
                                          .high = 1,
                                          .diagonal = "perfect"};

static const bar_row words[] = {
    {"traitors", 5.21, NAN, NAN}, {"punish", 4.4, NAN, NAN},
    {"warships", 2.9, NAN, NAN},  {"partners", -3.1, NAN, NAN},
    {"thank", -4.75, NAN, NAN},   {"fellowship of the coastal towns", -6.02, NAN, NAN}};
static const bar_chart odds = {.rows = words,
                               .n = COUNT(words),
                               .axis = "z-score of the log-odds ratio",
                               .below = "the others",
                               .above = "Anka Thorvald",
                               .places = 1};
static const bar_row losses[] = {{"without word vectors", -0.034, -0.051, -0.017},
                                 {"without lexicons", -0.021, -0.04, -0.003},
                                 {"without form", 0.001, -0.004, 0.006}};
static const bar_chart ablation = {
    .rows = losses, .n = COUNT(losses), .axis = "change of AUC", .places = 3};

static const forest_chart empty = {
    .rows = NULL, .n = 0, .axis = "nothing", .low = NAN, .high = NAN, .reference = NAN};

static const chart charts[] = {
    {.id = "forest",
     .title = "Mean hostility by speaker",
     .describe = "Anka Thorvald is the most hostile, Hestland the least.",
     .forest = &forest},
    {.id = "lines",
     .title = "Hostility over the years",
     .describe = "Anka Thorvald's level rises in 2013.",
     .lines = &lines},
    {.id = "curve",
     .title = "Is more labelling worth it?",
     .describe = "Each doubling brings less.",
     .lines = &learning},
    {.id = "shares",
     .title = "Tones",
     .describe = "Anka Thorvald accuses most.",
     .shares = &shares},
    {.id = "matrix",
     .title = "Who is hostile to whom",
     .describe = "Anka Thorvald to Hestland.",
     .matrix = &matrix},
    {.id = "confusion",
     .title = "Labels and predictions",
     .describe = "Accusation and threat are confused most.",
     .matrix = &confusion},
    {.id = "scatter",
     .title = "Are the probabilities true?",
     .describe = "All bins lie near the diagonal.",
     .scatter = &reliability},
    {.id = "odds",
     .title = "Words of <Anka> & others",
     .describe = "Traitors stands out.",
     .bars = &odds},
    {.id = "ablation",
     .title = "What each block of features is worth",
     .describe = "Word vectors are worth most.",
     .bars = &ablation},
    {.id = "empty", .title = "No data", .describe = "Nothing was found.", .forest = &empty},
};

static void write_table(out *stream) {
  static const page_column columns[] = {{"speaker", false}, {"statements", true}, {"mean", true}};
  page_table_begin(stream, "Mean hostility", columns, COUNT(columns));
  for (size_t i = 0; i < COUNT(speakers); i++)
    page_table_row(stream, columns,
                   (page_cell[]){PAGE_TEXT(speakers[i].label), PAGE_TEXT(speakers[i].note),
                                 PAGE_NUMBER(speakers[i].value, 2)},
                   3);
  page_table_end(stream);
}

static void write_page(out *stream) {
  static const page_link links[] = {{"charts", "The charts"}, {"numbers", "The numbers"}};
  static const char csv[] = "speaker,mean\n\"Keld, Benno\",0.31\n";
  page_begin(stream, "A gallery of charts & tables", NULL);
  page_paragraph(stream, "Each kind of chart once, with invented numbers.");
  page_note(stream, "One speaker has a single statement: no interval can be given.");
  page_contents(stream, links, COUNT(links));
  page_section_begin(stream, "charts", "The charts");
  for (size_t i = 0; i < COUNT(charts); i++) page_figure(stream, &charts[i]);
  page_section_end(stream);
  page_section_begin(stream, "numbers", "The numbers");
  write_table(stream);
  page_details_begin(stream, "The same again");
  write_table(stream);
  page_details_end(stream);
  page_download(stream, "means.csv", "text/csv", "Save the table as CSV", csv, sizeof csv - 1);
  page_section_end(stream);
  page_end(stream, "tests/page/gallery");
}

int main(int argc, char **argv) {
  out *stream;
  tenor_error error;
  if (out_open(&stream, "-", &error) < 0) return 1;
  if (argc < 2) write_page(stream);
  for (size_t i = 0; argc > 1 && i < COUNT(charts); i++)
    if (strcmp(charts[i].id, argv[1]) == 0) chart_write_alone(stream, &charts[i], CHART_WIDE);
  return out_close(&stream, &error) < 0;
}
