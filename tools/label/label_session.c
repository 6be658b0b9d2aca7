/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A statement is asked for one head after the other. Its row is written with the first label and written again with
 * each further one, so that nothing is lost at any key. Going back takes labels from the end of the file: the rows of
 * this run stand there in the order in which they were given.
 */
#include "label/label_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "exits.h"
#include "label/keys.h"
#include "label/label_columns.h"
#include "label/label_file.h"
#include "label/label_screen.h"
#include "message.h"

enum { PATH_BYTES = 4096, HINT_BYTES = 512 };

/* A key that gave a label or left one out. */
typedef struct step {
  size_t place; /* of the statement in queue.to_label */
  size_t head;
  uint64_t row; /* where the statement's row begins */
} step;

typedef struct session {
  const args *args;
  scheme scheme;
  label_queue queue;
  chosen_model chosen; /* open where it is needed */
  label_file file;
  char path[PATH_BYTES]; /* of the labels */
  label_columns columns;
  queue_item *unfinished; /* the file's last row: some of its labels lack; or NULL */
  uint64_t n_before;      /* statements labelled in earlier runs */
  keys keys;
  label_screen screen;
  step *steps; /* [n_steps] */
  size_t n_steps;
  size_t place, head; /* what is asked now */
  uint64_t row;       /* where the statement's row begins */
  bool ended;         /* by a signal or a closed input, while help was shown */
} session;

/* ---- labels that are there already --------------------------------------------------------------------- */

/* A row of the file: if it is this coder's, its statement is done. */
static tenor_status on_row(void *user, const row *r, bool last, tenor_error *error) {
  session *s = user;
  queue_item *item;
  if (r->problem) {
    message_warning(s->args->command->name, s->path, r->line, "%s", r->problem);
    return TENOR_OK;
  }
  const tenor_status status = label_columns_read(&s->columns, r, s->path, &item, error);
  if (status < 0 || !item) return status;
  bool complete = true;
  for (size_t i = 0; i < s->scheme.n; i++) complete = complete && item->answers[i] != LABEL_NONE;
  item->done = complete || !last;
  s->n_before += item->done;
  if (!item->done) s->unfinished = item;
  return TENOR_OK;
}

/* What lacks of the file's last row is asked for first: only there it can be written. */
static void begin_with_unfinished(session *s) {
  queue_item **order = s->queue.to_label;
  s->row = s->file.end;
  size_t at = 0;
  while (at < s->queue.n_to_label && order[at] != s->unfinished) at++;
  if (!s->unfinished || at == s->queue.n_to_label) return;
  memmove(order + 1, order, at * sizeof *order);
  order[0] = s->unfinished;
  s->row = s->file.last;
  for (size_t i = 0; i < s->scheme.n; i++)
    if (s->unfinished->answers[i] != LABEL_NONE) s->head = i + 1;
}

/* ---- a key --------------------------------------------------------------------------------------------- */

static queue_item *current(const session *s) {
  return s->queue.to_label[s->place];
}

static bool has_answers(const session *s, const queue_item *item) {
  bool any = false;
  for (size_t i = 0; i < s->scheme.n; i++) any = any || item->answers[i] != LABEL_NONE;
  return any;
}

/* The statement's row as its labels are now; none if there are none. */
static tenor_status save(session *s, tenor_error *error) {
  const queue_item *item = current(s);
  if (!has_answers(s, item))
    return s->file.end > s->row ? label_file_cut(&s->file, s->row, error) : TENOR_OK;
  label_columns_fill(&s->columns, item);
  return label_file_put(&s->file, s->row, s->columns.cells, s->columns.n, error);
}

static tenor_status answer(session *s, int label, tenor_error *error) {
  s->steps[s->n_steps++] = (step){s->place, s->head, s->row};
  current(s)->answers[s->head] = label;
  const tenor_status status = label == LABEL_NONE ? TENOR_OK : save(s, error);
  if (++s->head < s->scheme.n) return status;
  s->head = 0;
  s->place++;
  s->row = s->file.end;
  return status;
}

static tenor_status undo(session *s, tenor_error *error) {
  const step back = s->steps[--s->n_steps];
  s->place = back.place;
  s->head = back.head;
  s->row = back.row;
  for (size_t i = s->head; i < s->scheme.n; i++) current(s)->answers[i] = LABEL_NONE;
  return save(s, error);
}

