/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenor: scores statements for hostility, tone and valence, and tells why.
 *
 * A model is one file, opened once, immutable, shared by any number of threads. Whatever changes while
 * scoring lives in a scratch; each thread makes its own. After its first statements a scratch allocates
 * nothing more.
 *
 *     tenor_model *model = NULL;
 *     tenor_scratch *scratch = NULL;
 *     tenor_error error;
 *     if (tenor_model_open(&model, "rhetoric-en.tenor", &error) < 0) puts(error.message);
 *     if (tenor_scratch_new(&scratch, model, &error) < 0) puts(error.message);
 *     tenor_score score;
 *     tenor_score_text(scratch, tenor_text_of("They will pay dearly."), &score);
 *     printf("%.2f\n", score.heads[0].value);
 *     tenor_scratch_free(&scratch);
 *     tenor_model_free(&model);
 *
 * Conventions. Functions that can fail return a tenor_status: 0 or more is success, negative an error; what
 * they make goes out by pointer. `*_free` takes the address of a pointer, accepts NULL and nulls it. The
 * library never prints, exits, aborts, changes the locale or touches global state.
 */
#ifndef TENOR_H
#define TENOR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define TENOR_API
#else
#define TENOR_API __attribute__((visibility("default")))
#endif

#define TENOR_VERSION_MAJOR 0
#define TENOR_VERSION_MINOR 1
#define TENOR_VERSION_PATCH 0

/* "0.1.0"; a static string. */
TENOR_API const char *tenor_version(void);

/* ---- errors ------------------------------------------------------------------------------------------ */

/* The values are ABI: never renumber. */
typedef enum tenor_status {
  TENOR_OK = 0,
  TENOR_AGAIN = 1, /* more input is needed */
  TENOR_END = 2,   /* no more input */
  TENOR_ERR_ARG = -1,
  TENOR_ERR_MEMORY = -2,
  TENOR_ERR_IO = -3,
  TENOR_ERR_FORMAT = -4,
  TENOR_ERR_VERSION = -5,
  TENOR_ERR_CHECKSUM = -6,
  TENOR_ERR_UTF8 = -7,
  TENOR_ERR_LIMIT = -8
} tenor_status;

/* The cause of a failure; owned by the caller, who may pass NULL wherever one is taken. */
typedef struct tenor_error {
  tenor_status status;
  uint64_t line;     /* 1-based; 0: not about a line */
  uint64_t byte;     /* offset in the file; 0: unknown */
  char file[256];    /* empty: not about a file */
  char message[512]; /* a sentence for a person, without file and line */
} tenor_error;

/* Name of a status, such as "checksum"; a static string. */
TENOR_API const char *tenor_status_name(tenor_status status);

/* Fills *error (unless NULL) and returns `status`, so that `return tenor_error_set(...)` reads well. */
TENOR_API tenor_status tenor_error_set(tenor_error *error, tenor_status status, const char *file,
                                       uint64_t line, uint64_t byte, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 6, 7)))
#endif
    ;

/* Fills *error (unless NULL) with "out of memory", of no file, and returns TENOR_ERR_MEMORY. */
TENOR_API tenor_status tenor_error_memory(tenor_error *error);

/* ---- models ------------------------------------------------------------------------------------------ */

typedef struct tenor_model tenor_model;
typedef struct tenor_lexicon tenor_lexicon;

enum {
  TENOR_MAX_HEADS = 16,
  TENOR_MAX_OUTPUTS = 64, /* decision functions over all heads */
  TENOR_MAX_CLASSES = 64  /* class probabilities over all heads */
};

typedef enum tenor_head_kind {
  TENOR_HEAD_ORDINAL = 0,    /* levels 0..top, such as hostility */
  TENOR_HEAD_CLASS = 1,      /* one of several classes, such as tone */
  TENOR_HEAD_REGRESSION = 2, /* a number, such as valence */
  TENOR_HEAD_BINARY = 3      /* yes or no */
} tenor_head_kind;

