/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Training: from labelled texts to a model file. The figures of its report are explained in tenor_evaluate.h.
 *
 *     tenor_trainer_new(&trainer, &options, heads, n_heads, lexicon, &error);
 *     for each example: tenor_trainer_add(trainer, &example, &error);
 *     tenor_trainer_fit(trainer, on_progress, user, &error);
 *     tenor_trainer_save(trainer, NULL, "mine.tenor", &error);
 *     tenor_trainer_free(&trainer);
 */
#ifndef TENOR_TRAIN_H
#define TENOR_TRAIN_H

#include "tenor_evaluate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a head is to learn; borrowed until tenor_trainer_new returns. */
typedef struct tenor_head_spec {
  const char *name;
  tenor_head_kind kind;
  const char *const
      *labels; /* [n_labels]: names of levels or classes; binary: no, yes; regression: NULL */
  uint32_t n_labels;
  /* ordinal: the level from which a statement counts as positive, 1 .. n_labels - 1 */
  uint32_t positive;
  double low, high; /* regression: the range of the labels */
} tenor_head_spec;

typedef enum tenor_solver {
  /* libsvm for an RBF kernel, for nu, and up to TENOR_AUTO_LIBSVM examples that weigh alike; else liblinear: nearly
   * the same machine, much sooner */
  TENOR_SOLVER_AUTO = 0,
  TENOR_SOLVER_LIBSVM = 1,
  TENOR_SOLVER_LIBLINEAR = 2
} tenor_solver;

typedef enum tenor_kernel {
  TENOR_KERNEL_LINEAR = 0, /* collapses into a weight a feature */
  TENOR_KERNEL_RBF = 1 /* keeps its support vectors: for small sets, by libsvm; has no reasons */
} tenor_kernel;

typedef enum tenor_calibration {
  TENOR_CALIBRATION_SIGMOID = 0, /* two numbers an output (Platt 1999): for hundreds of rows */
  TENOR_CALIBRATION_ISOTONIC = 1 /* any rising curve (Zadrozny & Elkan 2002): for thousands */
} tenor_calibration;

enum {
  TENOR_MAX_C = 16,       /* values in each list to choose from */
  TENOR_AUTO_LIBSVM = 500 /* examples up to which AUTO takes libsvm */
};

typedef struct tenor_train_options {
  uint64_t seed;
  uint32_t n_folds;   /* of the cross-validation, 2..20; groups stay whole */
  uint32_t n_threads; /* the result does not depend on it */
  uint32_t min_stem;  /* examples in which a stem must stand to become a feature */
  uint32_t min_pair;  /* the same for a pair of stems */
  /* spread of a lexicon feature beside an n-gram vector of length 1; 0 leaves them out */
  double lexicon_scale;
  double form_scale;   /* the same for form features */
  double vector_scale; /* the same for the dimensions of the word vectors */
  int ngrams;          /* 0 leaves them out */
  /* 1: names of states, capitals, nationals and persons that the lexicon knows are no n-grams and have no vector: no
   * score rests on who is named, but for the length of the name. Needs a lexicon. */
  int mask_names;
  int ratios;   /* 1: classifiers weigh n-grams by their log-count ratios (Wang & Manning 2012) */
  int balanced; /* 1: each label of a head weighs as much as another, whatever its rows */
  int time_blocks; /* 1: folds are blocks of time: rows need tenor_example.time */
  /* of the documents, to learn from in each fold; 1: all. For learning curves */
  double learn_share;
  /* Lists to choose from by cross-validation, every combination of them. */
  double c[TENOR_MAX_C];       /* [n_c] */
  double epsilon[TENOR_MAX_C]; /* [n_epsilon] regression: the tube, in units of the label */
  double gamma[TENOR_MAX_C];   /* [n_gamma] RBF: exp(-gamma |x - z|^2) */
  double nu[TENOR_MAX_C];      /* [n_nu] any: classifiers are nu-SVC, and C is not used */
  uint32_t n_c, n_epsilon, n_gamma, n_nu;
  tenor_kernel kernel;
  tenor_calibration calibration;
  /* class heads: the label is the class of the largest probability over its share to this power, 0..1; 0: the most
   * probable */
  double favour_rare;
  tenor_solver solver;
} tenor_train_options;

/* Sensible values: seed 1, 5 folds, 1 thread, C from 0.02 to 2. */
TENOR_API void tenor_train_options_default(tenor_train_options *options);

