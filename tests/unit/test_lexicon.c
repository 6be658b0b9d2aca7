/* SPDX-License-Identifier: Apache-2.0 */
/* Lexicons: read from folders with every finding and its line, compiled, copied, opened; a broken blob does no harm. */
#include "feature/lexicon.h"

#include <math.h>

#include "base/rng.h"
#include "feature/analysis.h"
#include "shifter_lexicon.h"

/* ---- findings ----------------------------------------------------------------------------------------- */

typedef struct findings {
  size_t n;
  char text[1024]; /* "E3:message|W4:message|" */
} findings;

static void note_finding(void *user, tenor_finding_kind kind, const char *file, uint64_t line,
                         const char *message) {
  findings *f = user;
  const size_t used = strlen(f->text);
  cr_expect_not_null(strstr(file, "c.tsv"));
  (void)snprintf(f->text + used, sizeof f->text - used, "%c%d:%s|",
                 kind == TENOR_FINDING_ERROR ? 'E' : 'W', (int)line, message);
  f->n++;
}

static tenor_status read_file(const char *content, findings *found, tenor_lexicon **lexicon,
                              tenor_error *error) {
  const tsv_folder folder = tsv_folder_new();
  const char *const paths[] = {folder.path};
  tsv_folder_put(&folder, "c.tsv", content);
  *found = (findings){0, ""};
  const tenor_status status =
      tenor_lexicon_read(lexicon, NULL, paths, 1, note_finding, found, error);
  tsv_folder_remove(&folder);
  return status;
}

/* One finding, of which `part` is a part. */
static void expect_finding(const char *content, const char *place, const char *part) {
  findings found;
  tenor_lexicon *lexicon = NULL;
  tenor_error error = {0};
  const tenor_status status = read_file(content, &found, &lexicon, &error);
  cr_expect_eq(found.n, 1, "'%s': %s", content, found.text);
  cr_expect_eq(strncmp(found.text, place, strlen(place)), 0, "'%s': '%s', expected at %s", content,
               found.text, place);
  cr_expect_not_null(strstr(found.text, part), "'%s': '%s', expected '%s'", content, found.text,
                     part);
  if (place[0] == 'E') {
    cr_expect_eq(status, TENOR_ERR_FORMAT);
    cr_expect_eq(error.status, TENOR_ERR_FORMAT);
    cr_expect_eq((int)error.line, atoi(place + 1));
    cr_expect_not_null(strstr(error.file, "c.tsv"));
    cr_expect_null(lexicon);
  } else {
    cr_expect_eq(status, TENOR_OK);
    cr_expect_not_null(lexicon);
  }
  tenor_lexicon_free(&lexicon);
}

Test(lexicon, says_where_a_line_is_wrong) {
  expect_finding("good\t1\n# no header any more\nbad\n", "E3:", "no weight");
  expect_finding("good\tmuch\n", "E1:", "no number");
  expect_finding("good\t\n", "E1:", "no number");
  expect_finding("good\t1\tx\n", "E1:", "no number");
  expect_finding("good\t1\t11\n", "E1:", "sd");
  expect_finding("good\t1\t-1\n", "E1:", "sd");
  expect_finding("# weights: 1 to 4\ngood\t5\n", "E2:", "out of range");
  expect_finding("good\t101\n", "E1:", "out of range");
  expect_finding("good\tnan\n", "E1:", "no number");
  expect_finding("good\t1e999\n", "E1:", "out of range");
  expect_finding("\n\r\n \n...\t1\n", "E4:", "can never match");
  expect_finding("a b c d e f g h i\t1\n", "E1:", "more than 8 words");
  expect_finding("* good\t1\n", "E1:", "gap");
  expect_finding("good *\t1\n", "E1:", "gap");
  expect_finding("good * * bad\t1\n", "E1:", "gap");
  expect_finding("go*\t1\n", "E1:", "shorter than 3");
  expect_finding("# role: enemy\ngood\t1\n", "E1:", "unknown role");
  expect_finding("# role: actor\nrussia\t\tstate\n", "E2:", "no actor");
  expect_finding("# weights: some\ngood\t1\n", "W1:", "range");
  expect_finding("good\t1\nGOOD\t1\n", "W2:", "repeats line 1");
  expect_finding("good\t1\nx\t1\ngood\t2\n", "W3:", "another weight");
}

