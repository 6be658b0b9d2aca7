/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs readable cases of extraction and prints TAP, one line a case.
 *
 *     # A line with '#' is prose: it states the rule.
 *     > "We are ready," Anna Bell said.
 *     > She added that the road was open.
 *     Anna Bell | direct | | We are ready
 *     Anna Bell | indirect | | the road was open
 *
 * Lines with '>' are the article; each is a line of it, and an empty one parts its paragraphs. The lines under it are
 * all its statements in their order: speaker, kind, target and text; "NAME via OTHER" is a speaker whose words somebody passes on, "?" one
 * who is not known, and a '-' by itself says that there is no statement. A case that fails is followed by what was found.
 *
 *     run_extract LEXICONS FILE...        folders of LEXICONS: itself and attribution/ below it
 *
 * Exit status: 0 all well, 1 a case failed, 2 a file or the lexicon is unusable.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "tenor_extract.h"

enum { LINE_BYTES = 4096, ARTICLE_BYTES = 1 << 16 };

typedef struct runner {
  tenor_extractor *extractor;
  const char *path;
  unsigned long line, first; /* of the file; of the case */
  size_t n, n_failed;
  char article[ARTICLE_BYTES];
  char wanted[ARTICLE_BYTES]; /* the rows as the file has them, a line each */
  size_t article_size, wanted_size;
} runner;

static bool append(char *to, size_t *size, const char *text) {
  const size_t n = strlen(text);
  if (*size + n + 2 > ARTICLE_BYTES) return false;
  memcpy(to + *size, text, n);
  *size += n;
  to[(*size)++] = '\n';
  to[*size] = '\0';
  return true;
}

static const char *kind_name(tenor_statement_kind kind) {
  static const char *const names[] = {"direct", "mixed", "indirect", "none"};
  return names[kind];
}

static int write_row(char *to, size_t capacity, const char *article, const tenor_statement *s) {
  return snprintf(to, capacity, "%s%s%s | %s | %s%s| %.*s", *s->speaker ? s->speaker : "?",
                  *s->via ? " via " : "", s->via, kind_name(s->kind), s->target,
                  *s->target ? " " : "", (int)(s->text.end - s->text.begin),
                  article + s->text.begin);
}

/* The statements of the present article in the file's manner, a line each; false: it could not be read. */
static bool find_rows(runner *r, char found[ARTICLE_BYTES]) {
  const tenor_statement *statements;
  size_t n, size = 0;
  char row[LINE_BYTES];
  tenor_error error;
  const tenor_text article = {r->article, r->article_size > 0 ? r->article_size - 1 : 0};
  found[0] = '\0';
  if (tenor_extract(r->extractor, article, &statements, &n, &error) < 0) return false;
  if (n == 0) return append(found, &size, "-");
  for (size_t i = 0; i < n; i++) {
    const int length = write_row(row, sizeof row, r->article, &statements[i]);
    if (length < 0 || (size_t)length >= sizeof row) return false;
    for (char *at = row; *at; at++)
      if (*at == '\n') *at = ' ';
    if (!append(found, &size, row)) return false;
  }
  return true;
}

static void print_lines(const char *title, const char *lines) {
  printf("# %s\n", title);
  while (*lines) {
    const size_t n = strcspn(lines, "\n");
    printf("#   %.*s\n", (int)n, lines);
    lines += n + (lines[n] == '\n');
  }
}

static bool run_case(runner *r) {
  char found[ARTICLE_BYTES];
  if (r->article_size == 0) return true;
  if (!find_rows(r, found)) return false;
  const bool passed = strcmp(found, r->wanted) == 0;
  const char *slash = strrchr(r->path, '/');
  r->n++;
  printf("%s %zu - %s:%lu: %.*s\n", passed ? "ok" : "not ok", r->n, slash ? slash + 1 : r->path,
         r->first, (int)strcspn(r->article, "\n#"), r->article);
  if (!passed) {
    r->n_failed++;
    print_lines("wanted", r->wanted);
    print_lines("found", found);
  }
  r->article_size = r->wanted_size = 0;
  r->wanted[0] = '\0';
  return true;
}

static bool read_line(runner *r, char *line) {
  line[strcspn(line, "\n")] = '\0';
  r->line++;
  if (line[0] == '#' || line[0] == '\0') return true;
  if (line[0] != '>') return append(r->wanted, &r->wanted_size, line);
  if (r->wanted_size > 0 && !run_case(r)) return false;
  if (r->article_size == 0) r->first = r->line;
  return append(r->article, &r->article_size, line[1] == ' ' ? line + 2 : line + 1);
}

static bool run_file(runner *r, const char *path) {
  char line[LINE_BYTES];
  FILE *stream = fopen(path, "rb");
  if (!stream) return false;
  r->path = path;
  r->line = 0;
  bool fine = true;
  while (fine && fgets(line, sizeof line, stream)) fine = read_line(r, line);
  fine = fine && !ferror(stream) && run_case(r);
  return fclose(stream) == 0 && fine;
}

static bool open_lexicon(tenor_lexicon **lexicon, const char *folder) {
  char below[LINE_BYTES];
  tenor_error error = {0};
  if (snprintf(below, sizeof below, "%s/attribution", folder) >= (int)sizeof below) return false;
  const char *const folders[] = {folder, below};
  if (tenor_lexicon_read(lexicon, NULL, folders, 2, NULL, NULL, &error) >= 0) return true;
  fprintf(stderr, "%s:%llu: %s\n", error.file, (unsigned long long)error.line, error.message);
  return false;
}

int main(int argc, char **argv) {
  static runner r; /* too large for a stack */
  tenor_lexicon *lexicon = NULL;
  if (argc < 3 || !open_lexicon(&lexicon, argv[1]) ||
      tenor_extractor_new(&r.extractor, lexicon, NULL) < 0) {
    fprintf(stderr, "run_extract LEXICONS FILE...\n");
    tenor_lexicon_free(&lexicon);
    return 2;
  }
  bool fine = true;
  for (int i = 2; fine && i < argc; i++) {
    fine = run_file(&r, argv[i]);
    if (!fine) fprintf(stderr, "%s:%lu: cannot be read\n", argv[i], r.line);
  }
  printf("1..%zu\n", r.n);
  tenor_extractor_free(&r.extractor);
  tenor_lexicon_free(&lexicon);
  return fine ? r.n_failed > 0 : 2;
}
