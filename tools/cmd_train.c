/* SPDX-License-Identifier: Apache-2.0 */
/* tenor train: a model of one's own from labelled statements. */
#define XXH_INLINE_ALL
#include <inttypes.h>
#include <jansson.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "command.h"
#include "datadir.h"
#include "evaluate/training_report.h"
#include "exits.h"
#include "heads.h"
#include "labelled.h"
#include "message.h"
#include "progress.h"
#include "train_options.h"
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
  double *file_weights;         /* [args->n_operands] */
  size_t n_words, n_dimensions; /* of word vectors */
  progress progress;
} training;

/* ---- input -------------------------------------------------------------------------------------------- */

static tenor_status read_files(training *t, tenor_error *error) {
  const args *a = t->args;
  const char *group = opts_given(a, "group") ? opts_text(a, "group") : "document";
  const labelled_request request = {
      .args = a,
      .labels = t->heads.columns,
      .n_labels = t->heads.n,
      .labels_may_lack = t->heads.usual || a->n_operands > 1,
      .group = group,
      .group_may_lack = !opts_given(a, "group"),
      .weight = opts_text(a, "weight-column"),
      .date = t->options.time_blocks ? opts_text(a, "date-column") : NULL};
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
    const tenor_example added = {
        .text = {r->text.data, r->text.size},
        .group = r->group,
        .labels = labels,
        .weight = r->weight * t->file_weights[r->file],
        .learn_only = r->file >= (size_t)opts_integer(t->args, "measure-files"),
        .time = r->time};
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
  if (status >= 0) status = train_options_weigh(t->args, t->trainer, specs, t->n_used, error);
  return status < 0 ? status : add_rows(t, error);
}

/* ---- fit ---------------------------------------------------------------------------------------------- */

static int on_progress(void *user, const char *head, uint64_t done, uint64_t total) {
  training *t = user;
  t->progress.label = head;
  t->progress.total = total;
  progress_step(&t->progress, done, done);
  /* SIGINT is blocked meanwhile: asking for it needs no handler and no global */
  sigset_t waiting;
  return sigpending(&waiting) == 0 && sigismember(&waiting, SIGINT) == 1;
}

/* Says what auto took, and why. */
static void note_solver(const training *t) {
  if (opts_flag(t->args, "quiet") || t->options.solver != TENOR_SOLVER_AUTO) return;
  const tenor_solver solver = tenor_trainer_solver(t->trainer);
  const bool special = t->options.kernel == TENOR_KERNEL_RBF || t->options.n_nu > 0;
  const bool many = t->rows.n > TENOR_AUTO_LIBSVM;
  message_note(t->args->command->name, "%zu statements: fitting by %s, %s", t->rows.n,
               solver == TENOR_SOLVER_LIBSVM ? "libsvm" : "liblinear",
               special                         ? "which alone has an RBF kernel and nu-SVC"
               : solver == TENOR_SOLVER_LIBSVM ? "as they are few"
               : many ? "as they are many: libsvm would take hundreds of times as long"
                      : "as libsvm does not weigh statements");
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

/* Of a set's rows, in order: their texts and the labels that are learnt, whatever file format they came in. Documents,
 * weights and dates are left out. */
static uint64_t digest_set(const training *t, size_t file) {
  XXH3_state_t state;
  (void)XXH3_64bits_reset(&state);
  for (size_t i = 0; i < t->rows.n; i++) {
    const labelled_row *r = &t->rows.rows[i];
    if (r->file != file) continue;
    (void)XXH3_64bits_update(&state, r->text.data, r->text.size + 1);
    for (uint32_t k = 0; k < t->n_used; k++)
      (void)XXH3_64bits_update(&state, r->labels[t->used[k]].data, r->labels[t->used[k]].size + 1);
  }
  return XXH3_64bits_digest(&state);
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
    char digest[17];
    (void)snprintf(digest, sizeof digest, "%016" PRIx64, digest_set(t, i));
    json_t *set = json_object();
    json_object_set_new(set, "name", json_string(base_name(t->args->operands[i])));
    json_object_set_new(set, "rows", json_integer((json_int_t)n));
    json_object_set_new(set, "digest", json_string(digest));
    json_array_append_new(sets, set);
  }
  json_object_set_new(about, "sets", sets);
  if (t->n_words > 0)
    json_object_set_new(about, "vector_words", json_integer((json_int_t)t->n_words));
  char *text = json_dumps(about, JSON_COMPACT | JSON_SORT_KEYS);
  json_decref(about);
  return text;
}

