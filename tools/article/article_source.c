/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The columns of the output must stand before its first row, so files that may be tables are opened twice: all of them
 * at first for their columns, then each in its turn. Standard input cannot be, and stays open from the first time on.
 */
#include "article/article_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "article/article_html.h"
#include "input/line.h"
#include "input/reader.h"
#include "input/wellformed.h"

#define MAX_BYTES ((size_t)256 << 20) /* of an article */
enum { LOOK_BYTES = 4096, N_PAGE_FIELDS = 3 };

static const size_t NO_COLUMN = SIZE_MAX;
static const char *const page_fields[N_PAGE_FIELDS] = {"title", "date", "source"};

/* A file that is open: its lines, or the table that took them over. */
typedef struct opened {
  line_reader *lines;
  reader *table;
  size_t text, document; /* columns of the table, or NO_COLUMN */
  size_t *places; /* [columns of the table] where their cells go in article.fields, or NO_COLUMN */
  uint64_t n_rows;
} opened;

struct article_source {
  const article_options *options;
  article_files files;
  size_t n_begun;    /* files */
  opened now, input; /* the file that is being read; standard input, before its turn */
  batch names;
  const char **columns; /* [n_columns] in `names` */
  size_t n_columns, capacity;
  batch batch;  /* holds the article */
  cell *fields; /* [n_columns] */
};

static bool is_input(const article_file *file) {
  return strcmp(file->path, "-") == 0;
}

static bool is_table(const article_file *file) {
  return file->format >= ARTICLE_JSONL;
}

/* ---- columns ----------------------------------------------------------------------------------------- */

static size_t find_column(const char *const *columns, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (strcasecmp(columns[i], name) == 0) return i;
  return NO_COLUMN;
}

/* The place of that column, which is added if there is none. */
static tenor_status place_column(article_source *s, const char *name, size_t *place,
                                 tenor_error *error) {
  *place = find_column(s->columns, s->n_columns, name);
  if (*place != NO_COLUMN) return TENOR_OK;
  if (s->n_columns == s->capacity) {
    const size_t capacity = s->capacity ? 2 * s->capacity : 16;
    const char **grown = realloc(s->columns, capacity * sizeof *grown);
    if (!grown) return tenor_error_memory(error);
    s->columns = grown;
    s->capacity = capacity;
  }
  const char *copy = batch_copy(&s->names, name, strlen(name));
  if (!copy) return tenor_error_memory(error);
  *place = s->n_columns++;
  s->columns[*place] = copy;
  return TENOR_OK;
}

/* The first of `names`, which ends with NULL, that is a column of the table. */
static size_t find_any(const reader *table, const char *const *names) {
  size_t n, found = NO_COLUMN;
  const char *const *columns = reader_columns(table, &n);
  for (; *names && found == NO_COLUMN; names++) found = find_column(columns, n, *names);
  return found;
}

static tenor_status find_own_columns(opened *o, const char *asked, tenor_error *error) {
  static const char *const documents[] = {"document", "id", NULL};
  static const char *const texts[] = {"text", "article", "body", "content", NULL};
  const char *const only[] = {asked, NULL};
  o->text = find_any(o->table, asked ? only : texts);
  o->document = find_any(o->table, documents);
  if (o->text != NO_COLUMN) return TENOR_OK;
  return tenor_error_set(error, TENOR_ERR_FORMAT, reader_name(o->table), 1, 0,
                         "has no %s column%s%s%s", asked ? "such" : "text",
                         asked ? ": '" : " (name it with --text-column)", asked ? asked : "",
                         asked ? "'" : "");
}

static tenor_status place_columns(article_source *s, tenor_error *error) {
  opened *o = &s->now;
  size_t n;
  const char *const *columns = reader_columns(o->table, &n);
  o->places = malloc((n + 1) * sizeof *o->places);
  if (!o->places) return tenor_error_memory(error);
  for (size_t i = 0; i < n; i++) {
    o->places[i] = NO_COLUMN;
    if (i == o->text || i == o->document) continue;
    const tenor_status status = place_column(s, columns[i], &o->places[i], error);
    if (status < 0) return status;
  }
  return TENOR_OK;
}

/* ---- opening ----------------------------------------------------------------------------------------- */

static void opened_close(opened *o) {
  reader_close(&o->table);
  line_reader_close(&o->lines);
  free(o->places);
  *o = (opened){.lines = NULL};
}