Test(lexicon, lists_all_errors_and_keeps_the_first) {
  findings found;
  tenor_lexicon *lexicon = NULL;
  tenor_error error = {0};
  cr_expect_eq(read_file("a1\t1\nb1\nc1\n", &found, &lexicon, &error), TENOR_ERR_FORMAT);
  cr_expect_eq(found.n, 2, "%s", found.text);
  cr_expect_eq(error.line, 2);
  cr_expect_eq(read_file("a1\t1\nb1\n", &found, &lexicon, NULL), TENOR_ERR_FORMAT,
               "without an error to fill");
}

Test(lexicon, reads_what_spreadsheets_write) {
  findings found;
  tenor_lexicon *lexicon = NULL;
  tenor_category category;
  cr_assert_eq(read_file("\xEF\xBB\xBF# category: praise\r\n# measures: kind words\r\n# role: "
                         "valence\r\n# weights: -4..4\r\n"
                         "good\t2\t0.5\ta note\r\n\r\nbad\t-2\r\nblock me\t0",
                         &found, &lexicon, NULL),
               TENOR_OK);
  cr_expect_eq(found.n, 0, "%s", found.text);
  cr_assert_eq(tenor_lexicon_n_categories(lexicon), 1);
  tenor_lexicon_category(lexicon, 0, &category);
  cr_expect_str_eq(category.name, "praise");
  cr_expect_str_eq(category.measures, "kind words");
  cr_expect_str_eq(category.role, "valence");
  cr_expect_eq(category.n_entries, 3);
  tenor_entry entry;
  cr_assert_eq(tenor_lexicon_n_entries(lexicon), 3);
  tenor_lexicon_entry(lexicon, 0, &entry);
  cr_expect_str_eq(entry.term, "good");
  cr_expect_str_eq(entry.text, "a note");
  cr_expect(fabs(entry.weight - 2) < 1e-6 && fabs(entry.sd - 0.5) < 1e-6);
  tenor_lexicon_free(&lexicon);
}

