/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lexicoder 2 and Yoshikoder: XML, categories in categories.
 *
 *     <dictionary><cnode name="whole"><cnode name="joy"><pnode
 * name="gladd*"/></cnode></cnode></dictionary>
 *
 * The outermost category is the dictionary itself and gives no name to those inside. Read with
 * expat, which limits what entities may blow up to.
 */
#include <errno.h>
#include <expat.h>
#include <stdio.h>

#include "lexicon/importers.h"
#include "output/decimal.h"

enum { MAX_DEPTH = 32, PATH_BYTES = 512, CHUNK = 1 << 16 };

typedef struct yoshikoder {
  wordlist *list;
  XML_Parser parser;
  char path[PATH_BYTES];
  size_t ends[MAX_DEPTH + 1]; /* [depth] where the name of each level ends in path */
  size_t depth, outermost;    /* outermost: the length of the first level's name */
  uint64_t n_nodes;
  tenor_status status;
  tenor_error *error;
} yoshikoder;

static uint64_t line_of(const yoshikoder *y) {
  return XML_GetCurrentLineNumber(y->parser);
}

static void stop(yoshikoder *y, tenor_status status) {
  y->status = status;
  (void)XML_StopParser(y->parser, XML_FALSE);
}

static const char *attribute(const char **attributes, const char *name) {
  for (; *attributes; attributes += 2)
    if (strcmp(attributes[0], name) == 0) return attributes[1];
  return NULL;
}

static tenor_status enter(yoshikoder *y, const char *name) {
  tenor_error *error = y->error;
  const size_t start = y->depth > 0 ? y->ends[y->depth - 1] : 0, slash = start > 0,
               size = strlen(name);
  if (y->depth == MAX_DEPTH)
    return import_error(y->list, line_of(y), "categories lie deeper than %d levels", MAX_DEPTH);
  if (start + slash + size >= PATH_BYTES)
    return import_error(y->list, line_of(y), "the name of the category is too long");
  if (slash) y->path[start] = '/';
  memcpy(y->path + start + slash, name, size);
  y->ends[y->depth++] = start + slash + size;
  if (y->depth == 1) y->outermost = size;
  return TENOR_OK;
}

static tenor_status add(yoshikoder *y, const char *term, const char *score) {
  tenor_error *error = y->error;
  size_t category;
  double weight = 1;
  if (y->depth == 0)
    return import_error(y->list, line_of(y), "a pattern stands outside any category");
  const size_t end = y->ends[y->depth - 1],
               skip = y->depth > 1 && y->outermost > 0 ? y->outermost + 1 : 0;
  if (score && !decimal_read(score, strlen(score), &weight)) {
    wordlist_lose(y->list, line_of(y), term, strlen(term), "has a score that is no number");
    return TENOR_OK;
  }
  const tenor_status status =
      wordlist_category_of(y->list, y->path + skip, end - skip, &category, error);
  return status < 0
             ? status
             : wordlist_add(y->list, category, term, strlen(term), weight, 0, line_of(y), error);
}

static void XMLCALL on_start(void *user, const XML_Char *element, const XML_Char **attributes) {
  yoshikoder *y = user;
  tenor_error *error = y->error;
  const bool category = strcmp(element, "cnode") == 0, pattern = strcmp(element, "pnode") == 0;
  if (y->status < 0 || (!category && !pattern)) return;
  const char *name = attribute(attributes, "name");
  tenor_status status;
  y->n_nodes++;
  if (!name)
    status = import_error(y->list, line_of(y), "a <%s> has no name", element);
  else if (category)
    status = enter(y, name);
  else
    status = add(y, name, attribute(attributes, "score"));
  if (status < 0) stop(y, status);
}

static void XMLCALL on_end(void *user, const XML_Char *element) {
  yoshikoder *y = user;
  if (strcmp(element, "cnode") == 0 && y->depth > 0) y->depth--;
}

static tenor_status parse(yoshikoder *y, FILE *file) {
  tenor_error *error = y->error;
  for (bool last = false; !last;) {
    void *buffer = XML_GetBuffer(y->parser, CHUNK);
    if (!buffer) return tenor_error_memory(error);
    const size_t n = fread(buffer, 1, CHUNK, file);
    if (ferror(file))
      return tenor_error_set(error, TENOR_ERR_IO, y->list->path, 0, 0, "cannot read");
    last = n < CHUNK;
    const enum XML_Status parsed = XML_ParseBuffer(y->parser, (int)n, last);
    if (y->status < 0) return y->status;
    if (parsed != XML_STATUS_OK)
      return import_error(y->list, line_of(y), "%s", XML_ErrorString(XML_GetErrorCode(y->parser)));
  }
  return y->n_nodes > 0 ? TENOR_OK : import_error(y->list, 0, "has no <cnode> and no <pnode>");
}

tenor_status import_yoshikoder(wordlist *w, tenor_error *error) {
  yoshikoder y = {.list = w, .error = error};
  FILE *file = fopen(w->path, "rb");
  if (!file) return tenor_error_set(error, TENOR_ERR_IO, w->path, 0, 0, "%s", strerror(errno));
  y.parser = XML_ParserCreate(NULL);
  if (y.parser) {
    XML_SetUserData(y.parser, &y);
    XML_SetElementHandler(y.parser, on_start, on_end);
    y.status = parse(&y, file);
    XML_ParserFree(y.parser);
  } else {
    y.status = tenor_error_memory(error);
  }
  (void)fclose(file); /* only read from */
  return y.status;
}
