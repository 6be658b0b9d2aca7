/* SPDX-License-Identifier: Apache-2.0 */
/* How the numbers were made, so that somebody else can make them again; and the rows themselves, as a file to save. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare/report_parts.h"
#include "output/writer.h"
#include "page/page.h"

/* ---- the notes
 * ------------------------------------------------------------------------------------------ */

static void put_note(out *stream, const char *name, const char *text) {
  markup(stream, "<dt>%s</dt><dd>%s</dd>\n", name, text);
}

static void put_sources(const results *r, out *stream) {
  markup(stream, "<dt>Read from</dt><dd>");
  for (size_t i = 0; i < r->n_sources; i++)
    markup(stream, "%s%s", i > 0 ? ", " : "", r->sources[i]);
  markup(stream, ": %.0f rows", (double)r->n_rows);
  if (r->n_excluded > 0) markup(stream, ", of which --where left out %.0f", (double)r->n_excluded);
  markup(stream, "</dd>\n");
}

static void put_digest(out *stream, const char *name, const char *what, uint64_t digest) {
  char text[20];
  (void)snprintf(text, sizeof text, "%016llx", (unsigned long long)digest);
  markup(stream, "<dt>%s</dt><dd>%s <code>%s</code></dd>\n", name, what, text);
}

static void put_model(const results *r, out *stream) {
  if (!r->model) {
    put_note(stream, "Model", "not known: the rows came with scores");
    return;
  }
  tenor_model_size sizes;
  tenor_model_sizes(r->model, &sizes);
  put_digest(stream, r->scored_here ? "Model" : "Model that explains",
             r->model_name ? r->model_name : "", sizes.checksum);
  if (r->lexicon) put_digest(stream, "Lexicon", "", tenor_lexicon_digest(r->lexicon));
  if (!r->scored_here)
    put_note(stream, "Scores", "came with the rows; the model above need not have made them");
}

static void put_statistics(const results *r, out *stream) {
  markup(stream,
         "<dt>Intervals</dt><dd>95 %%, by drawing %s anew %.0f times (seed %.0f): statements of "
         "one document are "
         "not independent</dd>\n",
         r->unit ? "documents" : "statements", (double)r->replicates, (double)r->seed);
  if (r->unit) put_note(stream, "Documents", r->unit);
  if (r->n_pairs > 0)
    put_note(
        stream, "Tests",
        "permutation of documents; corrected by Holm (1979) and Benjamini and Hochberg (1995)");
  put_note(stream, "Repeats",
           r->repeats_counted ? "counted each time"
                              : "the same words reported twice count once: near-duplicates of one "
                                "speaker are folded (Broder 1997)");
  if (r->where) put_note(stream, "Rows kept", r->where);
  if (r->baseline) put_note(stream, "Compared with", r->baseline);
}

static bool is_corrected(const results *r) {
  for (size_t i = 0; i < r->n_groups; i++)
    if (r->groups[i].n_gold > 0) return true;
  return false;
}

static void put_notes(const results *r, out *stream) {
  markup(stream, "<dl>\n");
  put_sources(r, stream);
  put_note(stream, "Measured", r->measure);
  put_statistics(r, stream);
  if (is_corrected(r))
    put_note(stream, "Correction",
             "for the model's errors, by labels given by hand (prediction-powered inference, "
             "Angelopoulos et al. 2023)");
  put_model(r, stream);
  markup(stream, "</dl>\n");
}

/* ---- the rows
 * ------------------------------------------------------------------------------------------- */

enum { BY_MOST = 8, FIXED = 10, NUMBER_BYTES = DECIMAL_BYTES };

static const column fixed[FIXED] = {{"head", COLUMN_TEXT, false},
                                    {"n_statements", COLUMN_NUMBER, false},
                                    {"n_documents", COLUMN_NUMBER, false},
                                    {"mean", COLUMN_NUMBER, false},
                                    {"mean_lo", COLUMN_NUMBER, false},
                                    {"mean_hi", COLUMN_NUMBER, false},
                                    {"share_hostile", COLUMN_NUMBER, false},
                                    {"share_lo", COLUMN_NUMBER, false},
                                    {"share_hi", COLUMN_NUMBER, false},
                                    {"coverage", COLUMN_NUMBER, false}};

static cell number_cell(char text[NUMBER_BYTES], double value, int places) {
  return (cell){text, decimal_write(text, value, places)};
}

static cell text_cell(const char *text) {
  return (cell){text, strlen(text)};
}

static tenor_status put_row(const results *r, const result_group *g, writer *w,
                            tenor_error *error) {
  char numbers[FIXED][NUMBER_BYTES];
  const double values[FIXED] = {0,
                                (double)g->n_statements,
                                (double)g->n_documents,
                                g->mean.value,
                                g->mean.lo,
                                g->mean.hi,
                                g->share.value,
                                g->share.lo,
                                g->share.hi,
                                g->coverage};
  cell cells[BY_MOST + FIXED];
  size_t n = 0;
  for (size_t i = 0; i < r->n_by && i < BY_MOST; i++) cells[n++] = text_cell(g->keys[i]);
  cells[n++] = text_cell(r->head);
  for (size_t i = 1; i < FIXED; i++) cells[n++] = number_cell(numbers[i], values[i], i < 3 ? 0 : 6);
  return writer_row(w, cells, NULL, error);
}

static tenor_status put_rows(const results *r, out *stream, tenor_error *error) {
  static const writer_options csv = {WRITER_CSV, 0};
  column columns[BY_MOST + FIXED];
  size_t n = 0;
  writer *w;
  for (size_t i = 0; i < r->n_by && i < BY_MOST; i++)
    columns[n++] = (column){r->by[i], COLUMN_TEXT, false};
  for (size_t i = 0; i < FIXED; i++) columns[n++] = fixed[i];
  tenor_status status = writer_open(&w, stream, &csv, columns, n, error);
  if (status < 0) return status;
  for (size_t i = 0; i < r->n_groups && status >= 0; i++)
    status = put_row(r, &r->groups[i], w, error);
  tenor_error closing = {0};
  const tenor_status closed = writer_close(&w, &closing);
  if (status >= 0 && closed < 0) *error = closing;
  return status >= 0 ? closed : status;
}

tenor_status report_method(const results *r, out *stream, tenor_error *error) {
  out *csv;
  size_t size;
  put_notes(r, stream);
  tenor_status status = out_open_memory(&csv, error);
  if (status < 0) return status;
  status = put_rows(r, csv, error);
  const char *data = out_memory(csv, &size);
  if (status >= 0) status = out_status(csv, error);
  if (status >= 0)
    page_download(stream, "compare.csv", "text/csv", "Save the groups as CSV", data, size);
  out_discard(&csv);
  return status;
}
