/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A model laid open: its features by number and name, each head as linear machines over them, and texts as the sparse
 * vectors that these machines weigh. For other programs (libsvm, liblinear) and for people who want to see the weights.
 *
 *     decision of a machine = bias + sum of weights[feature] x value
 *
 * A classifier's decision is the log-odds of its answer, as in tenor_reasons: P = 1 / (1 + exp(-decision)). Where a
 * head is calibrated by curves, it is that of the sigmoid beside them. Numbers begin at 0 and hold for one model file.
 */
#ifndef TENOR_EXPORT_H
#define TENOR_EXPORT_H

#include "tenor.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tenor_feature_kind {
  TENOR_FEATURE_LEXICON = 0, /* a statistic of a lexicon category, or of a group of them */
  TENOR_FEATURE_FORM = 1,    /* length, marks, capitals */
  TENOR_FEATURE_STEM = 2,    /* its idf over the length of the text's idf vector, where it occurs */
  TENOR_FEATURE_PAIR = 3,    /* of neighbouring stems: the same */
  TENOR_FEATURE_WORD = 4     /* its share of the words that have a vector */
} tenor_feature_kind;

/* What a feature is; the texts are borrowed from the model. */
typedef struct tenor_feature {
  tenor_feature_kind kind;
  tenor_text name;   /* the category or group, mark, stem or word */
  tenor_text second; /* the category's statistic, or the pair's second stem; else empty */
} tenor_feature;

/* The model is borrowed and must outlive it. Errors: FORMAT (a kernel machine: its decisions are no sums), MEMORY. */
typedef struct tenor_export tenor_export;
TENOR_API tenor_status tenor_export_new(tenor_export **export_, const tenor_model *model,
                                        tenor_error *error);
TENOR_API void tenor_export_free(tenor_export **export_);

TENOR_API uint32_t tenor_export_n_features(const tenor_export *export_);
/* `index` must be below tenor_export_n_features. */
TENOR_API void tenor_export_feature(const tenor_export *export_, uint32_t index,
                                    tenor_feature *feature);

/* Machines of a head: ordinal: one for each level from 1 up (is it reached?); class: one for each class, the highest
 * wins; binary and regression: one. 0 beyond the last head. */
TENOR_API uint32_t tenor_export_n_machines(const tenor_export *export_, uint32_t head);
/* The weights [n_features] of a machine, written to the caller's memory, and its bias. A regression's decision is in
 * units of its labels, not yet clamped. */
TENOR_API void tenor_export_weights(const tenor_export *export_, uint32_t head, uint32_t machine,
                                    double *weights, double *bias);

typedef struct tenor_feature_value {
  uint32_t feature;
  double value; /* not 0 */
} tenor_feature_value;

/* The features of the text that was scored last, by rising number. *values is borrowed, valid until the next call with
 * this scratch. Errors: MEMORY. */
TENOR_API tenor_status tenor_features(tenor_scratch *scratch, const tenor_feature_value **values,
                                      size_t *n);

#ifdef __cplusplus
}
#endif
#endif
