/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/studies.h"

#include <math.h>
#include <stdlib.h>

enum { FEWEST_STATEMENTS = 20 };

typedef enum block { LEXICON, NGRAMS, FORM, VECTORS, N_BLOCKS } block;

/* Blocks as bits: what is learnt from. */
typedef struct study {
  const char *name;
  unsigned blocks;
  double share; /* of the documents */
} study;

#define ONLY(block) (1u << (block))
#define BUT(block)  (~(1u << (block)))
static const study baselines[] = {{"the lexicon alone", ONLY(LEXICON), 1},
                                  {"n-grams alone", ONLY(NGRAMS), 1}};
static const study ablations[] = {{"all but the lexicon", BUT(LEXICON), 1},
                                  {"all but n-grams", BUT(NGRAMS), 1},
                                  {"all but form", BUT(FORM), 1},
                                  {"all but vectors", BUT(VECTORS), 1}};
static const study curve[] = {{"10 % of the documents", ~0u, 0.1},
                              {"20 % of the documents", ~0u, 0.2},
                              {"40 % of the documents", ~0u, 0.4},
                              {"70 % of the documents", ~0u, 0.7}};
#define N(table) (sizeof(table) / sizeof *(table))

static unsigned blocks_of(const study_request *q) {
  const tenor_train_options *o = q->options;
  unsigned blocks = 0;
  if (q->has_lexicon && o->lexicon_scale > 0) blocks |= ONLY(LEXICON);
  if (o->ngrams) blocks |= ONLY(NGRAMS);
  if (o->form_scale > 0) blocks |= ONLY(FORM);
  if (q->has_vectors && o->vector_scale > 0) blocks |= ONLY(VECTORS);
  return blocks;
}

static tenor_train_options options_of(const study_request *q, const study *s) {
  tenor_train_options o = *q->options;
  if (!(s->blocks & ONLY(LEXICON))) o.lexicon_scale = 0;
  if (!(s->blocks & ONLY(NGRAMS))) o.ngrams = 0;
  if (!(s->blocks & ONLY(FORM))) o.form_scale = 0;
  if (!(s->blocks & ONLY(VECTORS))) o.vector_scale = 0;
  o.learn_share = s->share;
  return o;
}

/* Documents that one fold's machine learns from. */
static double count_documents(const study_request *q, const tenor_evaluator *held_out,
                              double share) {
  tenor_figures f;
  if (tenor_evaluator_figures(held_out, &f) < 0) return NAN;
  return floor(share * (double)f.n_groups * (q->options->n_folds - 1) / q->options->n_folds);
}

/* ---- findings ----------------------------------------------------------------------------------------- */

static tenor_status add_finding(studies *s, const finding *f) {
  if (s->n == s->capacity) {
    const size_t capacity = s->capacity == 0 ? 32 : 2 * s->capacity;
    finding *grown = realloc(s->findings, capacity * sizeof *grown);
    if (!grown) return TENOR_ERR_MEMORY;
    s->findings = grown, s->capacity = capacity;
  }
  s->findings[s->n++] = *f;
  return TENOR_OK;
}

/* What the trainer has just found. */
static tenor_status add_findings(studies *s, const study_request *q, const char *name, double share,
                                 tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (uint32_t i = 0; status >= 0 && i < q->n_heads; i++) {
    const tenor_evaluator *held_out = tenor_trainer_held_out(q->trainer, i);
    finding f = {.head = q->heads[i], .group = name, .evaluator = held_out, .documents = NAN};
    tenor_figures_clear(&f.lexicon);
    status = finding_measure(&f, &q->bootstrap);
    if (!isnan(share)) f.documents = count_documents(q, held_out, share);
    f.evaluator = NULL; /* it ends with the next fit */
    if (status >= 0) status = add_finding(s, &f);
  }
  if (status >= 0) return TENOR_OK;
  return tenor_error_memory(error);
}

static tenor_status run_one(studies *s, const study_request *q, const study *one,
                            tenor_error *error) {
  const tenor_train_options options = options_of(q, one);
  tenor_status status = tenor_trainer_options(q->trainer, &options, error);
  if (status >= 0) status = q->fit(q->user, error);
  if (status != TENOR_OK) return status;
  return add_findings(s, q, one->name, one->share < 1 ? one->share : NAN, error);
}

/* Those that differ from the whole and from nothing. */
static tenor_status run_blocks(studies *s, const study_request *q, const study *table, size_t n,
                               tenor_error *error) {
  const unsigned there = blocks_of(q);
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status == TENOR_OK && i < n; i++)
    if ((table[i].blocks & there) != 0 && (table[i].blocks & there) != there)
      status = run_one(s, q, &table[i], error);
  return status;
}

static tenor_status run_curve(studies *s, const study_request *q, tenor_error *error) {
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status == TENOR_OK && i < N(curve); i++)
    if (curve[i].share * (double)q->n_statements >= FEWEST_STATEMENTS)
      status = run_one(s, q, &curve[i], error);
  return status;
}

tenor_status studies_run(studies *s, const study_request *q, tenor_error *error) {
  tenor_status status = TENOR_OK;
  if (q->baselines) status = run_blocks(s, q, baselines, N(baselines), error);
  if (status == TENOR_OK && q->ablate) status = run_blocks(s, q, ablations, N(ablations), error);
  if (status == TENOR_OK && q->curve) status = run_curve(s, q, error);
  if (status != TENOR_OK) return status;
  return tenor_trainer_options(q->trainer, q->options, error);
}

tenor_status studies_add_whole(studies *s, const study_request *q, tenor_error *error) {
  return add_findings(s, q, "everything", q->curve ? 1 : NAN, error);
}

void studies_finish(studies *s) {
  free(s->findings);
  *s = (studies){.findings = NULL};
}
