/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comparing: from scored statements to means with honest intervals, differences, trends and tests.
 *
 *     tenor_comparison_new(&c, &spec, &error);
 *     for each statement: tenor_comparison_add(c, &observation);
 *     for g in 0 .. tenor_comparison_n_groups(c): tenor_comparison_estimate(c, &slice, &options, &estimate);
 *     tenor_comparison_free(&c);
 *
 * A comparison keeps sums, not statements: for each group, document, target and period how many statements there
 * were and what their scores came to, and for each group how often each score occurred. Its size depends on those
 * and not on the number of statements. Scores are kept as whole numbers of TENOR_SCORE_STEP, so sums are exact: in
 * whatever order statements come, and in however many shards, merged or saved in between, every result is the same
 * to the last bit.
 *
 * Statements of one document are not independent, so the document is the unit of every interval and every test.
 *
 * Whatever is asked of a comparison may put it in order first, hence no const: one thread at a time.
 */
#ifndef TENOR_COMPARE_H
#define TENOR_COMPARE_H

#include "tenor.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tenor_comparison tenor_comparison;

/* ---- statements into sums ------------------------------------------------------------------------------ */

#define TENOR_SCORE_STEP  0.0001
#define TENOR_SCORE_LIMIT 100000.0 /* the largest |score| */
#define TENOR_NO_LABEL    UINT32_MAX
#define TENOR_NO_TARGET   UINT32_MAX
#define TENOR_NO_PERIOD   INT32_MIN
#define TENOR_LAST_PERIOD 1000000 /* periods are numbered from minus that to that */

typedef struct tenor_comparison_spec {
  /* What was measured and how, for people and programs, such as a JSON object; it is saved, and comparisons merge
   * only when theirs are the same. NULL: empty. Copied. */
  const char *about;
  uint32_t n_classes; /* of a class head's labels; 0 .. TENOR_MAX_CLASSES */
  double low, high;   /* the ends of the scale, such as 0 and 1; equal: it has none */
} tenor_comparison_spec;

/* Errors: ARG, MEMORY. */
TENOR_API tenor_status tenor_comparison_new(tenor_comparison **comparison,
                                            const tenor_comparison_spec *spec, tenor_error *error);
TENOR_API void tenor_comparison_free(tenor_comparison **comparison);

/* One scored statement; the strings are copied at first sight. */
typedef struct tenor_observation {
  tenor_text group;    /* who: the values of the columns that groups are made by */
  tenor_text document; /* the unit of resampling; empty: the statement is a document of its own */
  /* empty: none. A statement at two targets belongs into a second comparison, twice */
  tenor_text target;
  int32_t period; /* number of its year, quarter or month; TENOR_NO_PERIOD: none */
  uint32_t label; /* its class, below n_classes; TENOR_NO_LABEL: none */
  int positive;   /* whether it counts as positive (hostile) */
  double score;
  double coverage; /* 0..1; NaN: unknown */
} tenor_observation;

/* Adds a statement. Errors: ARG for a score that is not finite or not on the scale, a
 * label, period or coverage out of range, a name with a 0 in it;
 * MEMORY; LIMIT. On error nothing was added. */
TENOR_API tenor_status tenor_comparison_add(tenor_comparison *comparison,
                                            const tenor_observation *observation);

/* A statement with a label given by hand, drawn at random from those that were (or will be) added. One without a
 * document is known again by its score. */
typedef struct tenor_gold {
  tenor_text group, document; /* as in its observation */
  double score, gold;         /* the model's score and the true one, on the same scale */
  int positive, gold_positive;
  /* with which it was drawn, in (0, 1]; NaN, for all of a group: it was the same */
  double probability;
} tenor_gold;

/* Adds a labelled statement, beside its observation and not instead of it. Errors: as tenor_comparison_add. */
TENOR_API tenor_status tenor_comparison_add_gold(tenor_comparison *comparison,
                                                 const tenor_gold *gold);

/* Adds all of `from`, which stays as it is, to `into`. Errors: ARG when their specs differ; MEMORY, LIMIT: then `into`
 * is good for nothing but tenor_comparison_free. */
TENOR_API tenor_status tenor_comparison_merge(tenor_comparison *into, const tenor_comparison *from,
                                              tenor_error *error);

/* Writes the sums to a file, which appears whole or not at all; equal sums make equal bytes. Errors: IO, MEMORY. */
TENOR_API tenor_status tenor_comparison_save(tenor_comparison *comparison, const char *path,
                                             tenor_error *error);
