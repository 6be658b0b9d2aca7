/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the readable cases of spec files and prints TAP, one line a case. A case that fails is
 * followed by what was found: each text's value and every match with its weight before and after
 * the rules, so that one can see which file or rule to mend.
 *
 *     run_spec -l LEXICONS [-m MODEL] FILE...
 *
 * Cases of `score` and `label` need the model and are skipped without it; `-m` of a file that is
 * not there skips them too. Exit status: 0 all well, 1 a case failed, 2 a spec file, the lexicon or
 * the model is unusable.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "feature/analysis.h"
#include "spec_file.h"
#include "tenor_duplicates.h"
#include "text/quote.h"
#include "text/sentence.h"

typedef struct runner {
  tenor_lexicon *lexicon;
  analysis analysis;
  sentence_list sentences;
  quote_list quotes;
  tenor_model *model; /* NULL: none */
  tenor_scratch *scratch;
  size_t n, n_failed;
  const char *path; /* of the spec file */
  tenor_error error;
} runner;

static const double SAME = 1e-9; /* what '=' forgives */

/* ---- names ----------------------------------------------------------------------------------- */

static bool sum_has(const tenor_lexicon *lexicon, uint32_t category, const char *name) {
  return strcmp(name, lexicon_category_name(lexicon, category)) == 0 ||
         strcmp(name, lexicon_role_name((lexicon_role)lexicon->categories[category].role)) == 0;
}

static bool sum_exists(const tenor_lexicon *lexicon, const char *name) {
  for (uint32_t c = 0; c < lexicon->n_categories; c++)
    if (sum_has(lexicon, c, name)) return true;
  return false;
}

static uint32_t rule_find(const char *name) {
  for (unsigned bit = 0; bit < TENOR_N_RULES; bit++)
    if (strcmp(name, tenor_rule_name(bit)) == 0) return UINT32_C(1) << bit;
  return 0;
}

static uint32_t head_find(const tenor_model *model, const char *name) {
  uint32_t head = 0;
  while (head < tenor_model_n_heads(model) &&
         strcmp(tenor_model_head(model, head)->name, name) != 0)
    head++;
  return head;
}

/* Why the case cannot be run although it is well formed; NULL: it can. */
static const char *find_fault(const runner *r, const spec_case *c) {
  switch (c->quantity) {
    case SPEC_SUM:
    case SPEC_RATE:
      return sum_exists(r->lexicon, c->name) ? NULL : "there is no such role or category";
    case SPEC_SCORE:
    case SPEC_LABEL:
      return !r->model || head_find(r->model, c->name) < tenor_model_n_heads(r->model)
                 ? NULL
                 : "the model has no such head";
    case SPEC_MATCH:
      for (size_t i = 0; i < c->n_words; i++)
        if (lexicon_category_find(r->lexicon, c->words[i] + (*c->words[i] == '!')) == LEXICON_NONE)
          return "there is no such category";
      return NULL;
    case SPEC_RULES:
      for (size_t i = 0; i < c->n_words; i++)
        if (rule_find(c->words[i] + (*c->words[i] == '!')) == 0) return "there is no such rule";
      return NULL;
    case SPEC_TOKENS:
    case SPEC_ACTORS:
    case SPEC_SENTENCES:
    case SPEC_QUOTES:
    case SPEC_FOLDS:
    case SPEC_APART: return NULL;
  }
  return NULL;
}

/* ---- quantities that are compared ------------------------------------------------------------ */

static tenor_status measure_sum(runner *r, const spec_case *c, const char *text, double *value) {
  TRY(analysis_read(&r->analysis, tenor_text_of(text)));
  const match_list *matches = &r->analysis.matches;
  *value = 0;
  for (size_t i = 0; i < matches->n; i++)
    if (sum_has(r->lexicon, matches->matches[i].category, c->name))
      *value += matches->matches[i].effective;
  if (c->quantity == SPEC_RATE) *value /= (double)r->analysis.tokens.n;
  return TENOR_OK;
}

static tenor_status measure(runner *r, const spec_case *c, const spec_operand *operand,
                            double *value) {
  *value = operand->number;
  if (!operand->text) return TENOR_OK;
  if (c->quantity != SPEC_SCORE) return measure_sum(r, c, operand->text, value);
  tenor_score score;
  TRY(tenor_score_text(r->scratch, tenor_text_of(operand->text), &score));
  *value = score.heads[head_find(r->model, c->name)].value;
  return TENOR_OK;
}

static bool holds(double a, char relation, double b) {
  switch (relation) {
    case '<': return a < b - SAME;
    case '>': return a > b + SAME;
    default: return fabs(a - b) <= SAME;
  }
}

/* ---- quantities that are listed -------------------------------------------------------------- */

