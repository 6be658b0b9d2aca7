/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens: forms, marks, shapes, offsets; that any bytes are survived, in linear time. */
#include "text/token.h"

#include <utf8proc.h>

#include "base/rng.h"
#include "text/fold.h"
#include "work_ratio.h"

static token_list read_bytes(const char *data, size_t size) {
  token_list list;
  token_list_init(&list);
  cr_assert_eq(token_list_read(&list, (tenor_text){data, size}), TENOR_OK);
  return list;
}

static token_list read_text(const char *text) {
  return read_bytes(text, strlen(text));
}

/* The forms, a blank between them. */
static void join_forms(const token_list *list, char *joined, size_t capacity) {
  size_t n = 0;
  for (size_t i = 0; i < list->n; i++) {
    cr_assert_lt(n + list->tokens[i].size + 2, capacity);
    if (i > 0) joined[n++] = ' ';
    memcpy(joined + n, token_form(list, i), list->tokens[i].size);
    n += list->tokens[i].size;
  }
  joined[n] = '\0';
}

static void expect_forms(const char *text, const char *expected) {
  char joined[1024];
  token_list list = read_text(text);
  join_forms(&list, joined, sizeof joined);
  cr_expect_str_eq(joined, expected, "'%s': '%s', expected '%s'", text, joined, expected);
  token_list_finish(&list);
}

/* How the marks before each token and those at the end look: "one .two" for a stop before "two". */
static void expect_marks(const char *text, const char *expected) {
  static const char letters[] = ".?!,<>-"; /* MARK_STOP, MARK_QUESTION, ... */
  char found[1024];
  size_t n = 0;
  token_list list = read_text(text);
  for (size_t i = 0; i <= list.n; i++) {
    if (i > 0) found[n++] = ' ';
    for (unsigned bit = 0; bit < 7; bit++)
      if (list.tokens[i].before >> bit & 1) found[n++] = letters[bit];
    if (i < list.n) {
      memcpy(found + n, token_form(&list, i), list.tokens[i].size);
      n += list.tokens[i].size;
    }
  }
  while (n > 0 && found[n - 1] == ' ') n--;
  found[n] = '\0';
  cr_expect_str_eq(found, expected, "'%s': '%s', expected '%s'", text, found, expected);
  token_list_finish(&list);
}

/* The tokens that have the shape, by their forms. */
static void expect_shaped(const char *text, unsigned shape, const char *expected) {
  char found[1024];
  size_t n = 0;
  token_list list = read_text(text);
  for (size_t i = 0; i < list.n; i++) {
    if (!(list.tokens[i].shape & shape)) continue;
    if (n > 0) found[n++] = ' ';
    memcpy(found + n, token_form(&list, i), list.tokens[i].size);
    n += list.tokens[i].size;
  }
  found[n] = '\0';
  cr_expect_str_eq(found, expected, "'%s': '%s', expected '%s'", text, found, expected);
  token_list_finish(&list);
}

static void expect_kinds(const char *text, const char *expected) {
  static const char letters[] = "wnemue"; /* by token_kind */
  char found[64];
  token_list list = read_text(text);
  cr_assert_lt(list.n, sizeof found);
  for (size_t i = 0; i < list.n; i++) found[i] = letters[list.tokens[i].kind];
  found[list.n] = '\0';
  cr_expect_str_eq(found, expected, "'%s': %s, expected %s", text, found, expected);
  cr_expect_eq(list.tokens[list.n].kind, TOKEN_END);
  token_list_finish(&list);
}

/* ---- words -------------------------------------------------------------------------------------------- */

Test(token, writes_contractions_out) {
  expect_forms("Don't pay", "do not pay");
  expect_forms("don’t DON'T donʼt", "do not do not do not");
  expect_forms("we'll they're I've I'm he'd", "we will they are i have i am he would");
  expect_forms("won't can't cannot shan't ain't", "will not can not can not shall not is not");
  expect_forms("dont doesnt wouldnt", "do not does not would not");
  expect_forms("isn't aren't couldn't", "is not are not could not");
  expect_forms("pant want cant count", "pant want cant count");
}

