/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/gather.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "compare/lists.h"
#include "message.h"
#include "pool.h"

enum { BATCH_ROWS = 512, MAX_REPORTED = 1000 };

/* ---- in the workers: what a row measures ---------------------------------------------------------------- */

typedef struct measured {
  bool excluded;
  const char *problem; /* NULL: none */
  reading reading;
} measured;

typedef struct gather_slot {
  batch batch;
  measured measured[BATCH_ROWS];
} gather_slot;

static tenor_status slot_init(void *user, void *data, tenor_error *error) {
  (void)user, (void)error;
  batch_init(&((gather_slot *)data)->batch);
  return TENOR_OK;
}

static void slot_finish(void *user, void *data) {
  (void)user;
  batch_finish(&((gather_slot *)data)->batch);
}

static tenor_status worker_init(void *user, void **state, tenor_error *error) {
  const gather *g = user;
  tenor_scratch *scratch = NULL;
  tenor_status status = TENOR_OK;
  if (!g->plan->measure.is_scored)
    status = tenor_scratch_new_lexicon(&scratch, g->chosen->model, g->chosen->lexicon, error);
  *state = scratch;
  return status;
}

static void worker_finish(void *user, void *state) {
  (void)user;
  tenor_scratch *scratch = state;
  tenor_scratch_free(&scratch);
}

static tenor_status fill(void *user, void *data, tenor_error *error) {
  gather *g = user;
  return reader_next(g->in.reader, &((gather_slot *)data)->batch, BATCH_ROWS, error);
}

static tenor_status measure_row(const gather *g, tenor_scratch *scratch, const row *r,
                                measured *m) {
  *m = (measured){.problem = r->problem};
  if (m->problem) return TENOR_OK;
  m->excluded = !filter_holds(&g->plan->filter, r);
  if (m->excluded) return TENOR_OK;
  if (g->plan->measure.is_scored) {
    m->problem = measure_read(&g->plan->measure, r, &m->reading);
    return TENOR_OK;
  }
  m->problem = statements_problem(&g->in, r);
  if (m->problem) return TENOR_OK;
  tenor_score score;
  const cell text = r->cells[g->in.text];
  const tenor_status status = tenor_score_text(scratch, (tenor_text){text.data, text.size}, &score);
  if (status < 0) return status;
  if (score.n_tokens == 0) m->problem = "no words to score";
  measure_score(&g->plan->measure, &score, &m->reading);
  return TENOR_OK;
}

static tenor_status work(void *user, void *state, void *data, tenor_error *error) {
  const gather *g = user;
  gather_slot *slot = data;
  for (size_t i = 0; i < slot->batch.n_rows; i++) {
    const row *r = &slot->batch.rows[i];
    const tenor_status status = measure_row(g, state, r, &slot->measured[i]);
    if (status < 0)
      return tenor_error_set(error, status, reader_name(g->in.reader), r->line, 0, "%s",
                             status == TENOR_ERR_LIMIT ? "the text is too long" : "out of memory");
  }
  return TENOR_OK;
}

/* ---- in order: the row into the sums -------------------------------------------------------------------- */

/* A row on its way into the sums. */
typedef struct arrival {
  const row *row;
  const reading *reading;
  date date;
  bool is_dated;
  tenor_text key, document;
} arrival;

static tenor_text text_in(const row *r, size_t column) {
  if (column == SIZE_MAX) return (tenor_text){"", 0};
  return (tenor_text){r->cells[column].data, r->cells[column].size};
}

/* The value of by column `index`; a stretch of the date is written to `label`. */
static tenor_text by_value(const gather *g, const arrival *a, size_t index,
                           char label[CALENDAR_LABEL_BYTES]) {
  static const char *const units[] = {"year", "quarter", "month"};
  int32_t period;
  if (g->by[index] != SIZE_MAX) return text_in(a->row, g->by[index]);
  for (int u = 0; a->is_dated && u < 3; u++)
    if (strcmp(g->plan->by[index], units[u]) == 0 &&
        date_period(a->date, (calendar_unit)u, &period))
      return (tenor_text){label, calendar_label(label, (calendar_unit)u, period)};
  return (tenor_text){"", 0};
}

