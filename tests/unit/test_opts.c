/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of the program: parsing, what it says of mistakes, help, completions, progress. */
#include "command.h"
#include "describe.h"
#include "exits.h"
#include "generate.h"
#include "help.h"
#include "nearest.h"
#include "progress.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a program to test with ---------------------------------------------------------------- */

static const char *const formats[] = {"table", "csv", "jsonl", NULL};
static const option shared_options[] = {{.name = "format",
                                         .letter = 'f',
                                         .kind = OPTION_CHOICE,
                                         .value = "FORMAT",
                                         .choices = formats,
                                         .fallback = "csv",
                                         .help = "Write FORMAT."},
                                        {.name = NULL}};
static const option own_options[] = {
    {.name = "model", .letter = 'm', .kind = OPTION_FILE, .value = "FILE", .help = "The model."},
    {.name = "lexicon",
     .letter = 'l',
     .kind = OPTION_FOLDER,
     .value = "DIR",
     .repeats = true,
     .help = "A lexicon, it's [read] too. More here."},
    {.name = "threads",
     .letter = 'j',
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 256,
     .otherwise = "one a processor",
     .help = "Use N threads."},
    {.name = "share",
     .kind = OPTION_NUMBER,
     .value = "P",
     .min = 0,
     .max = 0.95,
     .fallback = "0.5",
     .help = "A share."},
    {.name = "cost",
     .kind = OPTION_NUMBER,
     .value = "C",
     .min = 0,
     .max = HUGE_VAL,
     .help = "Cost."},
    {.name = "seed", .kind = OPTION_INTEGER, .value = "N", .help = "Any number."},
    {.name = "all", .kind = OPTION_FLAG, .help = "Everything."},
    {.name = NULL}};
static const option *const shared[] = {shared_options, NULL};
static const example examples[] = {{"tenor try -m x.tenor quotes.csv", "scores"}, {NULL, NULL}};
static const command plain = {.name = "try",
                              .summary = "Try all that there is",
                              .synopsis = "[FILE]...",
                              .details = "A paragraph.\n\n  kept   as it is\n\n.Another.",
                              .options = own_options,
                              .shared = shared,
                              .examples = examples};

static const option sub_options[] = {{.name = "output",
                                      .letter = 'o',
                                      .kind = OPTION_FILE,
                                      .value = "FILE",
                                      .only = "import",
                                      .help = "Write there."},
                                     {.name = NULL}};
static const subcommand subs[] = {
    {"check", "DIR...", "Check it"}, {"import", "FILE", "Import it"}, {NULL, NULL, NULL}};
static const command with_subs = {.name = "word",
                                  .summary = "Words",
                                  .synopsis = "",
                                  .options = sub_options,
                                  .subcommands = subs};

static const command *const commands[] = {&plain, &with_subs, NULL};

/* Splits a line at its blanks; '_' stands for an empty word. */
typedef struct words {
  char text[256];
  char *argv[32];
  int argc;
} words;

static void words_split(words *w, const char *line) {
  w->argc = 0;
  cr_assert_lt(snprintf(w->text, sizeof w->text, "%s", line), (int)sizeof w->text);
  for (char *word = strtok(w->text, " "); word != NULL; word = strtok(NULL, " "))
    w->argv[w->argc++] = strcmp(word, "_") == 0 ? word + 1 : word;
}

static args parsed(words *w, const command *cmd, const char *line) {
  args a;
  tenor_error error = {.message = ""};
  words_split(w, line);
  cr_assert_eq(opts_parse(&a, cmd, w->argc, w->argv, &error), TENOR_OK, "%s: %s", line,
               error.message);
  return a;
}

static void expect_refused(const command *cmd, const char *line, const char *message) {
  words w;
  args a;
  tenor_error error = {.message = ""};
  words_split(&w, line);
  cr_expect_eq(opts_parse(&a, cmd, w.argc, w.argv, &error), TENOR_ERR_ARG, "%s", line);
  cr_expect_str_eq(error.message, message, "%s\n  said     %s\n  expected %s", line, error.message,
                   message);
  cr_expect_eq(exit_code(error.status), 2);
}

/* ---- parsing ------------------------------------------------------------------------------- */

Test(opts, forms_of_a_value) {
  static const char *const lines[] = {"--threads 4", "--threads=4", "-j 4", "-j4", "-j 9 -j 4"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    words w;
    args a = parsed(&w, &plain, lines[i]);
    cr_expect_eq(opts_integer(&a, "threads"), 4, "%s", lines[i]);
    cr_expect(opts_given(&a, "threads"));
    cr_expect_eq(a.n_operands, 0);
    opts_free(&a);
  }
}

