/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Repeats: statements of one speaker that are the same words reported again, as in wire copy, clippings and
 * translations.
 *
 *     tenor_duplicates_new(&repeats, NULL, &error);
 *     for each statement: tenor_duplicates_add(repeats, speaker, day, text, &first);
 *     tenor_duplicates_free(&repeats);
 *
 * A statement is compared with those that came first of their kind, and joins the earliest that it repeats. So each
 * is settled as soon as it is seen, in one pass, and a chain of small changes cannot lead from one statement to
 * quite another, as it may where whatever is linked counts as one (single linkage).
 *
 * Two statements of a speaker repeat each other when they are near in time and share enough of their stems, or the
 * shorter is a clipping of the longer; and when they have equally many negations, and not each a name or a number
 * that the other lacks. Very short statements must have the same stems in the same order.
 *
 * Candidates are found by min-wise hashing with banding (Broder 1997) on stems and pairs of stems, and then checked
 * exactly; time grows with the number of statements, not with its square. Never are two folded that fail the check. Of
 * those that would pass, one in ten is missed where they share 60 to 65 % of their stems, and next to none above 75 %.
 */
#ifndef TENOR_DUPLICATES_H
#define TENOR_DUPLICATES_H

#include "tenor.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TENOR_NO_DAY INT32_MIN

typedef struct tenor_duplicates_options {
  double similarity; /* of the stems of both, the share that both have (Jaccard); 0.5 to 1 */
  /* of the shorter's stems, the share in the longer, if it is at least half as long; 0.5 to 1 */
  double containment;
  int32_t days;       /* statements farther apart were said again; negative: time does not matter */
  uint32_t min_stems; /* different stems; statements with fewer must be the same */
} tenor_duplicates_options;

/* 0.6, 0.9, 92 days, 10 stems: chosen on the pairs of tests/spec/repeats.txt, of which those that say the same share 65
 * % of their stems or more, and the others 54 % or less, or differ in a name, a number or a negation. */
TENOR_API void tenor_duplicates_options_default(tenor_duplicates_options *options);

typedef struct tenor_duplicates tenor_duplicates;

/* `options` may be NULL. Errors: ARG, MEMORY. */
TENOR_API tenor_status tenor_duplicates_new(tenor_duplicates **duplicates,
                                            const tenor_duplicates_options *options,
                                            tenor_error *error);
TENOR_API void tenor_duplicates_free(tenor_duplicates **duplicates);

/* Adds statement number 0, 1, 2, ...; *first is the number of the one that it repeats, or its own. `day` counts days
 * from any day on; TENOR_NO_DAY is near to every day. Statements without words repeat nothing. Errors: MEMORY, LIMIT.
 * On error nothing was added. */
TENOR_API tenor_status tenor_duplicates_add(tenor_duplicates *duplicates, tenor_text speaker,
                                            int32_t day, tenor_text text, uint64_t *first);

/* Bytes of memory held: about 400 for each statement that repeats none, and 1 to 2 times that while growing. */
TENOR_API uint64_t tenor_duplicates_bytes(const tenor_duplicates *duplicates);

#ifdef __cplusplus
}
#endif
#endif