static bool is_counted(const tenor_lexicon *lexicon, const match *m) {
  return !lexicon_role_is_shifter((lexicon_role)lexicon->categories[m->category].role);
}

static bool word_is_true(const runner *r, const spec_case *c, const char *name) {
  const match_list *matches = &r->analysis.matches;
  for (size_t i = 0; i < matches->n; i++) {
    const match *m = &matches->matches[i];
    if (c->quantity == SPEC_MATCH
            ? strcmp(lexicon_category_name(r->lexicon, m->category), name) == 0
            : is_counted(r->lexicon, m) && (m->rules & rule_find(name)) != 0)
      return true;
  }
  return false;
}

static bool all_words_hold(const runner *r, const spec_case *c) {
  for (size_t i = 0; i < c->n_words; i++) {
    const bool absent = *c->words[i] == '!';
    if (word_is_true(r, c, c->words[i] + absent) == absent) return false;
  }
  return true;
}

static bool tokens_hold(const runner *r, const spec_case *c) {
  const token_list *tokens = &r->analysis.tokens;
  if (tokens->n != c->n_words) return false;
  for (size_t i = 0; i < tokens->n; i++)
    if (tokens->tokens[i].size != strlen(c->words[i]) ||
        memcmp(token_form(tokens, i), c->words[i], tokens->tokens[i].size) != 0)
      return false;
  return true;
}

static const char *actor_of(const runner *r, const match *m) {
  const bool names = r->lexicon->categories[m->category].role == ROLE_ACTOR;
  return names ? r->lexicon->strings + r->lexicon->patterns[m->pattern].text : NULL;
}

static bool actors_hold(const runner *r, const spec_case *c) {
  size_t n = 0;
  for (size_t i = 0; i < r->analysis.matches.n; i++) {
    const char *actor = actor_of(r, &r->analysis.matches.matches[i]);
    if (!actor) continue;
    if (n == c->n_words || strcmp(actor, c->words[n]) != 0) return false;
    n++;
  }
  return n == c->n_words;
}

static bool is_cut(const spec_case *c) {
  return c->quantity == SPEC_SENTENCES || c->quantity == SPEC_QUOTES;
}

/* Cuts the text as the case asks for; *n is how many pieces there are. */
static tenor_status cut(runner *r, const spec_case *c, size_t *n) {
  const tenor_text text = tenor_text_of(c->operands[0].text);
  if (c->quantity == SPEC_QUOTES)
    TRY(quote_find(text.data, text.size, &r->quotes));
  else
    TRY(sentence_split(text.data, text.size, &r->sentences));
  *n = c->quantity == SPEC_QUOTES ? r->quotes.n : r->sentences.n;
  return TENOR_OK;
}

static tenor_text piece_at(const runner *r, const spec_case *c, size_t i) {
  const bool quotes = c->quantity == SPEC_QUOTES;
  const size_t begin = quotes ? r->quotes.quotes[i].begin : r->sentences.sentences[i].begin;
  const size_t end = quotes ? r->quotes.quotes[i].end : r->sentences.sentences[i].end;
  return (tenor_text){c->operands[0].text + begin, end - begin};
}

static tenor_status pieces_hold(runner *r, const spec_case *c, bool *passed) {
  size_t n;
  TRY(cut(r, c, &n));
  *passed = n == c->n_words;
  for (size_t i = 0; *passed && i < n; i++) {
    const tenor_text text = piece_at(r, c, i);
    *passed = strlen(c->words[i]) == text.size && memcmp(c->words[i], text.data, text.size) == 0;
  }
  return TENOR_OK;
}

static tenor_status label_holds(runner *r, const spec_case *c, bool *passed) {
  const uint32_t head = head_find(r->model, c->name);
  const tenor_head *described = tenor_model_head(r->model, head);
  tenor_score score;
  TRY(tenor_score_text(r->scratch, tenor_text_of(c->operands[0].text), &score));
  *passed = false;
  if (described->n_labels == 0) return TENOR_OK;
  const char *label = described->labels[score.heads[head].label];
  for (size_t i = 0; i < c->n_words; i++) *passed |= strcmp(c->words[i], label) == 0;
  return TENOR_OK;
}

/* The first operand is statement 0, and each of the others must repeat it or no other. */
static tenor_status folds_hold(const spec_case *c, bool *passed) {
  tenor_duplicates *repeats;
  const tenor_text speaker = tenor_text_of("one");
  uint64_t first;
  TRY(tenor_duplicates_new(&repeats, NULL, NULL));
  tenor_status status = tenor_duplicates_add(repeats, speaker, TENOR_NO_DAY,
                                             tenor_text_of(c->operands[0].text), &first);
  *passed = c->n_words > 0;
  for (size_t i = 0; status >= 0 && i < c->n_words; i++) {
    status =
        tenor_duplicates_add(repeats, speaker, TENOR_NO_DAY, tenor_text_of(c->words[i]), &first);
    *passed = *passed && (first == 0) == (c->quantity == SPEC_FOLDS);
  }
  tenor_duplicates_free(&repeats);
  return status;
}