Test(opts, defaults) {
  words w;
  args a = parsed(&w, &plain, "");
  size_t n = 7;
  cr_expect_null(opts_text(&a, "model"));
  cr_expect_eq(opts_integer(&a, "threads"), 0);
  cr_expect_not(opts_given(&a, "threads"));
  cr_expect_eq(opts_number(&a, "share"), 0.5);
  cr_expect(isnan(opts_number(&a, "cost")));
  cr_expect_eq(opts_choice(&a, "format"), 1);
  cr_expect_not(opts_given(&a, "format"));
  cr_expect_not(opts_flag(&a, "all"));
  cr_expect_not(opts_flag(&a, "quiet"));
  (void)opts_texts(&a, "lexicon", &n);
  cr_expect_eq(n, 0);
  opts_free(&a);
}

Test(opts, operands_and_options_mix) {
  words w;
  args a = parsed(&w, &plain, "a --all - -f jsonl b -q -- --all -m --");
  static const char *const expected[] = {"a", "-", "b", "--all", "-m", "--"};
  cr_assert_eq(a.n_operands, 6);
  for (size_t i = 0; i < 6; i++) cr_expect_str_eq(a.operands[i], expected[i]);
  cr_expect_null(a.operands[6]);
  cr_expect(opts_flag(&a, "all"));
  cr_expect(opts_flag(&a, "quiet"));
  cr_expect_eq(opts_choice(&a, "format"), 2);
  cr_expect_null(opts_text(&a, "model"));
  opts_free(&a);
}

Test(opts, values_that_look_like_something_else) {
  words w;
  args a = parsed(&w, &plain, "--model - --seed -3 --lexicon --all --lexicon= --cost=1e-3");
  size_t n;
  cr_expect_str_eq(opts_text(&a, "model"), "-");
  cr_expect_eq(opts_integer(&a, "seed"), -3);
  cr_expect_eq(opts_number(&a, "cost"), 1e-3);
  const char *const *texts = opts_texts(&a, "lexicon", &n);
  cr_assert_eq(n, 2);
  cr_expect_str_eq(texts[0], "--all");
  cr_expect_str_eq(texts[1], "");
  cr_expect_not(opts_flag(&a, "all"));
  opts_free(&a);
}

Test(opts, repeated_values_keep_their_order) {
  words w;
  args a = parsed(&w, &plain, "-l1 --all --lexicon=2 -m x --all -l 3 -m y -q");
  size_t n;
  const char *const *texts = opts_texts(&a, "lexicon", &n);
  cr_assert_eq(n, 3);
  cr_expect_str_eq(texts[0], "1");
  cr_expect_str_eq(texts[1], "2");
  cr_expect_str_eq(texts[2], "3");
  cr_expect_str_eq(opts_text(&a, "model"), "y");
  cr_expect_eq(a.n_given, 6);
  opts_free(&a);
}

Test(opts, mistakes) {
  expect_refused(&plain, "--threads 0", "--threads: '0' is out of range 1..256");
  expect_refused(&plain, "-j257", "--threads: '257' is out of range 1..256");
  expect_refused(&plain, "--threads=4x", "--threads: '4x' is not a whole number");
  expect_refused(&plain, "--threads _", "--threads: '' is not a whole number");
  expect_refused(&plain, "--seed 99999999999999999999",
                 "--seed: '99999999999999999999' is not a whole number");
  expect_refused(&plain, "--share nan", "--share: 'nan' is not a number");
  expect_refused(&plain, "--share 0,5", "--share: '0,5' is not a number");
  expect_refused(&plain, "--share 0.951", "--share: '0.951' is out of range 0..0.95");
  expect_refused(&plain, "--cost=-1", "--cost: '-1' is not at least 0");
  expect_refused(&plain, "-fxml", "--format: 'xml' is not one of table, csv, jsonl");
  expect_refused(&plain, "a --model", "--model needs a value: FILE");
  expect_refused(&plain, "--all=yes", "--all takes no value, found 'yes'");
  expect_refused(&plain, "-qx", "--quiet takes no value, found 'x'");
}

Test(opts, unknown_options_name_the_nearest) {
  expect_refused(&plain, "--thread 4", "unknown option '--thread'; did you mean '--threads'?");
  expect_refused(&plain, "--fromat=csv", "unknown option '--fromat'; did you mean '--format'?");
  expect_refused(&plain, "--hlep", "unknown option '--hlep'; did you mean '--help'?");
  expect_refused(&plain, "--elephant", "unknown option '--elephant'");
  expect_refused(&plain, "-z", "unknown option '-z'");
  expect_refused(&plain, "--=4", "unknown option '--'");
}