/* One thing that a model predicts. All pointers are borrowed from the model and live as long as it. */
typedef struct tenor_head {
  const char *name; /* "hostility"; also the name of its column */
  tenor_head_kind kind;
  uint32_t n_labels;         /* ordinal: levels; class: classes; binary: 2; regression: 0 */
  const char *const *labels; /* [n_labels] */
  uint32_t positive; /* ordinal: the level from which a statement counts as positive, such as 2 */
  double low,
      high; /* regression: the range of the labels; values are scaled to -1..1 (0..1 where low >= 0) */
} tenor_head;

/* Maps the model file `path` and checks it whole: magic, version, length, checksum, every offset. A file
 * that fails is never used. Errors: IO, FORMAT, VERSION, CHECKSUM, MEMORY. */
TENOR_API tenor_status tenor_model_open(tenor_model **model, const char *path, tenor_error *error);

/* The same from memory; `bytes` is borrowed, must be aligned to 8 bytes and outlive the model. */
TENOR_API tenor_status tenor_model_from_memory(tenor_model **model, const void *bytes, size_t size,
                                               tenor_error *error);
TENOR_API void tenor_model_free(tenor_model **model);

TENOR_API uint32_t tenor_model_n_heads(const tenor_model *model);
/* Head `index` in the order of tenor_score.heads; borrowed, NULL beyond the last. */
TENOR_API const tenor_head *tenor_model_head(const tenor_model *model, uint32_t index);
/* 1: decision values are sums over features, and tenor_reasons takes them apart. 0: the model is a kernel machine,
 * whose decisions have no such parts. */
TENOR_API int tenor_model_is_additive(const tenor_model *model);
/* The model's description, a JSON object (training sets, digests, figures); borrowed, terminated. */
TENOR_API const char *tenor_model_meta(const tenor_model *model);
/* The model's lexicon; borrowed. */
TENOR_API const tenor_lexicon *tenor_model_lexicon(const tenor_model *model);

typedef struct tenor_model_size {
  uint64_t bytes;
  uint32_t n_stems, n_bigrams, n_vector_words, n_dense, n_outputs;
  uint64_t checksum; /* XXH3-64 of the file's content: the model's digest */
} tenor_model_size;
TENOR_API void tenor_model_sizes(const tenor_model *model, tenor_model_size *sizes);

/* ---- scoring ----------------------------------------------------------------------------------------- */

/* A text: UTF-8, not necessarily terminated; invalid bytes count as U+FFFD. */
typedef struct tenor_text {
  const char *data;
  size_t size; /* bytes */
} tenor_text;

static inline tenor_text tenor_text_of(const char *string) {
  tenor_text text;
  text.data = string;
  text.size = string ? strlen(string) : 0;
  return text;
}

typedef struct tenor_head_score {
  /* ordinal: expected level / top level, 0..1; regression: scaled label; class: index of the most probable class;
   * binary: probability of yes */
  double value;
  double lo,
      hi;   /* 90 % prediction interval of an ordinal or regression value; NaN for other heads */
  double p; /* ordinal: P(level >= positive); class: P(winner); binary: P(yes); regression: NaN */
  uint32_t label;    /* ordinal: likeliest level; class: winner; binary: 0 or 1; regression: 0 */
  uint32_t first, n; /* probabilities of the labels: tenor_score.p[first .. first + n) */
} tenor_head_score;

typedef struct tenor_score {
  uint32_t n_heads;
  uint32_t n_tokens;       /* words, numbers and emoji; 0: nothing to score, all values are NaN */
  uint32_t n_replacements; /* invalid UTF-8 sequences replaced by U+FFFD */
  double coverage; /* share of tokens that the model knows, 0..1; low: do not trust this row */
  tenor_head_score heads[TENOR_MAX_HEADS]; /* [n_heads] */
  double p[TENOR_MAX_CLASSES];
} tenor_score;

/* What one thread needs to score; bound to `model`, which is borrowed and must outlive it. */
typedef struct tenor_scratch tenor_scratch;
TENOR_API tenor_status tenor_scratch_new(tenor_scratch **scratch, const tenor_model *model,
                                         tenor_error *error);
