/* SPDX-License-Identifier: Apache-2.0 */
/* tenor extract: the statements of news articles with who made each, a row a statement. */
#include <string.h>

#include "command.h"
#include "datadir.h"
#include "exits.h"
#include "extract_columns.h"
#include "message.h"
#include "output_options.h"
#include "progress.h"

enum { MAX_REPORTED = 1000, MAX_FOLDERS = 64 };

typedef struct extraction {
  const args *args;
  article_options options;
  article_source *source;
  tenor_lexicon *lexicon;
  tenor_extractor *extractor;
  extract_columns columns;
  out *stream;
  writer *writer; /* NULL with --plain */
  bool all, stop_at_problem, stopped;
  progress progress;
  uint64_t n_articles, n_problems;
} extraction;

/* ---- an article --------------------------------------------------------------------------------------- */

static tenor_status write_plain(extraction *x, const article *a, tenor_error *error) {
  out_bytes(x->stream, a->text.data, a->text.size);
  if (a->text.data[a->text.size - 1] != '\n') out_byte(x->stream, '\n');
  return out_status(x->stream, error);
}

static tenor_status write_statements(extraction *x, const article *a, tenor_error *error) {
  const tenor_statement *statements;
  size_t n, number = 0;
  const tenor_text text = {a->text.data, a->text.size};
  tenor_status status = tenor_extract(x->extractor, text, &statements, &n, error);
  if (status >= 0) status = extract_columns_begin(&x->columns, statements, n, error);
  for (size_t i = 0; status >= 0 && i < n; i++) {
    if (statements[i].kind == TENOR_STATEMENT_NONE && !x->all) continue;
    status = extract_columns_fill(&x->columns, a, &statements[i], ++number, error);
    if (status >= 0) status = writer_row(x->writer, x->columns.cells, NULL, error);
  }
  return status;
}

static void report_problem(extraction *x, const article *a) {
  const char *name = x->args->command->name;
  x->n_problems++;
  x->stopped = x->stop_at_problem;
  if (x->n_problems <= MAX_REPORTED)
    message_warning(name, a->file, a->line, "%s", a->problem);
  else if (x->n_problems == MAX_REPORTED + 1)
    message_warning(name, NULL, 0, "further bad articles are counted, not listed");
}