Test(opts, subcommands) {
  words w;
  args a = parsed(&w, &with_subs, "-o f import -q x");
  cr_expect_str_eq(a.subcommand, "import");
  cr_assert_eq(a.n_operands, 1);
  cr_expect_str_eq(a.operands[0], "x");
  cr_expect_null(a.operands[1]);
  opts_free(&a);

  a = parsed(&w, &with_subs, "--help");
  cr_expect(opts_flag(&a, "help"));
  opts_free(&a);
  expect_refused(&with_subs, "-q", "needs one of the commands check, import");
  expect_refused(&with_subs, "chekc", "unknown command 'chekc'; did you mean 'check'?");
  expect_refused(&with_subs, "xyz", "unknown command 'xyz'");
  expect_refused(&with_subs, "check -o f", "--output goes with 'import' only");
}

Test(opts, every_fallback_is_a_valid_value) {
  const option *row;
  for (size_t i = 0; (row = command_option(&plain, i)) != NULL; i++) {
    char line[128];
    words w;
    if (row->fallback == NULL) continue;
    (void)snprintf(line, sizeof line, "--%s=%s", row->name, row->fallback);
    args a = parsed(&w, &plain, line);
    opts_free(&a);
  }
}

Test(nearest, counts_edits) {
  cr_expect_eq(nearest_edits("", ""), 0);
  cr_expect_eq(nearest_edits("score", "score"), 0);
  cr_expect_eq(nearest_edits("scroe", "score"), 1);
  cr_expect_eq(nearest_edits("kitten", "sitting"), 3);
  cr_expect_eq(nearest_edits("", "abc"), 3);
  cr_expect_eq(nearest_edits("a-word-that-is-longer-than-forty-characters", "a"), SIZE_MAX);
}

/* ---- what is made from the tables ---------------------------------------------------------- */

static char *printed(void (*print)(FILE *)) {
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  cr_assert_not_null(out);
  print(out);
  cr_assert_eq(fclose(out), 0);
  return text;
}

static void print_help(FILE *out) {
  help_command(out, &plain);
}
static void print_subs_help(FILE *out) {
  help_command(out, &with_subs);
}
static void print_bash(FILE *out) {
  cr_assert(generate(out, "bash", commands));
}
static void print_man(FILE *out) {
  cr_assert(generate(out, "man", commands));
}

static void expect_has(const char *text, const char *part) {
  cr_expect_not_null(strstr(text, part), "no '%s' in\n%s", part, text);
}

Test(help, shows_what_the_tables_say) {
  char *text = printed(print_help);
  expect_has(text, "usage: tenor try [OPTION]... [FILE]...\n\nTry all that there is.\n");
  expect_has(text, "\n  kept   as it is\n");
  expect_has(text, "\n  -j, --threads N      Use N threads. (1..256; default: one a processor)\n");
  expect_has(text, "\n      --cost C         Cost. (at least 0)\n");
  expect_has(text, "\n  -f, --format FORMAT  Write FORMAT. (table, csv, jsonl; default: csv)\n");
  expect_has(text, "(may be repeated)");
  expect_has(text, "\n  2  wrong usage\n");
  expect_has(text, "\n  tenor try -m x.tenor quotes.csv\n      scores\n");
  for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
    cr_expect_leq(strcspn(line, "\n"), 80, "%.*s", (int)strcspn(line, "\n"), line);
  free(text);

  text = printed(print_subs_help);
  expect_has(text, "usage: tenor word check [OPTION]... DIR...\n       tenor word import ");
  expect_has(text, "\n  check   Check it\n");
  expect_has(text, "Write there. (with import)");
  free(text);
}

Test(describe, first_sentence) {
  char text[DESCRIBE_BYTES];
  describe_briefly(text, &own_options[1]);
  cr_expect_str_eq(text, "A lexicon, it's [read] too");
  describe_briefly(text, &own_options[0]);
  cr_expect_str_eq(text, "The model");
}

Test(generate, man_page) {
  char *text = printed(print_man);
  static const char *const sections[] = {
      "NAME",        "SYNOPSIS",    "DESCRIPTION", "COMMANDS", "INPUT AND OUTPUT",
      "EXIT STATUS", "ENVIRONMENT", "FILES",       "EXAMPLES", "AUTHORS"};
  const char *at = text;
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
    char title[64];
    (void)snprintf(title, sizeof title, "\n.SH %s\n", sections[i]);
    at = strstr(at, title);
    cr_assert_not_null(at, "%s", sections[i]);
  }
  expect_has(text, "\\fB\\-m\\fR, \\fB\\-\\-model\\fR \\fIFILE\\fR\nThe model.\n");
  expect_has(text, "\n\\&.Another.\n");
  expect_has(text, "it\\(aqs [read] too.");
  free(text);
  cr_expect_not(generate(stdout, "csh", commands));
}

