/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where labels cost time, those teach a model most that it is least sure of: uncertainty sampling (Lewis & Gale 1994),
 * here the entropy of its probabilities, 0 to 1, the mean over heads. Rows chosen so are no fair sample, and only rows
 * in the given or a random order can tell how good a model is.
 */
#include "label/label_queue.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "message.h"

static const char *const order_names[] = {"given", "random", "uncertain", NULL};
enum { ORDER_GIVEN, ORDER_RANDOM, ORDER_UNCERTAIN };

const option label_queue_options[] = {
    {.name = "order",
     .kind = OPTION_CHOICE,
     .value = "ORDER",
     .choices = order_names,
     .otherwise = "uncertain with --model, else given",
     .help = "Ask as the file has them, at random, or what the model is least sure of first."},
    {.name = "double",
     .kind = OPTION_NUMBER,
     .value = "SHARE",
     .fallback = "1",
     .min = 0.001,
     .max = 1,
     .help =
         "Label only this share, drawn at random and with the same seed the same for everybody: "
         "what a second coder repeats."},
    {.name = "seed",
     .kind = OPTION_INTEGER,
     .value = "N",
     .fallback = "1",
     .min = 0,
     .max = 9007199254740992.0,
     .help = "Seed of random orders, shares and intervals."},
    {.name = NULL}};

/* ---- reading ------------------------------------------------------------------------------------------- */

static int compare_ids(const void *x, const void *y) {
  const queue_item *a = *(queue_item *const *)x, *b = *(queue_item *const *)y;
  const int order = cell_compare(a->id, b->id);
  return order != 0 ? order : (a > b) - (a < b);
}

