/* SPDX-License-Identifier: Apache-2.0 */
/* The public face of extraction: places, options, bad input, and one extractor for many articles. */
#include "extract_fixture.h"
#include "tenor_extract.h"
#include "work_ratio.h"

typedef struct desk {
  tenor_lexicon *lexicon;
  tenor_extractor *extractor;
  const tenor_statement *statements;
  size_t n;
} desk;

static desk desk_new(void) {
  desk d = {.lexicon = extract_lexicon()};
  cr_assert_eq(tenor_extractor_new(&d.extractor, d.lexicon, NULL), TENOR_OK);
  return d;
}

static void desk_read(desk *d, const char *article) {
  cr_assert_eq(tenor_extract(d->extractor, tenor_text_of(article), &d->statements, &d->n, NULL),
               TENOR_OK);
}

static void desk_finish(desk *d) {
  tenor_extractor_free(&d->extractor);
  tenor_lexicon_free(&d->lexicon);
}

static void expect_span(const char *article, tenor_span span, const char *wanted) {
  cr_expect(span.end - span.begin == strlen(wanted) &&
                memcmp(article + span.begin, wanted, strlen(wanted)) == 0,
            "'%.*s', not '%s'", (int)(span.end - span.begin), article + span.begin, wanted);
}

Test(extract, gives_places_in_bytes_and_in_characters) {
  static const char article[] = "Zoë Bell said “we are ready,” of Drassia’s plan. Nobody came.";
  desk d = desk_new();
  desk_read(&d, article);
  cr_assert_eq(d.n, 1u);
  const tenor_statement *s = d.statements;
  expect_span(article, s->speaker_text, "Zoë Bell");
  expect_span(article, s->cue, "said");
  expect_span(article, s->text, "“we are ready,” of Drassia’s plan");
  expect_span(article, s->sentence, "Zoë Bell said “we are ready,” of Drassia’s plan.");
  cr_expect_eq(s->kind, TENOR_STATEMENT_MIXED);
  cr_expect_eq(s->text.begin - s->text.char_begin, 1u); /* ë */
  cr_expect_eq(s->text.end - s->text.char_end,
               1u + 2u * 3u); /* and two marks and an apostrophe, of 3 */
  desk_finish(&d);
}

Test(extract, lists_the_rest_when_asked) {
  static const char article[] = "It rained. Anna Bell said the road was closed. It snowed.";
  desk d = desk_new();
  tenor_extractor_set_all(d.extractor, 1);
  desk_read(&d, article);
  cr_assert_eq(d.n, 3u);
  expect_span(article, d.statements[0].text, "It rained.");
  cr_expect_eq(d.statements[0].kind, TENOR_STATEMENT_NONE);
  cr_expect_str_eq(d.statements[0].speaker, "");
  expect_span(article, d.statements[1].text, "the road was closed");
  expect_span(article, d.statements[2].text, "It snowed.");
  tenor_extractor_set_all(d.extractor, 0);
  desk_read(&d, article);
  cr_expect_eq(d.n, 1u);
  desk_finish(&d);
}

Test(extract, keeps_nothing_of_the_article_before) {
  desk d = desk_new();
  desk_read(&d, "Anna Bell said the road was closed.");
  cr_assert_eq(d.n, 1u);
  desk_read(&d, "She said the bridge was closed.");
  cr_assert_eq(d.n, 1u);
  cr_expect_str_eq(d.statements->speaker, "");
  desk_read(&d, "");
  cr_expect_eq(d.n, 0u);
  desk_finish(&d);
}

Test(extract, tells_what_is_wrong) {
  const tenor_statement *statements;
  size_t n;
  tenor_error error = {0};
  tenor_extractor *extractor = NULL;
  cr_expect_eq(tenor_extractor_new(&extractor, NULL, &error), TENOR_ERR_ARG);
  cr_expect_eq(error.status, TENOR_ERR_ARG);
  tenor_lexicon *lexicon = tsv_compile("violence.tsv", "# role: hostility\nattack\t3\n");
  cr_expect_eq(tenor_extractor_new(&extractor, lexicon, &error), TENOR_ERR_ARG);
  cr_expect_null(extractor);
  tenor_lexicon_free(&lexicon);
  desk d = desk_new();
  cr_expect_eq(tenor_extract(d.extractor, (tenor_text){NULL, 3}, &statements, &n, &error),
               TENOR_ERR_ARG);
  cr_expect_eq(n, 0u);
  tenor_extractor_free(NULL);
  desk_finish(&d);
}

/* Which words are what comes from the lists alone: without the category of given names, sex is not known. */
Test(extract, has_the_actors_of_a_lexicon_that_went_through_another) {
  tenor_lexicon *first = extract_lexicon(), *second = NULL;
  tenor_extractor *extractor = NULL;
  const tenor_statement *statements;
  size_t n;
  cr_assert_eq(tenor_lexicon_read(&second, first, NULL, 0, NULL, NULL, NULL), TENOR_OK);
  tenor_lexicon_free(&first);
  cr_assert_eq(tenor_extractor_new(&extractor, second, NULL), TENOR_OK);
  const tenor_text article = tenor_text_of("Kim Jong Un said Moscow was far from North Korea.");
  cr_assert_eq(tenor_extract(extractor, article, &statements, &n, NULL), TENOR_OK);
  cr_assert_eq(n, 1u);
  cr_expect_str_eq(statements->speaker, "Kim Jong Un");
  cr_expect_str_eq(statements->target, "RUS", "his own country is none: '%s'", statements->target);
  tenor_extractor_free(&extractor);
  tenor_lexicon_free(&second);
}

static void extract_work(void *context, tenor_text text) {
  const tenor_statement *statements;
  size_t n;
  cr_assert_eq(tenor_extract(context, text, &statements, &n, NULL), TENOR_OK);
}

/* What has no end, in sentences, quotations, names and reports, takes linear time all the same. */
Test(extract, takes_linear_time) {
  static const char *const bodies[] = {
      "Anna Bell said the road was closed. \"We wait,\" she said. ",
      "Anna Bell said the road was closed, he added, and Paul Keld said that \"x\" ",
      "\"We wait, ",
      "Aaa Bbb said ",
      "monday ",
      "said ",
      "said, and ",
      "Bell, who, a mayor, said, ",
      "President Anna Bell of Velm and President Paul Keld of Velm said. ",
  };
  desk d = desk_new();
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    expect_linear(extract_work, d.extractor, bodies[i], "", 60000);
  desk_finish(&d);
}
