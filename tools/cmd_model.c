/* SPDX-License-Identifier: Apache-2.0 */
/* tenor model: what is in a model file, and whether it is sound. */
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "datadir.h"
#include "exits.h"
#include "message.h"

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

static const char *kind_name(tenor_head_kind kind) {
  static const char *const names[] = {"ordinal", "class", "regression", "binary"};
  return names[kind];
}

static void print_head(const tenor_head *h) {
  (void)printf("head        %s (%s)", h->name, kind_name(h->kind));
  if (h->kind == TENOR_HEAD_REGRESSION) (void)printf(": labels from %g to %g", h->low, h->high);
  for (uint32_t i = 0; i < h->n_labels; i++)
    (void)printf("%s%s", i == 0 ? ": " : ", ", h->labels[i]);
  if (h->kind == TENOR_HEAD_ORDINAL) (void)printf("; positive from %s", h->labels[h->positive]);
  (void)printf("\n");
}

/* One line for each plain value of the description; what is nested follows with its path. */
static void print_value(const char *path, json_t *value) {
  const char *key;
  json_t *inner;
  size_t index;
  if (json_is_object(value)) {
    json_object_foreach(value, key, inner) {
      char longer[256];
      (void)snprintf(longer, sizeof longer, "%s%s%s", path, *path ? "." : "", key);
      print_value(longer, inner);
    }
  } else if (json_is_array(value)) {
    json_array_foreach(value, index, inner) {
      const char *name = json_string_value(json_object_get(inner, "name"));
      char longer[256];
      if (name)
        (void)snprintf(longer, sizeof longer, "%s.%s", path, name);
      else
        (void)snprintf(longer, sizeof longer, "%s.%zu", path, index + 1);
      print_value(longer, inner);
    }
  } else if (json_is_string(value)) {
    (void)printf("%-40s %s\n", path, json_string_value(value));
  } else if (json_is_integer(value)) {
    (void)printf("%-40s %" JSON_INTEGER_FORMAT "\n", path, json_integer_value(value));
  } else if (json_is_real(value)) {
    (void)printf("%-40s %.4f\n", path, json_real_value(value));
  }
}

static void print_info(const char *path, const tenor_model *model) {
  tenor_model_size sizes;
  tenor_model_sizes(model, &sizes);
  (void)printf("file        %s\n", path);
  (void)printf("size        %" PRIu64 " bytes\n", sizes.bytes);
  (void)printf("digest      %016" PRIx64 "\n", sizes.checksum);
  (void)printf("lexicon     %016" PRIx64 ", %u categories\n",
               tenor_lexicon_digest(tenor_model_lexicon(model)),
               tenor_lexicon_n_categories(tenor_model_lexicon(model)));
  (void)printf("features    %u stems, %u pairs of stems, %u words with a vector, %u dense\n",
               sizes.n_stems, sizes.n_bigrams, sizes.n_vector_words, sizes.n_dense);
  for (uint32_t i = 0; i < tenor_model_n_heads(model); i++) print_head(tenor_model_head(model, i));
  json_error_t ignored;
  json_t *meta = json_loads(tenor_model_meta(model), 0, &ignored);
  if (!meta) return;
  (void)printf("\n");
  print_value("", meta);
  json_decref(meta);
}

static int run(const args *a) {
  char path[DATADIR_PATH_BYTES];
  tenor_error error = {0};
  tenor_model *model;
  const tenor_status status = open_operand(a, &model, path, &error);
  if (status < 0) {
    message_error(a->command->name, &error);
    return exit_code(status);
  }
  if (strcmp(a->subcommand, "info") == 0) {
    if (opts_flag(a, "json"))
      (void)printf("%s\n", tenor_model_meta(model));
    else
      print_info(path, model);
  } else {
    (void)printf("%s: sound\n", path);
  }
  tenor_model_free(&model);
  if (fflush(stdout) == 0 && !ferror(stdout)) return EXITS_OK;
  (void)tenor_error_set(&error, TENOR_ERR_IO, "standard output", 0, 0, "cannot write: %s",
                        strerror(errno));
  message_error(a->command->name, &error);
  return EXITS_FILES;
}

static const option options[] = {{.name = "json",
                                  .kind = OPTION_FLAG,
                                  .only = "info",
                                  .help = "Print the description as it lies in the file: JSON."},
                                 {.name = NULL}};

static const subcommand subcommands[] = {
    {"info", "[MODEL]", "heads, sizes, digests, training sets and figures"},
    {"verify", "[MODEL]", "check every byte, offset and index"},
    {NULL, NULL, NULL}};

static const example examples[] = {{"tenor model info", "the model that comes with tenor"},
                                   {"tenor model verify mine.tenor", "is the file whole?"},
                                   {NULL, NULL}};

const command command_model = {.name = "model",
                               .summary = "look into a model file",
                               .synopsis = "info|verify [MODEL]",
                               .options = options,
                               .subcommands = subcommands,
                               .examples = examples,
                               .run = run};