/* The same with another lexicon in place of the model's own (borrowed; must outlive the scratch):
 * categories that the model knows by name are used, others have no weight but are counted. A model that is blind to
 * names is so to the names of this lexicon. */
TENOR_API tenor_status tenor_scratch_new_lexicon(tenor_scratch **scratch, const tenor_model *model,
                                                 const tenor_lexicon *lexicon, tenor_error *error);
TENOR_API void tenor_scratch_free(tenor_scratch **scratch);

/* Scores one text. Errors: ARG, MEMORY, LIMIT (a text over 4 GiB). On error *score is untouched. */
TENOR_API tenor_status tenor_score_text(tenor_scratch *scratch, tenor_text text,
                                        tenor_score *score);
/* Scores texts[0 .. n) into scores[0 .. n); stops at the first error. */
TENOR_API tenor_status tenor_score_batch(tenor_scratch *scratch, const tenor_text *texts, size_t n,
                                         tenor_score *scores);

/* Rate of each lexicon category in the last scored text: sum of effective weights a word, after the
 * shifter rules. [tenor_lexicon_n_categories]; borrowed, valid until the next call. */
TENOR_API const double *tenor_rates(tenor_scratch *scratch);

/* ---- reasons ----------------------------------------------------------------------------------------- */

typedef enum tenor_reason_kind {
  TENOR_REASON_BIAS = 0,
  TENOR_REASON_LEXICON = 1, /* a word or phrase of a lexicon category */
  TENOR_REASON_NGRAM = 2,   /* a stem or pair of stems */
  TENOR_REASON_VECTOR = 3,  /* a word through its vector */
  TENOR_REASON_FORM = 4     /* the form of the text: length, marks, capitals */
} tenor_reason_kind;

/* rules that changed a word's weight: bits of tenor_reason.rules */
enum {
  TENOR_RULE_NEGATION = 1u << 0,
  TENOR_RULE_INTENSIFIER = 1u << 1,
  TENOR_RULE_DAMPENER = 1u << 2,
  TENOR_RULE_CONTRAST = 1u << 3,
  TENOR_RULE_IRREALIS = 1u << 4,
  TENOR_RULE_QUESTION = 1u << 5,
  TENOR_RULE_QUOTED = 1u << 6,
  TENOR_RULE_SCARE_QUOTE = 1u << 7,
  TENOR_RULE_CAPITALS = 1u << 8,
  TENOR_RULE_MARKS = 1u << 9,
  TENOR_RULE_CAUSE = 1u << 10,
  TENOR_N_RULES = 11
};
/* Name of the rule with that bit number, such as "negation"; a static string, NULL beyond the last. */
TENOR_API const char *tenor_rule_name(unsigned bit);

typedef struct tenor_reason {
  tenor_reason_kind kind;
  uint32_t rules;      /* TENOR_RULE_* bits */
  const char *name;    /* lexicon category, form feature, or kind; borrowed from the model */
  uint32_t begin, end; /* the place in the text, bytes; equal: the text as a whole */
  double weight;       /* lexicon: effective weight after the rules; else the feature's value */
  double contribution; /* what it adds to the decision value; all reasons add up to it */
} tenor_reason;

/* Why the text scored as it did on head `head`: an ordinal head's decision value is the mean over its thresholds of the
 * calibrated logits, a class head's that of class `label`'s logit, a regression's its unscaled estimate. Scores the
 * text, then lists the reasons by falling |contribution|; their sum is *decision. *reasons is borrowed, valid until the
 * next call with this scratch. With isotonic calibration the logits are those of the sigmoid fitted beside it. Errors:
 * ARG for no such head or label, or a model that is not additive; MEMORY. */
TENOR_API tenor_status tenor_reasons(tenor_scratch *scratch, tenor_text text, uint32_t head,
                                     uint32_t label, const tenor_reason **reasons, size_t *n,
                                     double *decision);

/* ---- lexicons ---------------------------------------------------------------------------------------- */

typedef struct tenor_category {
  const char *name;
  const char *measures; /* a phrase, may be empty */
  /* what the rules do with it: "valence", "hostility", "negator", "rhetoric", ... */
  const char *role;
  uint32_t n_entries;
} tenor_category;

