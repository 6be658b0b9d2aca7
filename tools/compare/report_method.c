/* SPDX-License-Identifier: Apache-2.0 */
/* How the numbers were made, so that somebody else can make them again; and the rows themselves, as a file to save. */
#include <stdio.h>

#include "compare/report_parts.h"
#include "compare/result_charts.h"
#include "compare/result_rows.h"
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

typedef struct saved_table {
  result_table table;
  const char *file, *label;
} saved_table;

static tenor_status put_table(const results *r, const saved_table *t, out *stream,
                              tenor_error *error) {
  out *csv;
  size_t size;
  tenor_status status = out_open_memory(&csv, error);
  if (status < 0) return status;
  status = result_rows_csv(r, csv, t->table, error);
  const char *data = out_memory(csv, &size);
  if (status >= 0) status = out_status(csv, error);
  if (status >= 0) page_download(stream, t->file, "text/csv", t->label, data, size);
  out_discard(&csv);
  return status;
}

static bool is_there(const results *r, result_table table) {
  switch (table) {
    case RESULT_GROUPS: break;
    case RESULT_PAIRS: return r->n_pairs > 0;
    case RESULT_TREND: return result_has_trend(r);
    case RESULT_TARGETS: return result_has_targets(r);
    case RESULT_WORDS: return result_has_words(r);
  }
  return true;
}

static tenor_status put_tables(const results *r, out *stream, tenor_error *error) {
  static const saved_table tables[] = {
      {RESULT_GROUPS, "groups.csv", "Save the groups as CSV"},
      {RESULT_PAIRS, "pairs.csv", "Save the pairs as CSV"},
      {RESULT_TREND, "trend.csv", "Save the course over time as CSV"},
      {RESULT_TARGETS, "targets.csv", "Save the targets as CSV"},
      {RESULT_WORDS, "words.csv", "Save the words as CSV"},
  };
  tenor_status status = TENOR_OK;
  for (size_t i = 0; i < sizeof tables / sizeof *tables && status >= 0; i++)
    if (is_there(r, tables[i].table)) status = put_table(r, &tables[i], stream, error);
  return status;
}

tenor_status report_method(const results *r, out *stream, tenor_error *error) {
  put_notes(r, stream);
  return put_tables(r, stream, error);
}