/* Reads and checks such a file. Errors: IO, FORMAT, VERSION, CHECKSUM, MEMORY. */
TENOR_API tenor_status tenor_comparison_read(tenor_comparison **comparison, const char *path,
                                             tenor_error *error);

/* ---- what is there ------------------------------------------------------------------------------------- */

TENOR_API const char *tenor_comparison_about(const tenor_comparison *comparison); /* borrowed */
TENOR_API uint32_t tenor_comparison_n_classes(const tenor_comparison *comparison);

typedef struct tenor_comparison_size {
  uint64_t n_statements, n_gold;
  uint32_t n_groups, n_documents, n_targets;
  int32_t first_period, last_period; /* both TENOR_NO_PERIOD when no statement has one */
  uint64_t bytes;                    /* of memory */
} tenor_comparison_size;

/* Puts the comparison in order: groups and targets are numbered by the byte order of their names, until the next add or
 * merge. Errors: MEMORY. */
TENOR_API tenor_status tenor_comparison_sizes(tenor_comparison *comparison,
                                              tenor_comparison_size *size);
/* Names; borrowed, valid until the next add or merge. To be called after tenor_comparison_sizes. */
TENOR_API const char *tenor_comparison_group(const tenor_comparison *comparison, uint32_t group);
TENOR_API const char *tenor_comparison_target(const tenor_comparison *comparison, uint32_t target);

/* ---- estimates ----------------------------------------------------------------------------------------- */

typedef enum tenor_interval_kind {
  /* Student's t from cluster-robust errors with small-sample corrections (Bell & McCaffrey 2002, Imbens & Kolesar
   * 2016), taken on the logit scale where the scale has ends. The default: of these it is the one that covers. */
  TENOR_INTERVAL_ROBUST = 0,
  TENOR_INTERVAL_BOOTSTRAP_T = 1, /* studentised bootstrap of documents (Efron 1981, Hall 1988) */
  TENOR_INTERVAL_PERCENTILE = 2,  /* percentiles of the bootstrap of documents (Efron 1979) */
  TENOR_INTERVAL_BCA = 3,         /* the same, bias-corrected and accelerated (Efron 1987) */
  /* As if statements were independent: too short, to show by how much. NaN for the mean of less than a whole group. */
  TENOR_INTERVAL_NAIVE = 4
} tenor_interval_kind;

typedef struct tenor_compare_options {
  uint64_t seed;
  tenor_interval_kind interval;
  double level;           /* of the intervals, 0.95 */
  uint32_t replicates;    /* of a bootstrap, 2,000 */
  uint32_t permutations;  /* of a test, at most; 9,999 */
  uint32_t few_documents; /* fewer than these are warned of, 10 */
  double low_coverage;    /* a mean coverage below this is warned of, 0.5 */
  double large_document;  /* a document with more of the statements than this is warned of, 0.5 */
} tenor_compare_options;

TENOR_API void tenor_compare_options_default(tenor_compare_options *options);

/* Some of the statements: those of a group, perhaps at one target, perhaps of periods first .. last. */
typedef struct tenor_slice {
  uint32_t group;
  uint32_t target;                   /* TENOR_NO_TARGET: whatever the target */
  int32_t first_period, last_period; /* both TENOR_NO_PERIOD: whenever, also at no known time */
} tenor_slice;

/* The whole of a group. */
static inline tenor_slice tenor_slice_of(uint32_t group) {
  tenor_slice slice;
  slice.group = group;
  slice.target = TENOR_NO_TARGET;
  slice.first_period = slice.last_period = TENOR_NO_PERIOD;
  return slice;
}

/* NaN where there is nothing to estimate from; lo and hi also where there are fewer than two documents. */
typedef struct tenor_interval {
  double value, lo, hi;
} tenor_interval;

/* bits of tenor_estimate.warnings and tenor_pair.warnings */
enum {
  TENOR_WARN_FEW_DOCUMENTS = 1u << 0,
  TENOR_WARN_ONE_DOCUMENT = 1u << 1, /* no interval */
  TENOR_WARN_LARGE_DOCUMENT = 1u << 2,
  TENOR_WARN_LOW_COVERAGE = 1u << 3,
  TENOR_WARN_SAME_SCORES = 1u << 4, /* all documents have the same mean: the interval is a point */
  TENOR_WARN_FEW_GOLD = 1u << 5,    /* too few labels by hand to correct with */
  TENOR_N_WARNINGS = 6
};
/* A phrase for the warning with that bit number, such as "few documents"; static, NULL beyond the last. */
TENOR_API const char *tenor_warning_name(unsigned bit);

