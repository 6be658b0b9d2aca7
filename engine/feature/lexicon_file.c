/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/lexicon_file.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/grow.h"
#include "base/number.h"
#include "feature/lexicon_actor.h"

typedef struct category_file {
  lexicon_builder *builder;
  lexicon_findings *findings;
  const char *path;
  uint64_t line;
  char name[64], measures[256];
  uint32_t role;
  double low, high; /* the range of weights */
  bool opened;      /* the category stands in the builder */
  bool skipped;     /* another file has it */
  size_t n_known;   /* categories of earlier folders */
  uint32_t category;
} category_file;

static void finding(category_file *file, tenor_finding_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void finding(category_file *file, tenor_finding_kind kind, const char *format, ...) {
  char message[400];
  va_list arguments;
  va_start(arguments, format);
  if (vsnprintf(message, sizeof message, format, arguments) < 0) message[0] = '\0';
  va_end(arguments);
  lexicon_findings *findings = file->findings;
  if (kind == TENOR_FINDING_ERROR && findings->n_errors++ == 0)
    tenor_error_set(&findings->first, TENOR_ERR_FORMAT, file->path, file->line, 0, "%s", message);
  if (findings->report) findings->report(findings->user, kind, file->path, file->line, message);
}

/* ---- header ------------------------------------------------------------------------------------------ */

/* The value of "# key: value", its blanks trimmed; NULL when the comment is no such line. */
static const char *header_value(tenor_text line, const char *key, size_t *size) {
  const size_t n = strlen(key);
  const char *at = line.data + 1, *end = line.data + line.size;
  while (at < end && *at == ' ') at++;
  if ((size_t)(end - at) <= n || memcmp(at, key, n) != 0 || at[n] != ':') return NULL;
  at += n + 1;
  while (at < end && *at == ' ') at++;
  while (end > at && end[-1] == ' ') end--;
  *size = (size_t)(end - at);
  return at;
}

static void copy_value(char *to, size_t capacity, const char *from, size_t size) {
  if (size >= capacity) size = capacity - 1;
  memcpy(to, from, size);
  to[size] = '\0';
}

/* "1 to 4 (...)", also "-1..0" and "> 1 to 2.0": the two first numbers. */
static void read_range(category_file *file, const char *value, size_t size) {
  double bounds[2];
  size_t n = 0, at = 0;
  while (at < size && n < 2) {
    size_t end = at;
    while (end < size && (strchr("-+.", value[end]) || (value[end] >= '0' && value[end] <= '9')) &&
           value[end] != '\0' &&
           !(end > at && end + 1 < size && value[end] == '.' && value[end + 1] == '.'))
      end++;
    if (end > at && number_parse(value + at, end - at, &bounds[n])) n++;
    at = end + 1;
    while (at < size && value[at] == '.' && at + 1 < size && value[at - 1] == '.') at++;
  }
  if (n == 2 && bounds[0] <= bounds[1]) {
    file->low = bounds[0];
    file->high = bounds[1];
  } else {
    finding(file, TENOR_FINDING_WARNING,
            "no range of weights is understood here; write '# weights: 1 to 4'");
  }
}

static void read_header(category_file *file, tenor_text line) {
  size_t size;
  const char *value;
  if ((value = header_value(line, "category", &size)) != NULL) {
    copy_value(file->name, sizeof file->name, value, size);
  } else if ((value = header_value(line, "measures", &size)) != NULL) {
    copy_value(file->measures, sizeof file->measures, value, size);
  } else if ((value = header_value(line, "weights", &size)) != NULL) {
    read_range(file, value, size);
  } else if ((value = header_value(line, "role", &size)) != NULL) {
    file->role = lexicon_role_find(value, size);
    if (file->role == LEXICON_NONE) {
      finding(file, TENOR_FINDING_ERROR, "unknown role '%.*s'", (int)size, value);
      file->role = ROLE_RHETORIC;
    }
  }
}

static tenor_status open_category(category_file *file) {
  if (file->opened || file->skipped) return TENOR_OK;
  for (size_t i = 0; i < file->builder->n_categories; i++) {
    const char *name =
        intern_string(&file->builder->strings, file->builder->categories[i].name, NULL);
    if (strcmp(name, file->name) == 0) {
      if (i >= file->n_known)
        finding(file, TENOR_FINDING_ERROR, "another file of this folder has the category '%s'",
                name);
      file->skipped = true;
      return TENOR_OK;
    }
  }
  file->opened = true;
  const tenor_status status = lexicon_builder_category(file->builder, file->name, file->measures,
                                                       (lexicon_role)file->role, &file->category);
  if (status == TENOR_ERR_LIMIT)
    finding(file, TENOR_FINDING_ERROR, "more than %d categories", LEXICON_MAX_CATEGORIES);
  return status;
}

/* ---- terms ------------------------------------------------------------------------------------------- */

enum { MAX_FIELDS = 4 };

static size_t split_fields(tenor_text line, tenor_text fields[MAX_FIELDS]) {
  size_t n = 0;
  const char *at = line.data, *end = line.data + line.size;
  while (n < MAX_FIELDS) {
    const char *tab = n + 1 == MAX_FIELDS ? NULL : memchr(at, '\t', (size_t)(end - at));
    const char *stop = tab ? tab : end;
    fields[n++] = (tenor_text){at, (size_t)(stop - at)};
    if (!tab) break;
    at = tab + 1;
  }
  for (size_t i = n; i < MAX_FIELDS; i++) fields[i] = (tenor_text){"", 0};
  return n;
}

static void report_fault(category_file *file, tenor_text term, term_fault fault, double weight,
                         uint32_t same) {
  const int size = (int)term.size;
  const char *text = term.data;
  switch (fault) {
    case TERM_FINE: break;
    case TERM_EMPTY:
      finding(file, TENOR_FINDING_ERROR, "'%.*s' can never match: no word is left of it", size,
              text);
      break;
    case TERM_TOO_LONG:
      finding(file, TENOR_FINDING_ERROR, "'%.*s' has more than %d words", size, text,
              LEXICON_MAX_WORDS);
      break;
    case TERM_GAP_AT_EDGE:
      finding(file, TENOR_FINDING_ERROR, "'%.*s' has a gap at its edge or two in a row", size,
              text);
      break;
    case TERM_SHORT_PREFIX:
      finding(file, TENOR_FINDING_ERROR, "the prefix '%.*s' is shorter than 3 letters", size, text);
      break;
    case TERM_DUPLICATE: {
      const builder_pattern *first = &file->builder->patterns[same];
      const bool contradicts = fabs(first->weight - weight) > 1e-9;
      finding(file, TENOR_FINDING_WARNING, "'%.*s' repeats line %llu%s", size, text,
              (unsigned long long)first->line, contradicts ? " with another weight" : "");
      break;
    }
  }
}

static bool read_weight(category_file *file, tenor_text cell, const char *what, double *value) {
  if (number_parse(cell.data, cell.size, value)) return true;
  finding(file, TENOR_FINDING_ERROR, "the %s '%.*s' is no number", what, (int)cell.size, cell.data);
  return false;
}

static tenor_status read_line(category_file *file, tenor_text line) {
  tenor_text fields[MAX_FIELDS];
  const size_t n = split_fields(line, fields);
  double weight = 1, sd = 0;
  tenor_text text = fields[3];
  char actor[LEXICON_ACTOR_BYTES];
  TRY(open_category(file));
  if (file->skipped) return TENOR_OK;
  if (file->role == ROLE_ACTOR) {
    text = (tenor_text){actor, lexicon_actor_write(actor, fields[1], fields[2], fields[3])};
    /* kind "none": a name that contains an actor's and is none ("Paris agreement") hides it */
    if (fields[2].size == 4 && memcmp(fields[2].data, "none", 4) == 0) weight = 0;
    if (fields[1].size == 0 || text.size == 0) {
      finding(file, TENOR_FINDING_ERROR, "'%.*s' has %s", (int)fields[0].size, fields[0].data,
              text.size == 0 ? "too long an actor" : "no actor");
      return TENOR_OK;
    }
  } else {
    if (n < 2) {
      finding(file, TENOR_FINDING_ERROR,
              "'%.*s' has no weight: term and weight are separated by a tab",
              (int)(line.size > 60 ? 60 : line.size), line.data);
      return TENOR_OK;
    }
    if (!read_weight(file, fields[1], "weight", &weight)) return TENOR_OK;
    if (fields[2].size > 0 && !read_weight(file, fields[2], "sd", &sd)) return TENOR_OK;
    const bool blocker = fabs(weight) < 1e-9;
    if (!blocker && !(weight >= file->low && weight <= file->high)) {
      finding(file, TENOR_FINDING_ERROR, "the weight of '%.*s' is out of range",
              (int)fields[0].size, fields[0].data);
      return TENOR_OK;
    }
    if (!(sd >= 0 && sd <= 10)) {
      finding(file, TENOR_FINDING_ERROR, "the sd of '%.*s' is out of range", (int)fields[0].size,
              fields[0].data);
      return TENOR_OK;
    }
  }
  term_fault fault;
  uint32_t same = 0;
  TRY(lexicon_builder_term(file->builder, file->category, fields[0], weight, sd, text, file->line,
                           &fault, &same));
  report_fault(file, fields[0], fault, weight, same);
  return TENOR_OK;
}

static tenor_status read_lines(category_file *file, const char *data, size_t size) {
  const char *end = data + size;
  while (data < end) {
    const char *newline = memchr(data, '\n', (size_t)(end - data));
    const char *stop = newline ? newline : end;
    tenor_text line = {data, (size_t)(stop - data)};
    while (line.size > 0 && (line.data[line.size - 1] == '\r' || line.data[line.size - 1] == ' '))
      line.size--;
    file->line++;
    if (line.size > 0 && line.data[0] == '#' && !file->opened)
      read_header(file, line);
    else if (line.size > 0 && line.data[0] != '#')
      TRY(read_line(file, line));
    data = newline ? newline + 1 : end;
  }
  return open_category(file);
}

static tenor_status read_file(lexicon_builder *builder, const char *path, const char *stem,
                              size_t n_known, lexicon_findings *findings, tenor_error *error) {
  category_file file = {.builder = builder,
                        .findings = findings,
                        .path = path,
                        .role = ROLE_RHETORIC,
                        .low = -100,
                        .high = 100,
                        .n_known = n_known};
  copy_value(file.name, sizeof file.name, stem, strlen(stem));
  char *data = NULL;
  size_t size = 0;
  TRY(file_read(path, &data, &size, error));
  const size_t bom = size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  const tenor_status status = read_lines(&file, data + bom, size - bom);
  free(data);
  if (status == TENOR_ERR_MEMORY) return tenor_error_memory(error);
  if (status < 0)
    return tenor_error_set(error, status, path, file.line, 0, "the lexicon is too large");
  return status;
}

/* ---- folders ----------------------------------------------------------------------------------------- */

typedef struct name_list {
  char **names; /* [n] owned */
  size_t n, capacity;
} name_list;

static void name_list_finish(name_list *list) {
  for (size_t i = 0; i < list->n; i++) free(list->names[i]);
  free(list->names);
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static tenor_status list_folder(const char *folder, name_list *list, tenor_error *error) {
  DIR *dir = opendir(folder);
  if (!dir) return tenor_error_set(error, TENOR_ERR_IO, folder, 0, 0, "%s", strerror(errno));
  tenor_status status = TENOR_OK;
  for (struct dirent *entry; status >= 0 && (entry = readdir(dir)) != NULL;) {
    const size_t n = strlen(entry->d_name);
    if (n < 5 || entry->d_name[0] == '.' || strcmp(entry->d_name + n - 4, ".tsv") != 0) continue;
    status = tenor_grow(&list->names, &list->capacity, list->n + 1, sizeof *list->names);
    if (status < 0) break;
    list->names[list->n] = malloc(n + 1);
    if (!list->names[list->n])
      status = TENOR_ERR_MEMORY;
    else
      memcpy(list->names[list->n++], entry->d_name, n + 1);
  }
  closedir(dir);
  if (status < 0) return tenor_error_memory(error);
  if (list->n > 0) qsort(list->names, list->n, sizeof *list->names, compare_names);
  return TENOR_OK;
}

/* Reads the *.tsv of `folder` in order of their names; skips a category that `builder` has already.
 * What is wrong with a line is a finding. */
static tenor_status read_folder(lexicon_builder *builder, const char *folder,
                                lexicon_findings *findings, tenor_error *error) {
  name_list list = {0};
  const size_t n_known = builder->n_categories;
  tenor_status status = list_folder(folder, &list, error);
  if (status >= 0 && list.n == 0)
    status = tenor_error_set(error, TENOR_ERR_IO, folder, 0, 0,
                             "no category files (*.tsv) in the folder");
  for (size_t i = 0; status >= 0 && i < list.n; i++) {
    char path[4096], stem[256];
    const int n = snprintf(path, sizeof path, "%s/%s", folder, list.names[i]);
    if (n < 0 || (size_t)n >= sizeof path) {
      status = tenor_error_set(error, TENOR_ERR_IO, folder, 0, 0, "the path is too long");
      break;
    }
    copy_value(stem, sizeof stem, list.names[i], strlen(list.names[i]) - 4);
    status = read_file(builder, path, stem, n_known, findings, error);
  }
  name_list_finish(&list);
  return status;
}

static tenor_status read_all(lexicon_builder *builder, const tenor_lexicon *base,
                             const char *const *folders, size_t n_folders,
                             lexicon_findings *findings, tenor_error *error) {
  /* the last folder comes first: who comes first keeps the category */
  for (size_t i = n_folders; i-- > 0;) TRY(read_folder(builder, folders[i], findings, error));
  for (uint32_t i = 0; base && i < base->n_categories; i++) {
    const char *name = lexicon_category_name(base, i);
    bool known = false;
    for (size_t k = 0; k < builder->n_categories; k++)
      known |=
          strcmp(intern_string(&builder->strings, builder->categories[k].name, NULL), name) == 0;
    if (!known) TRY(lexicon_builder_copy(builder, base, i));
  }
  return TENOR_OK;
}

tenor_status tenor_lexicon_read(tenor_lexicon **lexicon, const tenor_lexicon *base,
                                const char *const *folders, size_t n_folders,
                                tenor_finding_fn *on_finding, void *user, tenor_error *error) {
  *lexicon = NULL;
  lexicon_builder builder;
  lexicon_findings findings = {.report = on_finding, .user = user};
  tenor_status status = lexicon_builder_init(&builder);
  if (status >= 0) status = read_all(&builder, base, folders, n_folders, &findings, error);
  if (status >= 0 && findings.n_errors > 0) {
    if (error) *error = findings.first;
    status = TENOR_ERR_FORMAT;
  }
  if (status >= 0) status = lexicon_builder_build(&builder, lexicon, error);
  if (status == TENOR_ERR_MEMORY) tenor_error_memory(error);
  lexicon_builder_finish(&builder);
  return status;
}