/* Makes the key of the row's group in the batch's memory; an empty one where a column is empty. */
static bool make_key(const gather *g, batch *b, arrival *a) {
  char labels[PLAN_MAX_BY][CALENDAR_LABEL_BYTES];
  tenor_text values[PLAN_MAX_BY];
  size_t size = 0;
  a->key = (tenor_text){"", 0};
  for (size_t i = 0; i < g->plan->n_by; i++) {
    values[i] = by_value(g, a, i, labels[i]);
    if (values[i].size == 0) return true;
    size += 1 + values[i].size;
  }
  char *key = batch_alloc(b, size);
  if (!key) return false;
  a->key = (tenor_text){key, size};
  for (size_t i = 0; i < g->plan->n_by; i++) {
    *key++ = i == 0 ? GATHER_WHOLE : GATHER_BETWEEN;
    memcpy(key, values[i].data, values[i].size);
    key += values[i].size;
  }
  return true;
}

static tenor_observation observation_of(const arrival *a) {
  return (tenor_observation){.group = a->key,
                             .document = a->document,
                             .target = {"", 0},
                             .period = TENOR_NO_PERIOD,
                             .label = a->reading->label,
                             .positive = a->reading->positive,
                             .score = a->reading->score,
                             .coverage = a->reading->coverage};
}

/* A statement at two targets is added to both, under its group's other key. */
static tenor_status add_targets(gather *g, batch *b, const arrival *a) {
  const tenor_text listed = text_in(a->row, g->target);
  tenor_observation o = observation_of(a);
  cell rest = {listed.data, listed.size}, item;
  tenor_status status = TENOR_OK;
  if (listed.size == 0) return TENOR_OK;
  char *key = batch_copy(b, a->key.data, a->key.size);
  if (!key) return TENOR_ERR_MEMORY;
  key[0] = GATHER_TOWARDS;
  o.group.data = key;
  while (status >= 0 && list_next(&rest, &item)) {
    o.target = (tenor_text){item.data, item.size};
    status = tenor_comparison_add(g->comparison, &o);
  }
  return status;
}

static tenor_status add_gold(gather *g, const arrival *a) {
  const tenor_text id = text_in(a->row, g->id);
  hand_label *label =
      g->gold.ids.n > 0 ? hand_labels_find(&g->gold, (cell){id.data, id.size}) : NULL;
  if (!label) return TENOR_OK;
  label->used = true;
  const tenor_gold gold = {.group = a->key,
                           .document = a->document,
                           .score = a->reading->score,
                           .gold = label->score,
                           .positive = a->reading->positive,
                           .gold_positive = label->positive,
                           .probability = label->probability};
  return tenor_comparison_add_gold(g->comparison, &gold);
}

static tenor_status add_row(gather *g, batch *b, const arrival *a) {
  const tenor_text text = text_in(a->row, g->in.text), day = text_in(a->row, g->date);
  tenor_observation o = observation_of(a);
  if (g->plan->has_periods && !(a->is_dated && date_period(a->date, g->plan->period, &o.period)))
    g->n_undated++;
  g->n_alone += a->document.size == 0;
  tenor_status status = tenor_comparison_add(g->comparison, &o);
  if (status >= 0 && g->plan->has_targets) status = add_targets(g, b, a);
  if (status >= 0) status = add_gold(g, a);
  if (status >= 0 && g->words) status = tenor_words_add(g->words, a->key, text);
  if (status >= 0 && g->plan->shows_examples)
    status = extremes_add(&g->extremes, (cell){a->key.data, a->key.size}, a->reading->score,
                          a->row->line, (cell){text.data, text.size},
                          (cell){a->document.data, a->document.size}, (cell){day.data, day.size});
  return status;
}

