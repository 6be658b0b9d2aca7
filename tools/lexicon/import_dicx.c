/* SPDX-License-Identifier: Apache-2.0 */
/*
 * LIWC-22: a CSV file whose first column holds the terms and whose others are categories.
 *
 *     DicTerm,joy,work
 *     gladd*,X,
 *     hard at work,X,X
 *
 * A cell is X, empty, or, in weighted dictionaries, a number.
 */
#include "lexicon/importers.h"

#include "input/reader.h"
#include "output/decimal.h"

enum { BATCH_ROWS = 256 };

static tenor_status take_cell(wordlist *w, cell term, cell mark, size_t category, uint64_t line,
                              tenor_error *error) {
  double weight = 1;
  const bool cross = mark.size == 1 && (mark.data[0] == 'X' || mark.data[0] == 'x');
  if (mark.size == 0) return TENOR_OK;
  if (!cross && !decimal_read(mark.data, mark.size, &weight)) {
    wordlist_lose(w, line, term.data, term.size, "has a cell that is neither X nor a number");
    return TENOR_OK;
  }
  return wordlist_add(w, category, term.data, term.size, weight, 0, line, error);
}

static tenor_status take_row(wordlist *w, const row *r, const size_t *categories, size_t n,
                             tenor_error *error) {
  const cell term = r->cells[0];
  tenor_status status = TENOR_OK;
  if (r->problem) {
    wordlist_lose(w, r->line, term.data ? term.data : "", term.size, "stands in a broken row");
    return TENOR_OK;
  }
  for (size_t i = 1; i < n && status >= 0; i++)
    status = take_cell(w, term, r->cells[i], categories[i], r->line, error);
  return status;
}

static tenor_status take_rows(wordlist *w, reader *in, size_t *categories, tenor_error *error) {
  size_t n;
  const char *const *names = reader_columns(in, &n);
  tenor_status status = TENOR_OK;
  batch b;
  if (n < 2)
    return import_error(w, 1,
                        "a LIWC-22 dictionary has a column of terms and one for each category");
  for (size_t i = 1; i < n && status >= 0; i++)
    status = wordlist_category_of(w, names[i], strlen(names[i]), &categories[i], error);
  batch_init(&b);
  while (status == TENOR_OK) {
    status = reader_next(in, &b, BATCH_ROWS, error);
    for (size_t i = 0; i < b.n_rows && status == TENOR_OK; i++)
      status = take_row(w, &b.rows[i], categories, n, error);
  }
  batch_finish(&b);
  return status == TENOR_END ? TENOR_OK : status;
}

tenor_status import_dicx(wordlist *w, tenor_error *error) {
  static const reader_options options = {.format = READER_CSV};
  size_t categories[READER_MAX_COLUMNS];
  reader *in;
  tenor_status status = reader_open(&in, w->path, &options, error);
  if (status < 0) return status;
  status = take_rows(w, in, categories, error);
  reader_close(&in);
  return status;
}
