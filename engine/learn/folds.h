/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cross-validation folds that keep groups whole. Sentences of one document share its subject, its
 * speaker and often its wording; with some of them in training and some in testing, a model is
 * praised for what it has memorised. So a group (a document, a speaker, a month) lies in one fold.
 *
 * Balancing is bin packing: the largest group first, each to the lightest fold (LPT, Graham 1969:
 * the heaviest fold is at most 4/3 of the best possible). A seeded shuffle orders groups of one
 * size, so that the order of the file, which is often the order of time, does not decide.
 */
#ifndef TENOR_LEARN_FOLDS_H
#define TENOR_LEARN_FOLDS_H

#include "base/status.h"

/* Gives each row the fold of its group, 0 .. n_folds - 1; the same for the same arguments on any
 * machine. Groups without rows are ignored. Every fold gets a group. Errors: ARG when there are
 * fewer groups than folds, no folds, or a group id is not below n_groups; MEMORY. On error `fold`
 * is untouched. */
tenor_status folds_assign(const uint32_t *group /* [n] */, size_t n, size_t n_groups,
                          uint32_t n_folds, uint64_t seed, uint32_t *fold /* [n] */);

#endif
