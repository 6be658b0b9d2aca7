/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/hand_labels.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "output/decimal.h"

enum { BATCH_ROWS = 512 };

typedef struct label_places {
  size_t id, label, probability;
} label_places;

void hand_labels_init(hand_labels *h) {
  *h = (hand_labels){.labels = NULL};
  names_init(&h->ids);
}

void hand_labels_finish(hand_labels *h) {
  names_finish(&h->ids);
  free(h->labels);
  *h = (hand_labels){.labels = NULL};
}

static size_t find_column(const reader *in, const char *name) {
  size_t n;
  const char *const *columns = reader_columns(in, &n);
  for (size_t i = 0; i < n; i++)
    if (strcasecmp(columns[i], name) == 0) return i;
  return SIZE_MAX;
}

static tenor_status find_columns(const reader *in, const measure *m, const char *id,
                                 label_places *at, tenor_error *error) {
  *at = (label_places){find_column(in, id), find_column(in, m->head->name),
                       find_column(in, "probability")};
  if (at->id != SIZE_MAX && at->label != SIZE_MAX) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_FORMAT, reader_name(in), 1, 0, "has no column '%s'",
                         at->id == SIZE_MAX ? id : m->head->name);
}

static tenor_status make_room(hand_labels *h) {
  if (h->ids.n < h->capacity) return TENOR_OK;
  const size_t capacity = h->capacity ? h->capacity * 2 : 256;
  hand_label *grown = realloc(h->labels, capacity * sizeof *grown);
  if (!grown) return TENOR_ERR_MEMORY;
  h->labels = grown, h->capacity = capacity;
  return TENOR_OK;
}

/* NULL, or what is wrong with the row. */
static const char *read_label(const measure *m, const row *r, const label_places *at,
                              hand_label *label) {
  *label = (hand_label){.probability = NAN};
  if (r->problem) return r->problem;
  if (r->cells[at->id].size == 0) return "has no id";
  if (!measure_label(m, r->cells[at->label], &label->score, &label->positive))
    return "has no label of the head";
  if (at->probability == SIZE_MAX) return NULL;
  const cell p = r->cells[at->probability];
  if (!decimal_read(p.data, p.size, &label->probability) || !(label->probability > 0) ||
      label->probability > 1)
    return "has a probability that is not above 0 and at most 1";
  return NULL;
}

static tenor_status add_row(hand_labels *h, const measure *m, const reader *in, const row *r,
                            const label_places *at, tenor_error *error) {
  hand_label label;
  const char *problem = read_label(m, r, at, &label);
  const size_t n = h->ids.n;
  if (!problem && make_room(h) >= 0) {
    const size_t id = names_add(&h->ids, r->cells[at->id].data, r->cells[at->id].size);
    if (id == n) {
      h->labels[id] = label;
      return TENOR_OK;
    }
    if (id < n) problem = "has an id that stands in another row";
  }
  if (!problem) return tenor_error_memory(error);
  return tenor_error_set(error, TENOR_ERR_FORMAT, reader_name(in), r->line, 0, "%s", problem);
}

tenor_status hand_labels_read(hand_labels *h, const measure *m, const char *path, const char *id,
                              tenor_error *error) {
  reader *in;
  label_places at;
  batch b;
  tenor_status status = reader_open(&in, path, NULL, error);
  if (status < 0) return status;
  batch_init(&b);
  status = find_columns(in, m, id, &at, error);
  while (status >= 0 && (status = reader_next(in, &b, BATCH_ROWS, error)) == TENOR_OK)
    for (size_t i = 0; status >= 0 && i < b.n_rows; i++)
      status = add_row(h, m, in, &b.rows[i], &at, error);
  batch_finish(&b);
  reader_close(&in);
  return status < 0 ? status : TENOR_OK;
}

hand_label *hand_labels_find(const hand_labels *h, cell id) {
  const size_t at = names_find(&h->ids, id.data, id.size);
  return at == NAMES_NONE ? NULL : &h->labels[at];
}

uint64_t hand_labels_unused(const hand_labels *h) {
  uint64_t n = 0;
  for (size_t i = 0; i < h->ids.n; i++) n += !h->labels[i].used;
  return n;
}