Test(token, drops_possessives) {
  expect_forms("Kim's plan", "kim plan");
  expect_forms("Kim’s KIM'S the leaders' plan", "kim kim the leaders plan");
  expect_forms("it's theirs", "it theirs");
  expect_forms("the U.S.'s, US’s and U.N.'S plan of the 1990's",
               "the u.s. u.s. and un plan of the 1990");
}

Test(token, tells_the_country_from_the_pronoun) {
  expect_forms("U.S. US us U.S Us", "u.s. u.s. us u.s. us");
  expect_forms("the US, the U.S.", "the u.s. the u.s.");
  expect_forms("USA U.S.A.", "usa usa");
}

Test(token, closes_dotted_abbreviations_up) {
  expect_forms("the U.N. and the U.K. met", "the un and the uk met");
  expect_forms("e.g. this, i.e. that", "eg this ie that");
  expect_forms("at 5 p.m. today", "at 5 pm today");
  expect_forms("Kim J. Smith", "kim j smith");
  expect_forms("x.org and a.bc", "x org and a bc");
}

Test(token, divides_at_hyphens_and_slashes) {
  expect_forms("so-called war-mongers and/or", "so called war mongers and or");
  expect_marks("so-called talks", "so -called talks");
  expect_marks(
      "so\xE2\x80\x90"
      "called and/or",
      "so -called and -or"); /* U+2010 */
  expect_marks("war - peace", "war ,peace");
  expect_marks("war \xE2\x80\x94 peace", "war ,peace"); /* em dash */
  expect_marks("war\xE2\x80\x94peace", "war ,peace");
}

Test(token, reads_numbers) {
  expect_forms("1,000.5 at 10:30 the 21st, 3.", "1,000.5 at 10:30 the 21st 3");
  expect_kinds("1,000.5 at 10:30 the 21st", "nwnwn");
  expect_kinds("F16 2x4", "wn");
}

Test(token, reads_what_networks_add) {
  expect_forms("@Kim_1 see https://x.org/a?b=c#d now", "@ see url now");
  expect_kinds("@Kim_1 see https://x.org/a?b=c#d now www.y.org", "mwuwu");
  expect_forms("#StopTheWar @ # #1", "stopthewar 1");
  expect_shaped("#Stop the #war", SHAPE_HASHTAG, "stop war");
  expect_forms("cats & dogs &amp; mice", "cats and dogs and mice");
}

Test(token, reads_emoji_and_emoticons) {
  expect_kinds("fire 🔥🔥 :-) great:) <3 ☺", "weeeweee");
  expect_forms("🔥👍🏽", "🔥 👍");
  expect_forms("ratio 3:0", "ratio 3:0");
  expect_kinds("ratio 3:0 (a) note: (b)", "wnwww");
  expect_forms(":-) ;( </3 ^_^", ":-) ;( </3 ^_^");
}

Test(token, notes_shapes) {
  expect_shaped("They will PAY In The UN a I", SHAPE_CAPITAL, "they pay in the un i");
  expect_shaped("They will PAY In The UN a I", SHAPE_CAPITALS, "pay un");
  expect_shaped("sooo so soo niiice 1000", SHAPE_ELONGATED, "sooo niiice");
  expect_shaped("SOoO", SHAPE_ELONGATED, "sooo");
}

Test(token, has_one_form_for_all_encodings) {
  expect_forms(
      "Élysée E\xCC\x81lyse\xCC\x81"
      "e",
      "élysée élysée");
  expect_forms("Straße", "strasse");
  expect_forms("ПУТИН 東京", "путин 東京");
}

/* ---- marks -------------------------------------------------------------------------------------------- */

Test(token, ends_sentences) {
  expect_marks("One. Two! Three? Four", "one .two .!three .?four");
  expect_marks("One.", "one .");
  expect_marks("One?!", "one .?!");
  expect_marks("\"He left.\" She stayed.", "<he left .>she stayed .");
  expect_marks("Headline\n\nText", "headline .text");
  expect_marks("A line\nand more", "a line and more");
  expect_marks("終わり。次", "終わり .次");
}

