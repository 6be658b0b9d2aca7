/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/training_report.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "evaluate/findings_page.h"
#include "figures.h"
#include "message.h"
#include "output/decimal.h"
#include "output_options.h"

enum { PLACES = 4, SENTENCE_BYTES = 512, METHOD_SENTENCES = 3 };

const option training_report_options[] = {
    {.name = "baselines",
     .kind = OPTION_FLAG,
     .help = "Learn from the lexicon alone and from n-grams alone as well, and show how good that "
             "would be."},
    {.name = "ablate",
     .kind = OPTION_FLAG,
     .help = "Leave out each block of features in turn, and show what it is worth."},
    {.name = "curve",
     .kind = OPTION_FLAG,
     .help = "Learn from 10, 20, 40 and 70 % of the documents as well, and show whether more "
             "labels are worth it."},
    {.name = "report",
     .kind = OPTION_FILE,
     .value = "FILE",
     .help = "Write all of it as a page to FILE."},
    {.name = "replicates",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 0,
     .max = 100000,
     .fallback = "1000",
     .help = "Draws of the bootstrap that makes the intervals of these; 0 makes none."},
    {.name = NULL}};

study_request training_report_request(const args *a) {
  return (study_request){
      .baselines = opts_flag(a, "baselines"),
      .ablate = opts_flag(a, "ablate"),
      .curve = opts_flag(a, "curve"),
      .bootstrap = {(uint32_t)opts_integer(a, "replicates"), (uint64_t)opts_integer(a, "seed")}};
}

/* Whether studies must be run. */
static bool has_studies(const study_request *q) {
  return q->baselines || q->ablate || q->curve;
}

/* ---- tables ------------------------------------------------------------------------------------------- */

typedef struct table {
  out *stream;
  writer *writer;
  batch memory;
} table;

static tenor_status table_open(table *t, const column *columns, size_t n, tenor_error *error) {
  static const writer_options options = {WRITER_TABLE, 0};
  *t = (table){.stream = NULL};
  batch_init(&t->memory);
  const tenor_status status = out_open(&t->stream, "-", error);
  return status < 0 ? status : writer_open(&t->writer, t->stream, &options, columns, n, error);
}

static tenor_status table_close(table *t, tenor_status status, tenor_error *error) {
  batch_finish(&t->memory);
  return output_close(&t->stream, &t->writer, status, error);
}

static cell text_cell(const char *text) {
  return (cell){text, strlen(text)};
}

enum { FIT_COLUMNS = 4 + FIGURES_COLUMNS };

static tenor_status write_fit(table *t, const study_request *q, uint32_t head, tenor_error *error) {
  static const char *const kinds[] = {"ordinal", "class", "regression", "binary"};
  static const char *const solvers[] = {"auto", "libsvm", "liblinear"};
  tenor_fit_report report;
  cell cells[FIT_COLUMNS] = {text_cell(q->heads[head].name), text_cell(kinds[q->heads[head].kind])};
  const tenor_status status = tenor_trainer_report(q->trainer, head, &report);
  if (status < 0) return status;
  cells[2] = text_cell(solvers[report.solver]);
  batch_reset(&t->memory, 0);
  if (!figures_number(&t->memory, report.c, 2, &cells[3]) ||
      figures_write(&report.figures, &t->memory, cells + 4) < 0)
    return tenor_error_memory(error);
  return writer_row(t->writer, cells, NULL, error);
}

/* How good the model is on rows that it did not see, one row a head. */
static tenor_status write_fits(const study_request *q, tenor_error *error) {
  column columns[FIT_COLUMNS] = {{"head", COLUMN_TEXT, false},
                                 {"kind", COLUMN_TEXT, false},
                                 {"solver", COLUMN_TEXT, false},
                                 {"C", COLUMN_NUMBER, false}};
  table t;
  figures_columns(columns + 4);
  tenor_status status = table_open(&t, columns, FIT_COLUMNS, error);
  for (uint32_t i = 0; status >= 0 && i < q->n_heads; i++) status = write_fit(&t, q, i, error);
  return table_close(&t, status, error);
}

static tenor_status write_study(table *t, const finding *f, tenor_error *error) {
  const tenor_figure *which = finding_main_figure(f->head.kind);
  cell cells[7] = {text_cell(f->head.name), text_cell(f->group), {NULL, 0}, text_cell(which->name)};
  batch_reset(&t->memory, 0);
  const bool fine =
      figures_number(&t->memory, f->documents, 0, &cells[2]) &&
      figures_number(&t->memory, tenor_figure_of(&f->figures, which), PLACES, &cells[4]) &&
      figures_number(&t->memory, tenor_figure_of(&f->lo, which), PLACES, &cells[5]) &&
      figures_number(&t->memory, tenor_figure_of(&f->hi, which), PLACES, &cells[6]);
  return fine ? writer_row(t->writer, cells, NULL, error) : tenor_error_memory(error);
}

