/* SPDX-License-Identifier: Apache-2.0 */
/* tenor lexicon import: another program's word list as a folder of category files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "command.h"
#include "datadir.h"
#include "exits.h"
#include "lexicon/importers.h"
#include "lexicon/lexicon_commands.h"
#include "message.h"
#include "output/decimal.h"

enum { FOLDER_BYTES = 4096, SNIFF_BYTES = 4096, ROOM = 64 /* of a lexicon, in categories */ };

typedef struct importer {
  const char *from;  /* as --from says it */
  const char *title; /* for people */
  tenor_status (*read)(wordlist *w, tenor_error *error);
} importer;

/* Of several with one name the later ones are variants that only a look at the file tells. */
static const importer importers[] = {
    {"liwc", "LIWC", import_liwc},
    {"quanteda", "quanteda YAML", import_quanteda},
    {"lexicoder", "Lexicoder", import_lexicoder},
    {"vader", "VADER", import_vader},
    {"afinn", "AFINN", import_afinn},
    {"wordstat", "WordStat", import_wordstat},
    {"liwc", "LIWC-22", import_dicx},
    {"lexicoder", "Lexicoder or Yoshikoder XML", import_yoshikoder},
};
enum { LIWC, QUANTEDA, LEXICODER, VADER, AFINN, WORDSTAT, DICX, YOSHIKODER, N_IMPORTERS };

/* ---- which format
 * -------------------------------------------------------------------------------------- */

static bool has_ending(const char *path, const char *ending) {
  const size_t n = strlen(path), k = strlen(ending);
  return n > k && strcasecmp(path + n - k, ending) == 0;
}

static int by_ending(const char *path) {
  static const struct {
    const char *ending;
    int importer;
  } endings[] = {{".dic", LIWC},       {".dicx", DICX},     {".yml", QUANTEDA},
                 {".yaml", QUANTEDA},  {".lc3", LEXICODER}, {".lcd", YOSHIKODER},
                 {".ykd", YOSHIKODER}, {".cat", WORDSTAT}};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (has_ending(path, endings[i].ending)) return endings[i].importer;
  return -1;
}

/* By the first line that is not blank: one with a percent sign, a plus sign, a tag, or a term and
 * numbers. */
static int by_look(const char *seen, size_t size) {
  while (size > 0 && (import_blank(*seen) || *seen == '\n')) seen++, size--;
  const char *newline = size > 0 ? memchr(seen, '\n', size) : NULL;
  const size_t line = newline ? (size_t)(newline - seen) : size;
  size_t at = 0;
  tenor_text field;
  double number;
  if (line == 0) return -1;
  if (*seen == '%') return LIWC;
  if (*seen == '<') return YOSHIKODER;
  if (*seen == '+') return LEXICODER;
  (void)import_field(seen, line, &at, &field);
  if (!import_field(seen, line, &at, &field) || !decimal_read(field.data, field.size, &number))
    return -1;
  return import_field(seen, line, &at, &field) ? VADER : AFINN;
}

static tenor_status look(const char *path, int *found, tenor_error *error) {
  line_reader *lines;
  cell seen;
  tenor_status status = line_reader_open(&lines, path, 1 << 20, error);
  if (status < 0) return status;
  status = line_peek(lines, SNIFF_BYTES, &seen, error);
  if (status >= 0) *found = by_look(seen.data, seen.size);
  line_reader_close(&lines);
  return status < 0 ? status : TENOR_OK;
}

static tenor_status choose(const args *a, const char *path, const importer **chosen,
                           tenor_error *error) {
  const int asked = opts_choice(a, "from"); /* 0: auto */
  int seen = -1;
  const tenor_status status = look(path, &seen, error);
  if (status < 0) return status;
  int use = asked > 0 ? asked - 1 : by_ending(path);
  if (use == LIWC && has_ending(path, ".dicx")) use = DICX;
  if (use == LEXICODER && seen == YOSHIKODER) use = YOSHIKODER;
  if (use < 0) use = seen;
  if (use < 0)
    return tenor_error_set(error, TENOR_ERR_ARG, path, 0, 0,
                           "cannot tell the format of the list; say it with --from");
  *chosen = &importers[use];
  return TENOR_OK;
}

/* ---- what came of it
 * ----------------------------------------------------------------------------------- */

