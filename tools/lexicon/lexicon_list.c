/* SPDX-License-Identifier: Apache-2.0 */
/* tenor lexicon list: categories, the entries of one, or the entries that a word or phrase matches.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/decimal.h"
#include "command.h"
#include "datadir.h"
#include "exits.h"
#include "lexicon/lexicon_commands.h"
#include "message.h"
#include "output_options.h"

typedef struct listing {
  const args *args;
  tenor_model *model; /* NULL unless --model */
  tenor_lexicon *own; /* NULL: the model's own is listed */
  const tenor_lexicon *lexicon;
  uint32_t category; /* UINT32_MAX: all */
  out *stream;
  writer *writer;
} listing;

static cell text_cell(const char *text) {
  return (cell){text, strlen(text)};
}

/* Weight 0 stands for "none" in a column of deviations. */
static cell optional_cell(char text[DECIMAL_BYTES], double value) {
  (void)decimal_write_short(text, value, 4);
  return value > 0 ? text_cell(text) : (cell){NULL, 0};
}

/* ---- categories
 * ---------------------------------------------------------------------------------------- */

static tenor_status list_categories(listing *l, tenor_error *error) {
  static const column columns[] = {{"category", COLUMN_TEXT, false},
                                   {"role", COLUMN_TEXT, false},
                                   {"entries", COLUMN_NUMBER, false},
                                   {"measures", COLUMN_TEXT, false}};
  tenor_status status = output_open(l->args, &l->stream, &l->writer, columns, 4, error);
  for (uint32_t i = 0; i < tenor_lexicon_n_categories(l->lexicon) && status >= 0; i++) {
    tenor_category c;
    char n[16];
    tenor_lexicon_category(l->lexicon, i, &c);
    (void)snprintf(n, sizeof n, "%u", c.n_entries);
    const cell cells[] = {text_cell(c.name), text_cell(c.role), text_cell(n),
                          text_cell(c.measures)};
    status = writer_row(l->writer, cells, NULL, error);
  }
  return status;
}

/* ---- entries of a category
 * ----------------------------------------------------------------------------- */

static tenor_status list_entries(listing *l, tenor_error *error) {
  static const column columns[] = {{"term", COLUMN_TEXT, false},
                                   {"weight", COLUMN_NUMBER, false},
                                   {"sd", COLUMN_NUMBER, false},
                                   {"note", COLUMN_TEXT, false}};
  tenor_status status = output_open(l->args, &l->stream, &l->writer, columns, 4, error);
  for (uint32_t i = 0; i < tenor_lexicon_n_entries(l->lexicon) && status >= 0; i++) {
    tenor_entry e;
    char weight[DECIMAL_BYTES], sd[DECIMAL_BYTES];
    tenor_lexicon_entry(l->lexicon, i, &e);
    if (e.category != l->category) continue;
    (void)decimal_write_short(weight, e.weight, 4);
    const cell cells[] = {text_cell(e.term), text_cell(weight), optional_cell(sd, e.sd),
                          text_cell(e.text)};
    status = writer_row(l->writer, cells, NULL, error);
  }
  return status;
}

/* ---- matches of a term
 * --------------------------------------------------------------------------------- */

static tenor_status list_hit(listing *l, tenor_text text, const tenor_hit *h, tenor_error *error) {
  static const char *const effects[] = {"counts", "blocks", "hidden"};
  tenor_entry e;
  tenor_category c;
  char weight[DECIMAL_BYTES], sd[DECIMAL_BYTES];
  tenor_lexicon_entry(l->lexicon, h->entry, &e);
  if (l->category != UINT32_MAX && l->category != e.category) return TENOR_OK;
  tenor_lexicon_category(l->lexicon, e.category, &c);
  (void)decimal_write_short(weight, e.weight, 4);
  const cell cells[] = {{text.data + h->begin, h->end - h->begin},
                        text_cell(e.term),
                        text_cell(c.name),
                        text_cell(c.role),
                        text_cell(weight),
                        optional_cell(sd, e.sd),
                        text_cell(effects[h->effect]),
                        text_cell(e.text)};
  return writer_row(l->writer, cells, NULL, error);
}

static void tell_of_category(const listing *l, const char *name, size_t n_hits) {
  tenor_category c;
  if (opts_flag(l->args, "quiet")) return;
  if (n_hits == 0) message_note(l->args->command->name, "no entry matches '%s'", name);
  for (uint32_t i = 0; i < tenor_lexicon_n_categories(l->lexicon); i++) {
    tenor_lexicon_category(l->lexicon, i, &c);
    if (strcmp(c.name, name) == 0)
      message_note(l->args->command->name,
                   "'%s' is also a category; --category %s lists its entries", name, name);
  }
}