/* Head by head, in the order in which they were run. */
static tenor_status write_studies(const study_request *q, const studies *s, tenor_error *error) {
  static const column columns[] = {
      {"head", COLUMN_TEXT, false},        {"learnt_from", COLUMN_TEXT, false},
      {"documents", COLUMN_NUMBER, false}, {"figure", COLUMN_TEXT, false},
      {"value", COLUMN_NUMBER, false},     {"lo", COLUMN_NUMBER, false},
      {"hi", COLUMN_NUMBER, false}};
  table t;
  tenor_status status = table_open(&t, columns, sizeof columns / sizeof *columns, error);
  if (status >= 0) out_byte(t.stream, '\n');
  for (uint32_t head = 0; head < q->n_heads; head++)
    for (size_t i = head; status >= 0 && i < s->n; i += q->n_heads)
      status = write_study(&t, &s->findings[i], error);
  return table_close(&t, status, error);
}

/* ---- the page ----------------------------------------------------------------------------------------- */

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static tenor_status write_page(const args *a, const study_request *q, const finding *findings,
                               const studies *s, tenor_error *error) {
  char title[SENTENCE_BYTES], about[SENTENCE_BYTES], sentences[METHOD_SENTENCES][SENTENCE_BYTES];
  const char *method[METHOD_SENTENCES] = {sentences[0], sentences[1], sentences[2]};
  (void)snprintf(title, sizeof title, "How good is %s?", base_name(opts_text(a, "output")));
  (void)snprintf(about, sizeof about, "tenor %s", tenor_version());
  (void)snprintf(sentences[0], SENTENCE_BYTES,
                 "%zu statements were learnt from, and scored by machines that had not seen them: "
                 "cross-validation in %" PRIu32
                 " folds, in which the statements of a document stay together.",
                 q->n_statements, q->options->n_folds);
  (void)snprintf(
      sentences[1], SENTENCE_BYTES,
      "Calibration and intervals were learnt without the fold as well; only C was chosen "
      "on the same folds, which flatters the figures a little. For figures to publish keep "
      "documents aside and use tenor evaluate.");
  (void)snprintf(
      sentences[2], SENTENCE_BYTES,
      "Intervals of the figures hold 95 %% and come from a bootstrap of whole documents: "
      "%" PRIu32 " draws, seed %" PRIu64 ".",
      q->bootstrap.replicates, q->bootstrap.seed);
  const findings_page page = {.title = title,
                              .findings = findings,
                              .n = q->n_heads,
                              .n_heads = q->n_heads,
                              .studies = s->findings,
                              .n_studies = s->n,
                              .method = method,
                              .n_method = METHOD_SENTENCES,
                              .about = about};
  out *stream = NULL;
  tenor_status status = out_open(&stream, opts_text(a, "report"), error);
  if (status < 0) return status;
  if (findings_page_write(stream, &page) < 0) status = tenor_error_memory(error);
  if (status >= 0) status = out_close(&stream, error);
  out_discard(&stream);
  return status;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static void say(void *user, const char *sentence) {
  const args *const *a = user;
  message_note((*a)->command->name, "%s", sentence);
}

static tenor_status find(const study_request *q, bool intervals, finding *findings,
                         tenor_error *error) {
  for (uint32_t i = 0; i < q->n_heads; i++) {
    findings[i] = (finding){.head = q->heads[i],
                            .group = "all",
                            .evaluator = tenor_trainer_held_out(q->trainer, i),
                            .documents = NAN};
    tenor_figures_clear(&findings[i].lexicon);
    if (finding_measure(&findings[i], intervals ? &q->bootstrap : NULL) < 0)
      return tenor_error_memory(error);
  }
  return TENOR_OK;
}

tenor_status training_report_write(const args *a, const study_request *q, studies *s,
                                   tenor_error *error) {
  finding findings[TENOR_MAX_HEADS];
  const bool studied = has_studies(q);
  tenor_status status = find(q, opts_given(a, "report"), findings, error);
  if (status >= 0 && studied) status = studies_add_whole(s, q, error);
  if (status >= 0) status = write_fits(q, error);
  if (status >= 0 && studied) status = write_studies(q, s, error);
  if (status >= 0 && opts_given(a, "report")) status = write_page(a, q, findings, s, error);
  for (uint32_t i = 0; status >= 0 && i < q->n_heads && !opts_flag(a, "quiet"); i++)
    finding_notes(&findings[i], say, &a);
  return status;
}
