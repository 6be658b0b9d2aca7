/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "feature/lexicon_tags.h"

static const struct {
  const char *name;
  bool shifter;
} roles[N_LEXICON_ROLES] = {
    [ROLE_RHETORIC] = {"rhetoric", false},
    [ROLE_VALENCE] = {"valence", false},
    [ROLE_HOSTILITY] = {"hostility", false},
    [ROLE_NEGATOR] = {"negator", true},
    [ROLE_INTENSITY] = {"intensity", true},
    [ROLE_CONTRAST] = {"contrast", true},
    [ROLE_IRREALIS] = {"irrealis", true},
    [ROLE_SCARE_QUOTE] = {"scare_quote", false},
    [ROLE_CAUSE] = {"cause", false},
    [ROLE_SPORTS] = {"sports", false},
    [ROLE_REPORTING] = {"reporting", false},
    [ROLE_ACTOR] = {"actor", false},
    [ROLE_ATTRIBUTION] = {"attribution", true},
};

const char *lexicon_role_name(lexicon_role role) {
  return roles[role].name;
}

uint32_t lexicon_role_find(const char *name, size_t size) {
  for (uint32_t i = 0; i < N_LEXICON_ROLES; i++)
    if (strlen(roles[i].name) == size && memcmp(roles[i].name, name, size) == 0) return i;
  return LEXICON_NONE;
}

bool lexicon_role_is_shifter(lexicon_role role) {
  return roles[role].shifter;
}

/* ---- look-ups ---------------------------------------------------------------------------------------- */

uint64_t lexicon_symbol_hash(symbol_kind kind, const char *key, size_t size) {
  return XXH3_64bits_withSeed(key, size, (XXH64_hash_t)kind);
}

uint32_t lexicon_symbol_find(const tenor_lexicon *lexicon, symbol_kind kind, const char *key,
                             size_t size) {
  const size_t mask = lexicon->n_symbol_slots - 1;
  size_t slot = (size_t)lexicon_symbol_hash(kind, key, size) & mask;
  for (; lexicon->symbol_slots[slot] != 0; slot = (slot + 1) & mask) {
    const uint32_t id = lexicon->symbol_slots[slot] - 1;
    const lexicon_symbol *symbol = &lexicon->symbols[id];
    if (symbol->kind == (uint32_t)kind && symbol->key_size == size &&
        memcmp(lexicon->strings + symbol->key, key, size) == 0)
      return id;
  }
  return LEXICON_NONE;
}

uint32_t lexicon_category_find(const tenor_lexicon *lexicon, const char *name) {
  for (uint32_t i = 0; i < lexicon->n_categories; i++)
    if (strcmp(lexicon_category_name(lexicon, i), name) == 0) return i;
  return LEXICON_NONE;
}

/* ---- checks ------------------------------------------------------------------------------------------ */

static bool string_is_inside(const tenor_lexicon *lexicon, uint32_t offset) {
  return offset < lexicon->n_strings; /* the last byte of strings is 0: each string ends inside */
}

static bool range_is_inside(uint32_t first, uint32_t n, size_t count) {
  return first <= count && n <= count - first;
}

static bool is_power_of_two(size_t n) {
  return n > 0 && (n & (n - 1)) == 0;
}

static bool categories_are_sound(const tenor_lexicon *lexicon) {
  if (lexicon->n_categories > LEXICON_MAX_CATEGORIES) return false;
  for (size_t i = 0; i < lexicon->n_categories; i++) {
    const lexicon_category *c = &lexicon->categories[i];
    if (!string_is_inside(lexicon, c->name) || !string_is_inside(lexicon, c->measures) ||
        c->role >= N_LEXICON_ROLES)
      return false;
    for (size_t k = 0; k < i; k++) /* a layout has one block for each name */
      if (strcmp(lexicon->strings + lexicon->categories[k].name, lexicon->strings + c->name) == 0)
        return false;
  }
  return true;
}

static bool patterns_are_sound(const tenor_lexicon *lexicon) {
  for (size_t i = 0; i < lexicon->n_patterns; i++) {
    const lexicon_pattern *p = &lexicon->patterns[i];
    if (p->category >= lexicon->n_categories || !string_is_inside(lexicon, p->text) ||
        !range_is_inside(p->first, p->n, lexicon->n_parts) || p->n == 0 ||
        lexicon->parts[p->first] == LEXICON_GAP || !(p->weight >= -100 && p->weight <= 100) ||
        !(p->sd >= 0 && p->sd <= 100))
      return false;
  }
  for (size_t i = 0; i < lexicon->n_parts; i++)
    if (lexicon->parts[i] >= lexicon->n_symbols && lexicon->parts[i] != LEXICON_GAP) return false;
  for (size_t i = 0; i < lexicon->n_entries; i++)
    if (lexicon->entries[i] >= lexicon->n_patterns) return false;
  return true;
}