Test(lexicon, needs_a_folder_with_files) {
  tenor_lexicon *lexicon = NULL;
  tenor_error error = {0};
  const tsv_folder folder = tsv_folder_new();
  const char *const empty[] = {folder.path}, *const missing[] = {"/no/such/folder"},
                    *const file[] = {"/dev/null"};
  cr_expect_eq(tenor_lexicon_read(&lexicon, NULL, empty, 1, NULL, NULL, &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.file, folder.path);
  cr_expect_eq(tenor_lexicon_read(&lexicon, NULL, missing, 1, NULL, NULL, &error), TENOR_ERR_IO);
  cr_expect_str_eq(error.file, "/no/such/folder");
  cr_expect_eq(tenor_lexicon_read(&lexicon, NULL, file, 1, NULL, NULL, &error), TENOR_ERR_IO);
  cr_expect_null(lexicon);
  tsv_folder_remove(&folder);
}

Test(lexicon, has_room_for_64_categories_and_no_more) {
  const tsv_folder folder = tsv_folder_new();
  const char *const paths[] = {folder.path};
  tenor_lexicon *lexicon = NULL;
  tenor_error error = {0};
  for (int i = 0; i < 65; i++) {
    char name[16];
    (void)snprintf(name, sizeof name, "c%02d.tsv", i);
    if (i == 64) {
      lexicon = tsv_folder_compile(&folder, NULL);
      cr_expect_eq(tenor_lexicon_n_categories(lexicon), 64);
      tenor_lexicon_free(&lexicon);
    }
    tsv_folder_put(&folder, name, "good\t1\n");
  }
  cr_expect_lt(tenor_lexicon_read(&lexicon, NULL, paths, 1, NULL, NULL, &error), 0);
  cr_expect_null(lexicon);
  cr_expect_lt(error.status, 0);
  tsv_folder_remove(&folder);
}

Test(lexicon, does_not_pass_over_a_category_given_twice) {
  const tsv_folder folder = tsv_folder_new();
  const char *const paths[] = {folder.path};
  tenor_lexicon *lexicon = NULL;
  tsv_folder_put(&folder, "a.tsv", "# category: c\ngood\t1\n");
  tsv_folder_put(&folder, "c.tsv", "# category: c\nbad\t1\n");
  findings found = {0, ""};
  (void)tenor_lexicon_read(&lexicon, NULL, paths, 1, note_finding, &found, NULL);
  cr_expect_geq(found.n, 1, "the second file of one folder is dropped without a word");
  tenor_lexicon_free(&lexicon);
  tsv_folder_remove(&folder);
}

/* ---- base and override -------------------------------------------------------------------------------- */

/* Weight of the first match of the text; NaN: none. */
static double weight_of(const tenor_lexicon *lexicon, const char *text) {
  analysis a;
  cr_assert_eq(analysis_init(&a, lexicon, NULL, NULL), TENOR_OK);
  cr_assert_eq(analysis_read(&a, tenor_text_of(text)), TENOR_OK);
  const double weight = a.matches.n > 0 ? a.matches.matches[0].weight : NAN;
  analysis_finish(&a);
  return weight;
}

static void expect_weight(const tenor_lexicon *lexicon, const char *text, double weight) {
  const double found = weight_of(lexicon, text);
  cr_expect(fabs(found - weight) < 1e-6 || (isnan(found) && isnan(weight)), "'%s': %g, expected %g",
            text, found, weight);
}

Test(lexicon, adds_to_a_base_and_overrides_it) {
  tenor_lexicon *base =
      tsv_compile("a.tsv", "# category: a\n# role: hostility\nattack\t3\nsea * of fire\t4\n");
  const tsv_folder folder = tsv_folder_new();
  tsv_folder_put(&folder, "b.tsv", "praise~\t1\n");
  tenor_lexicon *both = tsv_folder_compile(&folder, base);
  cr_expect_eq(tenor_lexicon_n_categories(both), 2);
  tsv_folder_put(&folder, "a.tsv", "attack\t1\n");
  tenor_lexicon *instead = tsv_folder_compile(&folder, base);
  tenor_lexicon_free(&base); /* is borrowed during the call only */
  expect_weight(both, "attack", 3);
  expect_weight(both, "a sea burning of fire", 4);
  expect_weight(both, "praised", 1);
  expect_weight(instead, "attack", 1);
  expect_weight(instead, "a sea burning of fire", NAN);
  cr_expect_eq(tenor_lexicon_n_categories(instead), 2);
  cr_expect_neq(tenor_lexicon_digest(both), tenor_lexicon_digest(instead));
  tenor_lexicon_free(&both);
  tenor_lexicon_free(&instead);
  tsv_folder_remove(&folder);
}

Test(lexicon, later_folders_override_earlier_ones) {
  const tsv_folder one = tsv_folder_new(), two = tsv_folder_new();
  const char *const paths[] = {one.path, two.path};
  tenor_lexicon *lexicon = NULL;
  tsv_folder_put(&one, "a.tsv", "attack\t1\n");
  tsv_folder_put(&one, "b.tsv", "good\t5\n");
  tsv_folder_put(&two, "a.tsv", "attack\t2\n");
  cr_assert_eq(tenor_lexicon_read(&lexicon, NULL, paths, 2, tsv_no_finding, NULL, NULL), TENOR_OK);
  expect_weight(lexicon, "attack", 2);
  expect_weight(lexicon, "good", 5);
  tenor_lexicon_free(&lexicon);
  tsv_folder_remove(&one);
  tsv_folder_remove(&two);
}

Test(lexicon, copies_without_a_difference) {
  tenor_lexicon *base = shifter_lexicon(), *copy = NULL;
  cr_assert_eq(tenor_lexicon_read(&copy, base, NULL, 0, tsv_no_finding, NULL, NULL), TENOR_OK);
  cr_assert_eq(tenor_lexicon_n_entries(copy), tenor_lexicon_n_entries(base));
  for (uint32_t i = 0; i < tenor_lexicon_n_entries(base); i++) {
    tenor_entry a, b;
    tenor_lexicon_entry(base, i, &a);
    tenor_lexicon_entry(copy, i, &b);
    cr_expect_str_eq(a.term, b.term);
    cr_expect_str_eq(a.text, b.text);
    cr_expect(a.category == b.category && fabs(a.weight - b.weight) < 1e-9, "%s", a.term);
  }
  tenor_lexicon_free(&base);
  tenor_lexicon_free(&copy);
}

Test(lexicon, is_the_same_every_time) {
  tenor_lexicon *a = shifter_lexicon(), *b = shifter_lexicon();
  cr_expect_eq(tenor_lexicon_digest(a), tenor_lexicon_digest(b));
  cr_expect_eq(a->blob.size, b->blob.size);
  cr_expect_eq(memcmp(a->blob.bytes, b->blob.bytes, a->blob.size), 0);
  tenor_lexicon_free(&a);
  tenor_lexicon_free(&b);
}

Test(lexicon, can_be_empty) {
  tenor_lexicon *lexicon = tsv_compile("c.tsv", "# category: nothing\n");
  cr_expect_eq(tenor_lexicon_n_categories(lexicon), 1);
  expect_weight(lexicon, "good", NAN);
  tenor_lexicon_free(&lexicon);
}

/* ---- look-ups ----------------------------------------------------------------------------------------- */

static void expect_hits(tenor_lookup *lookup, const tenor_lexicon *lexicon, const char *text,
                        const char *expected) {
  static const char *const effects[] = {"counts", "blocks", "hidden"};
  const tenor_hit *hits;
  size_t n, used = 0;
  char found[512] = "";
  cr_assert_eq(tenor_lookup_text(lookup, tenor_text_of(text), &hits, &n), TENOR_OK);
  for (size_t i = 0; i < n; i++) {
    tenor_entry entry;
    tenor_lexicon_entry(lexicon, hits[i].entry, &entry);
    used += (size_t)snprintf(found + used, sizeof found - used, "%s%s@%u-%u %s", i ? ", " : "",
                             entry.term, hits[i].begin, hits[i].end, effects[hits[i].effect]);
  }
  cr_expect_str_eq(found, expected, "'%s': '%s', expected '%s'", text, found, expected);
}

Test(lexicon, looks_up_winners_and_those_they_hide) {
  tenor_lexicon *lexicon =
      tsv_compile("c.tsv", "force\t2\nlabour force\t0\nsea of fire\t4\nfire\t1\nfir*\t1\n");
  tenor_lookup *lookup = NULL;
  cr_assert_eq(tenor_lookup_new(&lookup, lexicon, NULL), TENOR_OK);
  expect_hits(lookup, lexicon, "labour force", "labour force@0-12 blocks, force@7-12 hidden");
  expect_hits(lookup, lexicon, "a sea of fire",
              "sea of fire@2-13 counts, fire@9-13 hidden, fir*@9-13 hidden");
  expect_hits(lookup, lexicon, "fire!", "fire@0-4 counts, fir*@0-4 hidden");
  expect_hits(lookup, lexicon, "", "");
  tenor_lookup_free(&lookup);
  tenor_lexicon_free(&lexicon);
}

Test(lexicon, reads_terms_as_a_file_would) {
  static const struct {
    const char *term, *written, *problem;
  } cases[] = {{"Good", "good", NULL},
               {"Threatened~", "threaten~", NULL},
               {"annihil*", "annihil*", NULL},
               {"don't care", "do not care", NULL},
               {"wipe * off", "wipe * off", NULL},
               {"...", NULL, "no word"},
               {"go*", NULL, "prefix"},
               {"a b c d e f g h i", NULL, "8 words"},
               {"* x", NULL, "gap"}};
  tenor_lookup *lookup = NULL;
  cr_assert_eq(tenor_lookup_new(&lookup, NULL, NULL), TENOR_OK);
  for (int pass = 0; pass < 2; pass++) /* a term seen before is no fault here */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
      char written[TENOR_TERM_BYTES];
      const char *problem = NULL;
      cr_assert_eq(tenor_lookup_term(lookup, tenor_text_of(cases[i].term), written, &problem),
                   TENOR_OK);
      if (cases[i].problem)
        cr_expect(problem && strstr(problem, cases[i].problem), "'%s'", cases[i].term);
      else
        cr_expect(!problem && strcmp(written, cases[i].written) == 0, "'%s': '%s'", cases[i].term,
                  written);
    }
  tenor_lookup_free(&lookup);
}

