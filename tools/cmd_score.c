/* SPDX-License-Identifier: Apache-2.0 */
/* tenor score: every statement with its hostility, tone and valence, all input columns kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "chosen_model.h"
#include "command.h"
#include "exits.h"
#include "feature_lines.h"
#include "message.h"
#include "output/decimal.h"
#include "output_options.h"
#include "pool.h"
#include "progress.h"
#include "repeats.h"
#include "score_columns.h"
#include "statements.h"

enum { BATCH_ROWS = 512, MAX_REPORTED = 1000 };

typedef struct scoring {
  const args *args;
  statements in;
  chosen_model chosen;
  score_columns columns;
  feature_lines features;
  repeats repeats; /* with --duplicates */
  out *stream;
  writer *writer;
  column *all_columns; /* [n_columns] input columns, then scored ones */
  size_t n_columns;
  unsigned char *spare; /* [n_columns] see writer_spare */
  bool stop_at_problem, stopped;
  progress progress;
  uint64_t n_rows, n_problems, n_late, n_repeats;
} scoring;

/* ---- slots: a batch and its output cells -------------------------------------------------------------- */

typedef struct score_slot {
  batch batch;
  cell *cells; /* [BATCH_ROWS][n_columns] */
  cell *lines; /* [BATCH_ROWS] of features; unused unless they are asked for */
} score_slot;

static tenor_status slot_init(void *user, void *data, tenor_error *error) {
  const scoring *s = user;
  score_slot *slot = data;
  batch_init(&slot->batch);
  slot->cells = calloc(BATCH_ROWS * s->n_columns, sizeof *slot->cells);
  slot->lines = calloc(BATCH_ROWS, sizeof *slot->lines);
  return slot->cells && slot->lines ? TENOR_OK : tenor_error_memory(error);
}

static void slot_finish(void *user, void *data) {
  (void)user;
  score_slot *slot = data;
  batch_finish(&slot->batch);
  free(slot->cells);
  free(slot->lines);
}

static tenor_status worker_init(void *user, void **state, tenor_error *error) {
  const scoring *s = user;
  tenor_scratch *scratch;
  const tenor_status status =
      tenor_scratch_new_lexicon(&scratch, s->chosen.model, s->chosen.lexicon, error);
  *state = scratch;
  return status;
}

static void worker_finish(void *user, void *state) {
  (void)user;
  tenor_scratch *scratch = state;
  tenor_scratch_free(&scratch);
}

/* ---- a batch ------------------------------------------------------------------------------------------ */

static tenor_status fill(void *user, void *data, tenor_error *error) {
  scoring *s = user;
  score_slot *slot = data;
  return reader_next(s->in.reader, &slot->batch, BATCH_ROWS, error);
}

/* A row that cannot be scored has empty scores and a line without features. */
static tenor_status score_nothing(const scoring *s, batch *b, const row *r, cell *cells,
                                  cell *line) {
  const tenor_status status = score_columns_write(&s->columns, b, NULL, NULL, cells);
  return status < 0 || !s->features.stream ? status
                                           : feature_lines_make(&s->features, b, r, NULL, line);
}

static tenor_status score_row(const scoring *s, tenor_scratch *scratch, batch *b, row *r,
                              cell *cells, cell *line) {
  const size_t n_input = s->in.n_columns;
  memcpy(cells, r->cells, n_input * sizeof *cells);
  if (statements_problem(&s->in, r)) return score_nothing(s, b, r, cells + n_input, line);
  const cell text = r->cells[s->in.text];
  tenor_score score;
  tenor_status status = tenor_score_text(scratch, (tenor_text){text.data, text.size}, &score);
  if (status < 0) return status;
  if (score.n_tokens == 0) {
    batch_problem(b, r, "no words to score");
    return score_nothing(s, b, r, cells + n_input, line);
  }
  const double *rates = s->columns.everything ? tenor_rates(scratch) : NULL;
  status = score_columns_write(&s->columns, b, &score, rates, cells + n_input);
  return status < 0 || !s->features.stream ? status
                                           : feature_lines_make(&s->features, b, r, scratch, line);
}

static tenor_status work(void *user, void *state, void *data, tenor_error *error) {
  const scoring *s = user;
  score_slot *slot = data;
  for (size_t i = 0; i < slot->batch.n_rows; i++) {
    const tenor_status status = score_row(s, state, &slot->batch, &slot->batch.rows[i],
                                          slot->cells + i * s->n_columns, &slot->lines[i]);
    if (status < 0)
      return tenor_error_set(error, status, reader_name(s->in.reader), slot->batch.rows[i].line, 0,
                             "%s",
                             status == TENOR_ERR_LIMIT ? "the text is too long" : "out of memory");
  }
  return TENOR_OK;
}

static void report_problem(scoring *s, uint64_t line, const char *problem) {
  s->n_problems++;
  if (s->n_problems <= MAX_REPORTED)
    message_warning(s->args->command->name, reader_name(s->in.reader), line, "%s", problem);
  else if (s->n_problems == MAX_REPORTED + 1)
    message_warning(s->args->command->name, NULL, 0, "further bad rows are counted, not listed");
}

