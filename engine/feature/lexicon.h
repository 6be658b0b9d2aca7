/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A compiled lexicon: which categories a word or phrase belongs to, and with what weight.
 *
 * Each word of each term is a *symbol*: a form ("pay"), a stem ("threaten~") or a prefix ("annihilat*"). A term
 * of one word is an entry of its symbol; a term of several is a path in a trie whose edges are symbols (Aho &
 * Corasick 1975 without the failure links: phrases are short and starts are rare, so a walk from each start is
 * cheaper than the automaton and lets a word be several symbols at once). A gap is a node whose edges may be
 * taken after skipping up to LEXICON_MAX_GAP words.
 *
 * The compiled form is a blob: built from folders of TSV files, kept inside the model file, used where it is
 * mapped. `patterns` is its content; symbols, nodes and edges are indexes into it.
 */
#ifndef TENOR_FEATURE_LEXICON_H
#define TENOR_FEATURE_LEXICON_H

#include <stdbool.h>

#include "base/blob.h"
#include "base/bytes.h"
#include "base/status.h"

enum {
  LEXICON_MAX_CATEGORIES = 64, /* a bit each in a word */
  LEXICON_MAX_WORDS = 8,       /* symbols of a term */
  LEXICON_MAX_GAP = 3          /* words that a gap may skip */
};
#define LEXICON_GAP  UINT32_C(0xFFFFFFFE) /* a gap in a pattern */
#define LEXICON_NONE UINT32_MAX

/* What the rules do with a category. Stored in files: never renumber. */
typedef enum lexicon_role {
  ROLE_RHETORIC = 0, /* counted only */
  ROLE_VALENCE = 1,  /* signed; negation turns it */
  ROLE_HOSTILITY = 2,
  ROLE_NEGATOR = 3,   /* weight: factor on what follows in its scope, 0: not a negator after all */
  ROLE_INTENSITY = 4, /* weight: factor on the next words, above or below 1 */
  ROLE_CONTRAST =
      5, /* weight above 1: factor on what follows, its inverse on what went before; below 1: on
                           what follows in its own clause */
  ROLE_IRREALIS = 6,    /* weight: factor on what follows in its clause */
  ROLE_SCARE_QUOTE = 7, /* what follows is put in the adversary's mouth */
  ROLE_CAUSE = 8,       /* what is fought without an enemy */
  ROLE_SPORTS = 9,      /* where violent words are harmless */
  ROLE_REPORTING = 10,
  ROLE_ACTOR = 11,
  ROLE_ATTRIBUTION = 12, /* words that tell who says what: extract/lingo.h; never a feature */
  N_LEXICON_ROLES = 13
} lexicon_role;

const char *lexicon_role_name(lexicon_role role);
/* LEXICON_NONE when there is no such role. */
uint32_t lexicon_role_find(const char *name, size_t size);
/* Whether the rules use the category up, rather than its being counted. */
bool lexicon_role_is_shifter(lexicon_role role);

typedef enum symbol_kind { SYMBOL_FORM = 'f', SYMBOL_STEM = 's', SYMBOL_PREFIX = 'p' } symbol_kind;

typedef struct lexicon_category {
  uint32_t name, measures; /* in strings */
  uint32_t role;           /* lexicon_role */
  uint32_t n_patterns;
} lexicon_category;

typedef struct lexicon_pattern {
  uint32_t category;
  float weight;
  float sd;       /* of the raters, 0: unknown */
  uint32_t text;  /* in strings: an actor's canonical name, or the note; 0: none */
  uint32_t first; /* in parts */
  uint32_t n;     /* parts: symbols and gaps */
} lexicon_pattern;

typedef struct lexicon_symbol {
  uint32_t key, key_size; /* in strings */
  uint32_t kind;          /* symbol_kind */
  uint32_t first, n;      /* in entries: terms of this one word */
  uint32_t node;          /* where phrases that begin with it continue; 0: none do */
  uint64_t parents;       /* lexicon_bit of each node that it leads on from */
} lexicon_symbol;

