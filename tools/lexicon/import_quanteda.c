/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quanteda: lists in lists in YAML. A key is a category, its value a term, a list of terms, or
 * categories inside it.
 *
 *     joy: [gladd*, in good heart]
 *     places:
 *       coast:
 *         - harbour
 *         - deep water
 */
#include <errno.h>
#include <stdio.h>
#include <yaml.h>

#include "lexicon/importers.h"

enum { MAX_DEPTH = 32, PATH_BYTES = 512 };

typedef struct quanteda {
  wordlist *list;
  yaml_document_t *document;
  char path[PATH_BYTES];
  size_t depth;
  tenor_error *error;
} quanteda;

static uint64_t line_of(const yaml_node_t *node) {
  return (uint64_t)node->start_mark.line + 1;
}

static tenor_status take_node(quanteda *q, int id, size_t path_size);

/* A plain "~", "null" or nothing at all is a value that is not there. */
static bool is_null(const yaml_node_t *node) {
  const char *text = (const char *)node->data.scalar.value;
  return node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
         (*text == '\0' || strcmp(text, "~") == 0 || strcmp(text, "null") == 0);
}

static tenor_status take_scalar(quanteda *q, const yaml_node_t *node, size_t path_size) {
  tenor_error *error = q->error;
  size_t category;
  if (is_null(node)) return TENOR_OK;
  if (path_size == 0)
    return import_error(q->list, line_of(node), "a term stands outside any category");
  const tenor_status status = wordlist_category_of(q->list, q->path, path_size, &category, error);
  if (status < 0) return status;
  return wordlist_add(q->list, category, (const char *)node->data.scalar.value,
                      node->data.scalar.length, 1, 0, line_of(node), error);
}

static tenor_status take_pair(quanteda *q, const yaml_node_pair_t *pair, size_t path_size) {
  tenor_error *error = q->error;
  const yaml_node_t *key = yaml_document_get_node(q->document, pair->key);
  if (!key || key->type != YAML_SCALAR_NODE)
    return import_error(q->list, key ? line_of(key) : 0, "the name of a category is no plain text");
  const size_t size = key->data.scalar.length, slash = path_size > 0;
  if (path_size + slash + size >= PATH_BYTES)
    return import_error(q->list, line_of(key), "the name of the category is too long");
  if (slash) q->path[path_size] = '/';
  memcpy(q->path + path_size + slash, key->data.scalar.value, size);
  return take_node(q, pair->value, path_size + slash + size);
}

static tenor_status take_children(quanteda *q, const yaml_node_t *node, size_t path_size) {
  tenor_status status = TENOR_OK;
  if (node->type == YAML_MAPPING_NODE) {
    const yaml_node_pair_t *end = node->data.mapping.pairs.top;
    for (const yaml_node_pair_t *p = node->data.mapping.pairs.start; p < end && status >= 0; p++)
      status = take_pair(q, p, path_size);
  } else {
    const yaml_node_item_t *end = node->data.sequence.items.top;
    for (const yaml_node_item_t *p = node->data.sequence.items.start; p < end && status >= 0; p++)
      status = take_node(q, *p, path_size);
  }
  return status;
}

/* Aliases make a graph of the tree, perhaps with a way round in circles: the depth is bounded. */
static tenor_status take_node(quanteda *q, int id, size_t path_size) {
  tenor_error *error = q->error;
  const yaml_node_t *node = yaml_document_get_node(q->document, id);
  if (!node) return TENOR_OK;
  if (node->type == YAML_SCALAR_NODE) return take_scalar(q, node, path_size);
  if (q->depth == MAX_DEPTH)
    return import_error(q->list, line_of(node), "lists lie deeper than %d levels", MAX_DEPTH);
  q->depth++;
  const tenor_status status = take_children(q, node, path_size);
  q->depth--;
  return status;
}

static tenor_status take_document(wordlist *w, yaml_document_t *document, tenor_error *error) {
  quanteda q = {.list = w, .document = document, .error = error};
  const yaml_node_t *root = yaml_document_get_root_node(document);
  if (!root || root->type != YAML_MAPPING_NODE)
    return import_error(w, root ? line_of(root) : 0,
                        "a dictionary is categories: 'NAME: [term, term]'");
  return take_node(&q, 1, 0); /* the root is node 1 */
}

tenor_status import_quanteda(wordlist *w, tenor_error *error) {
  yaml_parser_t parser;
  yaml_document_t document;
  tenor_status status;
  FILE *file = fopen(w->path, "rb");
  if (!file) return tenor_error_set(error, TENOR_ERR_IO, w->path, 0, 0, "%s", strerror(errno));
  if (!yaml_parser_initialize(&parser)) {
    (void)fclose(file);
    return tenor_error_memory(error);
  }
  yaml_parser_set_input_file(&parser, file);
  if (yaml_parser_load(&parser, &document)) {
    status = take_document(w, &document, error);
    yaml_document_delete(&document);
  } else {
    const uint64_t line =
        parser.error == YAML_READER_ERROR ? 0 : (uint64_t)parser.problem_mark.line + 1;
    status = import_error(w, line, "%s", parser.problem ? parser.problem : "is no YAML");
  }
  yaml_parser_delete(&parser);
  (void)fclose(file); /* only read from */
  return status;
}
