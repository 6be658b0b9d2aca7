/* SPDX-License-Identifier: Apache-2.0 */
/* The shipped word lists, and an article read with them. */
#ifndef TENOR_TESTS_EXTRACT_FIXTURE_H
#define TENOR_TESTS_EXTRACT_FIXTURE_H

#include <criterion/criterion.h>

#include "extract/roster.h"
#include "tsv_folder.h"

#ifndef TENOR_LISTS
#error "TENOR_LISTS must name lexicons/en/attribution"
#endif

typedef struct extract_fixture {
  tenor_lexicon *lexicon;
  lingo *words;
  reading article;
} extract_fixture;

/* The lists of attribution, and a handful of actors. */
static inline tenor_lexicon *extract_lexicon(void) {
  const tsv_folder folder = tsv_folder_new();
  tsv_folder_put(&folder, "actors.tsv",
                 "# role: actor\n"
                 "russia\tRUS\tstate\n"
                 "moscow\tRUS\tcapital\n"
                 "russian\tRUS\tdemonym\n"
                 "north korea\tPRK\tstate\n"
                 "north korean\tPRK\tdemonym\n"
                 "kim jong un\tKim Jong Un\tperson\tPRK\n"
                 "xinhua\tXinhua\tagency\trelay; CHN\n");
  const char *const paths[] = {folder.path, TENOR_LISTS};
  tenor_lexicon *lexicon = NULL;
  tenor_error error = {0};
  cr_assert_eq(tenor_lexicon_read(&lexicon, NULL, paths, 2, tsv_no_finding, NULL, &error), TENOR_OK,
               "%s", error.message);
  tsv_folder_remove(&folder);
  return lexicon;
}

static inline extract_fixture extract_fixture_new(const char *article) {
  extract_fixture f = {.lexicon = extract_lexicon()};
  f.words = malloc(sizeof *f.words); /* a place that stays: the reading borrows it */
  cr_assert(f.words);
  lingo_init(f.words);
  cr_assert_eq(lingo_read(f.words, f.lexicon), TENOR_OK);
  cr_assert_eq(reading_init(&f.article, f.lexicon), TENOR_OK);
  cr_assert_eq(reading_read(&f.article, f.words, tenor_text_of(article)), TENOR_OK);
  return f;
}

static inline void extract_fixture_finish(extract_fixture *f) {
  reading_finish(&f->article);
  lingo_finish(f->words);
  free(f->words);
  tenor_lexicon_free(&f->lexicon);
}

/* The lexeme of the n-th word of that form, from 0. */
static inline uint32_t extract_find(const reading *r, const char *form, unsigned n) {
  for (uint32_t i = 0; i < r->n; i++)
    if (reading_is(r, i, form) && n-- == 0) return i;
  cr_assert(false, "there is no '%s'", form);
  return READING_NONE;
}

/* Whether the lexemes [begin, end) are written so. */
static inline void extract_expect(const reading *r, uint32_t begin, uint32_t end,
                                  const char *wanted) {
  const uint32_t from = r->lexemes[begin].begin, to = r->lexemes[end - 1].end;
  cr_expect(strlen(wanted) == to - from && memcmp(r->text + from, wanted, to - from) == 0,
            "'%.*s', not '%s'", (int)(to - from), r->text + from, wanted);
}

#endif