/* ---- broken blobs ------------------------------------------------------------------------------------- */

/* Opens what may be broken; if it opens, everything that reads it must come to an end without harm. */
static void use_bytes(const unsigned char *bytes, size_t size) {
  static const char *const texts[] = {"attack in a sea of fire, not good but great",
                                      "they would strike the west", "x y z good"};
  struct tenor_lexicon lexicon;
  if (lexicon_open(&lexicon, bytes, size, NULL) < 0) return;
  analysis a;
  cr_assert_eq(analysis_init(&a, &lexicon, NULL, NULL), TENOR_OK);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    cr_assert_eq(analysis_read(&a, tenor_text_of(texts[i])), TENOR_OK);
  analysis_finish(&a);
  for (uint32_t i = 0; i < tenor_lexicon_n_categories(&lexicon); i++) {
    tenor_category category;
    tenor_lexicon_category(&lexicon, i, &category);
    cr_assert_lt(strlen(category.name), size);
  }
  for (uint32_t i = 0; i < tenor_lexicon_n_entries(&lexicon); i++) {
    tenor_entry entry;
    tenor_lexicon_entry(&lexicon, i, &entry);
    cr_assert_lt(strlen(entry.text), size);
  }
  tenor_lexicon *copy = NULL;
  (void)tenor_lexicon_read(&copy, &lexicon, NULL, 0, NULL, NULL, NULL);
  tenor_lexicon_free(&copy);
}

