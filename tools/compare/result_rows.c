/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/result_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare/cells.h"
#include "output_options.h"

enum { PLACES = 4, P_PLACES = 6, NAME_BYTES = 256, PHRASES_BYTES = 512 };

static void put_columns(cells *c, const char *const *names, column_type type) {
  for (; *names; names++) cells_column(c, type, *names);
}

static void put_by_columns(cells *c, const results *r) {
  for (size_t i = 0; i < r->n_by; i++) cells_column(c, COLUMN_TEXT, r->by[i]);
  cells_column(c, COLUMN_TEXT, "head");
}

static void put_keys(cells *c, const results *r, const result_group *g) {
  for (size_t i = 0; i < r->n_by; i++) cells_text(c, g->keys[i]);
  cells_text(c, r->head);
}

static void put_cell(cells *c, const result_cell *from) {
  cells_count(c, from->n_statements);
  cells_count(c, from->n_documents);
  cells_estimate(c, from->mean, PLACES);
}

/* ---- groups ------------------------------------------------------------------------------------------- */

/* "few documents; low coverage" */
static void list_warnings(uint32_t warnings, char text[PHRASES_BYTES]) {
  size_t used = 0;
  text[0] = '\0';
  for (unsigned bit = 0; bit < TENOR_N_WARNINGS; bit++)
    if (warnings >> bit & 1 && used < PHRASES_BYTES)
      used += (size_t)snprintf(text + used, PHRASES_BYTES - used, "%s%s", used > 0 ? "; " : "",
                               tenor_warning_name(bit));
}

static void put_profile_columns(cells *c, const results *r) {
  static const char *const ends[] = {"", "_lo", "_hi"};
  for (size_t i = 0; i < r->n_classes; i++)
    for (size_t k = 0; k < 3; k++) {
      char name[NAME_BYTES];
      (void)snprintf(name, sizeof name, "share_%s%s", r->classes[i], ends[k]);
      cells_column(c, COLUMN_NUMBER, name);
    }
}

static void put_group_columns(cells *c, const results *r, bool everything) {
  static const char *const numbers[] = {"n_statements", "n_documents",   "mean",     "mean_lo",
                                        "mean_hi",      "share_hostile", "share_lo", "share_hi",
                                        "coverage",     "median",        NULL};
  put_by_columns(c, r);
  put_columns(c, numbers, COLUMN_NUMBER);
  cells_column(c, COLUMN_TEXT, "warnings");
  if (everything) put_profile_columns(c, r);
}

static void put_group(cells *c, const results *r, const result_group *g, bool everything) {
  char warnings[PHRASES_BYTES];
  put_keys(c, r, g);
  cells_count(c, g->n_statements);
  cells_count(c, g->n_documents);
  cells_estimate(c, g->mean, PLACES);
  cells_estimate(c, g->share, PLACES);
  cells_number(c, g->coverage, PLACES);
  cells_number(c, g->median, PLACES);
  list_warnings(g->warnings, warnings);
  cells_copy(c, warnings);
  for (size_t i = 0; everything && i < r->n_classes; i++) cells_estimate(c, g->profile[i], PLACES);
}

static tenor_status write_groups(const results *r, cells *c, writer *w, bool everything,
                                 tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status >= 0 && i < r->n_groups; i++) {
    put_group(c, r, &r->groups[i], everything);
    status = cells_end(c, w, error);
  }
  return status;
}

/* ---- pairs -------------------------------------------------------------------------------------------- */

static void put_pair_columns(cells *c) {
  static const char *const names[] = {"a", "b", NULL};
  static const char *const numbers[] = {"diff", "diff_lo", "diff_hi", "cliffs_delta",
                                        "p",    "p_holm",  "p_bh",    NULL};
  put_columns(c, names, COLUMN_TEXT);
  put_columns(c, numbers, COLUMN_NUMBER);
}

static tenor_status write_pairs(const results *r, cells *c, writer *w, tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status >= 0 && i < r->n_pairs; i++) {
    const result_pair *p = &r->pairs[i];
    cells_text(c, r->groups[p->a].name);
    cells_text(c, r->groups[p->b].name);
    cells_estimate(c, p->diff, PLACES);
    cells_number(c, p->cliffs_delta, PLACES);
    cells_number(c, p->p, P_PLACES);
    cells_number(c, p->p_holm, P_PLACES);
    cells_number(c, p->p_bh, P_PLACES);
    status = cells_end(c, w, error);
  }
  return status;
}

/* ---- periods and targets ------------------------------------------------------------------------------ */

static void put_cell_columns(cells *c, const results *r, const char *what) {
  static const char *const numbers[] = {"n_statements", "n_documents", "mean",
                                        "mean_lo",      "mean_hi",     NULL};
  put_by_columns(c, r);
  cells_column(c, COLUMN_TEXT, what);
  put_columns(c, numbers, COLUMN_NUMBER);
}

