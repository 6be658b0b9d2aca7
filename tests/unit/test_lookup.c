/* SPDX-License-Identifier: Apache-2.0 */
/* The look-up of entries: what it says counts must be what matching finds, on any text. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/rng.h"
#include "feature/match.h"
#include "tempfile.h"

static const char *const terms =
    "# role: hostility\nzob\t1\nzob~\t2\nzob*\t3\nfrind\t1\nfrind zob\t2\nfrind * zob\t1.5\nfrind~ "
    "zob\t0\nzob frind zob\t4\n"
    "plonk frind\t0\nplonk * frind~\t2\nzob plonk\t1\nfrind frind frind\t2\n";

static tenor_lexicon *lexicon_of(const char *content) {
  tenor_lexicon *lexicon = NULL;
  tenor_error error = {0};
  tempfile file = tempfile_new("test.tsv");
  const char *const folders[] = {file.folder};
  tempfile_write(&file, content, strlen(content));
  cr_assert_eq(tenor_lexicon_read(&lexicon, NULL, folders, 1, NULL, NULL, &error), TENOR_OK, "%s",
               error.message);
  tempfile_remove(&file);
  return lexicon;
}

/* The matches of the text that match.c finds. */
typedef struct matching {
  token_list tokens;
  word_memo memo;
  match_list matches;
} matching;

static void match_text(matching *m, const tenor_lexicon *lexicon, const char *text) {
  uint32_t ids[256];
  token_list_init(&m->tokens);
  match_list_init(&m->matches);
  cr_assert_eq(memo_init(&m->memo, lexicon, NULL), TENOR_OK);
  cr_assert_eq(token_list_read(&m->tokens, tenor_text_of(text)), TENOR_OK);
  for (size_t i = 0; i < m->tokens.n; i++) {
    const token *t = &m->tokens.tokens[i];
    cr_assert_eq(
        memo_find(&m->memo, token_form(&m->tokens, i), t->size, (token_kind)t->kind, &ids[i]),
        TENOR_OK);
  }
  cr_assert_eq(match_list_find(&m->matches, &m->tokens, &m->memo, ids), TENOR_OK);
}

static void matching_finish(matching *m) {
  match_list_finish(&m->matches);
  memo_finish(&m->memo);
  token_list_finish(&m->tokens);
}

static void compare(tenor_lookup *lookup, const tenor_lexicon *lexicon, const char *text) {
  matching m;
  const tenor_hit *hits;
  size_t n, k = 0;
  match_text(&m, lexicon, text);
  cr_assert_eq(tenor_lookup_text(lookup, tenor_text_of(text), &hits, &n), TENOR_OK);
  for (size_t i = 0; i < n; i++) {
    if (hits[i].effect != TENOR_HIT_COUNTS) continue;
    cr_assert_lt(k, m.matches.n, "more counts than matches in: %s", text);
    const match *one = &m.matches.matches[k++];
    cr_assert_eq(hits[i].entry, one->pattern, "another entry in: %s", text);
    cr_assert_eq(hits[i].begin, m.tokens.tokens[one->begin].begin);
    cr_assert_eq(hits[i].end, m.tokens.tokens[one->end - 1].end);
  }
  cr_assert_eq(k, m.matches.n, "fewer counts than matches in: %s", text);
  matching_finish(&m);
}

Test(lookup, says_that_exactly_the_matches_count) {
  static const char *const words[] = {"zob",   "zobs", "zobbing", "frind", "frinds",
                                      "plonk", "the",  "of",      ",",     "."};
  tenor_lexicon *lexicon = lexicon_of(terms);
  tenor_lookup *lookup = NULL;
  tenor_rng rng = {7};
  cr_assert_eq(tenor_lookup_new(&lookup, lexicon, NULL), TENOR_OK);
  for (int i = 0; i < 4000; i++) {
    char text[256] = "";
    for (uint64_t k = rng_below(&rng, 16) + 1; k > 0; k--) {
      strcat(text, words[rng_below(&rng, 10)]);
      strcat(text, " ");
    }
    compare(lookup, lexicon, text);
  }
  tenor_lookup_free(&lookup);
  tenor_lexicon_free(&lexicon);
}

Test(lookup, shows_what_is_hidden_and_what_blocks) {
  tenor_lexicon *lexicon = lexicon_of("labour force\t0\nforce\t1\n");
  tenor_lookup *lookup = NULL;
  const tenor_hit *hits;
  size_t n;
  cr_assert_eq(tenor_lookup_new(&lookup, lexicon, NULL), TENOR_OK);
  cr_assert_eq(tenor_lookup_text(lookup, tenor_text_of("The labour force."), &hits, &n), TENOR_OK);
  cr_assert_eq(n, 2u);
  cr_assert_eq(hits[0].effect, TENOR_HIT_BLOCKS);
  cr_assert_eq(hits[0].begin, 4u);
  cr_assert_eq(hits[0].end, 16u);
  cr_assert_eq(hits[1].effect, TENOR_HIT_HIDDEN);
  tenor_lookup_free(&lookup);
  tenor_lexicon_free(&lexicon);
}

Test(lookup, writes_terms_as_entries_have_them) {
  static const struct {
    const char *term, *written;
  } cases[] = {{"So-called", "so called"},
               {"threaten~ us", "threaten~ us"},
               {"don't  zob*", "do not zob*"},
               {"pay * price", "pay * price"},
               {"happy~", "happi~"}};
  tenor_lookup *lookup = NULL;
  const char *problem;
  char written[TENOR_TERM_BYTES];
  cr_assert_eq(tenor_lookup_new(&lookup, NULL, NULL), TENOR_OK);
  for (int round = 0; round < 2; round++) /* a term seen before is written the same */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
      cr_assert_eq(tenor_lookup_term(lookup, tenor_text_of(cases[i].term), written, &problem),
                   TENOR_OK);
      cr_assert_null(problem);
      cr_assert_str_eq(written, cases[i].written);
    }
  tenor_lookup_free(&lookup);
}

Test(lookup, says_why_a_term_can_be_none) {
  static const char *const bad[] = {"", "...", "ab*", "* zob", "zob *", "a b c d e f g h i"};
  tenor_lookup *lookup = NULL;
  const char *problem;
  char written[TENOR_TERM_BYTES];
  cr_assert_eq(tenor_lookup_new(&lookup, NULL, NULL), TENOR_OK);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    cr_assert_eq(tenor_lookup_term(lookup, tenor_text_of(bad[i]), written, &problem), TENOR_OK);
    cr_assert_not_null(problem, "%s", bad[i]);
  }
  tenor_lookup_free(&lookup);
}
