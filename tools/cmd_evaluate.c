/* SPDX-License-Identifier: Apache-2.0 */
/* tenor evaluate: how good a model is on labels that it has not seen. */
#include <stdlib.h>

#include "command.h"
#include "evaluate/evaluation_report.h"
#include "evaluate/finding_tables.h"
#include "exits.h"
#include "message.h"
#include "output_options.h"

static tenor_status write_table(const evaluation *e, tenor_error *error) {
  const finding_table table = (finding_table)opts_choice(e->args, "show");
  column columns[FINDING_MAX_COLUMNS];
  unsigned char spare[FINDING_MAX_COLUMNS] = {0};
  const size_t n = finding_table_columns(table, columns);
  out *stream = NULL;
  writer *w = NULL;
  tenor_status status = output_open(e->args, &stream, &w, columns, n, error);
  if (status >= 0 && table == TABLE_SUMMARY) {
    figures_spare(spare + n - FIGURES_COLUMNS);
    writer_spare(w, spare);
  }
  for (size_t i = 0; status >= 0 && i < e->n_findings; i++)
    status = finding_table_write(table, &e->findings[i], w, error);
  return output_close(&stream, &w, status, error);
}

static void say(void *user, const char *sentence) {
  const args *const *a = user;
  message_note((*a)->command->name, "%s", sentence);
}

/* Of all rows, which stand first; their parts are smaller and would repeat it. */
static void say_notes(const evaluation *e) {
  const args *a = e->args;
  if (opts_flag(a, "quiet")) return;
  for (size_t i = 0; i < e->n_findings && e->findings[i].group == e->groups[0].name; i++)
    finding_notes(&e->findings[i], say, &a);
}

static tenor_status evaluate(evaluation *e, int *code, tenor_error *error) {
  const args *a = e->args;
  tenor_status status = evaluation_run(e, code, error);
  const tenor_bootstrap bootstrap = {(uint32_t)opts_integer(a, "replicates"),
                                     (uint64_t)opts_integer(a, "seed")};
  const bool summary = opts_choice(a, "show") == TABLE_SUMMARY && !opts_given(a, "report");
  if (status >= 0) status = evaluation_measure(e, summary ? NULL : &bootstrap, error);
  if (status >= 0) status = write_table(e, error);
  if (status >= 0 && opts_given(a, "errors"))
    status = worst_errors_write(&e->errors, &e->rows, a, e->chosen.model, e->scratch,
                                opts_text(a, "errors"), error);
  if (status >= 0 && opts_given(a, "report"))
    status = evaluation_report(e, &bootstrap, opts_text(a, "report"), error);
  if (status >= 0) say_notes(e);
  return status;
}

static int run(const args *a) {
  evaluation *e = calloc(1, sizeof *e);
  tenor_error error = {0};
  int code = EXITS_FILES;
  if (!e) return code;
  e->args = a;
  const tenor_status status = evaluate(e, &code, &error);
  if (status < 0)
    message_error(a->command->name, &error);
  else
    code = e->rows.n_problems > 0 ? EXITS_ROWS : EXITS_OK;
  evaluation_finish(e);
  free(e);
  return code;
}

static const option options[] = {
    {.name = "show",
     .kind = OPTION_CHOICE,
     .value = "TABLE",
     .choices = finding_table_names,
     .fallback = "summary",
     .help =
         "What to write: summary, a row a head; figures, all of them with 95 % intervals and "
         "what they must be compared with; classes, precision and recall of each label; "
         "confusion, what was taken for what; reliability, what came true of each probability."},
    {.name = "by",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .help = "Give the figures for each value of COLUMN as well."},
    {.name = "group",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .otherwise = "document, where there is one",
     .help = "Rows of one group are not independent: intervals come from drawing whole groups."},
    {.name = "errors",
     .kind = OPTION_FILE,
     .value = "FILE",
     .help = "Write the hundred worst errors of each head to FILE (csv, or as its name says), each "
             "with the words that weighed most."},
    {.name = "report",
     .kind = OPTION_FILE,
     .value = "FILE",
     .help = "Write all of it as a page to FILE: charts, tables, the worst errors. It needs no "
             "network and no script."},
    {.name = "replicates",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 0,
     .max = 100000,
     .fallback = "1000",
     .help = "Draws of the bootstrap that makes the intervals; 0 makes none."},
    {.name = "seed",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 0,
     .max = 9007199254740992.0,
     .fallback = "1",
     .help = "Seed of those draws."},
    {.name = "score-column",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .help = "Evaluate somebody else's scores: COLUMN of the file instead of a model. Classes are "
             "compared as labels; of numbers only the order counts."},
    {.name = "label",
     .kind = OPTION_TEXT,
     .repeats = true,
     .value = "NAME[:KIND]",
     .help = "With --score-column: the column of labels. KIND as in train."},
    {.name = "positive",
     .kind = OPTION_INTEGER,
     .value = "LEVEL",
     .min = 0,
     .max = 10,
     .fallback = "0",
     .help =
         "With --score-column: the level from which an ordinal label counts as positive; 0 takes "
         "2 where there are more than three levels, else 1."},
    {.name = NULL}};

static const option *const shared[] = {chosen_model_options, statements_options,
                                       output_format_options, output_file_options, NULL};

static const example examples[] = {
    {"tenor evaluate heldout.tsv", "the model that comes with tenor"},
    {"tenor evaluate heldout.csv -m mine.tenor --by source", "figures by source"},
    {"tenor evaluate heldout.csv --show figures", "every figure with its interval and baselines"},
    {"tenor evaluate heldout.csv --errors worst.csv", "where it is most wrong, and why"},
    {"tenor evaluate heldout.csv --by source --report report.html", "all of it as a page"},
    {"tenor evaluate scored.csv --score-column vader --label hostility",
     "another program's scores"},
    {NULL, NULL}};

const command command_evaluate = {
    .name = "evaluate",
    .summary = "how good a model is on held-out labels",
    .synopsis = "LABELLED...",
    .details =
        "Scores labelled statements and compares: columns of the names of the model's heads hold "
        "the labels. One row of "
        "figures for each head: auc and average_precision (of the value, against labels at or "
        "above the "
        "positive level), spearman, pearson, mae (in levels or units of the label), qwk, accuracy, "
        "macro_f1, "
        "mcc, ece (expected calibration error of the probability), coverage and width (of the 90 % "
        "prediction intervals). What is not defined for a kind of head is empty. What should be "
        "heeded is said on standard error.",
    .options = options,
    .shared = shared,
    .examples = examples,
    .exit_rows = "some rows had errors and were left out",
    .run = run};
