/* SPDX-License-Identifier: Apache-2.0 */
/* tenor compare: speakers side by side, with intervals, tests, trends and words. */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "compare/findings.h"
#include "compare/report.h"
#include "compare/result_rows.h"
#include "compare/screen.h"
#include "exits.h"
#include "message.h"
#include "output_options.h"
#include "terminal.h"

typedef struct comparing {
  const args *args;
  chosen_model chosen;
  plan plan;
  gather gather;
  results results;
} comparing;

/* ---- in ----------------------------------------------------------------------------------------------- */

static const char *const standard_input[] = {"-"};

static void list_sources(const args *a, const char *const **sources, size_t *n) {
  *n = a->n_operands > 0 ? a->n_operands : 1;
  *sources = a->n_operands > 0 ? a->operands : standard_input;
}

/* Statistics are counted already: what would count otherwise is refused rather than passed over. */
static tenor_status check_merge(const args *a, tenor_error *error) {
  static const char *const before[] = {"where", "unit", "words", "gold", "count-repeats"};
  if (a->n_operands == 0)
    return opts_error(error, "--merge needs files that --save-stats has written");
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    if (opts_given(a, before[i]))
      return opts_error(error, "--merge: what is saved can no longer be changed with --%s",
                        before[i]);
  return TENOR_OK;
}

static tenor_status gather_all(comparing *c, tenor_error *error) {
  const char *const *sources;
  size_t n;
  const bool merges = opts_flag(c->args, "merge");
  tenor_status status = merges ? check_merge(c->args, error) : TENOR_OK;
  list_sources(c->args, &sources, &n);
  for (size_t i = 0; status >= 0 && i < n; i++)
    status = merges ? gather_saved(&c->gather, sources[i], error)
                    : gather_file(&c->gather, sources[i], error);
  return status;
}

/* ---- out ---------------------------------------------------------------------------------------------- */

static tenor_status show_screen(comparing *c, tenor_error *error) {
  const args *a = c->args;
  const char *path = opts_given(a, "output") ? opts_text(a, "output") : "-";
  const size_t width = strcmp(path, "-") == 0 ? terminal_width(STDOUT_FILENO) : 0;
  out *stream;
  tenor_status status = out_open(&stream, path, error);
  if (status < 0) return status;
  status = screen_write(&c->results, &c->plan, stream, width, error);
  if (status >= 0) return out_close(&stream, error);
  out_discard(&stream);
  return status;
}

/* Rows of what was asked for beside the groups; of the groups where nothing or several were, as the page has those. */
static result_table asked_table(const args *a) {
  static const char *const asked[] = {"pairs", "trend", "targets", "words"};
  result_table table = opts_given(a, "baseline") ? RESULT_PAIRS : RESULT_GROUPS;
  size_t n = 0;
  for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
    if (opts_given(a, asked[i])) table = (result_table)(RESULT_PAIRS + i), n++;
  return n > 1 ? RESULT_GROUPS : table;
}

static tenor_status show(comparing *c, tenor_error *error) {
  const args *a = c->args;
  if (output_format(a) == WRITER_TABLE) return show_screen(c, error);
  return result_rows_write(&c->results, a, asked_table(a), opts_flag(a, "all"), error);
}

/* The page and the chart, beside what standard output gets. */
static tenor_status show_files(comparing *c, tenor_error *error) {
  const args *a = c->args;
  tenor_status status = TENOR_OK;
  if (opts_given(a, "report")) status = report_write(&c->results, opts_text(a, "report"), error);
  if (status >= 0 && opts_given(a, "plot"))
    status = plot_write(&c->results, asked_table(a), opts_text(a, "plot"), error);
  return status;
}

