/* SPDX-License-Identifier: Apache-2.0 */
#include "label/label_columns.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_own(const label_columns *c, const char *name) {
  bool own = strcasecmp(name, "coder") == 0;
  for (size_t i = 0; i < c->scheme->n; i++)
    own = own || strcasecmp(name, c->scheme->heads[i].name) == 0;
  return own;
}

static void add(label_columns *c, const char *name, size_t source) {
  c->names[c->n] = name;
  c->sources[c->n++] = source;
}

tenor_status label_columns_init(label_columns *c, const label_queue *queue, const scheme *s,
                                const char *coder, tenor_error *error) {
  const statements *in = &queue->in;
  const size_t most = in->n_columns + s->n + 2;
  *c = (label_columns){.queue = queue, .scheme = s, .coder = coder};
  if (is_own(c, in->columns[in->text]) || is_own(c, "id"))
    return opts_error(error, "--label: the columns id and %s hold no labels",
                      in->columns[in->text]);
  c->names = calloc(most, sizeof *c->names);
  c->sources = calloc(most, sizeof *c->sources);
  c->cells = calloc(most, sizeof *c->cells);
  if (!c->names || !c->sources || !c->cells) return tenor_error_memory(error);
  if (queue->id == SIZE_MAX) add(c, "id", SIZE_MAX);
  for (size_t i = 0; i < in->n_columns; i++) {
    if (is_own(c, in->columns[i])) continue;
    if (i == queue->id) c->id = c->n;
    if (i == in->text) c->text = c->n;
    add(c, in->columns[i], i);
  }
  add(c, "coder", SIZE_MAX);
  c->heads = c->n;
  for (size_t i = 0; i < s->n; i++) add(c, s->heads[i].name, SIZE_MAX);
  return TENOR_OK;
}

void label_columns_finish(label_columns *c) {
  free(c->names);
  free(c->sources);
  free(c->cells);
  *c = (label_columns){.queue = NULL};
}

void label_columns_fill(label_columns *c, const queue_item *item) {
  for (size_t i = 0; i + 1 < c->heads; i++)
    c->cells[i] = i == c->id ? item->id : item->row->cells[c->sources[i]];
  c->cells[c->heads - 1] = (cell){c->coder, strlen(c->coder)};
  for (size_t i = 0; i < c->scheme->n; i++) {
    const int answer = item->answers[i];
    const char *name = answer == LABEL_NONE ? "" : c->scheme->heads[i].labels[answer].name;
    c->cells[c->heads + i] = (cell){name, strlen(name)};
  }
}

tenor_status label_columns_read(const label_columns *c, const row *r, const char *path,
                                queue_item **item, tenor_error *error) {
  const cell coder = {c->coder, strlen(c->coder)};
  *item = NULL;
  if (cell_compare(r->cells[c->heads - 1], coder) != 0) return TENOR_OK;
  queue_item *found = label_queue_find(c->queue, r->cells[c->id]);
  if (!found) return TENOR_OK;
  if (cell_compare(r->cells[c->text], found->row->cells[c->queue->in.text]) != 0)
    return tenor_error_set(error, TENOR_ERR_FORMAT, path, r->line, 0,
                           "the statement of id '%.*s' was another one; name another file with -o",
                           (int)found->id.size, found->id.data);
  for (size_t i = 0; i < c->scheme->n; i++) {
    const scheme_head *head = &c->scheme->heads[i];
    const cell label = r->cells[c->heads + i];
    const size_t at = scheme_label_named(head, label.data, label.size);
    if (at == SIZE_MAX && label.size > 0)
      return tenor_error_set(error, TENOR_ERR_FORMAT, path, r->line, 0,
                             "'%.*s' is no label of '%s'", (int)label.size, label.data, head->name);
    found->answers[i] = at == SIZE_MAX ? LABEL_NONE : (int)at;
  }
  *item = found;
  return TENOR_OK;
}
