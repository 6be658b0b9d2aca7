/* SPDX-License-Identifier: Apache-2.0 */
/* tenor train: a model of one's own from labelled statements. */
#include <jansson.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "datadir.h"
#include "exits.h"
#include "figures.h"
#include "heads.h"
#include "labelled.h"
#include "message.h"
#include "output/decimal.h"
#include "pool.h"
#include "progress.h"
#include "vectors.h"

typedef struct training {
  const args *args;
  tenor_train_options options;
  heads heads;
  labelled rows;
  tenor_lexicon *lexicon;
  tenor_trainer *trainer;
  uint32_t used[TENOR_MAX_HEADS]; /* [n_used] heads that are learnt, of heads.specs */
  uint32_t n_used;
  size_t n_words, n_dimensions; /* of word vectors */
  progress progress;
} training;

/* ---- options ------------------------------------------------------------------------------------------ */

static tenor_status read_c(const char *list, tenor_train_options *o, tenor_error *error) {
  o->n_c = 0;
  while (*list) {
    const size_t size = strcspn(list, ",");
    if (o->n_c == TENOR_MAX_C || !decimal_read(list, size, &o->c[o->n_c]) || !(o->c[o->n_c] > 0))
      return opts_error(error, "--c: '%s' is no list of up to %d numbers above 0", list,
                        TENOR_MAX_C);
    o->n_c++;
    list += size + (list[size] == ',');
  }
  if (o->n_c == 0) return opts_error(error, "--c: give at least one number");
  return TENOR_OK;
}

static tenor_status read_options(const args *a, tenor_train_options *o, tenor_error *error) {
  tenor_train_options_default(o);
  o->seed = (uint64_t)opts_integer(a, "seed");
  o->n_folds = (uint32_t)opts_integer(a, "folds");
  o->n_threads =
      (uint32_t)(opts_given(a, "threads") ? (size_t)opts_integer(a, "threads") : pool_processors());
  o->min_stem = (uint32_t)opts_integer(a, "min-stem");
  o->min_pair = (uint32_t)opts_integer(a, "min-pair");
  o->lexicon_scale = opts_number(a, "lexicon-scale");
  o->form_scale = opts_number(a, "form-scale");
  o->vector_scale = opts_number(a, "vector-scale");
  o->epsilon = opts_number(a, "epsilon");
  o->solver = (tenor_solver)opts_choice(a, "solver");
  o->ngrams = !opts_flag(a, "no-ngrams");
  return opts_given(a, "c") ? read_c(opts_text(a, "c"), o, error) : TENOR_OK;
}

/* ---- input -------------------------------------------------------------------------------------------- */

static tenor_status read_files(training *t, tenor_error *error) {
  const args *a = t->args;
  const char *group = opts_given(a, "group") ? opts_text(a, "group") : "document";
  const labelled_request request = {.args = a,
                                    .labels = t->heads.columns,
                                    .n_labels = t->heads.n,
                                    .labels_may_lack = t->heads.usual || a->n_operands > 1,
                                    .group = group,
                                    .group_may_lack = !opts_given(a, "group")};
  for (size_t i = 0; i < a->n_operands; i++) {
    const tenor_status status = labelled_read(&t->rows, &request, a->operands[i], i, error);
    if (status < 0) return status;
  }
  return heads_settle(&t->heads, (uint32_t)opts_integer(a, "positive"), error);
}

static tenor_status read_lexicon(training *t, tenor_error *error) {
  char path[DATADIR_PATH_BYTES];
  const char *folders[65];
  size_t n;
  const char *const *own = opts_texts(t->args, "lexicon", &n);
  if (opts_flag(t->args, "no-lexicon")) return TENOR_OK;
  if (n > 64) return opts_error(error, "--lexicon: more than 64 folders");
  const tenor_status status = datadir_find("lexicons/en/positive.tsv", path, error);
  if (status < 0) return status;
  *strrchr(path, '/') = '\0';
  folders[0] = path;
  for (size_t i = 0; i < n; i++) folders[i + 1] = own[i];
  return tenor_lexicon_read(&t->lexicon, NULL, folders, n + 1, NULL, NULL, error);
}

