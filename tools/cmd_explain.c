/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenor explain: which words, phrases and rules moved each score. The heads are linear, so the
 * answer is exact: the contributions add up to the score, and the views (explain/) leave none of
 * them out.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chosen_model.h"
#include "command.h"
#include "exits.h"
#include "explain/explain_view.h"
#include "input/wellformed.h"
#include "message.h"
#include "output_options.h"
#include "statements.h"
#include "terminal.h"

enum { BATCH_ROWS = 64 };

typedef struct explaining {
  const args *args;
  const char *path; /* of the statements; NULL: standard input */
  const char *text; /* or the text itself */
  statements in;
  chosen_model chosen;
  tenor_scratch *scratch;
  uint32_t heads[TENOR_MAX_HEADS]; /* [n_heads] those asked for */
  size_t n_heads;
  const char *label; /* NULL: the winner */
  view view;
  char about[256];
  uint64_t n_rows, n_problems;
} explaining;

/* ---- one statement
 * ------------------------------------------------------------------------------------- */

static uint32_t label_index(const tenor_head *h, const char *label) {
  uint32_t i = 0;
  while (i < h->n_labels && strcmp(h->labels[i], label) != 0) i++;
  return i;
}

static tenor_status explain_head(explaining *e, const statement *s, uint32_t head,
                                 const tenor_score *score, tenor_error *error) {
  account a = {.head = tenor_model_head(e->chosen.model, head), .score = &score->heads[head]};
  a.p = score->p + a.score->first;
  if (a.head->kind == TENOR_HEAD_CLASS) {
    a.label = e->label ? label_index(a.head, e->label) : a.score->label;
    if (a.label == a.head->n_labels) a.label = a.score->label; /* the label is another head's */
  }
  const tenor_status status =
      tenor_reasons(e->scratch, s->text, head, a.label, &a.reasons, &a.n_reasons, &a.decision);
  if (status < 0)
    return tenor_error_set(error, status, s->file, s->line, 0, "cannot explain the text");
  return e->view.kind->head(&e->view, s, &a, error);
}

static tenor_status explain_problem(explaining *e, const statement *s, const char *why,
                                    tenor_error *error) {
  e->n_problems++;
  message_warning(e->args->command->name, s->file, s->file ? s->line : 0, "%s", why);
  return e->view.kind->problem(&e->view, s, why, error);
}

static tenor_status explain_statement(explaining *e, const statement *s, const char *problem,
                                      tenor_error *error) {
  tenor_score score;
  e->n_rows++;
  if (problem) return explain_problem(e, s, problem, error);
  tenor_status status = tenor_score_text(e->scratch, s->text, &score);
  if (status < 0)
    return tenor_error_set(error, status, s->file, s->line, 0, "cannot score the text");
  if (score.n_tokens == 0) return explain_problem(e, s, "no words to score", error);
  e->view.kind->statement(&e->view, s);
  for (size_t i = 0; i < e->n_heads && status >= 0; i++)
    status = explain_head(e, s, e->heads[i], &score, error);
  e->view.kind->statement_end(&e->view, s);
  return status < 0 ? status : out_status(e->view.stream, error);
}

/* ---- all of them
 * --------------------------------------------------------------------------------------- */

static tenor_status explain_text(explaining *e, tenor_error *error) {
  const statement s = {.line = 1, .text = tenor_text_of(e->text)};
  const bool sound = wellformed_prefix(e->text, s.text.size) == s.text.size;
  return explain_statement(e, &s, sound ? NULL : "invalid UTF-8", error);
}

static tenor_status explain_batch(explaining *e, const batch *b, tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (size_t i = 0; i < b->n_rows && status >= 0; i++) {
    const row *r = &b->rows[i];
    const cell text = r->cells[e->in.text];
    const statement s = {reader_name(e->in.reader), r->line, {text.data, text.size}};
    status = explain_statement(e, &s, statements_problem(&e->in, r), error);
  }
  return status;
}

