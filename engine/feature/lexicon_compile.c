/* SPDX-License-Identifier: Apache-2.0 */
/* The second half of the builder: patterns to indexes (symbol table, trie of phrases), all in one blob. */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "feature/lexicon_builder.h"
#include "feature/lexicon_tags.h"

typedef struct compilation {
  const lexicon_builder *builder;
  size_t n_symbols, n_parts;
  lexicon_category *categories; /* [builder->n_categories] */
  lexicon_pattern *patterns;    /* [builder->n_patterns] */
  uint32_t *parts;              /* [n_parts] */
  uint32_t *entries;            /* [builder->n_patterns] patterns, grouped by symbol or node */
  lexicon_symbol *symbols;      /* [n_symbols] */
  uint32_t *symbol_slots;       /* [n_symbol_slots] */
  uint32_t n_symbol_slots;
  lexicon_node *nodes; /* [n_nodes] */
  size_t n_nodes, nodes_capacity;
  lexicon_edge *edges; /* [n_edge_slots] */
  uint32_t n_edge_slots;
  uint32_t *end_node; /* [builder->n_patterns] where a phrase ends; 0: a single word */
} compilation;

static void compilation_finish(compilation *c) {
  free(c->categories);
  free(c->patterns);
  free(c->parts);
  free(c->entries);
  free(c->symbols);
  free(c->symbol_slots);
  free(c->nodes);
  free(c->edges);
  free(c->end_node);
}

static tenor_status compilation_init(compilation *c, const lexicon_builder *b) {
  memset(c, 0, sizeof *c);
  c->builder = b;
  c->n_symbols = b->symbol_keys.n;
  for (size_t i = 0; i < b->n_patterns; i++) c->n_parts += b->patterns[i].n;
  c->n_symbol_slots = bytes_table_size((uint32_t)c->n_symbols);
  c->n_edge_slots = bytes_table_size((uint32_t)c->n_parts);
  c->categories = calloc(b->n_categories + 1, sizeof *c->categories);
  c->patterns = calloc(b->n_patterns + 1, sizeof *c->patterns);
  c->parts = calloc(c->n_parts + 1, sizeof *c->parts);
  c->entries = calloc(b->n_patterns + 1, sizeof *c->entries);
  c->symbols = calloc(c->n_symbols + 1, sizeof *c->symbols);
  c->symbol_slots = calloc(c->n_symbol_slots, sizeof *c->symbol_slots);
  c->edges = calloc(c->n_edge_slots, sizeof *c->edges);
  c->end_node = calloc(b->n_patterns + 1, sizeof *c->end_node);
  if (!c->categories || !c->patterns || !c->parts || !c->entries || !c->symbols ||
      !c->symbol_slots || !c->edges || !c->end_node)
    return TENOR_ERR_MEMORY;
  return TENOR_OK;
}

/* ---- content ----------------------------------------------------------------------------------------- */

static void write_content(compilation *c) {
  const lexicon_builder *b = c->builder;
  const uint32_t *starts = b->strings.starts;
  for (size_t i = 0; i < b->n_categories; i++)
    c->categories[i] =
        (lexicon_category){starts[b->categories[i].name], starts[b->categories[i].measures],
                           b->categories[i].role, b->categories[i].n_patterns};
  size_t part = 0;
  for (size_t i = 0; i < b->n_patterns; i++) {
    const builder_pattern *p = &b->patterns[i];
    c->patterns[i] = (lexicon_pattern){p->category,     (float)p->weight, (float)p->sd,
                                       starts[p->text], (uint32_t)part,   p->n};
    memcpy(c->parts + part, p->parts, p->n * sizeof *p->parts);
    part += p->n;
  }
}

static void write_symbols(compilation *c) {
  const lexicon_builder *b = c->builder;
  const size_t mask = c->n_symbol_slots - 1;
  for (size_t i = 0; i < c->n_symbols; i++) {
    size_t size;
    const char *key = intern_string(&b->strings, b->symbols[i].key, &size);
    c->symbols[i].key = b->strings.starts[b->symbols[i].key];
    c->symbols[i].key_size = (uint32_t)size;
    c->symbols[i].kind = (uint32_t)b->symbols[i].kind;
    size_t slot = (size_t)lexicon_symbol_hash(b->symbols[i].kind, key, size) & mask;
    while (c->symbol_slots[slot] != 0) slot = (slot + 1) & mask;
    c->symbol_slots[slot] = (uint32_t)i + 1;
  }
}

/* ---- trie -------------------------------------------------------------------------------------------- */

static tenor_status new_node(compilation *c, uint32_t *node) {
  TRY(tenor_grow(&c->nodes, &c->nodes_capacity, c->n_nodes + 1, sizeof *c->nodes));
  c->nodes[c->n_nodes] = (lexicon_node){0};
  *node = (uint32_t)c->n_nodes++;
  return TENOR_OK;
}

static tenor_status follow_edge(compilation *c, uint32_t node, uint32_t symbol, uint32_t *child) {
  const size_t mask = c->n_edge_slots - 1;
  size_t slot = (size_t)bytes_hash_pair(node, symbol) & mask;
  for (; c->edges[slot].child != 0; slot = (slot + 1) & mask)
    if (c->edges[slot].node == node && c->edges[slot].symbol == symbol) {
      *child = c->edges[slot].child;
      return TENOR_OK;
    }
  TRY(new_node(c, child));
  c->edges[slot] = (lexicon_edge){node, symbol, *child};
  c->nodes[node].edges |= lexicon_bit(symbol);
  c->symbols[symbol].parents |= lexicon_bit(node);
  return TENOR_OK;
}

