/* SPDX-License-Identifier: Apache-2.0 */
/* tenor lexicon: looks after word lists. The commands themselves are in lexicon/. */
#include <string.h>

#include "command.h"
#include "exits.h"
#include "lexicon/lexicon_commands.h"
#include "message.h"
#include "output_options.h"

static int run(const args *a) {
  tenor_error error;
  if (strcmp(a->subcommand, "list") == 0) return lexicon_list(a);
  if (opts_given(a, "format"))
    return message_failure(a->command->name, &error,
                           opts_error(&error, "--format goes with 'list' only"));
  if (strcmp(a->subcommand, "import") == 0) return lexicon_import(a);
  if (opts_given(a, "output"))
    return message_failure(a->command->name, &error,
                           opts_error(&error, "--output goes with 'list' and 'import' only"));
  return lexicon_check(a);
}

static const char *const from_names[] = {"auto",  "liwc",  "quanteda", "lexicoder",
                                         "vader", "afinn", "wordstat", NULL};

static const option options[] = {
    {.name = "category",
     .kind = OPTION_TEXT,
     .value = "NAME",
     .only = "list",
     .help = "List the entries of this category."},
    {.name = "lexicon",
     .kind = OPTION_FOLDER,
     .repeats = true,
     .value = "DIR",
     .only = "list",
     .help = "Add the categories of DIR/*.tsv, or override those of the same name."},
    {.name = "model",
     .letter = 'm',
     .kind = OPTION_FILE,
     .value = "FILE",
     .only = "list",
     .otherwise = "the lexicons that come with tenor",
     .help = "List what the lexicon inside this model has."},
    {.name = "from",
     .kind = OPTION_CHOICE,
     .value = "FORMAT",
     .choices = from_names,
     .fallback = "auto",
     .only = "import",
     .help = "How the list is written; auto goes by the file's extension, else by its first line."},
    {.name = "prefix",
     .kind = OPTION_TEXT,
     .value = "TEXT",
     .only = "import",
     .help = "Put TEXT before the names of the categories."},
    {.name = NULL}};

static const option *const shared[] = {output_format_options, output_file_options, NULL};

static const subcommand subcommands[] = {
    {"check", "[DIR]...",
     "find mistakes in category files: those of DIR, else those that come with tenor"},
    {"list", "[TERM]", "categories; entries of one; entries that a word or phrase matches"},
    {"import", "FILE", "make category files of a list in another program's format"},
    {NULL, NULL, NULL}};

static const example examples[] = {
    {"tenor lexicon check my-lists", "is everything in order?"},
    {"tenor lexicon list", "the categories, what the rules do with them, what they measure"},
    {"tenor lexicon list 'labour force'", "why does 'force' not count here?"},
    {"tenor lexicon list --category threat --format tsv", "all threats, with their weights"},
    {"tenor lexicon import themes.dic -o themes", "a LIWC dictionary as category files"},
    {NULL, NULL}};

const command command_lexicon = {
    .name = "lexicon",
    .summary = "look after word lists",
    .synopsis = "check|list|import",
    .details =
        "A lexicon is a folder of category files, NAME.tsv: a line "
        "for each term, with its weight. docs/lexicons.md tells "
        "how to write one.\n\n"
        "check writes each finding as FILE:LINE: error|warning: "
        "message, and its status is 1 if there are any. import "
        "writes one file for each category into the folder that -o "
        "names (else one named like the list); what cannot be "
        "carried over is reported, and the status is then 1.",
    .options = options,
    .shared = shared,
    .subcommands = subcommands,
    .examples = examples,
    .exit_rows = "check found something, or import could not carry over everything",
    .run = run};