static tenor_status explain_rows(explaining *e, tenor_error *error) {
  batch b;
  tenor_status status = TENOR_OK;
  batch_init(&b);
  while (status == TENOR_OK) {
    tenor_error reading = {0};
    const tenor_status read = reader_next(e->in.reader, &b, BATCH_ROWS, &reading);
    status = explain_batch(e, &b, error); /* after a failure of reading, what came before it */
    if (status >= 0 && read < 0) *error = reading;
    if (status >= 0) status = read;
  }
  batch_finish(&b);
  return status == TENOR_END ? TENOR_OK : status;
}

/* ---- setting up
 * ---------------------------------------------------------------------------------------- */

/* Whether the operand must have been meant as a file: a text is not written like this. */
static bool looks_like_path(const char *operand) {
  static const char *const endings[] = {".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json"};
  const size_t n = strlen(operand);
  if (strpbrk(operand, " \t\n")) return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    const size_t k = strlen(endings[i]);
    if (n > k && strcmp(operand + n - k, endings[i]) == 0) return true;
  }
  return strchr(operand, '/') != NULL;
}

static tenor_status find_operand(explaining *e, tenor_error *error) {
  struct stat found;
  const args *a = e->args;
  if (a->n_operands > 1)
    return opts_error(error, "'%s' is one operand too many; put a text in quotation marks",
                      a->operands[1]);
  const char *operand = a->n_operands == 1 ? a->operands[0] : "-";
  const bool is_file =
      strcmp(operand, "-") == 0 || stat(operand, &found) == 0 || looks_like_path(operand);
  if (is_file)
    e->path = operand;
  else
    e->text = operand;
  return TENOR_OK;
}

static tenor_status unknown_head(const explaining *e, const char *name, tenor_error *error) {
  char list[256] = "";
  size_t used = 0;
  for (uint32_t i = 0; i < tenor_model_n_heads(e->chosen.model) && used < sizeof list; i++) {
    const int n = snprintf(list + used, sizeof list - used, "%s%s", i > 0 ? ", " : "",
                           tenor_model_head(e->chosen.model, i)->name);
    if (n > 0) used += (size_t)n;
  }
  return opts_error(error, "--head: the model has no head '%s'; it has %s", name, list);
}

static tenor_status add_head(explaining *e, const char *name, tenor_error *error) {
  uint32_t i = 0;
  const uint32_t n = tenor_model_n_heads(e->chosen.model);
  while (i < n && strcmp(tenor_model_head(e->chosen.model, i)->name, name) != 0) i++;
  if (i == n) return unknown_head(e, name, error);
  for (size_t k = 0; k < e->n_heads; k++)
    if (e->heads[k] == i) return TENOR_OK;
  e->heads[e->n_heads++] = i;
  return TENOR_OK;
}

static tenor_status choose_heads(explaining *e, tenor_error *error) {
  size_t n;
  const char *const *names = opts_texts(e->args, "head", &n);
  for (size_t i = 0; i < n; i++) {
    const tenor_status status = add_head(e, names[i], error);
    if (status < 0) return status;
  }
  for (uint32_t i = 0; n == 0 && i < tenor_model_n_heads(e->chosen.model); i++)
    e->heads[e->n_heads++] = i;
  e->label = opts_text(e->args, "label");
  for (size_t i = 0; e->label && i < e->n_heads; i++) {
    const tenor_head *h = tenor_model_head(e->chosen.model, e->heads[i]);
    if (h->kind == TENOR_HEAD_CLASS && label_index(h, e->label) < h->n_labels) return TENOR_OK;
  }
  return e->label ? opts_error(error, "--label: no class head has the label '%s'", e->label)
                  : TENOR_OK;
}