static tenor_status save(training *t, tenor_error *error) {
  char *about = describe_training(t);
  if (!about) return tenor_error_memory(error);
  const tenor_status status =
      tenor_trainer_save(t->trainer, about, opts_text(t->args, "output"), error);
  free(about);
  return status;
}

/* ---- report ------------------------------------------------------------------------------------------- */

static tenor_status fit_study(void *user, tenor_error *error) {
  return fit(user, error);
}

/* `known` [n_used] receives what the request points to. */
static study_request request_report(training *t, tenor_head *known) {
  study_request q = training_report_request(t->args);
  for (uint32_t i = 0; i < t->n_used; i++) {
    const tenor_head_spec *s = &t->heads.specs[t->used[i]];
    known[i] = (tenor_head){s->name, s->kind, s->n_labels, s->labels, s->positive, s->low, s->high};
  }
  q.trainer = t->trainer;
  q.options = &t->options;
  q.heads = known;
  q.n_heads = t->n_used;
  q.n_statements = t->rows.n;
  q.has_lexicon = t->lexicon != NULL;
  q.has_vectors = t->n_words > 0;
  q.fit = fit_study;
  q.user = t;
  return q;
}

/* Studies come first, since the trainer keeps its last fit only. */
static tenor_status fit_and_report(training *t, tenor_error *error) {
  tenor_head known[TENOR_MAX_HEADS];
  const study_request q = request_report(t, known);
  studies found = {.findings = NULL};
  note_solver(t);
  tenor_status status = studies_run(&found, &q, error);
  if (status == TENOR_OK) status = fit(t, error);
  if (status == TENOR_OK) status = save(t, error);
  if (status == TENOR_OK) status = training_report_write(t->args, &q, &found, error);
  studies_finish(&found);
  return status;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static tenor_status train(training *t, int *code, tenor_error *error) {
  *code = EXITS_USAGE;
  if (t->args->n_operands == 0) return opts_error(error, "name a file of labelled statements");
  if (!opts_given(t->args, "output"))
    return opts_error(error, "-o MODEL is needed: the file to write");
  tenor_status status = train_options_read(t->args, &t->options, error);
  t->file_weights = malloc(t->args->n_operands * sizeof *t->file_weights);
  if (!t->file_weights) return tenor_error_memory(error);
  if (status >= 0)
    status = train_options_file_weights(t->args, t->file_weights, t->args->n_operands, error);
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
  if (status >= 0) status = fit_and_report(t, error);
  if (status == TENOR_AGAIN)
    return tenor_error_set(error, TENOR_ERR_IO, "", 0, 0, "interrupted; nothing was written");
  return status;
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
  free(t->file_weights);
  tenor_trainer_free(&t->trainer);
  tenor_lexicon_free(&t->lexicon);
  heads_finish(&t->heads);
  labelled_finish(&t->rows);
  free(t);
  return code;
}

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
    {.name = "name",
     .kind = OPTION_TEXT,
     .value = "TEXT",
     .help = "The model's name, kept in the file."},
    {.name = "licence",
     .kind = OPTION_TEXT,
     .value = "TEXT",
     .help = "Its licence, kept in the file."},
    {.name = NULL}};

static const option *const shared[] = {train_options, training_report_options, labelled_options,
                                       statements_options, NULL};

static const example examples[] = {
    {"tenor train labelled.csv -o mine.tenor",
     "learn hostility, tone, valence as far as there are columns"},
    {"tenor train rows.csv --label populist -o populist.tenor", "an own head, yes or no"},
    {"tenor train rows.csv -o mine.tenor --baselines --curve --report mine.html",
     "and an honest page on how good it is"},
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
                               .exit_rows = "some rows had errors and were left out",
                               .run = run};
