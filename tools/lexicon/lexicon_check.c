/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenor lexicon check: what the engine finds wrong with each line, and what only shows when terms
 * are compared: words that are both good and bad, terms that never count or that add nothing to
 * another.
 *
 * Findings are collected, sorted by file and line, and written at the end, so that the output does
 * not depend on the order in which things were looked at.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "datadir.h"
#include "exits.h"
#include "lexicon/lexicon_commands.h"
#include "lexicon/lexicon_sources.h"
#include "message.h"
#include "output/out.h"

typedef struct finding {
  tenor_finding_kind kind;
  char *file, *message; /* owned */
  uint64_t line;
} finding;

typedef struct check {
  finding *findings; /* [n] */
  size_t n, capacity;
  size_t n_errors;
  bool no_memory;
  uint64_t n_terms, n_files;
  /* the folder at hand */
  tenor_lexicon *lexicon;
  tenor_lookup *lookup;
  sources sources;
} check;

/* ---- findings
 * ------------------------------------------------------------------------------------------ */

static void find(void *user, tenor_finding_kind kind, const char *file, uint64_t line,
                 const char *message) {
  check *c = user;
  if (c->n == c->capacity) {
    const size_t more = c->capacity > 0 ? 2 * c->capacity : 64;
    finding *array = realloc(c->findings, more * sizeof *array);
    if (!array) {
      c->no_memory = true;
      return;
    }
    c->findings = array;
    c->capacity = more;
  }
  finding *f = &c->findings[c->n++];
  *f = (finding){kind, strdup(file), strdup(message), line};
  c->n_errors += kind == TENOR_FINDING_ERROR;
  if (!f->file || !f->message) c->no_memory = true;
}