/* Writes the number of the row that this one repeats, or its own, into the last cell; rows count from 1. */
static tenor_status find_cluster(scoring *s, batch *b, const row *r, cell *cells,
                                 tenor_error *error) {
  char text[DECIMAL_BYTES];
  uint64_t first;
  tenor_status status = repeats_add(&s->repeats, &s->in, r, tenor_text_of(""), &first);
  if (status >= 0 && !statements_problem(&s->in, r)) {
    const size_t size = decimal_write(text, (double)first + 1, 0);
    cells[s->n_columns - 1] = (cell){batch_copy(b, text, size), size};
    if (!cells[s->n_columns - 1].data) status = TENOR_ERR_MEMORY;
    s->n_repeats += first != s->n_rows;
  }
  return status >= 0 ? TENOR_OK
                     : tenor_error_set(error, status, reader_name(s->in.reader), r->line, 0, "%s",
                                       status == TENOR_ERR_LIMIT
                                           ? "too many statements to look for repeats among"
                                           : "out of memory");
}

static tenor_status empty(void *user, void *data, tenor_error *error) {
  scoring *s = user;
  score_slot *slot = data;
  for (size_t i = 0; i < slot->batch.n_rows; i++) {
    const row *r = &slot->batch.rows[i];
    const char *problem = statements_problem(&s->in, r);
    if (problem) report_problem(s, r->line, problem);
    s->stopped = problem && s->stop_at_problem;
    if (s->stopped) return TENOR_END;
    s->n_late += r->late_key != NULL;
    cell *cells = slot->cells + i * s->n_columns;
    tenor_status status = TENOR_OK;
    if (s->columns.clusters) status = find_cluster(s, &slot->batch, r, cells, error);
    if (status >= 0) status = writer_row(s->writer, cells, r, error);
    if (status < 0) return status;
    if (s->features.stream) out_bytes(s->features.stream, slot->lines[i].data, slot->lines[i].size);
    s->n_rows++;
  }
  progress_step(&s->progress, reader_bytes_read(s->in.reader), s->n_rows);
  return TENOR_OK;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static tenor_status open_output(scoring *s, tenor_error *error) {
  const size_t n_input = s->in.n_columns;
  s->n_columns = n_input + s->columns.n;
  s->all_columns = calloc(s->n_columns, sizeof *s->all_columns);
  s->spare = calloc(s->n_columns, 1);
  if (!s->all_columns || !s->spare) return tenor_error_memory(error);
  for (size_t i = 0; i < n_input; i++) {
    s->all_columns[i] = (column){s->in.columns[i], COLUMN_TEXT, true};
    s->spare[i] = i == s->in.text ? 0 : strcasecmp(s->in.columns[i], "speaker") == 0 ? 1 : 4;
  }
  memcpy(s->spare + n_input, s->columns.spare, s->columns.n);
  memcpy(s->all_columns + n_input, s->columns.columns, s->columns.n * sizeof *s->all_columns);
  const tenor_status status =
      output_open(s->args, &s->stream, &s->writer, s->all_columns, s->n_columns, error);
  if (status >= 0) writer_spare(s->writer, s->spare);
  return status;
}

static tenor_status open_all(scoring *s, int *code, tenor_error *error) {
  const args *a = s->args;
  const char *path;
  tenor_status status = statements_operand(a, &path, error);
  *code = EXITS_USAGE;
  if (status < 0) return status;
  *code = EXITS_FILES;
  status = statements_open(&s->in, a, path, error);
  if (status < 0) return status;
  status = chosen_model_open(&s->chosen, a, code, error);
  if (status < 0) return status;
  const bool clusters = opts_flag(a, "duplicates");
  if (clusters) {
    status = repeats_init(&s->repeats, error);
    if (status < 0) return status;
    repeats_columns(&s->repeats, &s->in);
  }
  status =
      score_columns_init(&s->columns, s->chosen.model, s->chosen.lexicon, opts_flag(a, "all"),
                         clusters, opts_text(a, "prefix"), s->in.columns, s->in.n_columns, error);
  if (status >= 0) status = open_output(s, error);
  if (status < 0) return status;
  status = feature_lines_open(&s->features, a, &s->in, s->chosen.model, error);
  if (status == TENOR_ERR_ARG) *code = EXITS_USAGE;
  return status;
}

static tenor_status score_all(scoring *s, tenor_error *error) {
  const pool_job job = {sizeof(score_slot), s,    slot_init, slot_finish, worker_init,
                        worker_finish,      fill, work,      empty};
  const size_t n_threads =
      opts_given(s->args, "threads") ? (size_t)opts_integer(s->args, "threads") : pool_processors();
  progress_start(&s->progress, "scoring", reader_size(s->in.reader), opts_flag(s->args, "quiet"));
  const tenor_status status = pool_run(&job, n_threads, error);
  progress_finish(&s->progress);
  return status;
}

/* A file appears only when it is complete; what went to standard output before a failure stays there. */
static tenor_status close_output(scoring *s, bool complete, tenor_error *error) {
  const tenor_status features = feature_lines_close(&s->features, complete, error);
  if (features < 0) return features;
  if (!s->writer) return TENOR_OK;
  const char *path = opts_given(s->args, "output") ? opts_text(s->args, "output") : "-";
  tenor_status status = writer_close(&s->writer, error);
  if (!complete && strcmp(path, "-") != 0)
    out_discard(&s->stream);
  else if (status >= 0)
    status = out_close(&s->stream, error);
  return status;
}

static void close_all(scoring *s) {
  (void)writer_close(&s->writer, NULL);
  out_discard(&s->stream);
  score_columns_finish(&s->columns);
  repeats_finish(&s->repeats);
  free(s->all_columns);
  free(s->spare);
  statements_close(&s->in);
  chosen_model_close(&s->chosen);
}

static void tell(const scoring *s) {
  const char *name = s->args->command->name;
  if (s->n_rows == 0 && s->n_problems == 0)
    message_warning(name, reader_name(s->in.reader), 0, "has no statements");
  if (s->n_late > 0)
    message_warning(
        name, reader_name(s->in.reader), 0,
        "%llu rows have keys that came too late for a column; --format jsonl keeps them",
        (unsigned long long)s->n_late);
  if (s->n_repeats > 0 && !opts_flag(s->args, "quiet"))
    message_note(name, "%llu of %llu statements repeat an earlier one of their speaker",
                 (unsigned long long)s->n_repeats, (unsigned long long)s->n_rows);
  if (s->n_problems > 0)
    message_note(name, "%llu of %llu rows could not be scored", (unsigned long long)s->n_problems,
                 (unsigned long long)s->n_rows + (s->stop_at_problem ? 1 : 0));
}

static int run(const args *a) {
  scoring s = {.args = a};
  tenor_error error = {0};
  int code;
  s.stop_at_problem = opts_choice(a, "on-error") == 1;
  tenor_status status = open_all(&s, &code, &error);
  if (status >= 0 && s.columns.renamed)
    message_warning(
        a->command->name, NULL, 0,
        "the input has columns of the same names as scores; the scores' are prefixed with tenor_");
  if (status >= 0) status = score_all(&s, &error);
  tenor_error closing = {0};
  const tenor_status closed = close_output(&s, status >= 0 && !s.stopped, &closing);
  if (status >= 0 && closed < 0) status = closed, error = closing;
  if (status < 0)
    message_error(a->command->name, &error);
  else
    tell(&s);
  if (status >= 0) code = s.n_problems > 0 ? EXITS_ROWS : EXITS_OK;
  close_all(&s);
  return code;
}

static const char *const on_error_names[] = {"keep", "fail", NULL};

static const option options[] = {
    {.name = "all",
     .kind = OPTION_FLAG,
     .help = "Add the probability of every label, and the rate of every lexicon category."},
    {.name = "duplicates",
     .kind = OPTION_FLAG,
     .help = "Add the column cluster: the number of the first row that said the same for the same "
             "speaker at the same time, which is the row's own where nothing is repeated. Takes "
             "about 400 bytes of memory a statement."},
    {.name = "prefix",
     .kind = OPTION_TEXT,
     .value = "TEXT",
     .help = "Put TEXT before the names of the scored columns."},
    {.name = "on-error",
     .kind = OPTION_CHOICE,
     .value = "WHAT",
     .choices = on_error_names,
     .fallback = "keep",
     .help = "keep a bad row with empty scores, or fail at the first."},
    {.name = "threads",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 256,
     .otherwise = "one a processor",
     .help = "Score with N threads; the output does not depend on it."},
    {.name = NULL}};

static const option *const shared[] = {chosen_model_options, feature_lines_options,
                                       statements_options,   output_format_options,
                                       output_file_options,  NULL};

static const example examples[] = {
    {"tenor score statements.csv", "a table of scores"},
    {"tenor score --format csv statements.csv > scored.csv",
     "the same as CSV, all input columns kept"},
    {"zstd -dc speeches.csv.zst | tenor score --format jsonl", "a stream"},
    {NULL, NULL}};

const command command_score = {
    .name = "score",
    .summary = "hostility, tone and valence of each statement",
    .synopsis = "[STATEMENTS]",
    .details =
        "Reads statements (csv, tsv, jsonl, or text with one statement a line) and writes one row "
        "for each, in the "
        "same order, with all input columns and these: hostility (0 to 1: the expected level of 0 "
        "to 4, divided by "
        "4), hostility_lo and hostility_hi (a 90 % prediction interval), p_hostile (the "
        "probability of level 2 or "
        "more), tone, p_tone, valence (-1 to 1), coverage (the share of tokens that the model "
        "knows).\n\n"
        "A row that cannot be scored is reported with its line and kept with empty scores.",
    .options = options,
    .shared = shared,
    .examples = examples,
    .exit_rows = "some rows had errors; they are in the output, with empty scores",
    .run = run};
