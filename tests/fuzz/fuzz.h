/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the fuzz targets share. Each target is one file with the two functions that libFuzzer calls; replay.c calls
 * the same two, so that a target is also a plain program that replays its seeds with any compiler.
 *
 * libFuzzer gives no place for what is made once and used by each run: a target keeps it in statics of its own.
 */
#ifndef TENOR_TESTS_FUZZ_H
#define TENOR_TESTS_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tenor_train.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stays in a release build: a broken promise is a finding as much as a broken pointer. */
#define FUZZ_CHECK(condition)                                                        \
  do {                                                                               \
    if (!(condition)) {                                                              \
      fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                                       \
    }                                                                                \
  } while (0)

enum { FUZZ_PATH_BYTES = 128 };

/* A new temporary folder, the same until the process ends; it then goes with the files put there. */
const char *fuzz_folder(void);
/* Writes a file of the folder and tells its path, which is borrowed and valid until the next call. */
const char *fuzz_file(const char *name, const void *data, size_t size);

/* A lexicon with a category of each role, from files in the folder; the caller frees it. */
tenor_lexicon *fuzz_lexicon(void);

/* The bytes of a model of 60 sentences with a head of each kind, that lexicon, pairs and word vectors;
 * tenor_bytes_free. The same in each process, but for the last digits of its weights. */
void *fuzz_model_bytes(size_t *size);

/* Aborts unless the score is one that tenor.h promises: each value in its range or NaN, probabilities that sum to 1. */
void fuzz_check_score(const tenor_model *model, const tenor_score *score);

#endif
