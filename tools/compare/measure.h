/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is measured of each statement: the value of the head that --head names, from the columns that `tenor score`
 * wrote, or from a score made on the way.
 *
 *     hostility         an ordinal head: its value, and whether it is positive (p_hostile of 1/2 or more)
 *     valence           a regression: its value
 *     tone:threatening  a class head: 1 where the statement's tone is threatening, else 0, so that the mean is a share
 *
 * Beside it stands the label of the first class head, tone, for the profile.
 */
#ifndef TENOR_MEASURE_H
#define TENOR_MEASURE_H

#include "statements.h"

enum { MEASURE_NAME_BYTES = 128 };

typedef struct measure {
  const char *asked;       /* "tone:threatening"; borrowed */
  const tenor_head *head;  /* borrowed from the model */
  uint32_t head_index;     /* in the model */
  uint32_t label;          /* class: the one that is counted */
  double low, high;        /* ends of the scale */
  const tenor_head *tones; /* NULL: the model has no class head */
  uint32_t tones_index;
  char title[MEASURE_NAME_BYTES];    /* "mean hostility" */
  char positive[MEASURE_NAME_BYTES]; /* "hostile"; "": the head has no share */
  /* Columns of the file at hand; SIZE_MAX: there is none. */
  bool is_scored;
  size_t value, p, tone, coverage;
} measure;

typedef struct reading {
  double score, coverage; /* NaN: unknown */
  bool positive;
  uint32_t label; /* of the tones; TENOR_NO_LABEL: unknown */
} reading;

/* `asked` and `model` are borrowed. Errors: ARG. */
tenor_status measure_init(measure *m, const tenor_model *model, const char *asked,
                          tenor_error *error);

/* Finds the columns of a file, and with them whether its rows are scored. */
void measure_columns(measure *m, const statements *s);

/* Reads a scored row; returns NULL, or what is wrong with it: a static phrase. */
const char *measure_read(const measure *m, const row *r, reading *result);

/* The same from a score. */
void measure_score(const measure *m, const tenor_score *score, reading *result);

/* A label given by hand in the column of the head's name (level, number, name of a label), on the scale of the scores.
 * False when the head has no such label. */
bool measure_label(const measure *m, cell label, double *score, bool *positive);

#endif
