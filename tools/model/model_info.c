/* SPDX-License-Identifier: Apache-2.0 */
/* tenor model info: what the file says of itself. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "model/model_commands.h"
#include "output/decimal.h"

static const char *kind_name(tenor_head_kind kind) {
  static const char *const names[] = {"ordinal", "class", "regression", "binary"};
  return names[kind];
}

static void print_number(double number) {
  char text[DECIMAL_BYTES];
  (void)decimal_write_short(text, number, 4);
  (void)fputs(text, stdout);
}

static void print_head(const tenor_head *h) {
  (void)printf("head        %s (%s)", h->name, kind_name(h->kind));
  if (h->kind == TENOR_HEAD_REGRESSION) {
    (void)printf(": labels from ");
    print_number(h->low);
    (void)printf(" to ");
    print_number(h->high);
  }
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
    char text[DECIMAL_BYTES];
    (void)decimal_write(text, json_real_value(value), 4);
    (void)printf("%-40s %s\n", path, text);
  }
}

/* The card is a page beside the model, of its name. */
static void print_card(const char *path) {
  static const char ending[] = ".tenor";
  char card[4096];
  const size_t n = strlen(path), k = sizeof ending - 1;
  if (n <= k || n - k + 4 > sizeof card || strcmp(path + n - k, ending) != 0) return;
  (void)snprintf(card, sizeof card, "%.*s.md", (int)(n - k), path);
  if (access(card, R_OK) == 0) (void)printf("card        %s\n", card);
}

static void print_about(const json_t *meta) {
  const json_t *about = json_object_get(meta, "about"), *sets = json_object_get(about, "sets");
  const char *licence = json_string_value(json_object_get(about, "licence"));
  json_t *set;
  size_t index;
  (void)printf("licence     %s\n", licence ? licence : "not stated");
  json_array_foreach(sets, index, set) {
    const char *name = json_string_value(json_object_get(set, "name"));
    const char *digest = json_string_value(json_object_get(set, "digest"));
    const json_t *rows = json_object_get(set, "rows");
    if (name)
      (void)printf("trained on  %s, %" JSON_INTEGER_FORMAT " rows, digest %s\n", name,
                   json_integer_value(rows), digest ? digest : "not stated");
  }
}

void model_info(const char *path, const tenor_model *model) {
  tenor_model_size sizes;
  json_error_t ignored;
  json_t *meta = json_loads(tenor_model_meta(model), 0, &ignored);
  tenor_model_sizes(model, &sizes);
  (void)printf("file        %s\n", path);
  print_card(path);
  (void)printf("size        %" PRIu64 " bytes\n", sizes.bytes);
  (void)printf("digest      %016" PRIx64 "\n", sizes.checksum);
  (void)printf("lexicon     %016" PRIx64 ", %u categories\n",
               tenor_lexicon_digest(tenor_model_lexicon(model)),
               tenor_lexicon_n_categories(tenor_model_lexicon(model)));
  (void)printf("features    %u stems, %u pairs of stems, %u words with a vector, %u dense\n",
               sizes.n_stems, sizes.n_bigrams, sizes.n_vector_words, sizes.n_dense);
  for (uint32_t i = 0; i < tenor_model_n_heads(model); i++) print_head(tenor_model_head(model, i));
  if (!meta) return;
  print_about(meta);
  (void)printf("\n");
  print_value("", meta);
  json_decref(meta);
}
