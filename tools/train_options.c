/* SPDX-License-Identifier: Apache-2.0 */
#include "train_options.h"

#include <stdio.h>
#include <string.h>

#include "output/decimal.h"
#include "pool.h"

/* ---- lists -------------------------------------------------------------------------------------------- */

/* "0.1,1,10" into values [most], each above `low` (or equal to it where `closed`) and at most `high`. */
static tenor_status read_list(const args *a, const char *name, double low, bool closed, double high,
                              uint32_t most, double *values, uint32_t *n, tenor_error *error) {
  const char *list = opts_text(a, name);
  *n = 0;
  while (list && *list) {
    const size_t size = strcspn(list, ",");
    const bool ends_badly = list[size] == ',' && list[size + 1] == '\0';
    double value;
    if (ends_badly || *n == most || !decimal_read(list, size, &value) ||
        !(value > low || (closed && value >= low)) || !(value <= high))
      return opts_error(error, "--%s: '%s' is no list of up to %u numbers %s %g%s", name, list,
                        most, closed ? "from" : "above", low, high < 1e9 ? " to 1" : "");
    values[(*n)++] = value;
    list += size + (list[size] == ',');
  }
  if (*n == 0 && list) return opts_error(error, "--%s: give at least one number", name);
  return TENOR_OK;
}

static tenor_status read_lists(const args *a, tenor_train_options *o, tenor_error *error) {
  const double most = 1e9;
  tenor_status status = read_list(a, "c", 0, false, most, TENOR_MAX_C, o->c, &o->n_c, error);
  if (status >= 0)
    status = read_list(a, "epsilon", 0, true, most, TENOR_MAX_C, o->epsilon, &o->n_epsilon, error);
  if (status >= 0)
    status = read_list(a, "gamma", 0, false, most, TENOR_MAX_C, o->gamma, &o->n_gamma, error);
  if (status >= 0) status = read_list(a, "nu", 0, false, 1, TENOR_MAX_C, o->nu, &o->n_nu, error);
  return status;
}

tenor_status train_options_read(const args *a, tenor_train_options *o, tenor_error *error) {
  tenor_train_options_default(o);
  o->seed = (uint64_t)opts_integer(a, "seed");
  o->n_folds = (uint32_t)opts_integer(a, "folds");
  o->n_threads =
      (uint32_t)(opts_given(a, "threads") ? (size_t)opts_integer(a, "threads") : pool_processors());
  o->min_stem = (uint32_t)opts_integer(a, "min-stem");
  o->min_pair = (uint32_t)opts_integer(a, "min-pair");
  o->lexicon_scale = opts_number(a, "lexicon-scale");
  o->form_scale = opts_flag(a, "no-form") ? 0 : opts_number(a, "form-scale");
  o->vector_scale = opts_number(a, "vector-scale");
  o->ngrams = !opts_flag(a, "no-ngrams");
  o->mask_names = opts_flag(a, "mask-names");
  o->ratios = opts_flag(a, "ratios");
  o->time_blocks = opts_flag(a, "time-blocks");
  o->balanced = strcmp(opts_text(a, "class-weights"), "balanced") == 0;
  o->kernel = (tenor_kernel)opts_choice(a, "kernel");
  o->calibration = (tenor_calibration)opts_choice(a, "calibration");
  o->favour_rare = opts_number(a, "favour-rare");
  o->solver = (tenor_solver)opts_choice(a, "solver");
  if (o->mask_names && opts_flag(a, "no-lexicon"))
    return opts_error(error, "--mask-names: without a lexicon no names are known");
  if (opts_given(a, "gamma") && o->kernel != TENOR_KERNEL_RBF)
    return opts_error(error, "--gamma is for --kernel rbf");
  if (opts_given(a, "date-column") && !o->time_blocks)
    return opts_error(error, "--date-column is for --time-blocks");
  if (o->kernel == TENOR_KERNEL_RBF && opts_given(a, "vectors"))
    return opts_error(error, "--kernel rbf cannot use --vectors");
  return read_lists(a, o, error);
}

/* ---- weights ------------------------------------------------------------------------------------------ */

tenor_status train_options_file_weights(const args *a, double *weights, size_t n_files,
                                        tenor_error *error) {
  uint32_t n = 0;
  for (size_t i = 0; i < n_files; i++) weights[i] = 1;
  if (!opts_given(a, "file-weight")) return TENOR_OK;
  const tenor_status status =
      read_list(a, "file-weight", 0, false, 1e9, (uint32_t)n_files, weights, &n, error);
  if (status >= 0 && n != n_files)
    return opts_error(error, "--file-weight: %u weights for %zu files", n, n_files);
  return status;
}

/* Gives every label of that name its weight; how many there are. */
static size_t weigh_label(const tenor_head_spec *specs, uint32_t n, const char *name, size_t size,
                          double weight, double weights[][LABEL_MAX_CLASSES]) {
  size_t found = 0;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < specs[i].n_labels; k++)
      if (strlen(specs[i].labels[k]) == size && memcmp(specs[i].labels[k], name, size) == 0) {
        weights[i][k] = weight;
        found++;
      }
  return found;
}