static tenor_status open_model(explaining *e, int *code, tenor_error *error) {
  tenor_status status = chosen_model_open(&e->chosen, e->args, code, error);
  if (status >= 0 && !tenor_model_is_additive(e->chosen.model)) {
    *code = EXITS_MODEL;
    return tenor_error_set(error, TENOR_ERR_FORMAT, opts_text(e->args, "model"), 0, 0,
                           "is a kernel machine: its scores are no sums, and there are no reasons "
                           "to give");
  }
  if (status < 0) return status;
  *code = EXITS_USAGE;
  status = choose_heads(e, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  tenor_model_size sizes;
  tenor_model_sizes(e->chosen.model, &sizes);
  (void)snprintf(e->about, sizeof e->about, "tenor %s, model %016llx", tenor_version(),
                 (unsigned long long)sizes.checksum);
  return tenor_scratch_new_lexicon(&e->scratch, e->chosen.model, e->chosen.lexicon, error);
}

static tenor_status open_view(explaining *e, tenor_error *error) {
  static const view_kind *const kinds[] = {&view_text, &view_jsonl, &view_html};
  const char *path = opts_given(e->args, "output") ? opts_text(e->args, "output") : "-";
  e->view.kind = kinds[opts_choice(e->args, "format")];
  e->view.top = (size_t)opts_integer(e->args, "top");
  e->view.about = e->about;
  e->view.colour = strcmp(path, "-") == 0 && terminal_colour(STDOUT_FILENO);
  return out_open(&e->view.stream, path, error);
}

static tenor_status open_all(explaining *e, int *code, tenor_error *error) {
  *code = EXITS_USAGE;
  tenor_status status = find_operand(e, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  if (!e->text) status = statements_open(&e->in, e->args, e->path, error);
  if (status >= 0) status = open_model(e, code, error);
  return status < 0 ? status : open_view(e, error);
}

static void close_all(explaining *e) {
  out_discard(&e->view.stream);
  ledger_finish(&e->view.ledger);
  shading_finish(&e->view.shading);
  statements_close(&e->in);
  tenor_scratch_free(&e->scratch);
  chosen_model_close(&e->chosen);
}

static int run(const args *a) {
  explaining e = {.args = a};
  tenor_error error = {0};
  int code;
  tenor_status status = open_all(&e, &code, &error);
  if (status >= 0) {
    e.view.kind->begin(&e.view);
    status = e.text ? explain_text(&e, &error) : explain_rows(&e, &error);
    e.view.kind->end(&e.view);
    tenor_error closing = {0};
    const tenor_status closed = out_close(&e.view.stream, &closing);
    if (status >= 0 && closed < 0) status = closed, error = closing;
  }
  if (status < 0)
    message_error(a->command->name, &error);
  else if (e.n_rows == 0)
    message_warning(a->command->name, reader_name(e.in.reader), 0, "has no statements");
  if (status >= 0) code = e.n_problems > 0 ? EXITS_ROWS : EXITS_OK;
  close_all(&e);
  return code;
}

static const char *const format_names[] = {"text", "jsonl", "html", NULL};

static const option options[] = {
    {.name = "head",
     .kind = OPTION_TEXT,
     .repeats = true,
     .value = "NAME",
     .otherwise = "all heads of the model",
     .help = "Explain this head."},
    {.name = "label",
     .kind = OPTION_TEXT,
     .value = "LABEL",
     .otherwise = "the winner",
     .help = "Explain the probability of this label of a class head."},
    {.name = "top",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 100000,
     .fallback = "12",
     .help = "Show the N largest contributions, and the rest as one sum; jsonl has all."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .value = "FORMAT",
     .choices = format_names,
     .fallback = "text",
     .help = "Write text, jsonl, or a page of html that needs nothing else."},
    {.name = NULL}};

static const option *const shared[] = {chosen_model_options, statements_options,
                                       output_file_options, NULL};

static const example examples[] = {
    {"tenor explain 'They will pay dearly for this.'", "what each word did to each score"},
    {"tenor explain --head tone --label defiant speech.txt",
     "what speaks for a tone that did not win"},
    {"tenor explain --format html -o why.html statements.csv", "a page to send around"},
    {NULL, NULL}};

const command command_explain = {
    .name = "explain",
    .summary = "which words, phrases and rules moved each score",
    .synopsis = "[TEXT | STATEMENTS]",
    .details =
        "The operand is a file of statements if there is such a file, "
        "else it is the text itself. For each head the "
        "contributions are listed that add up to its score: words and "
        "phrases of the lexicon with the rules that "
        "changed them, stems, pairs of stems, word vectors, the form "
        "of the text. What stands at the same place is "
        "one line.",
    .options = options,
    .shared = shared,
    .examples = examples,
    .exit_rows = "some statements had errors; each stands in its place, with the reason",
    .run = run};