/* Settles what a sound row counts for. */
static tenor_status take_row(gather *g, batch *b, const row *r, const reading *what) {
  arrival a = {.row = r, .reading = what, .document = text_in(r, g->document)};
  bool repeat = false;
  a.is_dated = g->date != SIZE_MAX && date_read(r->cells[g->date], &a.date);
  if (!make_key(g, b, &a)) return TENOR_ERR_MEMORY;
  if (a.key.size == 0) {
    g->n_without_key++;
    return TENOR_OK;
  }
  tenor_status status = TENOR_OK;
  if (g->folds && g->in.text != SIZE_MAX) {
    const uint64_t number = g->repeats.n;
    uint64_t first;
    status = repeats_add(&g->repeats, &g->in, r, a.key, &first);
    repeat = status >= 0 && first != number;
  }
  g->n_folded += repeat;
  g->n_unlabelled += what->label == TENOR_NO_LABEL && text_in(r, g->plan->measure.tone).size > 0;
  return status < 0 || repeat ? status : add_row(g, b, &a);
}

static void report_problem(gather *g, uint64_t line, const char *problem) {
  const char *name = g->plan->args->command->name;
  g->n_bad++;
  if (g->n_bad <= MAX_REPORTED)
    message_warning(name, reader_name(g->in.reader), line, "%s", problem);
  else if (g->n_bad == MAX_REPORTED + 1)
    message_warning(name, NULL, 0, "further bad rows are counted, not listed");
}

static tenor_status empty(void *user, void *data, tenor_error *error) {
  gather *g = user;
  gather_slot *slot = data;
  for (size_t i = 0; i < slot->batch.n_rows; i++) {
    const row *r = &slot->batch.rows[i];
    const measured *m = &slot->measured[i];
    tenor_status status = TENOR_OK;
    g->n_rows++;
    g->n_excluded += m->excluded;
    if (m->problem)
      report_problem(g, r->line, m->problem);
    else if (!m->excluded)
      status = take_row(g, &slot->batch, r, &m->reading);
    if (status < 0)
      return tenor_error_set(error, status, reader_name(g->in.reader), r->line, 0, "%s",
                             status == TENOR_ERR_MEMORY ? "out of memory" : "cannot be counted");
  }
  progress_step(&g->progress, reader_bytes_read(g->in.reader), g->n_rows);
  return TENOR_OK;
}

/* ---- a file ------------------------------------------------------------------------------------------- */

static bool is_stretch(const char *name) {
  return strcmp(name, "year") == 0 || strcmp(name, "quarter") == 0 || strcmp(name, "month") == 0;
}