static void warn(check *c, const source_term *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void warn(check *c, const source_term *at, const char *format, ...) {
  char message[1024];
  va_list values;
  va_start(values, format);
  if (vsnprintf(message, sizeof message, format, values) < 0) message[0] = '\0';
  va_end(values);
  find(c, TENOR_FINDING_WARNING, c->sources.files[at->file].path, at->line, message);
}

static int compare_findings(const void *x, const void *y) {
  const finding *a = x, *b = y;
  const int by_file = strcmp(a->file, b->file);
  if (by_file != 0) return by_file;
  if (a->line != b->line) return a->line < b->line ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return strcmp(a->message, b->message);
}

static void check_finish(check *c) {
  for (size_t i = 0; i < c->n; i++) {
    free(c->findings[i].file);
    free(c->findings[i].message);
  }
  free(c->findings);
}

/* ---- files
 * --------------------------------------------------------------------------------------------- */

static void check_headers(check *c) {
  for (size_t i = 0; i < c->sources.n_files; i++) {
    const source_file *f = &c->sources.files[i];
    if (!f->has_name)
      find(c, TENOR_FINDING_WARNING, f->path, 1, "the category has no name: '# category: NAME'");
    if (!f->has_role)
      find(c, TENOR_FINDING_WARNING, f->path, 1,
           "the category has no role, so it is rhetoric, which is only counted: '# role: NAME'");
  }
}

/* ---- good and bad
 * -------------------------------------------------------------------------------------- */

typedef struct valued {
  const source_term *term;
  double weight;
} valued;

static int compare_valued(const void *x, const void *y) {
  const valued *a = x, *b = y;
  const int by_term = strcmp(a->term->term, b->term->term);
  if (by_term != 0) return by_term;
  return a->term < b->term ? -1 : a->term > b->term;
}

static bool is_valence(const tenor_lexicon *lexicon, uint32_t category) {
  tenor_category c;
  tenor_lexicon_category(lexicon, category, &c);
  return strcmp(c.role, "valence") == 0;
}

/* All terms of role valence that have a weight, by term. */
static size_t collect_valued(const check *c, valued *all) {
  size_t n = 0;
  tenor_entry e;
  for (uint32_t i = 0; i < tenor_lexicon_n_entries(c->lexicon); i++) {
    tenor_lexicon_entry(c->lexicon, i, &e);
    if (!(fabs(e.weight) > 0) || !is_valence(c->lexicon, e.category)) continue;
    const source_term *t = sources_find(&c->sources, e.category, e.term);
    if (t) all[n++] = (valued){t, e.weight};
  }
  qsort(all, n, sizeof *all, compare_valued);
  return n;
}

static void check_contradictions(check *c) {
  valued *all = malloc((tenor_lexicon_n_entries(c->lexicon) + 1) * sizeof *all);
  if (!all) {
    c->no_memory = true;
    return;
  }
  const size_t n = collect_valued(c, all);
  for (size_t i = 1; i < n; i++) {
    const valued *a = &all[i - 1], *b = &all[i];
    if (strcmp(a->term->term, b->term->term) != 0 || (a->weight > 0) == (b->weight > 0)) continue;
    warn(c, b->term, "'%s' is both good and bad: %s:%llu has it with the opposite sign",
         b->term->written, c->sources.files[a->term->file].path, (unsigned long long)a->term->line);
  }
  free(all);
}

/* ---- terms under terms
 * --------------------------------------------------------------------------------- */

/* Whether whatever `inner` matches is matched by `outer` over the same words, given that `outer`
 * matches inner's own words. Sure for a term of plain forms; a stem is also covered by a prefix
 * that is shorter than it. */
static bool covers(const char *outer, const char *inner) {
  const size_t n = strlen(inner), k = strlen(outer);
  if (!strpbrk(inner, "~*")) return true;
  return !strchr(inner, ' ') && !strchr(outer, ' ') && inner[n - 1] == '~' && outer[k - 1] == '*' &&
         k < n && memcmp(outer, inner, k - 1) == 0;
}

/* The term's words without markers and gaps: a text that it matches. */
static size_t sample_of(const char *term, char sample[TENOR_TERM_BYTES]) {
  size_t n = 0;
  for (const char *at = term; *at; at++)
    if (*at != '~' && *at != '*') sample[n++] = *at;
  sample[n] = '\0';
  return n;
}

/* Hits come by place, the closest first: the winner is the first that is not hidden, and after
 * `index`'s own hit the next one over the same words would win in its stead. */
static void check_entry(check *c, uint32_t index, const tenor_entry *e, const tenor_hit *hits,
                        size_t n, size_t size) {
  const tenor_hit *own = NULL, *rival = NULL;
  tenor_entry other;
  for (size_t i = 0; i < n; i++) {
    const tenor_hit *h = &hits[i];
    if (h->begin != 0 || h->end != size) continue;
    tenor_lexicon_entry(c->lexicon, h->entry, &other);
    if (other.category != e->category) continue;
    if (h->entry == index)
      own = h;
    else if (!rival && (own || h->effect != TENOR_HIT_HIDDEN) && covers(other.term, e->term))
      rival = h;
  }
  const source_term *here = sources_find(&c->sources, e->category, e->term);
  if (!own || !rival || !here) return;
  tenor_lexicon_entry(c->lexicon, rival->entry, &other);
  const source_term *there = sources_find(&c->sources, other.category, other.term);
  const char *name = there ? there->written : other.term;
  const unsigned long long line = there ? there->line : 0;
  if (rival->effect != TENOR_HIT_HIDDEN)
    warn(c, here, "'%s' never counts: '%s' in line %llu hides it", here->written, name, line);
  else if (own->effect != TENOR_HIT_HIDDEN && fabs(other.weight - e->weight) < 1e-6)
    warn(c, here, "'%s' adds nothing: '%s' in line %llu matches it with the same weight",
         here->written, name, line);
}

static void check_terms(check *c) {
  char sample[TENOR_TERM_BYTES];
  tenor_entry e;
  tenor_category category;
  for (uint32_t i = 0; i < tenor_lexicon_n_entries(c->lexicon); i++) {
    const tenor_hit *hits;
    size_t n;
    tenor_lexicon_entry(c->lexicon, i, &e);
    tenor_lexicon_category(c->lexicon, e.category, &category);
    if (strcmp(category.role, "actor") == 0)
      continue; /* names are told apart by their actor, not by weight */
    const size_t size = sample_of(e.term, sample);
    if (tenor_lookup_text(c->lookup, (tenor_text){sample, size}, &hits, &n) < 0) {
      c->no_memory = true;
      return;
    }
    check_entry(c, i, &e, hits, n, size);
  }
}

/* ---- a folder
 * ------------------------------------------------------------------------------------------ */

static tenor_status compare_terms(check *c, const char *folder, tenor_error *error) {
  tenor_status status = tenor_lookup_new(&c->lookup, c->lexicon, error);
  if (status >= 0) status = sources_read(&c->sources, folder, c->lexicon, c->lookup, error);
  if (status < 0) return status;
  c->n_files += c->sources.n_files;
  c->n_terms += tenor_lexicon_n_entries(c->lexicon);
  check_headers(c);
  check_contradictions(c);
  check_terms(c);
  return TENOR_OK;
}

/* An error in a line is a finding, not a failure: the rest of the folders is still looked at. */
static tenor_status check_folder(check *c, const char *folder, tenor_error *error) {
  const size_t n_errors = c->n_errors;
  tenor_status status = tenor_lexicon_read(&c->lexicon, NULL, &folder, 1, find, c, error);
  if (status == TENOR_ERR_FORMAT && c->n_errors > n_errors) return TENOR_OK;
  if (status >= 0) status = compare_terms(c, folder, error);
  sources_finish(&c->sources);
  tenor_lookup_free(&c->lookup);
  tenor_lexicon_free(&c->lexicon);
  if (status >= 0 && c->no_memory) status = tenor_error_memory(error);
  return status;
}

static tenor_status write_findings(check *c, tenor_error *error) {
  out *stream;
  char line[64];
  tenor_status status = out_open(&stream, "-", error);
  if (status < 0) return status;
  if (c->n > 0) qsort(c->findings, c->n, sizeof *c->findings, compare_findings);
  for (size_t i = 0; i < c->n; i++) {
    const finding *f = &c->findings[i];
    (void)snprintf(line, sizeof line, ":%llu: %s: ", (unsigned long long)f->line,
                   f->kind == TENOR_FINDING_ERROR ? "error" : "warning");
    out_text(stream, f->file);
    out_text(stream, line);
    out_text(stream, f->message);
    out_byte(stream, '\n');
  }
  return out_close(&stream, error);
}

static void summarise(const check *c, const args *a) {
  if (opts_flag(a, "quiet")) return;
  if (c->n_errors > 0)
    message_note(a->command->name,
                 "%zu errors, %zu warnings; with errors in it a lexicon cannot be used, and its "
                 "terms were not compared",
                 c->n_errors, c->n - c->n_errors);
  else
    message_note(a->command->name, "%zu warnings in %llu terms of %llu files", c->n,
                 (unsigned long long)c->n_terms, (unsigned long long)c->n_files);
}

int lexicon_check(const args *a) {
  check c = {0};
  tenor_error error = {0};
  char own[DATADIR_PATH_BYTES];
  tenor_status status = TENOR_OK;
  if (a->n_operands == 0) {
    status = datadir_find(LEXICON_OWN_FOLDER, own, &error);
    if (status >= 0) status = check_folder(&c, own, &error);
  }
  for (size_t i = 0; i < a->n_operands && status >= 0; i++)
    status = check_folder(&c, a->operands[i], &error);
  if (status >= 0) status = write_findings(&c, &error);
  if (status >= 0) summarise(&c, a);
  const int code = status < 0 ? message_failure(a->command->name, &error, status)
                   : c.n > 0  ? EXITS_ROWS
                              : EXITS_OK;
  check_finish(&c);
  return code;
}