static void tell(const comparing *c) {
  const char *name = c->args->command->name;
  char text[SCREEN_NOTE_BYTES];
  if (c->results.n_groups == 0) message_warning(name, NULL, 0, "there is nothing to compare");
  if (c->gather.n_unlabelled > 0)
    message_warning(name, NULL, 0,
                    "%llu statements have a tone that the model does not know; which one scored "
                    "them is said with --model",
                    (unsigned long long)c->gather.n_unlabelled);
  const uint64_t unused = hand_labels_unused(&c->gather.gold);
  if (unused > 0)
    message_warning(name, opts_text(c->args, "gold"), 0,
                    "%llu labels belong to no statement counted", (unsigned long long)unused);
  if (opts_flag(c->args, "quiet") || output_format(c->args) == WRITER_TABLE) return;
  for (size_t i = 0; screen_note(&c->results, i, text); i++) message_note(name, "%s", text);
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static tenor_status compare(comparing *c, int *code, tenor_error *error) {
  const args *a = c->args;
  const char *const *sources;
  size_t n_sources;
  *code = EXITS_USAGE;
  tenor_status status = opts_given(a, "plot") ? plot_check(opts_text(a, "plot"), error) : TENOR_OK;
  if (status < 0) return status;
  status = chosen_model_open(&c->chosen, a, code, error);
  if (status < 0) return status;
  *code = EXITS_USAGE;
  status = plan_init(&c->plan, a, c->chosen.model, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  status = gather_init(&c->gather, &c->plan, &c->chosen, error);
  if (status >= 0) status = gather_all(c, error);
  if (status >= 0 && opts_given(a, "save-stats"))
    status = tenor_comparison_save(c->gather.comparison, opts_text(a, "save-stats"), error);
  if (status < 0) return status;
  list_sources(a, &sources, &n_sources);
  status = findings_make(&c->results, &c->gather, sources, n_sources, error);
  if (status >= 0) status = show_files(c, error);
  return status < 0 ? status : show(c, error);
}

static int run(const args *a) {
  comparing c = {.args = a};
  tenor_error error = {0};
  int code = EXITS_OK;
  const tenor_status status = compare(&c, &code, &error);
  if (status < 0) {
    message_error(a->command->name, &error);
    if (status == TENOR_ERR_ARG) code = EXITS_USAGE;
  } else {
    tell(&c);
    code = c.gather.n_bad > 0 ? EXITS_ROWS : EXITS_OK;
  }
  results_finish(&c.results);
  gather_finish(&c.gather);
  plan_finish(&c.plan);
  chosen_model_close(&c.chosen);
  return code;
}

static const char *const interval_names[] = {"robust", "bootstrap-t", "percentile", "bca",
                                             "naive",  NULL}; /* as tenor_interval_kind */

static const option options[] = {
    {.name = "by",
     .kind = OPTION_TEXT,
     .value = "COLUMN[,COLUMN]",
     .fallback = "speaker",
     .help = "Make a group of each value of COLUMN; year, quarter and month are made from the "
             "column date."},
    {.name = "head",
     .kind = OPTION_TEXT,
     .value = "HEAD[:LABEL]",
     .fallback = "hostility",
     .help = "Compare the mean of HEAD (hostility, valence), or the share of LABEL "
             "(tone:threatening)."},
    {.name = "where",
     .kind = OPTION_TEXT,
     .value = "CLAUSES",
     .help = "Count rows for which all CLAUSES hold: 'speaker=PRK,IRN date>=2010 target!=USA'."},
    {.name = "unit",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .otherwise = "document, article, speech or url, whichever comes first",
     .help = "Statements with the same COLUMN are not independent: intervals and tests "
             "take them as one."},
    {.name = "min-n",
     .kind = OPTION_INTEGER,
     .value = "N",
     .fallback = "1",
     .min = 1,
     .max = HUGE_VAL,
     .help = "Leave out groups of fewer than N statements."},
    {.name = "baseline",
     .kind = OPTION_TEXT,
     .value = "GROUP",
     .help = "Compare every other group with GROUP, and write the rows of these pairs."},
    {.name = "pairs",
     .kind = OPTION_FLAG,
     .help = "Write the rows of all pairs: differences, Cliff's delta, permutation tests."},
    {.name = "trend",
     .kind = OPTION_TEXT,
     .value = "PERIOD",
     .help = "Write the rows of each year, quarter, month, or rolling:12 (months; rolling:5y: "
             "years), and where the level changed."},
    {.name = "targets",
     .kind = OPTION_FLAG,
     .help = "Write the rows of each group towards each target."},
    {.name = "words",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 1000000,
     .help = "Write the N words that most set each group apart from the rest."},
    {.name = "report",
     .kind = OPTION_FILE,
     .value = "FILE.html",
     .help = "Also write a page to FILE: charts, tables, words, statements and how it was done; it "
             "needs nothing else."},
    {.name = "plot",
     .kind = OPTION_FILE,
     .value = "FILE.svg|png",
     .help = "Also write one chart to FILE: of the trend or the targets if asked for, else of the "
             "means."},
    {.name = "all",
     .kind = OPTION_FLAG,
     .help = "Add the share of every tone to the groups' rows."},
    {.name = "count-repeats",
     .kind = OPTION_FLAG,
     .help = "Count statements that repeat an earlier one of the same speaker, too."},
    {.name = "gold",
     .kind = OPTION_FILE,
     .value = "FILE",
     .help = "Correct the means by the labels in FILE, given by hand to a random sample of the "
             "statements."},
    {.name = "id",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .fallback = "id",
     .help = "The column, here and there, by which --gold finds a statement."},
    {.name = "save-stats",
     .kind = OPTION_FILE,
     .value = "FILE",
     .help = "Also write what was counted to FILE, for --merge."},
    {.name = "merge",
     .kind = OPTION_FLAG,
     .help = "The files are not statements but what --save-stats has written; compare all of them "
             "together."},
    {.name = "seed",
     .kind = OPTION_INTEGER,
     .value = "N",
     .fallback = "1",
     .min = 0,
     .max = 9007199254740992.0,
     .help = "Seed of the resampling."},
    {.name = "interval",
     .kind = OPTION_CHOICE,
     .value = "KIND",
     .choices = interval_names,
     .fallback = "robust",
     .help =
         "How intervals are made: robust (cluster-robust errors and Student's t), three kinds of "
         "bootstrap of documents, or naive, as if statements were independent."},
    {.name = "replicates",
     .kind = OPTION_INTEGER,
     .value = "N",
     .fallback = "2000",
     .min = 100,
     .max = 1000000,
     .help = "Resample N times for each interval that is a bootstrap."},
    {.name = "threads",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 256,
     .otherwise = "one a processor",
     .help = "Score with N threads; the output does not depend on it."},
    {.name = NULL}};

static const option *const shared[] = {chosen_model_options, statements_options,
                                       output_format_options, output_file_options, NULL};

static const example examples[] = {
    {"tenor compare statements.csv", "means with intervals, the most hostile speaker first"},
    {"tenor score speeches.csv | tenor compare --by speaker,year",
     "of rows that are scored already"},
    {"tenor compare --where 'date>=2010' --trend year scored.csv", "over time"},
    {"tenor compare --report report.html scored.csv", "a page to read, print and pass on"},
    {"tenor compare --head tone:threatening --pairs -f csv scored.csv",
     "who threatens more, tested"},
    {NULL, NULL}};

const command command_compare = {
    .name = "compare",
    .summary = "speakers side by side: intervals, tests, trends, words",
    .synopsis = "[STATEMENTS]...",
    .details =
        "Reads statements that tenor score has scored, or scores them on the way, and compares "
        "groups of them: how many statements and documents, the mean with a 95 % interval, the "
        "share of hostile statements. Intervals and tests take the document for the unit, as "
        "statements of one document are not independent.\n\n"
        "The same words reported twice count once: statements of one speaker that are nearly the "
        "same, at about the same time, are folded.\n\n"
        "On a terminal, and with --format table, all that was asked for is shown on one screen. "
        "The "
        "other formats hold one table: the groups, or what --pairs, --trend, --targets or --words "
        "asks for.",
    .options = options,
    .shared = shared,
    .examples = examples,
    .exit_rows = "some rows had errors and were left out",
    .run = run};