Test(token, does_not_end_them_at_abbreviations_and_initials) {
  expect_marks("Mr. Kim met Gen. Lee", "mr kim met gen lee");
  expect_marks("John F. Kennedy said", "john f kennedy said");
  expect_marks("the U.S. is", "the u.s. is");
  expect_marks("at 3.5 percent", "at 3.5 percent");
  expect_marks("see x.org now", "see x org now");
}

Test(token, notes_pauses) {
  expect_marks("one, two; three: four (five) six", "one ,two ,three ,four ,five ,six");
  expect_marks("well... no", "well ,no");
  expect_marks("well… no", "well ,no");
}

Test(token, counts_marks) {
  token_list list = read_text("Wait... what?! No!! Hm… ok?");
  cr_expect_eq(list.n_ellipses, 2);
  cr_expect_eq(list.n_questions, 2);
  cr_expect_eq(list.n_exclamations, 3);
  token_list_finish(&list);
}

Test(token, knows_what_is_quoted) {
  expect_shaped("the \"free world\" is", SHAPE_QUOTED, "free world");
  expect_shaped("the “free world” is", SHAPE_QUOTED, "free world");
  expect_shaped("the «free world» is", SHAPE_QUOTED, "free world");
  expect_shaped("the „free“ world is", SHAPE_QUOTED, "free");
  expect_shaped("the 'free world' is", SHAPE_QUOTED, "free world");
  expect_shaped("the ‘free world’ is", SHAPE_QUOTED, "free world");
  expect_marks("the \"free world\" is", "the <free world >is");
  expect_marks("he said “go”", "he said <go >");
}

Test(token, nests_quotations) {
  expect_shaped("a “b ‘c’ d” e", SHAPE_QUOTED, "b c d");
  expect_shaped("a \"b 'c' d\" e", SHAPE_QUOTED, "b c d");
}

Test(token, forgets_a_quotation_that_never_closes) {
  expect_shaped("the \"free world is", SHAPE_QUOTED, "");
  expect_shaped("the “free world is", SHAPE_QUOTED, "");
  expect_shaped("the ”free” world", SHAPE_QUOTED, "");
  expect_shaped("\"one\" two \"three", SHAPE_QUOTED, "one");
}

Test(token, takes_no_apostrophe_for_a_quotation) {
  expect_shaped("Don't say the leaders' plan isn't 'good'", SHAPE_QUOTED, "good");
  expect_shaped("it's Kim's", SHAPE_QUOTED, "");
  expect_shaped("rock ’n’ roll is all we've got", SHAPE_QUOTED, "n");
}

/* ---- any bytes ---------------------------------------------------------------------------------------- */

static void expect_sound(const token_list *list, size_t size) {
  size_t last = 0;
  for (size_t i = 0; i <= list->n; i++) {
    const token *t = &list->tokens[i];
    cr_assert(t->begin >= last && t->end >= t->begin && t->end <= size,
              "token %zu: %u to %u of %zu bytes", i, t->begin, t->end, size);
    cr_assert((i == list->n) == (t->kind == TOKEN_END));
    cr_assert(i == list->n || (t->size > 0 && t->size <= FOLD_MAX && t->end > t->begin),
              "token %zu is empty", i);
    cr_assert_leq((size_t)t->form + t->size, list->n_forms);
    utf8proc_int32_t code;
    for (size_t at = 0; at < t->size;) {
      const utf8proc_ssize_t n =
          utf8proc_iterate((const utf8proc_uint8_t *)token_form(list, i) + at,
                           (utf8proc_ssize_t)(t->size - at), &code);
      cr_assert_gt(n, 0, "a form is not UTF-8");
      at += (size_t)n;
    }
    last = t->begin;
  }
}

Test(token, finds_nothing_in_nothing) {
  static const char *const empty[] = {"",     " ",  "\n\n\t", "...",         "!?",
                                      "\"\"", "''", "- -",    "\xE2\x80\x8B"};
  for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
    token_list list = read_text(empty[i]);
    cr_expect_eq(list.n, 0, "'%s'", empty[i]);
    expect_sound(&list, strlen(empty[i]));
    token_list_finish(&list);
  }
  token_list list = read_bytes(NULL, 0);
  cr_expect_eq(list.n, 0);
  token_list_finish(&list);
}