static bool symbols_are_sound(const tenor_lexicon *lexicon) {
  for (size_t i = 0; i < lexicon->n_symbols; i++) {
    const lexicon_symbol *s = &lexicon->symbols[i];
    if (!range_is_inside(s->key, s->key_size, lexicon->n_strings) ||
        !range_is_inside(s->first, s->n, lexicon->n_entries) || s->node >= lexicon->n_nodes)
      return false;
  }
  size_t empty = 0;
  for (size_t i = 0; i < lexicon->n_symbol_slots; i++) {
    if (lexicon->symbol_slots[i] > lexicon->n_symbols) return false;
    empty += lexicon->symbol_slots[i] == 0;
  }
  return is_power_of_two(lexicon->n_symbol_slots) && empty > 0;
}

/* A node repeats which is its first term, and of what category. */
static bool first_term_is_sound(const tenor_lexicon *lexicon, const lexicon_node *n) {
  return n->n == 0 || (n->pattern == lexicon->entries[n->first] &&
                       n->category == lexicon->patterns[n->pattern].category);
}

static bool trie_is_sound(const tenor_lexicon *lexicon) {
  for (size_t i = 0; i < lexicon->n_nodes; i++) {
    const lexicon_node *n = &lexicon->nodes[i];
    if (!range_is_inside(n->first, n->n, lexicon->n_entries) || !first_term_is_sound(lexicon, n) ||
        (n->gap != 0 && (n->gap >= lexicon->n_nodes || n->gap <= i)))
      return false;
  }
  size_t empty = 0;
  for (size_t i = 0; i < lexicon->n_edge_slots; i++) {
    const lexicon_edge *e = &lexicon->edges[i];
    empty += e->child == 0;
    if (e->child != 0 && (e->child >= lexicon->n_nodes || e->child <= e->node)) return false;
  }
  return lexicon->n_nodes > 0 && is_power_of_two(lexicon->n_edge_slots) && empty > 0;
}

tenor_status lexicon_open(tenor_lexicon *lexicon, const void *bytes, size_t size,
                          tenor_error *error) {
  memset(lexicon, 0, sizeof *lexicon);
  TRY(blob_open(&lexicon->blob, bytes, size, error));
#define ARRAY(tag, field, count)                                                                \
  TRY(blob_array(&lexicon->blob, tag, sizeof *lexicon->field, &lexicon->field, &lexicon->count, \
                 error))
  ARRAY(TAG_STRINGS, strings, n_strings);
  ARRAY(TAG_CATEGORIES, categories, n_categories);
  ARRAY(TAG_PATTERNS, patterns, n_patterns);
  ARRAY(TAG_PARTS, parts, n_parts);
  ARRAY(TAG_ENTRIES, entries, n_entries);
  ARRAY(TAG_SYMBOLS, symbols, n_symbols);
  ARRAY(TAG_SYMBOL_SLOTS, symbol_slots, n_symbol_slots);
  ARRAY(TAG_NODES, nodes, n_nodes);
  ARRAY(TAG_EDGES, edges, n_edge_slots);
#undef ARRAY
  if (lexicon->n_strings == 0 || lexicon->strings[0] != '\0' ||
      lexicon->strings[lexicon->n_strings - 1] != '\0' || !categories_are_sound(lexicon) ||
      !patterns_are_sound(lexicon) || !symbols_are_sound(lexicon) || !trie_is_sound(lexicon))
    return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "the lexicon's indexes are broken");
  lexicon->digest = bytes_hash(bytes, size);
  return TENOR_OK;
}

/* ---- public face ------------------------------------------------------------------------------------- */

void tenor_lexicon_free(tenor_lexicon **lexicon) {
  if (!lexicon || !*lexicon) return;
  free((*lexicon)->owned);
  free(*lexicon);
  *lexicon = NULL;
}

uint32_t tenor_lexicon_n_categories(const tenor_lexicon *lexicon) {
  return (uint32_t)lexicon->n_categories;
}

void tenor_lexicon_category(const tenor_lexicon *lexicon, uint32_t index,
                            tenor_category *category) {
  const lexicon_category *c = &lexicon->categories[index];
  category->name = lexicon->strings + c->name;
  category->measures = lexicon->strings + c->measures;
  category->role = lexicon_role_name((lexicon_role)c->role);
  category->n_entries = c->n_patterns;
}

uint64_t tenor_lexicon_digest(const tenor_lexicon *lexicon) {
  return lexicon->digest;
}
