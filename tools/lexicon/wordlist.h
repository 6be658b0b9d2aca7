/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A word list of another program on its way into tenor's format. Importers (import_*.c) add
 * categories and terms as they read them; here each term is put into tenor's spelling and tried on
 * the engine. What cannot be carried over is reported with its line and counted: nothing is dropped
 * silently.
 */
#ifndef TENOR_WORDLIST_H
#define TENOR_WORDLIST_H

#include <stdbool.h>

#include "tenor.h"

enum { WORDLIST_NAME_BYTES = 48, WORDLIST_MAX_REASONS = 24 };

typedef struct wordlist_category {
  char *path;                     /* as the source has it, levels joined by "/" */
  char name[WORDLIST_NAME_BYTES]; /* safe for a file and a column: a-z 0-9 _ */
  char *measures;                 /* may be NULL */
  bool valence;                   /* the role; else rhetoric */
  size_t n_terms;
  double low, high; /* of the weights */
} wordlist_category;

typedef struct wordlist_term {
  size_t category;
  char *spelling, *written; /* for the file; as the engine writes it */
  double weight, sd;
  uint64_t line;
} wordlist_term;

typedef struct wordlist {
  const char *path;   /* of the source; borrowed */
  const char *prefix; /* before names; borrowed, "" if none */
  const char *asker;  /* "lexicon", for messages; borrowed */
  bool wildcards;     /* '*' and '?' stand for letters; else for themselves */
  tenor_lookup *lookup;
  wordlist_category *categories; /* [n_categories] */
  size_t n_categories, categories_capacity;
  wordlist_term *terms; /* [n_terms] */
  size_t n_terms, terms_capacity;
  struct {
    const char *why; /* a static phrase */
    uint64_t n;
  } losses[WORDLIST_MAX_REASONS]; /* [n_losses] */
  size_t n_losses;
  uint64_t n_lost;
} wordlist;

tenor_status wordlist_init(wordlist *w, const char *path, const char *prefix, const char *asker,
                           tenor_error *error);
void wordlist_finish(wordlist *w);

/* The category of that path, made if it is new. Errors: MEMORY, LIMIT. */
tenor_status wordlist_category_of(wordlist *w, const char *path, size_t size, size_t *category,
                                  tenor_error *error);

/* Adds a term, or notes why it cannot be. Errors: MEMORY, LIMIT. */
tenor_status wordlist_add(wordlist *w, size_t category, const char *term, size_t size,
                          double weight, double sd, uint64_t line, tenor_error *error);

/* Notes that something of a line is not carried over; `why` is a static phrase that follows the
 * quoted term. */
void wordlist_lose(wordlist *w, uint64_t line, const char *term, size_t size, const char *why);

/* Sorts out repeats, then writes FOLDER/NAME.tsv for each category that has terms; the folder is
 * made if need be, a file that is there already is not touched. Errors: IO, MEMORY. */
tenor_status wordlist_write(wordlist *w, const char *folder, const char *format,
                            tenor_error *error);

#endif