queue_item *label_queue_find(const label_queue *q, cell id) {
  size_t low = 0, high = q->n;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = cell_compare(q->by_id[middle]->id, id);
    if (order == 0) return q->by_id[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static bool add_item(label_queue *q, const row *r, size_t number) {
  queue_item *item = &q->items[q->n];
  *item = (queue_item){.row = r, .mine = true};
  for (size_t i = 0; i < TENOR_MAX_HEADS; i++) item->answers[i] = LABEL_NONE;
  if (q->id != SIZE_MAX) {
    item->id = r->cells[q->id];
  } else {
    char *id = batch_alloc(&q->memory, QUEUE_ID_BYTES);
    if (!id) return false;
    item->id = (cell){id, (size_t)snprintf(id, QUEUE_ID_BYTES, "%zu", number)};
  }
  q->n++;
  return true;
}

static tenor_status add_items(label_queue *q, const args *a, tenor_error *error) {
  const size_t n = q->memory.n_rows;
  q->items = calloc(n + 1, sizeof *q->items);
  q->by_id = calloc(n + 1, sizeof *q->by_id);
  q->to_label = calloc(n + 1, sizeof *q->to_label);
  if (!q->items || !q->by_id || !q->to_label) return tenor_error_memory(error);
  for (size_t i = 0; i < n; i++) {
    const row *r = &q->memory.rows[i];
    const char *problem = statements_problem(&q->in, r);
    if (!problem && q->id != SIZE_MAX && r->cells[q->id].size == 0) problem = "no id";
    if (problem) {
      q->n_problems++;
      message_warning(a->command->name, reader_name(q->in.reader), r->line, "%s", problem);
    } else if (!add_item(q, r, i + 1)) {
      return tenor_error_memory(error);
    }
  }
  for (size_t i = 0; i < q->n; i++) q->by_id[i] = &q->items[i];
  if (q->n > 0) qsort(q->by_id, q->n, sizeof *q->by_id, compare_ids);
  for (size_t i = 1; i < q->n; i++)
    if (cell_compare(q->by_id[i - 1]->id, q->by_id[i]->id) == 0)
      return tenor_error_set(error, TENOR_ERR_FORMAT, reader_name(q->in.reader),
                             q->by_id[i]->row->line, 0, "the id '%.*s' stands twice",
                             (int)q->by_id[i]->id.size, q->by_id[i]->id.data);
  return TENOR_OK;
}

tenor_status label_queue_open(label_queue *q, const args *a, const char *path, tenor_error *error) {
  memset(q, 0, sizeof *q);
  batch_init(&q->memory);
  tenor_status status = statements_open(&q->in, a, path, error);
  if (status < 0) return status;
  q->id = statements_column(&q->in, "id");
  q->document = statements_column(&q->in, "document");
  status = reader_next(q->in.reader, &q->memory, SIZE_MAX, error);
  return status < 0 ? status : add_items(q, a, error);
}

void label_queue_close(label_queue *q) {
  statements_close(&q->in);
  batch_finish(&q->memory);
  free(q->items);
  free(q->by_id);
  free(q->to_label);
  memset(q, 0, sizeof *q);
}

/* ---- order --------------------------------------------------------------------------------------------- */

/* splitmix64, as everywhere in tenor (engine/base/rng.h, which the program does not see). */
static double next_random(uint64_t *state) {
  uint64_t x = *state += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return (double)((x ^ (x >> 31)) >> 11) * 0x1.0p-53;
}

static int compare_order(const void *x, const void *y) {
  const queue_item *a = *(queue_item *const *)x, *b = *(queue_item *const *)y;
  if (a->order < b->order || a->order > b->order) return a->order < b->order ? -1 : 1;
  return (a > b) - (a < b);
}

/* All items into to_label, by falling order. */
static void sort_all(label_queue *q) {
  for (size_t i = 0; i < q->n; i++) q->to_label[i] = &q->items[i];
  if (q->n > 0) qsort(q->to_label, q->n, sizeof *q->to_label, compare_order);
}

static void draw_share(label_queue *q, double share, uint64_t *state) {
  for (size_t i = 0; i < q->n; i++) q->items[i].order = next_random(state);
  sort_all(q);
  const size_t n = (size_t)ceil(share * (double)q->n - 1e-9);
  for (size_t i = n; i < q->n; i++) q->to_label[i]->mine = false;
}

/* Of the probabilities [n], over that of n equal ones. */
static double entropy(const double *p, uint32_t n) {
  double sum = 0;
  for (uint32_t i = 0; i < n; i++)
    if (p[i] > 0) sum -= p[i] * log(p[i]);
  return sum / log(n);
}

/* Which of the model's heads are asked for and have probabilities. */
static size_t shared_heads(const scheme *s, const tenor_model *model,
                           bool shared[TENOR_MAX_HEADS]) {
  size_t n = 0;
  for (uint32_t k = 0; k < tenor_model_n_heads(model); k++) {
    const tenor_head *head = tenor_model_head(model, k);
    shared[k] = false;
    for (size_t i = 0; i < s->n && head->kind != TENOR_HEAD_REGRESSION; i++)
      shared[k] = shared[k] || strcmp(s->heads[i].name, head->name) == 0;
    n += shared[k];
  }
  return n;
}

static tenor_status order_by_doubt(label_queue *q, const scheme *s, const chosen_model *chosen,
                                   tenor_error *error) {
  bool shared[TENOR_MAX_HEADS];
  tenor_scratch *scratch;
  (void)shared_heads(s, chosen->model, shared);
  tenor_status status = tenor_scratch_new_lexicon(&scratch, chosen->model, chosen->lexicon, error);
  if (status < 0) return status;
  for (size_t i = 0; status >= 0 && i < q->n; i++) {
    const cell text = q->items[i].row->cells[q->in.text];
    tenor_score score;
    status = tenor_score_text(scratch, (tenor_text){text.data, text.size}, &score);
    if (status < 0) break;
    q->items[i].order = 0;
    for (uint32_t k = 0; k < score.n_heads && score.n_tokens > 0; k++)
      if (shared[k]) q->items[i].order -= entropy(score.p + score.heads[k].first, score.heads[k].n);
  }
  tenor_scratch_free(&scratch);
  return status < 0 ? tenor_error_memory(error) : TENOR_OK;
}

static int chosen_order(const args *a) {
  if (opts_given(a, "order")) return opts_choice(a, "order");
  return opts_given(a, "model") ? ORDER_UNCERTAIN : ORDER_GIVEN;
}

tenor_status label_queue_check(const args *a, const scheme *s, const chosen_model *chosen,
                               tenor_error *error) {
  bool shared[TENOR_MAX_HEADS];
  if (chosen_order(a) != ORDER_UNCERTAIN || shared_heads(s, chosen->model, shared) > 0)
    return TENOR_OK;
  return opts_error(error,
                    "--order uncertain: the model has no probabilities for any of these heads");
}

tenor_status label_queue_sort(label_queue *q, const args *a, const scheme *s,
                              const chosen_model *chosen, tenor_error *error) {
  uint64_t state = (uint64_t)opts_integer(a, "seed");
  const int order = chosen_order(a);
  draw_share(q, opts_number(a, "double"), &state);
  for (size_t i = 0; i < q->n; i++)
    q->items[i].order = order == ORDER_RANDOM ? next_random(&state) : 0;
  if (order == ORDER_UNCERTAIN) {
    const tenor_status status = order_by_doubt(q, s, chosen, error);
    if (status < 0) return status;
  }
  sort_all(q);
  for (size_t i = 0; i < q->n; i++)
    if (q->to_label[i]->mine && !q->to_label[i]->done)
      q->to_label[q->n_to_label++] = q->to_label[i];
  return TENOR_OK;
}