static tenor_lexicon *small_lexicon(void) {
  return tsv_compile("c.tsv",
                     "# role: hostility\nattack\t3\nsea of fire\t4\nsea * "
                     "great\t2\ngood\t1\nstri*\t1\nbeing~ x\t0\n");
}

Test(lexicon, survives_each_byte_being_wrong) {
  tenor_lexicon *lexicon = small_lexicon();
  const size_t size = lexicon->blob.size;
  unsigned char *bytes = malloc(size);
  cr_assert_not_null(bytes);
  static const unsigned char masks[] = {0x01, 0x80, 0xFF};
  for (size_t at = 0; at < size; at++)
    for (size_t k = 0; k < sizeof masks; k++) {
      memcpy(bytes, lexicon->blob.bytes, size);
      bytes[at] ^= masks[k];
      use_bytes(bytes, size);
    }
  free(bytes);
  tenor_lexicon_free(&lexicon);
}

Test(lexicon, survives_numbers_that_lie) {
  static const uint32_t lies[] = {0, 1, 2, 3, 7, 0x7FFFFFFF, 0x80000000, LEXICON_GAP, LEXICON_NONE};
  tenor_lexicon *lexicon = small_lexicon();
  const size_t size = lexicon->blob.size;
  unsigned char *bytes = malloc(size);
  cr_assert_not_null(bytes);
  tenor_rng rng = {17};
  for (int i = 0; i < 15000; i++) {
    memcpy(bytes, lexicon->blob.bytes, size);
    for (size_t k = 1 + rng_below(&rng, 3); k > 0; k--) {
      const uint32_t lie = lies[rng_below(&rng, sizeof lies / sizeof *lies)];
      memcpy(bytes + 4 * rng_below(&rng, size / 4), &lie, sizeof lie);
    }
    use_bytes(bytes, size);
  }
  free(bytes);
  tenor_lexicon_free(&lexicon);
}

Test(lexicon, survives_every_cut) {
  tenor_lexicon *lexicon = small_lexicon();
  for (size_t cut = 0; cut < lexicon->blob.size; cut++) {
    unsigned char *bytes = malloc(cut ? cut : 1);
    cr_assert_not_null(bytes);
    memcpy(bytes, lexicon->blob.bytes, cut);
    use_bytes(bytes, cut);
    free(bytes);
  }
  tenor_lexicon_free(&lexicon);
}
