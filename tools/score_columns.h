/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The columns that scoring adds: what DESIGN calls scored columns, made from the heads of whatever model is open.
 *
 *     ordinal     NAME  NAME_lo  NAME_hi  p_POSITIVE     (hostility: p_hostile)
 *     class       NAME  p_NAME
 *     regression  NAME                                    (with --all: NAME_lo NAME_hi)
 *     binary      NAME  p_NAME
 *     coverage
 *     cluster                                             (with clusters asked for; the caller's to write)
 *
 * With everything asked for: NAME:LABEL for each label's probability, rate:CATEGORY for each lexicon category.
 * A column whose name the input has already gets the prefix "tenor_": input columns pass through unchanged.
 */
#ifndef TENOR_SCORE_COLUMNS_H
#define TENOR_SCORE_COLUMNS_H

#include "input/batch.h"
#include "output/writer.h"

typedef struct score_columns {
  const tenor_model *model;     /* borrowed */
  const tenor_lexicon *lexicon; /* borrowed */
  bool everything, clusters;
  column *columns;      /* [n] names owned */
  unsigned char *spare; /* [n] which a narrow table leaves out first; see writer_spare */
  size_t n, capacity;
  bool renamed; /* some name was taken */
} score_columns;

/* `taken` [n_taken] are the input's names; `prefix` (may be NULL) goes before every name. Errors: MEMORY. */
tenor_status score_columns_init(score_columns *c, const tenor_model *model,
                                const tenor_lexicon *lexicon, bool everything, bool clusters,
                                const char *prefix, const char *const *taken, size_t n_taken,
                                tenor_error *error);
void score_columns_finish(score_columns *c);

/* Writes the score into cells [c->n], whose bytes lie in `b`. `rates` may be NULL unless everything is asked for.
 * score == NULL: empty cells. Errors: MEMORY. */
tenor_status score_columns_write(const score_columns *c, batch *b, const tenor_score *score,
                                 const double *rates, cell *cells);

#endif