/* The table was made for terms that share nothing; one of the size that is needed has more of itself in the cache. */
static tenor_status fit_edges(compilation *c) {
  const uint32_t n_slots = bytes_table_size((uint32_t)c->n_nodes);
  if (n_slots >= c->n_edge_slots) return TENOR_OK;
  lexicon_edge *edges = calloc(n_slots, sizeof *edges);
  if (!edges) return TENOR_ERR_MEMORY;
  for (uint32_t i = 0; i < c->n_edge_slots; i++) {
    if (c->edges[i].child == 0) continue;
    size_t slot = (size_t)bytes_hash_pair(c->edges[i].node, c->edges[i].symbol) & (n_slots - 1);
    while (edges[slot].child != 0) slot = (slot + 1) & (n_slots - 1);
    edges[slot] = c->edges[i];
  }
  free(c->edges);
  c->edges = edges;
  c->n_edge_slots = n_slots;
  return TENOR_OK;
}

static tenor_status insert_phrase(compilation *c, size_t pattern) {
  const builder_pattern *p = &c->builder->patterns[pattern];
  lexicon_symbol *first = &c->symbols[p->parts[0]];
  if (first->node == 0) TRY(new_node(c, &first->node));
  uint32_t node = first->node;
  for (uint32_t i = 1; i < p->n; i++) {
    uint32_t next = 0;
    if (p->parts[i] != LEXICON_GAP) {
      TRY(follow_edge(c, node, p->parts[i], &next));
    } else if (c->nodes[node].gap != 0) {
      next = c->nodes[node].gap;
    } else {
      TRY(new_node(c, &next));
      c->nodes[node].gap = next;
    }
    node = next;
  }
  c->end_node[pattern] = node;
  return TENOR_OK;
}

/* Groups the patterns by the symbol or node at which they end: a counting sort. */
static void write_entries(compilation *c) {
  const lexicon_builder *b = c->builder;
  for (size_t i = 0; i < b->n_patterns; i++) {
    if (c->end_node[i] != 0)
      c->nodes[c->end_node[i]].n++;
    else
      c->symbols[b->patterns[i].parts[0]].n++;
  }
  uint32_t at = 0;
  for (size_t i = 0; i < c->n_symbols; i++) {
    c->symbols[i].first = at;
    at += c->symbols[i].n;
    c->symbols[i].n = 0;
  }
  for (size_t i = 0; i < c->n_nodes; i++) {
    c->nodes[i].first = at;
    at += c->nodes[i].n;
    c->nodes[i].n = 0;
  }
  for (size_t i = 0; i < b->n_patterns; i++) {
    if (c->end_node[i] != 0) {
      lexicon_node *node = &c->nodes[c->end_node[i]];
      c->entries[node->first + node->n++] = (uint32_t)i;
      if (node->n == 1)
        node->pattern = (uint32_t)i, node->category = (uint16_t)b->patterns[i].category;
    } else {
      lexicon_symbol *symbol = &c->symbols[b->patterns[i].parts[0]];
      c->entries[symbol->first + symbol->n++] = (uint32_t)i;
    }
  }
}

static tenor_status compile(compilation *c) {
  write_content(c);
  write_symbols(c);
  uint32_t none;
  TRY(new_node(c, &none));
  for (size_t i = 0; i < c->builder->n_patterns; i++)
    if (c->builder->patterns[i].n > 1) TRY(insert_phrase(c, i));
  write_entries(c);
  return fit_edges(c);
}

static tenor_status write_blob(const compilation *c, unsigned char **bytes, size_t *size) {
  const lexicon_builder *b = c->builder;
  blob_builder out;
  blob_builder_init(&out);
  blob_builder_add(&out, TAG_STRINGS, 1, b->strings.bytes, b->strings.n_bytes);
  blob_builder_add(&out, TAG_CATEGORIES, sizeof *c->categories, c->categories, b->n_categories);
  blob_builder_add(&out, TAG_PATTERNS, sizeof *c->patterns, c->patterns, b->n_patterns);
  blob_builder_add(&out, TAG_PARTS, sizeof *c->parts, c->parts, c->n_parts);
  blob_builder_add(&out, TAG_ENTRIES, sizeof *c->entries, c->entries, b->n_patterns);
  blob_builder_add(&out, TAG_SYMBOLS, sizeof *c->symbols, c->symbols, c->n_symbols);
  blob_builder_add(&out, TAG_SYMBOL_SLOTS, sizeof *c->symbol_slots, c->symbol_slots,
                   c->n_symbol_slots);
  blob_builder_add(&out, TAG_NODES, sizeof *c->nodes, c->nodes, c->n_nodes);
  blob_builder_add(&out, TAG_EDGES, sizeof *c->edges, c->edges, c->n_edge_slots);
  return blob_build(&out, bytes, size);
}

tenor_status lexicon_builder_build(lexicon_builder *builder, tenor_lexicon **lexicon,
                                   tenor_error *error) {
  *lexicon = NULL;
  compilation c;
  unsigned char *bytes = NULL;
  size_t size = 0;
  tenor_lexicon *made = NULL;
  tenor_status status = compilation_init(&c, builder);
  if (status >= 0) status = compile(&c);
  if (status >= 0) status = write_blob(&c, &bytes, &size);
  compilation_finish(&c);
  if (status >= 0 && !(made = malloc(sizeof *made))) status = TENOR_ERR_MEMORY;
  if (status == TENOR_ERR_MEMORY) tenor_error_memory(error);
  if (status >= 0) status = lexicon_open(made, bytes, size, error);
  if (status < 0) {
    free(made);
    free(bytes);
    return status;
  }
  made->owned = bytes;
  *lexicon = made;
  return TENOR_OK;
}