typedef struct lexicon_node { /* small, for it is looked at in passing */
  uint32_t first;             /* in entries: terms that end here */
  uint32_t gap;               /* the node after a gap; 0: none */
  /* its first term: it seldom has a second, and the table of patterns is far away */
  uint32_t pattern;
  uint16_t category; /* of the first term */
  uint16_t n;        /* terms that end here: one of each category at most */
  uint64_t edges;    /* lexicon_bit of each symbol that leads on */
} lexicon_node;

typedef struct lexicon_edge {
  uint32_t node, symbol;
  uint32_t child; /* 0: empty slot; always above node, so that there is no way round in circles */
} lexicon_edge;

struct tenor_lexicon {
  tenor_blob blob;
  unsigned char *owned; /* NULL: the bytes belong to a model */
  const char *strings;  /* [n_strings]; terminated; offset 0 is "" */
  size_t n_strings;
  const lexicon_category *categories; /* [n_categories] */
  size_t n_categories;
  const lexicon_pattern *patterns; /* [n_patterns] */
  size_t n_patterns;
  const uint32_t *parts; /* [n_parts] symbols or LEXICON_GAP */
  size_t n_parts;
  const uint32_t *entries; /* [n_entries] patterns */
  size_t n_entries;
  const lexicon_symbol *symbols; /* [n_symbols] */
  size_t n_symbols;
  const uint32_t *symbol_slots; /* [n_symbol_slots] symbol + 1; 0: empty; a power of two */
  size_t n_symbol_slots;
  const lexicon_node *nodes; /* [n_nodes]; node 0 is none */
  size_t n_nodes;
  const lexicon_edge *edges; /* [n_edge_slots] a hash table; a power of two */
  size_t n_edge_slots;
  uint64_t digest;
};

/* Checks the blob in borrowed memory down to each index. Errors: FORMAT. */
tenor_status lexicon_open(struct tenor_lexicon *lexicon, const void *bytes, size_t size,
                          tenor_error *error);

/* The symbol with that key, or LEXICON_NONE. */
uint32_t lexicon_symbol_find(const struct tenor_lexicon *lexicon, symbol_kind kind, const char *key,
                             size_t size);
/* A symbol's or node's bit in a filter of 64 (Bloom 1970). An edge can only be there if the node's filter has the
 * symbol and the symbol's has the node. "The" leads on by hundreds of words and "of" from hundreds, but seldom
 * both at once: nearly every look-up that would fail is spared. */
static inline uint64_t lexicon_bit(uint32_t id) {
  return UINT64_C(1) << (id * UINT32_C(0x9E3779B1) >> 26);
}

static inline size_t lexicon_edge_slot(const struct tenor_lexicon *lexicon, uint32_t node,
                                       uint32_t symbol) {
  return (size_t)bytes_hash_pair(node, symbol) & (lexicon->n_edge_slots - 1);
}

/* The node reached from `node` by `symbol`; 0: none. */
static inline uint32_t lexicon_edge_find(const struct tenor_lexicon *lexicon, uint32_t node,
                                         uint32_t symbol) {
  const size_t mask = lexicon->n_edge_slots - 1;
  size_t slot = lexicon_edge_slot(lexicon, node, symbol);
  for (; lexicon->edges[slot].child != 0; slot = (slot + 1) & mask)
    if (lexicon->edges[slot].node == node && lexicon->edges[slot].symbol == symbol)
      return lexicon->edges[slot].child;
  return 0;
}

/* Hashes that builder and reader share. */
uint64_t lexicon_symbol_hash(symbol_kind kind, const char *key, size_t size);

static inline const char *lexicon_category_name(const struct tenor_lexicon *lexicon,
                                                uint32_t category) {
  return lexicon->strings + lexicon->categories[category].name;
}
/* LEXICON_NONE when there is none of that name. */
uint32_t lexicon_category_find(const struct tenor_lexicon *lexicon, const char *name);

#endif
