/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/lexicon_entry.h"

#include <string.h>

void term_writer_init(term_writer *w, char term[TENOR_TERM_BYTES]) {
  *w = (term_writer){term, 0};
  term[0] = '\0';
}

static void add(term_writer *w, const char *word, size_t size, const char *marker) {
  const size_t n = strlen(marker), blank = w->used > 0;
  if (size + n + blank + 1 > TENOR_TERM_BYTES - w->used) return;
  if (blank) w->term[w->used++] = ' ';
  if (size > 0) memcpy(w->term + w->used, word, size);
  memcpy(w->term + w->used + size, marker, n + 1);
  w->used += size + n;
}

void term_writer_word(term_writer *w, symbol_kind kind, const char *key, size_t size) {
  add(w, key, size, kind == SYMBOL_STEM ? "~" : kind == SYMBOL_PREFIX ? "*" : "");
}

void term_writer_gap(term_writer *w) {
  add(w, NULL, 0, "*");
}

uint32_t tenor_lexicon_n_entries(const tenor_lexicon *lexicon) {
  return (uint32_t)lexicon->n_patterns;
}

void tenor_lexicon_entry(const tenor_lexicon *lexicon, uint32_t index, tenor_entry *entry) {
  const lexicon_pattern *p = &lexicon->patterns[index];
  term_writer w;
  term_writer_init(&w, entry->term);
  entry->category = p->category;
  entry->weight = (double)p->weight;
  entry->sd = (double)p->sd;
  entry->text = lexicon->strings + p->text;
  for (uint32_t i = 0; i < p->n; i++) {
    const uint32_t part = lexicon->parts[p->first + i];
    if (part == LEXICON_GAP) {
      term_writer_gap(&w);
    } else {
      const lexicon_symbol *s = &lexicon->symbols[part];
      term_writer_word(&w, (symbol_kind)s->kind, lexicon->strings + s->key, s->key_size);
    }
  }
}