static tenor_status list_holds(runner *r, const spec_case *c, bool *passed) {
  if (c->quantity == SPEC_LABEL) return label_holds(r, c, passed);
  if (is_cut(c)) return pieces_hold(r, c, passed);
  if (c->quantity == SPEC_FOLDS || c->quantity == SPEC_APART) return folds_hold(c, passed);
  TRY(analysis_read(&r->analysis, tenor_text_of(c->operands[0].text)));
  if (c->quantity == SPEC_TOKENS)
    *passed = tokens_hold(r, c);
  else if (c->quantity == SPEC_ACTORS)
    *passed = actors_hold(r, c);
  else
    *passed = all_words_hold(r, c);
  return TENOR_OK;
}

/* ---- what was found -------------------------------------------------------------------------- */

/* A text on one line, at most `size` bytes of it. */
static void print_text(const char *text, size_t size) {
  for (size_t i = 0; i < size; i++) putchar(text[i] == '\n' ? ' ' : text[i]);
}

static void print_term(const tenor_lexicon *lexicon, const lexicon_pattern *pattern) {
  for (uint32_t i = 0; i < pattern->n; i++) {
    const uint32_t part = lexicon->parts[pattern->first + i];
    if (i > 0) putchar(' ');
    if (part == LEXICON_GAP) {
      putchar('*');
      continue;
    }
    const lexicon_symbol *symbol = &lexicon->symbols[part];
    printf("%.*s", (int)symbol->key_size, lexicon->strings + symbol->key);
    if (symbol->kind != SYMBOL_FORM) putchar(symbol->kind == SYMBOL_STEM ? '~' : '*');
  }
}

static void print_match(const runner *r, const match *m, const char *text) {
  const token *tokens = r->analysis.tokens.tokens;
  const lexicon_category *category = &r->lexicon->categories[m->category];
  printf("#   %-14s %5.2f", lexicon_category_name(r->lexicon, m->category), m->weight);
  if (!lexicon_role_is_shifter((lexicon_role)category->role)) printf(" -> %5.2f", m->effective);
  printf("  \"");
  print_text(text + tokens[m->begin].begin, tokens[m->end - 1].end - tokens[m->begin].begin);
  printf("\" by ");
  print_term(r->lexicon, &r->lexicon->patterns[m->pattern]);
  if (actor_of(r, m)) printf(" (%s)", actor_of(r, m));
  for (unsigned bit = 0; bit < TENOR_N_RULES; bit++)
    if (m->rules >> bit & 1) printf(", %s", tenor_rule_name(bit));
  putchar('\n');
}

static tenor_status print_heads(runner *r, const char *text) {
  tenor_score score;
  TRY(tenor_score_text(r->scratch, tenor_text_of(text), &score));
  for (uint32_t i = 0; i < score.n_heads; i++) {
    const tenor_head *head = tenor_model_head(r->model, i);
    printf("#   %s %.3f", head->name, score.heads[i].value);
    if (head->n_labels > 0) printf(" %s", head->labels[score.heads[i].label]);
    putchar('\n');
  }
  return TENOR_OK;
}

static tenor_status print_pieces(runner *r, const spec_case *c) {
  size_t n;
  TRY(cut(r, c, &n));
  for (size_t i = 0; i < n; i++) {
    const tenor_text text = piece_at(r, c, i);
    printf("#   ");
    print_text(text.data, text.size);
    putchar('\n');
  }
  return TENOR_OK;
}

static tenor_status explain(runner *r, const spec_case *c) {
  if (is_cut(c)) return print_pieces(r, c);
  for (size_t i = 0; i < c->n_operands; i++) {
    const char *text = c->operands[i].text;
    if (!text) continue;
    double value = 0;
    printf("# \"");
    print_text(text, strlen(text));
    putchar('"');
    if (c->n_operands > 1) {
      TRY(measure(r, c, &c->operands[i], &value));
      printf(" = %.4f", value);
    }
    putchar('\n');
    if (r->model && (c->quantity == SPEC_SCORE || c->quantity == SPEC_LABEL))
      TRY(print_heads(r, text));
    TRY(analysis_read(&r->analysis, tenor_text_of(text)));
    if (c->quantity == SPEC_TOKENS) {
      printf("#  ");
      for (size_t k = 0; k < r->analysis.tokens.n; k++)
        printf(" %.*s", (int)r->analysis.tokens.tokens[k].size, token_form(&r->analysis.tokens, k));
      putchar('\n');
    }
    for (size_t k = 0; k < r->analysis.matches.n; k++)
      print_match(r, &r->analysis.matches.matches[k], text);
  }
  return TENOR_OK;
}