typedef struct tenor_estimate {
  uint64_t n_statements, n_documents;
  tenor_interval mean;
  double se;               /* of the mean, documents as units */
  tenor_interval positive; /* share of positive statements */
  /* [n_classes] share of each class among the labelled */
  tenor_interval classes[TENOR_MAX_CLASSES];
  double coverage;         /* mean; NaN: unknown */
  double largest_document; /* its share of the statements */
  /* Of whole groups only, else NaN, since only for them it is known how often each score occurred. */
  double design_effect; /* se squared over what it were if statements were independent */
  double lower_quartile, median, upper_quartile;
  uint32_t warnings;
} tenor_estimate;

/* Estimates from a slice; of no statements: all NaN. The draws depend on the seed and on what the slice is, and not on
 * what other groups there are. Errors: ARG, MEMORY. */
TENOR_API tenor_status tenor_comparison_estimate(tenor_comparison *comparison,
                                                 const tenor_slice *slice,
                                                 const tenor_compare_options *options,
                                                 tenor_estimate *estimate);

/* The mean and the share of positive statements of a group, corrected for the model's errors by its gold rows
 * (prediction-powered inference, Angelopoulos et al. 2023; design-based supervised learning, Egami et al. 2023). */
typedef struct tenor_correction {
  uint64_t n_gold, n_gold_documents;
  tenor_interval mean, positive;
  double mean_weight,
      positive_weight; /* of the model's scores, 0..1: how much they helped (power tuning) */
  uint32_t warnings;
} tenor_correction;

/* With fewer than 10 labels, or labels in fewer than 5 documents, the intervals are NaN and a warning says so. Errors:
 * MEMORY; ARG also for a label of a statement that was not added. */
TENOR_API tenor_status tenor_comparison_correct(tenor_comparison *comparison, uint32_t group,
                                                const tenor_compare_options *options,
                                                tenor_correction *correction);

/* ---- pairs --------------------------------------------------------------------------------------------- */

typedef struct tenor_pair {
  tenor_interval difference; /* of the means, a - b */
  double cliffs_delta;       /* P(a > b) - P(a < b) over statements (Cliff 1993), -1..1 */
  double p;                  /* two-sided, by permutation of documents; never 0 */
  uint64_t n_shared;         /* documents in which both speak */
  uint32_t warnings;
} tenor_pair;

/* Compares two groups. Errors: ARG, MEMORY. */
TENOR_API tenor_status tenor_comparison_pair(tenor_comparison *comparison, uint32_t a, uint32_t b,
                                             const tenor_compare_options *options,
                                             tenor_pair *pair);

/* Corrects p[0 .. n) for there being n of them, into adjusted[0 .. n), which may be p itself. NaN stays NaN and counts
 * for nothing. Errors: MEMORY. */
TENOR_API tenor_status tenor_adjust_holm(const double *p, size_t n,
                                         double *adjusted); /* Holm 1979 */
TENOR_API tenor_status tenor_adjust_bh(const double *p, size_t n,
                                       double *adjusted); /* Benjamini & Hochberg 1995 */

/* Compact letter display (Piepho 2004): groups that share a letter do not differ. `differ` [n * n], symmetric, nonzero
 * where two groups differ. *letters [*n_letters * n], letter by row: nonzero where the group bears it; owned by the
 * caller: tenor_letters_free. Letters come in the order of the first group that bears them. Errors: MEMORY; LIMIT
 * when it would take more than 256 letters. */
TENOR_API tenor_status tenor_letters_make(const unsigned char *differ, uint32_t n,
                                          unsigned char **letters, uint32_t *n_letters);
TENOR_API void tenor_letters_free(unsigned char **letters);

/* ---- trends -------------------------------------------------------------------------------------------- */

/* Where a group's level changed: between the period before and `period`. */
typedef struct tenor_change {
  int32_t period;       /* the first of the new level */
  double before, after; /* means of the stretches on either side, up to the next change */
  double p;             /* of this change, corrected for the search */
} tenor_change;

/* Looks for changes of level over the periods of a group, optionally at one target; marks those with p < alpha.
 * *changes [*n], in order of time, is owned by the caller: tenor_changes_free. For a series with intervals, ask for the
 * estimate of each period's slice, or of a window of periods. Errors: ARG, MEMORY. */
TENOR_API tenor_status tenor_comparison_changes(tenor_comparison *comparison,
                                                const tenor_slice *slice, double alpha,
                                                const tenor_compare_options *options,
                                                tenor_change **changes, size_t *n);
TENOR_API void tenor_changes_free(tenor_change **changes);

#ifdef __cplusplus
}
#endif
#endif