static tenor_status write_trend(const results *r, cells *c, writer *w, tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (size_t i = 0; i < r->n_groups; i++)
    for (size_t k = 0; status >= 0 && k < r->n_periods; k++) {
      const result_cell *cell_at = &r->groups[i].trend[k];
      if (cell_at->n_statements == 0) continue;
      put_keys(c, r, &r->groups[i]);
      cells_text(c, r->periods[k].label);
      put_cell(c, cell_at);
      cells_number(c, cell_at->p, P_PLACES);
      status = cells_end(c, w, error);
    }
  return status;
}

static tenor_status write_targets(const results *r, cells *c, writer *w, tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (size_t i = 0; i < r->n_groups; i++)
    for (size_t k = 0; status >= 0 && k < r->n_targets; k++) {
      if (r->groups[i].targets[k].n_statements == 0) continue;
      put_keys(c, r, &r->groups[i]);
      cells_text(c, r->targets[k]);
      put_cell(c, &r->groups[i].targets[k]);
      status = cells_end(c, w, error);
    }
  return status;
}

/* ---- words -------------------------------------------------------------------------------------------- */

static void put_word_columns(cells *c, const results *r) {
  static const char *const numbers[] = {"n", "n_rest", "log_odds", "z", NULL};
  for (size_t i = 0; i < r->n_by; i++) cells_column(c, COLUMN_TEXT, r->by[i]);
  cells_column(c, COLUMN_TEXT, "word");
  put_columns(c, numbers, COLUMN_NUMBER);
}

static tenor_status write_words(const results *r, cells *c, writer *w, tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (size_t i = 0; i < r->n_groups; i++)
    for (size_t k = 0; status >= 0 && k < r->groups[i].n_words; k++) {
      const result_word *word = &r->groups[i].words[k];
      for (size_t b = 0; b < r->n_by; b++) cells_text(c, r->groups[i].keys[b]);
      cells_text(c, word->word);
      cells_count(c, word->n);
      cells_count(c, word->n_rest);
      cells_number(c, word->log_odds, PLACES);
      cells_number(c, word->z, PLACES);
      status = cells_end(c, w, error);
    }
  return status;
}

/* ---- a table ------------------------------------------------------------------------------------------ */

static void put_table_columns(cells *c, const results *r, result_table table, bool everything) {
  switch (table) {
    case RESULT_GROUPS: put_group_columns(c, r, everything); break;
    case RESULT_PAIRS: put_pair_columns(c); break;
    case RESULT_TREND:
      put_cell_columns(c, r, "period");
      cells_column(c, COLUMN_NUMBER, "p_change");
      break;
    case RESULT_TARGETS: put_cell_columns(c, r, "target"); break;
    case RESULT_WORDS: put_word_columns(c, r); break;
  }
}

static tenor_status write_table(const results *r, cells *c, writer *w, result_table table,
                                bool everything, tenor_error *error) {
  switch (table) {
    case RESULT_GROUPS: break;
    case RESULT_PAIRS: return write_pairs(r, c, w, error);
    case RESULT_TREND: return write_trend(r, c, w, error);
    case RESULT_TARGETS: return write_targets(r, c, w, error);
    case RESULT_WORDS: return write_words(r, c, w, error);
  }
  return write_groups(r, c, w, everything, error);
}

static tenor_status too_many(tenor_error *error) {
  return tenor_error_set(error, TENOR_ERR_LIMIT, "", 0, 0, "there are too many columns");
}

/* The table to a writer, which is closed in any case. */
static tenor_status write_rows(const results *r, cells *c, writer *w, result_table table,
                               bool everything, tenor_error *error) {
  tenor_status status = write_table(r, c, w, table, everything, error);
  const tenor_status closed = writer_close(&w, status < 0 ? NULL : error);
  return status < 0 ? status : closed;
}

tenor_status result_rows_write(const results *r, const args *a, result_table table, bool everything,
                               tenor_error *error) {
  cells c;
  out *stream = NULL;
  writer *w = NULL;
  cells_init(&c);
  put_table_columns(&c, r, table, everything);
  tenor_status status =
      c.failed ? too_many(error) : output_open(a, &stream, &w, c.columns, c.n_columns, error);
  if (status >= 0) status = write_rows(r, &c, w, table, everything, error);
  if (status >= 0)
    status = out_close(&stream, error);
  else
    out_discard(&stream);
  cells_finish(&c);
  return status;
}

tenor_status result_rows_csv(const results *r, out *stream, result_table table,
                             tenor_error *error) {
  cells c;
  writer *w;
  const writer_options csv = {WRITER_CSV, 0};
  cells_init(&c);
  put_table_columns(&c, r, table, true);
  tenor_status status =
      c.failed ? too_many(error) : writer_open(&w, stream, &csv, c.columns, c.n_columns, error);
  if (status >= 0) status = write_rows(r, &c, w, table, true, error);
  cells_finish(&c);
  return status;
}