/* ---- cases ----------------------------------------------------------------------------------- */

static tenor_status check(runner *r, const spec_case *c, bool *passed) {
  if (c->n_operands == 1) return list_holds(r, c, passed);
  double left, right;
  *passed = true;
  TRY(measure(r, c, &c->operands[0], &left));
  for (size_t i = 1; i < c->n_operands; i++, left = right) {
    TRY(measure(r, c, &c->operands[i], &right));
    *passed = *passed && holds(left, c->relations[i - 1], right);
  }
  return TENOR_OK;
}

/* The case's line of TAP; '#' would begin a directive there. */
static void print_result(const runner *r, const spec_case *c, bool passed, const char *directive) {
  const char *slash = strrchr(r->path, '/');
  printf("%s %zu - %s:%llu: \"", passed ? "ok" : "not ok", r->n, slash ? slash + 1 : r->path,
         (unsigned long long)c->line);
  for (const char *at = c->operands[0].text ? c->operands[0].text : ""; *at != '\0'; at++)
    putchar(*at == '\n' ? ' ' : *at == '#' ? '+' : *at);
  printf("\"%s\n", directive);
}

static tenor_status run_case(runner *r, const spec_case *c) {
  const char *fault = find_fault(r, c);
  if (fault) return tenor_error_set(&r->error, TENOR_ERR_FORMAT, r->path, c->line, 0, "%s", fault);
  r->n++;
  if (!r->model && (c->quantity == SPEC_SCORE || c->quantity == SPEC_LABEL)) {
    print_result(r, c, true, " # SKIP there is no model");
    return TENOR_OK;
  }
  bool passed = false;
  TRY(check(r, c, &passed));
  print_result(r, c, passed, c->todo ? " # TODO" : "");
  if (passed || c->todo) return TENOR_OK;
  r->n_failed++;
  return explain(r, c);
}

static tenor_status run_file(runner *r, const char *path) {
  char *content = NULL;
  size_t size = 0;
  r->path = path;
  TRY(file_read(path, &content, &size, &r->error));
  tenor_status status = TENOR_OK;
  spec_file file;
  spec_file_init(&file, content);
  for (spec_case c; status >= 0 && spec_file_next(&file, &c);) status = run_case(r, &c);
  if (file.fault)
    status = tenor_error_set(&r->error, TENOR_ERR_FORMAT, path, file.line, 0, "%s", file.fault);
  free(content);
  return status;
}

/* ---- the program ----------------------------------------------------------------------------- */

static tenor_status runner_init(runner *r, const char *folder, const char *model) {
  TRY(tenor_lexicon_read(&r->lexicon, NULL, &folder, 1, NULL, NULL, &r->error));
  TRY(analysis_init(&r->analysis, r->lexicon, NULL, NULL));
  if (!model || access(model, R_OK) != 0) return TENOR_OK;
  TRY(tenor_model_open(&r->model, model, &r->error));
  return tenor_scratch_new(&r->scratch, r->model, &r->error);
}

static void runner_finish(runner *r) {
  tenor_scratch_free(&r->scratch);
  tenor_model_free(&r->model);
  analysis_finish(&r->analysis);
  sentence_list_finish(&r->sentences);
  quote_list_finish(&r->quotes);
  tenor_lexicon_free(&r->lexicon);
}

static void print_error(const tenor_error *error, tenor_status status) {
  if (error->file[0] != '\0') fprintf(stderr, "%s:", error->file);
  if (error->line > 0) fprintf(stderr, "%llu:", (unsigned long long)error->line);
  fprintf(stderr, " %s\n", error->message[0] != '\0' ? error->message : tenor_status_name(status));
}

int main(int argc, char **argv) {
  const char *folder = NULL, *model = NULL;
  for (int option; (option = getopt(argc, argv, "l:m:")) != -1;) {
    if (option == 'l')
      folder = optarg;
    else if (option == 'm')
      model = optarg;
    else
      folder = NULL, optind = argc;
  }
  if (!folder || optind == argc) {
    fputs("usage: run_spec -l LEXICONS [-m MODEL] FILE...\n", stderr);
    return 2;
  }
  runner r = {0};
  tenor_status status = runner_init(&r, folder, model);
  for (int i = optind; status >= 0 && i < argc; i++) status = run_file(&r, argv[i]);
  if (status < 0) {
    print_error(&r.error, status);
    printf("Bail out! a spec file, the lexicon or the model is unusable\n");
  } else {
    printf("1..%zu\n", r.n);
  }
  const size_t n_failed = r.n_failed;
  runner_finish(&r);
  if (fflush(stdout) != 0 || status < 0) return 2;
  return n_failed > 0;
}