static tenor_status find_by(gather *g, tenor_error *error) {
  for (size_t i = 0; i < g->plan->n_by; i++) {
    g->by[i] = statements_column(&g->in, g->plan->by[i]);
    if (g->by[i] != SIZE_MAX || (is_stretch(g->plan->by[i]) && g->date != SIZE_MAX)) continue;
    const tenor_status status =
        statements_need_column(&g->in, g->plan->by[i], "column", &g->by[i], error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

static tenor_status find_document(gather *g, tenor_error *error) {
  static const char *const usual[] = {"document", "article", "speech", "url"};
  const char *asked = opts_text(g->plan->args, "unit");
  g->document = SIZE_MAX;
  tenor_status status = TENOR_OK;
  if (asked) status = statements_need_column(&g->in, asked, "column", &g->document, error);
  for (size_t i = 0; !asked && g->document == SIZE_MAX && i < sizeof usual / sizeof *usual; i++)
    g->document = statements_column(&g->in, usual[i]);
  if (status >= 0 && g->document != SIZE_MAX)
    (void)snprintf(g->plan->unit, sizeof g->plan->unit, "%s", g->in.columns[g->document]);
  return status;
}

static tenor_status find_columns(gather *g, tenor_error *error) {
  plan *p = g->plan;
  g->date = statements_column(&g->in, "date");
  g->target = statements_column(&g->in, "target");
  g->id = SIZE_MAX;
  repeats_columns(&g->repeats, &g->in);
  measure_columns(&p->measure, &g->in);
  g->scored_here = g->scored_here || !p->measure.is_scored;
  g->share_is_unknown = g->share_is_unknown || (p->measure.is_scored && p->measure.p == SIZE_MAX);
  tenor_status status = TENOR_OK;
  if (!p->measure.is_scored || opts_given(p->args, "words"))
    status = statements_need_text(&g->in, error);
  if (status >= 0) status = find_by(g, error);
  if (status >= 0) status = find_document(g, error);
  if (status >= 0) status = filter_columns(&p->filter, &g->in, error);
  if (status >= 0 && opts_given(p->args, "gold"))
    status =
        statements_need_column(&g->in, opts_text(p->args, "id"), "column of ids", &g->id, error);
  return status;
}

/* The first file settles what is counted. */
static tenor_status open_comparison(gather *g, tenor_error *error) {
  char about[PLAN_ABOUT_BYTES];
  if (g->comparison) return TENOR_OK;
  tenor_status status = plan_settle(g->plan, &g->in, error);
  if (status >= 0) status = plan_describe(g->plan, about, error);
  const tenor_head *tones = g->plan->measure.tones;
  const tenor_comparison_spec spec = {about, tones ? tones->n_labels : 0, g->plan->measure.low,
                                      g->plan->measure.high};
  return status < 0 ? status : tenor_comparison_new(&g->comparison, &spec, error);
}

static tenor_status read_rows(gather *g, tenor_error *error) {
  const args *a = g->plan->args;
  const pool_job job = {sizeof(gather_slot), g,    slot_init, slot_finish, worker_init,
                        worker_finish,       fill, work,      empty};
  const size_t n_threads =
      opts_given(a, "threads") ? (size_t)opts_integer(a, "threads") : pool_processors();
  progress_start(&g->progress, "comparing", reader_size(g->in.reader), opts_flag(a, "quiet"));
  const tenor_status status = pool_run(&job, n_threads, error);
  progress_finish(&g->progress);
  return status;
}

tenor_status gather_file(gather *g, const char *path, tenor_error *error) {
  tenor_status status = statements_open_rows(&g->in, g->plan->args, path, error);
  if (status < 0) return status;
  status = find_columns(g, error);
  if (status >= 0) status = open_comparison(g, error);
  if (status >= 0) status = read_rows(g, error);
  statements_close(&g->in);
  return status;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

tenor_status gather_saved(gather *g, const char *path, tenor_error *error) {
  tenor_comparison *saved;
  tenor_status status = tenor_comparison_read(&saved, path, error);
  if (status < 0) return status;
  status = plan_adopt(g->plan, tenor_comparison_about(saved), path, g->chosen->model, error);
  if (status >= 0 && !g->comparison) {
    g->comparison = saved;
    return TENOR_OK;
  }
  if (status >= 0) status = tenor_comparison_merge(g->comparison, saved, error);
  tenor_comparison_free(&saved);
  return status;
}

tenor_status gather_init(gather *g, plan *p, const chosen_model *chosen, tenor_error *error) {
  const args *a = p->args;
  *g = (gather){.plan = p, .chosen = chosen, .folds = !opts_flag(a, "count-repeats")};
  extremes_init(&g->extremes);
  hand_labels_init(&g->gold);
  tenor_status status = TENOR_OK;
  if (g->folds) status = repeats_init(&g->repeats, error);
  if (status >= 0 && p->shows_words) status = tenor_words_new(&g->words, error);
  if (status >= 0 && opts_given(a, "gold"))
    status =
        hand_labels_read(&g->gold, &p->measure, opts_text(a, "gold"), opts_text(a, "id"), error);
  return status;
}

void gather_finish(gather *g) {
  tenor_comparison_free(&g->comparison);
  tenor_words_free(&g->words);
  repeats_finish(&g->repeats);
  extremes_finish(&g->extremes);
  hand_labels_finish(&g->gold);
}
