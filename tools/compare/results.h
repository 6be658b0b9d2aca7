/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All that `tenor compare` has found, computed once: what the screen, the rows, the charts and the page show.
 *
 * Numbers that are not known (an interval from one document, the share of a head without a positive level) are NaN.
 * All strings are terminated UTF-8 as the input had them: a page must escape them. Everything is owned by the results
 * and lives until results_finish; whoever shows it borrows it.
 */
#ifndef TENOR_RESULTS_H
#define TENOR_RESULTS_H

#include "input/batch.h"
#include "tenor_compare.h"

/* An estimate with its 95 % interval. */
typedef struct estimate {
  double value;
  double lo, hi; /* NaN: no interval */
} estimate;

/* A word that sets a group apart from the rest. */
typedef struct result_word {
  const char *word;   /* the stem's commonest form, folded: "sanctions" */
  uint64_t n, n_rest; /* how often here, and in all other groups */
  double log_odds;    /* above 0: commoner here */
  double z;           /* log_odds in standard errors; words stand by falling z */
} result_word;

/* A statement that shows what a group's ends are like. */
typedef struct result_example {
  const char *text;
  const char *document, *date; /* "" when not known */
  double value;                /* of the head */
  uint64_t line;               /* in the input, from 1 */
} result_example;

/* A stretch of time, the same for all groups. */
typedef struct result_period {
  const char *label; /* "1994", "2011 Q3", "2024-05" */
  double year;       /* its middle, to put it on an axis: 1994.5 */
} result_period;

/* A group in a period or towards a target. */
typedef struct result_cell {
  uint64_t n_statements, n_documents; /* 0: nothing was said */
  estimate mean;
  double p; /* trend: of the level changing where this period begins; NaN: no change is marked */
} result_cell;

typedef struct result_group {
  uint32_t id;             /* in the comparison */
  const char *name;        /* the by columns' values, joined by ", ": "PRK, 2010" */
  const char *const *keys; /* [n_by] */
  uint64_t n_statements, n_documents;
  estimate mean;
  estimate share;    /* of statements at or above the head's positive level, such as hostile ones */
  estimate *profile; /* [n_classes] shares of the tones; they add up to 1 */
  double median;
  double coverage;   /* 0..1; NaN: not known */
  double naive_mean; /* with --gold: before the correction; else NaN */
  uint64_t n_gold;   /* hand labels that corrected it */
  /* compact letter display: groups that share a letter do not differ; "" without tests */
  const char *letters;
  uint32_t warnings;    /* TENOR_WARN_* bits; tenor_warning_name tells them */
  result_cell *trend;   /* [n_periods] */
  result_cell *targets; /* [n_targets] */
  result_word *words;   /* [n_words] */
  size_t n_words;
  result_example *highest,
      *lowest; /* [n_highest], [n_lowest] the farthest first; no text in both */
  size_t n_highest, n_lowest;
} result_group;

/* A pair of groups: a's mean minus b's. */
typedef struct result_pair {
  size_t a, b; /* groups */
  estimate diff;
  double cliffs_delta; /* -1..1: P(a > b) - P(a < b) over statements */
  double p;            /* permutation of documents */
  double p_holm, p_bh; /* corrected for the number of pairs */
} result_pair;

typedef struct results {
  batch memory; /* of the strings */
  /* What was asked. */
  const char *const *by; /* [n_by] columns: "speaker" */
  size_t n_by;
  const char *head; /* as asked: "hostility", "tone:threatening" */
  /* what the mean means, for an axis: "mean hostility", "share of threatening" */
  const char *measure;
  const char *positive; /* what the share counts: "hostile"; NULL: the head has no share */
  double low, high;     /* ends of the scale: 0 and 1, or -1 and 1 */
  const char *baseline; /* the group that all others are paired with; NULL: every pair */
  const char *where;    /* as asked; NULL: all rows */
  const char *trend;    /* "year", "quarter", "month", "rolling:12"; NULL: no trend */
  const char *unit;     /* column of the documents; NULL: there is none, every statement is one */

  /* What was found. Groups stand by falling mean, those without one at the end. */
  result_group *groups; /* [n_groups] */
  size_t n_groups;
  result_pair *pairs; /* [n_pairs] by a, then b; not all pairs need be there */
  size_t n_pairs;
  const char *const *classes; /* [n_classes] tones of the profile */
  size_t n_classes;
  result_period *periods; /* [n_periods] in order of time, without gaps but of groups */
  size_t n_periods;
  const char *const *targets; /* [n_targets] the commonest first */
  size_t n_targets;

  /* What must be said about it. */
  uint64_t n_rows;        /* read, bad ones included */
  uint64_t n_statements;  /* counted in the groups */
  uint64_t n_documents;   /* different ones */
  uint64_t n_gold;        /* hand labels that corrected the estimates; 0: there are none */
  uint64_t n_folded;      /* repeats, counted with their first */
  uint64_t n_bad;         /* rows that could not be read or scored */
  uint64_t n_without_key; /* rows with an empty by column, such as no speaker */
  uint64_t n_excluded;    /* by --where */
  uint64_t n_small;       /* groups below --min-n */
  uint64_t n_undated;     /* rows without a date that could be read, when a trend is asked for */
  bool repeats_counted;   /* --count-repeats, or no text to compare */
  /* false: the rows came with scores, and the model below need not have made them */
  bool scored_here;
  uint64_t seed;
  uint32_t replicates;
  const char *const *sources; /* [n_sources] file names, "standard input" */
  size_t n_sources;
  const char *model_name;       /* path; NULL: no model was opened */
  const tenor_model *model;     /* to explain examples with; NULL: none. Borrowed */
  const tenor_lexicon *lexicon; /* NULL with the model. Borrowed */
} results;

void results_init(results *r);
void results_finish(results *r);

#endif
