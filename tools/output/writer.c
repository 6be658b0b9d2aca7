/* SPDX-License-Identifier: Apache-2.0 */
/* The face that all output formats share. */
#include "output/writer_format.h"

#include <stdlib.h>

static const writer_kind *kind_of(writer_format format) {
  switch (format) {
    case WRITER_CSV: break;
    case WRITER_TSV: return &writer_tsv;
    case WRITER_JSONL: return &writer_jsonl;
    case WRITER_TABLE: return &writer_table;
  }
  return &writer_csv;
}

static void writer_free(writer **w) {
  if ((*w)->kind->free != NULL) (*w)->kind->free(*w);
  free(*w);
  *w = NULL;
}

tenor_status writer_open(writer **result, out *stream, const writer_options *options,
                         const column *columns, size_t n, tenor_error *error) {
  writer *w = malloc(sizeof *w);

  *result = NULL;
  if (w == NULL) return tenor_error_memory(error);
  *w = (writer){.kind = kind_of(options->format),
                .stream = stream,
                .columns = columns,
                .n_columns = n,
                .width = options->width};
  tenor_status status = w->kind->open != NULL ? w->kind->open(w, error) : TENOR_OK;
  if (status != TENOR_OK) writer_free(&w);
  *result = w;
  return status;
}

tenor_status writer_row(writer *w, const cell *cells, const row *from, tenor_error *error) {
  tenor_status status = w->kind->row(w, cells, from, error);
  return status == TENOR_OK ? out_status(w->stream, error) : status;
}

void writer_spare(writer *w, const unsigned char *spare) {
  w->spare = spare;
}

uint64_t writer_n_altered(const writer *w) {
  return w->n_altered;
}

tenor_status writer_close(writer **w, tenor_error *error) {
  tenor_status status = TENOR_OK;

  if (*w == NULL) return TENOR_OK;
  if ((*w)->kind->finish != NULL) status = (*w)->kind->finish(*w, error);
  if (status == TENOR_OK) status = out_status((*w)->stream, error);
  writer_free(w);
  return status;
}