/* Sources the completion in a real bash and asks it to complete the last word of `line`. */
static void expect_completed(const char *script, const char *line, const char *expected) {
  char command_line[1024], got[256];
  (void)snprintf(
      command_line, sizeof command_line,
      "bash -c 'source %s; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _tenor; "
      "printf \"%%s \" \"${COMPREPLY[@]}\"'",
      script, line);
  FILE *pipe = popen(command_line, "r");
  cr_assert_not_null(pipe);
  size_t size = fread(got, 1, sizeof got - 1, pipe);
  got[size] = '\0';
  cr_expect_eq(pclose(pipe), 0, "%s", command_line);
  cr_expect_str_eq(got, expected, "%s: %s, expected %s", line, got, expected);
}

Test(generate, bash_completion_completes) {
  char path[] = "/tmp/tenor-test-bash-XXXXXX";
  if (system("bash -c 'mapfile -t x </dev/null' 2>/dev/null") != 0) cr_skip("no bash 4");
  char *text = printed(print_bash);
  int fd = mkstemp(path);
  cr_assert_geq(fd, 0);
  FILE *file = fdopen(fd, "w");
  cr_assert_not_null(file);
  cr_assert_geq(fputs(text, file), 0);
  cr_assert_eq(fclose(file), 0);
  free(text);

  expect_completed(path, "tenor t", "try ");
  expect_completed(path, "tenor \"\"", "try word help --help --version ");
  expect_completed(path, "tenor help w", "word ");
  expect_completed(path, "tenor try --s", "--share --seed ");
  expect_completed(path, "tenor try --format \"\"", "table csv jsonl ");
  expect_completed(path, "tenor try --format =", "table csv jsonl ");
  expect_completed(path, "tenor try --format = j", "jsonl ");
  expect_completed(path, "tenor try -f c", "csv ");
  expect_completed(path, "tenor try --threads \"\"", " ");
  expect_completed(path, "tenor word \"\"", "check import ");
  expect_completed(path, "tenor word check --o", "--output ");
  expect_completed(path, "tenor try /de", "/dev ");
  expect_completed(path, "tenor try --lexicon /de", "/dev ");
  (void)remove(path);
}

/* ---- progress ------------------------------------------------------------------------------ */

static void expect_line(size_t width, uint64_t total, double seconds, const char *expected) {
  char line[256];
  progress p = {.label = "scoring", .total = total};
  size_t length = progress_line(line, sizeof line, width, &p, 250, 5000, seconds);
  cr_expect_str_eq(line, expected, "%zu: '%s'", width, line);
  cr_expect_eq(length, strlen(expected));
}

Test(progress, fits_the_width) {
  expect_line(79, 1000, 10,
              "scoring  25 % [########                          ]  5000 rows  500/s  0:30 left");
  expect_line(40, 1000, 10, "scoring  25 %  5000 rows  500/s");
  expect_line(26, 1000, 10, "scoring  25 %  5000 rows");
  expect_line(20, 1000, 10, "scoring  25 %");
  expect_line(4, 1000, 10, "scor");
  expect_line(0, 1000, 10, "");
  expect_line(79, 0, 10, "scoring  5000 rows  500/s");
  expect_line(79, 0, 0, "scoring  5000 rows");
  expect_line(60, 100, 3600, "scoring 100 % [#################]  5000 rows  1/s  0:00 left");
}

Test(progress, is_silent_without_a_terminal) {
  progress p;
  progress_start(&p, "scoring", 10, true);
  cr_expect_not(p.shown);
  progress_step(&p, 5, 1);
  progress_finish(&p);
}

Test(exits, codes) {
  cr_expect_eq(exit_code(TENOR_OK), 0);
  cr_expect_eq(exit_code(TENOR_END), 0);
  cr_expect_eq(exit_code(TENOR_ERR_ARG), 2);
  cr_expect_eq(exit_code(TENOR_ERR_IO), 3);
  cr_expect_eq(exit_code(TENOR_ERR_MEMORY), 3);
  cr_expect_eq(exit_code(TENOR_ERR_FORMAT), 4);
  cr_expect_eq(exit_code(TENOR_ERR_VERSION), 4);
  cr_expect_eq(exit_code(TENOR_ERR_CHECKSUM), 4);
  for (int code = 0; code < EXITS_N; code++) cr_expect_not_null(exit_meaning(code));
  cr_expect_null(exit_meaning(EXITS_N));
}