static tenor_status help(session *s, tenor_error *error) {
  const tenor_status status = label_screen_help(&s->screen, &s->scheme.heads[s->head], error);
  if (status >= 0 && s->keys.terminal) s->ended = keys_next(&s->keys) == KEYS_END;
  return status;
}

static tenor_status stop(session *s, tenor_error *error) {
  const tenor_status status = label_screen_enter(&s->screen, false, error);
  if (status < 0) return status;
  keys_stop(&s->keys);
  return label_screen_enter(&s->screen, true, error);
}

/* *note becomes what is to be said of the key. */
static tenor_status on_key(session *s, int key, const char **note, tenor_error *error) {
  const size_t label = key < 0 ? SIZE_MAX : scheme_key(&s->scheme.heads[s->head], (char)key);
  *note = NULL;
  if (label != SIZE_MAX) return answer(s, (int)label, error);
  switch (key) {
    case KEYS_REDRAW: return TENOR_OK;
    case KEYS_STOP: return stop(s, error);
    case 's': return answer(s, LABEL_NONE, error);
    case '?': return help(s, error);
    case 'u':
      if (s->n_steps > 0) return undo(s, error);
      *note = "there is nothing to take back in this run";
      return TENOR_OK;
    default: *note = "that key has no label; ? explains"; return TENOR_OK;
  }
}

/* ---- asking -------------------------------------------------------------------------------------------- */

/* What the model says of the statement, for --show. */
static tenor_status make_hint(const session *s, tenor_scratch *scratch, char hint[HINT_BYTES]) {
  const cell text = current(s)->row->cells[s->queue.in.text];
  tenor_score score;
  const tenor_status status = tenor_score_text(scratch, (tenor_text){text.data, text.size}, &score);
  if (status < 0) return status;
  size_t n = (size_t)snprintf(hint, HINT_BYTES, "the model says:");
  for (uint32_t i = 0; i < score.n_heads && score.n_tokens > 0; i++) {
    const tenor_head *head = tenor_model_head(s->chosen.model, i);
    if (n + 2 * SCHEME_NAME_BYTES > HINT_BYTES) break;
    if (head->n_labels > 0)
      n += (size_t)snprintf(hint + n, HINT_BYTES - n, " %s %.48s", head->name,
                            head->labels[score.heads[i].label]);
  }
  return TENOR_OK;
}