static article_format sniff(const char *data, size_t size) {
  static const char *const pages[] = {"<!doctype html", "<html", "<?xml", "<!--", "<head", "<body"};
  while (size > 0 && *data != '\0' && strchr(" \t\r\n", *data)) data++, size--;
  if (size > 0 && *data == '{') return ARTICLE_JSONL;
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    if (size >= strlen(pages[i]) && strncasecmp(data, pages[i], strlen(pages[i])) == 0)
      return ARTICLE_HTML;
  return ARTICLE_TXT;
}

/* Opens the file, and looks into it where its name did not tell its format. */
static tenor_status open_lines(article_source *s, article_file *file, tenor_error *error) {
  cell start;
  tenor_status status = line_reader_open(&s->now.lines, file->path, MAX_BYTES, error);
  if (status < 0 || file->format != ARTICLE_AUTO) return status;
  status = line_peek(s->now.lines, LOOK_BYTES, &start, error);
  if (status >= 0) file->format = sniff(start.data, start.size);
  return status;
}

static tenor_status open_table(article_source *s, const article_file *file, tenor_error *error) {
  static const reader_format formats[] = {
      [ARTICLE_JSONL] = READER_JSONL, [ARTICLE_CSV] = READER_CSV, [ARTICLE_TSV] = READER_TSV};
  const reader_options options = {.format = formats[file->format]};
  line_reader *lines = s->now.lines;
  s->now.lines = NULL;
  tenor_status status = reader_open_lines(&s->now.table, lines, file->path, &options, error);
  if (status >= 0) status = find_own_columns(&s->now, s->options->text_column, error);
  return status < 0 ? status : place_columns(s, error);
}

/* Whether the file alone is bad: empty, or no UTF-8. It is told in its turn. */
static bool is_bad_file(tenor_status status) {
  return status == TENOR_ERR_FORMAT || status == TENOR_ERR_UTF8;
}

static tenor_status survey_file(article_source *s, article_file *file, tenor_error *error) {
  tenor_status status = TENOR_OK;
  if (file->format == ARTICLE_AUTO || is_table(file)) {
    status = open_lines(s, file, error);
    if (is_bad_file(status)) return TENOR_OK;
    if (status >= 0 && is_table(file)) status = open_table(s, file, error);
  }
  for (size_t i = 0, place; file->format == ARTICLE_HTML && i < N_PAGE_FIELDS && status >= 0; i++)
    status = place_column(s, page_fields[i], &place, error);
  return status;
}

static tenor_status survey(article_source *s, tenor_error *error) {
  for (size_t i = 0; i < s->files.n; i++) {
    const tenor_status status = survey_file(s, &s->files.files[i], error);
    if (status < 0) return status;
    if (is_input(&s->files.files[i]) && !s->input.lines && !s->input.table) {
      s->input = s->now;
      s->now = (opened){.lines = NULL};
    }
    opened_close(&s->now);
  }
  s->fields = calloc(s->n_columns + 1, sizeof *s->fields);
  return s->fields ? TENOR_OK : tenor_error_memory(error);
}

tenor_status article_source_open(article_source **result, const char *const *operands, size_t n,
                                 const article_options *options, tenor_error *error) {
  article_source *s = *result = calloc(1, sizeof *s);
  if (!s) return tenor_error_memory(error);
  s->options = options;
  batch_init(&s->names);
  batch_init(&s->batch);
  tenor_status status = article_files_find(&s->files, operands, n, options->format, error);
  if (status >= 0) status = survey(s, error);
  if (status < 0) article_source_close(result);
  return status;
}

void article_source_close(article_source **source) {
  article_source *s = *source;
  if (!s) return;
  opened_close(&s->now);
  opened_close(&s->input);
  article_files_finish(&s->files);
  batch_finish(&s->names);
  batch_finish(&s->batch);
  free(s->columns);
  free(s->fields);
  free(s);
  *source = NULL;
}

/* ---- reading ----------------------------------------------------------------------------------------- */

static cell cell_of(const char *string) {
  return (cell){string, strlen(string)};
}

static void clear(article_source *s, article *next, const article_file *file) {
  *next = (article){.file = is_input(file) ? "standard input" : file->path, .fields = s->fields};
  for (size_t i = 0; i < s->n_columns; i++) s->fields[i] = (cell){NULL, 0};
}

