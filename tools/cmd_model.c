/* SPDX-License-Identifier: Apache-2.0 */
/* tenor model: what is in a model file, whether it is sound, and its way out. What is done is in model/. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "datadir.h"
#include "exits.h"
#include "message.h"
#include "model/feature_label.h"
#include "model/model_commands.h"
#include "output_options.h"

static tenor_status open_operand(const args *a, tenor_model **model, char path[DATADIR_PATH_BYTES],
                                 tenor_error *error) {
  tenor_status status = TENOR_OK;
  *model = NULL;
  if (a->n_operands > 1) return opts_error(error, "'%s' is one file too many", a->operands[1]);
  if (a->n_operands == 1)
    (void)snprintf(path, DATADIR_PATH_BYTES, "%s", a->operands[0]);
  else
    status = datadir_find(DATADIR_MODEL, path, error);
  return status < 0 ? status : tenor_model_open(model, path, error);
}

/* ---- options ------------------------------------------------------------------------------------------- */

bool model_head_is_asked(const args *a, const tenor_head *head) {
  size_t n;
  const char *const *names = opts_texts(a, "head", &n);
  bool asked = n == 0;
  for (size_t i = 0; i < n; i++) asked = asked || strcmp(names[i], head->name) == 0;
  return asked;
}

/* Whether each name in --head is a head of the model. */
static tenor_status check_heads(const args *a, const tenor_model *model, tenor_error *error) {
  size_t n;
  const char *const *names = opts_texts(a, "head", &n);
  for (size_t i = 0; i < n; i++) {
    bool known = false;
    for (uint32_t k = 0; k < tenor_model_n_heads(model); k++)
      known = known || strcmp(names[i], tenor_model_head(model, k)->name) == 0;
    if (!known) return opts_error(error, "--head: the model has no head '%s'", names[i]);
  }
  return TENOR_OK;
}

/* What only some of the subcommands take. */
static tenor_status check_options(const args *a, tenor_error *error) {
  static const char *const names[] = {"format", "output", "head"};
  const bool exports = strcmp(a->subcommand, "export") == 0;
  for (size_t i = 0; i < 3 && !exports && strcmp(a->subcommand, "features") != 0; i++)
    if (opts_given(a, names[i]))
      return opts_error(error, "--%s goes with 'features' and 'export' only", names[i]);
  const int format = opts_choice(a, "format");
  if (exports && !opts_given(a, "output")) return opts_error(error, "-o PREFIX is needed");
  if (exports && format < MODEL_FORMAT_LIBSVM)
    return opts_error(error, "--format: say libsvm, liblinear or svmlight");
  if (!exports && format >= MODEL_FORMAT_LIBSVM)
    return opts_error(error, "--format: features are listed as csv, tsv, jsonl or table");
  return TENOR_OK;
}

/* ---- running ------------------------------------------------------------------------------------------- */

static tenor_status run_on(const args *a, const char *path, const tenor_model *model,
                           tenor_error *error) {
  const tenor_status status = check_heads(a, model, error);
  if (status < 0) return status;
  if (strcmp(a->subcommand, "features") == 0) return model_features(a, model, error);
  if (strcmp(a->subcommand, "export") == 0) return model_export(a, model, error);
  if (strcmp(a->subcommand, "verify") == 0)
    (void)printf("%s: sound\n", path);
  else if (opts_flag(a, "json"))
    (void)printf("%s\n", tenor_model_meta(model));
  else
    model_info(path, model);
  return TENOR_OK;
}

static int run(const args *a) {
  char path[DATADIR_PATH_BYTES];
  tenor_error error = {0};
  tenor_model *model = NULL;
  tenor_status status = check_options(a, &error);
  if (status >= 0) status = open_operand(a, &model, path, &error);
  if (status >= 0) status = run_on(a, path, model, &error);
  tenor_model_free(&model);
  if (status >= 0 && (fflush(stdout) != 0 || ferror(stdout)))
    status = tenor_error_set(&error, TENOR_ERR_IO, "standard output", 0, 0, "cannot write: %s",
                             strerror(errno));
  if (status >= 0) return EXITS_OK;
  return message_failure(a->command->name, &error, status);
}

static const char *const format_names[] = {"csv",    "tsv",       "jsonl",    "table",
                                           "libsvm", "liblinear", "svmlight", NULL};

static const option options[] = {
    {.name = "json",
     .kind = OPTION_FLAG,
     .only = "info",
     .help = "Print the description as it lies in the file: JSON."},
    {.name = "head",
     .kind = OPTION_TEXT,
     .repeats = true,
     .value = "NAME",
     .otherwise = "all heads",
     .help = "List or export this head."},
    {.name = "top",
     .kind = OPTION_INTEGER,
     .value = "N",
     .fallback = "100",
     .min = 1,
     .max = 1000000,
     .only = "features",
     .help = "List the N heaviest."},
    {.name = "kind",
     .kind = OPTION_CHOICE,
     .value = "KIND",
     .choices = feature_kind_names,
     .otherwise = "all",
     .only = "features",
     .help = "List features of one kind: their units are the same, so their weights compare."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .value = "FORMAT",
     .choices = format_names,
     .otherwise = "as elsewhere; export has no default",
     .help = "How to write: features as csv, tsv, jsonl or table, an export for libsvm, liblinear "
             "or svmlight."},
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_FILE,
     .value = "FILE",
     .otherwise = "standard output; export has no default",
     .help = "Write to FILE; with export it is how the names of the files begin."},
    {.name = NULL}};

static const subcommand subcommands[] = {
    {"info", "[MODEL]", "heads, sizes, digests, training sets and figures"},
    {"verify", "[MODEL]", "check every byte, offset and index"},
    {"features", "[MODEL]", "the heaviest features of each head"},
    {"export", "[MODEL]", "files that svm-predict and liblinear-predict read"},
    {NULL, NULL, NULL}};

static const example examples[] = {
    {"tenor model info", "the model that comes with tenor"},
    {"tenor model verify mine.tenor", "is the file whole?"},
    {"tenor model features --head hostility --kind stem --top 20", "the stems that weigh most"},
    {"tenor model export --format libsvm --head hostility -o mine",
     "mine-hostility-1.model to -4.model, mine-features.tsv"},
    {NULL, NULL}};

const command command_model = {.name = "model",
                               .summary = "look into a model file",
                               .synopsis = "info|verify|features|export [MODEL]",
                               .details =
                                   "features lists weights: what one unit of a feature adds to a "
                                   "head's decision, the mean over its levels if it is ordinal. "
                                   "export writes the machines of each head, which weigh the "
                                   "vectors that tenor score --features writes: one file a head, "
                                   "of an ordinal one a file for each level that may be reached. "
                                   "Decisions are log-odds, those of a regression its value.",
                               .options = options,
                               .subcommands = subcommands,
                               .examples = examples,
                               .run = run};