typedef enum tenor_finding_kind {
  TENOR_FINDING_ERROR = 0,  /* the lexicon cannot be used */
  TENOR_FINDING_WARNING = 1 /* it can, but something is likely a mistake */
} tenor_finding_kind;

/* Called for each finding while a lexicon is read; the strings are valid during the call. */
typedef void tenor_finding_fn(void *user, tenor_finding_kind kind, const char *file, uint64_t line,
                              const char *message);

/* Reads the category files *.tsv of the folders, later folders adding categories or overriding those of
 * the same name; `base` (may be NULL, borrowed during the call) is what they add to. `on_finding` may be
 * NULL. Errors: IO, FORMAT (a finding of kind error says where), MEMORY. */
TENOR_API tenor_status tenor_lexicon_read(tenor_lexicon **lexicon, const tenor_lexicon *base,
                                          const char *const *folders, size_t n_folders,
                                          tenor_finding_fn *on_finding, void *user,
                                          tenor_error *error);
TENOR_API void tenor_lexicon_free(tenor_lexicon **lexicon);
TENOR_API uint32_t tenor_lexicon_n_categories(const tenor_lexicon *lexicon);
TENOR_API void tenor_lexicon_category(const tenor_lexicon *lexicon, uint32_t index,
                                      tenor_category *category);
/* XXH3-64 of the compiled lexicon. */
TENOR_API uint64_t tenor_lexicon_digest(const tenor_lexicon *lexicon);

/* ---- the entries of a lexicon: to list them, to look words up, to check lists ------------------------- */

enum { TENOR_TERM_BYTES = 2112 };

typedef struct tenor_entry {
  uint32_t category;
  double weight; /* 0: a blocker, which only hides */
  double sd;     /* of the raters; 0: unknown */
  /* the note, or an actor's canonical name; may be empty; borrowed from the lexicon */
  const char *text;
  char term
      [TENOR_TERM_BYTES]; /* its words as the tokeniser leaves them; a stem ends in ~, a prefix in * */
} tenor_entry;

/* Entries stand in order of their categories' files, and in each as in the file. */
TENOR_API uint32_t tenor_lexicon_n_entries(const tenor_lexicon *lexicon);
TENOR_API void tenor_lexicon_entry(const tenor_lexicon *lexicon, uint32_t index,
                                   tenor_entry *entry);

typedef enum tenor_hit_effect {
  TENOR_HIT_COUNTS = 0,
  TENOR_HIT_BLOCKS = 1, /* its weight is 0: it only hides what it covers */
  TENOR_HIT_HIDDEN = 2  /* a longer or closer entry of its category stands before it */
} tenor_hit_effect;

typedef struct tenor_hit {
  uint32_t entry;
  uint32_t begin, end; /* the place in the text, bytes */
  tenor_hit_effect effect;
} tenor_hit;

/* Looks words up in a lexicon, which is borrowed and may be NULL for tenor_lookup_term alone. For one thread. */
typedef struct tenor_lookup tenor_lookup;
TENOR_API tenor_status tenor_lookup_new(tenor_lookup **lookup, const tenor_lexicon *lexicon,
                                        tenor_error *error);
TENOR_API void tenor_lookup_free(tenor_lookup **lookup);

/* Every entry that the text matches, before any rule; by place, and at one place the closest first. *hits is
 * borrowed, valid until the next call. Errors: MEMORY, LIMIT. */
TENOR_API tenor_status tenor_lookup_text(tenor_lookup *lookup, tenor_text text,
                                         const tenor_hit **hits, size_t *n);

/* Reads `term` as a lexicon file would: writes it as tenor_entry.term has it, or says in *problem (else NULL) why
 * it can be no term; a static phrase that follows the term. Errors: MEMORY, LIMIT. */
TENOR_API tenor_status tenor_lookup_term(tenor_lookup *lookup, tenor_text term,
                                         char written[TENOR_TERM_BYTES], const char **problem);

#ifdef __cplusplus
}
#endif
#endif