/* "news:12" for the twelfth row of news.csv. */
static tenor_status number_document(article_source *s, const char *name, cell *document,
                                    tenor_error *error) {
  const size_t room = strlen(name) + 32;
  char *numbered = batch_alloc(&s->batch, room);
  if (!numbered) return tenor_error_memory(error);
  const int size = snprintf(numbered, room, "%s:%llu", name, (unsigned long long)s->now.n_rows);
  *document = (cell){numbered, size > 0 ? (size_t)size : 0};
  return TENOR_OK;
}

static tenor_status read_row(article_source *s, article *next, tenor_error *error) {
  const article_file *file = &s->files.files[s->n_begun - 1];
  opened *o = &s->now;
  clear(s, next, file);
  const tenor_status status = reader_next(o->table, &s->batch, 1, error);
  if (status != TENOR_OK) return status;
  const row *r = &s->batch.rows[0];
  const size_t n = s->batch.n_columns;
  next->line = r->line;
  next->problem = r->problem;
  next->text = r->cells[o->text];
  for (size_t i = 0; i < n; i++)
    if (o->places[i] != NO_COLUMN) s->fields[o->places[i]] = r->cells[i];
  o->n_rows++;
  if (!next->problem && next->text.size == 0) next->problem = "no text";
  if (o->document != NO_COLUMN) next->document = r->cells[o->document];
  return next->document.size > 0 ? TENOR_OK
                                 : number_document(s, file->document, &next->document, error);
}

static tenor_status read_page(article_source *s, article *next, tenor_error *error) {
  html_article page;
  const tenor_status status = article_html_read(next->text.data, next->text.size, &s->batch, &page);
  if (status == TENOR_ERR_MEMORY) return tenor_error_memory(error);
  const cell found[N_PAGE_FIELDS] = {page.title, page.date, page.source};
  for (size_t i = 0; i < N_PAGE_FIELDS; i++)
    s->fields[find_column(s->columns, s->n_columns, page_fields[i])] = found[i];
  next->text = page.text;
  if (status < 0) next->problem = "cannot be read as a web page";
  if (status >= 0 && page.text.size == 0) next->problem = "the page has no text";
  return TENOR_OK;
}

/* What is wrong with the whole of a file; NULL: nothing. */
static const char *find_problem(article_source *s, cell whole) {
  row r = {.problem = NULL};
  if (whole.size > MAX_BYTES) return "is longer than the limit of 256 MiB";
  batch_check_text(&s->batch, &r, whole.data, whole.size, 0);
  return r.problem;
}

static tenor_status read_file(article_source *s, const article_file *file, article *next,
                              tenor_error *error) {
  batch_reset(&s->batch, 0);
  next->document = cell_of(file->document);
  const tenor_status status = line_peek(s->now.lines, MAX_BYTES + 1, &next->text, error);
  if (status < 0) return status;
  next->problem = find_problem(s, next->text);
  if (!next->problem && file->format == ARTICLE_HTML) return read_page(s, next, error);
  return TENOR_OK;
}

/* Opens the next file; one that is bad makes an article with a problem. */
static tenor_status begin_file(article_source *s, article_file *file, article *next,
                               tenor_error *error) {
  tenor_error found = {0};
  tenor_status status = TENOR_OK;
  if (is_input(file) && (s->input.lines || s->input.table)) {
    s->now = s->input;
    s->input = (opened){.lines = NULL};
    return TENOR_OK;
  }
  status = open_lines(s, file, &found);
  if (is_bad_file(status)) {
    batch_reset(&s->batch, 0);
    next->document = cell_of(file->document);
    next->problem = batch_copy(&s->batch, found.message, strlen(found.message));
    return next->problem ? TENOR_OK : tenor_error_memory(error);
  }
  if (status >= 0 && is_table(file)) status = open_table(s, file, &found);
  if (status < 0 && error) *error = found;
  return status;
}

tenor_status article_next(article_source *s, article *next, tenor_error *error) {
  for (;;) {
    if (s->now.table) {
      const tenor_status status = read_row(s, next, error);
      if (status != TENOR_END) return status;
    }
    opened_close(&s->now);
    if (s->n_begun == s->files.n) return TENOR_END;
    article_file *file = &s->files.files[s->n_begun++];
    clear(s, next, file);
    const tenor_status status = begin_file(s, file, next, error);
    if (status < 0 || next->problem) return status;
    if (s->now.lines) return read_file(s, file, next, error);
  }
}

const char *const *article_columns(const article_source *s, size_t *n) {
  *n = s->n_columns;
  return s->columns;
}

size_t article_source_n_passed(const article_source *s) {
  return s->files.n_passed;
}
