/* SPDX-License-Identifier: Apache-2.0 */
/* The memo of words: bounded, and never to be noticed in a result. */
#include "feature/memo.h"

#include "feature/analysis.h"
#include "shifter_lexicon.h"

static word_hit only_hit(const word_memo *memo, uint32_t id) {
  cr_assert_eq(memo->words[id].n_hits, 1);
  return memo->hits[memo->words[id].first_hit];
}

Test(memo, knows_a_word_once) {
  tenor_lexicon *lexicon = shifter_lexicon();
  word_memo memo;
  uint32_t good, other, again;
  cr_assert_eq(memo_init(&memo, lexicon, NULL), TENOR_OK);
  cr_assert_eq(memo_find(&memo, "good", 4, TOKEN_WORD, &good), TENOR_OK);
  cr_assert_eq(memo_find(&memo, "xyzzy", 5, TOKEN_WORD, &other), TENOR_OK);
  cr_assert_eq(memo_find(&memo, "good", 4, TOKEN_WORD, &again), TENOR_OK);
  cr_expect_eq(good, again);
  cr_expect_neq(good, other);
  const word_hit hit = only_hit(&memo, good);
  cr_expect_float_eq(hit.weight, 2, 1e-6);
  cr_expect_str_eq(lexicon_category_name(lexicon, hit.category), "valence");
  cr_expect_eq(memo.words[other].n_hits, 0);
  cr_expect_eq(memo.words[good].stem, NGRAM_NONE, "there is no vocabulary");
  memo_finish(&memo);
  tenor_lexicon_free(&lexicon);
}

Test(memo, gives_stems_numbers_and_other_tokens_their_place) {
  tenor_stemmer *stemmer = NULL;
  size_t size = 0;
  cr_assert_eq(stemmer_new(&stemmer), TENOR_OK);
  cr_expect(memcmp(memo_stem(stemmer, "threats", 7, TOKEN_WORD, &size), "threat", 6) == 0 &&
            size == 6);
  cr_expect(memcmp(memo_stem(stemmer, "1,000", 5, TOKEN_NUMBER, &size), "0", 1) == 0 && size == 1);
  cr_expect(memcmp(memo_stem(stemmer, ":-)", 3, TOKEN_EMOJI, &size), ":-)", 3) == 0 && size == 3);
  stemmer_free(&stemmer);
}

Test(memo, is_bounded_and_forgets_without_a_trace) {
  static const char probe[] = "not very good, but we strike them in a sea of fire";
  tenor_lexicon *lexicon = shifter_lexicon();
  analysis a;
  double before[256] = {0}, after[256] = {0};
  cr_assert_eq(analysis_init(&a, lexicon, NULL, NULL), TENOR_OK);
  cr_assert_eq(analysis_read(&a, tenor_text_of(probe)), TENOR_OK);
  for (size_t i = 0; i < a.n_dense; i++) before[a.dense[i].feature] = (double)a.dense[i].value;
  bool forgot = false;
  for (unsigned i = 0; i < MEMO_LIMIT + 2000; i += 100) {
    char text[2048];
    size_t n = 0;
    for (unsigned k = 0; k < 100; k++)
      n += (size_t)snprintf(text + n, sizeof text - n, "w%ux ", i + k);
    const size_t known = a.memo.forms.n;
    cr_assert_eq(analysis_read(&a, (tenor_text){text, n}), TENOR_OK);
    forgot |= a.memo.forms.n < known;
    cr_assert_lt(a.memo.forms.n, MEMO_LIMIT + 200);
  }
  cr_expect(forgot, "the limit was not reached");
  cr_assert_eq(analysis_read(&a, tenor_text_of(probe)), TENOR_OK);
  for (size_t i = 0; i < a.n_dense; i++) after[a.dense[i].feature] = (double)a.dense[i].value;
  cr_expect_eq(memcmp(before, after, sizeof before), 0);
  analysis_finish(&a);
  tenor_lexicon_free(&lexicon);
}