tenor_status train_options_weigh(const args *a, tenor_trainer *trainer,
                                 const tenor_head_spec *specs, uint32_t n, tenor_error *error) {
  const char *list = opts_text(a, "class-weights");
  double weights[TENOR_MAX_HEADS][LABEL_MAX_CLASSES];
  if (strcmp(list, "none") == 0 || strcmp(list, "balanced") == 0) return TENOR_OK;
  for (uint32_t i = 0; i < n; i++)
    for (size_t k = 0; k < LABEL_MAX_CLASSES; k++) weights[i][k] = 1;
  do {
    const size_t size = strcspn(list, ","), name = strcspn(list, "=,");
    const bool ends_badly = list[size] == ',' && list[size + 1] == '\0';
    double weight = 0;
    if (ends_badly || name == size || !decimal_read(list + name + 1, size - name - 1, &weight) ||
        !(weight > 0 && weight < 1e9))
      return opts_error(error,
                        "--class-weights: '%s' is not none, balanced or LABEL=WEIGHT with a weight "
                        "above 0",
                        list);
    if (weigh_label(specs, n, list, name, weight, weights) == 0)
      return opts_error(error, "--class-weights: no head has a label '%.*s'", (int)name, list);
    list += size + (list[size] == ',');
  } while (*list);
  tenor_status status = TENOR_OK;
  for (uint32_t i = 0; status >= 0 && i < n; i++)
    status = tenor_trainer_label_weights(trainer, i, weights[i], error);
  return status;
}

/* ---- the table ---------------------------------------------------------------------------------------- */

static const char *const solver_names[] = {"auto", "libsvm", "liblinear", NULL};
static const char *const kernel_names[] = {"linear", "rbf", NULL};
static const char *const calibration_names[] = {"sigmoid", "isotonic", NULL};

const option train_options[] = {
    {.name = "lexicon",
     .kind = OPTION_FOLDER,
     .repeats = true,
     .value = "DIR",
     .help = "Add the categories of DIR/*.tsv to the lexicon, or override those of the same name."},
    {.name = "no-lexicon", .kind = OPTION_FLAG, .help = "Learn without any lexicon."},
    {.name = "no-ngrams", .kind = OPTION_FLAG, .help = "Learn without stems and pairs of stems."},
    {.name = "no-form",
     .kind = OPTION_FLAG,
     .help = "Learn without the features of form: marks, capitals, lengths."},
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
    {.name = "mask-names",
     .kind = OPTION_FLAG,
     .help =
         "Learn nothing from the names of states, capitals, nationals and persons that the "
         "lexicon knows: they are no stems and have no vector, so that no score rests on who is "
         "named, but for the length of the name."},
    {.name = "solver",
     .kind = OPTION_CHOICE,
     .value = "NAME",
     .choices = solver_names,
     .fallback = "auto",
     .help = "libsvm and liblinear fit nearly the same linear machine; auto takes libsvm up to 500 "
             "statements, beyond which it takes hundreds of times as long, and says so."},
    {.name = "c",
     .kind = OPTION_TEXT,
     .value = "LIST",
     .fallback = "0.02,0.05,0.1,0.2,0.5,1,2",
     .help = "Choose C from these by cross-validation."},
    {.name = "epsilon",
     .kind = OPTION_TEXT,
     .value = "LIST",
     .fallback = "0.1",
     .help = "The same for the width of a regression's tube, in units of the label."},
    {.name = "kernel",
     .kind = OPTION_CHOICE,
     .value = "NAME",
     .choices = kernel_names,
     .fallback = "linear",
     .help = "rbf keeps support vectors: for small sets of few features (--no-ngrams); scoring is "
             "some times as slow, and explain has no reasons to give."},
    {.name = "gamma",
     .kind = OPTION_TEXT,
     .value = "LIST",
     .fallback = "0.1,0.3,1",
     .help = "Values of an RBF kernel's gamma to choose from."},
    {.name = "nu",
     .kind = OPTION_TEXT,
     .value = "LIST",
     .help =
         "Classify by nu-SVC (libsvm) with the best of these values, each above 0 and at most 1, "
         "in place of C."},
    {.name = "ratios",
     .kind = OPTION_FLAG,
     .help =
         "Multiply each n-gram by its log-count ratio between the classes (NBSVM): often better "
         "for short texts and two classes."},
    {.name = "favour-rare",
     .kind = OPTION_NUMBER,
     .value = "X",
     .min = 0,
     .max = 1,
     .fallback = "0",
     .help = "Of several classes, choose the one whose probability over its share to this power is "
             "largest: above 0 finds more of rare classes at the price of some accuracy. "
             "Probabilities stay as they are."},
    {.name = "calibration",
     .kind = OPTION_CHOICE,
     .value = "NAME",
     .choices = calibration_names,
     .fallback = "sigmoid",
     .help = "From decision values to probabilities: a sigmoid (Platt), or isotonic, any rising "
             "curve, which wants thousands of statements."},
    {.name = "class-weights",
     .kind = OPTION_TEXT,
     .value = "LIST",
     .fallback = "none",
     .help = "balanced, so that every label weighs the same in all; or LABEL=WEIGHT,...: a "
             "statement of that label counts as so many."},
    {.name = "weight-column",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .help = "A statement counts as many times as this column says; an empty cell is 1."},
    {.name = "measure-files",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 1000000,
     .fallback = "1000000",
     .help = "Choose, calibrate and measure by the first N files alone; learn from the others as "
             "well, such as statements that were written for the purpose."},
    {.name = "file-weight",
     .kind = OPTION_TEXT,
     .value = "LIST",
     .help = "A weight for each of the files, in order: 1,0.3."},
    {.name = "time-blocks",
     .kind = OPTION_FLAG,
     .help = "Folds are blocks of time rather than documents drawn: is the model good for years "
             "that it has not seen? Takes the column date, or --date-column."},
    {.name = "date-column",
     .kind = OPTION_TEXT,
     .value = "COLUMN",
     .fallback = "date",
     .help = "The dates for --time-blocks: YYYY, YYYY-MM or YYYY-MM-DD."},
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
    {.name = NULL}};
