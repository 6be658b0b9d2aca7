/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/evaluation_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "evaluate/findings_page.h"

enum { SHOWN_ERRORS = 10, SENTENCE_BYTES = 512, METHOD_SENTENCES = 3 };

typedef struct report {
  const evaluation *evaluation;
  error_words *words; /* [n_errors] */
  page_error *errors; /* [n_errors] point into words */
  size_t n_errors;
  char title[SENTENCE_BYTES], about[SENTENCE_BYTES];
  char method[METHOD_SENTENCES][SENTENCE_BYTES];
} report;

/* ---- errors ------------------------------------------------------------------------------------------- */

static tenor_status add_error(report *r, const worst_error *w, tenor_error *error) {
  const evaluation *e = r->evaluation;
  error_words *words = &r->words[r->n_errors];
  const labelled_row *told = &e->rows.rows[w->row];
  r->errors[r->n_errors++] = (page_error){.head = e->heads[w->head].name,
                                          .label = told->labels[w->head].data,
                                          .told = words->told,
                                          .text = told->text.data,
                                          .reasons = words->reasons};
  return worst_errors_account(w, &e->rows, e->chosen.model, e->scratch, words, error);
}

/* The first of each head; all of them are what --errors is for. */
static tenor_status add_errors(report *r, tenor_error *error) {
  const worst_errors *all = &r->evaluation->errors;
  tenor_status status = TENOR_OK;
  r->words = calloc(all->n + 1, sizeof *r->words);
  r->errors = calloc(all->n + 1, sizeof *r->errors);
  if (!r->words || !r->errors) return tenor_error_memory(error);
  for (size_t i = 0, of_head = 0; status >= 0 && i < all->n; i++) {
    of_head = i > 0 && all->items[i].head == all->items[i - 1].head ? of_head + 1 : 0;
    if (of_head < SHOWN_ERRORS) status = add_error(r, &all->items[i], error);
  }
  return status;
}

/* ---- words -------------------------------------------------------------------------------------------- */

static void write_about(report *r) {
  const evaluation *e = r->evaluation;
  tenor_model_size sizes;
  if (e->score_column) {
    (void)snprintf(r->title, sizeof r->title, "How good is the column %s?", e->score_column);
    (void)snprintf(r->about, sizeof r->about, "tenor %s", tenor_version());
    return;
  }
  const char *path = opts_given(e->args, "model") ? opts_text(e->args, "model") : NULL;
  const char *slash = path ? strrchr(path, '/') : NULL;
  (void)snprintf(r->title, sizeof r->title, "How good is %s?",
                 slash  ? slash + 1
                 : path ? path
                        : "the model that comes with tenor");
  tenor_model_sizes(e->chosen.model, &sizes);
  (void)snprintf(r->about, sizeof r->about, "tenor %s, model %016" PRIx64 ", lexicon %016" PRIx64,
                 tenor_version(), sizes.checksum, tenor_lexicon_digest(e->chosen.lexicon));
}

static void write_method(report *r, const tenor_bootstrap *bootstrap) {
  const evaluation *e = r->evaluation;
  (void)snprintf(r->method[0], SENTENCE_BYTES,
                 "%zu labelled statements of %zu files were compared, the first %s. %" PRIu64
                 " rows were left out because they could not be read.",
                 e->rows.n, e->args->n_operands, e->args->operands[0], e->rows.n_problems);
  (void)snprintf(r->method[1], SENTENCE_BYTES,
                 "Intervals hold 95 %% and come from a bootstrap of whole documents: %" PRIu32
                 " draws, seed %" PRIu64
                 ". They tell how far the figures would be off with other documents of the same "
                 "kind, and nothing of statements of another kind.",
                 bootstrap->replicates, bootstrap->seed);
  (void)snprintf(r->method[2], SENTENCE_BYTES,
                 "The best constant says the same of every statement: the commonest label, the "
                 "median value, the shares of these very labels. The lexicon alone is the sum of "
                 "its weights a word, without anything learnt.");
}

/* ---- the page ----------------------------------------------------------------------------------------- */

static size_t count_heads(const evaluation *e) {
  size_t n = 0;
  while (n < e->n_findings && e->findings[n].group == e->groups[0].name) n++;
  return n;
}

static tenor_status write_page(const report *r, const char *path, tenor_error *error) {
  const evaluation *e = r->evaluation;
  const char *method[METHOD_SENTENCES];
  for (size_t i = 0; i < METHOD_SENTENCES; i++) method[i] = r->method[i];
  const findings_page page = {.title = r->title,
                              .findings = e->findings,
                              .n = e->n_findings,
                              .n_heads = count_heads(e),
                              .errors = r->errors,
                              .n_errors = r->n_errors,
                              .method = method,
                              .n_method = METHOD_SENTENCES,
                              .about = r->about};
  out *stream = NULL;
  tenor_status status = out_open(&stream, path, error);
  if (status < 0) return status;
  if (findings_page_write(stream, &page) < 0) status = tenor_error_memory(error);
  if (status >= 0) status = out_close(&stream, error);
  out_discard(&stream);
  return status;
}

tenor_status evaluation_report(const evaluation *e, const tenor_bootstrap *bootstrap,
                               const char *path, tenor_error *error) {
  report *r = calloc(1, sizeof *r);
  if (!r) return tenor_error_memory(error);
  r->evaluation = e;
  write_about(r);
  write_method(r, bootstrap);
  tenor_status status = e->score_column ? TENOR_OK : add_errors(r, error);
  if (status >= 0) status = write_page(r, path, error);
  free(r->words);
  free(r->errors);
  free(r);
  return status;
}