static tenor_status add_rows(training *t, tenor_error *error) {
  for (size_t i = 0; i < t->rows.n; i++) {
    const labelled_row *r = &t->rows.rows[i];
    double labels[TENOR_MAX_HEADS];
    for (uint32_t k = 0; k < t->n_used; k++) {
      const tenor_head_spec *spec = &t->heads.specs[t->used[k]];
      if (!label_read(spec, r->labels[t->used[k]], &labels[k]))
        return tenor_error_set(error, TENOR_ERR_FORMAT, t->args->operands[r->file], r->line, 0,
                               "'%s' is no label of '%s'", r->labels[t->used[k]].data, spec->name);
    }
    const tenor_example added = {{r->text.data, r->text.size}, r->group, labels};
    const tenor_status status = tenor_trainer_add(t->trainer, &added, error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

static tenor_status make_trainer(training *t, tenor_error *error) {
  tenor_head_spec specs[TENOR_MAX_HEADS];
  for (uint32_t i = 0; i < t->heads.n; i++)
    if (t->heads.specs[i].name) specs[t->n_used] = t->heads.specs[i], t->used[t->n_used++] = i;
  tenor_status status =
      tenor_trainer_new(&t->trainer, &t->options, specs, t->n_used, t->lexicon, error);
  if (status >= 0 && opts_given(t->args, "vectors"))
    status =
        vectors_read(opts_text(t->args, "vectors"), (size_t)opts_integer(t->args, "vector-words"),
                     t->trainer, &t->n_words, &t->n_dimensions, error);
  return status < 0 ? status : add_rows(t, error);
}

/* ---- fit ---------------------------------------------------------------------------------------------- */

static int on_progress(void *user, uint64_t done, uint64_t total) {
  training *t = user;
  t->progress.total = total;
  progress_step(&t->progress, done, done);
  /* SIGINT is blocked meanwhile: asking for it needs no handler and no global */
  sigset_t waiting;
  return sigpending(&waiting) == 0 && sigismember(&waiting, SIGINT) == 1;
}

static tenor_status fit(training *t, tenor_error *error) {
  sigset_t interrupt, before;
  int caught;
  (void)sigemptyset(&interrupt);
  (void)sigaddset(&interrupt, SIGINT);
  (void)pthread_sigmask(SIG_BLOCK, &interrupt, &before);
  progress_start(&t->progress, "training", 1, opts_flag(t->args, "quiet"));
  t->progress.unit = "fits";
  const tenor_status status = tenor_trainer_fit(t->trainer, on_progress, t, error);
  progress_finish(&t->progress);
  if (status == TENOR_AGAIN) (void)sigwait(&interrupt, &caught);
  (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (status == TENOR_ERR_ARG)
    error->status = TENOR_ERR_FORMAT; /* too few rows: no matter of usage */
  return status;
}

/* ---- result ------------------------------------------------------------------------------------------- */

/* The file's name without its folders. */
static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* What the caller knows of the model: its name, licence, and the sets it was trained on. */
static char *describe_training(const training *t) {
  json_t *about = json_object(), *sets = json_array();
  const char *name = opts_text(t->args, "name"), *licence = opts_text(t->args, "licence");
  if (name) json_object_set_new(about, "name", json_string(name));
  if (licence) json_object_set_new(about, "licence", json_string(licence));
  for (size_t i = 0; i < t->args->n_operands; i++) {
    size_t n = 0;
    for (size_t k = 0; k < t->rows.n; k++) n += t->rows.rows[k].file == i;
    json_t *set = json_object();
    json_object_set_new(set, "name", json_string(base_name(t->args->operands[i])));
    json_object_set_new(set, "rows", json_integer((json_int_t)n));
    json_array_append_new(sets, set);
  }
  json_object_set_new(about, "sets", sets);
  if (t->n_words > 0)
    json_object_set_new(about, "vector_words", json_integer((json_int_t)t->n_words));
  char *text = json_dumps(about, JSON_COMPACT | JSON_SORT_KEYS);
  json_decref(about);
  return text;
}

static cell text_cell(const char *text) {
  return (cell){text, text ? strlen(text) : 0};
}

static tenor_status write_report_row(const training *t, writer *w, batch *b, uint32_t head,
                                     tenor_error *error) {
  static const char *const kinds[] = {"ordinal", "class", "regression", "binary"};
  static const char *const solvers[] = {"auto", "libsvm", "liblinear"};
  tenor_fit_report report;
  cell cells[4 + FIGURES_COLUMNS];
  char c[DECIMAL_BYTES];
  tenor_status status = tenor_trainer_report(t->trainer, head, &report);
  if (status < 0) return status;
  cells[0] = text_cell(t->heads.specs[t->used[head]].name);
  cells[1] = text_cell(kinds[t->heads.specs[t->used[head]].kind]);
  cells[2] = text_cell(solvers[report.solver]);
  cells[3] = (cell){c, decimal_write(c, report.c, 2)};
  status = figures_write(&report.figures, b, cells + 4);
  return status < 0 ? status : writer_row(w, cells, NULL, error);
}

/* How good the model is on rows that it did not see, one row a head. */
static tenor_status report(const training *t, tenor_error *error) {
  column columns[4 + FIGURES_COLUMNS] = {{"head", COLUMN_TEXT, false},
                                         {"kind", COLUMN_TEXT, false},
                                         {"solver", COLUMN_TEXT, false},
                                         {"C", COLUMN_NUMBER, false}};
  figures_columns(columns + 4);
  out *stream = NULL;
  writer *w = NULL;
  batch b;
  batch_init(&b);
  const writer_options options = {WRITER_TABLE, 0};
  tenor_status status = out_open(&stream, "-", error);
  if (status >= 0) status = writer_open(&w, stream, &options, columns, 4 + FIGURES_COLUMNS, error);
  for (uint32_t i = 0; status >= 0 && i < t->n_used; i++)
    status = write_report_row(t, w, &b, i, error);
  const tenor_status closed = writer_close(&w, status < 0 ? NULL : error);
  if (status >= 0) status = closed;
  if (status >= 0 && stream) status = out_close(&stream, error);
  out_discard(&stream);
  batch_finish(&b);
  return status;
}

static tenor_status save(training *t, tenor_error *error) {
  char *about = describe_training(t);
  if (!about) return tenor_error_set(error, TENOR_ERR_MEMORY, "", 0, 0, "out of memory");
  const tenor_status status =
      tenor_trainer_save(t->trainer, about, opts_text(t->args, "output"), error);
  free(about);
  return status;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static tenor_status train(training *t, int *code, tenor_error *error) {
  *code = EXITS_USAGE;
  if (t->args->n_operands == 0) return opts_error(error, "name a file of labelled statements");
  if (!opts_given(t->args, "output"))
    return opts_error(error, "-o MODEL is needed: the file to write");
  tenor_status status = read_options(t->args, &t->options, error);
  if (status >= 0) status = heads_init(&t->heads, t->args, error);
  if (status < 0) return status;
  *code = EXITS_FILES;
  status = read_files(t, error);
  if (status < 0) return status;
  *code = EXITS_MODEL;
  status = read_lexicon(t, error);
  if (status == TENOR_ERR_IO) *code = EXITS_FILES;
  if (status < 0) return status;
  *code = EXITS_FILES;
  status = make_trainer(t, error);
  if (status == TENOR_ERR_ARG) *code = EXITS_USAGE;
  if (status >= 0) status = fit(t, error);
  if (status == TENOR_AGAIN)
    return tenor_error_set(error, TENOR_ERR_IO, "", 0, 0, "interrupted; nothing was written");
  if (status >= 0) status = save(t, error);
  return status < 0 ? status : report(t, error);
}

static int run(const args *a) {
  training *t = calloc(1, sizeof *t);
  tenor_error error = {0};
  int code = EXITS_FILES;
  if (!t) return code;
  t->args = a;
  labelled_init(&t->rows);
  const tenor_status status = train(t, &code, &error);
  if (status < 0) {
    message_error(a->command->name, &error);
  } else {
    if (t->rows.n_problems > 0)
      message_note(a->command->name, "%llu rows were left out",
                   (unsigned long long)t->rows.n_problems);
    code = t->rows.n_problems > 0 ? EXITS_ROWS : EXITS_OK;
  }
  tenor_trainer_free(&t->trainer);
  tenor_lexicon_free(&t->lexicon);
  heads_finish(&t->heads);
  labelled_finish(&t->rows);
  free(t);
  return code;
}

static const char *const solver_names[] = {"auto", "libsvm", "liblinear", NULL};

static const option options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_FILE,
     .value = "MODEL",
     .help = "The model file to write; it appears when it is complete."},
    {.name = "positive",
     .kind = OPTION_INTEGER,
     .value = "LEVEL",
     .min = 0,
     .max = 10,
     .fallback = "0",
     .help = "The level from which an ordinal head counts as positive; 0 takes 2 where there are "
             "more than three levels, else 1."},
    {.name = "lexicon",
     .kind = OPTION_FOLDER,
     .repeats = true,
     .value = "DIR",
     .help = "Add the categories of DIR/*.tsv to the lexicon, or override those of the same name."},
    {.name = "no-lexicon", .kind = OPTION_FLAG, .help = "Learn without any lexicon."},
    {.name = "no-ngrams", .kind = OPTION_FLAG, .help = "Learn without stems and pairs of stems."},
    {.name = "vectors",
     .kind = OPTION_FILE,
     .value = "FILE",
     .help = "Word vectors in word2vec's text format (word2vec, GloVe, fastText). They cost no "
             "time in scoring."},
    {.name = "vector-words",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 10000000,
     .fallback = "100000",
     .help = "Take the first N word vectors."},
    {.name = "solver",
     .kind = OPTION_CHOICE,
     .value = "NAME",
     .choices = solver_names,
     .fallback = "auto",
     .help = "libsvm and liblinear fit the same linear machine; auto takes libsvm up to 1500 "
             "statements, beyond which it takes hundreds of times as long."},
    {.name = "c",
     .kind = OPTION_TEXT,
     .value = "LIST",
     .fallback = "0.02,0.05,0.1,0.2,0.5,1,2",
     .help = "Values of C to choose from by cross-validation."},
    {.name = "epsilon",
     .kind = OPTION_NUMBER,
     .value = "E",
     .min = 0,
     .max = 100,
     .fallback = "0.1",
     .help = "Width of the tube of a regression, in units of the label."},
    {.name = "folds",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 2,
     .max = 20,
     .fallback = "5",
     .help = "Folds of the cross-validation."},
    {.name = "min-stem",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 1000000,
     .fallback = "2",
     .help = "Statements in which a stem must stand to be learnt."},
    {.name = "min-pair",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 0,
     .max = 1000000,
     .fallback = "3",
     .help = "The same for a pair of neighbouring stems; 0 leaves pairs out."},
    {.name = "lexicon-scale",
     .kind = OPTION_NUMBER,
     .value = "X",
     .min = 0,
     .max = 10,
     .fallback = "0.05",
     .help = "Weight of a lexicon feature's spread beside the n-grams of a statement."},
    {.name = "form-scale",
     .kind = OPTION_NUMBER,
     .value = "X",
     .min = 0,
     .max = 10,
     .fallback = "0.02",
     .help = "The same for the features of form: marks, capitals, lengths."},
    {.name = "vector-scale",
     .kind = OPTION_NUMBER,
     .value = "X",
     .min = 0,
     .max = 10,
     .fallback = "0.05",
     .help = "The same for the dimensions of the word vectors."},
    {.name = "seed",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 0,
     .max = 9007199254740992.0,
     .fallback = "1",
     .help = "Seed of the folds. The same rows, options and seed give the same file."},
    {.name = "threads",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 256,
     .otherwise = "one a processor",
     .help = "Fit with N threads; the model does not depend on it."},
    {.name = "name",
     .kind = OPTION_TEXT,
     .value = "TEXT",
     .help = "The model's name, kept in the file."},
    {.name = "licence",
     .kind = OPTION_TEXT,
     .value = "TEXT",
     .help = "Its licence, kept in the file."},
    {.name = NULL}};

static const option *const shared[] = {labelled_options, statements_options, NULL};

static const example examples[] = {
    {"tenor train labelled.csv -o mine.tenor",
     "learn hostility, tone, valence as far as there are columns"},
    {"tenor train rows.csv --label populist -o populist.tenor", "an own head, yes or no"},
    {NULL, NULL}};

const command command_train = {.name = "train",
                               .summary = "a new model from labelled statements",
                               .synopsis = "LABELLED... -o MODEL",
                               .details =
                                   "Learns one head for each column of labels and prints how good "
                                   "it is on statements that it did not see: every "
                                   "figure comes from cross-validation over whole documents.",
                               .options = options,
                               .shared = shared,
                               .examples = examples,
                               .run = run};