typedef struct tenor_example {
  tenor_text text;
  /* the document: rows of one group stay in one fold; NULL: a group of its own */
  const char *group;
  const double *labels; /* [n_heads] level, class index, 0 or 1, or number; NaN: none */
  double weight;        /* how many examples it counts as in learning, above 0; usually 1 */
  double time;          /* for blocks of time: any number that rises; NaN: none */
  int learn_only; /* nonzero: machines learn from it; calibration, intervals and figures pass it over, as is right for
                     rows that were made for learning and are not what the model will meet */
} tenor_example;

typedef struct tenor_trainer tenor_trainer;

/* `lexicon` (may be NULL) is borrowed until the trainer is freed. Errors: ARG, MEMORY. */
TENOR_API tenor_status tenor_trainer_new(tenor_trainer **trainer,
                                         const tenor_train_options *options,
                                         const tenor_head_spec *heads, uint32_t n_heads,
                                         const tenor_lexicon *lexicon, tenor_error *error);
TENOR_API void tenor_trainer_free(tenor_trainer **trainer);

/* Sets other options for the next fit: so the same examples, in the same folds while the seed is the same, can be
 * learnt from with features left out or with fewer documents. Errors: ARG. */
TENOR_API tenor_status tenor_trainer_options(tenor_trainer *trainer,
                                             const tenor_train_options *options,
                                             tenor_error *error);

/* How many examples one of each label counts as, weights [n_labels] of head `head`, above 0. Errors: ARG. */
TENOR_API tenor_status tenor_trainer_label_weights(tenor_trainer *trainer, uint32_t head,
                                                   const double *weights, tenor_error *error);

/* The solver that the next fit will take, never AUTO: liblinear where rows weigh unlike or are many. */
TENOR_API tenor_solver tenor_trainer_solver(const tenor_trainer *trainer);

/* Copies the example. Errors: ARG for a label outside its head's range; MEMORY. */
TENOR_API tenor_status tenor_trainer_add(tenor_trainer *trainer, const tenor_example *example,
                                         tenor_error *error);

/* Adds the vector of a (case-folded) word of `n` dimensions, the same for all words; copied. A word known already keeps
 * its first vector. Errors: ARG, MEMORY. */
TENOR_API tenor_status tenor_trainer_add_vector(tenor_trainer *trainer, tenor_text word,
                                                const float *vector, uint32_t n,
                                                tenor_error *error);

/* Called from the thread that called tenor_trainer_fit, with the name of the head that is being fitted. Returns nonzero
 * to give up. */
typedef int tenor_progress_fn(void *user, const char *head, uint64_t done, uint64_t total);

/* Learns; `on_progress` may be NULL. Errors: ARG (too few examples or groups, options
 * that do not go together), MEMORY; AGAIN when the progress
 * function gave up. */
TENOR_API tenor_status tenor_trainer_fit(tenor_trainer *trainer, tenor_progress_fn *on_progress,
                                         void *user, tenor_error *error);

/* The model file's bytes with the description `about` (a JSON object, may be NULL); *bytes is owned by the caller:
 * tenor_bytes_free. Errors: ARG before a fit; MEMORY. */
TENOR_API tenor_status tenor_trainer_model(tenor_trainer *trainer, const char *about, void **bytes,
                                           size_t *size, tenor_error *error);
TENOR_API void tenor_bytes_free(void **bytes);

/* The same to a file, which appears whole or not at all. Errors: also IO. */
TENOR_API tenor_status tenor_trainer_save(tenor_trainer *trainer, const char *about,
                                          const char *path, tenor_error *error);

/* ---- what was found ----------------------------------------------------------------------------------- */

typedef struct tenor_fit_report {
  uint64_t n_examples;          /* with a label of this head */
  double c, epsilon, gamma, nu; /* chosen by cross-validation; 0 where they have no meaning */
  tenor_solver solver;
  tenor_figures figures; /* out of fold */
} tenor_fit_report;
/* What was found in fitting head `index`. */
TENOR_API tenor_status tenor_trainer_report(const tenor_trainer *trainer, uint32_t index,
                                            tenor_fit_report *report);
/* What head `index` said of every example out of fold, beside its labels: for intervals, tables and baselines.
 * Borrowed, valid until the next fit; NULL before one. */
TENOR_API const tenor_evaluator *tenor_trainer_held_out(const tenor_trainer *trainer,
                                                        uint32_t index);

#ifdef __cplusplus
}
#endif
#endif
