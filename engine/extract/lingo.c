/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/lingo.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "feature/lexicon.h"

static const char *const names[N_LINGO_CLASSES] = {
#define LINGO_NAME(id, name) name,
    LINGO_CLASSES(LINGO_NAME)
#undef LINGO_NAME
};

void lingo_init(lingo *words) {
  memset(words, 0, sizeof *words);
  intern_init(&words->forms);
}

void lingo_finish(lingo *words) {
  intern_finish(&words->forms);
  free(words->classes);
}

/* The bits of the classes that a note names; words that it uses otherwise are passed over. */
static uint64_t read_note(const char *note) {
  uint64_t classes = 0;
  while (*note) {
    const size_t size = strcspn(note, " ");
    for (size_t i = 0; i < N_LINGO_CLASSES; i++)
      if (strlen(names[i]) == size && memcmp(names[i], note, size) == 0)
        classes |= UINT64_C(1) << i;
    note += size;
    note += strspn(note, " ");
  }
  return classes;
}

static tenor_status add(lingo *words, const char *form, uint64_t classes) {
  uint32_t id;
  const size_t known = words->forms.n;
  TRY(intern_add(&words->forms, form, strlen(form), &id));
  TRY(tenor_grow(&words->classes, &words->capacity, words->forms.n, sizeof *words->classes));
  words->classes[id] = classes | (id < known ? words->classes[id] : 0);
  return TENOR_OK;
}

tenor_status lingo_read(lingo *words, const tenor_lexicon *lexicon) {
  uint64_t all = 0;
  tenor_entry entry;
  for (uint32_t i = 0; i < tenor_lexicon_n_entries(lexicon); i++) {
    if (lexicon->categories[lexicon->patterns[i].category].role != ROLE_ATTRIBUTION) continue;
    tenor_lexicon_entry(lexicon, i, &entry);
    const uint64_t classes = read_note(entry.text);
    TRY(add(words, entry.term, classes));
    all |= classes;
  }
  return all & LINGO_VERB ? TENOR_OK : TENOR_ERR_ARG;
}

uint64_t lingo_classes(const lingo *words, const char *form, size_t size) {
  const uint32_t id = intern_find(&words->forms, form, size);
  return id == INTERN_NONE ? 0 : words->classes[id];
}