static tenor_status extract_all(extraction *x, tenor_error *error) {
  article next;
  tenor_status status = TENOR_OK;
  progress_start(&x->progress, "extracting", 0, opts_flag(x->args, "quiet"));
  x->progress.unit = "articles";
  while (!x->stopped && (status = article_next(x->source, &next, error)) == TENOR_OK) {
    x->n_articles++;
    if (next.problem)
      report_problem(x, &next);
    else
      status = x->writer ? write_statements(x, &next, error) : write_plain(x, &next, error);
    if (status < 0) break;
    progress_step(&x->progress, 0, x->n_articles);
  }
  progress_finish(&x->progress);
  return status;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

/* The lexicons that come with tenor, then those of --lexicon. */
static tenor_status read_lexicon(extraction *x, tenor_error *error) {
  char actors[DATADIR_PATH_BYTES], cues[DATADIR_PATH_BYTES];
  const char *folders[MAX_FOLDERS + 2] = {actors, cues};
  size_t n;
  const char *const *more = opts_texts(x->args, "lexicon", &n);
  if (n > MAX_FOLDERS) return opts_error(error, "--lexicon: more than %d folders", MAX_FOLDERS);
  tenor_status status = datadir_find("lexicons/en/actors.tsv", actors, error);
  if (status >= 0) status = datadir_find("lexicons/en/attribution/cue_verbs.tsv", cues, error);
  if (status < 0) return status;
  *strrchr(actors, '/') = *strrchr(cues, '/') = '\0';
  for (size_t i = 0; i < n; i++) folders[i + 2] = more[i];
  return tenor_lexicon_read(&x->lexicon, NULL, folders, n + 2, NULL, NULL, error);
}

static tenor_status open_extractor(extraction *x, int *code, tenor_error *error) {
  tenor_status status = read_lexicon(x, error);
  *code = status == TENOR_ERR_ARG  ? EXITS_USAGE
          : status == TENOR_ERR_IO ? EXITS_FILES
                                   : EXITS_MODEL;
  if (status < 0) return status;
  status = tenor_extractor_new(&x->extractor, x->lexicon, error);
  if (status == TENOR_ERR_ARG)
    error->status = TENOR_ERR_FORMAT; /* not the command line, the lists are wrong */
  /* sentences to either side are known from the statements that are nobody's */
  if (status >= 0) tenor_extractor_set_all(x->extractor, x->all || opts_given(x->args, "context"));
  return status;
}

static tenor_status open_output(extraction *x, tenor_error *error) {
  size_t n;
  const char *const *along = article_columns(x->source, &n);
  const int64_t context = opts_given(x->args, "context") ? opts_integer(x->args, "context") : -1;
  tenor_status status = extract_columns_init(&x->columns, along, n, context, error);
  if (status >= 0)
    status = output_open(x->args, &x->stream, &x->writer, x->columns.columns, x->columns.n, error);
  if (status >= 0) writer_spare(x->writer, x->columns.spare);
  return status;
}

static tenor_status open_all(extraction *x, int *code, tenor_error *error) {
  const args *a = x->args;
  const char *path = opts_given(a, "output") ? opts_text(a, "output") : "-";
  x->all = opts_flag(a, "all");
  x->stop_at_problem = opts_choice(a, "on-error") == 1;
  x->options = (article_options){(article_format)opts_choice(a, "input-format"),
                                 opts_text(a, "text-column")};
  *code = EXITS_FILES;
  tenor_status status =
      article_source_open(&x->source, a->operands, a->n_operands, &x->options, error);
  if (status < 0) return status;
  if (opts_flag(a, "plain")) return out_open(&x->stream, path, error);
  status = open_extractor(x, code, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  return open_output(x, error);
}

/* A file appears only when it is complete; what went to standard output before a failure stays there. */
static tenor_status close_output(extraction *x, bool complete, tenor_error *error) {
  tenor_status status = writer_close(&x->writer, error);
  const bool to_file =
      opts_given(x->args, "output") && strcmp(opts_text(x->args, "output"), "-") != 0;
  if (!x->stream) return status;
  if (!complete && to_file)
    out_discard(&x->stream);
  else if (status >= 0)
    status = out_close(&x->stream, error);
  return status;
}

static void close_all(extraction *x) {
  (void)writer_close(&x->writer, NULL);
  out_discard(&x->stream);
  extract_columns_finish(&x->columns);
  tenor_extractor_free(&x->extractor);
  tenor_lexicon_free(&x->lexicon);
  article_source_close(&x->source);
}

static void tell(const extraction *x) {
  const char *name = x->args->command->name;
  const size_t n_passed = article_source_n_passed(x->source);
  if (n_passed > 0)
    message_note(name, "%zu files in folders were passed over: they have no ending of an article",
                 n_passed);
  if (x->n_articles == 0) message_warning(name, NULL, 0, "there are no articles");
  if (x->n_problems > 0)
    message_note(name, "%llu of %llu articles could not be read", (unsigned long long)x->n_problems,
                 (unsigned long long)x->n_articles);
}

static int run(const args *a) {
  extraction x = {.args = a};
  tenor_error error = {0}, closing = {0};
  int code;
  tenor_status status = open_all(&x, &code, &error);
  if (status >= 0) status = extract_all(&x, &error);
  const tenor_status closed = close_output(&x, status >= 0 && !x.stopped, &closing);
  if (status >= 0 && closed < 0) status = closed, error = closing;
  if (status < 0)
    message_error(a->command->name, &error);
  else
    tell(&x);
  if (status >= 0) code = x.n_problems > 0 ? EXITS_ROWS : EXITS_OK;
  close_all(&x);
  return code;
}

/* ---- the command -------------------------------------------------------------------------------------- */

static const char *const on_error_names[] = {"keep", "fail", NULL};
static const char *const format_names[] = {"auto", "txt", "html", "jsonl", "csv", "tsv", NULL};

static const option options[] = {
    {.name = "all",
     .kind = OPTION_FLAG,
     .help = "Write the sentences too that nobody is known to have said, with an empty speaker."},
    {.name = "context",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 0,
     .max = 1000,
     .help =
         "Add the column context: the sentence of the statement, and N sentences to either side."},
    {.name = "plain",
     .kind = OPTION_FLAG,
     .help = "Write the text of the articles instead, which begin and end count from."},
    {.name = "lexicon",
     .kind = OPTION_FOLDER,
     .repeats = true,
     .value = "DIR",
     .help =
         "Add the actors, cues and names of DIR/*.tsv, or override the lists of the same name."},
    {.name = "input-format",
     .kind = OPTION_CHOICE,
     .value = "FORMAT",
     .choices = format_names,
     .fallback = "auto",
     .help =
         "How the articles are written; auto goes by each file's ending, else by a look at it."},
    {.name = "text-column",
     .kind = OPTION_TEXT,
     .value = "NAME",
     .otherwise = "text, article, body or content, whichever comes first",
     .help = "The column of jsonl, csv and tsv that holds the articles."},
    {.name = "on-error",
     .kind = OPTION_CHOICE,
     .value = "WHAT",
     .choices = on_error_names,
     .fallback = "keep",
     .help = "keep going after a bad article, or fail at the first."},
    {.name = NULL}};

static const option *const shared[] = {output_format_options, output_file_options, NULL};

static const example examples[] = {
    {"tenor extract article.txt", "a table of who said what"},
    {"tenor extract news/ | tenor score", "all articles of a folder, their statements scored"},
    {"curl -s https://example.org/news.html | tenor extract", "a web page"},
    {"tenor extract --context 1 -o statements.csv news.jsonl", "with the sentences around"},
    {NULL, NULL}};

const command command_extract = {
    .name = "extract",
    .summary = "statements and their speakers, from news articles",
    .synopsis = "[ARTICLE]...",
    .details =
        "Reads articles from text, web pages (html), or rows of jsonl, csv and tsv; of folders, "
        "all such files in them. Writes a row for each statement: document (the article's name), "
        "id, speaker, speaker_text (as written), via (who passes it on), cue (such as \"said\"), "
        "kind (direct, mixed or indirect), target (the actors it is about), text, and begin and "
        "end (characters of the article's text, from 0). Other columns of the articles go "
        "along.\n\n"
        "Precision comes first: where it is not sure who speaks, speaker stays empty. An article "
        "that cannot be read is reported and passed over.",
    .options = options,
    .shared = shared,
    .examples = examples,
    .exit_rows = "some articles could not be read; they give no rows",
    .run = run};
