/* SPDX-License-Identifier: Apache-2.0 */
/* Terms in texts: words, stems, prefixes, phrases, gaps; who wins and who hides. */
#include "feature/match.h"

#include <math.h>

#include "feature/analysis.h"
#include "tsv_folder.h"

/* All matches of the lexicon in the text as "term@words=weight ...", terms being the folded words they cover. */
static void list_matches(const tenor_lexicon *lexicon, const char *text, char found[1024]) {
  analysis a;
  size_t n = 0;
  cr_assert_eq(analysis_init(&a, lexicon, NULL, NULL), TENOR_OK);
  cr_assert_eq(analysis_read(&a, tenor_text_of(text)), TENOR_OK);
  found[0] = '\0';
  for (size_t i = 0; i < a.matches.n; i++) {
    const match *m = &a.matches.matches[i];
    cr_assert(m->begin < m->end && m->end <= a.tokens.n && m->pattern < lexicon->n_patterns);
    if (i > 0) cr_assert(m->begin >= a.matches.matches[i - 1].begin, "not in order of the text");
    n += (size_t)snprintf(found + n, 1024 - n, "%s%s:", i ? " " : "",
                          lexicon_category_name(lexicon, m->category));
    for (uint32_t k = m->begin; k < m->end; k++)
      n += (size_t)snprintf(found + n, 1024 - n, "%s%.*s", k > m->begin ? "+" : "",
                            (int)a.tokens.tokens[k].size, token_form(&a.tokens, k));
    n += (size_t)snprintf(found + n, 1024 - n, "=%g", m->weight);
  }
  analysis_finish(&a);
}

static void expect_matches(const tenor_lexicon *lexicon, const char *text, const char *expected) {
  char found[1024];
  list_matches(lexicon, text, found);
  cr_expect_str_eq(found, expected, "'%s': '%s', expected '%s'", text, found, expected);
}

Test(match, finds_forms_stems_and_prefixes) {
  tenor_lexicon *l = tsv_compile("c.tsv", "pays\t1\nthreaten~\t2\nannihilat*\t3\n");
  expect_matches(l, "he pays, they pay", "c:pays=1");
  expect_matches(l, "threats threaten threatened THREATENING",
                 "c:threaten=2 c:threatened=2 c:threatening=2");
  expect_matches(l, "annihilate annihilation annihilat annihila",
                 "c:annihilate=3 c:annihilation=3 c:annihilat=3");
  expect_matches(l, "nothing at all", "");
  tenor_lexicon_free(&l);
}

Test(match, prefers_the_more_specific_term) {
  tenor_lexicon *l =
      tsv_compile("c.tsv", "threat*\t1\nthreaten~\t2\nthreatened\t3\nthreateni*\t4\n");
  expect_matches(l, "threatened", "c:threatened=3"); /* form before stem before prefix */
  expect_matches(l, "threatens", "c:threatens=2");
  expect_matches(l, "threatening", "c:threatening=2");
  expect_matches(l, "threateningly", "c:threateningly=2");
  expect_matches(l, "threaty", "c:threaty=1");
  tenor_lexicon_free(&l);
}

Test(match, prefers_the_longer_prefix) {
  tenor_lexicon *l = tsv_compile("c.tsv", "ann*\t1\nannih*\t2\nannihil*\t3\n");
  expect_matches(l, "annals annihx annihilation", "c:annals=1 c:annihx=2 c:annihilation=3");
  tenor_lexicon_free(&l);
}

Test(match, finds_the_longest_phrase) {
  tenor_lexicon *l =
      tsv_compile("c.tsv", "sea\t1\nsea of fire\t4\nsea of fire and blood\t5\nfire\t2\n");
  expect_matches(l, "a sea of fire", "c:sea+of+fire=4");
  expect_matches(l, "a sea of fire and blood here", "c:sea+of+fire+and+blood=5");
  expect_matches(l, "a sea of fire and ash", "c:sea+of+fire=4");
  expect_matches(l, "a sea of ash and fire", "c:sea=1 c:fire=2");
  expect_matches(l, "sea of fire sea of fire", "c:sea+of+fire=4 c:sea+of+fire=4");
  expect_matches(l, "a sea, of fire", "c:sea=1 c:fire=2");
  expect_matches(l, "a sea. Of fire", "c:sea=1 c:fire=2");
  tenor_lexicon_free(&l);
}

Test(match, hides_in_its_own_category_only) {
  const tsv_folder folder = tsv_folder_new();
  tsv_folder_put(&folder, "a.tsv", "sea of fire\t4\nfire\t2\n");
  tsv_folder_put(&folder, "b.tsv", "fire\t7\nof fire\t8\n");
  tenor_lexicon *l = tsv_folder_compile(&folder, NULL);
  expect_matches(l, "sea of fire", "a:sea+of+fire=4 b:of+fire=8");
  tenor_lexicon_free(&l);
  tsv_folder_remove(&folder);
}

Test(match, blocks_with_weight_zero) {
  tenor_lexicon *l = tsv_compile("c.tsv", "force\t2\nlabour force\t0\nforce majeure\t0\n");
  expect_matches(l, "by force", "c:force=2");
  expect_matches(l, "the labour force", "");
  expect_matches(l, "force majeure and force", "c:force=2");
  tenor_lexicon_free(&l);
}

Test(match, skips_words_in_a_gap) {
  tenor_lexicon *l = tsv_compile("c.tsv", "wipe * off\t4\nturn~ * into ash~\t3\n");
  expect_matches(l, "wipe off", "c:wipe+off=4");
  expect_matches(l, "wipe them off", "c:wipe+them+off=4");
  expect_matches(l, "wipe a b c off", "c:wipe+a+b+c+off=4");
  expect_matches(l, "wipe a b c d off", "");
  expect_matches(l, "wipe them, off", "");
  expect_matches(l, "turned the city into ashes", "c:turned+the+city+into+ashes=3");
  tenor_lexicon_free(&l);
}

Test(match, finds_stems_and_prefixes_in_phrases) {
  tenor_lexicon *l =
      tsv_compile("c.tsv", "pay~ dear*\t3\nso-called\t1\ndon't care\t2\nU.S. aggress*\t4\n");
  expect_matches(l, "paid dearly", "");
  expect_matches(l, "they are paying dearly", "c:paying+dearly=3");
  expect_matches(l, "so-called so called", "c:so+called=1 c:so+called=1");
  expect_matches(l, "we do not care, I don’t care", "c:do+not+care=2 c:do+not+care=2");
  expect_matches(l, "US aggression, us aggression", "c:u.s.+aggression=4");
  tenor_lexicon_free(&l);
}

Test(match, folds_terms_as_it_folds_texts) {
  tenor_lexicon *l = tsv_compile("c.tsv", "Élysée\t1\nStrasse\t2\n:-(\t3\n🔥\t4\nKim's\t5\n");
  expect_matches(l, "the E\xCC\x81LYSÉE straße :-( 🔥 Kim’s",
                 "c:élysée=1 c:strasse=2 c::-(=3 c:🔥=4 c:kim=5");
  tenor_lexicon_free(&l);
}

Test(match, overlapping_phrases_go_to_the_first) {
  tenor_lexicon *l = tsv_compile("c.tsv", "a b\t1\nb c\t2\nc d\t3\n");
  expect_matches(l, "a b c d", "c:a+b=1 c:c+d=3");
  tenor_lexicon_free(&l);
}