Test(token, counts_broken_sequences) {
  token_list list = read_text("pay\xC0\xAF now \xE2\x82 \xFF caf\xE9");
  char joined[64];
  join_forms(&list, joined, sizeof joined);
  cr_expect_str_eq(joined, "pay now caf");
  cr_expect_eq(list.n_replacements, 5);
  token_list_finish(&list);
}

Test(token, passes_over_nul_bytes) {
  static const char text[] = "we\0will\0\0pay.\0'so'";
  token_list list = read_bytes(text, sizeof text - 1);
  char joined[64];
  join_forms(&list, joined, sizeof joined);
  cr_expect_str_eq(joined, "we will pay so");
  expect_sound(&list, sizeof text - 1);
  token_list_finish(&list);
}

Test(token, keeps_its_bounds_on_random_bytes) {
  static const char *const pieces[] = {
      "a",  "A",         "b.", "US",       "don't", "'",  "’",       "“",     "”", "\"", ".",
      "..", "!",         "?",  ",",        "-",     "—",  "&",       "&amp;", "@", "@x", "#",
      "#x", "1",         "9",  ":",        ")",     "(",  "<3",      "/",     " ", "\n", "\n\n",
      "é",  "e\xCC\x81", "🔥",  "\xF0\x9F", "\xFF",  "\0", "http://", "www.",  "東"};
  enum { N_PIECES = sizeof pieces / sizeof *pieces };
  tenor_rng rng = {21};
  token_list list;
  token_list_init(&list);
  for (int i = 0; i < 20000; i++) {
    char *text = malloc(256);
    size_t size = 0;
    cr_assert_not_null(text);
    const size_t n = rng_below(&rng, 24);
    for (size_t k = 0; k < n; k++) {
      const char *piece = pieces[rng_below(&rng, N_PIECES)];
      const size_t length = *piece ? strlen(piece) : 1;
      memcpy(text + size, piece, length);
      size += length;
    }
    text =
        realloc(text, size ? size : 1); /* of the exact size: a sanitizer sees what reads past it */
    cr_assert_eq(token_list_read(&list, (tenor_text){text, size}), TENOR_OK);
    expect_sound(&list, size);
    free(text);
  }
  token_list_finish(&list);
}

Test(token, refuses_more_than_four_gigabytes) {
  token_list list;
  token_list_init(&list);
  cr_expect_eq(token_list_read(&list, (tenor_text){"", UINT32_MAX}), TENOR_ERR_LIMIT);
  token_list_finish(&list);
}

Test(token, takes_a_word_of_any_length) {
  enum { SIZE = 1 << 20 };
  char *text = malloc(SIZE);
  cr_assert_not_null(text);
  for (const char *c = "xX9@#'."; *c; c++) {
    memset(text, *c, SIZE);
    if (*c == '@') memset(text + 1, 'a', SIZE - 1);
    token_list list = read_bytes(text, SIZE);
    expect_sound(&list, SIZE);
    token_list_finish(&list);
  }
  free(text);
}

/* ---- time --------------------------------------------------------------------------------------------- */

static void read_again(void *list, tenor_text text) {
  cr_assert_eq(token_list_read(list, text), TENOR_OK);
}

Test(token, takes_linear_time_for_a_long_text) {
  token_list list;
  token_list_init(&list);
  expect_linear(read_again, &list, "They won't \"pay\" the U.S. 1,000 dollars... will they? ", ".",
                5 << 20);
  token_list_finish(&list);
}

Test(token, takes_linear_time_for_any_pattern) {
  static const char *const bodies[] = {
      "a.",   "a",  "'", "\"", "“", ".",    ".)",       ".'a", "a'", "-",   "a-",
      "@",    "@a", "#", "#a", "&", ":",    ":-",       "1.",  "1",  "h",   "http://",
      "www.", "<",  "(", "🔥",  "é", "\xFF", "\xE2\x80", "\n",  " ",  "A. ", "mr. "};
  token_list list;
  token_list_init(&list);
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    expect_linear(read_again, &list, bodies[i], "bb", 1 << 17);
  token_list_finish(&list);
}