static tenor_status list_hits(listing *l, tenor_error *error) {
  static const column columns[] = {{"text", COLUMN_TEXT, false},     {"term", COLUMN_TEXT, false},
                                   {"category", COLUMN_TEXT, false}, {"role", COLUMN_TEXT, false},
                                   {"weight", COLUMN_NUMBER, false}, {"sd", COLUMN_NUMBER, false},
                                   {"effect", COLUMN_TEXT, false},   {"note", COLUMN_TEXT, false}};
  const tenor_text text = tenor_text_of(l->args->operands[0]);
  tenor_lookup *lookup;
  const tenor_hit *hits;
  size_t n = 0;
  tenor_status status = tenor_lookup_new(&lookup, l->lexicon, error);
  if (status < 0) return status;
  status = tenor_lookup_text(lookup, text, &hits, &n);
  if (status < 0) (void)tenor_error_set(error, status, NULL, 0, 0, "cannot look the term up");
  if (status >= 0) status = output_open(l->args, &l->stream, &l->writer, columns, 8, error);
  for (size_t i = 0; i < n && status >= 0; i++) status = list_hit(l, text, &hits[i], error);
  tenor_lookup_free(&lookup);
  if (status >= 0) tell_of_category(l, text.data, n);
  return status;
}

/* ---- the whole
 * ----------------------------------------------------------------------------------------- */

/* The lexicon inside --model, or else the one that comes with tenor, with the folders of --lexicon
 * over it. */
static tenor_status open_lexicon(listing *l, tenor_error *error) {
  enum { MAX_FOLDERS = 64 };
  char path[DATADIR_PATH_BYTES];
  const char *folders[MAX_FOLDERS];
  size_t n = 0, n_given;
  const char *const *given = opts_texts(l->args, "lexicon", &n_given);
  const char *model = opts_text(l->args, "model");
  if (n_given >= MAX_FOLDERS)
    return opts_error(error, "--lexicon: more than %d folders", MAX_FOLDERS - 1);
  if (model) {
    const tenor_status status = tenor_model_open(&l->model, model, error);
    if (status < 0) return status;
    l->lexicon = tenor_model_lexicon(l->model);
    if (n_given == 0) return TENOR_OK;
    const tenor_lexicon *base = l->lexicon;
    l->lexicon = NULL;
    const tenor_status read = tenor_lexicon_read(&l->own, base, given, n_given, NULL, NULL, error);
    l->lexicon = l->own;
    return read;
  }
  tenor_status status = datadir_find(LEXICON_OWN_FOLDER, path, error);
  if (status < 0) return status;
  folders[n++] = path;
  for (size_t i = 0; i < n_given; i++) folders[n++] = given[i];
  status = tenor_lexicon_read(&l->own, NULL, folders, n, NULL, NULL, error);
  l->lexicon = l->own;
  return status;
}

static tenor_status find_category(listing *l, tenor_error *error) {
  const char *name = opts_text(l->args, "category");
  tenor_category c;
  l->category = UINT32_MAX;
  for (uint32_t i = 0; name && i < tenor_lexicon_n_categories(l->lexicon); i++) {
    tenor_lexicon_category(l->lexicon, i, &c);
    if (strcmp(c.name, name) == 0) l->category = i;
  }
  if (!name || l->category != UINT32_MAX) return TENOR_OK;
  return opts_error(error, "--category: there is no category '%s'", name);
}

static tenor_status list(listing *l, tenor_error *error) {
  if (l->args->n_operands > 1)
    return opts_error(error, "'%s' is one term too many; put a phrase in quotation marks",
                      l->args->operands[1]);
  tenor_status status = open_lexicon(l, error);
  if (status >= 0) status = find_category(l, error);
  if (status < 0) return status;
  if (l->args->n_operands == 1) return list_hits(l, error);
  return l->category != UINT32_MAX ? list_entries(l, error) : list_categories(l, error);
}

int lexicon_list(const args *a) {
  listing l = {.args = a};
  tenor_error error = {0};
  tenor_status status = list(&l, &error);
  if (status >= 0) status = writer_close(&l.writer, &error);
  if (status >= 0) status = out_close(&l.stream, &error);
  const int code = status < 0 ? message_failure(a->command->name, &error, status) : EXITS_OK;
  (void)writer_close(&l.writer, NULL);
  out_discard(&l.stream);
  tenor_lexicon_free(&l.own);
  tenor_model_free(&l.model);
  return code;
}