static void warn_of_own_names(const wordlist *w) {
  char file[128], path[DATADIR_PATH_BYTES];
  for (size_t i = 0; i < w->n_categories; i++) {
    const wordlist_category *c = &w->categories[i];
    (void)snprintf(file, sizeof file, LEXICON_OWN_FOLDER "/%s.tsv", c->name);
    if (c->n_terms > 0 && datadir_find(file, path, NULL) >= 0)
      message_warning(
          w->asker, NULL, 0,
          "with --lexicon the category '%s' would replace tenor's own; --prefix keeps both",
          c->name);
  }
}

static size_t n_written(const wordlist *w, size_t *n_categories) {
  size_t n = 0;
  *n_categories = 0;
  for (size_t i = 0; i < w->n_categories; i++) {
    n += w->categories[i].n_terms;
    *n_categories += w->categories[i].n_terms > 0;
    if (w->categories[i].n_terms == 0)
      message_warning(w->asker, w->path, 0, "the category '%s' has no terms and gets no file",
                      w->categories[i].path);
  }
  return n;
}

static void tell(const wordlist *w, const args *a, const char *folder) {
  size_t n_categories;
  const size_t n = n_written(w, &n_categories);
  warn_of_own_names(w);
  if (n_categories > ROOM)
    message_warning(w->asker, folder, 0,
                    "a lexicon has room for %d categories; keep the files that you need", ROOM);
  if (!opts_flag(a, "quiet"))
    message_note(w->asker, "%zu terms in %zu categories, from %s to %s", n, n_categories, w->path,
                 folder);
  for (size_t i = 0; i < w->n_losses; i++)
    message_note(w->asker, "not carried over: %llu that '... %s'",
                 (unsigned long long)w->losses[i].n, w->losses[i].why);
}

static void on_finding(void *user, tenor_finding_kind kind, const char *file, uint64_t line,
                       const char *text) {
  (void)kind;
  const wordlist *w = user;
  message_warning(w->asker, file, line, "%s", text);
}

/* The engine has the last word: what was written must be a lexicon. */
static tenor_status prove(wordlist *w, const char *folder, tenor_error *error) {
  tenor_lexicon *lexicon;
  size_t n = 0;
  for (size_t i = 0; i < w->n_categories; i++) n += w->categories[i].n_terms > 0;
  if (n == 0 || n > ROOM) return TENOR_OK;
  const tenor_status status = tenor_lexicon_read(&lexicon, NULL, &folder, 1, on_finding, w, error);
  tenor_lexicon_free(&lexicon);
  return status;
}

/* ---- the whole
 * ----------------------------------------------------------------------------------------- */

/* -o, or a folder beside us that is named like the list. */
static tenor_status folder_of(const args *a, const char *path, char folder[FOLDER_BYTES],
                              tenor_error *error) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path,
             *dot = strrchr(name, '.');
  const char *asked = opts_text(a, "output");
  const int n = asked ? snprintf(folder, FOLDER_BYTES, "%s", asked)
                      : snprintf(folder, FOLDER_BYTES, "%.*s",
                                 dot && dot > name ? (int)(dot - name) : (int)strlen(name), name);
  if (n > 0 && n < FOLDER_BYTES && (asked || strcmp(folder, path) != 0)) return TENOR_OK;
  return opts_error(error, "name a folder with -o");
}

static tenor_status import(wordlist *w, const args *a, char folder[FOLDER_BYTES],
                           tenor_error *error) {
  const importer *chosen = NULL;
  tenor_status status = folder_of(a, w->path, folder, error);
  if (status >= 0) status = choose(a, w->path, &chosen, error);
  if (status >= 0) status = chosen->read(w, error);
  if (status >= 0) status = wordlist_write(w, folder, chosen->title, error);
  return status < 0 ? status : prove(w, folder, error);
}

int lexicon_import(const args *a) {
  wordlist w;
  tenor_error error = {0};
  char folder[FOLDER_BYTES];
  const char *prefix = opts_text(a, "prefix");
  if (a->n_operands != 1)
    return message_failure(
        a->command->name, &error,
        opts_error(&error, a->n_operands == 0 ? "name the list to import" : "one list at a time"));
  tenor_status status =
      wordlist_init(&w, a->operands[0], prefix ? prefix : "", a->command->name, &error);
  if (status >= 0) status = import(&w, a, folder, &error);
  int code = EXITS_OK;
  if (status < 0) {
    message_error(a->command->name, &error);
    code = status == TENOR_ERR_ARG
               ? EXITS_USAGE
               : EXITS_FILES; /* the list is no lexicon of ours: it cannot be read */
  } else {
    tell(&w, a, folder);
    if (w.n_lost > 0) code = EXITS_ROWS;
  }
  wordlist_finish(&w);
  return code;
}