static tenor_status ask_all(session *s, tenor_scratch *scratch, tenor_error *error) {
  char hint[HINT_BYTES];
  label_view view = {.queue = &s->queue,
                     .scheme = &s->scheme,
                     .context = (size_t)opts_integer(s->args, "context")};
  while (s->place < s->queue.n_to_label && !s->ended) {
    view.item = current(s);
    view.place = s->place;
    view.head = s->head;
    if (scratch && make_hint(s, scratch, hint) < 0) return tenor_error_memory(error);
    view.hint = scratch ? hint : NULL;
    tenor_status status = label_screen_ask(&s->screen, &view, error);
    if (status < 0) return status;
    const int key = keys_next(&s->keys);
    if (key == KEYS_END || key == 'q') return TENOR_OK;
    status = on_key(s, key, &view.note, error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

static tenor_status ask(session *s, tenor_error *error) {
  tenor_scratch *scratch = NULL;
  tenor_status status = TENOR_OK;
  s->steps = calloc(s->queue.n_to_label * s->scheme.n + 1, sizeof *s->steps);
  if (!s->steps) return tenor_error_memory(error);
  if (opts_flag(s->args, "show"))
    status = tenor_scratch_new_lexicon(&scratch, s->chosen.model, s->chosen.lexicon, error);
  if (status >= 0) status = label_screen_open(&s->screen, error);
  if (status >= 0) status = keys_open(&s->keys, error);
  if (status >= 0) status = ask_all(s, scratch, error);
  keys_close(&s->keys);
  tenor_error closing;
  const tenor_status closed = label_screen_close(&s->screen, &closing);
  if (status >= 0 && closed < 0) status = closed, *error = closing;
  tenor_scratch_free(&scratch);
  return status;
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

/* "hostility,tone" is two, "populist=no,yes" one. */
static tenor_status add_heads(session *s, const char *list, tenor_error *error) {
  if (strchr(list, '=')) return scheme_add(&s->scheme, list, error);
  tenor_status status = TENOR_OK;
  do {
    char name[2 * SCHEME_NAME_BYTES];
    const size_t size = strcspn(list, ",");
    (void)snprintf(name, sizeof name, "%.*s", (int)(size < sizeof name ? size : sizeof name), list);
    status = scheme_add(&s->scheme, name, error);
    list += size + (list[size] == ',');
  } while (status >= 0 && *list);
  return status;
}

static tenor_status read_scheme(session *s, tenor_error *error) {
  size_t n;
  const char *const *lists = opts_texts(s->args, "label", &n);
  if (n == 0) return add_heads(s, "hostility,tone,valence", error);
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status >= 0 && i < n; i++) status = add_heads(s, lists[i], error);
  return status;
}

/* "speech.csv" has its labels in "speech.labels.csv". */
static tenor_status choose_path(session *s, const char *input, tenor_error *error) {
  const char *asked = opts_text(s->args, "output"), *name = strrchr(input, '/');
  const char *dot = strrchr(name ? name : input, '.');
  const size_t stem = dot && dot != input ? (size_t)(dot - input) : strlen(input);
  const int n = asked ? snprintf(s->path, PATH_BYTES, "%s", asked)
                      : snprintf(s->path, PATH_BYTES, "%.*s.labels.csv", (int)stem, input);
  if (n < 0 || n >= PATH_BYTES) return opts_error(error, "--output: the name is too long");
  return TENOR_OK;
}

/* A model is opened if it is asked for its doubts or for its view. */
static tenor_status open_model(session *s, int *code, tenor_error *error) {
  const args *a = s->args;
  if (!opts_given(a, "model") && !opts_flag(a, "show") &&
      strcmp(opts_given(a, "order") ? opts_text(a, "order") : "", "uncertain") != 0)
    return TENOR_OK;
  return chosen_model_open(&s->chosen, a, code, error);
}

static tenor_status prepare(session *s, int *code, tenor_error *error) {
  const args *a = s->args;
  const char *input;
  *code = EXITS_USAGE;
  tenor_status status = statements_operand(a, &input, error);
  if (status >= 0 && (!input || strcmp(input, "-") == 0))
    status = opts_error(error, "name a file of statements: the keys come from standard input");
  if (status >= 0 && *opts_text(a, "coder") == '\0')
    status = opts_error(error, "--coder needs a name");
  if (status >= 0) status = read_scheme(s, error);
  if (status >= 0) status = choose_path(s, input, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  status = label_queue_open(&s->queue, a, input, error);
  if (status >= 0)
    status = label_columns_init(&s->columns, &s->queue, &s->scheme, opts_text(a, "coder"), error);
  if (status == TENOR_ERR_ARG) *code = EXITS_USAGE;
  if (status < 0) return status;
  status = open_model(s, code, error);
  if (status < 0) return status;
  *code = EXITS_USAGE;
  status = label_queue_check(a, &s->scheme, &s->chosen, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  status = label_file_open(&s->file, s->path, s->columns.names, s->columns.n, on_row, s, error);
  if (status < 0) return status;
  status = label_queue_sort(&s->queue, a, &s->scheme, &s->chosen, error);
  if (status == TENOR_ERR_ARG) *code = EXITS_USAGE;
  if (status >= 0) begin_with_unfinished(s);
  return status;
}

static void tell(const session *s) {
  if (opts_flag(s->args, "quiet")) return;
  size_t labelled = 0;
  for (size_t i = 0; i < s->place; i++) labelled += has_answers(s, s->queue.to_label[i]);
  message_note(s->args->command->name, "%zu labelled now, %llu before, %zu left; labels are in %s",
               labelled, (unsigned long long)s->n_before, s->queue.n_to_label - labelled, s->path);
}

static void finish(session *s) {
  label_file_close(&s->file);
  label_queue_close(&s->queue);
  chosen_model_close(&s->chosen);
  label_columns_finish(&s->columns);
  free(s->steps);
  free(s);
}

int label_session(const args *a) {
  session *s = calloc(1, sizeof *s);
  tenor_error error = {0};
  int code = EXITS_FILES;
  if (!s) return message_failure(a->command->name, &error, tenor_error_memory(&error));
  s->args = a;
  s->file.file = -1;
  tenor_status status = prepare(s, &code, &error);
  if (status >= 0) code = EXITS_FILES, status = ask(s, &error);
  if (status >= 0) {
    code = s->queue.n_problems > 0 ? EXITS_ROWS : EXITS_OK;
    tell(s);
  } else {
    message_error(a->command->name, &error);
  }
  finish(s);
  return code;
}
